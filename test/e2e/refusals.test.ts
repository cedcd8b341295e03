/** What a change is refused for: each with its own words, exit code 2, and nothing touched. */
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository, repositoryAt, type TestRepository, temporaryFolder } from "../shell/repository.ts";
import { item1, item2, kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

const warranty = "items/002-warranty-text.md";

/** What `gtm note 2 x` says, once it is known to have refused and to have changed nothing. */
async function refusal(
  { folder, git, read }: TestRepository,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  const state = () => [read(warranty), git("status", "--porcelain"), git("rev-parse", "HEAD")];
  const before = state();
  const { code, stdout, stderr } = await gtm(folder, ["note", "2", "x"], env);
  expect([code, stdout, state()], stderr).toEqual([2, "", before]);
  return stderr;
}

test("a bare repository has no work tree to keep items in", async () => {
  const bare = repositoryAt(temporaryFolder());
  bare.git("init", "--quiet", "--bare");
  expect((await gtm(bare.folder, ["init"])).stderr.replace(bare.folder, "BARE")).toMatchInlineSnapshot(`
    "gtm: BARE is a bare repository: it has no work tree for items
      work in a clone of it: git clone
    "
  `);
  expect(readdirSync(bare.folder)).not.toContain("items");
});

test("a merge in progress", async () => {
  const repository = makeRepository({ ...kettle, "plan.md": "one\n" });
  const { git, write } = repository;
  git("checkout", "--quiet", "-b", "side");
  write("plan.md", "two\n");
  git("commit", "--quiet", "--all", "--message=side");
  git("checkout", "--quiet", "main");
  write("plan.md", "three\n");
  git("commit", "--quiet", "--all", "--message=main");
  expect(() => git("merge", "side")).toThrow();
  expect(await refusal(repository)).toMatchInlineSnapshot(`
    "gtm: a merge is in progress in this repository
      finish it first with git merge --continue, or drop it with git merge --abort (or use --no-commit)
    "
  `);
});

test("conflict markers in an item: refused, reported with their line, and the other items are listed", async () => {
  const conflict = item2.replace(
    "status: pending\n",
    "<<<<<<< ours\nstatus: pending\n=======\nstatus: done\n>>>>>>> theirs\n",
  );
  const repository = makeRepository({ ...kettle, [warranty]: conflict });
  expect(await refusal(repository)).toMatchInlineSnapshot(`
    "gtm: items/002-warranty-text.md:4:1: merge conflict in status (pending or done): run gtm resolve
      fix the file, then try again; gtm check shows every problem
    "
  `);
  expect(await gtm(repository.folder, ["list", "columns:number"])).toMatchObject({ code: 1, stdout: "1\n" });
  expect((await gtm(repository.folder, ["check"])).stdout).toMatchInlineSnapshot(`
    "items/002-warranty-text.md:4:1: error: merge conflict in status (pending or done): run gtm resolve (conflict-markers)
       4 | <<<<<<< ours
         | ^
    items/001-handle-that-stays-cool.md:3:8: warning: last comment 2026-02-20, 20 days ago: gtm note 1, or gtm close 1 (stale)
       3 | title: Handle that stays cool
         |        ^
    1 error, 1 warning in 4 files
    "
  `);
});

test("conflict markers among the comments are no comment", async () => {
  const conflict = `${item2}\n## Comments\n\n<<<<<<< ours\n- **2026-03-01** One\n=======\n- **2026-03-01** Two\n>>>>>>> theirs\n`;
  const repository = makeRepository({ ...kettle, [warranty]: conflict });
  expect(await refusal(repository)).toMatchInlineSnapshot(`
    "gtm: items/002-warranty-text.md:10:1: merge conflict in the comment of 2026-03-01: run gtm resolve
      fix the file, then try again; gtm check shows every problem
    "
  `);
  expect((await gtm(repository.folder, ["check"])).stdout).toMatchInlineSnapshot(`
    "items/002-warranty-text.md:10:1: error: merge conflict in the comment of 2026-03-01: run gtm resolve (conflict-markers)
      10 | <<<<<<< ours
         | ^
    items/001-handle-that-stays-cool.md:3:8: warning: last comment 2026-02-20, 20 days ago: gtm note 1, or gtm close 1 (stale)
       3 | title: Handle that stays cool
         |        ^
    1 error, 1 warning in 4 files
    "
  `);
});

test("a folder that git ignores", async () => {
  const { folder, git, path } = makeRepository({ ".gitignore": "items/\n" });
  expect(await gtm(folder, ["init"])).toMatchObject({ code: 2, stdout: "" });
  expect((await gtm(folder, ["init"])).stderr).toMatchInlineSnapshot(`
    "gtm: items/tracker.md is ignored by git: .gitignore:1: items/
      remove that rule from the ignore file, or use --no-commit
    "
  `);
  expect([git("status", "--porcelain"), readdirSync(path("."))]).toEqual(["", [".git", ".gitignore"]]);
});

test("git without an identity", async () => {
  const nobody = Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((role) => [
      [`GIT_${role}_NAME`, undefined],
      [`GIT_${role}_EMAIL`, undefined],
    ]),
  );
  const repository = makeRepository(kettle);
  repository.git("config", "user.useConfigOnly", "true");
  expect(await refusal(repository, nobody)).toMatchInlineSnapshot(`
    "gtm: git does not know who you are
      git config --global user.name "Your Name" && git config --global user.email you@example.com
    "
  `);
  expect((await gtm(repository.folder, ["add", "x"], nobody)).stderr).toContain("git config --global user.name");
  expect((await gtm(repository.folder, ["list", "owner:me"], nobody)).stderr).toContain(
    "git config --global user.name",
  );
});

test("two files with one number", async () => {
  const repository = makeRepository({ ...kettle, "items/002-another.md": item2 });
  expect(await refusal(repository)).toMatchInlineSnapshot(`
    "gtm: number 2 is used by more than one item: items/002-another.md and items/002-warranty-text.md
      gtm check --fix gives the newer one the next number
    "
  `);
  expect(await gtm(repository.folder, ["check"])).toMatchObject({ code: 1 });
  expect((await gtm(repository.folder, ["check"])).stdout).toMatchInlineSnapshot(`
    "items/002-another.md:2:5: error: number 2 is also used by 002-warranty-text.md: give one of them a new number (number-twice)
       2 | id: 2
         |     ^
    items/002-warranty-text.md:2:5: error: number 2 is also used by 002-another.md: give one of them a new number (number-twice)
       2 | id: 2
         |     ^
    items/001-handle-that-stays-cool.md:3:8: warning: last comment 2026-02-20, 20 days ago: gtm note 1, or gtm close 1 (stale)
       3 | title: Handle that stays cool
         |        ^
    items/002-another.md:3:8: warning: no comment since it was added, more than 14 days ago: gtm note 2, or gtm close 2 (stale)
       3 | title: Warranty text
         |        ^
    items/002-another.md:3:8: warning: nobody owns this item: gtm set 2 owners=NAME (owner-missing)
       3 | title: Warranty text
         |        ^
    items/002-warranty-text.md:3:8: warning: no comment since it was added, more than 14 days ago: gtm note 2, or gtm close 2 (stale)
       3 | title: Warranty text
         |        ^
    items/002-warranty-text.md:3:8: warning: nobody owns this item: gtm set 2 owners=NAME (owner-missing)
       3 | title: Warranty text
         |        ^
    items/002-warranty-text.md:3:8: warning: nearly the title of #2, "Warranty text": close one of them, or tell them apart (title-alike)
       3 | title: Warranty text
         |        ^
    2 errors, 6 warnings in 5 files
    "
  `);
});

test("a link that leads out of the tracker is neither read nor written", async () => {
  const repository = makeRepository(kettle);
  const secret = join(temporaryFolder(), "secret.md");
  writeFileSync(secret, item1.replace("id: 1", "id: 4").replace("Handle", "Secret"));
  symlinkSync(secret, repository.path("items/004-secret.md"));
  for (const args of [
    ["list", "--all"],
    ["show", "4"],
    ["check"],
    ["render"],
    ["note", "4", "x"],
    ["set", "4", "status=done"],
  ]) {
    const { code, stdout, stderr } = await gtm(repository.folder, args);
    expect([args, code, stdout + stderr]).toEqual([
      args,
      expect.not.stringMatching("^0$"),
      expect.not.stringContaining("Secret"),
    ]);
    expect(stdout + stderr).toMatch(/items\/004-secret\.md:1:1: (?:error: )?is a link that leads out of the folder/);
  }
  expect(readFileSync(secret, "utf8")).not.toContain("done");
});

test("a tracker folder that is a link out of the repository", async () => {
  const repository = makeRepository(kettle);
  const outside = join(temporaryFolder(), "items");
  renameSync(repository.path("items"), outside);
  symlinkSync(outside, repository.path("items"));
  for (const args of [["list"], ["check"], ["note", "2", "x"], ["add", "x"]]) {
    const { code, stdout, stderr } = await gtm(repository.folder, args);
    expect([args, code, stdout, stderr.replaceAll(outside, "OUTSIDE")]).toEqual([
      args,
      2,
      "",
      "gtm: the tracker's folder is a link out of the repository, to OUTSIDE\n  gtm does not follow links out of it\n",
    ]);
  }
  expect(readdirSync(outside)).toHaveLength(4);
});

test("init through a link out of the repository", async () => {
  const repository = makeRepository({ "readme.md": "" });
  const outside = temporaryFolder();
  symlinkSync(outside, repository.path("items"));
  const { code, stdout } = await gtm(repository.folder, ["init"]);
  expect([code, stdout, readdirSync(outside)]).toEqual([2, "", []]);
});

test("names with .. or a line end in them are odd, not dangerous", async () => {
  const { folder, git, path, write } = makeRepository(kettle);
  mkdirSync(path("items"), { recursive: true });
  write("items/004-..-..-up.md", item2.replace("id: 2", "id: 4"));
  write("items/005-a\ngtm: all is well\u001b[2J.md", item2.replace("id: 2", "id: 5"));
  write("items/..006-hidden.md", item2.replace("id: 2", "id: 6"));
  git("add", "--all");
  git("commit", "--quiet", "--message=odd");
  for (const args of [["list", "--json"], ["check"], ["check", "--json"], ["show", "5"], ["note", "4,5", "x"]]) {
    const { code, stdout, stderr } = await gtm(folder, args);
    expect([args, code]).not.toEqual([args, 70]);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stdout + stderr).not.toMatch(/^gtm: all is well/m);
  }
  expect(git("status", "--porcelain")).toBe("");
  expect(await gtm(folder, ["add", "../../up/and/away"])).toMatchObject({ code: 0 });
  expect(git("show", "--format=", "--name-only")).toMatch(/^items\/\d{3}-up-and-away\.md\n$/);
  expect(await gtm(folder, ["show", "../tracker"])).toMatchObject({ code: 2, stdout: "" });
});
