/** What changed since a day, in words: the same for every format of the page. */
import { daysBetween, type IsoDate } from "../core/calendar.ts";
import { type Column, type ColumnValue, columnValue, columnWord, valueText } from "../core/columns.ts";
import { countOf } from "../core/count-of.ts";
import { type CommentDiff, type FieldDiff, type ItemDiff, isFresh } from "../core/diff.ts";
import { differingParts, onLine } from "../core/differing-parts.ts";
import type { Comment, Item } from "../core/item.ts";
import type { Page } from "../core/page.ts";
import { printable, printableLine } from "../core/printable.ts";
import { isDateColumn } from "../core/query.ts";
import { shorten } from "../core/shorten.ts";
import { valueColumns } from "../core/standard-columns.ts";
import { closingStatus } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import { escapeMarkdown, lineMarkdown, markdownLink } from "./markdown-cell.ts";

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
export function changesMarkdown(
  changes: Changes,
  tracker: Tracker,
  level = 2,
  anchorOf: (item: Item) => string | null = () => null,
): string {
  const { heading, lines } = describeChanges(changes, tracker);
  const entries = lines.flatMap(({ item, text, comments }) => [
    `- ${linkedNumber(escapeMarkdown(text), anchorOf(item))}`,
    ...comments.map((comment) => `  - ${commentMarkdown(comment, tracker)}`),
  ]);
  return [`${"#".repeat(level)} ${heading}`, "", ...(entries.length > 0 ? entries : [nothingChanged])].join("\n");
}

/** A line that begins with an item's number, which leads to the item where the page has it. */
function linkedNumber(line: string, anchor: string | null): string {
  return anchor === null ? line : line.replace(/^#\d+/, (number) => markdownLink(number, anchor));
}

function commentMarkdown({ date, author, text }: Comment, tracker: Tracker): string {
  const head = [date ?? "(no date)", author && `@${author}`].filter(Boolean).join(" ");
  return `**${escapeMarkdown(head)}** ${lineMarkdown(text, tracker)}`.trimEnd();
}

/**
 * As `describeItem`; for a reviewer, who knows nothing of a new item yet (`#36 New item: Title (Pending, P2, due 2026-10-30)`),
 * and wants to read what became of a description.
 */
export function describeChange(diff: ItemDiff, tracker: Tracker): string {
  const { item, kind } = diff;
  return kind === "new"
    ? `#${item.id} ${changeWords(diff, tracker)}`
    : `#${item.id} ${printableLine(item.title)}: ${changeWords(diff, tracker)}`;
}

/** The same without the name of the item, which stands above. */
export function changeWords(diff: ItemDiff, tracker: Tracker): string {
  const { item, kind } = diff;
  if (kind !== "new") return itemWords(diff, tracker, descriptionEdit);
  const facts = [...valueColumns, ...Object.keys(tracker.fields)].flatMap((column) => {
    const value = column === "title" ? "" : valueWords(columnValue(item, column), column, tracker);
    if (value === "") return [];
    if (column === "priority") return priorityName(value);
    if (column === "closed") return `closed on ${value}`;
    return clearColumns.has(column) ? value : `${printableLine(columnWord(column, tracker))} ${value}`;
  });
  const description = shorten(printableLine(item.description), textSize);
  return newWords(
    diff,
    `${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${description === "" ? "" : `; description: "${description}"`}`,
  );
}

/** Those whose values tell by themselves what they are. */
const clearColumns: ReadonlySet<string> = new Set(["status", "area", "owners"]);

/** A priority that is a bare number needs its word beside it. */
function priorityName(key: string): string {
  return /\p{L}/u.test(key) ? key : `priority ${key}`;
}

function newWords({ item, comments }: ItemDiff, facts = ""): string {
  const said = comments.length > 0 ? `; ${countOf(comments.length, "comments")}` : "";
  return `New item: ${printableLine(item.title)}${facts}${said}`;
}

/** `#9 Title: due 2026-10-30 → 2026-11-14 (15 days later); 1 new comment`, on one line. */
function describeItem(diff: ItemDiff, tracker: Tracker): string {
  const { item, kind } = diff;
  if (kind === "new") return `#${item.id} ${newWords(diff)}`;
  return `#${item.id} ${printableLine(item.title)}: ${itemWords(diff, tracker, ({ from, to }) =>
    from === "" ? "description added" : to === "" ? "description removed" : "description changed",
  )}`;
}

function itemWords(diff: ItemDiff, tracker: Tracker, describe: (field: FieldDiff) => string): string {
  const { kind, fields, comments } = diff;
  const others =
    kind === "changed" ? fields : fields.filter(({ column }) => column !== "status" && column !== "closed");
  const words = others.map((field) => (field.column === "description" ? describe(field) : fieldWords(field, tracker)));
  const values = [...stateWords(diff, tracker), ...words].join(", ");
  return [values, commentWords(comments)].filter(Boolean).join("; ");
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
      return [`deleted${wasWords(item, tracker)}`];
    default:
      return [];
  }
}

function wasWords({ status, priority }: Item, tracker: Tracker): string {
  const facts = [
    valueWords(status, "status", tracker),
    priority === null ? "" : priorityName(valueWords(priority, "priority", tracker)),
  ].filter(Boolean);
  return facts.length > 0 ? ` (was ${facts.join(", ")})` : "";
}

/** `2 new comments, 1 comment edited`; "" for none. */
function commentWords(comments: readonly CommentDiff[]): string {
  const counts = (["new", "edited", "removed"] as const).map((kind) => {
    const number = comments.filter((comment) => comment.kind === kind).length;
    if (number === 0) return "";
    return kind === "new" ? countOf(number, "new comments") : `${countOf(number, "comments")} ${kind}`;
  });
  return counts.filter(Boolean).join(", ");
}

/** Of texts that are longer, only where they differ is shown. */
const textSize = 200;

/** `edited from "…" to "…"`: two texts on one line, or that they differ in nothing that can be seen there. */
export function editedWords(was: string, now: string): string {
  const [from, to] = differingParts(printable(was), printable(now), textSize);
  return from === to ? "edited: only blanks and line ends differ" : `edited from "${from}" to "${to}"`;
}

function descriptionEdit({ from, to }: FieldDiff): string {
  const [was, now] = [String(from ?? ""), String(to ?? "")];
  if (was !== "" && now !== "") return `description ${editedWords(was, now)}`;
  const text = shorten(printableLine(was || now), textSize);
  return `description ${was === "" ? "added" : "removed"}: "${text}"`;
}

/** What one of a list is called. */
const memberWords: Readonly<Record<string, string>> = { owners: "owner", refs: "ref" };

function fieldWords(field: FieldDiff, tracker: Tracker): string {
  const { column, from, to } = field;
  const name = printableLine(columnWord(column, tracker));
  const isDay = isDateColumn(column, tracker);
  const unread = (text: string) => `"${shorten(printableLine(text), 60)}" (${isDay ? "no date" : "not valid"})`;
  const [before, after] = (["from", "to"] as const).map((side) => {
    const written = field.written?.[side] ?? null;
    return written === null ? valueWords(field[side], column, tracker) : unread(written);
  });
  // The title of now is said already.
  if (column === "title")
    return onLine(String(from)) === onLine(String(to)) ? "title: only blanks differ" : `title was "${before}"`;
  const members = Array.isArray(from) && Array.isArray(to) ? memberChange(from, to, column, tracker) : null;
  if (members !== null) return members;
  if (before === "") return `${name} set to ${after}`;
  if (after === "") return `${name} removed (was ${before})`;
  const isMove = isDay && typeof from === "string" && typeof to === "string";
  return `${name} ${before} → ${after}${isMove ? ` (${daysApart(from, to)})` : ""}`;
}

/** `Lulit Tefera added as owner`: a list that has only grown, or shrunk; null of one in which others took their place. */
function memberChange(from: readonly string[], to: readonly string[], column: Column, tracker: Tracker): string | null {
  const noun = memberWords[column];
  const [come, gone] = [to.filter((word) => !from.includes(word)), from.filter((word) => !to.includes(word))];
  if (noun === undefined || come.length > 0 === gone.length > 0) return null;
  const changed = come.length > 0 ? come : gone;
  const as = `${come.length > 0 ? "added" : "removed"} as ${noun}${changed.length > 1 ? "s" : ""}`;
  return `${valueWords(changed, column, tracker)} ${as}`;
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
