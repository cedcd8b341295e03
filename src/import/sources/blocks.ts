/** What every source yields: blocks in reading order, whose text is Markdown whatever the source was written in. */
interface Placed {
  /** 1-based line of the page. */
  readonly line: number;
  /** The text as the page has it. */
  readonly source: string;
}

export interface Row extends Placed {
  /** Cells as Markdown text, trimmed; "" is an empty cell. */
  readonly cells: readonly string[];
  /** True of a row that may be the name of those below it. */
  readonly mayName?: boolean;
}

export function filledIn(cells: readonly string[]): readonly string[] {
  return cells.filter((cell) => cell !== "");
}

/** The number of cells up to the last one with words. */
export function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

export interface Entry extends Placed {
  /** The entry's first paragraph, without its bullet. */
  readonly text: string;
  /** What is nested below it, as Markdown; "" without. */
  readonly body: string;
  /** The state of its box; null without one. */
  readonly done: boolean | null;
  /** The words of the entry without a box that it stands below: the name of its part. */
  readonly area?: string;
  /** The task that it is a part of. */
  readonly parent?: string;
  /** What people call it: the `14.1` of `Action 14.1: Book the hall`. */
  readonly key?: string;
  /** True of a line without a bullet that says neither who nor when, as those beside it do. */
  readonly loose?: boolean;
}

export interface Heading extends Placed {
  readonly kind: "heading";
  /** 1..6 as sources have it, 1 the outermost; a line that only stands for a heading is deeper. */
  readonly depth: number;
  readonly text: string;
}

/** A heading that its source writes otherwise than Markdown does. */
export function heading(text: string, depth: number, line: number): Heading {
  return { kind: "heading", depth, text, line, source: `${"#".repeat(depth)} ${text}` };
}

export interface Paragraph extends Placed {
  readonly kind: "paragraph";
  readonly text: string;
}

export function paragraph(text: string, line: number): Paragraph {
  return { kind: "paragraph", text, line, source: text };
}

export interface List extends Placed {
  readonly kind: "list";
  readonly entries: readonly Entry[];
}

export interface Table extends Placed {
  readonly kind: "table";
  /** `exact` where the source guarantees that each cell stands under its own heading; else cells may be lost or moved. */
  readonly grid: "exact" | "ragged";
  /** Null where the table has none. */
  readonly header: readonly string[] | null;
  readonly rows: readonly Row[];
  /** True of a table that gtm wrote: each row is an item, and what is not there is not. */
  readonly own?: boolean;
  /** True of a part of a table whose rows name its parts. */
  readonly banded?: boolean;
  /** The headings of the table whose row has these rows. */
  readonly within?: readonly string[] | null;
}

/** Code, comments, rules: carried along, never read. */
export interface Verbatim extends Placed {
  readonly kind: "verbatim";
}

export type Block = Heading | Paragraph | List | Table | Verbatim;

/** The sources, by the names that `--from` takes. */
export const sourceNames = ["markdown", "html", "storage", "csv"] as const;
export type SourceName = (typeof sourceNames)[number];
