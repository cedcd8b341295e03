import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createGit } from "../../src/shell/git.ts";
import { gitEnvironment, makeRepository, repositoryAt, type TestRepository, temporaryFolder } from "./repository.ts";

test("outside of a repository it names git init", async () => {
  const folder = temporaryFolder();
  await expect(createGit(folder, gitEnvironment).repository(folder)).rejects.toMatchObject({
    message: `${folder} is not in a git repository`,
    hint: expect.stringContaining("git init"),
  });
  await expect(createGit(folder, gitEnvironment).repository("gone")).rejects.toThrow(/^no such folder: /);
});

test("a bare repository, and the git folder itself, have no work tree", async () => {
  const { git, folder, port, path } = makeRepository({ "1.md": "" });
  const bare = join(temporaryFolder(), "bare.git");
  git("clone", "--quiet", "--bare", folder, bare);
  await expect(port.repository(bare)).rejects.toThrow("is a bare repository");
  await expect(port.repository(path(".git"))).rejects.toThrow("is inside the git folder");
});

test("git's own words where the repository is broken or somebody else's", async () => {
  const { folder, port, path } = makeRepository({ "1.md": "" });
  writeFileSync(path(".git/config"), "[core\n");
  await expect(port.repository(folder)).rejects.toThrow(/git cannot use the repository at .*bad config/s);
});

test("without git it says that git is missing", async () => {
  const folder = temporaryFolder();
  await expect(createGit(folder, { PATH: folder }).repository(folder)).rejects.toThrow("git is not installed");
});

test("the message is understood in any language of the user", async () => {
  const folder = temporaryFolder();
  const env = { ...gitEnvironment, LC_ALL: "de_DE.UTF-8", LANGUAGE: "de" };
  await expect(createGit(folder, env).repository(folder)).rejects.toThrow("is not in a git repository");
});

test("the identity is git's, and without one it says how to set it", async () => {
  const { folder, port } = makeRepository();
  expect(await port.identity(folder)).toEqual({ name: "Ada Author", email: "ada@example.com" });
  const env = { ...gitEnvironment, GIT_AUTHOR_NAME: "", GIT_AUTHOR_EMAIL: "" };
  await expect(repositoryAt(folder, env).port.identity(folder)).rejects.toMatchObject({
    message: "git does not know who you are",
    hint: expect.stringContaining("git config --global user.name"),
  });
});

/** Two branches that change one line each its own way. */
function makeConflict(): TestRepository {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, write } = repository;
  git("checkout", "--quiet", "-b", "theirs");
  write("1.md", "theirs\n");
  git("commit", "--quiet", "--all", "--message=theirs");
  git("checkout", "--quiet", "main");
  write("1.md", "ours\n");
  git("commit", "--quiet", "--all", "--message=ours");
  return repository;
}

test.for([
  [["merge", "theirs"], "a merge is in progress", "git merge --continue"],
  [["cherry-pick", "theirs"], "a cherry-pick is in progress", "git cherry-pick --continue"],
  [["rebase", "theirs"], "a rebase is in progress", "git rebase --continue"],
  [["rebase", "--apply", "theirs"], "a rebase is in progress", "git rebase --continue"],
  [["revert", "HEAD~1"], "a revert is in progress", "git revert --continue"],
] as const)(
  "while git %s stops at a conflict, a change is refused with the way out",
  async ([command, message, hint]) => {
    const { git, folder, port, append, read } = makeConflict();
    expect(() => git(...command)).toThrow();
    const expected = { message: expect.stringContaining(message), hint: expect.stringContaining(hint) };
    expect((await port.repository(folder)).obstacle).toMatchObject(expected);
    await expect(append("2.md", "x")).rejects.toMatchObject(expected);
    expect(await append("2.md", "x", { commit: false })).toBeNull();
    expect(read("2.md")).toBe("x\n");
  },
);

test("a stopped git am is named as such, and a bisect is no obstacle", async () => {
  const { git, folder, port, path, append } = makeConflict();
  git("bisect", "start");
  expect((await port.repository(folder)).obstacle).toBeNull();
  git("format-patch", "--quiet", "-1", "theirs", "--output", path(".git/theirs.patch"));
  expect(() => git("am", path(".git/theirs.patch"))).toThrow();
  expect((await port.repository(folder)).obstacle?.message).toContain("git am");
  git("am", "--abort");
  mkdirSync(path("sub"));
  await append("sub/2.md", "x");
});
