/**
 * Comments as gtm's own pages have them, taken at their word: a list whose every entry begins with its date, newest first.
 * Ahead of them may stand the item's description, as an entry that says so in place of a date.
 */
import { handlePattern } from "../core/comment-head.ts";
import type { Comment } from "../core/item.ts";
import { readTags } from "./sources/cell-tags.ts";

const who = `(?:(\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?: @(${handlePattern}))?|Description)`;
/** In bold, in brackets where bold words behind it could join it; what is new since a day is marked behind it. */
const head = new RegExp(`^(?:\\*\\*${who}\\*\\*(?: (\\*{1,2})\\(new\\)\\3)?|\\[${who}\\])(?:[ \\t]+|(?=\\n)|$)`, "u");
const begins = new RegExp(`^(?:- \\*\\*${who}\\*\\*|[-•] \\[${who}\\])`, "u");

/** An entry's words behind its head, without which it is none of gtm's; without a date it is the description. */
function readEntry(entry: string, bullet: string): Comment | null {
  const match = head.exec(entry);
  if (match === null) return null;
  const words = entry.slice(match[0].length);
  // In delimited text they are as they were written, and so are those that begin on a line of their own.
  const asWritten = bullet === "• " || words.startsWith("\n");
  const text = asWritten ? words : words.replace(/^.+/, readTags).replace(/^([^\n]+\n)(?=- |1\. )/, "$1\n");
  return { date: match[1] ?? match[4] ?? null, author: match[2] ?? match[5] ?? null, text: text.trim() };
}

/** Entries that begin with `bullet` at the beginning of a line; their further lines are indented by two. */
function inLines(cell: string, bullet: string): readonly (Comment | null)[] {
  const entries = cell.slice(bullet.length).split(`\n${bullet}`);
  return entries.map((entry) => (/\n ?\S/.test(entry) ? null : readEntry(entry.replace(/\n {0,2}/g, "\n"), bullet)));
}

function entriesOf(cell: string): readonly (Comment | null)[] {
  const bullet = /^(?:- (?=\*\*|\[)|• (?=\[))/.exec(cell)?.[0];
  return bullet === undefined ? [] : inLines(cell, bullet);
}

export function byDate(a: Comment, b: Comment): number {
  const [first, second] = [a.date ?? "", b.date ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Oldest first. Pages have the newest first, and comments of one day in that order too, unless their dates say otherwise. */
function oldestFirst(comments: readonly Comment[]): readonly Comment[] {
  const rises = (comments[0]?.date ?? "") < (comments.at(-1)?.date ?? "");
  const inOrder = rises ? comments : comments.toReversed();
  return inOrder.toSorted(byDate);
}

/** True of a cell that `readOwnComments` reads, as far as its beginning tells. */
export function isOwnComments(cell: string): boolean {
  return begins.test(cell.slice(0, 200));
}

/** What a cell says of its item, comments oldest first; null where it is not in gtm's own form, or holds anything else. */
export function readOwnComments(cell: string) {
  const entries = entriesOf(cell);
  const read = entries.flatMap((entry) => entry ?? []);
  const [first, ...others] = read;
  if (first === undefined || read.length < entries.length || others.some(({ date }) => date === null)) return null;
  return first.date === null
    ? { description: first.text, comments: oldestFirst(others) }
    : { description: "", comments: oldestFirst(read) };
}
