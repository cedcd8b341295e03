import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { monthsOf, spanOf } from "../../../src/render/html/item-span.ts";
import { milestoneBand } from "../../../src/render/html/milestone-band.ts";
import { packRows } from "../../../src/render/html/pack.ts";
import { initials } from "../../../src/render/html/people.ts";
import { timeAxis } from "../../../src/render/html/time-axis.ts";
import { timelineDays } from "../../../src/render/html/timeline-days.ts";
import { anItem } from "../../support/builders.ts";
import { byClass, byTag, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

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
    expect(picturesOf(root)).toEqual(["Timeline of 1 open item", "Opened and closed items over time"]);
    // A fold is called what its picture is.
    const folds = byClass(root, "fold").filter((fold) => byTag(fold, "figure").length > 0);
    expect(folds.map((fold) => wordsOf(byTag(fold, "summary")[0]))).toEqual(["Timeline", "Opened and closed"]);
    expect(byTag(root, "desc").map(wordsOf)).toEqual([
      "From 6 October 2026 to 4 December 2026, in 1 lane: Product 1. 0 overdue on 22 October 2026, 0 blocked.",
      "On 1 October 2026 2 opened so far, 0 closed, 2 open; on 15 October 2026 4 opened so far, 1 closed, 3 open.",
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

describe("the timeline", () => {
  const barsOf = (root: ReturnType<typeof parsed>) =>
    elementsOf(root, ({ tagName, properties }) => tagName !== "li" && properties.dataBar !== undefined);
  const drawn = (...items: Parameters<typeof parsed>[0]) => barsOf(parsed(items, { template }));

  test("leads from each bar to the item's row, and says all of it in a title", () => {
    const [bar] = drawn(
      anItem({ id: 7, title: "Booth", status: "blocked", start: "2026-10-01", due: "2026-10-19", owners: ["mreyes"] }),
    );
    expect([bar?.tagName, bar?.properties.href]).toEqual(["a", "#item-7"]);
    const all = "#7 Booth · Blocked · Marisol Reyes · 1 October 2026 to 19 October 2026 · 3 days overdue";
    const [title, label, tip] = byTag(bar ?? parsed([]), "title", "text").map(wordsOf);
    expect([title, label, tip]).toEqual([all, "#7 BoothMarisol Reyesblocked, 3 days overdue", all]);
  });

  test("links to no row that is not there", () => {
    const [bar] = barsOf(parsed([anItem()], { template: "# Page\n\n<!-- gtm:table area:nowhere -->\n" }));
    expect([bar?.tagName, bar?.properties.href]).toEqual(["g", undefined]);
  });

  test("tells by shapes how items stand: filled, hollow, striped, with a tail", () => {
    const dates = { start: "2026-10-01", due: "2026-10-30" };
    const shapes = drawn(
      anItem({ id: 1, status: "in-progress", ...dates }),
      anItem({ id: 2, status: "pending", ...dates }),
      anItem({ id: 3, status: "blocked", ...dates }),
      anItem({ id: 4, status: "in-progress", ...dates, due: "2026-10-10" }),
      anItem({ id: 5, status: null, start: null, due: null, timeline: "Oct'26" }),
    )
      .sort((a, b) => Number(a.properties.dataBar) - Number(b.properties.dataBar))
      .map((bar) => byTag(bar, "path", "line").map(({ properties }) => String(properties.className)));
    expect(shapes).toEqual([
      ["bar,active"],
      ["bar,waiting"],
      ["bar,stuck", "stripes"],
      ["tail", "bar,active,late"],
      ["rough,waiting"],
    ]);
  });

  test("explains the shapes that are in it, and no others", () => {
    const [key] = byClass(parsed([anItem({ status: "blocked", start: "2026-10-01" })], { template }), "key");
    expect(byTag(key ?? parsed([]), "text").map(wordsOf)).toEqual(["blocked"]);
  });

  test("names the open items without a date below, and links them", () => {
    const bare = anItem({ id: 8, title: "Films", start: null, due: null, timeline: "Ongoing" });
    const [list] = byClass(parsed([anItem(), bare], { template }), "undated");
    expect(byTag(list ?? parsed([]), "a").map((link) => [wordsOf(link), link.properties.href])).toEqual([
      ["#8 Films", "#item-8"],
    ]);
  });

  test("of a page whose items are years ago is of their time, and says where its own day is", () => {
    const old = [
      anItem({ id: 1, start: "2017-10-01", due: "2017-11-15" }),
      anItem({ id: 2, start: null, due: "2017-12-20" }),
    ];
    const root = parsed(old, { template });
    expect(wordsOf(byTag(root, "desc")[0])).toContain(
      "From 27 September 2017 to 24 December 2017, in 1 lane: Product 2.",
    );
    expect(wordsOf(byTag(root, "desc")[0])).toContain("The page's day, 22 October 2026, lies outside.");
    expect(byTag(root, "text").map(wordsOf)).toEqual(expect.arrayContaining(["Oct 2017", "22 October 2026 →"]));
    expect(byClass(root, "today")).toEqual([]);
  });

  test("has arrows at its edges for what lies beyond, which say when it is", () => {
    const root = parsed(
      [
        anItem({ id: 1, start: "2026-10-01", due: "2026-10-30" }),
        anItem({ id: 2, start: null, due: "2029-05-01", owners: [] }),
        anItem({ id: 3, start: "2026-10-10", due: "2026-11-30" }),
      ],
      { template },
    );
    expect(wordsOf(byTag(root, "desc")[0])).toContain("to 4 December 2026");
    const [far] = barsOf(root).filter(({ properties }) => String(properties.dataBar) === "2");
    expect(byTag(far ?? root, "text").map(wordsOf)[0]).toMatch(/1 May 2029$/);
    expect(byTag(root, "text").map(wordsOf)).toContain("ends later");
  });

  test("has the months on top, with each new year", () => {
    const root = parsed([anItem({ start: "2026-10-20", due: "2027-02-20" })], { template });
    const months = byTag(root, "text").filter((text) => /^(?:Oct|Nov|Dec|Jan|Feb)\b/.test(wordsOf(text)));
    expect(months.map(wordsOf)).toEqual(["Oct 2026", "Nov", "Dec", "Jan 2027", "Feb"]);
    expect(new Set(months.map(({ properties }) => Number(properties.y)))).toEqual(new Set([12]));
  });
});

describe("a time axis", () => {
  const axis = timeAxis("2026-10-01", "2026-10-10", 100, 200);

  test("draws every day whole, the last one too", () => {
    expect([axis.start("2026-10-01"), axis.end("2026-10-01"), axis.start("2026-10-02")]).toEqual([100, 110, 110]);
    expect([axis.start("2026-10-10"), axis.middle("2026-10-10"), axis.end("2026-10-10")]).toEqual([190, 195, 200]);
  });

  test("draws a period up to the end of its last day, and none for a single day", () => {
    const milestones = [
      { date: "2026-10-03", end: "2026-10-04", title: "Fair", url: null },
      { date: "2026-10-06", end: null, title: "Freeze", url: null },
    ];
    const [periods = []] = milestoneBand(milestones, axis, 0, 1280).draw(50) as unknown as { attributes: unknown }[][];
    expect(periods.flatMap((period) => period?.attributes ?? [])).toEqual([
      expect.objectContaining({ class: "period", x: 120, width: 20 }),
    ]);
  });

  test("keeps to the items near the page's day where half of them are near", () => {
    const near = { from: "2026-10-01", to: "2026-11-01" };
    const far = { from: "2017-10-01", to: "2017-11-01" };
    expect(timelineDays([near, far], [], "2026-10-22")).toEqual({ from: "2026-09-27", to: "2026-11-05" });
    expect(timelineDays([near, far, far], [], "2026-10-22")).toEqual({ from: "2017-09-27", to: "2017-11-05" });
    expect(timelineDays([{ from: "2020-01-01", to: "2026-11-01" }], [], "2026-10-22").from).toBe("2026-06-20");
  });
});

describe("the counts", () => {
  const chart = (some: typeof counts, items = [anItem()], changes = {}) =>
    byClass(parsed(items, { template, ...changes }, { counts: some }), "counts")[0] ?? parsed([]);

  test("sum up what was opened and what was closed, with what is open between them", () => {
    expect(byTag(chart(counts), "text").map(wordsOf)).toEqual(
      expect.arrayContaining(["4 opened", "3 open", "1 closed"]),
    );
  });

  test("say how many items they leave out", () => {
    const six = Array.from({ length: 6 }, (_, index) => anItem({ id: index + 1 }));
    expect(wordsOf(byTag(chart(counts, six), "small")[0])).toContain(
      "Not counted: 2 items of which nobody knows since when.",
    );
    expect(wordsOf(byTag(chart(counts, six.slice(2)), "small")[0])).not.toContain("Not counted");
  });

  test("mark the milestones of their days", () => {
    const marked = [...milestones, { date: "2026-10-08", end: null, title: "Freeze", url: null }];
    expect(byClass(chart(counts, [anItem()], { milestones: marked }), "milestone").map(wordsOf)).toEqual(["Freeze"]);
  });

  test("end soon after the last change where nothing has happened for long", () => {
    const old = [
      { date: "2017-10-01", open: 2, closed: 0 },
      { date: "2017-10-15", open: 3, closed: 1 },
      { date: "2026-10-22", open: 3, closed: 1 },
    ];
    const picture = chart(old);
    expect(wordsOf(byTag(picture, "small")[0])).toContain("Nothing has changed since 15 October 2017.");
    expect(
      byTag(picture, "text")
        .map(wordsOf)
        .filter((words) => /\d{4}/.test(words)),
    ).toEqual(["Oct 2017"]);
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

test("what is beyond some rows does not move what is in them", () => {
  const extents = Array.from({ length: 60 }, (_, index) => ({
    left: (index * 37) % 100,
    right: ((index * 37) % 100) + 30,
  }));
  expect(packRows(extents, 2, 4)).toEqual(packRows(extents, 2).map((row) => Math.min(row, 4)));
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
