/** What a status means: which ones say that the work is over, which one closing an item writes, which one opening. */
import { statusLabel } from "./columns.ts";
import type { Tracker } from "./tracker.ts";

/** Words for a closed state, in any tracker's vocabulary. */
const closedWords =
  /^(?:done|complete[d]?|closed|resolved|cancell?ed|finished|delivered|dropped|abandoned|won'?t[ -](?:do|fix)|wontfix|shipped)$/i;

/** True when a wording of a status says that the work is over. */
export function isClosedStatus(wording: string): boolean {
  return closedWords.test(wording.trim());
}

/** True when a status of a tracker does, by its key or by its label. */
export function saysClosed(status: string | null, tracker: Tracker): boolean {
  return status !== null && (isClosedStatus(status) || isClosedStatus(statusLabel(status, tracker)));
}

/** The status that closing writes; null where none of the tracker's says closed: then `closed` alone tells it. */
export function closingStatus(tracker: Tracker): string | null {
  return Object.keys(tracker.statuses).find((status) => saysClosed(status, tracker)) ?? null;
}

/** The status of an item that is closed: its own where that says so, or where no status of the tracker does. */
export function statusWhenClosed(status: string | null, tracker: Tracker): string | null {
  return saysClosed(status, tracker) ? status : (closingStatus(tracker) ?? status);
}

/** The status of an item that is open and has had none before; null where the tracker has none, or all say closed. */
export function openingStatus(tracker: Tracker): string | null {
  return Object.keys(tracker.statuses).find((status) => !saysClosed(status, tracker)) ?? null;
}
