/** Tables and lists of items, as storage format. */
import type { Column } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { Page, Shown } from "../core/page.ts";
import { isDateColumn } from "../core/query.ts";
import type { Group } from "../core/rank.ts";
import { confluenceCell, type Drawing, isBlockColumn } from "./confluence-cell.ts";
import { mentionContent } from "./confluence-person.ts";
import { entryBlocks } from "./confluence-text.ts";
import { inBlocks, joined, type RowTexts, rowsIn, text, type XmlContent, xmlElement } from "./confluence-xml.ts";
import { detailWord, withBoxes } from "./list-detail.ts";

/** A row to an item, below a row of headings; each row on a line of its own, for who compares two versions. */
export function confluenceItemTable({ columns, headings }: Shown, items: readonly Item[], drawing: Drawing): RowTexts {
  const widths = columnWidths(columns, drawing.page);
  const sum = widths.reduce((total, width) => total + width, 0);
  const frame = xmlElement("table", { "data-table-width": String(sum), "data-layout": "full-width" }, [
    xmlElement(
      "colgroup",
      {},
      widths.map((width) => xmlElement("col", { style: `width: ${width}.0px;` }, [])),
    ),
    xmlElement("tbody", {}, [text("\n")]),
  ]);
  function* rows(): Iterable<XmlContent> {
    const head = headings.map((heading) => xmlElement("th", {}, inBlocks([text(heading)])));
    yield xmlElement("tr", {}, head);
    for (const item of items) {
      const cells = columns.map((column) => inBlocks(confluenceCell(item, column, columns, drawing)));
      yield xmlElement(
        "tr",
        {},
        cells.map((cell) => xmlElement("td", {}, cell)),
      );
    }
  }
  return rowsIn(frame, rows);
}

/** What Confluence calls full width, and the least that a column of words gets of it. */
const [fullWidth, leastForProse] = [1800, 400];
const widthOf: Readonly<Record<string, number>> = {
  number: 50,
  title: 240,
  priority: 80,
  status: 130,
  owners: 140,
  area: 120,
  timeline: 90,
  refs: 120,
};
/** Of a column of days, and of any other. */
const [dayWidth, otherWidth] = [115, 90];

/** In pixels: what a column needs, and for comments and descriptions all that is left. */
function columnWidths(columns: readonly Column[], { tracker }: Page): readonly number[] {
  const needed = columns.map((column) =>
    isBlockColumn(column) ? 0 : isDateColumn(column, tracker) ? dayWidth : (widthOf[column] ?? otherWidth),
  );
  const left = fullWidth - needed.reduce((total, width) => total + width, 0);
  const share = Math.max(leastForProse, Math.floor(left / Math.max(1, columns.filter(isBlockColumn).length)));
  return columns.map((column, index) => (isBlockColumn(column) ? share : (needed[index] ?? 0)));
}

/** A heading, where the list is grouped, and the items below it in an ordered list, or with a box each. */
export function confluenceItemList(
  { title, items }: Group,
  asked: readonly Column[],
  level: number,
  drawing: Drawing,
): readonly (XmlContent | RowTexts)[] {
  const heading = title === null ? [] : [xmlElement(`h${level}`, {}, [text(title)])];
  if (items.length === 0) return heading;
  const { boxes, columns } = withBoxes(asked);
  function* entries(): Iterable<XmlContent> {
    for (const item of items) {
      // A sign and no task of Confluence: each time the page is published, that would tell everyone it mentions.
      const box = boxes ? [text(item.closed === null ? "☐ " : "☑ ")] : [];
      const content = entryContent(item, columns, { ...drawing, isList: true });
      yield xmlElement("li", {}, entryBlocks([...box, ...content]));
    }
  }
  return [...heading, rowsIn(xmlElement(boxes ? "ul" : "ol", {}, [text("\n")]), entries)];
}

/** The title, what else is known in brackets, and below that what takes more than words. */
function entryContent(item: Item, columns: readonly Column[], drawing: Drawing): readonly XmlContent[] {
  const [first = "title", ...others] = columns;
  const shown = others.map((column) => ({ column, content: detailContent(item, column, columns, drawing) }));
  const filled = shown.filter(({ content }) => content.length > 0);
  const details = filled.filter(({ column }) => !isBlockColumn(column)).map(({ content }) => content);
  const below = filled.filter(({ column }) => isBlockColumn(column));
  return [
    ...confluenceCell(item, first, columns, drawing),
    ...(details.length === 0 ? [] : [text(" ("), ...joined(details, ", "), text(")")]),
    ...below.flatMap(({ content }) => content),
  ];
}

/** A person whom Confluence does not know goes by the handle: a name alone might be words of the title. */
function detailContent(
  item: Item,
  column: Column,
  columns: readonly Column[],
  drawing: Drawing,
): readonly XmlContent[] {
  const { tracker } = drawing.page;
  const people = item.owners.map((handle) => mentionContent(handle, tracker));
  const content = column === "owners" ? joined(people, ", ") : confluenceCell(item, column, columns, drawing);
  const word = isBlockColumn(column) ? "" : detailWord(item, column, tracker);
  return content.length === 0 || word === "" ? content : [text(word), ...content];
}
