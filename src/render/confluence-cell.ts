/** What a column shows of an item, as storage format. */
import { type Column, columnText, wordsAhead } from "../core/columns.ts";
import type { Comment, Item } from "../core/item.ts";
import { type Marks, marksOf } from "../core/marks.ts";
import type { Page } from "../core/page.ts";
import { isDateColumn } from "../core/query.ts";
import { commentsContent } from "./confluence-comments.ts";
import { priorityMacro, statusMacro } from "./confluence-lozenge.ts";
import { personContent } from "./confluence-person.ts";
import { blockContent, type TextReader, textReader, unwrapped } from "./confluence-text.ts";
import { day, joined, mark, text, type XmlContent, xmlElement } from "./confluence-xml.ts";
import { remarksOn } from "./remarks.ts";

/** What is worked out once for a page. */
export interface Drawing {
  readonly page: Page;
  /** So many comments of an item are shown, and what is new; the older ones are left out. */
  readonly mostComments: number;
  readonly reader: TextReader;
  readonly marks: Marks;
  /** In an entry of a list, and not in a cell. */
  readonly isList: boolean;
}

export function makeDrawing(page: Page, mostComments = Number.POSITIVE_INFINITY): Drawing {
  return { page, mostComments, reader: textReader(page.tracker), marks: marksOf(page), isList: false };
}

/** Columns whose content is blocks, not words. */
export function isBlockColumn(column: Column): boolean {
  return column === "comments" || column === "description";
}

/** The content of a cell. `columns` are those of its row: they tell where the marks of the item go. */
export function confluenceCell(
  item: Item,
  column: Column,
  columns: readonly Column[],
  drawing: Drawing,
): readonly XmlContent[] {
  const remarks = remarksOn(item, column, columns, drawing.page, drawing.marks);
  return [...valueContent(item, column, columns, drawing), ...remarks.flatMap(mark)];
}

function valueContent(item: Item, column: Column, columns: readonly Column[], drawing: Drawing): readonly XmlContent[] {
  const { tracker } = drawing.page;
  const isNew = (comment: Comment) => drawing.marks.isNew(item, comment);
  switch (column) {
    case "status":
      return statusMacro(item.status, tracker);
    case "priority":
      return priorityMacro(item.priority, tracker);
    case "owners":
      return joined(
        item.owners.map((handle) => personContent(handle, tracker)),
        ", ",
      );
    case "refs":
      return joined(
        item.refs.map((ref) => unwrapped(blockContent(ref, "cell", drawing.reader))),
        ", ",
      );
    case "description":
      return unwrapped(blockContent(item.description, "cell", drawing.reader));
    case "comments": {
      const oldest = item.comments.length - drawing.mostComments;
      const kept = item.comments.filter((comment, index) => index >= oldest || isNew(comment));
      return commentsContent(kept, wordsAhead(item, columns), isNew, drawing.reader, !drawing.isList);
    }
    default:
      return plainContent(columnText(item, column, tracker), column, drawing);
  }
}

function plainContent(words: string, column: Column, { page }: Drawing): readonly XmlContent[] {
  if (words === "") return [];
  if (isDateColumn(column, page.tracker)) return [day(words)];
  const lines = words.split("\n").map((line) => [text(line)]);
  return lines.flatMap((line, index) => (index === 0 ? line : [xmlElement("br", {}, []), ...line]));
}
