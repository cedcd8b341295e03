/** Any source, any heading: what `--from` and `--map` do, and what each refusal says. */
import { describe, expect, test } from "vitest";
import { trustedConfidence } from "../../src/core/repair.ts";
import { readPage } from "../../src/import/read-page.ts";
import { draft, read, table } from "./support.ts";

const today = "2024-05-20";
const rows = [
  ["Sweep the yard", "Ines Quill", "2024-06-03", "Open"],
  ["Dust the shelves", "Wei Zhang", "2024-06-10", "Done"],
];
const header = ["Task", "Owner", "Due", "Status"];
const html = (cells: readonly (readonly string[])[]) =>
  `<table><tr>${header.map((cell) => `<th>${cell}</th>`).join("")}</tr>\n${cells.map((line) => `<tr>${line.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n")}\n</table>`;
const csv = [header, ...rows].map((line) => line.join(",")).join("\n");

describe("a page is read by what it is written in", () => {
  test.each([
    ["markdown", table(header, rows)],
    ["html", `<html><body><h1>Yard</h1>${html(rows)}</body></html>`],
    ["storage", `<h1>Yard</h1><ac:structured-macro ac:name="toc" />${html(rows)}`],
    ["csv", csv],
  ])("%s", (source, text) => {
    const page = read(text, today);
    expect(page.source).toBe(source);
    expect(page.drafts.map((item) => [item.title, item.owners, item.due, item.status, item.closed])).toEqual([
      ["Sweep the yard", ["Ines Quill"], "2024-06-03", "open", false],
      ["Dust the shelves", ["Wei Zhang"], "2024-06-10", "done", true],
    ]);
    expect(page.drafts.map((item) => item.confidence)).toEqual([1, 1]);
  });

  test("or by what the user says it is", () => {
    expect(readPage(csv, { today, from: "csv" })).toMatchObject({ source: "csv" });
    expect(readPage(csv, { today, from: "markdown" })).toMatchObject({
      ok: false,
      message: "the page has no table and no list of items",
    });
  });

  test("and refused with its reader's reason where it is malformed", () => {
    expect(readPage('<p>a</p><ac:link><ri:user ri:username="x"></ac:link>', { today, from: "storage" })).toMatchObject({
      ok: false,
    });
    expect(readPage(`Task,Owner\n"Sweep,Ines\n`, { today, from: "csv" })).toMatchObject({
      ok: false,
      message: "the quote opened on line 2 is never closed",
    });
  });
});

describe("tables of HTML inside of Markdown", () => {
  const page = read(`# Yard\n\nBefore.\n\n${html(rows)}\n\nAfter.\n`, today);

  test("are tables of items, whole as HTML has them", () => {
    expect(page.source).toBe("markdown");
    expect(page.drafts.map((item) => [item.title, item.due, item.confidence])).toEqual([
      ["Sweep the yard", "2024-06-03", 1],
      ["Dust the shelves", "2024-06-10", 1],
    ]);
    expect(page.drafts[1]?.source.line).toBe(7);
  });

  test("leave the words around them, and a marker in their place", () => {
    expect(page.template).toContain("Before.\n\n<!-- gtm:table columns:title");
    expect(page.template).toContain("After.");
    expect(page.template).not.toContain("<table");
  });
});

describe("--map", () => {
  const text = table(["Task", "Nork", "Noiz", "Egoera"], rows);
  const map = new Map([
    ["nork", "owners"],
    ["Noiz", "due"],
    ["Egoera", "status"],
  ]);

  test("gives a heading to a column, whatever it means else", () => {
    expect(readPage(text, { today, map })).toMatchObject({
      fields: {},
      drafts: [
        { title: "Sweep the yard", owners: ["Ines Quill"], due: "2024-06-03", status: "open" },
        { closed: true },
      ],
    });
    // Without it, the only column of people is a guess.
    const [guess] = draft(read(text), "Sweep the yard").repairs.filter(({ column }) => column === "owners");
    expect(guess?.confidence).toBeLessThan(trustedConfidence);
  });

  test.each([
    [["Nork", "boss"], '"boss" is not a column', "the columns are number, title, status, priority"],
    [["Who", "owners"], 'no table has the heading "Who"', "the headings are Task, Nork, Noiz, Egoera"],
  ] as const)("refuses %j", (entry, message, hint) => {
    const page = readPage(text, { today, map: new Map([entry]) });
    expect(page).toMatchObject({ ok: false, message, hint: expect.stringContaining(hint) });
  });
});

test("priorities keep the page's wording, most urgent first, and a legend's codes where it has one", () => {
  const of = (words: readonly string[]) =>
    read(
      table(
        ["Task", "Owner", "Priority"],
        words.map((word, index) => [`Sweep yard ${index}`, "Ines Quill", word]),
      ),
    ).priorities;
  expect(Object.keys(of(["Low", "Medium", "high", "High", "High"]))).toEqual(["High", "Medium", "Low"]);
  expect(Object.keys(of(["Could", "Must", "Should"]))).toEqual(["Must", "Should", "Could"]);
  expect(Object.keys(of(["Niedrig", "Mittel", "Hoch"]))).toEqual(["Hoch", "Mittel", "Niedrig"]);
  expect(Object.keys(of(["2 - Medium", "1 - High", "2"]))).toEqual(["1 - High", "2 - Medium"]);
  expect(Object.keys(of(["3", "1", "2"]))).toEqual(["1", "2", "3"]);
});

test("a long page tells how far it has been read", () => {
  const calls: (readonly [number, number])[] = [];
  const many = Array.from({ length: 250 }, (_, index) => [`Sweep yard ${index}`, "Ines Quill", "", "Open"]);
  readPage(table(header, many), { today, progress: (done, total) => calls.push([done, total]) });
  expect(calls).toEqual([
    [100, 250],
    [200, 250],
    [250, 250],
  ]);
});
