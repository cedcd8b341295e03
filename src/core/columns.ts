/** The columns that a table, a query or a sort can name: the same words everywhere. */
import { type FieldValue, type Item, lastCommentDate } from "./item.ts";
import { nearest } from "./nearest.ts";
import { personName, type Tracker } from "./tracker.ts";

/** Column to its heading where the tracker gives none. */
const headings = {
  number: "#",
  title: "Open item",
  status: "Status",
  priority: "Priority",
  area: "Area",
  owners: "Owner",
  start: "Start",
  due: "Due",
  timeline: "Timeline",
  refs: "Tickets",
  closed: "Closed",
  updated: "Updated",
  description: "Description",
  comments: "Comments",
} as const;

type StandardColumn = keyof typeof headings;

/** A standard column or a declared field's key. */
export type Column = string;

const aliases: Readonly<Record<string, StandardColumn>> = {
  id: "number",
  "#": "number",
  owner: "owners",
  ref: "refs",
  comment: "comments",
};

/** True of a word that means a column which every tracker has. */
export function isStandardColumn(word: string): boolean {
  return Object.hasOwn(headings, word.toLowerCase()) || Object.hasOwn(aliases, word.toLowerCase());
}

/** The column that a word names; null for none. */
export function findColumn(word: string, tracker: Tracker): Column | null {
  const name = word.toLowerCase();
  if (Object.hasOwn(aliases, name)) return aliases[name] ?? null;
  if (Object.hasOwn(headings, name)) return name;
  return Object.keys(tracker.fields).find((key) => key.toLowerCase() === name) ?? null;
}

/** The names of all columns, and the one most like a word that names none. */
export function suggestColumn(word: string, tracker: Tracker): { names: readonly string[]; near: string | null } {
  const names = [...Object.keys(headings), ...Object.keys(tracker.fields)];
  return { names, near: nearest(word, [...names, ...Object.keys(aliases).filter((alias) => alias !== "#")]) };
}

/** A column's heading: the page's own word for it where the tracker has one. */
export function columnHeading(column: Column, tracker: Tracker): string {
  const own = Object.hasOwn(tracker.columns, column) ? tracker.columns[column] : undefined;
  if (own !== undefined) return own;
  if (Object.hasOwn(headings, column)) return headings[column as StandardColumn];
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

/** A value as an item has it: a key, handles, a field's own type; null where there is none. */
export type ColumnValue = FieldValue | readonly string[] | null;

/** What an item has in a column that its file has a key for, or in its description. */
export function columnValue(item: Item, column: Column): ColumnValue {
  switch (column) {
    case "title":
    case "status":
    case "priority":
    case "area":
    case "owners":
    case "start":
    case "due":
    case "timeline":
    case "refs":
    case "closed":
    case "description":
      return item[column];
    default:
      return (Object.hasOwn(item.fields, column) ? item.fields[column] : null) ?? null;
  }
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
