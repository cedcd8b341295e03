import { describe, expect, test } from "vitest";
import { makePage } from "../../src/core/page.ts";
import { anItem, aTracker } from "../support/builders.ts";

const items = [
  anItem({ id: 3, area: "Pilot Bakeries" }),
  anItem({ id: 1, area: "Sales" }),
  anItem({ id: 2, area: "Product" }),
  anItem({ id: 5, area: null }),
  anItem({ id: 4, area: "Product", closed: "2026-10-01", status: "done" }),
];

function parts(template: string, changes = {}) {
  return makePage(aTracker({ template, ...changes }), items, "2026-10-22").page.parts;
}

describe("the page", () => {
  test("has every open and every closed item by number, whatever its template shows", () => {
    const { page } = makePage(aTracker({ template: "" }), items, "2026-10-22");
    expect(page.open.map(({ id }) => id)).toEqual([1, 2, 3, 5]);
    expect(page.closed.map(({ id }) => id)).toEqual([4]);
    expect(page.parts).toEqual([]);
    expect(page.asOf).toBe("2026-10-22");
  });

  test("draws a list in groups: in the vocabulary's order, then other words, then none", () => {
    const [list] = parts("<!-- gtm:list is:open group:area -->");
    expect(
      list?.kind === "list" && list.groups.map(({ title, items: members }) => [title, ...members.map(({ id }) => id)]),
    ).toEqual([
      ["Product", 2],
      ["Pilot Bakeries", 3],
      ["Sales", 1],
      ["(no area)", 5],
    ]);
  });

  test("draws a table with its own columns, or the usual", () => {
    const [own, usual] = parts("<!-- gtm:table is:closed columns:title,effort -->\n\n<!-- gtm:table -->");
    expect(own).toMatchObject({ kind: "table", columns: ["title", "effort"], items: [{ id: 4 }] });
    expect(usual?.kind === "table" && usual.columns).toContain("comments");
    expect(usual?.kind === "table" && usual.items.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  });

  test("draws milestones by date, and the legend of priorities", () => {
    const milestones = [
      { date: "2026-12-01", end: null, title: "b", url: null },
      { date: "2026-11-01", end: null, title: "a", url: null },
    ];
    expect(parts("<!-- gtm:milestones -->\n\n<!-- gtm:priorities -->", { milestones })).toMatchObject([
      { kind: "milestones", milestones: [{ title: "a" }, { title: "b" }] },
      { kind: "priorities", priorities: [{ key: "P1", label: "Due within two weeks" }, { key: "P2" }] },
    ]);
  });

  test("calls the columns of a table or list what its marker says, else what the tracker does", () => {
    const markers =
      '<!-- gtm:table columns:number,title=Risk,owners -->\n\n<!-- gtm:list columns:title,due="Done by" -->';
    expect(parts(markers, { columns: { owners: "Who" } })).toMatchObject([
      { kind: "table", columns: ["number", "title", "owners"], headings: ["#", "Risk", "Who"] },
      { kind: "list", columns: ["title", "due"], headings: ["Open item", "Done by"] },
    ]);
  });

  test("reads its dates from the page's own day", () => {
    const [table] = parts("<!-- gtm:table is:overdue -->");
    expect(table).toMatchObject({ items: [] });
    const late = makePage(aTracker({ template: "<!-- gtm:table due:<today is:open -->" }), items, "2027-01-01").page
      .parts[0];
    expect(late?.kind === "table" && late.items).toHaveLength(4);
  });

  test("passes on what is wrong with the template", () => {
    const { problems } = makePage(
      aTracker({ template: "\n<!-- gtm:tabel -->\n", templateLine: 20 }),
      items,
      "2026-10-22",
    );
    expect(problems).toMatchObject([{ code: "marker-unknown", line: 21, column: 6 }]);
  });
});
