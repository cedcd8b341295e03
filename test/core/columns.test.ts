import { describe, expect, test } from "vitest";
import { columnHeading, columnText, findColumn, statusLabel, suggestColumn } from "../../src/core/columns.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";

const tracker = aTracker({ columns: { title: "Open Items", effort: "Days" } });

describe("a column", () => {
  test.each([
    ["title", "title"],
    ["Owner", "owners"],
    ["#", "number"],
    ["ID", "number"],
    ["comment", "comments"],
    ["Legal-Input", "legal-input"],
    ["constructor", null],
    ["__proto__", null],
    ["", null],
    ["titles", null],
  ])("is named by %j: %j", (word, column) => {
    expect(findColumn(word, tracker)).toBe(column);
  });

  test("has a heading: the page's own, the field's, or the usual", () => {
    const columns = ["number", "title", "effort", "legal-input", "updated", "constructor"];
    expect(columns.map((column) => columnHeading(column, tracker))).toEqual([
      "#",
      "Open Items",
      "Days",
      "Legal input?",
      "Updated",
      "constructor",
    ]);
  });

  test("shows of an item what people read", () => {
    const item = anItem({
      owners: ["mreyes", "hnakata", "stranger", "constructor"],
      refs: ["DOUGH-1", "DOUGH-2"],
      fields: { "legal-input": false, effort: 2.5 },
      comments: [aComment("first"), aComment("newest", { date: "2026-10-20" })],
    });
    const columns = [
      "number",
      "title",
      "status",
      "priority",
      "area",
      "owners",
      "start",
      "due",
      "timeline",
      "refs",
      "closed",
      "updated",
      "description",
      "comments",
      "legal-input",
      "effort",
      "toString",
    ];
    const shown = columns.map((column) => `${column}: ${columnText(item, column, tracker)}`.trim());
    expect(shown.join("\n")).toMatchInlineSnapshot(`
      "number: 17
      title: Support
      status: In progress
      priority: P2
      area: Product
      owners: Marisol Reyes, hnakata, stranger, constructor
      start: 2026-10-10
      due: 2026-11-30
      timeline: Nov'26
      refs: DOUGH-1, DOUGH-2
      closed:
      updated: 2026-10-20
      description:
      comments: newest
      legal-input: N
      effort: 2.5
      toString:"
    `);
  });

  test("is suggested where a word is near one", () => {
    expect(suggestColumn("ownr", tracker).near).toBe("owner");
    expect(suggestColumn("effrt", tracker).near).toBe("effort");
    expect(suggestColumn("zzzzzz", tracker).near).toBeNull();
  });

  test.each([
    ["in-progress", "In progress"],
    ["unheard-of", "unheard-of"],
    ["constructor", "constructor"],
    [null, ""],
  ])("of the status %j shows %j", (status, label) => {
    expect(statusLabel(status, tracker)).toBe(label);
  });
});
