import { describe, expect, test } from "vitest";
import { sourceNames } from "../../../src/import/sources/blocks.ts";
import { detectSource } from "../../../src/import/sources/detect.ts";

const csvRows = "Task,Owner,Due\nSweep,Ines Quill,2024-06-03\nDust,Wei Zhang,2024-06-04\n";
const htmlTable = "<table>\n<tr><th>Task</th><th>Owner</th></tr>\n<tr><td>Sweep</td><td>Ines</td></tr>\n</table>\n";

describe("Markdown", () => {
  test.each([
    ["nothing at all", ""],
    ["prose", "Only words, and a thought.\n"],
    ["prose with a comma on each line", "Dear team, hello.\nI moved it, as said.\nBest regards, Wei\n"],
    [
      "prose that names columns",
      "The owner, the status, and the rest.\nStatus, owner, due: see below, please, all of it.\n\nThanks, all\n",
    ],
    ["a table whose cells hold commas", "| Task | Owner |\n|---|---|\n| a, b, c | d, e, f |\n| a, b, c | d, e, f |\n"],
    ["a table without its outer pipes", "Task | Owner\n---|---\nSweep | Ines\n"],
    ["a table that lost its delimiter row", "| Task | Owner | Due |\n| Sweep | Ines | 6/3 |\n"],
    ["lists with commas", "## Kitchen\n\n- Sweep, then dust\n- Wash, then dry\n- Cut, then bake\n"],
    ["numbered lists with commas", "1. Sweep, then dust\n2. Wash, then dry\n3. Cut, then bake\n"],
    [
      "a table with lists of HTML in its cells",
      "| Task | Log |\n|---|---|\n| Sweep | <li>5/3: a<li>5/4: b |\n| Dust | <ul><li>5/3: a</li></ul> |\n",
    ],
    ["a heading above a table of HTML", `# Plan\n\nSee below.\n\n${htmlTable.repeat(5)}`],
    [
      "an image and a comment of HTML on top",
      `<!-- made by hand -->\n<p align="center"><img src="x.png"></p>\n\n# Plan\n\n- Sweep\n- Dust\n`,
    ],
    ["a page about storage format", '# How to\n\n```\n<ac:structured-macro ac:name="status"/>\n```\n'],
    ["front matter with commas", "---\ntitle: a, b\ntags: c, d\n---\n\nWords.\n"],
  ])("%s", (_, text) => {
    expect(detectSource(text)).toBe("markdown");
  });
});

describe("HTML", () => {
  test.each([
    ["a document", "<!DOCTYPE html>\n<html><body><p>Words</p></body></html>"],
    ["a document behind a comment and a mark", `\ufeff<!-- saved -->\n<html>\n${htmlTable}</html>`],
    ["a table alone", htmlTable],
    ["everything on one line", htmlTable.replaceAll("\n", "")],
    ["a paste from Google Docs", `<meta charset='utf-8'><b style="font-weight:normal"><h1>Plan</h1>${htmlTable}</b>`],
    ["words above a table", `Plan for May\n${htmlTable.repeat(3)}`],
    ["code with Markdown in it", `<h1>Plan</h1>\n<pre>\n# a comment\n| a | b |\n</pre>\n${htmlTable}`],
    ["a document that quotes storage format", '<!doctype html><pre>&lt;ac:link/></pre><p title="<ac:link>">x</p>'],
  ])("%s", (_, text) => {
    expect(detectSource(text)).toBe("html");
  });
});

describe("storage format", () => {
  test.each([
    [
      "a macro",
      `<h1>Plan</h1><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">X</ac:parameter></ac:structured-macro>`,
    ],
    ["a mention far down the page", `${htmlTable.repeat(4000)}<p><ac:link><ri:user ri:username="x"/></ac:link></p>`],
    ["with an XML declaration", '<?xml version="1.0"?>\n<p><ri:page ri:content-title="x"/></p>'],
    ["cut off", "<p>See <ac:link><ri:user ri:userk"],
  ])("%s", (_, text) => {
    expect(detectSource(text)).toBe("storage");
  });
});

describe("CSV", () => {
  test.each([
    ["commas", csvRows],
    ["semicolons", csvRows.replaceAll(",", ";")],
    ["tabs, as a spreadsheet pastes them", csvRows.replaceAll(",", "\t")],
    ["bare pipes", csvRows.replaceAll(",", "|")],
    ["line ends of other systems", csvRows.replaceAll("\n", "\r\n")],
    ["Excel's first line", "sep=;\nWort;Wert\n"],
    ["titles above", `Launch tracker\nExported 2024-05-20\n\n${csvRows}`],
    ["a blank behind each comma", csvRows.replaceAll(",", ", ")],
    ["headings of no known words", "Aufgabe;Wer;Bis\nFegen;Ines;3.6.\nWischen;Wei;4.6.\n"],
    ["lists and headings inside of quotes", 'Task,Owner,Notes\nSweep,Ines,"# Why\n- a\n- b\n\n1. c"\nDust,Wei,"- d"\n'],
    ["a cell of HTML", 'Task,Owner,Notes\nSweep,Ines,"<p>Use <b>soap</b></p>"\n'],
    [
      "rows that lost cells",
      "Task,Owner,Status,Due,Area\nSweep,Ines,Open\nDust,Open,6/3\nWash,Wei,Open,6/4,Kitchen\nDry,Wei,6/5\n",
    ],
  ])("%s", (_, text) => {
    expect(detectSource(text)).toBe("csv");
  });
});

test("the names are those that --from takes", () => {
  expect(sourceNames).toEqual(["markdown", "html", "storage", "csv"]);
});

test.each([
  ["pipes", "| ".repeat(500_000)],
  ["comments", "<!-- -->".repeat(100_000)],
  ["open quotes", '"a"b,""c,'.repeat(100_000)],
  ["tags", "<p ".repeat(300_000)],
  ["commas", ",".repeat(1_000_000)],
  ["blank quotes", `"${" ".repeat(100)}`.repeat(10_000)],
])("a megabyte of %s is told in a test's time, as no reading by the square of its length would be", (_, text) => {
  expect(sourceNames).toContain(detectSource(text));
});
