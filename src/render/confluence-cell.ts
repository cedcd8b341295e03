/** What a column shows of an item, as storage format. */
import { type Column, columnText, wordsAhead } from "../core/columns.ts";
import { type ItemDiff, isFresh } from "../core/diff.ts";
import type { Item } from "../core/item.ts";
import type { Page } from "../core/page.ts";
import { isDateColumn } from "../core/query.ts";
import { isOverdue, isStale } from "../core/select.ts";
import { commentKey, commentsContent } from "./confluence-comments.ts";
import { priorityLozenge, statusLozenge } from "./confluence-lozenge.ts";
import { personContent } from "./confluence-person.ts";
import { blockContent, type TextReader, textReader, unwrapped } from "./confluence-text.ts";
import { type Content, day, joined, mark, text } from "./confluence-xml.ts";

/** What is worked out once for a page. */
export interface Drawing {
  readonly page: Page;
  readonly reader: TextReader;
  /** By number, the items that differ from the day that the changes count from. */
  readonly changes: ReadonlyMap<number, ItemDiff>;
}

export function makeDrawing(page: Page): Drawing {
  const items = (page.changes?.items ?? []).map((diff) => [diff.item.id, diff] as const);
  return { page, reader: textReader(page.tracker), changes: new Map(items) };
}

/** Columns whose content is blocks, not words. */
export function isBlockColumn(column: Column): boolean {
  return column === "comments" || column === "description";
}

/** The content of a cell. `columns` are those of its row: they tell where the marks of the item go. */
export function cellContent(
  item: Item,
  column: Column,
  columns: readonly Column[],
  drawing: Drawing,
): readonly Content[] {
  const { page } = drawing;
  const marks = [
    ...(column === "due" && isOverdue(item, page.asOf) ? mark("overdue") : []),
    ...(column === staleColumn(columns) &&
    isStale(item, { tracker: page.tracker, today: page.asOf, unheard: page.unheard })
      ? mark("stale")
      : []),
    ...(column === rowColumn(columns) ? rowMark(item, drawing) : []),
  ];
  return [...valueContent(item, column, columns, drawing), ...marks];
}

function staleColumn(columns: readonly Column[]): Column | undefined {
  return ["status", "updated"].find((column) => columns.includes(column));
}

function rowColumn(columns: readonly Column[]): Column | undefined {
  return columns.includes("title") ? "title" : columns[0];
}

function rowMark(item: Item, { changes }: Drawing): readonly Content[] {
  const kind = changes.get(item.id)?.kind;
  return kind === undefined ? [] : mark(kind === "new" ? "new" : "changed");
}

function valueContent(item: Item, column: Column, columns: readonly Column[], drawing: Drawing): readonly Content[] {
  const { tracker } = drawing.page;
  switch (column) {
    case "status":
      return statusLozenge(item.status, tracker);
    case "priority":
      return priorityLozenge(item.priority, tracker);
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
    case "comments":
      return commentsContent(item.comments, wordsAhead(item, columns), freshComments(item, drawing), drawing.reader);
    default:
      return plainContent(columnText(item, column, tracker), column, drawing);
  }
}

/** In a new item every comment is new, which its row says already. */
function freshComments(item: Item, { changes }: Drawing): ReadonlySet<string> {
  const diff = changes.get(item.id);
  return new Set(diff && diff.kind !== "new" ? diff.comments.filter(isFresh).map(commentKey) : []);
}

function plainContent(words: string, column: Column, { page }: Drawing): readonly Content[] {
  if (words === "") return [];
  return [isDateColumn(column, page.tracker) ? day(words) : text(words)];
}
