/** Tables and lists of items, as storage format. */
import { type Column, columnHeading } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { Group } from "../core/rank.ts";
import { cellContent, type Drawing, isBlockColumn } from "./confluence-cell.ts";
import { type Content, element, joined, text } from "./confluence-xml.ts";

/** A row to an item, below a row of headings; each row on a line of its own, for who compares two versions. */
export function itemTable(columns: readonly Column[], items: readonly Item[], drawing: Drawing): Content {
  const head = columns.map((column) => element("th", {}, [text(columnHeading(column, drawing.page.tracker))]));
  const rows = items.map((item) =>
    element(
      "tr",
      {},
      columns.map((column) => element("td", {}, cellContent(item, column, columns, drawing))),
    ),
  );
  const lines = [element("tr", {}, head), ...rows].flatMap((row) => [text("\n"), row]);
  return element("table", {}, [element("tbody", {}, [...lines, text("\n")])]);
}

/** A heading, where the list is grouped, and the items below it in an ordered list. */
export function itemList(
  { title, items }: Group,
  columns: readonly Column[],
  level: number,
  drawing: Drawing,
): Content[] {
  const heading = title === null ? [] : [element(`h${level}`, {}, [text(title)]), text("\n")];
  if (items.length === 0) return heading;
  const entries = items.flatMap((item) => [text("\n"), element("li", {}, entryContent(item, columns, drawing))]);
  return [...heading, element("ol", {}, [...entries, text("\n")])];
}

/** The title, what else is known in brackets, and below that what takes more than words. */
function entryContent(item: Item, columns: readonly Column[], drawing: Drawing): readonly Content[] {
  const [first = "title", ...others] = columns;
  const shown = others.map((column) => ({ column, content: cellContent(item, column, columns, drawing) }));
  const filled = shown.filter(({ content }) => content.length > 0);
  const details = filled.filter(({ column }) => !isBlockColumn(column));
  const below = filled.filter(({ column }) => isBlockColumn(column));
  const words = [
    cellContent(item, first, columns, drawing),
    ...details.map(({ content }) => [text("("), ...content, text(")")]),
  ];
  return [...joined(words, " "), ...below.flatMap(({ content }) => content)];
}
