/** Where a tracker is looked for, and in which shapes of a repository a change can be committed. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository, repositoryAt, temporaryFolder } from "../shell/repository.ts";
import { item2, kettle, trackerText } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

const backlog = { "backlog/tracker.md": trackerText, "backlog/002-warranty-text.md": item2 };

test("from a subfolder the repository's tracker is found, and a file that the user names is meant from there", async () => {
  const { folder, git, path, write } = makeRepository(kettle);
  write("docs/deep/minutes.md", "Cork it is.\n");
  const here = path("docs/deep");
  expect((await gtm(here, ["list", "columns:number"])).stdout).toBe("1\n2\n");
  expect(await gtm(here, ["note", "2", "-F", "minutes.md"])).toMatchObject({ code: 0, stderr: "" });
  expect(await gtm(here, ["render", "-o", "page.md"])).toMatchObject({ code: 0 });
  expect(git("show", "--format=", "--name-only")).toBe("items/002-warranty-text.md\n");
  expect(git("status", "--porcelain", "--untracked-files=all")).toBe("?? docs/deep/minutes.md\n?? docs/deep/page.md\n");
  expect((await gtm(join(folder, "items"), ["list", "columns:number"])).stdout).toBe("1\n2\n");
});

test("-C works as if started there", async () => {
  const { folder, git } = makeRepository(kettle);
  const elsewhere = temporaryFolder();
  mkdirSync(join(folder, "docs"));
  expect(await gtm(elsewhere, ["-C", join(folder, "docs"), "note", "2", "From afar"])).toMatchObject({
    code: 0,
    stderr: "",
  });
  expect(git("log", "-1", "--format=%s")).toBe("gtm note 2: From afar\n");
  expect(await gtm(elsewhere, ["-C", "nowhere", "list"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "gtm: -C nowhere: no such folder\n",
  });
});

test("-t names another tracker, GTM_TRACKER is its default", async () => {
  const { folder, git, path } = makeRepository({ ...kettle, ...backlog });
  const numbers = ["list", "columns:number"];
  expect((await gtm(folder, ["-t", "backlog", ...numbers])).stdout).toBe("2\n");
  expect((await gtm(folder, numbers, { GTM_TRACKER: "backlog" })).stdout).toBe("2\n");
  expect((await gtm(folder, ["-t", "items", ...numbers], { GTM_TRACKER: "backlog" })).stdout).toBe("1\n2\n");
  expect((await gtm(folder, numbers, { GTM_TRACKER: "" })).stdout).toBe("1\n2\n");
  expect((await gtm("/", ["-t", path("backlog"), ...numbers])).stdout).toBe("2\n");
  expect(await gtm(folder, ["-t", "backlog", "note", "2", "Only here"])).toMatchObject({ code: 0 });
  expect(git("show", "--format=", "--name-only")).toBe("backlog/002-warranty-text.md\n");
  expect(await gtm(folder, ["-t", "elsewhere", "list"])).toMatchObject({ code: 2, stdout: "" });
});

test("a repository without a commit: init makes the first", async () => {
  const { folder, git } = makeRepository();
  expect(await gtm(folder, ["init"])).toMatchObject({ code: 0 });
  expect(git("log", "--format=%s", "--name-only")).toBe(
    "gtm init: a tracker in items\n\n.gitattributes\nitems/tracker.md\n",
  );
  expect(await gtm(folder, ["init"])).toEqual({
    code: 0,
    stdout: "items/tracker.md already exists: nothing to do\n",
    stderr: "",
  });
  expect(git("rev-list", "--count", "HEAD")).toBe("1\n");
});

test("a tracker in files not committed yet, in a repository without a commit: note commits the item as it is", async () => {
  const { folder, git, write } = makeRepository();
  for (const [name, text] of Object.entries(kettle)) write(name, text);
  expect(await gtm(folder, ["note", "2", "First of all"])).toMatchObject({ code: 0, stderr: "" });
  expect(git("ls-tree", "-r", "--name-only", "HEAD")).toBe("items/002-warranty-text.md\n");
});

test("in a linked worktree the commit is on its branch", async () => {
  const { git, path } = makeRepository(kettle);
  git("worktree", "add", "--quiet", "-b", "side", path("side"));
  expect(await gtm(path("side"), ["note", "2", "Beside"])).toMatchObject({ code: 0, stderr: "" });
  expect(git("log", "--format=%s", "main..side")).toBe("gtm note 2: Beside\n");
  expect(repositoryAt(path("side")).git("status", "--porcelain")).toBe("");
});

test("on a detached head the commit is made, and the hooks have their say", async () => {
  const { folder, git, hook, read } = makeRepository(kettle);
  git("checkout", "--quiet", "--detach");
  hook("commit-msg", 'echo "Checked-by: hook" >> "$1"');
  expect(await gtm(folder, ["note", "2", "Detached"])).toMatchObject({ code: 0, stderr: "" });
  expect(git("log", "-1", "--format=%B")).toContain("Checked-by: hook");
  hook("pre-commit", "echo not on a Friday >&2; exit 1");
  const before = read("items/002-warranty-text.md");
  const refused = await gtm(folder, ["note", "2", "Refused"]);
  expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("not on a Friday") });
  expect(read("items/002-warranty-text.md")).toBe(before);
  expect(git("status", "--porcelain")).toBe("");
});

test("outside of git a tracker can be read, and a change names git init", async () => {
  const plain = repositoryAt(temporaryFolder());
  for (const [name, text] of Object.entries(kettle)) plain.write(name, text);
  expect((await gtm(plain.folder, ["list", "columns:number"])).stdout).toBe("1\n2\n");
  for (const args of [
    ["init", "-t", "other"],
    ["note", "2", "x"],
    ["add", "x"],
  ]) {
    const { code, stderr } = await gtm(plain.folder, args);
    expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining("git init")]);
  }
  expect(await gtm(temporaryFolder(), ["init"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^gtm: \S+ is not in a git repository\n {2}.*git init/),
  });
});
