/** Commands that must write where they may not. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeRepository, repositoryAt, temporaryFolder } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { environment, root } from "./built-gtm.ts";

const one = "items/001-handle-that-stays-cool.md";

/** Root may write everywhere: it tries as somebody else. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** A clone with a commit to send and one to receive, of which a part may only be read. */
function readOnlyClone(part: string) {
  const hub = makeRepository(kettle);
  hub.git("config", "receive.denyCurrentBranch", "ignore");
  const folder = join(temporaryFolder(), "clone");
  execFileSync("git", ["clone", "--quiet", hub.folder, folder], { env: environment });
  const clone = repositoryAt(folder);
  for (const [{ write, read, git }, file] of [
    [hub, one],
    [clone, "items/002-warranty-text.md"],
  ] as const) {
    write(file, read(file).replace("priority: P1", "priority: P2").replace(/\n*$/, "\n\nMore.\n"));
    git("commit", "--quiet", "--all", "--message=gtm set: more");
  }
  clone.git("fetch", "--quiet");
  const all = (top: string, mode: string) => execFileSync("chmod", ["-R", mode, top]);
  if (user.uid !== undefined)
    for (const each of [hub.folder, join(folder, "..")]) execFileSync("chown", ["-R", String(user.uid), each]);
  for (const each of [hub.folder, folder]) all(each, "a+rX");
  all(join(folder, part), "a-w");
  onTestFinished(() => void all(folder, "u+w"));
  return { folder, git: clone.git };
}

test.for([
  [
    "sync",
    ".git",
    "cannot write .*gtm.sync: permission denied\n  make it writable for you, or work in a clone of your own",
  ],
  [
    "undo",
    ".git",
    "cannot write .*gtm.lock: permission denied\n  make it writable for you, or work in a clone of your own",
  ],
  ["resolve --onto origin/main", ".git", "cannot write .*gtm.lock: permission denied"],
  [
    "sync",
    "items",
    "git could not join origin/main:\n.*001-handle-that-stays-cool.md': Permission denied[^]*nothing was changed here",
  ],
  ["undo", "items", "cannot write .*002-warranty-text.md: permission denied\n  make it writable for you"],
  ["resolve --onto origin/main", "items", "git did not merge origin/main:\n.*Permission denied"],
] as const)("%s where %s is read-only: says so, and leaves everything as it was", ([command, part, words]) => {
  const { folder, git } = readOnlyClone(part);
  const state = () => [
    git("-c", "safe.directory=*", "--no-optional-locks", "status", "--porcelain"),
    git("-c", "safe.directory=*", "rev-parse", "HEAD"),
    readdirSync(join(folder, "items")),
  ];
  const before = state();
  const closed = temporaryFolder();
  chmodSync(closed, 0);
  const args = [join(root, "bin/gtm.js"), ...command.split(" ")];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...environment, PATH: `${closed}:${environment.PATH}` },
    encoding: "utf8",
    ...user,
  });
  expect([status, stdout, stderr]).toEqual([2, "", expect.stringMatching(new RegExp(`^gtm: ${words}`))]);
  expect(state()).toEqual(before);
});
