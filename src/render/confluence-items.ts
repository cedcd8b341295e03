/** Tables and lists of items, as storage format. */
import type { Column } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { Shown } from "../core/page.ts";
import type { Group } from "../core/rank.ts";
import { confluenceCell, type Drawing, isBlockColumn } from "./confluence-cell.ts";
import { joined, text, type XmlContent, xmlElement } from "./confluence-xml.ts";

/** A row to an item, below a row of headings; each row on a line of its own, for who compares two versions. */
export function confluenceItemTable(
  { columns, headings }: Shown,
  items: readonly Item[],
  drawing: Drawing,
): XmlContent {
  const head = headings.map((heading) => xmlElement("th", {}, [text(heading)]));
  const rows = items.map((item) =>
    xmlElement(
      "tr",
      {},
      columns.map((column) => xmlElement("td", {}, confluenceCell(item, column, columns, drawing))),
    ),
  );
  const lines = [xmlElement("tr", {}, head), ...rows].flatMap((row) => [text("\n"), row]);
  return xmlElement("table", {}, [xmlElement("tbody", {}, [...lines, text("\n")])]);
}

/** A heading, where the list is grouped, and the items below it in an ordered list. */
export function confluenceItemList(
  { title, items }: Group,
  columns: readonly Column[],
  level: number,
  drawing: Drawing,
): XmlContent[] {
  const heading = title === null ? [] : [xmlElement(`h${level}`, {}, [text(title)]), text("\n")];
  if (items.length === 0) return heading;
  const entries = items.flatMap((item) => [text("\n"), xmlElement("li", {}, entryContent(item, columns, drawing))]);
  return [...heading, xmlElement("ol", {}, [...entries, text("\n")])];
}

/** The title, what else is known in brackets, and below that what takes more than words. */
function entryContent(item: Item, columns: readonly Column[], drawing: Drawing): readonly XmlContent[] {
  const [first = "title", ...others] = columns;
  const shown = others.map((column) => ({ column, content: confluenceCell(item, column, columns, drawing) }));
  const filled = shown.filter(({ content }) => content.length > 0);
  const details = filled.filter(({ column }) => !isBlockColumn(column));
  const below = filled.filter(({ column }) => isBlockColumn(column));
  const words = [
    confluenceCell(item, first, columns, drawing),
    ...details.map(({ content }) => [text("("), ...content, text(")")]),
  ];
  return [...joined(words, " "), ...below.flatMap(({ content }) => content)];
}
