/** Merging by meaning through git itself, as `gtm init` and `gtm setup` have set it up. */
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeItem } from "../../src/core/merge/merge-item.ts";
import { makeRepository, type TestRepository, temporaryFolder } from "../shell/repository.ts";
import { apply, edits, look, model, write } from "../support/item-edits.ts";
import { trials } from "../support/trials.ts";
import { environment, gtm, root, run } from "./built-gtm.ts";

const lid = "items/001-lid.md";
const base = `---
id: 1
title: Lid
status: pending
owners: [ada]
due: 2026-04-01
---

What it is about.

## Comments

- **2026-03-02 @ada** Drawn.
`;

/** The base with some words in other words' place, and a comment. */
function but(comment: string, ...changes: readonly (readonly [string, string])[]): string {
  return `${changes.reduce((text, [from, to]) => text.replace(from, to), base)}- **2026-03-12 @ada** ${comment}\n`;
}

const main = but("The mould is ordered", ["pending", "blocked"], ["[ada]", "[ada, chen]"]);
const side = but("Two samples came", ["2026-04-01", "2026-04-10"], ["[ada]", "[ada, bo]"]);
const united = but(
  "The mould is ordered",
  ["pending", "blocked"],
  ["[ada]", "[ada, bo, chen]"],
  ["2026-04-01", "2026-04-10"],
).concat("- **2026-03-12 @ada** Two samples came\n");

/** A repository in which two branches changed one item, and `main` is checked out. */
async function twoBranches(onMain = main, onSide = side): Promise<TestRepository> {
  const repository = makeRepository({ "readme.txt": "" });
  expect(await gtm(repository.folder, ["init"])).toMatchObject({ code: 0 });
  const commit = (text: string) => {
    repository.write(lid, text);
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=lid");
  };
  commit(base);
  repository.git("switch", "--quiet", "--create", "side");
  commit(onSide);
  repository.git("switch", "--quiet", "main");
  commit(onMain);
  return repository;
}

describe("what two branches did to one item is united by", () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ["git merge", [["merge", "--quiet", "--no-edit", "side"]]],
    ["git rebase", [["rebase", "--quiet", "side"]]],
    ["git cherry-pick", [["cherry-pick", "side"]]],
    [
      "git stash pop",
      [
        ["switch", "--quiet", "side"],
        ["reset", "--quiet", "--soft", "HEAD~1"],
        ["stash", "--quiet"],
        ["reset", "--quiet", "--hard", "main"],
        ["stash", "pop", "--quiet"],
      ],
    ],
  ])("%s", async (_, commands) => {
    const { git, read } = await twoBranches();
    for (const args of commands) git(...args);
    expect(read(lid)).toBe(united);
    expect(git("diff", "--name-only", "--diff-filter=U")).toBe("");
  });
});

test("in a clone that gtm setup has not seen yet, git merges as it always did; then by meaning", async () => {
  const { folder } = await twoBranches();
  const clone = join(temporaryFolder(), "clone");
  const git = (...args: string[]) => run(clone, "git", args, environment);
  await run(folder, "git", ["clone", "--quiet", folder, clone], environment);
  expect(await git("merge", "--no-edit", "origin/side")).toMatchObject({ code: 1 });
  await git("merge", "--abort");
  expect((await gtm(clone, ["check"])).stderr).toContain("run gtm setup once\n");
  expect(await gtm(clone, ["setup"])).toMatchObject({ code: 0, stderr: "" });
  expect(await git("merge", "--no-edit", "origin/side")).toMatchObject({ code: 0 });
  expect((await run(clone, "cat", [lid], environment)).stdout).toBe(united);
});

test("markers stand around what clashes alone, in the style that git is asked for, and check says what it is", async () => {
  const { folder, git, read } = await twoBranches(main.replace("2026-04-01", "2026-04-20"));
  git("config", "merge.conflictStyle", "diff3");
  expect(await run(folder, "git", ["merge", "side"], environment)).toMatchObject({ code: 1 });
  const lines = /<{7} \S+\ndue: 2026-04-20\n\|{7} \S+\ndue: 2026-04-01\n={7}\ndue: 2026-04-10\n>{7} \S+\n/;
  expect(read(lid)).toMatch(lines);
  expect(read(lid).replace(lines, "due: 2026-04-10\n")).toBe(united);
  expect((await gtm(folder, ["check"])).stdout).toContain(
    `${lid}:6:1: error: merge conflict in due (2026-04-20 or 2026-04-10): run gtm resolve (conflict-markers)\n`,
  );
});

describe("what the others wrote is never lost", () => {
  /** A gtm of its own that a test may break. */
  async function withOwnGtm(): Promise<{ program: string; repository: TestRepository }> {
    const program = temporaryFolder();
    for (const name of ["bin", "dist", "package.json"])
      cpSync(join(root, name), join(program, name), { recursive: true });
    const repository = await twoBranches();
    const driver = repository.git("config", "merge.gtm.driver").trim();
    repository.git("config", "merge.gtm.driver", driver.replaceAll(join(root, "bin"), join(program, "bin")));
    return { program, repository };
  }

  test.each<[string, (program: string) => void]>([
    ["gtm is gone", (program) => rmSync(join(program, "bin"), { recursive: true })],
    ["gtm cannot be loaded", (program) => writeFileSync(join(program, "dist/cli.cjs"), "half a line of {")],
    ["gtm is half there", (program) => rmSync(join(program, "package.json"))],
    [
      "gtm is killed",
      (program) => writeFileSync(join(program, "dist/cli.cjs"), "process.kill(process.pid, 'SIGKILL')"),
    ],
  ])("where %s, git merges by lines, with markers", async (_, breakIt) => {
    const { program, repository } = await withOwnGtm();
    breakIt(program);
    expect(existsSync(join(program, "dist"))).toBe(true);
    expect(await run(repository.folder, "git", ["merge", "side"], environment)).toMatchObject({ code: 1 });
    const text = repository.read(lid);
    for (const words of ["Two samples came", "The mould is ordered", "[ada, bo]", "[ada, chen]", ">>>>>>> theirs"])
      expect(text).toContain(words);
  });

  test.each([
    ["gtm", (driver: string) => `(ulimit -f 0; ${driver})`],
    ["the merge by lines behind it", (driver: string) => `ulimit -f 0; ${driver.replace(/^.*?;/, "false;")}`],
  ])("where %s finds no room to write, git makes no merge", async (_, limited) => {
    const { folder, git, read } = await twoBranches();
    git("config", "merge.gtm.driver", limited(git("config", "merge.gtm.driver").trim()));
    const merged = await run(folder, "git", ["merge", "side"], environment);
    expect(merged.code).not.toBe(0);
    expect(existsSync(join(folder, ".git/MERGE_HEAD"))).toBe(false);
    expect([read(lid), git("status", "--porcelain"), git("rev-parse", "HEAD")]).toEqual([
      main,
      "",
      git("rev-parse", "main"),
    ]);
  });

  test("where git itself is killed at its driver, everything is as before, and the merge can be made again", async () => {
    const { folder, git, read } = await twoBranches();
    const driver = git("config", "merge.gtm.driver");
    const before = [git("rev-parse", "HEAD"), read(lid), git("stash", "list")];
    git("config", "merge.gtm.driver", "kill -9 $PPID");
    expect(await run(folder, "git", ["merge", "side"], environment)).toMatchObject({ code: "SIGKILL" });
    expect([git("rev-parse", "HEAD"), read(lid), git("stash", "list")]).toEqual(before);
    // What git holds while it merges is the user's to remove: another git may be at work.
    rmSync(join(folder, ".git/index.lock"));
    git("config", "merge.gtm.driver", driver.trim());
    git("merge", "--no-edit", "side");
    expect(read(lid)).toBe(united);
  });

  test("where the driver was set to gtm alone, and a version is no text, git merges too", async () => {
    const { folder, git, write } = await twoBranches();
    git("config", "merge.gtm.driver", `${process.execPath} ${join(root, "bin/gtm.js")} merge-driver %O %A %B %L %P`);
    write(lid, main.replace("Drawn", "Drawn \0"));
    git("commit", "--quiet", "--all", "--message=odd");
    const merged = await run(folder, "git", ["merge", "side"], environment);
    expect(merged.code).toBe(1);
    expect(merged.stderr + merged.stdout).toContain(`gtm: git merges ${lid} by lines`);
    expect(git("ls-files", "--unmerged")).toContain(lid);
  });
});

test("of random pairs of edits, far fewer clash than by lines", async () => {
  const repository = makeRepository({});
  const counts = { pairs: 0, meaning: 0, lines: 0 };
  await fc.assert(
    fc.asyncProperty(model, look, edits, edits, async (item, how, mine, yours) => {
      const versions = [[], mine, yours].map((changes) => write(changes.reduce(apply, item), how));
      const [ancestor = "", ours = "", theirs = ""] = versions;
      fc.pre(ancestor !== ours && ancestor !== theirs && ours !== theirs);
      for (const [name, text] of Object.entries({ ancestor, ours, theirs })) repository.write(name, text);
      const byLines = await run(
        repository.folder,
        "git",
        ["merge-file", "-p", "ours", "ancestor", "theirs"],
        environment,
      );
      counts.pairs++;
      counts.lines += byLines.code === 0 ? 0 : 1;
      counts.meaning += mergeItem({ base: ancestor, ours, theirs }).conflicts.length === 0 ? 0 : 1;
    }),
    trials.tracker,
  );
  const percent = (count: number) => `${Math.round((100 * count) / counts.pairs)} %`;
  console.log(`${counts.pairs} pairs: ${percent(counts.meaning)} clash by meaning, ${percent(counts.lines)} by lines`);
  expect(counts.meaning).toBeLessThan(counts.lines / 2);
});
