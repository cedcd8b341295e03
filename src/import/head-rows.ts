/** Where a table's headings stand: below titles and the letters of a sheet, and once more over each of its groups. */
import { headingKey } from "./columns.ts";
import { namingOf, sure } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { type Block, filledIn, type Paragraph, paragraph, type Row, type Table } from "./sources/blocks.ts";
import { findTable, isNamed, joinWords } from "./sources/csv-layout.ts";
import { headingLabel, markdownTable } from "./sources/html-table.ts";

type Cells = readonly string[];

/** What programs write where nothing is: no person does. */
const nothing = /^(?:null|\(null\)|nil|undefined|nan|#n\/a|\\?\[\s*\\?\]|\{\s*\})$/i;
/** Blanks that take no room, and marks of the direction of writing. */
const unseen = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

function cleaned(cell: string): string {
  const text = /\p{Cf}/u.test(cell.slice(0, 1) + cell.slice(-1)) ? cell.replace(unseen, "") : cell;
  return text.length <= 12 && nothing.test(text) ? "" : text;
}

/** `A`, `B`, `C`, as a sheet calls its columns. */
function areLetters(cells: Cells): boolean {
  const words = filledIn(cells.map(plainText));
  return words.length >= 2 && words.every((word, index) => word === String.fromCharCode(65 + index));
}

/** True of the headings once more: each cell has the words above it. */
function repeats(row: Cells, header: Cells): boolean {
  const isSame = (cell: string, at: number) => cell === "" || headingKey(cell) === headingKey(header[at] ?? "");
  return filledIn(row).length >= 2 && row.every(isSame);
}

/** Index of the line with the headings: the first, unless a line below it says more of what its columns are. */
function headAt(lines: readonly Row[], given: boolean, isSheet: boolean): number | null {
  const texts = lines.slice(0, 60).map(({ cells }) => cells.map((cell) => plainText(cell.slice(0, 600))));
  const { header, named } = findTable(texts);
  const filled = filledIn(texts[header ?? 0] ?? []).length;
  const isFuller = !given || filledIn(texts[0] ?? []).length <= filled / 2;
  return named >= 2 && isFuller && (isSheet || named >= filled / 2) ? header : given ? 0 : null;
}

function words(row: Row, isName: boolean): Paragraph {
  const text = joinWords(filledIn(row.cells));
  const shown = isName && !text.startsWith("**") && text.length <= 100 ? `**${text}**` : text;
  return paragraph(shown, row.line);
}

function toTable(table: Table, head: Row | null, rows: readonly Row[]): Table {
  const header = head?.cells.map(headingLabel) ?? null;
  return { ...table, header, rows, line: (head ?? rows[0])?.line ?? table.line, source: markdownTable(header, rows) };
}

/** Other headings below: three or more names of columns, the first two once more, or below a name one of the page's own. */
function isOtherHead({ cells }: Row, top: Row, above: Row | undefined): boolean {
  const filled = filledIn(cells);
  if (filled.length < 2 || /\d/.test(filled.join())) return false;
  const isBelowName = filledIn(above?.cells ?? []).length === 1;
  if (isBelowName && filled.slice(1).every((cell) => namingOf(cell, "field") >= sure)) return true;
  return filled.length >= 3 && (filled.map(plainText).every(isNamed) || repeats(cells.slice(0, 2), top.cells));
}

/** Headings of rows within a row, which leave the first column empty: `Subitems | Name | Owner` above ` | Print the map | Dana`. */
function isInnerHead({ cells: [first = "", ...labels] }: Row, next: Row | undefined): boolean {
  const words = filledIn(labels).map(plainText);
  const named = words.filter(isNamed).length;
  const isWorded = first !== "" && !/\d/.test([first, ...words].join());
  return isWorded && next?.cells[0] === "" && named >= 2 && named >= words.length / 2;
}

/** A table for each of its groups that has a name, or headings, of its own. */
function groupsBelow(table: Table, head: Row, rows: readonly Row[]): readonly Block[] {
  const blocks: Block[] = [];
  let [top, open, outer]: [Row, Row[], Row | null] = [head, [], null];
  const close = () => {
    const group = toTable(table, top, open);
    if (open.length > 0) blocks.push(outer === null ? group : { ...group, within: outer.cells.map(headingLabel) });
    open = [];
  };
  for (const [index, row] of rows.entries()) {
    const isInner = isInnerHead(row, rows[index + 1]);
    if (outer !== null && !isInner && row.cells[0] !== "") {
      close();
      [top, outer] = [outer, null];
    }
    const again = repeats(row.cells, top.cells);
    if (!again && !isInner && !isOtherHead(row, top, open.at(-1))) {
      open.push(row);
      continue;
    }
    const name = !isInner && filledIn(open.at(-1)?.cells ?? []).length === 1 ? open.pop() : undefined;
    if (again && name === undefined) continue;
    close();
    if (name !== undefined) blocks.push(words(name, true));
    if (isInner) outer ??= top;
    top = row;
  }
  close();
  return blocks.length > 0 ? blocks : [toTable(table, top, [])];
}

/** A table as one reads it: what a sheet says of itself left out, titles above it, its headings over their rows. */
export function withHeadings(block: Block): readonly Block[] {
  if (block.kind !== "table" || block.own) return [block];
  const header = (block.header ?? []).map(cleaned);
  const rows = block.rows.map((row) => ({ ...row, cells: row.cells.map(cleaned) }));
  const lettered = [header, rows[0]?.cells ?? []].findIndex(areLetters);
  const body = rows.slice(Math.max(0, lettered));
  const given = lettered < 0 && filledIn(header).length > 0;
  // The rows of a sheet as it counts them itself, headings included.
  const numbers = (lettered < 0 ? [] : body).map(({ cells }) => Number(plainText(cells[0] ?? "") || Number.NaN));
  const isNumbered = lettered >= 0 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
  const inner = isNumbered ? body.map((row) => ({ ...row, cells: row.cells.slice(1) })) : body;
  const all = given ? [{ cells: header, line: block.line, source: "" }, ...inner] : inner;
  const lines = all.filter((row) => filledIn(row.cells).length > 0);
  const at = headAt(lines, given, lettered >= 0);
  const head = lines[at ?? 0];
  if (at === null || head === undefined) return [{ ...block, rows }];
  const groups = groupsBelow(block, head, lines.slice(at + 1));
  const [whole] = groups;
  const isWhole = groups.length === 1 && whole?.kind === "table" && whole.rows.length === rows.length;
  if (given && at === 0 && isWhole) return [{ ...block, header, rows }];
  const above = lines.slice(0, at).map((row) => words(row, filledIn(row.cells).length === 1));
  return [...above, ...groups];
}
