/** A change that takes a file away, as a rename does: made, refused, killed, and where the user has work in the file. */
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { renamePlan } from "./append-plan.ts";
import { start } from "./probe-process.ts";
import { makeRepository, type TestRepository } from "./repository.ts";

async function rename({ port, folder, path }: TestRepository, commit = true): Promise<string | null> {
  return await port.change(await port.repository(folder), () => renamePlan(path("1.md"), path("2.md")), { commit });
}

const contents = { "1.md": "one\n", "a.txt": "a\n" };
const look = ({ git, path }: TestRepository) => ({
  head: git("ls-tree", "--name-only", "HEAD").split("\n").filter(Boolean),
  index: git("ls-files").split("\n").filter(Boolean),
  tree: readdirSync(path(".")).filter((name) => name !== ".git"),
});
const before = { head: ["1.md", "a.txt"], index: ["1.md", "a.txt"], tree: ["1.md", "a.txt"] };
const after = { head: ["2.md", "a.txt"], index: ["2.md", "a.txt"], tree: ["2.md", "a.txt"] };

/** The renaming in a process of its own, which is killed while its commit is being made. */
async function killRename({ path, hook }: TestRepository): Promise<void> {
  hook("pre-commit", `: > "${path(".git/started")}"; sleep 20`);
  const { child, end } = start("rename", path("1.md"), path("2.md"));
  while (!existsSync(path(".git/started"))) await sleep(10);
  rmSync(path(".git/hooks/pre-commit"));
  child.kill("SIGKILL");
  await end;
}

test("a renamed file is gone from HEAD, the index and the work tree, in one commit", async () => {
  const repository = makeRepository(contents);
  await rename(repository);
  expect(look(repository)).toEqual(after);
  expect(repository.git("show", "HEAD:2.md")).toBe("one\nrenamed\n");
  expect(repository.git("status", "--porcelain")).toBe("");
  expect(repository.git("rev-list", "--count", "HEAD")).toBe("2\n");
});

test("what else is staged or modified stays so", async () => {
  const repository = makeRepository({ ...contents, "b.txt": "b\n" });
  const { git, write } = repository;
  write("a.txt", "staged\n");
  git("add", "a.txt");
  write("b.txt", "modified\n");
  await rename(repository);
  expect(git("status", "--porcelain")).toBe("M  a.txt\n M b.txt\n");
  expect(git("show", "--format=", "--name-status", "--no-renames", "HEAD")).toBe("D\t1.md\nA\t2.md\n");
});

test("without a commit it is gone from the work tree alone", async () => {
  const repository = makeRepository(contents);
  await rename(repository, false);
  expect(look(repository)).toEqual({ ...before, tree: after.tree });
});

test("a file that git does not have yet, or only staged, is renamed too", async () => {
  for (const isStaged of [false, true]) {
    const repository = makeRepository({ "a.txt": "a\n" });
    repository.write("1.md", "one\n");
    if (isStaged) repository.git("add", "1.md");
    await rename(repository);
    expect(look(repository)).toEqual(after);
    expect(repository.git("status", "--porcelain")).toBe("");
  }
});

test.for([false, true])("the user's own work in the file (staged: %s) is in the way, and stays", async (isStaged) => {
  const repository = makeRepository(contents);
  const { git, write, read } = repository;
  write("1.md", "mine\n");
  if (isStaged) git("add", "1.md");
  const status = git("status", "--porcelain");
  await expect(rename(repository)).rejects.toMatchObject({
    message: "1.md has edits of your own, and would be renamed",
    hint: "commit or stash your own edits in that file first, or use --no-commit",
  });
  expect([read("1.md"), git("status", "--porcelain"), look(repository)]).toEqual(["mine\n", status, before]);
});

test.for([true, false])("a hook that refuses brings the file back (in git before: %s)", async (isTracked) => {
  const repository = makeRepository(isTracked ? contents : { "a.txt": "a\n" });
  if (!isTracked) repository.write("1.md", "one\n");
  const [status, state] = [repository.git("status", "--porcelain"), look(repository)];
  repository.hook("pre-commit", "exit 1");
  await expect(rename(repository)).rejects.toThrow(/^git refused the commit, so nothing was changed/);
  expect([repository.read("1.md"), look(repository)]).toEqual(["one\n", state]);
  expect(repository.git("status", "--porcelain")).toBe(status);
});

test.for([
  ["nothing", ""],
  ["another file staged", "git add b.txt"],
  ["another commit", "git commit --quiet --no-verify --message=by-hand --only b.txt"],
] as const)("killed: the next command brings the file back (since then: %s)", async ([, since]) => {
  for (const isTracked of [true, false]) {
    const repository = makeRepository({ ...(isTracked ? contents : { "a.txt": "a\n" }), "b.txt": "b\n" });
    const { path, write, read, port, folder, git, said } = repository;
    if (!isTracked) write("1.md", "one\n");
    await killRename(repository);
    expect(look(repository).tree).toEqual(["2.md", "a.txt", "b.txt"]);
    write("b.txt", "mine\n");
    for (const args of since === "" ? [] : [since.split(" ").slice(1)]) git(...args);
    await port.recover(folder);
    expect([read("1.md"), existsSync(path("2.md"))]).toEqual(["one\n", false]);
    const own = git("status", "--porcelain", "--", "1.md", "2.md");
    expect(own).toBe(isTracked ? "" : "?? 1.md\n");
    expect(said.join()).toContain("was interrupted, so its changes were undone: 1.md, 2.md");
  }
});

test.for([true, false])(
  "killed before it came to the index, and staged by hand (in git before: %s)",
  async (isTracked) => {
    const repository = makeRepository(isTracked ? contents : { "a.txt": "a\n" });
    const { path, git, port, folder, read, write } = repository;
    if (!isTracked) write("1.md", "one\n");
    await killRename(repository);
    for (const name of ["steps.json", "committer.json", "old-index", "new-index"])
      rmSync(path(`.git/gtm.change/${name}`));
    git("reset", "--quiet");
    git("add", "--all");
    await port.recover(folder);
    expect([read("1.md"), existsSync(path("2.md"))]).toEqual(["one\n", false]);
    expect(git("status", "--porcelain")).toBe(isTracked ? "" : "?? 1.md\n");
  },
);

test("a commit -a by hand after a kill has the renaming: it stands", async () => {
  const repository = makeRepository(contents);
  const { git, port, folder } = repository;
  await killRename(repository);
  git("commit", "--quiet", "--all", "--message=by hand");
  await port.recover(folder);
  expect(look(repository)).toEqual(after);
  expect(git("status", "--porcelain")).toBe("");
});

test("a text that is saved there meanwhile is kept", async () => {
  const repository = makeRepository(contents);
  const { path, port, folder, read } = repository;
  const plan = renamePlan(path("1.md"), path("2.md"));
  const racing = {
    ...plan,
    edits: plan.edits.map((edit) => ({
      ...edit,
      edit: (text: string | null) => {
        if (edit.path === path("2.md")) writeFileSync(path("1.md"), "typed\n");
        return edit.edit(text);
      },
    })),
  };
  await expect(port.change(await port.repository(folder), () => racing, { commit: true })).rejects.toThrow();
  expect(read("1.md")).toBe("typed\n");
  expect(existsSync(path("2.md"))).toBe(false);
});
