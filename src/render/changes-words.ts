/** What changed since a day, in words: the same for every format of the page. */
import { daysBetween, type IsoDate } from "../core/calendar.ts";
import { type Column, type ColumnValue, valueText } from "../core/columns.ts";
import { countOf } from "../core/count-of.ts";
import { type CommentDiff, type FieldDiff, type ItemDiff, isFresh } from "../core/diff.ts";
import type { Comment, Item } from "../core/item.ts";
import type { Page } from "../core/page.ts";
import { printableLine } from "../core/printable.ts";
import { isDateColumn } from "../core/query.ts";
import { closingStatus } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import { escapeMarkdown, lineMarkdown } from "./markdown-cell.ts";

export type Changes = NonNullable<Page["changes"]>;

export interface ChangeLine {
  readonly item: Item;
  readonly kind: ItemDiff["kind"];
  /** Plain text on one line that begins with the item's number: `#9 Title: due 2026-10-30 → 2026-11-14`. */
  readonly text: string;
  /** Comments whose words were not there before, newest first. */
  readonly comments: readonly Comment[];
}

export interface ChangeWords {
  readonly heading: string;
  readonly lines: readonly ChangeLine[];
}

/** What stands below the heading where there is no line. */
export const nothingChanged = "Nothing has changed.";

const order: readonly ItemDiff["kind"][] = ["new", "closed", "reopened", "changed", "gone"];

/** A line for each item that differs: new ones first, then closed, reopened, changed and gone ones, each by number. */
export function describeChanges(changes: Changes, tracker: Tracker): ChangeWords {
  const lines = order
    .flatMap((kind) => changes.items.filter((diff) => diff.kind === kind))
    .map((diff) => ({
      item: diff.item,
      kind: diff.kind,
      text: describeItem(diff, tracker),
      comments: diff.comments.filter(isFresh).toReversed(),
    }));
  return { heading: `Changes since ${changes.since}`, lines };
}

/** The same as a section of Markdown with the new comments' text; no line end at its end. */
export function changesMarkdown(changes: Changes, tracker: Tracker, level = 2): string {
  const { heading, lines } = describeChanges(changes, tracker);
  const entries = lines.flatMap(({ text, comments }) => [
    `- ${escapeMarkdown(text)}`,
    ...comments.map((comment) => `  - ${commentMarkdown(comment, tracker)}`),
  ]);
  return [`${"#".repeat(level)} ${heading}`, "", ...(entries.length > 0 ? entries : [nothingChanged])].join("\n");
}

function commentMarkdown({ date, author, text }: Comment, tracker: Tracker): string {
  const head = [date ?? "(no date)", author && `@${author}`].filter(Boolean).join(" ");
  return `**${escapeMarkdown(head)}** ${lineMarkdown(text, tracker)}`.trimEnd();
}

/** As `describeItem`; for a reviewer, who knows nothing of a new item yet: `#36 New item: Title (Pending, P2, due 2026-10-30)`. */
export function describeChange(diff: ItemDiff, tracker: Tracker): string {
  const { item, kind } = diff;
  if (kind !== "new") return describeItem(diff, tracker);
  const facts = (["status", "priority", "area", "owners", "due", "closed"] as const).flatMap((column) => {
    const value = valueWords(item[column], column, tracker);
    if (value === "") return [];
    return column === "due" ? `due ${value}` : column === "closed" ? `closed on ${value}` : value;
  });
  return newWords(diff, facts.length > 0 ? ` (${facts.join(", ")})` : "");
}

function newWords({ item, comments }: ItemDiff, facts = ""): string {
  const said = comments.length > 0 ? `; ${countOf(comments.length, "comments")}` : "";
  return `#${item.id} New item: ${printableLine(item.title)}${facts}${said}`;
}

/** `#9 Title: due 2026-10-30 → 2026-11-14 (15 days later); 1 new comment`, on one line. */
function describeItem(diff: ItemDiff, tracker: Tracker): string {
  const { item, kind, fields, comments } = diff;
  if (kind === "new") return newWords(diff);
  const others =
    kind === "changed" ? fields : fields.filter(({ column }) => column !== "status" && column !== "closed");
  const values = [...stateWords(diff, tracker), ...others.map((field) => fieldWords(field, tracker))].join(", ");
  return `#${item.id} ${printableLine(item.title)}: ${[values, commentWords(comments)].filter(Boolean).join("; ")}`;
}

/** With the status where the word alone does not tell it. */
function stateWords({ item, kind, fields }: ItemDiff, tracker: Tracker): readonly string[] {
  const status = fields.find(({ column }) => column === "status")?.to ?? null;
  const as = status === null ? "" : ` as ${valueWords(status, "status", tracker)}`;
  switch (kind) {
    case "closed":
      return [
        `closed${item.closed === null ? "" : ` on ${item.closed}`}${status === closingStatus(tracker) ? "" : as}`,
      ];
    case "reopened":
      return [`reopened${as}`];
    case "gone":
      return ["no longer in the tracker"];
    default:
      return [];
  }
}

/** `2 new comments, 1 edited comment`; "" for none. */
export function commentWords(comments: readonly CommentDiff[]): string {
  const counts = (["new", "edited", "removed"] as const).map((kind) => {
    const number = comments.filter((comment) => comment.kind === kind).length;
    return number === 0 ? "" : countOf(number, `${kind} comments`);
  });
  return counts.filter(Boolean).join(", ");
}

/** A description is too long for two versions of it in a line. */
function fieldWords({ column, from, to }: FieldDiff, tracker: Tracker): string {
  const name = columnWord(column, tracker);
  const [before, after] = [valueWords(from, column, tracker), valueWords(to, column, tracker)];
  if (column === "description") return `${name} ${before === "" ? "added" : after === "" ? "removed" : "changed"}`;
  // The title of now is said already.
  if (column === "title") return `title was "${before}"`;
  if (before === "") return `${name} set to ${after}`;
  if (after === "") return `${name} removed (was ${before})`;
  return `${name} ${before} → ${after}${isDateColumn(column, tracker) ? ` (${daysApart(before, after)})` : ""}`;
}

/** `15 days later`, `1 day earlier`. */
export function daysApart(from: IsoDate, to: IsoDate): string {
  const days = daysBetween(from, to);
  return `${countOf(Math.abs(days), "days")} ${days < 0 ? "earlier" : "later"}`;
}

/** Commas stand between the fields of a line, so that lists are joined by words. */
function valueWords(value: ColumnValue, column: Column, tracker: Tracker): string {
  if (!Array.isArray(value)) return printableLine(valueText(value, column, tracker));
  return value.map((word) => printableLine(valueText([word], column, tracker))).join(" and ");
}

/** The product's own word, whatever the page's heading says: a sentence reads "due", not "Until". */
function columnWord(column: Column, tracker: Tracker): string {
  const label = Object.hasOwn(tracker.fields, column) ? tracker.fields[column]?.label : null;
  return printableLine(label ?? column);
}
