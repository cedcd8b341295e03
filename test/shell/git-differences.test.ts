/** What differs between two states of a folder, as the repository's git tells it. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import type { FileChange, RevisionSpan } from "../../src/ports.ts";
import { gitEnvironment, makeRepository, repositoryAt, type TestRepository, temporaryFolder } from "./repository.ts";

const tracker = "---\ntitle: Fair\n---\n";
const contents = {
  "src/a.c": "a\n",
  "docs/items/tracker.md": tracker,
  "docs/items/001-a.md": "one\n",
  "docs/items/002-b.md": "two\n",
};

/** `main`, and a branch on which item 1 changed, 2 went, 3 came, and a file outside changed; `main` went on meanwhile. */
function makeBranch(): TestRepository {
  const repository = makeRepository(contents);
  const { git, write, path } = repository;
  git("checkout", "--quiet", "-b", "feature");
  write("docs/items/001-a.md", "one more\n");
  write("docs/items/003-c.md", "three\n");
  write("src/a.c", "b\n");
  rmSync(path("docs/items/002-b.md"));
  git("add", "--all");
  git("commit", "--quiet", "--message=feature");
  git("checkout", "--quiet", "main");
  write("docs/items/004-d.md", "four\n");
  git("add", "--all");
  git("commit", "--quiet", "--message=main");
  git("checkout", "--quiet", "feature");
  return repository;
}

const branch: RevisionSpan = { from: "main", isFromFork: true, to: "feature" };
const placeIn = ({ folder, path }: TestRepository) => ({ folder: path("docs/items"), base: folder });
const compare = (repository: TestRepository, span: RevisionSpan) => repository.port.compare(placeIn(repository), span);

const text = (reading: FileChange["before"]) =>
  reading === null ? null : "text" in reading ? reading.text : reading.problem;
const told = (changes: readonly FileChange[]) =>
  Object.fromEntries(changes.map(({ name, before, after }) => [name, [text(before), text(after)]]));

const ofTheBranch = {
  "001-a.md": ["one\n", "one more\n"],
  "002-b.md": ["two\n", null],
  "003-c.md": [null, "three\n"],
  "tracker.md": [tracker, tracker],
};

test("a branch differs from where it left another, by both texts; tracker.md comes in any case", async () => {
  const repository = makeBranch();
  expect(told(await compare(repository, branch))).toEqual(ofTheBranch);
  expect(told(await compare(repository, { ...branch, to: null }))).toEqual(ofTheBranch);
  expect(await repository.port.changedOutside(placeIn(repository), branch)).toEqual(["src/a.c"]);
  expect(told(await compare(repository, { ...branch, isFromFork: false }))).toEqual({
    ...ofTheBranch,
    "004-d.md": ["four\n", null],
  });
});

test("the work tree counts with what is not committed or not known to git, but for what git ignores", async () => {
  const repository = makeBranch();
  const { git, write, port } = repository;
  write("docs/items/001-a.md", "mine\n");
  write("docs/items/005-e.md", "new\n");
  write("docs/items/tracker.md", `${tracker}more\n`);
  write("docs/items/006-ignored.md", "x\n");
  write("new.txt", "x\n");
  write(".git/info/exclude", "*ignored*\n");
  git("add", "docs/items/tracker.md");
  const span = { from: "HEAD", isFromFork: false, to: null };
  expect(told(await compare(repository, span))).toEqual({
    "001-a.md": ["one more\n", "mine\n"],
    "005-e.md": [null, "new\n"],
    "tracker.md": [tracker, `${tracker}more\n`],
  });
  expect(await port.changedOutside(placeIn(repository), span)).toEqual(["new.txt"]);
});

test("a tracker at the top has nothing outside; one that is gone from the work tree is found in the past", async () => {
  const atTop = makeRepository({ "tracker.md": tracker, "001-a.md": "one\n" });
  atTop.write("001-a.md", "two\n");
  const span = { from: "HEAD", isFromFork: false, to: null };
  const place = { folder: atTop.folder, base: atTop.folder };
  expect(told(await atTop.port.compare(place, span))).toEqual({
    "001-a.md": ["one\n", "two\n"],
    "tracker.md": [tracker, tracker],
  });
  expect(await atTop.port.changedOutside(place, span)).toEqual([]);

  const gone = makeBranch();
  rmSync(gone.path("docs"), { recursive: true });
  expect(told(await compare(gone, branch))).toEqual(ofTheBranch);
  expect(await gone.port.changedOutside(placeIn(gone), branch)).toEqual(["src/a.c"]);
  expect(told(await compare(gone, { from: "HEAD", isFromFork: false, to: null }))).toMatchObject({
    "tracker.md": [tracker, null],
  });
});

test("a tracker behind a link, in a folder with odd signs, or asked about by a hook with GIT_DIR is the same one", async () => {
  const repository = makeBranch();
  const { folder, path, git } = repository;
  symlinkSync("docs/items", path("linked"));
  expect(told(await repository.port.compare({ folder: path("linked"), base: folder }, branch))).toEqual(ofTheBranch);
  const hook = repositoryAt(folder, { ...gitEnvironment, GIT_DIR: ".git" });
  expect(told(await compare(hook, branch))).toEqual(ofTheBranch);
  expect(await hook.port.changedOutside(placeIn(hook), branch)).toEqual(["src/a.c"]);

  mkdirSync(path(":(top)[x] *"));
  renameSync(path("docs/items"), path(":(top)[x] */é"));
  git("add", "--all");
  git("commit", "--quiet", "--message=moved");
  repository.write(":(top)[x] */é/001-a.md", "odd\n");
  const odd = { folder: `${path(":(top)[x] *")}/é`, base: folder };
  for (const { port } of [repository, hook])
    expect(told(await port.compare(odd, { from: "HEAD", isFromFork: false, to: null }))).toEqual({
      "001-a.md": ["one more\n", "odd\n"],
      "tracker.md": [tracker, tracker],
    });
});

test("branches that were merged crosswise have a commit in common all the same", async () => {
  const repository = makeBranch();
  const { git } = repository;
  const [one, other] = [git("rev-parse", "main").trim(), git("rev-parse", "feature").trim()];
  git("merge", "--quiet", "--no-edit", one);
  git("checkout", "--quiet", "main");
  git("merge", "--quiet", "--no-edit", other);
  expect(git("merge-base", "--all", "main", "feature").trim().split("\n")).toHaveLength(2);
  expect(Object.keys(told(await compare(repository, branch)))).toContain("tracker.md");
});

test("words that name no commit are refused, whatever they look like", async () => {
  const repository = makeBranch();
  repository.git("tag", "tree", "HEAD^{tree}");
  for (const word of ["nonsense", "--output=stolen", "tree", "HEAD:docs"])
    for (const span of [
      { from: word, isFromFork: false, to: null },
      { from: word, isFromFork: true, to: null },
      { from: "HEAD", isFromFork: false, to: word },
    ])
      await expect(compare(repository, span)).rejects.toThrow(`"${word}" is neither a date nor a revision`);
  expect(repository.git("status", "--porcelain")).toBe("");
  expect(told(await compare(repository, { from: ":/first", isFromFork: false, to: ":/feature" }))).toEqual(ofTheBranch);
  await expect(
    repositoryAt(temporaryFolder()).port.compare({ folder: tmpdir(), base: tmpdir() }, branch),
  ).rejects.toThrow("is not in a git repository");
});

test("branches without a commit in common are said to be so", async () => {
  const repository = makeBranch();
  repository.git("checkout", "--quiet", "--orphan", "apart");
  repository.git("commit", "--quiet", "--message=apart");
  await expect(compare(repository, { from: "main", isFromFork: true, to: "apart" })).rejects.toThrow(
    "the two have no commit in common",
  );
});

test("files that cannot be read are named, on both sides", async () => {
  const repository = makeBranch();
  const { git, write } = repository;
  write("docs/items/007-large.md", "x".repeat(2 * 1024 * 1024 + 1));
  write("docs/items/008-nul.md", "a\0b");
  write("docs/items/sub/009-x.md", "x\n");
  write("docs/items/notes.txt", "x\n");
  const problems = {
    "007-large.md": "is larger than 2 MB",
    "008-nul.md": "is not UTF-8 text",
    "sub/009-x.md": "is not read: items must be directly in the tracker's folder; move it there, or rename it",
  };
  const here = told(await compare(repository, { from: "HEAD", isFromFork: false, to: null }));
  git("add", "--all");
  git("commit", "--quiet", "--message=odd");
  const there = told(await compare(repository, { from: "HEAD~1", isFromFork: false, to: "HEAD" }));
  const expected = Object.entries(problems).map(([name, problem]) => [name, [null, problem]]);
  for (const found of [here, there]) expect(found).toMatchObject(Object.fromEntries(expected));
});
