/** One cell of an item, and what it sorts by where that is not its text. */
import { isIsoDate } from "../../core/calendar.ts";
import { type Column, columnText, valueText, wordsAhead } from "../../core/columns.ts";
import type { FieldDiff } from "../../core/diff.ts";
import { type Item, lastCommentDate } from "../../core/item.ts";
import { isColumnName, isRankedColumn } from "../../core/standard-columns.ts";
import { vocabularyRank } from "../../core/vocabulary.ts";
import { comments } from "./comments.ts";
import { shortDate, time } from "./dates.ts";
import { type Content, element } from "./element.ts";
import { itemFlags, overdueFlag } from "./flag-marks.ts";
import { monthsOf } from "./item-span.ts";
import { priorityLozenge, statusLozenge } from "./lozenge.ts";
import { owners } from "./people.ts";
import { linkItems } from "./references.ts";
import { richBlocks, richWords } from "./rich-content.ts";
import type { View } from "./view.ts";

/** A tracker's own fields share one look. */
export function columnClass(column: Column): string {
  return isColumnName(column) ? column : "field";
}

/** `columns` are those of its row. */
export function htmlCell(item: Item, column: Column, columns: readonly Column[], view: View): Content {
  const { tracker, asOf } = view;
  switch (column) {
    case "number":
      return element("a", { href: `#item-${item.id}` }, String(item.id));
    case "title":
      return [richTitle(item), itemFlags(item, view)];
    case "status":
      return statusLozenge(item.status, tracker);
    case "priority":
      return priorityLozenge(item.priority, tracker);
    case "owners":
      return owners(item.owners, tracker);
    case "due":
      return item.due === null ? null : [time(item.due, asOf), " ", overdueFlag(item, view)];
    case "refs":
      return richWords(item.refs.join(", "), { ...view, anchors: nowhere });
    case "description":
      return richBlocks(item.description, view);
    case "comments":
      return comments(item, wordsAhead(item, columns), view);
    default: {
      const text = columnText(item, column, tracker);
      if (isIsoDate(text)) return time(text, asOf);
      return text.split("\n").map((line, index) => [index === 0 ? null : element("br", {}), linkItems(line, view)]);
    }
  }
}

/** What a row is called leads to no row. */
const nowhere: View["anchors"] = new Map();

/** Titles are text, not Markdown: no sign of theirs is a mark. */
function richTitle(item: Item): Content {
  return element("span", { class: "name" }, item.title);
}

/** What a column said before, in the page's words. */
export function oldValue({ column, from }: FieldDiff, { tracker, asOf }: View): string {
  const text = valueText(from, column, tracker);
  return text === "" ? "empty" : shortDate(text, asOf);
}

/** What a script sorts by; undefined where the cell's own text will do. */
export function sortKey(item: Item, column: Column, view: View): string | number | undefined {
  if (isRankedColumn(column)) return vocabularyRank(item, column, view.tracker) ?? undefined;
  switch (column) {
    case "title":
      return item.title;
    case "comments":
      return lastCommentDate(item) ?? undefined;
    case "description":
    case "refs":
    case "number":
      return undefined;
    case "owners":
      return columnText(item, column, view.tracker) || undefined;
    case "timeline":
      return timelineKey(item.timeline);
    default: {
      const text = columnText(item, column, view.tracker);
      return isIsoDate(text) ? text : undefined;
    }
  }
}

/** By time where the words name one; those that name none come after all that do. */
function timelineKey(timeline: string | null): string | undefined {
  if (timeline === null || isIsoDate(timeline)) return timeline ?? undefined;
  return monthsOf(timeline)?.from ?? "9999-12-31";
}
