import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/core/item.ts";
import { terminalItemTable } from "../../src/render/item-table.ts";
import { itemView } from "../../src/render/item-view.ts";
import { problemList } from "../../src/render/problem-list.ts";
import { tabSeparated } from "../../src/render/tab-separated.ts";
import { padEnd, padStart, textWidth, truncate } from "../../src/render/text-width.ts";
import { aComment, aContext, anItem, aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const context = aContext({ unheard: new Set([118]) });
const columns = ["number", "priority", "status", "due", "area", "title", "owners", "updated"];
const esc = "\u001b";

const items: readonly Item[] = [
  anItem({
    id: 1,
    title: "Price list",
    priority: "P1",
    status: "pending",
    area: "Product Marketing",
    owners: ["tokonkwo"],
    due: "2026-10-01",
  }),
  anItem({
    id: 17,
    title: "Support model for the partners, agreed with TAC and the business unit",
    owners: ["mreyes", "hnakata"],
    comments: [aComment("agreed", { date: "2026-10-21" })],
  }),
  anItem({
    id: 118,
    title: "製品の日本語訳と 👩‍🍳 の名前",
    priority: null,
    status: "blocked",
    area: null,
    owners: [],
    start: null,
    due: null,
  }),
  anItem({
    id: 4,
    title: "Über\u001b[2J\u0007\u202e\ttab\nline",
    status: "done",
    closed: "2026-10-05",
    timeline: null,
  }),
];

/** Escape sequences made readable. */
function visible(text: string): string {
  return text.replaceAll(esc, "␛");
}

describe("the table in a terminal", () => {
  test("of 120 columns shows all", () => {
    expect(terminalItemTable(items, columns, context, { width: 120, colour: 0 })).toMatchInlineSnapshot(`
      "  #  Priority  Status       Due         Area              Open item                         Owner             Updated
        1  P1        Pending      2026-10-01  Product Marketi…  Price list                        Tobe Okonkwo
       17  P2        In progress  2026-11-30  Product           Support model for the partners,…  Marisol Reyes,…   2026-10-21
      118            Blocked                                    製品の日本語訳と 👩‍🍳 の名前
        4  P2        Done         2026-11-30  Product           Über␛[2J␇� tab line               Marisol Reyes
      "
    `);
  });

  test("of 80 columns gives way where text is free", () => {
    expect(terminalItemTable(items, columns, context, { width: 80, colour: 0 })).toMatchInlineSnapshot(`
      "  # Pri… Status      Due        Area     Open item          Owner     Updated
        1 P1   Pending     2026-10-01 Product… Price list         Tobe Oko…
       17 P2   In progress 2026-11-30 Product  Support model for… Marisol…  2026-10-21
      118      Blocked                         製品の日本語訳と…
        4 P2   Done        2026-11-30 Product  Über␛[2J␇� tab li… Marisol…
      "
    `);
  });

  test("of 40 columns does without some", () => {
    expect(terminalItemTable(items, columns, context, { width: 40, colour: 0 })).toMatchInlineSnapshot(`
      "  # Status      Open item
        1 Pending     Price list
       17 In progress Support model for the p…
      118 Blocked     製品の日本語訳と 👩‍🍳 の…
        4 Done        Über␛[2J␇� tab line
      no room for: Priority, Due, Area, Owner…
      "
    `);
  });

  test("in colour says what is late, blocked or over", () => {
    expect(
      visible(
        terminalItemTable(items, ["number", "status", "due", "updated", "title"], context, { width: 80, colour: 1 }),
      ),
    ).toMatchInlineSnapshot(`
      "  ␛[1m#␛[22m  ␛[1mStatus␛[22m       ␛[1mDue␛[22m         ␛[1mUpdated␛[22m     ␛[1mOpen item␛[22m
        ␛[2m1␛[22m  ␛[33mPending␛[39m      ␛[31m␛[1m2026-10-01␛[22m␛[39m              Price list
       ␛[2m17␛[22m  ␛[36mIn progress␛[39m  2026-11-30  ␛[2m2026-10-21␛[22m  Support model for the partners, agree…
      ␛[2m118␛[22m  ␛[31mBlocked␛[39m                              製品の日本語訳と 👩‍🍳 の名前
        ␛[2m4␛[22m  ␛[32mDone␛[39m         2026-11-30              Über␛[2J␇� tab line
      "
    `);
  });

  test("colours a status by the tracker's word for it", () => {
    const worded = aContext({ tracker: aTracker({ statuses: { s1: "At risk", s9: "Done" } }) });
    const both = [anItem({ id: 1, status: "s1" }), anItem({ id: 2, status: "s9" })];
    expect(visible(terminalItemTable(both, ["status"], worded, { width: 80, colour: 1 }))).toMatchInlineSnapshot(`
      "␛[1mStatus␛[22m
      ␛[31mAt risk␛[39m
      ␛[32mDone␛[39m
      "
    `);
  });

  test("is nothing without items", () => {
    expect(terminalItemTable([], columns, context, { width: 80, colour: 0 })).toBe("");
  });

  test("puts numbers to the right, with the tracker's own headings", () => {
    const tracker = aTracker({ columns: { number: "No.", effort: "Days" } });
    const some = [
      anItem({ id: 1, fields: { effort: 5 } }),
      anItem({ id: 20, fields: { effort: 12.5 } }),
      anItem({ id: 3 }),
    ];
    expect(
      terminalItemTable(some, ["number", "effort", "title"], { ...context, tracker }, { width: 80, colour: 0 }),
    ).toMatchInlineSnapshot(`
      "No.  Days  Open item
        1     5  Support
       20  12.5  Support
        3        Support
      "
    `);
  });

  test("is as wide as the window at most, colours or not, and a line an item", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom("日", "👩‍🍳", "é", "a", " ", "\u001b[31m", "\n", "\t", "\u200b"),
        maxLength: 40,
      }),
    );
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.integer({ min: 30, max: 150 }),
        fc.constantFrom(0 as const, 1 as const),
        (title, area, owner, width, colour) => {
          const table = terminalItemTable(
            [anItem({ title, area, owners: [owner] }), anItem({ id: 2 })],
            columns,
            context,
            {
              width,
              colour,
            },
          );
          const lines = table.split("\n");
          const left = lines.findIndex((line) => line.includes("no room for:"));
          expect(left === -1 ? lines.length : left + 1).toBe(4);
          const bare = lines.map((line) => line.replace(/\u001b\[\d+m/g, ""));
          for (const line of bare) {
            expect(textWidth(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
          }
        },
      ),
      trials.text,
    );
  });

  const wordy = aTracker({
    columns: { status: "Status (Pending, In-Progress, Blocked)", title: "Open Items", owners: "Who is on it" },
  });
  const headingsAt = (width: number) =>
    terminalItemTable(items, columns, { ...context, tracker: wordy }, { width, colour: 0 }).split("\n")[0];

  test("cuts a heading after a word, with a sign, once its values are narrower", () => {
    expect([200, 120, 80, 60].map(headingsAt)).toMatchInlineSnapshot(`
      [
        "  #  Priority  Status (Pending, In-Progress, Blocked)  Due         Area               Open Items                                                             Who is on it            Updated",
        "  #  Priority  Status…      Due         Area              Open Items                        Who is on it      Updated",
        "  # Pri… Status…     Due        Area     Open Items         Who is…   Updated",
        "  # Pri… Status…     Due        Open Items         Who is…",
      ]
    `);
  });

  test.each([20, 40, 60, 80, 100, 120, 200])("of %i columns cuts no heading without a sign", (width) => {
    const words = "# Priority Status (Pending, In-Progress, Blocked) Due Area Open Items Who is on it Updated".split(
      " ",
    );
    for (const word of headingsAt(width)?.trim().split(/\s+/) ?? [])
      expect(words.includes(word) || word.endsWith("…")).toBe(true);
  });

  test("of 80 columns shows each of the usual columns, and of 60 says which have no room", () => {
    const table = (width: number) => terminalItemTable(items, columns, context, { width, colour: 0 });
    expect(table(80)).not.toContain("no room for");
    expect(table(80)).toMatch(/^.* Area .* Owner .* Updated$/m);
    expect(table(60)).toMatch(/^no room for: Area, Updated$/m);
  });

  test.each([
    "製品の日本語訳と名前を決める会議",
    "שם המוצר בכל הארצות",
    "می‌خواهم نام محصول",
    "👨‍👩‍👧‍👦 family 👩‍🍳 kitchen",
    "🇩🇪 Handbook ❤️",
    "e\u0301te\u0301 au Que\u0301bec",
  ])("keeps its columns in line behind %j", (title) => {
    for (const width of [60, 80, 120]) {
      const some = [anItem({ title }), anItem({ id: 18, title: "Plain" })];
      const lines = terminalItemTable(some, ["number", "title", "due"], context, { width, colour: 0 }).split("\n");
      const before = lines.slice(1, 3).map((line) => textWidth(line.slice(0, line.indexOf("2026-11-30"))));
      expect(before[0]).toBe(before[1]);
    }
  });

  test("ends a text that runs to the left, so that the date behind it stays where it is", () => {
    const table = terminalItemTable([anItem({ title: "שלום" })], ["title", "due"], context, { width: 80, colour: 0 });
    expect(table.split("\n")[1]).toBe("שלום\u200E       2026-11-30");
  });

  test.each([30, 40, 50, 60, 70, 80, 100, 120])("of %i columns is no wider", (width) => {
    const lines = terminalItemTable(items, columns, context, { width, colour: 0 }).split("\n");
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
  });

  test("of a text of megabytes comes to an end", () => {
    const huge = [anItem({ comments: [aComment("word ".repeat(400_000))] })];
    const table = terminalItemTable(huge, ["number", "title", "comments"], context, { width: 80, colour: 0 });
    expect(table.split("\n")[1]).toHaveLength(80);
  });
});

describe("one item in a terminal", () => {
  const item = anItem({
    title: "Support\u001b]0;x\u0007 model",
    owners: ["mreyes", "stranger"],
    due: "2026-10-01",
    refs: ["DOUGH-12"],
    fields: { "legal-input": true },
    description:
      "A paragraph that is long enough to be wrapped at eighty columns, which is what most terminals have.\n\n- a list entry that is long enough to be wrapped too, with its further lines under its words\n  1. nested",
    comments: [
      aComment("First.", { date: "2026-09-01" }),
      aComment("Second,\nwith \u001b[2Jlines.", { author: "mreyes", date: "2026-09-20" }),
      { date: null, author: null, text: "undated" },
    ],
  });

  test("is shown whole, comments newest first", () => {
    expect(itemView(item, context, { width: 80, colour: 0 })).toMatchInlineSnapshot(`
      "#17 Support␛]0;x␇ model

      Status        In progress
      Priority      P2
      Area          Product
      Owner         Marisol Reyes, stranger
      Start         2026-10-10
      Due           2026-10-01 (overdue)
      Timeline      Nov'26
      Tickets       DOUGH-12
      Legal input?  Y

      A paragraph that is long enough to be wrapped at eighty columns, which is what
      most terminals have.

      - a list entry that is long enough to be wrapped too, with its further lines
        under its words
        1. nested

      (no date)
        undated

      2026-09-20 @mreyes
        Second,
        with ␛[2Jlines.

      2026-09-01
        First.

      items/017-support.md
      "
    `);
  });

  test("is shown in colour", () => {
    expect(visible(itemView(item, context, { width: 200, colour: 1 }))).toMatchInlineSnapshot(`
      "␛[2m#17 ␛[22m␛[1mSupport␛]0;x␇ model␛[22m

      ␛[2mStatus      ␛[22m  ␛[36mIn progress␛[39m
      ␛[2mPriority    ␛[22m  P2
      ␛[2mArea        ␛[22m  Product
      ␛[2mOwner       ␛[22m  Marisol Reyes, stranger
      ␛[2mStart       ␛[22m  2026-10-10
      ␛[2mDue         ␛[22m  ␛[31m␛[1m2026-10-01␛[22m␛[39m␛[31m␛[1m (overdue)␛[22m␛[39m
      ␛[2mTimeline    ␛[22m  Nov'26
      ␛[2mTickets     ␛[22m  DOUGH-12
      ␛[2mLegal input?␛[22m  Y

      A paragraph that is long enough to be wrapped at eighty columns, which is what most terminals have.

      - a list entry that is long enough to be wrapped too, with its further lines under its words
        1. nested

      ␛[36m(no date)␛[39m
        undated

      ␛[36m2026-09-20 @mreyes␛[39m
        Second,
        with ␛[2Jlines.

      ␛[36m2026-09-01␛[39m
        First.

      ␛[2mitems/017-support.md␛[22m
      "
    `);
  });

  test("shows no heading of what it has not", () => {
    const bare = anItem({
      status: null,
      priority: null,
      area: null,
      owners: [],
      start: null,
      due: null,
      timeline: null,
    });
    expect(itemView(bare, context, { width: 80, colour: 0 })).toBe("#17 Support\n\nitems/017-support.md\n");
  });

  test("keeps its values near the edge under a heading that is a sentence, and breaks them at words", () => {
    const tracker = aTracker({ columns: { status: "Status (Pending, In-Progress, Blocked)" } });
    const wordy = { ...item, area: "Product marketing for all the partners of the pilot" };
    expect(itemView(wordy, { ...context, tracker }, { width: 40, colour: 0 }).split("\n\n")[1]).toMatchInlineSnapshot(`
      "Status…       In progress
      Priority      P2
      Area          Product marketing for all
                    the partners of the pilot
      Owner         Marisol Reyes, stranger
      Start         2026-10-10
      Due           2026-10-01 (overdue)
      Timeline      Nov'26
      Tickets       DOUGH-12
      Legal input?  Y"
    `);
  });

  test("lets nothing act on the terminal", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("\u001b", "]0;x", "\u0007", "\u009b", "\u202e", "a", "\n", "\r", "\b", "- "),
          maxLength: 30,
        }),
        (text) => {
          const view = itemView(
            anItem({
              title: text,
              area: text,
              owners: [text],
              timeline: text,
              refs: [text],
              description: text,
              comments: [aComment(text, { author: text })],
              path: text,
            }),
            context,
            { width: 80, colour: 0 },
          );
          expect(view).not.toMatch(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u);
        },
      ),
    );
  });
});

describe("items for a pipe", () => {
  test("are a line each, with a tab between values and none in them", () => {
    expect(tabSeparated(items, ["number", "title", "owners", "due", "comments"], aTracker())).toMatchInlineSnapshot(`
      "1	Price list	Tobe Okonkwo	2026-10-01	
      17	Support model for the partners, agreed with TAC and the business unit	Marisol Reyes, hnakata	2026-11-30	agreed
      118	製品の日本語訳と 👩‍🍳 の名前			
      4	Über␛[2J␇� tab line	Marisol Reyes	2026-11-30	
      "
    `);
    expect(tabSeparated([], ["number"], aTracker())).toBe("");
  });

  test("have as many values as columns, whatever is in them", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\t", "\n", "\r", "\v", "\u2028", "\u0085", "\u001b", "a"), maxLength: 20 }),
        (text) => {
          const lines = tabSeparated(
            [anItem({ title: text, area: text }), anItem()],
            ["number", "title", "area"],
            aTracker(),
          );
          expect(lines.split(/[\n\r\v\f\u0085]/)).toHaveLength(3);
          expect(
            lines
              .split("\n")
              .slice(0, 2)
              .map((line) => line.split("\t").length),
          ).toEqual([3, 3]);
        },
      ),
    );
  });
});

describe("problems for people", () => {
  const problems = [
    {
      code: "key-value",
      severity: "error",
      file: "items/017-a.md",
      line: 3,
      column: 8,
      message: 'due: "x" is not a date',
    },
    {
      code: "key-unknown",
      severity: "warning",
      file: "items/\u001b[2J.md",
      line: 1,
      column: 1,
      message: "two\nlines \u0007",
    },
  ] as const;

  test("show the line that they are about, with a caret, also far to the right in it", () => {
    const text = `---\nid: 17\ndue:\tx \u001b[2J\n\n${"word ".repeat(60)}here\n`;
    const found = [
      { ...problems[0], line: 3, column: 6 },
      { ...problems[0], line: 5, column: 301 },
      { ...problems[0], line: 4, column: 1 },
      { ...problems[0], line: 99, column: 1 },
    ];
    expect(
      problemList(found, (file) => (file === problems[0].file ? text : undefined), { width: 80, colour: 0 }),
    ).toMatchInlineSnapshot(`
        "items/017-a.md:3:6: error: due: "x" is not a date (key-value)
           3 | due: x ␛[2J
             |      ^
        items/017-a.md:5:301: error: due: "x" is not a date (key-value)
           5 | …ord word word word here
             |                     ^
        items/017-a.md:4:1: error: due: "x" is not a date (key-value)
        items/017-a.md:99:1: error: due: "x" is not a date (key-value)
        "
      `);
  });

  test("are a line each, with a place that editors understand", () => {
    expect(problemList(problems, () => undefined, { width: 80, colour: 0 })).toMatchInlineSnapshot(`
      "items/017-a.md:3:8: error: due: "x" is not a date (key-value)
      items/␛[2J.md:1:1: warning: two lines ␇ (key-unknown)
      "
    `);
    expect(visible(problemList(problems, () => undefined, { width: 80, colour: 1 }))).toMatchInlineSnapshot(`
      "items/017-a.md:3:8: ␛[31merror␛[39m: due: "x" is not a date ␛[2m(key-value)␛[22m
      items/␛[2J.md:1:1: ␛[33mwarning␛[39m: two lines ␇ ␛[2m(key-unknown)␛[22m
      "
    `);
    expect(problemList([], () => undefined, { width: 80, colour: 0 })).toBe("");
    expect(problemList(problems, () => undefined, { width: 40, colour: 0 })).toBe(
      'items/017-a.md:3:8: error: due: "x" is\n  not a date (key-value)\nitems/␛[2J.md:1:1: warning: two lines ␇\n  (key-unknown)\n',
    );
  });
});

describe("the width of text", () => {
  test.each([
    ["abc", 3],
    ["日本", 4],
    ["e\u0301", 1],
    ["👩‍🍳", 2],
    ["می‌خواهم", 7],
    ["a\u200bb", 2],
    ["", 0],
  ])("of %j is %i cells", (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test("is the same whether or not a look at it finds plain letters alone", () => {
    const isSame = (text: string) => textWidth(text) + 1 === textWidth(`${text}é`);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isSame(text)).toBe(true);
      }),
      trials.text,
    );
    const signs = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code));
    expect(signs.filter((sign) => !isSame(sign))).toEqual([]);
  });

  test.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 4, "abc…"],
    ["ab cdef", 4, "ab…"],
    ["日本語", 4, "日…"],
    ["日本語", 5, "日本…"],
    ["a 👨‍👩‍👧‍👦 b", 5, "a 👨‍👩‍👧‍👦…"],
    ["a 👨‍👩‍👧‍👦 b", 4, "a…"],
    ["abc", 1, "…"],
    ["abc", 0, ""],
  ])("%j in %i cells is %j", (text, width, shown) => {
    expect(truncate(text, width)).toBe(shown);
  });

  test("is never more than was asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.integer({ min: 0, max: 50 }), (text, width) => {
        expect(textWidth(truncate(text, width))).toBeLessThanOrEqual(width);
        expect(textWidth(padEnd(truncate(text, width), width))).toBe(width);
        expect(textWidth(padStart(truncate(text, width), width))).toBe(width);
      }),
      trials.text,
    );
  });
});
