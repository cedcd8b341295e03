import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { files } from "../../src/shell/files.ts";
import { temporaryFolder } from "./repository.ts";

function makePipe(path: string): void {
  execFileSync("sh", ["-c", 'mkfifo "$0"', path]);
}

test("a folder's .md files are read by name, and what cannot be read is reported instead of skipped", () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, "secret.md"), "secret");
  const folder = temporaryFolder();
  const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
  write("b.md", "\uFEFFbé\r\n");
  write("a.md", "");
  write("readme.txt", "no");
  write("latin.md", Uint8Array.of(0x61, 0xe9));
  write("nul.md", "a\0b");
  write("large.md", "x".repeat(2 * 1024 * 1024 + 1));
  write("full.md", "x".repeat(2 * 1024 * 1024));
  mkdirSync(join(folder, "folder.md"));
  makePipe(join(folder, "pipe.md"));
  symlinkSync("b.md", join(folder, "link.md"));
  symlinkSync(join(outside, "secret.md"), join(folder, "out.md"));
  symlinkSync("gone", join(folder, "dangling.md"));
  symlinkSync("loop.md", join(folder, "loop.md"));
  symlinkSync("/dev/zero", join(folder, "zero.md"));
  const reading = files.readFolder(folder).map((file) => [file.name, "text" in file ? file.text.length : file.problem]);
  expect(reading).toEqual([
    ["a.md", 0],
    ["b.md", 5],
    ["dangling.md", "is a link to nothing"],
    ["folder.md", "is a folder, not a file"],
    ["full.md", 2 * 1024 * 1024],
    ["large.md", "is larger than 2 MB"],
    ["latin.md", "is not UTF-8 text"],
    ["link.md", 5],
    ["loop.md", "is a link to itself"],
    ["nul.md", "is not UTF-8 text"],
    ["out.md", "is a link that leads out of the folder"],
    ["pipe.md", "is a pipe, not a file"],
    ["zero.md", "is a link that leads out of the folder"],
  ]);
});

test("a folder that is itself a link is read", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "items"));
  writeFileSync(join(folder, "items/1.md"), "one");
  symlinkSync("items", join(folder, "link"));
  expect(files.readFolder(join(folder, "link"))).toEqual([{ name: "1.md", text: "one" }]);
});

test("what cannot be read is named", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "latin.md"), Uint8Array.of(0xe9));
  expect(() => files.read(join(folder, "gone.md"))).toThrow(new UserError(`no such file: ${folder}/gone.md`));
  expect(() => files.read(join(folder, "latin.md"))).toThrow(/latin.md is not UTF-8 text/);
  expect(() => files.read(folder)).toThrow(/is a folder, not a file/);
  expect(() => files.readFolder(join(folder, "gone"))).toThrow(/no such file: /);
  expect([...files.readBytes(join(folder, "latin.md"))]).toEqual([0xe9]);
});

test("a pipe that is named is read to its end", () => {
  const pipe = join(temporaryFolder(), "pipe");
  makePipe(pipe);
  execFileSync("sh", ["-c", '(sleep 0.1; echo "from a pipe") > "$0" &', pipe], { stdio: "ignore" });
  expect(files.read(pipe)).toBe("from a pipe\n");
});

test("a file is replaced at once, with its mode, and folders are made for it", () => {
  const folder = temporaryFolder();
  const path = join(folder, "deep/er/1.md");
  files.write(path, "one", folder);
  chmodSync(path, 0o640);
  const before = statSync(path).ino;
  files.write(path, "two", folder);
  expect(files.read(path)).toBe("two");
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(statSync(path).ino).not.toBe(before);
  expect(readdirSync(join(folder, "deep/er"))).toEqual(["1.md"]);
});

test("a link within the folder stays a link, and its target is written", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "1.md"), "one");
  symlinkSync("1.md", join(folder, "link.md"));
  files.write(join(folder, "link.md"), "two", folder);
  expect(readFileSync(join(folder, "1.md"), "utf8")).toBe("two");
});

test("nothing is written out of the folder: by a link, a linked folder, a dangling link or dots", () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, "1.md"), "theirs");
  const folder = temporaryFolder();
  symlinkSync(outside, join(folder, "away"));
  symlinkSync(join(outside, "1.md"), join(folder, "1.md"));
  symlinkSync(join(outside, "new.md"), join(folder, "new.md"));
  for (const name of ["1.md", "away/1.md", "away/deep/2.md", "new.md", "../2.md"]) {
    expect(() => files.write(`${folder}/${name}`, "mine", folder)).toThrow(UserError);
  }
  expect(readdirSync(outside)).toEqual(["1.md"]);
  expect(readFileSync(join(outside, "1.md"), "utf8")).toBe("theirs");
});

test("a pipe or folder in a file's place is not written", () => {
  const folder = temporaryFolder();
  makePipe(join(folder, "pipe.md"));
  expect(() => files.write(join(folder, "pipe.md"), "x", folder)).toThrow(/is a pipe/);
  expect(() => files.write(folder, "x", folder)).toThrow(/is a folder/);
});

test("the real path of a file that is not there yet is its folder's", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "items"));
  symlinkSync("items", join(folder, "link"));
  expect(files.realPath(join(folder, "link/new/1.md"))).toBe(join(folder, "items/new/1.md"));
});

test("a path that cannot be followed is the user's to mend", () => {
  const folder = temporaryFolder();
  symlinkSync("loop", join(folder, "loop"));
  for (const name of ["loop", "x".repeat(300)]) expect(() => files.realPath(join(folder, name))).toThrow(UserError);
});
