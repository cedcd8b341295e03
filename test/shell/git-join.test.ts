/** A merge that fails where git has no room left: it puts the branch back, without what the user has not committed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { joinUpstream } from "../../src/shell/git-join.ts";
import { GitFailure, gitWith, type RunGit } from "../../src/shell/git-process.ts";
import { gitEnvironment, makeRepository } from "./repository.ts";

const noRoom = { exitCode: 128, stdout: "", stderr: "fatal: write error. Out of diskspace" };

/** Git as it is on a full disk: its merge ends in a reset, and so does what `fails` names. */
function gitWithoutRoom(fails: readonly string[]): RunGit {
  const git = gitWith(gitEnvironment);
  return async (folder, args, options) => {
    if (args.includes("merge")) await git(folder, ["reset", "--quiet", "--hard"]);
    if (args.includes("merge") || fails.some((word) => args.includes(word))) throw new GitFailure("merge", noRoom);
    return await git(folder, args, options);
  };
}

async function joinWithoutRoom(fails: readonly string[]) {
  const { folder, git, port } = makeRepository({ "a.txt": "a\n", "b.txt": "b\n" });
  const repository = await port.repository(folder);
  writeFileSync(join(folder, "a.txt"), "a staged\n");
  git("add", "a.txt");
  writeFileSync(join(folder, "b.txt"), "b mine\n");
  const tools = { git: gitWithoutRoom(fails), environment: gitEnvironment, say: () => {} };
  const how = { by: "merge", forward: "can", stashes: false, driver: null } as const;
  const joining = joinUpstream(tools, repository, { tracking: "HEAD", shown: "main" }, how);
  return { joining, git };
}

test("gives the user's changes back, staged and not", async () => {
  const { joining, git } = await joinWithoutRoom([]);
  expect(await joining).toEqual({ kind: "refused", words: noRoom.stderr });
  expect(git("status", "--porcelain")).toBe("M  a.txt\n M b.txt\n");
});

test("takes away the new files that git has begun to write, and no other", async () => {
  const { folder, git, port, read } = makeRepository({ "a.txt": "a\n" });
  git("switch", "--quiet", "--create", "side");
  for (const name of ["new.txt", "half.txt", "mine.txt"]) writeFileSync(join(folder, name), "all of it\n");
  git("add", "--all");
  git("commit", "--quiet", "--message=new");
  git("switch", "--quiet", "main");
  writeFileSync(join(folder, "mine.txt"), "all of");
  await setTimeout(50);
  const real = gitWith(gitEnvironment);
  const withoutRoom: RunGit = async (at, args, options) => {
    if (!args.includes("merge")) return await real(at, args, options);
    writeFileSync(join(folder, "new.txt"), "all of it\n");
    writeFileSync(join(folder, "half.txt"), "all");
    throw new GitFailure("merge", noRoom);
  };
  const tools = { git: withoutRoom, environment: gitEnvironment, say: () => {} };
  const how = { by: "merge", forward: "can", stashes: false, driver: null } as const;
  const joining = await joinUpstream(tools, await port.repository(folder), { tracking: "side", shown: "side" }, how);
  expect(joining.kind).toBe("refused");
  expect([git("status", "--porcelain"), read("mine.txt")]).toEqual(["?? mine.txt\n", "all of"]);
});

test("says where they are kept, if there is no room for that either", async () => {
  const { joining, git } = await joinWithoutRoom(["apply"]);
  const error = await joining.then(
    () => null,
    (thrown) => thrown,
  );
  const [, id = ""] = /they are kept in (\w{10})$/.exec(error.message) ?? [];
  expect(error.hint).toBe(`make room if the disk is full, then git stash apply --index ${id}`);
  git("stash", "apply", "--quiet", "--index", id);
  expect(git("status", "--porcelain")).toBe("M  a.txt\n M b.txt\n");
});
