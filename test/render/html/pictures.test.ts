import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { monthsOf, spanOf } from "../../../src/render/html/item-span.ts";
import { packRows } from "../../../src/render/html/pack.ts";
import { initials } from "../../../src/render/html/people.ts";
import { anItem } from "../../support/builders.ts";
import { byTag, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

beforeAll(loadMarkdownParser);

const template = "# Page\n\n<!-- gtm:milestones -->\n\n<!-- gtm:table -->\n";
const milestones = [{ date: "2026-11-10", end: "2026-11-12", title: "Fair", url: null }];
const counts = [
  { date: "2026-10-01", open: 2, closed: 0 },
  { date: "2026-10-15", open: 3, closed: 1 },
];
const picturesOf = (root: ReturnType<typeof parsed>) =>
  byTag(root, "svg").map((svg) => wordsOf(byTag(svg, "title")[0]));

describe("the pictures", () => {
  test("are folded ahead of the items, each with a title and a description", () => {
    const root = parsed([anItem()], { template, milestones }, { counts });
    expect(picturesOf(root)).toEqual(["Timeline of 1 open item", "Open and closed items over time"]);
    expect(byTag(root, "desc").map(wordsOf)).toEqual([
      "From 6 October 2026 to 4 December 2026, in 1 lane: Product 1. 0 overdue on 22 October 2026.",
      "On 1 October 2026 2 open and 0 closed; on 15 October 2026 3 open and 1 closed.",
    ]);
    expect(byTag(root, "summary", "figure", "table").map(({ tagName }) => tagName)).toEqual([
      "summary",
      "summary",
      "figure",
      "summary",
      "figure",
      ...Array(6).fill("summary"),
      "table",
    ]);
  });

  test("stand where the template says", () => {
    const root = parsed([anItem()], { template: `${template}\n<!-- gtm:chart -->\n`, milestones });
    expect(byTag(root, "figure", "table").map(({ tagName }) => tagName)).toEqual(["table", "figure"]);
  });

  test("are left out where there is nothing to draw: no date, fewer than two days", () => {
    const bare = anItem({ start: null, due: null, timeline: "Ongoing" });
    expect(picturesOf(parsed([bare], { template }, { counts: counts.slice(1) }))).toEqual([]);
  });

  test("keep in bounds whatever the dates are, and a thousand items in some sixty rows", () => {
    const far = [
      anItem({ id: 1, start: "0001-01-01", due: "9999-12-31" }),
      anItem({ id: 2, start: null, due: "9999-12-31" }),
    ];
    const many = Array.from({ length: 1000 }, (_, index) =>
      anItem({ id: index + 3, due: `2026-11-${String((index % 28) + 1).padStart(2, "0")}` }),
    );
    const root = parsed([...far, ...many], { template });
    const [svg] = byTag(root, "svg");
    const [, , width = 0, height = 0] = String(svg?.properties.viewBox).split(" ").map(Number);
    expect(height).toBeLessThan(1500);
    const numbers = elementsOf(root, ({ tagName }) => ["rect", "circle", "line"].includes(tagName)).flatMap(
      ({ properties }) =>
        [properties.x, properties.x1, properties.x2, properties.cx].flatMap((value) =>
          value === undefined ? [] : Number(value),
        ),
    );
    expect(numbers.every((value) => value >= 0 && value <= width)).toBe(true);
    expect(wordsOf(svg)).toContain("more");
  });
});

describe("the span of an item", () => {
  test.each([
    [
      { start: "2026-10-01", due: "2026-11-01" },
      { kind: "bar", from: "2026-10-01", to: "2026-11-01" },
    ],
    [
      { start: null, due: "2026-11-01" },
      { kind: "dot", from: "2026-11-01", to: "2026-11-01" },
    ],
    [
      { start: "2026-12-01", due: "2026-11-01" },
      { kind: "dot", from: "2026-11-01", to: "2026-11-01" },
    ],
    [
      { start: null, due: null, timeline: "Nov'26" },
      { kind: "rough", from: "2026-11-01", to: "2026-11-30" },
    ],
    [
      { start: "2026-10-10", due: null, timeline: "Nov'26" },
      { kind: "rough", from: "2026-10-10", to: "2026-11-30" },
    ],
    [{ start: null, due: null, timeline: "Ongoing" }, null],
  ])("of %j is %j", (changes, span) => {
    expect(spanOf(anItem(changes))).toEqual(span);
  });

  test.each([
    ["Nov'17", "2017-11-01", "2017-11-30"],
    ["Mar'18 and beyond", "2018-03-01", "2018-05-31"],
    ["Nov'17 - Jan'18", "2017-11-01", "2018-01-31"],
    ["February 2018", "2018-02-01", "2018-02-28"],
  ])("is read from the words %s", (words, from, to) => {
    expect(monthsOf(words)).toEqual({ from, to });
  });
});

test("things are packed into as few rows as they need", () => {
  expect(
    packRows(
      [
        { left: 0, right: 10 },
        { left: 5, right: 8 },
        { left: 12, right: 20 },
        { left: 13, right: 14 },
      ],
      2,
    ),
  ).toEqual([0, 1, 0, 1]);
});

test.each([
  ["Marisol Reyes", "MR"],
  ["hnakata", "H"],
  ["jan van der berg", "JB"],
  ["李 小龙", "李小"],
  ["…", "?"],
  ["", "?"],
])("%j has the initials %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
