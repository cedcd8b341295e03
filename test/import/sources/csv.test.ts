import { describe, expect, test } from "vitest";
import { withHeadings } from "../../../src/import/head-rows.ts";
import type { Table } from "../../../src/import/sources/blocks.ts";
import { readCsv } from "../../../src/import/sources/csv.ts";

/** The blocks of a text that must be readable. */
function blocksOf(text: string) {
  const read = readCsv(text);
  if ("ok" in read) throw new Error(read.message);
  return read;
}

function tableOf(text: string): Table {
  const table = blocksOf(text).at(-1);
  if (table?.kind !== "table") throw new Error("no table");
  return table;
}

const cellsOf = (text: string) => {
  const { header, rows } = tableOf(text);
  return [header, ...rows.map((row) => row.cells)];
};

const plain = [
  ["Task", "Owner", "Due"],
  ["Sweep", "Ines Quill", "2024-06-03"],
  ["Dust", "Wei Zhang", "2024-06-04"],
];

describe("a table of rows that are whole", () => {
  const lines = ["Task,Owner,Due", "Sweep,Ines Quill,2024-06-03", "Dust,Wei Zhang,2024-06-04"];
  const comma = lines.join("\n");
  test.each([
    ["commas", comma],
    ["semicolons", comma.replaceAll(",", ";")],
    ["tabs", comma.replaceAll(",", "\t")],
    ["pipes", comma.replaceAll(",", " | ")],
    ["everything quoted", lines.map((line) => `"${line.replaceAll(",", '","')}"`).join("\n")],
    ["blanks around quotes", lines.map((line) => ` "${line.replaceAll(",", '" , "')}" `).join("\n")],
    ["CRLF", `${lines.join("\r\n")}\r\n`],
    ["CR", lines.join("\r")],
    ["a byte order mark", `\ufeff${comma}\n`],
    ["Excel's first line", `sep=;\n${comma.replaceAll(",", ";")}`],
    ["Excel's first line, of another sign", `sep=^\r\n${comma.replaceAll(",", "^")}`],
    ["empty rows and columns at its end", `${lines.map((line) => `${line},,,`).join("\n")}\n,,,,,\n\n,,,,,\n`],
    ["rows with a separator too many", `${lines[0]}\n${lines[1]},\n${lines[2]},\n`],
    ["blank lines between its rows", lines.join("\n\n\n")],
    ["texts that Excel was kept from turning into numbers", comma.replace("2024-06-03", '"=""2024-06-03"""')],
  ])("is exact with %s", (_, text) => {
    expect(tableOf(text).grid).toBe("exact");
    expect(cellsOf(text)).toEqual(plain);
  });
});

describe("cells", () => {
  test.each([
    ["a separator", '"a,b"', "a,b"],
    ["doubled quotes", '"say ""hi"""', 'say "hi"'],
    ["only quotes", '""""', '"'],
    ["nothing in quotes", '""', ""],
    ["line ends, kept", '"one\r\ntwo\n\nthree"', "one\ntwo\n\nthree"],
    ["a quote amid bare words", '5" pipe', '5" pipe'],
    ["quotes around its first word alone", '"Screen" size', '"Screen" size'],
    ["quotes in quotes that nobody doubled", '"He said "hi" to us"', 'He said "hi" to us'],
    ["the same, over two lines", '"He went\nand said "hi" to us"', 'He went\nand said "hi" to us'],
    ["pipes and marks of Markdown", "a|b **c** `d` \\e", "a|b **c** `d` \\e"],
  ])("hold %s", (_, cell, text) => {
    expect(cellsOf(`Task,Notes,Status\nSweep,${cell},Open\nDust,x,Done\n`)).toEqual([
      ["Task", "Notes", "Status"],
      ["Sweep", text, "Open"],
      ["Dust", "x", "Done"],
    ]);
  });
});

describe("the separator is the sign by which the rows agree", () => {
  test.each([
    ["Preis;Artikel;Wer\n1,50;Brot, Butter;Ines\n0,99;Milch;Wei\n", 3],
    ["Task\tOwner\nSweep\tQuill, Ines\nDust\tZhang, Wei\n", 2],
    ['Task,Owner\n"a;b;c",Ines\n"d;e;f",Wei\n', 2],
    ["Task;Notes\nSweep;first, then, last\nDust;no, yes, no\n", 2],
    ["Task,Notes\nSweep,a | b\nDust,c | d\n", 2],
    ["Task\nSweep\nDust\n", 1],
  ])("%j has %i columns", (text, columns) => {
    expect(tableOf(text).header).toHaveLength(columns);
  });
});

describe("rows of another length than the headings make the table ragged", () => {
  test.each([
    ["shorter", "Task,Owner,Due\nSweep,Ines\nDust,Wei,6/4\n"],
    ["longer", "Task,Owner,Due\nSweep,Ines,6/3,and more\nDust,Wei,6/4\n"],
  ])("%s", (_, text) => {
    expect(tableOf(text).grid).toBe("ragged");
  });
});

describe("headings", () => {
  test.each([
    ["of known words", "Task,Owner\nSweep,Ines\n", ["Task", "Owner"]],
    ["of any words over values", "Aufgabe;Bis\nFegen;2024-06-03\n", ["Aufgabe", "Bis"]],
    ["of any words over words", "Aufgabe;Wer\nFegen;Ines\nWischen;Ines\n", ["Aufgabe", "Wer"]],
    ["with quarters among them", "Task,Owner,Q1,Q2\nSweep,Ines,x,\nDust,Wei,,x\n", ["Task", "Owner", "Q1", "Q2"]],
    ["none over dates", "Sweep,2024-06-03\nDust,2024-06-04\n", null],
    ["none where the first row repeats below", "Sweep,Kitchen,Ines\nDust,Cellar,Ines\nWash,Kitchen,Wei\n", null],
    ["none over statuses", "Sweep the floor,In progress\nDust the lamp,Open\n", null],
  ])("%s", (_, text, header) => {
    expect(tableOf(text).header).toEqual(header);
  });

  test("alone are a table without rows", () => {
    expect(tableOf("Task,Owner,Due\n")).toMatchObject({ header: ["Task", "Owner", "Due"], rows: [], grid: "exact" });
  });
});

describe("what stands above the headings", () => {
  const rows = "Task,Owner,Due\nSweep,Ines,6/3\nDust,Wei,6/4\n";
  test.each([
    ["lines of their own", `Oven launch\nExported: 2024-05-20\nP1: now\n\n${rows}`],
    ["lines that a spreadsheet filled up", `Oven launch,,\nExported:,2024-05-20,\nP1: now,,\n,,\n${rows}`],
    ["lines with a sign for comments", `# Oven launch\nExported: 2024-05-20\nP1: now\n${rows}`],
  ])("is the page's title and words: %s", (_, text) => {
    const [heading, words, table] = blocksOf(text);
    expect(heading).toMatchObject({ kind: "heading", depth: 1, text: "Oven launch", source: "# Oven launch", line: 1 });
    expect(words).toMatchObject({ kind: "paragraph", line: 2 });
    expect(words?.source).toMatch(/^Exported:? 2024-05-20\nP1: now$/);
    expect(table).toMatchObject({ kind: "table", header: ["Task", "Owner", "Due"], grid: "exact" });
  });

  test("is nothing for a row with few cells under no headings", () => {
    expect(blocksOf("Sweep,,\nDust,Ines,6/3\nWash,Ines,6/4\n")).toHaveLength(1);
  });
});

test("what explains letters below the rows, behind a name and a colon, is no row", () => {
  const text = 'No,Task,Owner\n1,Sweep,IQ\n2,Dust,WZ\n,,\nOwner:,"IQ = Ines Quill, WZ = Wei Zhang",\n';
  const [table, words] = blocksOf(text);
  expect(table).toMatchObject({ kind: "table", rows: [{ line: 2 }, { line: 3 }] });
  expect(words).toMatchObject({ kind: "paragraph", text: "Owner: IQ = Ines Quill, WZ = Wei Zhang", line: 5 });
});

test("rows know their first line and are kept as written", () => {
  const text = 'Launch\n\nTask,Notes\nSweep,"a\nb"\n\nDust,"c ""d"""\n';
  const table = tableOf(text.replaceAll("\n", "\r\n"));
  expect(table.line).toBe(3);
  expect(table.source).toBe(text.slice(8, -1));
  expect(table.rows.map(({ line, source }) => [line, source])).toEqual([
    [4, 'Sweep,"a\nb"'],
    [7, 'Dust,"c ""d"""'],
  ]);
});

describe("a quote that is never closed is refused with its line", () => {
  test.each([
    ['Task,Notes\nSweep,"a\nb\nDust,c\n', 2],
    ['Task,Notes\n"x\ny",a\nSweep,"a\nDust,"c"\n', 4],
    ['sep=,\nTask,Notes\nSweep,"cut of', 3],
  ])("%j", (text, line) => {
    expect(readCsv(text)).toMatchObject({ ok: false, message: `the quote opened on line ${line} is never closed` });
  });
});

test.each([
  ["", 0],
  ["\n\n", 0],
  [",,\n,,\n", 0],
  ["\ufeff", 0],
])("%j has %i blocks", (text, count) => {
  expect(blocksOf(text)).toHaveLength(count);
});

describe("groups of rows", () => {
  const head = "Name,Owner,Status";
  const read = (text: string) => {
    const result = readCsv(text);
    return ("ok" in result ? [] : result)
      .flatMap(withHeadings)
      .map((block) =>
        block.kind === "table" ? [block.line, block.header, block.rows.map(({ cells }) => cells[0])] : block.source,
      );
  };

  test("that stand below a name and the same headings again are tables below headings", () => {
    const text = `Harbour move,,\nAll of it,,\n,,\nDock,,\n${head}\nNets,Ana,Done\nCrane,Ove,Stuck\n,,\nOffice,,\n${head}\nDesks,Ana,\n`;
    const header = head.split(",");
    expect(read(text)).toEqual([
      "# Harbour move",
      "All of it",
      "**Dock**",
      [5, header, ["Nets", "Crane"]],
      "**Office**",
      [10, header, ["Desks"]],
    ]);
  });

  test("that stand below the same headings without a name are one table", () => {
    const text = `${head}\nNets,Ana,Done\n${head}\nCrane,Ove,Stuck\nDesks,Ana,\n`;
    expect(read(text)).toEqual([[1, head.split(","), ["Nets", "Crane", "Desks"]]]);
  });
});
