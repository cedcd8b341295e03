import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/core/item.ts";
import { makePage } from "../../src/core/page.ts";
import { readDatedText } from "../../src/import/dated-entries.ts";
import { type CsvOptions, renderCsv } from "../../src/render/csv.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { filledWith, heavyTexts, hostileMarkdown, hostileTexts } from "../support/hostile-texts.ts";
import { trials } from "../support/trials.ts";

function render(items: readonly Item[], options?: CsvOptions): string {
  return renderCsv(makePage(aTracker(), items, "2026-10-22").page, options);
}

/** RFC 4180 to the letter: anything else is refused. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < csv.length) {
    const match = cell.exec(csv);
    if (match === null) throw new Error(`no CSV: …${csv.slice(Math.max(0, (rows.at(-1)?.length ?? 0) - 20), 80)}`);
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** What an import does with the apostrophe again. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?='*(?:[\s\p{Cf}]*[-=+@＝＋－＠]|[\t\r\n]))/u, "");
}

const runs = /^[\s\p{Cf}]*[-=+@＝＋－＠]|^[\t\r\n]/u;
const width = 17;

function filled(id: number, text: string, closed: string | null = null): Item {
  return { ...filledWith(text, id), closed, fields: { effort: -5 } };
}

describe("a page as CSV", () => {
  test("has a row an item, the open ones first, in the page's words", () => {
    const items = [
      anItem({ id: 1, closed: "2026-10-20", status: "done", owners: [] }),
      anItem({
        id: 2,
        title: 'The "big", one',
        owners: ["mreyes", "hnakata", "Nobody Known"],
        refs: ["DOUGH-1", "DOUGH-2"],
        fields: { "legal-input": false, effort: 3 },
        description: "Two\r\nlines",
        comments: [aComment("First.", { date: "2026-10-01" }), aComment("Down to:\n\n- a\n- b", { author: "mreyes" })],
      }),
    ];
    expect(render(items).replaceAll("\r", "␍")).toMatchInlineSnapshot(`
      "#,Open item,Status,Priority,Area,Owner,Start,Due,Timeline,Tickets,Closed,Legal input?,effort,Overdue,Stale,Description,Comments␍
      2,"The ""big"", one",In progress,P2,Product,"Marisol Reyes (@mreyes); hnakata; Nobody Known",2026-10-10,2026-11-30,Nov'26,"DOUGH-1; DOUGH-2",,N,3,,,"Two
      lines","• [2026-10-18 @mreyes] Down to:

        - a
        - b
      • [2026-10-01] First."␍
      1,Support,Done,P2,Product,,2026-10-10,2026-11-30,Nov'26,,2026-10-20,,,,,,␍
      "
    `);
  });

  test("says what is overdue and what is stale, each in a column of its own", () => {
    const items = [
      anItem({ id: 1, due: "2026-10-20" }),
      anItem({ id: 2, due: null, start: "2026-08-01" }),
      anItem({ id: 3, due: "2026-10-20", closed: "2026-10-21", status: "done" }),
    ];
    const [head = "", ...rows] = render(items)
      .split("\r\n")
      .map((row) => row.split(","));
    const [overdue, stale] = [head.indexOf("Overdue"), head.indexOf("Stale")];
    expect(rows.slice(0, 3).map((row) => [row[0], row[overdue], row[stale]])).toEqual([
      ["1", "overdue", ""],
      ["2", "", "stale"],
      ["3", "", ""],
    ]);
  });

  test("leaves such a column to a tracker that has one of its own", () => {
    const fields = { late: { label: "Overdue", type: "boolean" as const, values: [] } };
    const { page } = makePage(aTracker({ fields }), [anItem({ fields: { late: true } })], "2026-10-22");
    expect(
      renderCsv(page)
        .split("\r\n")[0]
        ?.match(/Overdue|Stale/g),
    ).toEqual(["Overdue", "Stale"]);
  });

  test("begins with a byte order mark where Excel is to read it", () => {
    expect(render([], { bom: true })).toBe(`\uFEFF${render([])}`);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", '"\'\t=1"'],
    [" =1", "' =1"],
    ["\uFEFF=1", "'\uFEFF=1"],
    ["＝1", "'＝1"],
    ["'=1", "''=1"],
    ["'tis fine", "'tis fine"],
    ["a=1", "a=1"],
  ])("lets no spreadsheet run %j", (title, cell) => {
    expect(render([anItem({ title })])).toContain(`\r\n17,${cell},`);
  });

  test("has a name before each handle, so that both can be read again", () => {
    const tracker = aTracker();
    const people = { ...tracker.people, mreyes: { ...tracker.people.hnakata, name: "Reyes; Marisol" } };
    const page = makePage(
      { ...tracker, people } as typeof tracker,
      [anItem({ owners: ["mreyes", "x"] })],
      "2026-10-22",
    ).page;
    expect(renderCsv(page)).toContain(",Reyes Marisol (@mreyes); x,".replace(/^,(.*),$/, '"$1"'));
  });
});

describe("strangers' texts in CSV", () => {
  const texts = [...hostileTexts, ...heavyTexts, "\uD800", "a\r\nb\rc", "=cmd|' /C calc'!A0", "''=1", "\u202E=1"];

  test.each(texts.map((text) => [JSON.stringify(text.slice(0, 60)), text]))(
    "keep rows and cells, and run nothing: %s",
    (_, text) => {
      const rows = parse(render([filled(1, text), filled(2, text, "2026-10-20")]));
      expect(rows.map((row) => row.length)).toEqual([width, width, width]);
      expect(rows.flat().filter((cell) => runs.test(cell))).toEqual([]);
    },
  );

  test("come back as they were, but for control characters and line ends", () => {
    const texts = fc.oneof(hostileMarkdown, fc.string({ unit: "grapheme" }), fc.stringMatching(/^['=+@ -]{0,5}x/));
    fc.assert(
      fc.property(texts, (text) => {
        const plain = text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, " ");
        const row = parse(render([anItem({ title: plain, description: plain })]))[1] ?? [];
        expect([row[1], row[15]].map((cell) => unguarded(cell ?? ""))).toEqual([plain, plain]);
        expect(row.filter((cell) => runs.test(cell))).toEqual([]);
      }),
      trials.text,
    );
  });
});

describe("comments in CSV", () => {
  const read = (...texts: readonly string[]) => {
    const comments = texts.map((text, day) =>
      aComment(text, { date: `2026-10-0${day + 1}`, author: day > 0 ? "mreyes" : null }),
    );
    return readDatedText(parse(render([anItem({ comments })]))[1]?.at(-1) ?? "").entries.toReversed();
  };

  test.each([
    ["One.", "One."],
    ["Down to:\n\n- a\n  - b\n- c", "Down to:\n- a\n   - b\n- c"],
    ["First.\n\n10/25 is a date in a text.", "First.\n\n10/25 is a date in a text."],
    ["2026-10-09 at its start", "2026-10-09 at its start"],
    ["- only\n- a list", "- only\n- a list"],
    ["(in brackets)", "(in brackets)"],
    ["**bold** start", "**bold** start"],
    ["1. one\n2. two", "1. one\n2. two"],
  ])("are read again by an import: %j", (text, expected) => {
    const entries = read(text, text);
    expect(entries.map(({ beside }) => beside)).toEqual(["", "@mreyes"]);
    for (const entry of entries) expect(entry.text.replace(/\n+/g, "\n")).toBe(expected.replace(/\n+/g, "\n"));
  });
});
