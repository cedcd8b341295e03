/** Headings that the user gives to columns: `--map "Heading=column"`. */
import { isPageColumn, type PageColumn, pageColumns } from "./column.ts";
import { plainText } from "./inline.ts";
import { type PageRefusal, refuse } from "./reading.ts";
import type { Block } from "./sources/blocks.ts";

/** A column that every tracker has, or one of the tracker's own. */
export type GivenColumn = PageColumn | "field";

export type HeadingMap = ReadonlyMap<string, GivenColumn>;

export const noMap: HeadingMap = new Map();

export function headingKey(label: string): string {
  return plainText(label).toLowerCase();
}

/** The tracker's own headings; one that means two columns tells nothing. */
export function ownHeadings(headings: readonly (readonly [column: string, heading: string])[] = []): HeadingMap {
  const known = headings.flatMap(([name, heading]) => {
    const column: GivenColumn | null = isPageColumn(name) || name === "field" ? name : null;
    return column !== null && heading.trim() !== "" ? [[headingKey(heading), column] as const] : [];
  });
  return new Map(known.filter(([key, column]) => known.every((other) => other[0] !== key || other[1] === column)));
}

function headingsOf(blocks: readonly Block[]): readonly string[] {
  const tables = blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
  const headings = tables.flatMap(({ header, rows }) => header ?? rows[0]?.cells ?? []);
  return [...new Set(headings.map((heading) => plainText(heading)).filter((heading) => heading !== ""))];
}

/** Checks what the user wrote against the page's headings and the columns that there are. */
export function readHeadingMap(
  written: ReadonlyMap<string, string> | undefined,
  blocks: readonly Block[],
): HeadingMap | PageRefusal {
  const map = new Map<string, PageColumn>();
  const headings = headingsOf(blocks);
  const keys = new Set(headings.map(headingKey));
  const known = `the headings are ${headings.slice(0, 40).join(", ")}`;
  for (const [heading, column] of written ?? []) {
    const name = column.trim().toLowerCase();
    if (!isPageColumn(name)) return refuse(`"${column}" is not a column`, `the columns are ${pageColumns.join(", ")}`);
    if (!keys.has(headingKey(heading)))
      return refuse(`no table has the heading "${heading}"`, keys.size === 0 ? "no table has headings" : known);
    map.set(headingKey(heading), name);
  }
  return map;
}
