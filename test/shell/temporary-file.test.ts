import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryPaths } from "../../src/shell/temporary-file.ts";
import { makeRepository, temporaryFolder } from "./repository.ts";

test("a temporary file lies in the git folder, where git add never finds it, and beside its target if it cannot", () => {
  const { folder } = makeRepository({ "items/1.md": "one\n" });
  const places = temporaryPaths(join(folder, "items/1.md")).map((path) => dirname(path));
  expect(places).toEqual([join(folder, ".git"), join(folder, "items")]);
});

test("in a linked work tree that is the folder of its own", () => {
  const { folder, git } = makeRepository({ "1.md": "one\n" });
  const tree = join(temporaryFolder(), "tree");
  git("worktree", "add", "--quiet", tree);
  const places = temporaryPaths(join(tree, "1.md")).map((path) => dirname(path));
  expect(places).toEqual([join(folder, ".git/worktrees/tree"), tree]);
});

test("outside of git it lies beside its target", () => {
  const folder = temporaryFolder();
  expect(temporaryPaths(join(folder, "page.html")).map((path) => dirname(path))).toEqual([folder]);
});
