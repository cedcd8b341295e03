/** The page as it was, and imports that come again, in real repositories with a real history. */
import { expect, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

test.each(["md", "html", "confluence", "csv", "json"])(
  "render --at a commit equals the page rendered in a checkout of it, in %s, and touches nothing",
  async (format) => {
    const { folder, git, read, write } = makeRepository(kettle);
    const then = git("rev-parse", "HEAD").trim();
    await gtm(folder, ["note", "1", "Later, with @amara"]);
    await gtm(folder, ["set", "2", "status=blocked"]);
    write("items/003-colour-of-the-lid.md", "unsaved work\n");
    git("add", "items/003-colour-of-the-lid.md");
    write("items/003-colour-of-the-lid.md", "unsaved work, and more\n");
    const before = git("status", "--porcelain=v2");
    const at = await gtm(folder, ["render", "--at", then, "-f", format]);
    const checkout = temporaryFolder();
    git("worktree", "add", "--quiet", "--detach", checkout, then);
    const there = await gtm(checkout, ["render", "-f", format]);
    expect(at.stderr).toBe("");
    expect(at.stdout).toBe(there.stdout);
    expect([git("status", "--porcelain=v2"), read("items/003-colour-of-the-lid.md")]).toEqual([
      before,
      "unsaved work, and more\n",
    ]);
  },
);

test("render --since names exactly the changes between two commits", async () => {
  const { folder, git } = makeRepository(kettle);
  await gtm(folder, ["note", "1", "Cork is signed"]);
  const middle = git("rev-parse", "HEAD").trim();
  await gtm(folder, ["set", "2", "status=blocked", "due=2026-04-01"]);
  await gtm(folder, ["close", "1"]);
  await gtm(folder, ["add", "Box"]);
  const run = await gtm(folder, ["render", "--since", middle]);
  const changes = run.stdout.split("\n").filter((line) => /^- #/.test(line));
  expect(changes).toEqual([
    "- #4 New item: Box",
    "- #1 Handle that stays cool: closed on 2026-03-12",
    "- #2 Warranty text: status Pending → Blocked, due set to 2026-04-01",
  ]);
});

test("render --since a day before the first commit has every item new, of a young tracker too", async () => {
  const { folder, git } = makeRepository();
  await gtm(folder, ["init", "--no-commit"]);
  await gtm(folder, ["add", "Box", "--no-commit"]);
  for (const step of [() => "", () => git("add", "--all"), () => git("commit", "--quiet", "--message=first")]) {
    step();
    const run = await gtm(folder, ["render", "--since", "oct 1 2017", "-f", "json"]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(JSON.parse(run.stdout)).toMatchObject({ changes: { since: "2017-10-01", items: [{ id: 1, kind: "new" }] } });
  }
});

test("a page imported again brings its new comment, and the edits in git stay", async () => {
  const page = `# Kettle

| # | Priority | Due | Area | Open item | Owner | Status | Updates |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | P1 | 4/3 | Design | Handle that stays cool | Amara Osei | In progress | <li>3/5: Cork works. |
| 2 | P2 | 4/10 | Legal | Warranty text | Bo Lindgren | Pending | <li>3/5: Draft is out. |
| 3 | P1 | 4/10 | Legal | Price list | Bo Lindgren | Blocked | <li>3/5: Waits for cork. |
`;
  const { folder, git, write, read } = makeRepository({ "wiki.md": page });
  await gtm(folder, ["init"]);
  expect((await gtm(folder, ["import", "wiki.md"])).stdout).toContain("3 items created");
  await gtm(folder, ["set", "2", "due=2026-05-01"]);
  await gtm(folder, ["set", "3", "status=in-progress"]);
  const edited = [read("items/002-warranty-text.md"), read("items/003-price-list.md")];
  write("wiki.md", page.replace("<li>3/5: Cork", "<li>3/12: Signed. <li>3/5: Cork"));
  const run = await gtm(folder, ["import", "wiki.md"]);
  expect(run.stdout).toContain(
    '#2 "Warranty text": Due was changed here and stays: 2026-05-01 (the page still has 2026-04-10)',
  );
  expect(run.stdout).toContain(
    '#3 "Price list": Status was changed here and stays: In progress (the page still has Blocked)',
  );
  expect(run.stdout).toContain("1 item updated, 2 items unchanged");
  expect(read("items/001-handle-that-stays-cool.md")).toContain("- **2026-03-12** Signed.\n");
  expect([read("items/002-warranty-text.md"), read("items/003-price-list.md")]).toEqual(edited);
  expect(git("show", "--format=%s", "--name-only").trim()).toBe(
    "gtm import wiki.md: 1 updated\n\nitems/001-handle-that-stays-cool.md",
  );
});

test("an item is as old as its first commit, and reopened with the status that its history has", async () => {
  const { folder, git, read } = makeRepository();
  await gtm(folder, ["init"]);
  await gtm(folder, ["add", "Box"]);
  const then = { GTM_TODAY: git("log", "-1", "--format=%cs").trim() };
  expect(await gtm(folder, ["list", "is:stale"], then)).toEqual({ code: 0, stdout: "", stderr: "" });
  const later = await gtm(folder, ["list", "is:stale", "--columns", "id"], { GTM_TODAY: "2099-01-01" });
  expect(later).toEqual({ code: 0, stdout: "1\n", stderr: "" });
  await gtm(folder, ["set", "1", "status=in-progress"]);
  await gtm(folder, ["close", "1"]);
  expect(read("items/001-box.md")).toContain("status: done\n");
  await gtm(folder, ["reopen", "1"]);
  expect(read("items/001-box.md")).toBe("---\nid: 1\ntitle: Box\nstatus: in-progress\n---\n");
});
