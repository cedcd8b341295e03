/** What needs talking about when the team meets, and why: each item once, under its gravest reason. */
import { addDays, daysBetween, type IsoDate } from "./calendar.ts";
import { type Item, isOpen, lastCommentDate } from "./item.ts";
import { isOverdue, isStale, lastSign, type SelectContext } from "./select.ts";
import { isStuck } from "./status-tone.ts";

/** Why an item is on the agenda, the gravest first. */
export const agendaKinds = ["blocked", "overdue", "due", "stale", "new", "unowned"] as const;
type AgendaKind = (typeof agendaKinds)[number];

export interface AgendaReason {
  readonly kind: AgendaKind;
  /** Days past the due day, to it, or since the last sign of life; null where there are none to tell. */
  readonly days: number | null;
}

export interface AgendaEntry {
  readonly item: Item;
  /** The gravest first; never empty. */
  readonly reasons: readonly AgendaReason[];
}

export interface AgendaContext extends SelectContext {
  /** The day of the meeting before, or a week ago where there was none: what came since is new. */
  readonly since: IsoDate;
  /** The days on which items came to the tracker, by path; null where nobody knows. An item without one has just come. */
  readonly added: ReadonlyMap<string, IsoDate> | null;
}

/** A meeting a week: what is due up to the next one is talked about in this one. */
const ahead = 7;

/** The open items that need talking about, by their gravest reason; of one reason the longest waiting first, then by number. */
export function agendaOf(items: readonly Item[], context: AgendaContext): readonly AgendaEntry[] {
  const entries = items.flatMap((item) => {
    const reasons = isOpen(item) ? agendaKinds.flatMap((kind) => reasonFor(kind, item, context) ?? []) : [];
    return reasons.length === 0 ? [] : [{ item, reasons }];
  });
  return entries.sort((a, b) => rank(a) - rank(b) || urgency(a) - urgency(b) || a.item.id - b.item.id);
}

function rank({ reasons: [first] }: AgendaEntry): number {
  return first === undefined ? agendaKinds.length : agendaKinds.indexOf(first.kind);
}

/** The nearest due day and the longest silence come first. */
function urgency({ reasons: [first] }: AgendaEntry): number {
  const days = first?.days ?? 0;
  return first?.kind === "due" ? days : -days;
}

function reasonFor(kind: AgendaKind, item: Item, context: AgendaContext): AgendaReason | null {
  const { tracker, today, since, added } = context;
  const when = (holds: boolean, days: number | null): AgendaReason | null => (holds ? { kind, days } : null);
  switch (kind) {
    case "blocked":
      return when(isStuck(item.status, tracker), null);
    case "overdue":
      return when(isOverdue(item, today), daysFrom(item.due, today));
    case "due": {
      const isSoon = item.due !== null && item.due >= today && item.due <= addDays(today, ahead);
      return when(isSoon, daysFrom(today, item.due));
    }
    case "stale": {
      const sign = lastSign(item, today);
      return when(isStale(item, context), daysFrom(sign, today));
    }
    case "new":
      return when(added !== null && isNew(item, added.get(item.path) ?? today, since), null);
    case "unowned":
      return when(item.owners.length === 0, null);
  }
}

/** Whether an item that came on a day came since another: an imported page brings its past with it. */
function isNew(item: Item, day: IsoDate, since: IsoDate): boolean {
  if (day < since) return false;
  // Of what came lately alone, its file is read for its first comment.
  const newest = lastCommentDate(item);
  return newest === null || (newest >= since && (item.comments[0]?.date ?? day) >= since);
}

function daysFrom(from: IsoDate | null, to: IsoDate | null): number | null {
  return from === null || to === null ? null : daysBetween(from, to);
}
