import { chmodSync, renameSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { FileEdit } from "../../src/ports.ts";
import { gitEnvironment, makeRepository, repositoryAt, type TestRepository } from "./repository.ts";

/** Sets one line of a file, as `gtm set` does. */
function setStatus(status: string): FileEdit["edit"] {
  return (text) => {
    if (text?.includes("status: ") !== true) throw new UserError("no status line");
    return text.replace(/status: .*/, `status: ${status}`);
  };
}

async function set({ port, folder, path }: TestRepository, name: string, status: string): Promise<string | null> {
  const plan = { message: `${name}: ${status}`, edits: [{ path: path(name), edit: setStatus(status) }] };
  return await port.change(await port.repository(folder), () => plan, { commit: true });
}

const item = (status: string, head = "head", tail = "tail"): string => `${head}\n\n\nstatus: ${status}\n\n\n${tail}\n`;

/** The three texts of a file that git knows: committed, staged, in the work tree. */
function texts({ git, read }: TestRepository, name: string): readonly string[] {
  return [git("show", `HEAD:${name}`), git("show", `:${name}`), read(name)];
}

test("the user's unstaged edits in the same file stay unstaged", async () => {
  const repository = makeRepository({ "1.md": item("pending") });
  repository.write("1.md", item("pending", "mine"));
  const id = await set(repository, "1.md", "done");
  expect(texts(repository, "1.md")).toEqual([item("done"), item("done"), item("done", "mine")]);
  expect(repository.git("log", "--format=%h %an %s", "-1")).toBe(`${id} Ada Author 1.md: done\n`);
  expect(repository.git("status", "--porcelain")).toBe(" M 1.md\n");
});

test("the user's staged edits in the same file stay staged, and his unstaged ones unstaged", async () => {
  const repository = makeRepository({ "1.md": item("pending"), "2.md": "two\n" });
  repository.write("1.md", item("pending", "staged"));
  repository.write("2.md", "staged\n");
  repository.git("add", "--all");
  repository.write("1.md", item("pending", "staged", "unstaged"));
  await set(repository, "1.md", "done");
  expect(texts(repository, "1.md")).toEqual([item("done"), item("done", "staged"), item("done", "staged", "unstaged")]);
  expect(repository.git("status", "--porcelain")).toBe("MM 1.md\nM  2.md\n");
  expect(repository.git("show", "--format=", "--name-only", "HEAD")).toBe("1.md\n");
});

test("the same change takes in a clean, a new and a half-edited file", async () => {
  const { git, write, append, read } = makeRepository({ "clean.md": "c\n", "half.md": "h\n", "run.md": "r\n" });
  chmodSync(`${git("rev-parse", "--show-toplevel").trim()}/run.md`, 0o755);
  git("commit", "--quiet", "--all", "--message=mode");
  write("half.md", "mine\nh\n");
  await append(["clean.md", "half.md", "run.md", "new/1.md"], "x");
  expect(git("show", "HEAD:half.md")).toBe("h\nx\n");
  expect(read("half.md")).toBe("mine\nh\nx\n");
  expect(git("show", "--format=", "--name-only", "HEAD")).toBe("clean.md\nhalf.md\nnew/1.md\nrun.md\n");
  expect(git("ls-files", "--stage", "run.md")).toMatch(/^100755 /);
  expect(git("status", "--porcelain")).toBe(" M half.md\n");
});

test("a new file that is staged in part is committed as far as it is staged", async () => {
  for (const contents of [{}, { "1.md": "one\n" }]) {
    const { git, write, append, read } = makeRepository(contents);
    write("2.md", "staged\n");
    git("add", "2.md");
    write("2.md", "staged\nunstaged\n");
    await append("2.md", "x");
    expect([git("show", "HEAD:2.md"), read("2.md")]).toEqual(["staged\nx\n", "staged\nunstaged\nx\n"]);
    expect(git("status", "--porcelain")).toBe(" M 2.md\n");
  }
});

test("hooks see the commit's own index, and what they refuse leaves all three texts as they were", async () => {
  const repository = makeRepository({ "1.md": item("pending") });
  const { git, write, hook, path, read } = repository;
  write("1.md", item("pending", "staged"));
  git("add", "1.md");
  write("1.md", item("pending", "staged", "unstaged"));
  const before = [...texts(repository, "1.md"), git("status", "--porcelain=v2")];
  hook("pre-commit", `git show :1.md > "${path(".git/seen")}"; echo no >&2; exit 1`);
  await expect(set(repository, "1.md", "done")).rejects.toThrow(/git refused the commit.*no/s);
  expect(read(".git/seen")).toBe(item("done"));
  expect([...texts(repository, "1.md"), git("status", "--porcelain=v2")]).toEqual(before);
  expect(git("fsck", "--strict", "--no-dangling")).toBe("");
});

test("where the committed text cannot take the change it is refused and nothing is changed", async () => {
  const repository = makeRepository({ "1.md": "no such line\n" });
  repository.write("1.md", item("pending"));
  await expect(set(repository, "1.md", "done")).rejects.toMatchObject({
    message: "1.md as it was last committed cannot take this change: no status line",
    hint: expect.stringContaining("--no-commit"),
  });
  expect(texts(repository, "1.md")).toEqual(["no such line\n", "no such line\n", item("pending")]);
});

test("what is committed already is changed in the work tree alone", async () => {
  const repository = makeRepository({ "1.md": item("done") });
  repository.write("1.md", item("pending"));
  expect(await set(repository, "1.md", "done")).toBeNull();
  expect(texts(repository, "1.md")).toEqual([item("done"), item("done"), item("done")]);
  expect(repository.git("status", "--porcelain")).toBe("");
});

test("a text that becomes empty is committed empty", async () => {
  const { git, write, path, port, folder } = makeRepository({ "1.md": "one\n" });
  write("1.md", "mine\n");
  const edits = [{ path: path("1.md"), edit: () => "" }];
  await port.change(await port.repository(folder), () => ({ message: "m", edits }), { commit: true });
  expect(git("show", "HEAD:1.md")).toBe("");
});

test("git's filters apply: CRLF in the work tree, LF in the commit", async () => {
  const repository = makeRepository({ ".gitattributes": "*.md text eol=crlf\n", "1.md": item("pending") });
  const { git, read, write } = repository;
  git("rm", "--quiet", "--cached", "1.md");
  git("reset", "--quiet", "--hard");
  expect(read("1.md")).toContain("\r\n");
  write("1.md", read("1.md").replace("head", "mine"));
  await set(repository, "1.md", "done");
  expect(git("show", "HEAD:1.md")).toBe(item("done"));
  expect(git("diff", "--numstat")).toBe("1\t1\t1.md\n");
});

test("a linked worktree and a repository that others change meanwhile keep their own index", async () => {
  const main = makeRepository({ "1.md": item("pending"), "2.md": "two\n" });
  main.git("worktree", "add", "--quiet", "../side", "-b", "side");
  const side = repositoryAt(`${main.folder}/../side`);
  try {
    side.write("1.md", item("pending", "mine"));
    await set(side, "1.md", "done");
    expect(side.git("status", "--porcelain")).toBe(" M 1.md\n");
    expect(main.git("status", "--porcelain")).toBe("");
  } finally {
    main.git("worktree", "remove", "--force", side.folder);
  }
});

test("an unmerged file elsewhere (from a stash) does not stand in the way; in the change itself it is refused", async () => {
  const repository = makeRepository({ "1.md": item("pending"), "2.md": "two\n" });
  const { git, write } = repository;
  write("2.md", "stashed\n");
  git("stash", "--quiet");
  write("2.md", "committed\n");
  git("commit", "--quiet", "--all", "--message=second");
  expect(() => git("stash", "pop", "--quiet")).toThrow();
  await expect(repository.append("2.md", "x")).rejects.toThrow("2.md is unmerged");
  write("1.md", item("pending", "mine"));
  await set(repository, "1.md", "done");
  expect(texts(repository, "1.md")).toEqual([item("done"), item("done"), item("done", "mine")]);
  expect(git("status", "--porcelain")).toBe(" M 1.md\nUU 2.md\n");
});

test("the index that GIT_INDEX_FILE names is the user's index", async () => {
  const { folder, git, write } = makeRepository({ "1.md": item("pending") });
  const index = `${folder}/.git/other-index`;
  const env = { ...gitEnvironment, GIT_INDEX_FILE: index };
  const other = repositoryAt(folder, env);
  other.git("read-tree", "HEAD");
  write("1.md", item("pending", "mine"));
  await set(other, "1.md", "done");
  expect(other.git("status", "--porcelain")).toBe(" M 1.md\n");
  expect(git("show", "HEAD:1.md")).toBe(item("done"));
});

test("what another git stages while a hook runs stays staged, and is no part of the commit", async () => {
  const repository = makeRepository({ "1.md": item("pending"), "a.txt": "a\n" });
  const { git, write, hook } = repository;
  write("1.md", item("pending", "mine"));
  hook("pre-commit", "unset GIT_INDEX_FILE; echo b > a.txt; git add a.txt");
  await set(repository, "1.md", "done");
  expect(git("show", "--format=", "--name-only", "HEAD")).toBe("1.md\n");
  expect(git("status", "--porcelain")).toBe(" M 1.md\nM  a.txt\n");
  write(".git/index.lock", "");
  await expect(set(repository, "1.md", "blocked")).rejects.toThrow("another git process is running");
});

test("the index has the change when HEAD gets it: what locks it from then on does not matter", async () => {
  const repository = makeRepository({ "1.md": item("pending") });
  const { git, write, hook, path } = repository;
  write("1.md", item("pending", "mine"));
  hook("post-commit", `: > "${path(".git/index.lock")}"`);
  await set(repository, "1.md", "done");
  rmSync(path(".git/index.lock"));
  expect(texts(repository, "1.md")).toEqual([item("done"), item("done"), item("done", "mine")]);
  expect(git("status", "--porcelain")).toBe(" M 1.md\n");
});

test("what a hook puts into the commit is in the index too", async () => {
  const repository = makeRepository({ "1.md": item("pending"), "list.txt": "\n" });
  const { git, hook, read } = repository;
  hook("pre-commit", "sed -i s/head/title/ 1.md; date -u +%Y > list.txt; git add 1.md list.txt");
  await set(repository, "1.md", "done");
  expect(texts(repository, "1.md")).toEqual([item("done", "title"), item("done", "title"), item("done", "title")]);
  expect(read("list.txt")).toBe(git("show", "HEAD:list.txt"));
  expect(git("status", "--porcelain")).toBe("");
});

/** An item as gtm names it; its old name and its new one. */
const [oldName, newName] = ["items/002-old.md", "items/002-new.md"];

test.for([
  ["with git mv", ({ git }: TestRepository): unknown => git("mv", oldName, newName)],
  ["by hand", ({ path }: TestRepository): unknown => renameSync(path(oldName), path(newName))],
] as const)("an item renamed %s keeps its one name in HEAD, and the user his rename", async ([, rename]) => {
  const repository = makeRepository({ [oldName]: item("pending") });
  const { git, read } = repository;
  rename(repository);
  const before = git("status", "--porcelain", "--no-renames", "--untracked-files=all");
  await set(repository, newName, "done");
  expect(git("ls-tree", "-r", "--name-only", "HEAD")).toBe(`${oldName}\n`);
  expect([git("show", `HEAD:${oldName}`), read(newName)]).toEqual([item("done"), item("done")]);
  expect(git("status", "--porcelain", "--no-renames", "--untracked-files=all")).toBe(before);
  git("add", "--all");
  git("commit", "--quiet", "--message=renamed");
  expect([git("show", "--format=", "--name-status", "-M"), git("status", "--porcelain")]).toEqual([
    `R100\t${oldName}\t${newName}\n`,
    "",
  ]);
});

test("a new item is no new name of a deleted one", async () => {
  const { git, append, path } = makeRepository({ "items/002-old.md": "two\n" });
  rmSync(path("items/002-old.md"));
  await append("items/003-new.md", "x");
  expect(git("show", "--format=", "--name-status")).toBe("A\titems/003-new.md\n");
});

test.for(["assume-unchanged", "skip-worktree"])(
  "edits in a file that is marked %s do not get into the commit, and it stays marked",
  async (mark) => {
    const repository = makeRepository({ "1.md": item("pending") });
    const { git, write, hook } = repository;
    git("update-index", `--${mark}`, "1.md");
    write("1.md", item("pending", "mine"));
    await set(repository, "1.md", "done");
    const tag = git("ls-files", "-v", "1.md");
    expect(texts(repository, "1.md")).toEqual([item("done"), item("done"), item("done", "mine")]);
    expect(tag).toBe(mark === "skip-worktree" ? "S 1.md\n" : "h 1.md\n");
    hook("pre-commit", "exit 1");
    await expect(set(repository, "1.md", "blocked")).rejects.toThrow("git refused");
    expect([...texts(repository, "1.md"), git("ls-files", "-v", "1.md")]).toEqual([
      item("done"),
      item("done"),
      item("done", "mine"),
      tag,
    ]);
  },
);

test("a file marked with intent to add is marked so again when the commit is refused", async () => {
  const { git, write, append, hook } = makeRepository({ "1.md": "one\n" });
  write("2.md", "two\n");
  git("add", "--intent-to-add", "2.md");
  hook("pre-commit", "exit 1");
  await expect(append("2.md", "x")).rejects.toThrow("git refused");
  expect(git("status", "--porcelain")).toBe(" A 2.md\n");
});

test("the names that git has are those of HEAD and of the index, whatever the work tree holds", async () => {
  const { git, port, folder, write, path } = makeRepository({
    "items/1.md": "",
    "items/2.md": "",
    "items/deep/3.md": "",
    "4.md": "",
  });
  git("rm", "--quiet", "items/1.md");
  rmSync(path("items/2.md"));
  write("items/5.md", "");
  git("add", "items/5.md");
  write("items/6.md", "");
  const repository = await port.repository(folder);
  expect(await port.tracked(repository, "items")).toEqual(["1.md", "2.md", "5.md"]);
  expect(await port.tracked(repository, "")).toEqual(["4.md"]);
  const empty = makeRepository();
  expect(await empty.port.tracked(await empty.port.repository(empty.folder), "items")).toEqual([]);
});

test("the names that git has are those of every local and remote-tracking branch too", async () => {
  const { git, port, folder, write } = makeRepository({ "items/1.md": "one", "4.md": "four" });
  const addOn = (branch: string, name: string): void => {
    git("checkout", "--quiet", "-b", branch);
    write(name, `of ${branch}`);
    git("add", name);
    git("commit", "--quiet", "--message=more");
    write("src/elsewhere.txt", branch);
    git("add", "src");
    git("commit", "--quiet", "--message=elsewhere");
    git("checkout", "--quiet", "main");
  };
  addOn("mine", "items/2.md");
  addOn("theirs", "items/3.md");
  addOn("deeper", "items/deep/7.md");
  addOn("top", "5.md");
  git("update-ref", "refs/remotes/origin/theirs", "theirs");
  git("branch", "--quiet", "-D", "theirs");
  git("tag", "old", "mine");
  const repository = await port.repository(folder);
  expect((await port.tracked(repository, "items")).toSorted()).toEqual(["1.md", "2.md", "3.md"]);
  expect((await port.tracked(repository, "")).toSorted()).toEqual(["4.md", "5.md"]);
});

test.for(["note", "refused"])("a mode that is staged alone stays staged, uncommitted (%s)", async (how) => {
  const { git, append, hook, path } = makeRepository({ "1.md": "one\n", "2.md": "two\n" });
  chmodSync(path("1.md"), 0o755);
  git("add", "1.md");
  if (how === "refused") hook("pre-commit", "unset GIT_INDEX_FILE; echo more > 2.md; git add 2.md; exit 1");
  await append("1.md", "x").catch(() => {});
  expect(git("ls-tree", "HEAD", "1.md")).toMatch(/^100644 /);
  expect(git("ls-files", "--stage", "1.md")).toMatch(/^100755 /);
  expect(git("show", ":1.md")).toBe(how === "refused" ? "one\n" : "one\nx\n");
});

test.for(["assume-unchanged", "skip-worktree"])("a file keeps its mark (%s) though a hook changes it", async (mark) => {
  const { git, append, hook } = makeRepository({ "1.md": "one\n" });
  git("update-index", `--${mark}`, "1.md");
  const before = git("ls-files", "-v");
  hook("pre-commit", "git update-index --cacheinfo 100644,$(echo formatted | git hash-object -w --stdin),1.md");
  await append("1.md", "x");
  expect([git("show", "HEAD:1.md"), git("show", ":1.md")]).toEqual(["formatted\n", "formatted\n"]);
  expect(git("ls-files", "-v")).toBe(before);
});
