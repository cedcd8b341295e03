import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

describe("gtm list", () => {
  it("is a table on a terminal", async () => {
    const run = await gtm(["list"], kettle, { terminal: true, width: 90 });
    expect(run.stdout).toMatchInlineSnapshot(`
      "# Pri… Status      Due        Area   Open item              Owner      Updated
      1 P1   In progress 2026-03-01 Design Handle that stays cool Amara Osei 2026-02-20
      2      Pending                Legal  Warranty text
      "
    `);
  });

  it("says on a terminal what days the words of a query meant", async () => {
    const run = await gtm(["list", "due:Q1", "due:<=next fri", "-updated:last thu", "due:>=2026-01-01"], kettle, {
      terminal: true,
    });
    expect(run.stderr).toMatchInlineSnapshot(`
      "due >= 2026-01-01 (Thu) and <= 2026-03-31 (Tue)
      due <= 2026-03-20 (Fri)
      updated >= 2026-03-05 (Thu) and <= 2026-03-05 (Thu)
      "
    `);
  });

  it("is tab-separated lines in a pipe", async () => {
    const run = await gtm(["list", "--columns", "id,title,due"], kettle);
    expect(run.stdout).toBe("1\tHandle that stays cool\t2026-03-01\n2\tWarranty text\t\n");
  });

  it.each([
    [["--all"], [1, 2, 3]],
    [["is:closed"], [3]],
    [["is:overdue"], [1]],
    [["is:stale"], [1, 2]],
    [["owner:amara"], [1]],
    [["owner:me"], []],
    [["no:owner"], [2]],
    [["-area:Legal"], [1]],
    [["-area:Legal", "due:<2026-04-01"], [1]],
    [["due:last month..today"], [1]],
    [["due:<eom"], [1]],
    [["due:this month"], [1]],
    [["due:Q1"], [1]],
    [["due:>=next month"], []],
    [["due:>2026-W08", "due:<=2026-W09"], [1]],
    [["closed:feb"], [3]],
    [["updated:<last thu"], [1]],
    [["cork"], [1]],
    [["ref:KET-1"], []],
    [
      ["sort:-id", "--all"],
      [3, 2, 1],
    ],
    [["status:blocked,pending"], [2]],
  ])("finds with %j", async (argv, ids) => {
    const run = await gtm(["list", ...argv, "--json"], kettle);
    expect(run.stderr).toBe("");
    expect((JSON.parse(run.stdout) as { id: number }[]).map(({ id }) => id)).toEqual(ids);
  });

  it("prints items in the documented shape", async () => {
    const run = await gtm(["list", "id:1", "--json"], kettle);
    expect(JSON.parse(run.stdout)).toEqual([
      {
        id: 1,
        title: "Handle that stays cool",
        status: "in-progress",
        priority: "P1",
        area: "Design",
        owners: ["amara"],
        start: "2026-02-01",
        due: "2026-03-01",
        timeline: null,
        refs: [],
        closed: null,
        fields: {},
        description: "The old one reached 60 degrees.",
        comments: [{ date: "2026-02-20", author: "amara", text: "Cork works, see KET-12." }],
        path: "items/001-handle-that-stays-cool.md",
      },
    ]);
  });

  it.each([
    [["is:late"], "is:late is not known: is:open, is:closed, is:overdue, is:stale"],
    [["oner:bo"], '"oner" is no column: number, title'],
    [
      ["due:<someday"],
      '"someday" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48\n  in the query at character 1',
    ],
    [["--columns", "titel"], '"titel" is no column, did you mean title?'],
  ])("refuses %j in words", async (argv, message) => {
    const run = await gtm(["list", ...argv], kettle);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
  });

  it("reports a file that cannot be read, lists the others, and exits with 1", async () => {
    const run = await gtm(["list"], { ...kettle, "items/002-warranty-text.md": '---\nid: 2\ntitle: "open\n---\n' });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("Handle that stays cool");
    expect(run.stderr).toMatch(/^items\/002-warranty-text\.md:\d+:\d+: front matter: /);
  });

  it("works from any folder of the repository, and names the next step where there is no tracker", async () => {
    expect((await gtm(["list"], { ...kettle, "src/deep/x.txt": "" }, { folder: "src/deep" })).stdout).toContain(
      "Warranty text",
    );
    const run = await gtm(["list"], { "README.md": "" });
    expect([run.code, run.stderr]).toEqual([
      2,
      "gtm: no tracker here: items/tracker.md does not exist\n  gtm init makes one; -t DIR or GTM_TRACKER names another folder\n",
    ]);
  });

  it("lets no control character of an item's text through", async () => {
    const evil = (kettle["items/002-warranty-text.md"] ?? "").replace(
      "Warranty text",
      '"\\e]0;x\\a\\u009b31m| <script>"',
    );
    for (const terminal of [true, false]) {
      const run = await gtm(["list"], { ...kettle, "items/002-warranty-text.md": evil }, { terminal });
      expect(run.stdout).toContain("␛]0;x␇\uFFFD31m| <script>");
    }
    expect((await gtm(["list", "--json"], { ...kettle, "items/002-warranty-text.md": evil })).stdout).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/,
    );
  });
});
