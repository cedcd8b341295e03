/** The columns that a table, a query or a sort can name: the same words everywhere. */
import { type FieldValue, type Item, lastCommentDate } from "./item.ts";
import { nearest } from "./nearest.ts";
import { columnNames, factsOf, isColumnName, type StandardColumn, valueColumns } from "./standard-columns.ts";
import { personName, type Tracker } from "./tracker.ts";

/** A standard column or a declared field's key. */
export type Column = string;

const aliases: ReadonlyMap<string, StandardColumn> = new Map(
  columnNames.flatMap((column) => (factsOf(column)?.aliases ?? []).map((alias) => [alias, column] as const)),
);

/** True of a word that means a column which every tracker has. */
export function isStandardColumn(word: string): boolean {
  return isColumnName(word.toLowerCase()) || aliases.has(word.toLowerCase());
}

/** The column that a word names; null for none. */
export function findColumn(word: string, tracker: Tracker): Column | null {
  const name = word.toLowerCase();
  const standard = aliases.get(name) ?? (isColumnName(name) ? name : undefined);
  return standard ?? Object.keys(tracker.fields).find((key) => key.toLowerCase() === name) ?? null;
}

/** The names of all columns, and the one most like a word that names none. */
export function suggestColumn(word: string, tracker: Tracker): { names: readonly string[]; near: string | null } {
  const names = [...columnNames, ...Object.keys(tracker.fields)];
  return { names, near: nearest(word, [...names, ...[...aliases.keys()].filter((alias) => alias !== "#")]) };
}

/** A column's heading: the page's own word for it where the tracker has one. */
export function columnHeading(column: Column, tracker: Tracker): string {
  const own = Object.hasOwn(tracker.columns, column) ? tracker.columns[column] : undefined;
  if (own !== undefined) return own;
  const label = Object.hasOwn(tracker.fields, column) ? tracker.fields[column]?.label : null;
  return factsOf(column)?.heading ?? label ?? column;
}

/** A column in a sentence: the product's own word, whatever the page's heading says ("due", not "Until"); a field's label. */
export function columnWord(column: Column, tracker: Tracker): string {
  return (Object.hasOwn(tracker.fields, column) ? tracker.fields[column]?.label : null) ?? column;
}

/** What stands ahead of an item's comments in their cell: its description, unless the row has a column for that. */
export function wordsAhead({ description }: Item, columns: readonly Column[]): string {
  return columns.includes("description") ? "" : description;
}

/** What a column shows of an item, as plain text for people; "" where there is nothing. Comments: the newest one. */
export function columnText(item: Item, column: Column, tracker: Tracker): string {
  switch (column) {
    case "number":
      return String(item.id);
    case "updated":
      return lastCommentDate(item) ?? "";
    case "comments":
      return item.comments.at(-1)?.text ?? "";
    default:
      return valueText(columnValue(item, column), column, tracker);
  }
}

const ownValues: ReadonlySet<string> = new Set([...valueColumns, "description"]);

function isValueColumn(column: string): column is (typeof valueColumns)[number] | "description" {
  return ownValues.has(column);
}

/** A value as an item has it: a key, handles, a field's own type; null where there is none. */
export type ColumnValue = FieldValue | readonly string[] | null;

/** What an item has in a column that its file has a key for, or in its description. */
export function columnValue(item: Item, column: Column): ColumnValue {
  if (isValueColumn(column)) return item[column];
  return (Object.hasOwn(item.fields, column) ? item.fields[column] : null) ?? null;
}

/** Such a value in the tracker's words. */
export function valueText(value: ColumnValue, column: Column, tracker: Tracker): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "Y" : "N";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return column === "status" ? statusLabel(value, tracker) : value;
  return value.map((word) => (column === "owners" ? personName(tracker, word) : word)).join(", ");
}

/** A status in the tracker's wording. */
export function statusLabel(status: string | null, tracker: Tracker): string {
  if (status === null) return "";
  return (Object.hasOwn(tracker.statuses, status) ? tracker.statuses[status] : null) ?? status;
}
