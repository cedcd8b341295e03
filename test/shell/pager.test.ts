import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { showInPager } from "../../src/shell/pager.ts";
import { gitEnvironment, makeRepository, temporaryFolder } from "./repository.ts";

/** More than a pipe holds, so that whoever leaves early is noticed. */
const text = "line\n".repeat(100_000);

/** A folder with a `git` that only leaves a mark, first on the PATH. */
function folderWithMarkingGit(): { folder: string; PATH: string; mark: string } {
  const folder = temporaryFolder();
  const mark = join(folder, "git-was-asked");
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/git"), `#!/bin/sh\ntouch '${mark}'\necho cat\n`);
  chmodSync(join(folder, "bin/git"), 0o755);
  return { folder, mark, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
}

test.for([
  ["GIT_PAGER, before PAGER", { GIT_PAGER: "cat >out", PAGER: "false" }],
  ["PAGER", { PAGER: "cat >out" }],
] as const)("the pager is that of %s; git is not asked", async ([, env]) => {
  const { folder, mark, PATH } = folderWithMarkingGit();
  expect(await showInPager(text, folder, { ...gitEnvironment, ...env, PATH })).toBe(true);
  expect(readFileSync(join(folder, "out"), "utf8")).toBe(text);
  expect(existsSync(mark)).toBe(false);
});

test("the pager is git's where the environment names none", async () => {
  const { folder, git, read } = makeRepository({ "a.md": "" });
  git("config", "core.pager", "cat >out");
  expect(await showInPager(text, folder, gitEnvironment)).toBe(true);
  expect(read("out")).toBe(text);
});

test.for(["", "cat"])("a pager %j is none: the text is for standard output", async (PAGER) => {
  expect(await showInPager(text, temporaryFolder(), { ...gitEnvironment, PAGER })).toBe(false);
});

test.for(["no-such-pager", "no-such-pager --option 2>/dev/null"])(
  "where %s is missing the text is for standard output",
  async (PAGER) => {
    expect(await showInPager(text, temporaryFolder(), { ...gitEnvironment, PAGER })).toBe(false);
  },
);

test("a dumb terminal has no pager", async () => {
  expect(await showInPager(text, temporaryFolder(), { ...gitEnvironment, PAGER: "false", TERM: "dumb" })).toBe(false);
});

test("whoever leaves the pager early has seen the text", async () => {
  const folder = temporaryFolder();
  expect(await showInPager(text, folder, { ...gitEnvironment, PAGER: "head -1 >out" })).toBe(true);
  expect(readFileSync(join(folder, "out"), "utf8")).toBe("line\n");
});

test.for([
  [{}, "FRX"],
  [{ LESS: "-i" }, "-i"],
] as const)("less gets the options that git gives it, unless LESS is set: %j", async ([env, options]) => {
  const folder = temporaryFolder();
  await showInPager(text, folder, { ...gitEnvironment, ...env, PAGER: 'cat >/dev/null; printf %s "$LESS" >out' });
  expect(readFileSync(join(folder, "out"), "utf8")).toBe(options);
});
