import { expect, test } from "vitest";
import { draft, read } from "./support.ts";

const page = read(`# Shop : Roof work

See [the board](https://board.example.org/roof) for more.

## R-10: Gutters

1.  Replace brackets - north side (RF - 2201, 2202, 2203)
2.  Measure the fall (somebody should check it again - RF9440)
3.  Is a filter needed? - (RF 9534)
4.  Read up on leaves ( [https://wiki.example.org/leaves](https://wiki.example.org/leaves))

## R-11: Tiles

- [x] Count broken ones (RF 9625, 9626) (
- [ ] Order 10MBs of nothing for K8s on L7
  - 5/2: asked the shop
  - 5/9: no answer yet

## R-12: Chimney, R-13: Antenna (not applicable)

Other things that came up on site -

1.  Ladder store â€“ [https://tickets.example.org/browse/LAD-17](https://tickets.example.org/browse/LAD-17)
2.  Crane permit - [https://tickets.example.org/browse/LAD-18](https://tickets.example.org/browse/LAD-18) (P2)
`);

test("headings are areas, entries are items, and words that go on to other things are a heading in all but name", () => {
  expect(page.drafts.map((item) => [item.area, item.title, item.refs.join(" ")])).toEqual([
    ["R-10: Gutters", "Replace brackets - north side", "RF-2201 RF-2202 RF-2203"],
    ["R-10: Gutters", "Measure the fall (somebody should check it again)", "RF-9440"],
    ["R-10: Gutters", "Is a filter needed?", "RF-9534"],
    ["R-10: Gutters", "Read up on leaves", ""],
    ["R-11: Tiles", "Count broken ones", "RF-9625 RF-9626"],
    ["R-11: Tiles", "Order 10MBs of nothing for K8s on L7", ""],
    ["Other things that came up on site", "Ladder store", "LAD-17"],
    ["Other things that came up on site", "Crane permit", "LAD-18"],
  ]);
});

test("what is taken off a title stays in the description", () => {
  expect(draft(page, "Replace brackets - north side").description).toBe("RF - 2201, 2202, 2203");
  expect(draft(page, "Read up on leaves").description).toBe(
    "[https://wiki.example.org/leaves](https://wiki.example.org/leaves)",
  );
});

test("tickets get their template from the page's own addresses", () => {
  expect(page.refs).toEqual({ LAD: "https://tickets.example.org/browse/LAD-{n}" });
});

test("check boxes close, dated lines below an entry are comments, codes are priorities", () => {
  expect(draft(page, "Count broken ones").closed).toBe(true);
  expect(draft(page, "Order 10MBs of nothing for K8s on L7").comments.map((entry) => entry.date)).toEqual([
    "2024-05-02",
    "2024-05-09",
  ]);
  expect(draft(page, "Crane permit").priority).toBe("P2");
});

test("the template keeps headings without items and all other words, and a marker for each list", () => {
  expect(page.template).toMatchInlineSnapshot(`
    "# Shop : Roof work

    See [the board](https://board.example.org/roof) for more.

    ## R-10: Gutters

    <!-- gtm:list area:"R-10: Gutters" -->

    ## R-11: Tiles

    <!-- gtm:list area:"R-11: Tiles" columns:closed,title,owners,due,refs,comments -->

    ## R-12: Chimney, R-13: Antenna (not applicable)

    Other things that came up on site -

    <!-- gtm:list area:"Other things that came up on site" -->
    "
  `);
});
