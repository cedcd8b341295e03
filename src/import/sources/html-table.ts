/** HTML tables to blocks: headings found, spans resolved, rows that name a part of the table in bold. */
import { groupBy } from "../../core/group-by.ts";
import { type Block, filledIn, paragraph, type Row } from "./blocks.ts";
import { attribute, childElements, quote, type SourceElement, type SourceTree } from "./element.ts";
import { flowsToCell } from "./flow-markdown.ts";
import { readFlow } from "./html-flow.ts";
import { isHidden, type StyleSheet } from "./html-look.ts";

type Cell = ReturnType<typeof readCell>;

/** Wider spans are no table's; HTML itself stops at 1,000. */
const spanLimit = 1000;
/** Cells that spans may add to a table; a hostile page could ask for billions. */
const addedLimit = 500_000;

/** The rows of one section of a table: spans end with it. `exact` is false where they were cut off at the limit. */
function resolveSpans(rows: readonly (readonly Cell[])[]) {
  const grid: string[][] = rows.map(() => []);
  let added = 0;
  for (const [top, cells] of rows.entries()) {
    let left = 0;
    for (const { text, columns, rows: height } of cells) {
      while (grid[top]?.[left] !== undefined) left += 1;
      // A reader takes the area beside four rows as the area of each; a number or a paragraph stands for its first row alone.
      const repeats = text.length <= 60 && !text.includes("\n") && !/^#?\d+\.?$/.test(text);
      const reach = Math.min(height, rows.length - top);
      added += columns * reach - 1;
      // Beyond the limit, each cell has its own place alone.
      const [wide, high] = added > addedLimit ? [1, 1] : [columns, reach];
      for (const [below, row] of grid.slice(top, top + high).entries())
        for (let beside = 0; beside < wide; beside += 1)
          row[left + beside] ??= beside === 0 && (below === 0 || repeats) ? text : "";
      left += 1;
    }
  }
  return { rows: grid.map((row) => Array.from(row, (text = "") => text)), exact: added <= addedLimit };
}

/** Wider rows are not filled up: they belong to no tracker. */
const padLimit = 1000;
/** A rowspan of 0 reaches to the section's end; HTML allows no longer one. */
const rowSpanLimit = 65_534;
/** Longer texts are no headings. */
const labelLimit = 2000;

type Line = ReturnType<typeof readLines>["lines"][number];

function spanOf(element: SourceElement, name: string, limit: number): number {
  const span = /^\s*(\d{1,6})/.exec(attribute(element, name))?.[1] ?? "1";
  return Math.min(Number(span) || (name === "rowspan" ? limit : 1), limit);
}

/** `columns` and `rows`: how many of them the cell takes, 1 or more. */
function readCell(element: SourceElement, page: SourceTree, sheet: StyleSheet) {
  return {
    text: flowsToCell(readFlow([element], sheet, true), page.own),
    columns: spanOf(element, "colspan", spanLimit),
    rows: spanOf(element, "rowspan", rowSpanLimit),
    heads: element.name === "th",
  };
}

/** `texts` are by column, with what other cells span. */
function readLines(table: SourceElement, page: SourceTree, sheet: StyleSheet) {
  let exact = true;
  const shown = (element: SourceElement, ...names: readonly string[]) =>
    childElements(element, ...names).filter((child) => !isHidden(child, sheet));
  // Storage format may have rows right below the table.
  const lines = [table, ...shown(table, "thead", "tbody", "tfoot")].flatMap((section) => {
    const rows = shown(section, "tr").map((element) => ({
      element,
      cells: shown(element, "td", "th").map((cell) => readCell(cell, page, sheet)),
      head: section.name === "thead",
    }));
    const grid = resolveSpans(rows.map((row) => row.cells));
    exact = exact && grid.exact;
    return rows.map((row, index) => ({ ...row, texts: grid.rows[index] ?? [] }));
  });
  const captions = shown(table, "caption").map((caption) => readCell(caption, page, sheet).text);
  return { lines, exact, captions };
}

const boldPart = /\*\*((?:[^*\\]|\\.)+)\*\*/g;

/** What a heading says: the text on one line, without bold. */
export function headingLabel(text: string): string {
  const bare = text.length > labelLimit ? text : text.replace(boldPart, "$1").replace(/\\?\s+/g, " ");
  return bare.trim();
}

function isBold({ text }: Cell): boolean {
  return text !== "" && text.length <= labelLimit && /^(?:\\\n|\s)*$/.test(text.replace(boldPart, ""));
}

function isFilled(line: Line): boolean {
  return line.texts.some((text) => text !== "");
}

/** The words of a row that has no others: in bold, for it names the rows below. */
function nameOf({ texts }: Line): string {
  const label = headingLabel(filledIn(texts)[0] ?? "");
  return label.length <= 80 ? `**${label}**` : label;
}

function isHeading(line: Line, next: Line | undefined): boolean {
  const filled = line.cells.filter((cell) => cell.text !== "");
  if (filled.length === 0) return false;
  if (line.head || filled.every((cell) => cell.heads)) return true;
  if (filled.length < 2 || !filled.every(isBold)) return false;
  // Where the row below is bold as well, bold says nothing.
  return next === undefined || !next.cells.every((cell) => cell.text === "" || isBold(cell));
}

/** Headings of two rows: `Dates` over `Start` and `Due`. The lower one speaks, unless it needs the upper one to differ. */
function joinHeadings(rows: readonly Line[]): readonly string[] {
  const width = Math.max(...rows.map((row) => row.texts.length));
  const columns = Array.from({ length: Math.min(width, 100_000) }, (_, column) => [
    ...new Set(filledIn(rows.map((row) => headingLabel(row.texts[column] ?? "")))),
  ]);
  const last = columns.map((labels) => labels.at(-1) ?? "");
  const alike = groupBy(last, (label) => label);
  return columns.map((labels, column) =>
    (alike.get(last[column] ?? "")?.length ?? 0) > 1 ? labels.join(" ") : (last[column] ?? ""),
  );
}

function headingCount(lines: readonly Line[]): number {
  const count = [...lines.slice(0, 5), undefined].findIndex((line) => !line?.head || !isFilled(line));
  if (count > 0) return count;
  const [first, second, third] = lines;
  if (first === undefined || !isHeading(first, second)) return 0;
  return second && first.cells.some((cell) => cell.columns > 1) && isHeading(second, third) ? 2 : 1;
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\\?\n/g, "<br>")).join(" | ")} |`;
}

/** A table as Markdown writes it; without headings these are empty. */
export function markdownTable(header: readonly string[] | null, rows: readonly Row[]): string {
  const head = header ?? rows[0]?.cells.map(() => "") ?? [];
  return [head, head.map(() => "---"), ...rows.map(({ cells }) => cells)].map(markdownRow).join("\n");
}

function toRow(line: Line, width: number, page: SourceTree): Row {
  const missing = width <= padLimit ? Math.max(0, width - line.texts.length) : 0;
  const isBand = line.cells.length === 1 && isFilled(line) && width > 2 && (line.cells[0]?.columns ?? 0) >= width;
  const texts = isBand ? [nameOf(line), ...line.texts.slice(1)] : line.texts;
  const cells = [...texts, ...Array.from({ length: missing }, () => "")];
  return { line: line.element.line, cells, source: quote(page, line.element) ?? markdownRow(cells) };
}

/** The blocks of a `<table>`: what stands over its headings, and the table. */
export function readHtmlTable(table: SourceElement, page: SourceTree, sheet: StyleSheet): readonly Block[] {
  const { lines, exact, captions } = readLines(table, page, sheet);
  const width = lines.reduce((most, line) => Math.max(most, line.texts.length), 0);
  // Sheets have titles and empty rows above their headings.
  const top = Math.max(
    0,
    lines.findIndex(({ texts }) => filledIn(texts).length >= (width < 3 ? 1 : 2)),
  );
  const rest = lines.slice(top);
  const count = headingCount(rest);
  const header = count === 0 ? null : joinHeadings(rest.slice(0, count));
  const above = [
    ...filledIn(captions).map((text) => paragraph(text, table.line)),
    ...lines
      .slice(0, top)
      .filter(isFilled)
      .map((line) => paragraph(nameOf(line), line.element.line)),
  ];
  if (lines.length === 0) return above;
  const rows = rest.slice(count).map((line) => toRow(line, header?.length ?? width, page));
  const [grid, source] = [exact ? "exact" : "ragged", markdownTable(header, rows)] as const;
  return [...above, { kind: "table", grid, header, rows, own: page.own, line: table.line, source }];
}
