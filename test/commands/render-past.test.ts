import { describe, expect, it } from "vitest";
import { gtm, type World } from "../support/gtm.ts";
import { item1, kettle } from "../support/tracker-files.ts";

const before = kettle;
const changed = async () => {
  const noted = await gtm(["note", "1", "Signed"], before);
  const set = await gtm(["set", "2", "status=blocked", "due=2026-04-01"], noted.files);
  const added = await gtm(["add", "Box"], set.files);
  return (await gtm(["reopen", "3"], added.files)).files;
};
const history = [
  { date: "2026-03-05", subject: "v1", files: before },
  { date: "2026-03-11", subject: "v2", files: { ...before, "items/002-warranty-text.md": "gone wrong" } },
];

describe("gtm render --at", () => {
  it("asks git for the repository once, whatever else is read of the past", async () => {
    const lookedUp: string[] = [];
    const argv = ["render", "--at", "2026-03-06", "--since", "v1", "-f", "html"];
    expect((await gtm(argv, before, { history, lookedUp })).code).toBe(0);
    expect(lookedUp).toEqual(["/repo"]);
  });

  it("is the page as it was, by date or revision, and leaves every file alone", async () => {
    const files = await changed();
    const then = await gtm(["render", "--at", "2026-03-06"], files, { history });
    expect(then.stdout).toBe((await gtm(["render"], before, { today: "2026-03-06" })).stdout);
    expect([then.code, then.files]).toEqual([0, files]);
    const { stdout } = await gtm(["render", "--at", "v1"], files, { history });
    expect(stdout).toBe((await gtm(["render"], before, { today: "2026-03-05" })).stdout);
  });

  it("tells overdue from that day, not from today", async () => {
    const page = JSON.parse((await gtm(["render", "--at", "v1", "-f", "json"], before, { history })).stdout);
    expect(page.asOf).toBe("2026-03-05");
  });

  it.each([
    ["yesterday", "2026-03-11"],
    ["last week", "2026-03-02"],
    ["last thu", "2026-03-05"],
    ["this month", "2026-03-12"],
  ])("speaks the language of dates: %s is %s", async (when, date) => {
    const commits = history.slice(0, 1).map((commit) => ({ ...commit, date: "2026-03-01" }));
    const page = JSON.parse((await gtm(["render", "--at", when, "-f", "json"], before, { history: commits })).stdout);
    expect(page.asOf).toBe(date);
  });

  it("reports a file that could not be read then", async () => {
    const run = await gtm(["render", "--at", "v2"], before, { history });
    expect([run.code, run.stderr]).toEqual([
      1,
      expect.stringContaining("items/002-warranty-text.md:1:1: no front matter"),
    ]);
  });

  it.each([
    ["2020-01-01", "there was no tracker yet at the end of 2020-01-01"],
    ["2026-02-31", '"2026-02-31" is not a date that exists'],
    ["nonsense", '"nonsense" is neither a date nor a revision'],
  ])("refuses %s in words", async (when, message) => {
    const run = await gtm(["render", "--at", when], before, {
      history: history.slice(0, 1).map((commit) => ({ ...commit, subject: "2026" })),
    });
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("gtm render --since", () => {
  it.each(["md", "html", "confluence", "csv"])("says in words what changed, and marks it, in %s", async (format) => {
    const run = await gtm(["render", "--since", "v1", "-f", format], await changed(), { history });
    const text = run.stdout
      .replace(/<script[\s\S]*?<\/script>/g, "")
      .replace(/<time datetime="([^"]*)" ?\/>/g, "$1")
      .replace(/<[^>]*>/g, "");
    expect(text).toMatch(/Changes since (?:2026-03-05|5 Mar)/);
    for (const words of ["Box", "Signed", "Blocked"]) expect(text).toContain(words);
    expect(run.stderr).toBe("");
  });

  it("names exactly the changes", async () => {
    const run = await gtm(["render", "--since", "v1"], await changed(), { history });
    expect(run.stdout.slice(run.stdout.indexOf("## Changes"), run.stdout.indexOf("| # |"))).toMatchInlineSnapshot(`
      "## Changes since 2026-03-05

      - [#4](#item-4) New item: Box
      - [#3](#item-3) Colour of the lid: reopened as Pending
      - [#1](#item-1) Handle that stays cool: 1 new comment
        - **2026-03-12 @sam** Signed
      - [#2](#item-2) Warranty text: status Pending → Blocked, due set to 2026-04-01

      "
    `);
    const { stdout } = await gtm(["render", "--since", "v1", "--wide"], await changed(), { history });
    expect(stdout.match(/\*\*\((?:new|changed)\)\*\*/g)).toEqual([
      "**(changed)**",
      "**(new)**",
      "**(changed)**",
      "**(changed)**",
      "**(new)**",
    ]);
  });

  it("gives the changes as data", async () => {
    const run = await gtm(["render", "--since", "v1", "-f", "json"], await changed(), { history });
    expect(JSON.parse(run.stdout).changes).toEqual({
      since: "2026-03-05",
      items: [
        {
          id: 1,
          title: "Handle that stays cool",
          kind: "changed",
          fields: [],
          comments: [{ date: "2026-03-12", author: "sam", text: "Signed", kind: "new", was: null }],
        },
        {
          id: 2,
          title: "Warranty text",
          kind: "changed",
          fields: [
            { column: "status", from: "pending", to: "blocked", written: null },
            { column: "due", from: null, to: "2026-04-01", written: null },
          ],
          comments: [],
        },
        {
          id: 3,
          title: "Colour of the lid",
          kind: "reopened",
          fields: [
            { column: "status", from: "done", to: "pending", written: null },
            { column: "closed", from: "2026-02-02", to: null, written: null },
          ],
          comments: [],
        },
        { id: 4, title: "Box", kind: "new", fields: [], comments: [] },
      ],
    });
  });

  it("says what the file has for a day that cannot be read, and nothing of a file that could not be read then", async () => {
    const handle = "items/001-handle-that-stays-cool.md";
    const files = { ...before, [handle]: item1.replace("due: 2026-03-01", "due: soon") };
    const page = async (rev: string) => (await gtm(["render", "--since", rev], files, { history })).stdout;
    expect(await page("v1")).toContain('- #1 Handle that stays cool: due 2026-03-01 → "soon" (no date)\n');
    expect(await page("v2")).not.toContain("#2 New item");
  });

  const sinceOf = async (when: string, files = before, world: World = {}) => {
    const run = await gtm(["render", "--since", when, "-f", "json"], files, { history, ...world });
    const { changes } = JSON.parse(run.stdout) as { changes: { since: string; items: { id: number; kind: string }[] } };
    return { ...changes, code: run.code, stderr: run.stderr };
  };

  it.each([
    ["-1w", "2026-03-05"],
    ["thu", "2026-03-05"],
    ["last thu", "2026-03-05"],
    ["last week", "2026-03-02"],
    ["1 week ago", "2026-03-05"],
    ["mar", "2026-03-01"],
    ["2026-W10", "2026-03-02"],
    ["a fortnight ago", "2026-02-26"],
  ])("speaks the language of dates: %s is %s", async (when, since) => {
    expect((await sinceOf(when)).since).toBe(since);
  });

  it("counts from the tracker's own day where that is frozen", async () => {
    const frozen = (kettle["items/tracker.md"] ?? "").replace("\nmilestones:", "\nas-of: 2026-03-20\nmilestones:");
    expect((await sinceOf("-1w", { ...before, "items/tracker.md": frozen })).since).toBe("2026-03-13");
  });

  it("counts from the older page's day where --at asks for one", async () => {
    const run = await gtm(["render", "--at", "v1", "--since", "-1w", "-f", "json"], before, { history });
    expect(JSON.parse(run.stdout)).toMatchObject({ asOf: "2026-03-05", changes: { since: "2026-02-26" } });
  });

  it.each([
    ["no commit is as old as the day", history],
    ["the repository is older than its tracker", [{ date: "2020-01-01", subject: "old", files: {} }, ...history]],
    ["nothing has been committed yet", []],
  ])("has every item new where %s", async (_, commits) => {
    const { since, items, code, stderr } = await sinceOf("-2w", before, { history: commits });
    expect(items.map(({ id, kind }) => [id, kind])).toEqual([1, 2, 3].map((id) => [id, "new"]));
    expect([since, code, stderr]).toEqual(["2026-02-26", 0, ""]);
  });

  it("asks which is meant where a word is a date and a tag", async () => {
    const tagged = history.slice(0, 1).map((commit) => ({ ...commit, subject: "Q1" }));
    const run = await gtm(["render", "--since", "Q1"], before, { history: tagged });
    expect([run.code, run.stderr]).toEqual([
      2,
      'gtm: "Q1" is both a date, 2026-01-01 (Thu), and refs/tags/Q1\n  write 2026-01-01 or refs/tags/Q1\n',
    ]);
  });

  it("says what day it counted from when it writes a file", async () => {
    const run = await gtm(["render", "--since", "last thu", "-o", "page.md"], before, { history });
    expect(run.stderr).toBe("page.md: 2 open, 1 closed, as of 2026-03-12, with changes since 2026-03-05 (Thu)\n");
  });

  it("marks nothing where nothing changed", async () => {
    const run = await gtm(["render", "--since", "v1"], before, { history });
    expect(run.stdout).toContain("Nothing has changed.");
    expect(run.stdout).not.toMatch(/\*\*\((?:new|changed)/);
  });
});

describe("due days that were moved", () => {
  const dueOn = (day: string) => ({
    ...before,
    "items/001-handle-that-stays-cool.md": item1.replace(/due: .*/, `due: ${day}`),
  });
  const commits = [
    { date: "2026-03-02", subject: "v1", files: dueOn("2026-03-10") },
    { date: "2026-03-05", subject: "v2", files: dueOn("2026-03-14") },
    { date: "2026-03-08", subject: "v3", files: dueOn("2026-03-12") },
  ];
  const moves = async (...words: string[]) => {
    const { stdout } = await gtm(["render", "-f", "html", ...words], dueOn("2026-03-12"), { history: commits });
    return stdout.match(/moved [^<]*/g);
  };

  it("are told on the row, as gtm log tells them", async () => {
    expect(await moves()).toEqual(["moved twice, +2 days"]);
    const { stdout } = await gtm(["log", "1"], dueOn("2026-03-12"), { history: commits });
    expect(stdout).toContain("due moved twice, 2 days later in all");
  });

  it("are data of the page, where there are any", async () => {
    const data = async (files: Record<string, string>, past: typeof commits) =>
      JSON.parse((await gtm(["render", "-f", "json"], files, { history: past })).stdout).slips;
    const slip = { id: 1, times: 2, first: "2026-03-10", last: "2026-03-12", days: 2 };
    expect(await data(dueOn("2026-03-12"), commits)).toEqual([slip]);
    expect(await data(before, [])).toBeUndefined();
  });

  it("are told of an older page as they were then", async () => {
    expect(await moves("--at", "2026-03-06")).toEqual(["moved once, +4 days"]);
  });
});
