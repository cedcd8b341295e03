/** A column of a foreign table, as its heading and its content have it. */

export const standardColumns = [
  "number",
  "title",
  "status",
  "priority",
  "area",
  "owners",
  "start",
  "due",
  "timeline",
  "refs",
  "closed",
  "description",
  "comments",
] as const;
export type StandardColumn = (typeof standardColumns)[number];

/** How a column's cells are judged: a standard column, a field of some type, or a column about which nothing is known. */
export type ColumnKind = StandardColumn | "boolean" | "field" | "unnamed";

export interface ForeignColumn {
  /** A standard column's name, or the key of a declared field. */
  readonly key: string;
  readonly kind: ColumnKind;
  /** The heading as a reader sees it; "" where there is none. */
  readonly label: string;
  /** 0..1, where no heading tells what the column is: the chance that its content was understood. */
  readonly told?: number;
}
