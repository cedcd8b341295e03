/** HTML tables to blocks: headings found, spans resolved, rows that name a part of the table made its heading. */
import type { Block, Row, Table } from "./blocks.ts";
import { isSourceElement, quote, type SourceElement, type SourceTree } from "./element.ts";
import { resolveSpans } from "./grid.ts";
import { type HtmlCell, type HtmlRow, isBold, labelOf, readRow } from "./html-cell.ts";
import { readFlow } from "./html-flow.ts";
import { isHidden, type StyleSheet } from "./html-look.ts";
import { writeRuns } from "./runs.ts";

/** Wider rows are not filled up: they belong to no tracker. */
const padLimit = 1000;

interface Section {
  readonly head: boolean;
  readonly rows: readonly HtmlRow[];
}

function sectionsOf(table: SourceElement, sheet: StyleSheet, own: boolean): readonly Section[] {
  const sections: { head: boolean; rows: HtmlRow[] }[] = [];
  let open: HtmlRow[] | null = null;
  for (const child of table.children) {
    if (!isSourceElement(child) || isHidden(child, sheet)) continue;
    if (child.name === "tr") {
      if (open === null) {
        open = [];
        sections.push({ head: false, rows: open });
      }
      open.push(readRow(child, sheet, own));
    } else if (/^t(?:head|body|foot)$/.test(child.name)) {
      open = null;
      const rows = child.children.filter(
        (row): row is SourceElement => isSourceElement(row, "tr") && !isHidden(row, sheet),
      );
      sections.push({ head: child.name === "thead", rows: rows.map((row) => readRow(row, sheet, own)) });
    }
  }
  return sections;
}

interface Line {
  readonly element: SourceElement;
  readonly cells: readonly HtmlCell[];
  readonly texts: readonly string[];
  readonly head: boolean;
}

interface Lines {
  readonly lines: readonly Line[];
  readonly exact: boolean;
}

function resolve(sections: readonly Section[]): Lines {
  let exact = true;
  const lines = sections.flatMap(({ head, rows }) => {
    const grid = resolveSpans(rows.map((row) => row.cells));
    exact = exact && grid.exact;
    return rows.map(({ element, cells }, index) => ({ element, cells, texts: grid.rows[index] ?? [], head }));
  });
  return { lines, exact };
}

function isFilled(line: Line): boolean {
  return line.texts.some((text) => text !== "");
}

/** A row that is one cell over the whole width: a title, or the name of the rows below. */
function bandOf(line: Line, width: number): string | null {
  const cell = line.cells[0];
  if (line.cells.length !== 1 || cell === undefined || width < 3 || cell.columns < width || /\n|<br>/.test(cell.text))
    return null;
  const label = labelOf(cell.text);
  return label !== "" && label.length <= 80 ? label : null;
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
  const columns = Array.from({ length: Math.min(width, 100_000) }, (_, column) => {
    const labels = rows.map((row) => labelOf(row.texts[column] ?? ""));
    return [...new Set(labels.filter((label) => label !== ""))];
  });
  const last = columns.map((labels) => labels.at(-1) ?? "");
  const counts = new Map<string, number>();
  for (const label of last) counts.set(label, (counts.get(label) ?? 0) + 1);
  return columns.map((labels, column) =>
    (counts.get(last[column] ?? "") ?? 0) > 1 ? labels.join(" ") : (last[column] ?? ""),
  );
}

/** How many of the first lines hold headings. */
function headingCount(lines: readonly Line[]): number {
  const below = lines.slice(0, 5).findIndex((line) => !line.head || !isFilled(line));
  const count = below < 0 ? Math.min(lines.length, 5) : below;
  if (count > 0) return count;
  const [first, second, third] = lines;
  if (first === undefined || !isHeading(first, second)) return 0;
  const spans = first.cells.some((cell) => cell.columns > 1);
  return spans && second !== undefined && isHeading(second, third) ? 2 : 1;
}

/** A row of cells as Markdown writes it. */
function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", "<br>")).join(" | ")} |`;
}

function toRow(line: Line, width: number, page: SourceTree): Row {
  const missing = width <= padLimit ? width - line.texts.length : 0;
  const cells = missing > 0 ? [...line.texts, ...Array.from({ length: missing }, () => "")] : line.texts;
  return { line: line.element.line, cells, source: quote(page, line.element) ?? markdownRow(cells) };
}

function toTable(
  header: readonly string[] | null,
  rows: readonly Row[],
  line: number,
  exact: boolean,
  own: boolean,
): Table {
  const head = header ?? rows[0]?.cells.map(() => "") ?? [];
  const source = [markdownRow(head), markdownRow(head.map(() => "---")), ...rows.map((row) => markdownRow(row.cells))];
  const grid = exact ? "exact" : "ragged";
  return { kind: "table", grid, header, rows, ...(own ? { own } : {}), line, source: source.join("\n") };
}

function paragraph(text: string, line: number): Block {
  return { kind: "paragraph", text, line, source: text };
}

function captionOf(table: SourceElement, sheet: StyleSheet): readonly Block[] {
  return table.children.flatMap((child) => {
    if (!isSourceElement(child, "caption") || isHidden(child, sheet)) return [];
    const text = readFlow(child.children, sheet, true)
      .map((flow) => ("runs" in flow ? writeRuns(flow.runs) : ""))
      .join("\n")
      .trim();
    return text === "" ? [] : [paragraph(text, child.line)];
  });
}

/** The blocks of a `<table>`: one table, or one for each part that a row across its whole width begins. */
export function readHtmlTable(table: SourceElement, page: SourceTree, sheet: StyleSheet): readonly Block[] {
  const { lines, exact } = resolve(sectionsOf(table, sheet, page.own));
  const width = lines.reduce((most, line) => Math.max(most, line.texts.length), 0);
  // Sheets have titles and empty rows above their headings.
  const top = lines.findIndex((line) => isFilled(line) && bandOf(line, width) === null);
  const titles = lines.slice(0, Math.max(0, top));
  const rest = lines.slice(titles.length);
  const count = headingCount(rest);
  const header = count === 0 ? null : joinHeadings(rest.slice(0, count));
  const blocks: Block[] = [...captionOf(table, sheet)];
  const name = (line: Line) => blocks.push(paragraph(`**${bandOf(line, width) ?? ""}**`, line.element.line));
  for (const line of titles.filter(isFilled)) name(line);
  let rows: Row[] = [];
  let start = table.line;
  const close = () => {
    if (rows.length > 0 || blocks.every((block) => block.kind !== "table"))
      blocks.push(toTable(header, rows, start, exact, page.own));
    rows = [];
  };
  for (const line of rest.slice(count)) {
    if (bandOf(line, width) === null) rows.push(toRow(line, header?.length ?? width, page));
    else {
      if (rows.length > 0) close();
      start = line.element.line;
      name(line);
    }
  }
  if (lines.length > 0) close();
  return blocks;
}
