/** What a status means: which ones say that the work is over, which one closing an item writes, which one opening. */
import closed from "../words/closed.json" with { type: "json" };
import { columnHeading, statusLabel } from "./columns.ts";
import { onceAWord } from "./once-a-word.ts";
import type { Tracker } from "./tracker.ts";
import { readTick } from "./yes-no.ts";

/** Words for a closed state in any tracker's vocabulary, and the signs for one. */
const closedWords: ReadonlySet<string> = new Set(Object.values(closed).flat());

/** A wording without what stands around it (coloured dots, brackets, a question mark), in the form of the list. */
function bareWord(wording: string): string {
  const word = wording.normalize("NFC").toLowerCase().replaceAll("’", "'");
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/[-\s]+/g, " ");
}

/** True when a wording of a status says that the work is over. */
export function isClosedStatus(wording: string): boolean {
  const word = bareWord(wording);
  return closedWords.has(word === "" ? wording.trim() : word);
}

/** `Live` beside `Closed` is a risk that is watched; beside `Build` and `Test` it is what went live. */
export function isClosedAmong(wording: string, statuses: Iterable<string>): boolean {
  const isWatched = bareWord(wording) === "live" && [...statuses].some((each) => bareWord(each) === "closed");
  return !isWatched && isClosedStatus(wording);
}

/** True when a status of a tracker does, by its key or by its label, or as a yes to what its heading asks: `Done?`. */
export function saysClosed(status: string | null, tracker: Tracker): boolean {
  return status !== null && wordSaysClosed(status, tracker);
}

const wordSaysClosed = onceAWord((status, tracker): boolean => {
  const label = statusLabel(status, tracker);
  const isClosed = [status, label].some((each) => isClosedAmong(each, Object.keys(tracker.statuses)));
  return isClosed || answersClosed(label, columnHeading("status", tracker));
});

/** True of a yes, or a tick, under a heading that asks whether the work is over. */
export function answersClosed(wording: string, heading: string): boolean {
  return isClosedStatus(heading) && readTick(wording.trim()) === true;
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
