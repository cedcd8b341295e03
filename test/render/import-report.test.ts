import { describe, expect, test } from "vitest";
import { type ImportOutcome, importReport, importText } from "../../src/render/import-report.ts";
import { textWidth } from "../../src/render/text-width.ts";
import { anItem, aTracker } from "../support/builders.ts";

const guess = {
  item: 7,
  row: 7,
  line: 31,
  column: "owners",
  value: "Aiko",
  alternative: "Area",
  reason: "it was under Area",
  confidence: 0.7,
};

function outcome(plan: Partial<ImportOutcome["plan"]> = {}, changes: Partial<ImportOutcome> = {}): ImportOutcome {
  return {
    file: "oven.md",
    source: "markdown",
    year: 2026,
    plan: {
      created: [{ id: 7, name: "007-load-test.md" }],
      updated: [],
      unchanged: [],
      changes: [],
      repairs: [],
      likely: [],
      gone: [],
      order: [7],
      renumbered: [],
      ...plan,
    },
    left: [],
    prose: [],
    items: [
      anItem({ id: 7, title: "Load test of the ovens", owners: ["mreyes"] }),
      anItem({ id: 12, title: "Flour for the pilot", refs: ["R-012"] }),
    ],
    tracker: aTracker(),
    today: "2026-10-22",
    commit: null,
    dryRun: false,
    isNews: true,
    ...changes,
  };
}

const everything = outcome(
  {
    repairs: [
      guess,
      { ...guess, column: "number", value: "", alternative: "3", reason: "another row above has the same number" },
      {
        ...guess,
        column: "description",
        value: "see wiki ".repeat(20),
        alternative: "",
        reason: "fits none of the remaining columns",
      },
      {
        ...guess,
        item: 12,
        row: 9,
        line: 4,
        column: "title",
        value: "Rye for the pilot",
        alternative: "a new item",
        reason: "only the owner is the same",
      },
      { ...guess, column: "due", confidence: 0.95 },
    ],
    changes: [
      { item: 12, key: "due", page: "2026-11-02", git: "2026-11-09", by: "both", applied: false, kept: "both" },
      { item: 12, key: "owners", page: [], git: ["mreyes"], by: "page", applied: true, kept: null },
    ],
    gone: [anItem({ id: 12, title: "Flour for the pilot" })],
    renumbered: [{ item: 7, onPage: 2 }],
    likely: [12],
    order: [12, 7],
  },
  { left: [{ line: 52, kind: "list", rows: 1, heading: "Resources" }], prose: ["Last updated today"], dryRun: true },
);

test("an import's report begins with the figures, and ends with the doubtful rows and the next step", () => {
  expect(importText(everything, { width: 100, colour: 0 })).toMatchInlineSnapshot(`
    "oven.md: 1 item would be created, 1 change on the page not taken (--update --prefer page), 1 item
      not on the page any more, 1 repair that needs no look, 2 items to look at, short dates read as
      2026

    #      Open item               Owner          Status       Due
    #12 ?  Flour for the pilot     Marisol Reyes  In progress  2026-11-30
    #7 ?   Load test of the ovens  Marisol Reyes  In progress  2026-11-30

    #7 "Load test of the ovens" is new
    R-012 "Flour for the pilot": Due is 2026-11-02 on the page, 2026-11-09 here: not taken, because it
      was changed here too; --update --prefer page takes it
    R-012 "Flour for the pilot": Owner taken from the page: nothing (was Marisol Reyes)
    #7 "Load test of the ovens" is 2 on the page; here another item has that number
    added at the end of tracker.md: "Last updated today"

    R-012 "Flour for the pilot" is not on the page any more
    close it with: gtm close R-012 (if the page is only a part, leave it)

    line 52: the list of 1 entry under "Resources" was not read as items (--take 52 takes it)

    Row 9, "Rye for the pilot", was taken for R-012 "Flour for the pilot", but might be a new item (only
      the owner is the same). Look at line 4 of the page.
    Row 7, "Load test of the ovens" (#7): "Aiko" was read as Owner, but might be Area (it was under
      Area); # was left empty, but might be 3 (another row above has the same number); "see wiki see
      wiki see wiki see wiki see wiki see wiki see w…" was kept in the description (fits none of the
      remaining columns). Look at line 31 of the page.

    next: the same without --dry-run to write this, or with --review to be asked about each doubtful row
      first
    "
  `);
});

test("the report for a pull request has the same order", () => {
  const headings = importReport(everything).match(/^(?:#+ .*|<details><summary>[^<]*)/gm);
  expect(headings).toMatchInlineSnapshot(`
    [
      "# Import of oven.md",
      "## New items",
      "## Changes",
      "## Not on the page any more",
      "## Not taken",
      "<details><summary>1 repair that needs no look",
      "## To look at",
    ]
  `);
});

test.each([
  ["unasked", "--update takes it"],
  ["both", "it was changed here too"],
  ["unknown", "history does not tell who changed it"],
  ["cell", "the page's cell is doubtful"],
  ["row", "the page's row is doubtful"],
  ["match", "the row may be another item"],
  ["prose", "edit the item's file"],
] as const)("a change that is %s says why it is not taken, with both values", (kept, why) => {
  const change = { item: 7, key: "due", page: "2026-11-02", git: null, by: "page", applied: false, kept } as const;
  const [, line] = importText(outcome({ changes: [change] }), { width: 200, colour: 0 }).split("\n\n");
  expect(line).toContain(`#7 "Load test of the ovens": Due is 2026-11-02 on the page, nothing here: `);
  expect(line).toContain(why);
});

test.each([
  ["Job", '"Aiko" was read as Job'],
  ["", '"Aiko" was read as the title'],
])("a doubtful title under the heading %j is said to be read as that", (heading, words) => {
  const repairs = [{ ...guess, column: "title", heading }];
  expect(importText(outcome({ repairs }), { width: 200, colour: 0 })).toContain(words);
});

test("a change is named by the heading in the table of its row, and words of several are quoted", () => {
  const change = {
    item: 7,
    key: "title",
    page: "Weigh flour",
    git: "Flour",
    by: "page",
    applied: true,
    kept: null,
  } as const;
  const text = importText(outcome({ changes: [{ ...change, heading: "Action" }, change] }), { width: 200, colour: 0 });
  expect(text).toContain('#7 "Load test of the ovens": Action taken from the page: "Weigh flour" (was Flour)');
  expect(text).toContain('#7 "Load test of the ovens": the title taken from the page');
});

describe("a report", () => {
  test.each([40, 60, 80, 120, 200])("is no wider than %i columns", (width) => {
    for (const line of importText(everything, { width, colour: 0 }).split("\n"))
      expect(textWidth(line)).toBeLessThanOrEqual(width);
  });

  test("holds nothing that moves a terminal's cursor, nor a table as wide as a title may be", () => {
    const title = `\u001b[2J${"x".repeat(100_000)}`;
    const hostile = outcome(
      { repairs: [{ ...guess, value: title, alternative: title, reason: "\u001b[2J" }] },
      { items: [anItem({ id: 7, title })], file: "\u001b[2J", dryRun: true },
    );
    for (const text of [importText(hostile, { width: Number.POSITIVE_INFINITY, colour: 0 }), importReport(hostile)]) {
      expect(text).not.toContain("\u001b");
      expect(text.length).toBeLessThan(3000);
    }
  });
});
