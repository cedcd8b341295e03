/** Files where no file of a tracker should be, and repositories that are broken: each is named, none hangs or is a bug. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository, type TestRepository, temporaryFolder } from "../shell/repository.ts";
import { item2, kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";
import type { Run } from "./resident-gtm.ts";

const secret = "---\ntitle: The secret plan\n---\n\n# The secret plan\n";

function replaceTracker({ path }: TestRepository, put: (path: string) => void): void {
  rmSync(path("items/tracker.md"));
  put(path("items/tracker.md"));
}

test.for([
  [
    "a link out of the repository",
    (path: string) => {
      const outside = join(temporaryFolder(), "secret.md");
      writeFileSync(outside, secret);
      symlinkSync(outside, path);
    },
    "is a link that leads out of the folder",
  ],
  ["a device", (path: string) => symlinkSync("/dev/stdin", path), "is a link that leads out of the folder"],
  ["a pipe", (path: string) => execFileSync("sh", ["-c", 'mkfifo "$0"', path]), "is a pipe, not a file"],
  ["nine megabytes", (path: string) => writeFileSync(path, secret + "x\n".repeat(4.5e6)), "is larger than 2 MB"],
] as const)(
  "a tracker.md that is %s is refused by every command, and nothing of it is printed",
  async ([, put, reason]) => {
    const repository = makeRepository(kettle);
    replaceTracker(repository, put);
    const { folder, git, write } = repository;
    write("page.md", "| # | Title |\n| --- | --- |\n| 1 | a |\n");
    const before = git("status", "--porcelain");
    for (const command of ["list", "list --json", "show 1", "render", "render -f html", "note 1 x", "import page.md"]) {
      const run = await gtm(folder, command.split(" "));
      expect([command, run]).toEqual([
        command,
        {
          code: 2,
          stdout: "",
          stderr: `gtm: items/tracker.md:1:1: ${reason}\n  fix tracker.md, then try again\n`,
        },
      ]);
    }
    expect(await gtm(folder, ["check"])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`items/tracker.md:1:1: error: ${reason} (file-unreadable)`),
    });
    expect(await gtm(folder, ["render", "--at", "HEAD"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("# Kettle launch"),
    });
    expect(git("status", "--porcelain")).toBe(before);
  },
);

test("a tracker folder that is a link out of the repository is refused by every command, check too", async () => {
  const outside = temporaryFolder();
  writeFileSync(join(outside, "tracker.md"), secret);
  const { folder, path } = makeRepository({ "other.md": "" });
  symlinkSync(outside, path("items"));
  for (const command of ["list", "check", "show 1", "render", "add Box"]) {
    const { code, stdout, stderr } = await gtm(folder, command.split(" "));
    expect([command, code, stdout, stderr]).toEqual([
      command,
      2,
      "",
      `gtm: the tracker's folder is a link out of the repository, to ${outside}\n  gtm does not follow links out of it\n`,
    ]);
  }
  expect(readdirSync(outside)).toEqual(["tracker.md"]);
});

test("what looks like an item and is not read is reported by list, check and render, and keeps its number", async () => {
  const { folder, path } = makeRepository({
    ...kettle,
    "items/061-x.MD": item2,
    "items/062-y.markdown": item2,
    "items/sub/060-x.md": item2,
    "items/sub/deep/063-z.md": item2,
    "items/minutes/2026-03-01.md": "# Minutes\n",
    "items/team/tracker.md": "---\ntitle: Another\n---\n",
    "items/team/001-a.md": item2,
    "items/README.MD": "# Notes\n",
  });
  mkdirSync(path("items/empty"));
  const ending = "is not read: item files end in .md, in lower case; rename it";
  const place = "is not read: items must be directly in the tracker's folder; move it there, or rename it";
  const lines = [
    `items/061-x.MD:1:1: ${ending}`,
    `items/062-y.markdown:1:1: ${ending}`,
    `items/sub/060-x.md:1:1: ${place}`,
    `items/sub/deep/063-z.md:1:1: ${place}`,
  ];
  for (const args of [["list"], ["render"]]) {
    const { code, stderr } = await gtm(folder, args);
    expect([args, code, stderr.trim().split("\n")]).toEqual([args, 1, [...lines, "gtm check shows every problem"]]);
  }
  const { code, stdout } = await gtm(folder, ["check"]);
  expect([code, stdout.match(/^.* error: .*$/gm)]).toEqual([
    1,
    lines.map((line) => `${line.replace(": is", ": error: is")} (file-unreadable)`),
  ]);
  expect((await gtm(folder, ["show", "61"])).stderr).toContain(lines[0]);
  expect((await gtm(folder, ["add", "Box"])).stdout).toContain("#63 Box");
});

test("an item that could not be read at an older revision is reported by --at and --since", async () => {
  const { folder, git, write } = makeRepository({ ...kettle, "items/002-warranty-text.md": "gone wrong\n" });
  write("items/002-warranty-text.md", item2);
  git("commit", "--quiet", "--all", "--message=mended");
  for (const [args, said] of [
    [["render", "--at", "HEAD~1"], ""],
    [["render", "--since", "HEAD~1"], " (at HEAD~1)"],
  ] as const) {
    const { code, stderr } = await gtm(folder, args);
    const line = `items/002-warranty-text.md:1:1: no front matter: the file must start with a line "---"${said}\n`;
    expect([args, code, stderr]).toEqual([args, 1, `${line}gtm check shows every problem\n`]);
  }
});

function isNoBug(command: string, { code, stdout, stderr }: Run): void {
  expect([command, code, stderr]).toEqual([
    command,
    expect.not.stringMatching(/SIG/),
    expect.not.stringMatching(/bug/),
  ]);
  expect([command, [0, 1, 2].includes(Number(code)), /^ +at /m.test(stdout + stderr)]).toEqual([command, true, false]);
  if (code === 2) expect([command, stderr]).toEqual([command, expect.stringMatching(/^gtm: ./)]);
}

const everyCommand = [
  ...["list", "check", "show 1", "render", "render -f html", "render --at HEAD -f csv", "render --since HEAD~1"],
  ...["note 1 x", "set 1 due=+1d", "add Box", "close 2", "list owner:me", "-t other init", "import page.md"],
];

test.for([
  ["a broken index", ({ path }: TestRepository) => writeFileSync(path(".git/index"), "broken")],
  ["no objects", ({ path }: TestRepository) => rmSync(path(".git/objects"), { recursive: true })],
  [
    "a missing blob",
    ({ path, git }: TestRepository) => {
      const id = git("rev-parse", "HEAD:items/002-warranty-text.md").trim();
      rmSync(path(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`));
    },
  ],
  ["a broken configuration", ({ path }: TestRepository) => writeFileSync(path(".git/config"), "[core")],
] as const)("in a repository with %s every command works or says what is wrong", async ([, breakIt]) => {
  const repository = makeRepository({ ...kettle, "page.md": "| # | Title |\n| --- | --- |\n| 1 | a |\n" });
  breakIt(repository);
  for (const command of everyCommand) isNoBug(command, await gtm(repository.folder, command.split(" ")));
});

test("folders and files that cannot be named or reached are told in words", async () => {
  const { folder, path } = makeRepository(kettle);
  symlinkSync("loop", path("loop"));
  const long = "x".repeat(5000);
  for (const [name, reason] of [
    ["loop", "its links form a loop"],
    ["loop/x", "its links form a loop"],
    [long, "the name is too long"],
  ] as const) {
    const commands = [
      ["-C", name, "list"],
      ["-t", name, "list"],
      ["-t", name, "init"],
      ["render", "-o", name],
      ["note", "1", "-F", name],
      ["import", name],
    ];
    for (const args of commands)
      expect([args, await gtm(folder, args)]).toEqual([
        args,
        {
          code: 2,
          stdout: "",
          stderr: expect.stringMatching(new RegExp(`^gtm: cannot (?:read|write) .*: ${reason}\n$`)),
        },
      ]);
  }
});

test("what was typed or pasted is shown without its escape sequences", async () => {
  const { folder } = makeRepository(kettle);
  for (const args of [
    ["\u001b]0;x\u0007"],
    ["list", "--\u001b[31mx"],
    ["help", "\u001b[31mx"],
    ["show", "\u001b[31mx"],
  ]) {
    const { stdout, stderr } = await gtm(folder, args);
    expect([args, (stdout + stderr).includes("\u001b")]).toEqual([args, false]);
  }
});
