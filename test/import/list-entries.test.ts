/** Lists whose entries name their values, as people write where they have no table. */
import { describe, expect, test } from "vitest";
import { draft, read } from "./support.ts";

describe("entries with named values", () => {
  const page = read(`# Bakery

## Open work

- Draft the rye leaflet
  - **Owner**: Mira Holt
  - **Due**: 2024-06-03
  - **Status:** Warming
  - 5/17: sent to the printer
  - 5/10: first version
- [x] Count the jars
  - Owner: Tomas Brandt
  - Note: kept in the cellar
- Order flour
  - **Owner**: Mira Holt
  - **Priority**: P1
`);

  test("are items with these values", () => {
    expect(page.drafts.map((item) => [item.title, item.owners, item.due, item.status, item.priority])).toEqual([
      ["Draft the rye leaflet", ["Mira Holt"], "2024-06-03", "warming", null],
      ["Count the jars", ["Tomas Brandt"], null, null, null],
      ["Order flour", ["Mira Holt"], null, null, "P1"],
    ]);
    expect(page.drafts.map((item) => item.confidence)).toEqual([1, 1, 1]);
  });

  test("keep what has no name: dated lines as comments, others as words", () => {
    expect(draft(page, "Draft the rye leaflet").comments.map((entry) => entry.date)).toEqual([
      "2024-05-10",
      "2024-05-17",
    ]);
    expect(draft(page, "Count the jars").description).toContain("kept in the cellar");
    expect(draft(page, "Count the jars").closed).toBe(true);
  });
});

test("bold words before all titles, shared by several, are areas", () => {
  const page = read(`# Move

- **Kitchen:** Pack the pans
- **Kitchen:** Sell the stove
- **Cellar**: Count bottles
- **Cellar**: Sweep
`);
  expect(page.drafts.map((item) => [item.area, item.title])).toEqual([
    ["Kitchen", "Pack the pans"],
    ["Kitchen", "Sell the stove"],
    ["Cellar", "Count bottles"],
    ["Cellar", "Sweep"],
  ]);
});

test("bold words before one entry alone are its own", () => {
  const page = read("# Move\n\n- **Pans:** pack them well\n- **Stove:** sell it\n- **Bottles:** count them\n");
  expect(page.drafts.map((item) => [item.area, item.title])).toEqual([
    [null, "Pans: pack them well"],
    [null, "Stove: sell it"],
    [null, "Bottles: count them"],
  ]);
});
