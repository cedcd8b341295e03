/** What an import does to a tracker: texts of new files, comments for items that are there, the new `tracker.md`. */

import type { IsoDate } from "../core/calendar.ts";
import { composeItem } from "../core/compose.ts";
import { highestNumber, itemFileName } from "../core/file-name.ts";
import type { Comment, Item } from "../core/item.ts";
import { type ItemRepair, trustedConfidence } from "../core/repair.ts";
import { openingStatus, statusWhenClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import { compareFields, type FieldChange, type KnownItem, newComments, type StoredValue } from "./compare.ts";
import { matchDrafts } from "./match.ts";
import type { Draft, PageReading } from "./reading.ts";

export interface NewFile {
  readonly id: number;
  readonly refs: readonly string[];
  readonly name: string;
  readonly text: string;
}

/** What the page says otherwise than an item does, and whether the import makes it so. */
export interface PlannedChange extends FieldChange {
  readonly item: number;
  readonly applied: boolean;
  /** False for a row that is itself a guess: it changes nothing that is there. */
  readonly sure: boolean;
}

export interface ItemUpdate {
  readonly item: Item;
  readonly comments: readonly (Comment & { readonly date: string })[];
  readonly keys: readonly (readonly [key: string, value: StoredValue])[];
}

export interface ImportPlan {
  readonly created: readonly NewFile[];
  /** Items that are there already and get comments or values that only the page had. */
  readonly updated: readonly ItemUpdate[];
  readonly unchanged: readonly number[];
  /** Every difference, applied or not; those that need a look first. */
  readonly changes: readonly PlannedChange[];
  readonly repairs: readonly ItemRepair[];
}

export interface PlanOptions {
  readonly tracker: Tracker;
  readonly today: IsoDate;
  /** Numbers that are not free: of every file of the tracker, readable or not. */
  readonly taken: ReadonlySet<number>;
  /** Apply what changed on the page alone. */
  readonly update: boolean;
  /** Who wins where both changed; null leaves it as it is, and says so. */
  readonly prefer: "page" | "git" | null;
}

/**
 * Plans an import. A draft that is an item already gives it its new comments, and its changed fields where that is asked
 * for; any other becomes an item, with the page's number where that is free.
 */
export function planImport(page: PageReading, known: readonly KnownItem[], options: PlanOptions): ImportPlan {
  const items = known.map(({ item }) => item);
  const matches = matchDrafts(page.drafts, items);
  const knownBy = new Map<Item | null, KnownItem>(known.map((each) => [each.item, each]));
  const fresh = page.drafts.filter((draft) => !matches.get(draft));
  const numbers = giveNumbers(fresh, options.taken);
  const updates = page.drafts.flatMap((draft) => {
    const item = knownBy.get(matches.get(draft) ?? null);
    return item ? [planUpdate(draft, item, page, options)] : [];
  });
  return {
    created: fresh.map((draft) => newFile(draft, numbers.get(draft) ?? 0, options)),
    updated: updates.filter(({ comments, keys }) => comments.length > 0 || keys.length > 0),
    unchanged: updates
      .filter(({ comments, keys }) => comments.length === 0 && keys.length === 0)
      .map(({ item }) => item.id),
    changes: updates.flatMap(({ changes }) => changes).sort((a, b) => urgency(b) - urgency(a) || a.item - b.item),
    repairs: fresh
      .flatMap((draft) => draft.repairs.map((repair) => ({ ...repair, item: numbers.get(draft) ?? 0 })))
      .sort((a, b) => a.confidence - b.confidence || a.line - b.line),
  };
}

function urgency({ by, applied }: PlannedChange): number {
  return (applied ? 0 : 1) + { both: 4, page: 2, git: 0 }[by];
}

function planUpdate(
  draft: Draft,
  known: KnownItem,
  page: PageReading,
  options: PlanOptions,
): ItemUpdate & { readonly changes: readonly PlannedChange[] } {
  const { item } = known;
  const changes = compareFields(draft, known, page, options.tracker).map((change) => ({
    ...change,
    item: item.id,
    sure: draft.confidence >= trustedConfidence,
    applied:
      options.update &&
      draft.confidence >= trustedConfidence &&
      (change.by === "page" || (change.by === "both" && options.prefer === "page")),
  }));
  const keys = changes.filter(({ applied }) => applied).flatMap((change) => keysOf(change, draft, options));
  return { item, comments: newComments(draft, item), keys, changes };
}

function keysOf({ key, page }: FieldChange, draft: Draft, { tracker, today }: PlanOptions): ItemUpdate["keys"] {
  if (key !== "closed") return [[key, page !== null && page.length === 0 ? null : page]];
  if (page === null)
    return [
      ["closed", null],
      ["status", draft.status ?? openingStatus(tracker)],
    ];
  const status = statusWhenClosed(draft.status, tracker);
  return [...(status === null ? [] : [["status", status] as const]), ["closed", draft.closedDate ?? today]];
}

/** The page's own numbers first; then the next free ones, in the page's order. */
function giveNumbers(drafts: readonly Draft[], taken: ReadonlySet<number>): ReadonlyMap<Draft, number> {
  const used = new Set(taken);
  const numbers = new Map<Draft, number>();
  for (const draft of drafts) {
    if (draft.number === null || draft.number < 1 || draft.number > highestNumber || used.has(draft.number)) continue;
    numbers.set(draft, draft.number);
    used.add(draft.number);
  }
  let last = [...used].reduce((highest, number) => Math.max(highest, number), 0);
  for (const draft of drafts) {
    if (numbers.has(draft)) continue;
    do last = last < highestNumber ? last + 1 : 1;
    while (used.has(last));
    numbers.set(draft, last);
    used.add(last);
  }
  return numbers;
}

function newFile(draft: Draft, id: number, { today }: PlanOptions): NewFile {
  const text = composeItem({
    ...draft,
    id,
    closed: draft.closed ? (draft.closedDate ?? today) : null,
    description: [draft.confidence < trustedConfidence ? sourceNote(draft) : "", draft.description]
      .filter(Boolean)
      .join("\n\n"),
    comments: dated(draft),
  });
  return { id, refs: draft.refs, name: itemFileName(id, draft.title), text };
}

function dated(draft: Draft): readonly (Comment & { readonly date: string })[] {
  return draft.comments.flatMap((comment) => (comment.date === null ? [] : [{ ...comment, date: comment.date }]));
}

/** The row as the page has it, in an HTML comment that its own words cannot end. */
function sourceNote({ source }: Draft): string {
  return `<!-- gtm:source line ${source.line}\n${source.text.replaceAll("-->", "--&gt;").trim()}\n-->`;
}
