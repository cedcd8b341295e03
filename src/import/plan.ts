/** What an import does to a tracker: texts of new files, comments for items that are there, the new `tracker.md`. */
import type { IsoDate } from "../core/calendar.ts";
import { composeItem } from "../core/compose.ts";
import { itemFileName } from "../core/file-name.ts";
import type { Comment, Item } from "../core/item.ts";
import type { Tracker } from "../core/tracker.ts";
import { isClosedStatus } from "../core/tracker.ts";
import { matchDrafts } from "./match.ts";
import type { Draft, PageReading, Repair } from "./reading.ts";

export interface NewFile {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

export interface NewComments {
  readonly item: Item;
  readonly comments: readonly (Comment & { readonly date: string })[];
}

export interface ImportPlan {
  readonly created: readonly NewFile[];
  /** Items that are there already and get comments that only the page had. */
  readonly updated: readonly NewComments[];
  readonly unchanged: readonly number[];
  readonly repairs: readonly (Repair & { readonly item: number })[];
}

/** Below this a row keeps its source in the item's file, for the reviewer. */
const vouchedFor = 0.9;

/**
 * Plans an import. A draft that is an item already gets its new comments; any other becomes an item, with the page's
 * number where that is free.
 * @param taken numbers that are not free: of every file of the tracker, readable or not
 */
export function planImport(
  page: PageReading,
  items: readonly Item[],
  taken: ReadonlySet<number>,
  tracker: Tracker,
  today: IsoDate,
): ImportPlan {
  const matches = matchDrafts(page.drafts, items);
  const fresh = page.drafts.filter((draft) => !matches.get(draft));
  const numbers = giveNumbers(fresh, taken);
  const created = fresh.map((draft) => newFile(draft, numbers.get(draft) ?? 0, tracker, today));
  const known = page.drafts.flatMap((draft) => {
    const item = matches.get(draft);
    return item ? [{ item, comments: newComments(draft, item) }] : [];
  });
  const idOf = (draft: Draft) => matches.get(draft)?.id ?? numbers.get(draft) ?? 0;
  return {
    created,
    updated: known.filter(({ comments }) => comments.length > 0),
    unchanged: known.filter(({ comments }) => comments.length === 0).map(({ item }) => item.id),
    repairs: fresh
      .flatMap((draft) => draft.repairs.map((repair) => ({ ...repair, item: idOf(draft) })))
      .sort((a, b) => a.confidence - b.confidence || a.line - b.line),
  };
}

/** The page's own numbers first; then the next free ones, in the page's order. */
function giveNumbers(drafts: readonly Draft[], taken: ReadonlySet<number>): ReadonlyMap<Draft, number> {
  const used = new Set(taken);
  const numbers = new Map<Draft, number>();
  for (const draft of drafts) {
    if (draft.number === null || draft.number < 1 || draft.number > 999_999_999 || used.has(draft.number)) continue;
    numbers.set(draft, draft.number);
    used.add(draft.number);
  }
  let next = [...used].reduce((highest, number) => Math.max(highest, number), 0) + 1;
  for (const draft of drafts) {
    if (!numbers.has(draft)) numbers.set(draft, next++);
  }
  return numbers;
}

function newFile(draft: Draft, id: number, tracker: Tracker, today: IsoDate): NewFile {
  const { title, priority, area, owners, start, due, timeline, refs, fields } = draft;
  const text = composeItem({
    id,
    title,
    status: statusOf(draft, tracker),
    priority,
    area,
    owners,
    start,
    due,
    timeline,
    refs,
    closed: draft.closed ? (draft.closedDate ?? today) : null,
    fields,
    description: [draft.confidence < vouchedFor ? sourceNote(draft) : "", draft.description]
      .filter(Boolean)
      .join("\n\n"),
    comments: dated(draft),
  });
  return { id, name: itemFileName(id, title), text };
}

/** A closed item has a closed status; an open one without any is the tracker's first, as everywhere. */
function statusOf({ status, closed }: Draft, tracker: Tracker): string {
  const known = Object.keys(tracker.statuses);
  if (closed) return status !== null && isClosedStatus(status) ? status : (known.find(isClosedStatus) ?? "done");
  return status ?? known.find((key) => !isClosedStatus(key)) ?? "pending";
}

function dated(draft: Draft): readonly (Comment & { readonly date: string })[] {
  return draft.comments.flatMap((comment) => (comment.date === null ? [] : [{ ...comment, date: comment.date }]));
}

/** The row as the page has it, in an HTML comment that its own words cannot end. */
function sourceNote({ source }: Draft): string {
  return `<!-- gtm:source line ${source.line}\n${source.text.replaceAll("-->", "--&gt;").trim()}\n-->`;
}

function newComments(draft: Draft, item: Item): NewComments["comments"] {
  const key = ({ date, text }: Comment) => `${date} ${text.replace(/\s+/g, " ").trim()}`;
  const there = new Set(item.comments.map(key));
  return dated(draft).filter((comment) => !there.has(key(comment)));
}
