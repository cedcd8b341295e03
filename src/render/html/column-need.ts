/** How wide a column of short words has to be: as its longest words need, and no more. Prose takes what is left. */
import { isIsoDate } from "../../core/calendar.ts";
import { type Column, columnText } from "../../core/columns.ts";
import type { Item } from "../../core/item.ts";
import { isOfKind } from "../../core/standard-columns.ts";
import { personName, type Tracker } from "../../core/tracker.ts";

/** In characters; the style sheet has a class for each width up to the widest. */
const [narrowest, widest] = [3, 18];

/** `w7`, the class of a width; undefined for columns that take what is left: title, description, comments. */
export function widthClass(
  column: Column,
  heading: string,
  items: readonly Item[],
  tracker: Tracker,
): string | undefined {
  if (column === "title" || column === "description" || column === "comments") return undefined;
  // Headings are set smaller, and wrap: into three lines, if their words let them.
  const head = Math.ceil(Math.max(longest(heading.split(/[\s/]+/)), heading.length / 3 + 1) * 0.95);
  const words = [...inlineWords(items, column, tracker)];
  const need = words.reduce((most, word) => Math.max(most, needOf(word, column)), head);
  return `w${Math.min(Math.max(need, narrowest), widest)}`;
}

/** What stands in a column, each once. */
function inlineWords(items: readonly Item[], column: Column, tracker: Tracker): ReadonlySet<string> {
  const found = new Set<string>();
  for (const item of items) {
    if (column === "owners") for (const handle of item.owners) found.add(personName(tracker, handle));
    else if (column === "refs") for (const ref of item.refs) found.add(ref);
    else found.add(columnText(item, column, tracker));
  }
  return found;
}

function needOf(text: string, column: Column): number {
  if (column === "owners") return longest([text]) + 3;
  if (column === "refs") return longest([text]);
  if (isOfKind(column, "day") || isIsoDate(text)) return 7;
  // A lozenge stays on one line.
  if (column === "status" || column === "priority") return text.length + 1;
  return Math.max(longest(text.split(/\s+/)), Math.min(text.length, Math.ceil(text.length / 2) + 2));
}

function longest(words: readonly string[]): number {
  return words.reduce((most, word) => Math.max(most, Array.from(word.slice(0, 2 * widest)).length), 0);
}
