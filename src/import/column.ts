/** A column of a foreign table, as its heading and its content have it. */
import { columnNames, isOfKind, type StandardColumn, valueColumns } from "../core/standard-columns.ts";

export const pageColumns = columnNames.filter((column) => column !== "updated");
export type PageColumn = Exclude<StandardColumn, "updated">;

export function isPageColumn(name: string): name is PageColumn {
  return pageColumns.some((column) => column === name);
}

/** A column that every tracker has, or one of the tracker's own. */
export type GivenColumn = PageColumn | "field";

/** Those of which a draft holds what its item will hold; that it is closed is another matter than when. */
export const draftColumns = valueColumns.filter((column) => column !== "closed");
export type DraftColumn = (typeof draftColumns)[number];

export const wordColumns = pageColumns.filter((column) => isOfKind(column, "word"));

export function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueFor: (name: Name) => Value,
): Record<Name, Value>;
export function recordOf(names: readonly string[], valueFor: (name: string) => unknown): object {
  return Object.fromEntries(names.map((name) => [name, valueFor(name)]));
}

/** How a column's cells are judged: a standard column, a field of some type, or a column about which nothing is known. */
export type ForeignKind = PageColumn | "boolean" | "field" | "unnamed";

export interface ForeignColumn {
  /** A standard column's name, or the key of a declared field. */
  readonly key: string;
  readonly kind: ForeignKind;
  /** The heading as a reader sees it; "" where there is none. */
  readonly label: string;
  /** 0..1: the chance that the column is what it was taken for; none where somebody said it. */
  readonly inferred?: number;
  /** What it would be otherwise; null for a column of the page's own. */
  readonly rival?: PageColumn | null;
}

export type Columns = readonly ForeignColumn[];
