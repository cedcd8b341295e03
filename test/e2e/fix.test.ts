/** `gtm check --fix` in real repositories: one line of difference for each mend, in one commit. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeRepository, type TestRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

const lid = `---
id: 5
title: A lid that does not drip
status: pending
area: Design
owners: [bo]
due: 2026-03-20
---

## Comments

- **2026-02-20 @bo** Rubber, or a lip.
- **2026-02-21 @bo** A lip.
`;
const name = "items/005-lid.md";

const names = ({ path }: TestRepository) => readdirSync(path("items")).toSorted();
const changed = ({ git }: TestRepository) =>
  git("diff", "--unified=0", "HEAD~1", "HEAD")
    .split("\n")
    .filter((line) => /^[-+](?!--|\+\+)/.test(line));

test.for([
  ["due: 2026-03-20", "due: 2026-3-20", "due 2026-3-20 → 2026-03-20"],
  ["due: 2026-03-20", "due: 20/3/2026 # the fair", "due 20/3/2026 → 2026-03-20"],
  ["id: 5", "id: 005", "id 005 → 5"],
  ["- **2026-02-21 @bo** A lip.", "- **2/21/2026 @bo** A lip.", "comment's date 2/21/2026 → 2026-02-21"],
  ["status: pending", "status: pending  ", "blanks at line ends tidied"],
] as const)("%s, written as %s: one line of difference", async ([line, wrong, said]) => {
  const repository = makeRepository({ ...kettle, [name]: lid.replace(line, wrong) });
  repository.write("mine.txt", "mine\n");
  const run = await gtm(repository.folder, ["check", "--fix"]);
  expect(run.stdout.split("\n")[0]).toMatch(new RegExp(`^${name}: .* \\[[0-9a-f]{7,}\\]$`));
  expect(run.stdout).toContain(`${name}: ${said} [`);
  expect(changed(repository)).toEqual([`-${wrong}`, `+${line}${/ #.*/.exec(wrong)?.[0] ?? ""}`]);
  expect(repository.git("log", "-1", "--format=%s")).toMatch(/^gtm check --fix: items\/005-lid\.md: /);
  expect(repository.git("status", "--porcelain")).toBe("?? mine.txt\n");
});

test("comments out of order: the one line moves", async () => {
  const [one, two] = ["- **2026-02-20 @bo** Rubber, or a lip.", "- **2026-02-21 @bo** A lip."];
  const repository = makeRepository({ ...kettle, [name]: lid.replace(`${one}\n${two}`, `${two}\n${one}`) });
  await gtm(repository.folder, ["check", "--fix"]);
  expect(changed(repository)).toHaveLength(2);
  expect(repository.read(name)).toBe(lid);
});

test("a name with too few digits is given three, and the text stays", async () => {
  const repository = makeRepository({ ...kettle, "items/5-lid.md": lid });
  const run = await gtm(repository.folder, ["check", "--fix"]);
  expect(run.stdout).toContain("items/5-lid.md: renamed to 005-lid.md [");
  expect(repository.git("diff", "--name-status", "-M", "HEAD~1", "HEAD")).toBe(`R100\titems/5-lid.md\t${name}\n`);
  expect([repository.read(name), repository.git("status", "--porcelain")]).toEqual([lid, ""]);
});

describe("a number taken twice", () => {
  const spout = lid.replace("A lid that does not drip", "A spout").replace("Rubber, or", "#5 needs");
  const moved = spout.replace("id: 5", "id: 6").replace("#5 needs", "#6 needs");

  test("the one that is not committed yet gets the next free number", async () => {
    const repository = makeRepository({ ...kettle, [name]: lid });
    repository.write("items/005-spout.md", spout);
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.stdout).toContain("items/005-spout.md: renamed to 006-spout.md, as 5 is taken [");
    expect(names(repository)).toContain("006-spout.md");
    expect(names(repository)).not.toContain("005-spout.md");
    expect([repository.read(name), repository.read("items/006-spout.md")]).toEqual([lid, moved]);
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  test("the one that the upstream branch does not have gets it, where both are committed", async () => {
    const repository = makeRepository({ ...kettle, [name]: lid });
    const { git, write } = repository;
    git("branch", "upstream");
    git("branch", "--quiet", "--set-upstream-to=upstream");
    write("items/005-spout.md", spout);
    git("add", "--all");
    git("commit", "--quiet", "--message=spout");
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.stdout).toContain("items/005-spout.md: renamed to 006-spout.md, as 5 is taken [");
    expect(git("ls-tree", "--name-only", "HEAD", "items/")).not.toContain("005-spout");
    expect(git("status", "--porcelain")).toBe("");
  });

  test("both published by merges: the one that came last gets it", async () => {
    const repository = makeRepository({ ...kettle, "items/005-a-spout.md": spout });
    const { git, write, read } = repository;
    git("checkout", "--quiet", "-b", "feature");
    write(name, lid);
    git("add", "--all");
    git("commit", "--quiet", "--message=lid");
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--no-edit", "feature");
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.stdout).toContain(`${name}: renamed to 006-lid.md, as 5 is taken [`);
    expect(read("items/005-a-spout.md")).toBe(spout);
  });

  test("mentions that its author has not published follow; older ones and those of others mean the other item", async () => {
    const cord = lid.replace("id: 5", "id: 4").replace("Rubber, or a lip.", "After #5.");
    const repository = makeRepository({ ...kettle, [name]: lid, "items/004-cord.md": cord });
    const { git, write, read } = repository;
    git("branch", "upstream");
    git("branch", "--quiet", "--set-upstream-to=upstream");
    const commit = (message: string, ...options: string[]): void => {
      git("add", "--all");
      git("commit", "--quiet", `--message=${message}`, ...options);
    };
    write("items/005-spout.md", spout);
    commit("spout");
    const mine = `${cord}- **2026-03-01 @ada** Now #5, not #50.\n`;
    write("items/004-cord.md", mine);
    commit("mine");
    const theirs = `${mine}- **2026-03-02 @bo** Before #5.\n`;
    write("items/004-cord.md", theirs);
    commit("theirs", "--author=Bo <bo@example.com>");
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.stdout).toContain("items/004-cord.md: #5 → #6\n");
    expect(read("items/004-cord.md")).toBe(theirs.replace("Now #5", "Now #6"));
    expect(git("log", "-1", "--format=%b")).toBe(
      "items/004-cord.md: #5 → #6\nitems/005-spout.md: renamed to 006-spout.md, as 5 is taken\n\n",
    );
    expect(git("status", "--porcelain")).toBe("");
  });

  test("two new ones get two numbers, in one commit", async () => {
    const repository = makeRepository({ ...kettle, [name]: lid });
    repository.write("items/005-spout.md", spout);
    repository.write("items/001-cord.md", spout.replace("id: 5", "id: 1").replace("#5", "#1"));
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.stdout).toContain("items/001-cord.md: renamed to 006-cord.md, as 1 is taken\n");
    expect(run.stdout).toContain("items/005-spout.md: renamed to 007-spout.md, as 5 is taken [");
    expect(repository.read("items/006-cord.md")).toBe(moved);
    expect(repository.git("rev-list", "--count", "HEAD")).toBe("2\n");
  });

  test("the user's own work in a file that git has is in the way of another name, and says so", async () => {
    const repository = makeRepository({ ...kettle, "items/5-lid.md": lid });
    repository.write("items/5-lid.md", lid.replace("A lip.", "Mine."));
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain("items/5-lid.md has edits of your own, and would be renamed");
    expect(repository.git("status", "--porcelain")).toBe(" M items/5-lid.md\n");
  });

  test("where nothing tells which is new, both stay, and check says so", async () => {
    const repository = makeRepository({ ...kettle, [name]: lid, "items/005-spout.md": spout });
    const run = await gtm(repository.folder, ["check", "--fix"]);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("number 5 is also used by 005-spout.md");
    expect(repository.git("rev-list", "--count", "HEAD")).toBe("1\n");
  });
});

const wrong = lid.replace("due: 2026-03-20", "due: 2026-3-20").replace("id: 5", "id: 005");

test("several mends are one commit that names each; what cannot be mended is reported, with exit 1", async () => {
  const repository = makeRepository({ ...kettle, [name]: wrong.replace("area: Design", "area: Desing") });
  const run = await gtm(repository.folder, ["check", "--fix"]);
  expect(run.code).toBe(1);
  expect(run.stdout).toContain('unknown area "Desing"');
  expect(repository.git("log", "-1", "--format=%B")).toBe(
    `gtm check --fix: 2 mends\n\n${name}: due 2026-3-20 → 2026-03-20\n${name}: id 005 → 5\n\n`,
  );
});

test("--dry-run shows the difference and changes nothing", async () => {
  const repository = makeRepository({ ...kettle, [name]: wrong });
  const run = await gtm(repository.folder, ["check", "--fix", "--dry-run"]);
  expect(run.stdout).toContain("-due: 2026-3-20\n+due: 2026-03-20\n");
  expect([repository.read(name), repository.git("rev-list", "--count", "HEAD")]).toEqual([wrong, "1\n"]);
});

test("--no-commit leaves the mends in the work tree", async () => {
  const repository = makeRepository({ ...kettle, [name]: wrong });
  const run = await gtm(repository.folder, ["check", "--fix", "--no-commit"]);
  expect(run.stdout).toContain(`${name}: id 005 → 5\n`);
  expect([repository.read(name), repository.git("status", "--porcelain")]).toEqual([lid, ` M ${name}\n`]);
});

test("the user's own work in the file is mended and stays uncommitted", async () => {
  const repository = makeRepository({ ...kettle, [name]: wrong });
  repository.write(name, wrong.replace("A lip.", "A lip, then."));
  await gtm(repository.folder, ["check", "--fix"]);
  expect(repository.git("show", `HEAD:${name}`)).toBe(lid);
  expect(repository.read(name)).toBe(lid.replace("A lip.", "A lip, then."));
});

test("a hostile name stays one line, harmless", async () => {
  const hostile = "items/5-a\u001b[31mlid.md";
  const repository = makeRepository({ ...kettle, [hostile]: lid });
  const run = await gtm(repository.folder, ["check", "--fix"]);
  expect(run.stdout.split("\n")[0]).toMatch(/^items\/5-a.*lid\.md: renamed to 005-a.*lid\.md \[[0-9a-f]+\]$/);
  expect(run.stdout + repository.git("log", "--format=%B")).not.toContain("\u001b");
});

test("nothing to mend is no commit; a report for programs stays one", async () => {
  const repository = makeRepository({ ...kettle, [name]: lid });
  await gtm(repository.folder, ["check", "--fix"]);
  expect(repository.git("rev-list", "--count", "HEAD")).toBe("1\n");
  repository.write(name, wrong);
  const run = await gtm(repository.folder, ["check", "--fix", "--json"]);
  expect(JSON.parse(run.stdout)).toMatchObject({ errors: 0 });
  expect(run.stderr).toContain(`${name}: due 2026-3-20 → 2026-03-20`);
});

test.for([
  [["--dry-run"], "--dry-run goes with --fix"],
  [["--no-commit"], "--no-commit goes with --fix"],
  [["--fix", "--base", "HEAD"], "--fix mends the whole tracker, not what changed since a revision"],
] as const)("check %j is refused", async ([flags, message]) => {
  const repository = makeRepository({ ...kettle, [name]: wrong });
  const run = await gtm(repository.folder, ["check", ...flags]);
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(repository.read(name)).toBe(wrong);
});

describe("beside changes that are not committed", () => {
  const wrong = lid.replace("due: 2026-03-20", "due: 2026-3-20");
  const mine = "in the work tree alone: it is among your uncommitted changes";

  test("what only the work tree has is mended there, and the commit and its message are of the rest", async () => {
    const committed = lid.replace("- **2026-02-21", "- **2026-2-21");
    const repository = makeRepository({ ...kettle, [name]: committed });
    repository.write(name, committed.replace("due: 2026-03-20", "due: 2026-3-20"));
    const { stdout } = await gtm(repository.folder, ["check", "--fix"]);
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      expect.stringMatching(`^${name}: comment's date 2026-2-21 → 2026-02-21 \\[\\w+\\]$`),
      `${name}: due 2026-3-20 → 2026-03-20, ${mine}`,
    ]);
    expect(repository.git("log", "-1", "--format=%B").trim()).toBe(
      `gtm check --fix: ${name}: comment's date 2026-2-21 → 2026-02-21`,
    );
    expect(changed(repository)).toEqual(["-- **2026-2-21 @bo** A lip.", "+- **2026-02-21 @bo** A lip."]);
    expect(repository.read(name)).toBe(lid);
  });

  test("where nothing of it is committed, there is no commit", async () => {
    const repository = makeRepository({ ...kettle, [name]: lid.replace("2026-03-20", "2026-03-19") });
    const before = repository.git("rev-parse", "HEAD");
    repository.write(name, wrong);
    const { stdout } = await gtm(repository.folder, ["check", "--fix"]);
    expect(stdout.split("\n")[0]).toBe(`${name}: due 2026-3-20 → 2026-03-20, ${mine}`);
    expect([repository.git("rev-parse", "HEAD"), repository.read(name)]).toEqual([before, lid]);
  });
});

test("where there is nothing to mend, that is said", async () => {
  const repository = makeRepository({ ...kettle, [name]: lid });
  expect((await gtm(repository.folder, ["check", "--fix", "--dry-run"])).stdout).toBe("nothing to mend\n");
  expect((await gtm(repository.folder, ["check", "--fix"])).stdout).toMatch(/^nothing to mend\n/);
  const data = await gtm(repository.folder, ["check", "--fix", "--json"]);
  expect([JSON.parse(data.stdout).errors, data.stderr]).toEqual([0, "nothing to mend\n"]);
});
