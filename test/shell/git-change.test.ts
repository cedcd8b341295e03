import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { appendPlan } from "./append-plan.ts";
import { gitEnvironment, makeRepository, repositoryAt, temporaryFolder } from "./repository.ts";

const lastFiles = ["show", "--format=", "--name-only", "-z", "HEAD"];

test("a change is one commit of its file, while another file stays staged and a third stays modified", async () => {
  const { git, write, append, read } = makeRepository({ "items/1.md": "one\n", "a.txt": "a\n", "b.txt": "b\n" });
  write("a.txt", "staged\n");
  git("add", "a.txt");
  write("b.txt", "modified\n");
  const id = await append("items/1.md", "note");
  expect(read("items/1.md")).toBe("one\nnote\n");
  expect(git(...lastFiles)).toBe("items/1.md\0");
  expect(git("status", "--porcelain")).toBe("M  a.txt\n M b.txt\n");
  expect(git("rev-parse", "--short", "HEAD")).toBe(`${id}\n`);
});

test("the commit has the user's author, committer and message, number signs included", async () => {
  const { git, path, port, folder } = makeRepository({ "1.md": "one\n" });
  git("config", "commit.cleanup", "strip");
  const plan = { ...appendPlan([path("1.md")], "x"), message: "#17: note\n\nbody\n#18" };
  await port.change(await port.repository(folder), () => plan, { commit: true });
  expect(git("log", "-1", "--format=%an %ae|%cn %ce|%ad|%B")).toBe(
    "Ada Author ada@example.com|Carl Committer carl@example.com|Wed Oct 25 12:00:00 2017 +0000|#17: note\n\nbody\n#18\n\n",
  );
});

test("a change that changes nothing is no commit", async () => {
  const { git, path, port, folder } = makeRepository({ "1.md": "one\n" });
  const plan = { message: "m", edits: [{ path: path("1.md"), edit: (text: string | null) => text ?? "" }] };
  expect(await port.change(await port.repository(folder), () => plan, { commit: true })).toBeNull();
  expect(git("rev-list", "--count", "HEAD")).toBe("1\n");
});

test("two edits of one file in one change follow each other", async () => {
  const { path, port, folder, read } = makeRepository({ "1.md": "one\n" });
  const edits = [...appendPlan([path("1.md")], "a").edits, ...appendPlan([path("1.md")], "b").edits];
  await port.change(await port.repository(folder), () => ({ message: "m", edits }), { commit: true });
  expect(read("1.md")).toBe("one\na\nb\n");
});

test("without a commit the files are written and nothing is staged", async () => {
  const { git, append, read } = makeRepository({ "1.md": "one\n" });
  expect(await append(["1.md", "new.md"], "x", { commit: false })).toBeNull();
  expect(read("1.md")).toBe("one\nx\n");
  expect(git("status", "--porcelain")).toBe(" M 1.md\n?? new.md\n");
});

test("a new file in a new folder is committed together with a changed one", async () => {
  const { git, append } = makeRepository({ "1.md": "one\n" });
  await append(["1.md", "new/folder/2.md"], "x");
  expect(git(...lastFiles)).toBe("1.md\0new/folder/2.md\0");
  expect(git("status", "--porcelain")).toBe("");
});

test("the first commit of a repository can be gtm's", async () => {
  const { git, append } = makeRepository();
  const id = await append("items/1.md", "x");
  expect(git("log", "--format=%h %s")).toBe(`${id} append: x\n`);
});

test("files written by hand, staged as new, or marked with intent to add are committed whole", async () => {
  const { git, write, append } = makeRepository({ "1.md": "one\n" });
  for (const name of ["untracked.md", "added.md", "intended.md"]) write(name, "hand\n");
  git("add", "added.md");
  git("add", "--intent-to-add", "intended.md");
  for (const name of ["untracked.md", "added.md", "intended.md"]) {
    await append(name, "x");
    expect(git("show", `HEAD:${name}`)).toBe("hand\nx\n");
  }
  expect(git("status", "--porcelain")).toBe("");
});

test.for([":x.md", "glob[1]*.md", "with blank.md", "ünïcödé 日本.md", "-n.md", "quote'\"$HOME.md", ":(top)y.md"])(
  "the file %s is committed, and no other that its name could mean",
  async (name) => {
    const { git, write, append } = makeRepository({ "items/glob1.md": "", [`items/${name}`]: "old\n" });
    write("items/glob1.md", "mine\n");
    await append([`items/${name}`, `new/${name}`], "x");
    expect(git(...lastFiles)).toBe(`items/${name}\0new/${name}\0`);
    expect(git("status", "--porcelain")).toBe(" M items/glob1.md\n");
  },
);

test("works from a subfolder, on a detached HEAD and in a linked worktree", async () => {
  const main = makeRepository({ "items/1.md": "one\n" });
  main.git("checkout", "--quiet", "--detach");
  const there = await main.port.repository(join(main.folder, "items"));
  const gitFolder = main.path(".git");
  const [hooks, shallowMark] = [main.path(".git/hooks"), main.path(".git/shallow")];
  expect(there).toEqual({ top: main.folder, gitFolder, hooks, shallowMark, obstacle: null });
  expect(
    await main.port.change(there, () => appendPlan([main.path("items/1.md")], "x"), { commit: true }),
  ).not.toBeNull();

  const linked = repositoryAt(join(temporaryFolder(), "linked"));
  main.git("worktree", "add", "--quiet", "-b", "side", linked.folder);
  await linked.append("items/1.md", "y");
  expect(linked.git("log", "--format=%s")).toBe("append: y\nappend: x\nfirst\n");
  expect(linked.git("status", "--porcelain")).toBe("");
});

test("a file reached through links is committed under its real name", async () => {
  const { folder, git, path, append, read } = makeRepository({ "items/1.md": "one\n" });
  symlinkSync("items", path("link"));
  symlinkSync("1.md", path("items/alias.md"));
  await append(["link/alias.md"], "x");
  expect(read("items/1.md")).toBe("one\nx\n");
  expect(git(...lastFiles)).toBe("items/1.md\0");
  symlinkSync(temporaryFolder(), join(folder, "out"));
  await expect(append("out/2.md", "x")).rejects.toThrow(/is outside the repository/);
});

test("a hook runs, with the pathspecs and options that it is used to", async () => {
  const { append, hook, path, read } = makeRepository({ "items/1.md": "one\n" });
  hook("pre-commit", `{ git ls-files "*.md"; git status --porcelai -- items; } > "${path("hook.txt")}"`);
  await append("items/1.md", "x");
  expect(read("hook.txt")).toBe("items/1.md\nM  items/1.md\n");
});

test("a refusing hook leaves everything as it was and its words are shown", async () => {
  const { git, write, append, hook, path, read } = makeRepository({ "1.md": "one\n", "a.txt": "a\n" });
  chmodSync(path("1.md"), 0o755);
  git("commit", "--quiet", "--all", "--message=mode");
  write("a.txt", "staged\n");
  git("add", "a.txt");
  const before = [git("status", "--porcelain=v2"), git("rev-parse", "HEAD")];
  // The old index moves back to its place: on a full disk there is no room for another one.
  const index = statSync(path(".git/index")).ino;
  hook("pre-commit", "echo 'items must rhyme' >&2; exit 1");
  const error: unknown = await append(["1.md", "new/2.md"], "x").catch((e: unknown) => e);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: expect.stringContaining("items must rhyme") });
  expect(statSync(path(".git/index")).ino).toBe(index);
  expect([git("status", "--porcelain=v2"), git("rev-parse", "HEAD")]).toEqual(before);
  expect([read("1.md"), statSync(path("1.md")).mode & 0o777, existsSync(path("new"))]).toEqual(["one\n", 0o755, false]);
});

test("what is saved while a hook runs that then refuses stays, without the change where the two can be told apart", async () => {
  const { append, hook, read } = makeRepository({ "1.md": "one\n\n\n\nlast\n", "2.md": "two\n" });
  hook("pre-commit", "sed -i s/one/typed/ 1.md; echo typed >> 2.md; exit 1");
  const error: unknown = await append(["1.md", "2.md"], "x").catch((e: unknown) => e);
  expect(error).toMatchObject({
    message: expect.stringMatching(/^2\.md was saved by another program.*left as saved/m),
  });
  expect([read("1.md"), read("2.md")]).toEqual(["typed\n\n\n\nlast\n", "two\nx\ntyped\n"]);
});

test("what an editor writes into the file that it has open, after that was replaced, is not lost", async () => {
  const { git, append, path, read } = makeRepository({ "1.md": "one\n", ".gitattributes": "*.md filter=late\n" });
  // A second name stands for the open file; git runs the filter when it takes in the new one, too.
  linkSync(path("1.md"), path(".git/open"));
  git("config", "filter.late.clean", "if grep -q x 1.md; then echo typed >> .git/open; fi; cat");
  await expect(append("1.md", "x")).rejects.toThrow(/^1\.md was saved by another program.*nothing was committed/);
  expect(read("1.md")).toMatch(/^one\n(typed\n)+$/);
  expect(git("log", "--format=%s")).toBe("first\n");
});

test("an edit made in the second in which the index was written stays visible to git", async () => {
  const { git, write, append, path } = makeRepository({ "1.md": "one\n", "2.md": "two\n" });
  git("config", "core.trustctime", "false");
  const then = new Date("2026-03-01T12:00:00Z");
  utimesSync(path("2.md"), then, then);
  git("update-index", "--refresh");
  write("2.md", "own\n");
  for (const name of ["2.md", ".git/index"]) utimesSync(path(name), then, then);
  await append("1.md", "x");
  expect(git("status", "--porcelain")).toBe(" M 2.md\n");
});

test("a hook that refuses without a word is a refusal too", async () => {
  const { append, hook, read } = makeRepository({ "1.md": "one\n" });
  hook("pre-commit", "exit 3");
  await expect(append("1.md", "x")).rejects.toThrow(/exit code 1 and no message/);
  expect(read("1.md")).toBe("one\n");
});

test("a signature that fails leaves everything as it was", async () => {
  const { git, append, read } = makeRepository({ "1.md": "one\n" });
  git("config", "commit.gpgsign", "true");
  git("config", "gpg.program", "/nonexistent/gpg");
  await expect(append(["1.md", "2.md"], "x")).rejects.toThrow(/git refused the commit.*gpg/s);
  expect(read("1.md")).toBe("one\n");
  expect(git("status", "--porcelain")).toBe("");
});

test("without an identity it says how to set one, and changes nothing", async () => {
  const { folder, read } = makeRepository({ "1.md": "one\n" });
  const env = { ...gitEnvironment, GIT_AUTHOR_NAME: undefined, GIT_AUTHOR_EMAIL: undefined, GIT_COMMITTER_NAME: "" };
  const anonymous = repositoryAt(folder, env);
  anonymous.git("config", "user.useConfigOnly", "true");
  await expect(anonymous.append("1.md", "x")).rejects.toMatchObject({
    message: "git does not know who you are",
    hint: expect.stringContaining("git config --global user.name"),
  });
  expect(read("1.md")).toBe("one\n");
});

test("an ignored file or folder is refused with the rule that ignores it", async () => {
  const { git, write, append, path } = makeRepository({ ".gitignore": "# drafts\nitems/\n*.tmp.md\n", "1.md": "" });
  await expect(append("items/1.md", "x")).rejects.toThrow("items/1.md is ignored by git: .gitignore:2: items/");
  expect(existsSync(path("items"))).toBe(false);
  write("items/2.md", "hand\n");
  await expect(append("items/2.md", "x")).rejects.toThrow(".gitignore:2: items/");
  await expect(append(["ok.md", "a.tmp.md"], "x")).rejects.toThrow(".gitignore:3: *.tmp.md");
  await expect(append("items/:x*.md", "x")).rejects.toThrow("items/:x*.md is ignored by git: .gitignore:2: items/");
  expect(git("status", "--porcelain")).toBe("");
  expect(await append("items/2.md", "x", { commit: false })).toBeNull();
});

test("a tracked file in an ignored folder is committed", async () => {
  const { git, write, append } = makeRepository({ ".gitignore": "items/\n" });
  write("items/1.md", "one\n");
  git("add", "--force", "items/1.md");
  git("commit", "--quiet", "--message=forced");
  await append("items/1.md", "x");
  expect(git(...lastFiles)).toBe("items/1.md\0");
});

test("a deleted file is refused, staged or not", async () => {
  const { git, write, append, path } = makeRepository({ "1.md": "one\n", "2.md": "two\n", "3.md": "three\n" });
  rmSync(path("1.md"));
  await expect(append("1.md", "x")).rejects.toThrow("1.md is deleted, but not yet in git");
  git("rm", "--quiet", "2.md");
  await expect(append("2.md", "x")).rejects.toThrow("2.md is deleted, staged");
  git("rm", "--quiet", "--cached", "3.md");
  await expect(append("3.md", "x")).rejects.toThrow("3.md is deleted, staged");
  write("1.md", "one\n");
  expect(git("status", "--porcelain")).toBe("D  2.md\nD  3.md\n?? 3.md\n");
});

test("a plan or an edit that throws leaves everything as it was", async () => {
  const { git, folder, path, port, read } = makeRepository({ "1.md": "one\n" });
  const repository = await port.repository(folder);
  const fail = (): never => {
    throw new UserError("no");
  };
  await expect(port.change(repository, fail, { commit: true })).rejects.toThrow("no");
  const edits = [...appendPlan([path("1.md")], "x").edits, { path: path("2.md"), edit: fail }];
  await expect(port.change(repository, () => ({ message: "m", edits }), { commit: true })).rejects.toThrow("no");
  expect(read("1.md")).toBe("one\n");
  expect(git("status", "--porcelain")).toBe("");
});

test("line ends that git converts are left as they are in the work tree", async () => {
  const { git, write, append, path } = makeRepository({ ".gitattributes": "*.md text eol=crlf\n" });
  write("1.md", "one\r\n");
  git("add", "1.md");
  git("commit", "--quiet", "--message=crlf");
  await append("1.md", "x\r");
  expect(git("show", "HEAD:1.md")).toBe("one\nx\n");
  expect(git("status", "--porcelain")).toBe("");
  expect(statSync(path("1.md")).size).toBe("one\r\nx\r\n".length);
});

test("in a sparse checkout, files inside and new files outside are committed; hidden ones are never overwritten", async () => {
  const { git, append, path } = makeRepository({ "items/1.md": "one\n", "other/2.md": "two\n", "top.md": "" });
  git("sparse-checkout", "set", "items");
  await append("items/1.md", "x");
  await append("elsewhere/3.md", "x");
  expect(git(...lastFiles)).toBe("elsewhere/3.md\0");
  await expect(append("other/2.md", "x")).rejects.toThrow(
    "other/2.md is already in git, but outside this sparse checkout",
  );
  expect(existsSync(path("other/2.md"))).toBe(false);
  expect(git("status", "--porcelain")).toBe("");
});

test("another git's index.lock is waited for", async () => {
  const { git, append, path } = makeRepository({ "1.md": "one\n" });
  const lock = path(".git/index.lock");
  writeFileSync(lock, "");
  setTimeout(() => rmSync(lock), 400);
  await append(["1.md", "2.md"], "x");
  expect(git(...lastFiles)).toBe("1.md\x002.md\0");
});

test("an index.lock that stays is named after some seconds, and nothing is changed", async () => {
  const { git, append, path, read } = makeRepository({ "1.md": "one\n" });
  const lock = path(".git/index.lock");
  writeFileSync(lock, "");
  await expect(append(["1.md", "2.md"], "x")).rejects.toMatchObject({
    message: expect.stringContaining("another git process is running"),
    hint: expect.stringContaining(lock),
  });
  rmSync(lock);
  expect(read("1.md")).toBe("one\n");
  expect(git("status", "--porcelain")).toBe("");
});

test("the environment of git by hand counts: GIT_DIR and GIT_WORK_TREE, relative and from a subfolder", async () => {
  const { folder, git, path } = makeRepository({ "items/1.md": "one\n" });
  mkdirSync(path("sub"));
  const env = { ...gitEnvironment, GIT_DIR: "../.git", GIT_WORK_TREE: ".." };
  await repositoryAt(path("sub"), env).append("../items/1.md", "x");
  expect(git(...lastFiles)).toBe("items/1.md\0");
  const hooked = repositoryAt(folder, { ...gitEnvironment, GIT_DIR: ".git" });
  expect((await hooked.port.repository(path("items"))).top).toBe(folder);
});
