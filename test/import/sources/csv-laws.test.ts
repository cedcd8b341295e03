/** Laws of the reader: what is written is read back, nothing throws, and time is linear in the text. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Table } from "../../../src/import/sources/blocks.ts";
import { readCsv } from "../../../src/import/sources/csv.ts";
import { detectSource } from "../../../src/import/sources/detect.ts";
import { trials } from "../../support/trials.ts";

function tableOf(text: string): Table {
  const read = readCsv(text);
  const table = "ok" in read ? undefined : read.at(-1);
  if (table?.kind !== "table") throw new Error("ok" in read ? read.message : "no table");
  return table;
}

interface Dialect {
  readonly separator: string;
  readonly end: string;
  readonly quoteAll: boolean;
  readonly mark: string;
}

/** A writer of its own, by RFC 4180. */
function write(rows: readonly (readonly string[])[], { separator, end, quoteAll, mark }: Dialect): string {
  const cell = (text: string) =>
    quoteAll || /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  return mark + rows.map((row) => row.map(cell).join(separator) + end).join("");
}

const dialects = fc.record({
  separator: fc.constantFrom(",", ";", "\t", "|"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  quoteAll: fc.boolean(),
  mark: fc.constantFrom("", "\ufeff"),
});
const pieces = fc.constantFrom(
  "Sweep",
  "dust,",
  ";",
  "|",
  '"',
  '""',
  "\n",
  "\t",
  " ",
  "- ",
  "# ",
  '5"',
  "6/3",
  "Ines",
  "é",
);
const cells = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join("").trim());

test("rows written in any dialect are read back exactly", () => {
  const header = ["Task", "Owner", "Due", "Notes"];
  const rows = fc.array(
    fc.tuple(
      cells.map((text) => `t${text}`),
      cells,
      cells,
      cells,
    ),
    { minLength: 2, maxLength: 12 },
  );
  void fc.assert(
    fc.property(rows, dialects, (body, dialect) => {
      const text = write([header, ...body], dialect);
      const table = tableOf(text);
      expect([table.grid, table.header, ...table.rows.map((row) => row.cells)]).toEqual(["exact", header, ...body]);
    }),
    trials.text,
  );
});

test("any text is blocks or a refusal, never an error, and no line is out of its range", () => {
  void fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom(",", ";"), (parts, separator) => {
      const text = parts.join(separator);
      expect(typeof detectSource(text)).toBe("string");
      const read = readCsv(text);
      const lines = text.split("\n").length;
      const rows = "ok" in read ? [] : read.flatMap((block) => (block.kind === "table" ? block.rows : []));
      expect(rows.every((row) => row.line >= 1 && row.line <= lines)).toBe(true);
    }),
  );
});

// What took time with the square of its length would not end in a test's time, under any load.
describe("in time linear in the text", () => {
  test("ten megabytes of quoted lines in 5,000 rows", () => {
    const notes = `"${'line of words, with "" and ; in it\n'.repeat(58)}"`;
    const rows = Array.from({ length: 5000 }, (_, index) => `Task ${index},Ines Quill,2024-06-03,${notes}`);
    const read = readCsv(`Task,Owner,Due,Notes\n${rows.join("\n")}\n`);
    const table = "ok" in read ? undefined : read[0];
    expect(table?.kind === "table" ? table.rows.at(-1)?.line : 0).toBe(2 + 4999 * 59);
  });

  test.each([
    ["a hundred thousand columns", `${"Task,Owner,".repeat(50_000)}\n${"a,b,".repeat(50_000)}\n`],
    ["a hundred thousand headings of their own", `${Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(",")}\n`],
    ["cells of a megabyte", `Task,Notes\n${`Sweep,"${"x y\n".repeat(250_000)}"\n`.repeat(5)}`],
    ["blanks of a megabyte", `Task,Notes\nSweep,${" ".repeat(1_000_000)}"a"\n`],
    ["quotes in the wrong places", `Task,Notes\n${'"a"b,""c,'.repeat(100_000)}\n`],
    ["quotes alone", `Task,Notes\n${'"'.repeat(1_000_001)}`],
    ["opened quotes", `Task,Notes\n${'"a\n'.repeat(200_000)}`],
    ["separators alone", ",;|\t".repeat(250_000)],
    ["short rows", `Task,Owner\n${"a,b\n".repeat(250_000)}`],
    ["comments of a megabyte", `Task,Comment\nSweep,"10/Oct/17;x;${"[~a] ;\n* ".repeat(100_000)}"\n`],
  ])("%s", (_, text) => {
    expect(readCsv(text)).toBeTypeOf("object");
  });
});
