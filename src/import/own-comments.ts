/**
 * Comments as gtm's own pages have them, taken at their word: a list whose every entry begins with its date, newest first.
 * Ahead of them may stand the item's description, as an entry that says so in place of a date.
 */
import { handlePattern } from "../core/comment-head.ts";
import type { Comment } from "../core/item.ts";
import { escapeBlockStart } from "./block-start.ts";
import { type CellBlock, readCellBlocks, writeCellBlocks } from "./cell-blocks.ts";

const who = `(?:(\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?: @(${handlePattern}))?|Description)`;
/** What is new since a day is marked behind the head. */
const bold = new RegExp(`^\\*\\*${who}\\*\\*(?: (\\*{1,2})\\(new\\)\\3)?(?:[ \\t]+|$)`, "u");
const bracketed = new RegExp(`^\\[${who}\\](?:[ \\t]+|$)`, "u");
const begins = new RegExp(`^(?:<ul><li>\\*\\*${who}\\*\\*|[-•] \\[${who}\\])`, "u");

/** Without a date it is the description. */
function readHead(line: string, pattern: RegExp): Comment | null {
  const match = pattern.exec(line);
  return match === null
    ? null
    : { date: match[1] ?? null, author: match[2] ?? null, text: line.slice(match[0].length) };
}

/** An entry of a cell written in tags; null where it is none of gtm's. */
function readEntry([first, ...others]: readonly CellBlock[]): Comment | null {
  if (first?.kind !== "paragraph") return null;
  const head = readHead(first.lines[0] ?? "", bold);
  if (head === null) return null;
  const lines = [head.text, ...first.lines.slice(1)];
  const rest: readonly CellBlock[] = lines.some((line) => line !== "") ? [{ kind: "paragraph", lines }] : [];
  return { ...head, text: writeCellBlocks([...rest, ...others]) };
}

function inTags(cell: string): readonly (Comment | null)[] {
  const blocks = readCellBlocks(cell) ?? [];
  return blocks.flatMap((block) => (block.kind === "list" ? block.entries.map(readEntry) : [null]));
}

/** Entries that begin with `bullet` at the beginning of a line; their further lines are indented by two. */
function inLines(cell: string, bullet: string, pattern: RegExp, begin: (line: string) => string) {
  return cell
    .slice(bullet.length)
    .split(`\n${bullet}`)
    .map((entry): Comment | null => {
      const [first = "", ...more] = entry.split("\n");
      const head = readHead(first, pattern);
      if (head === null || more.some((line) => /^ ?\S/.test(line))) return null;
      const below = more.map((line) => line.slice(2)).join("\n");
      const gap = bullet === "- " && /^(?:- |1\. )/.test(below) ? "\n\n" : "\n";
      return { ...head, text: `${begin(head.text)}${gap}${below}`.replace(/^\n+/, "").trimEnd() };
    });
}

/** In a list's entry, blocks are tags, as in a cell. */
function withBlocks(entry: Comment | null): Comment | null {
  const blocks = entry && readCellBlocks(entry.text);
  return entry && blocks && { ...entry, text: writeCellBlocks(blocks) };
}

function entriesOf(cell: string): readonly (Comment | null)[] {
  if (cell.startsWith("<ul><li>**")) return inTags(cell);
  if (cell.startsWith("- **")) return inLines(cell, "- ", bold, (line) => line).map(withBlocks);
  if (cell.startsWith("- [")) return inLines(cell, "- ", bracketed, escapeBlockStart);
  return cell.startsWith("• [") ? inLines(cell, "• ", bracketed, (line) => line) : [];
}

/** Oldest first. Pages have the newest first, and comments of one day in that order too, unless their dates say otherwise. */
function oldestFirst(comments: readonly Comment[]): readonly Comment[] {
  const rises = (comments[0]?.date ?? "") < (comments.at(-1)?.date ?? "");
  const inOrder = rises ? comments : comments.toReversed();
  return inOrder.toSorted((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : (a.date ?? "") > (b.date ?? "") ? 1 : 0));
}

/** True of a cell that `readOwnComments` reads, as far as its beginning tells. */
export function isOwnComments(cell: string): boolean {
  return begins.test(cell.slice(0, 200));
}

interface OwnComments {
  readonly description: string;
  /** Oldest first. */
  readonly comments: readonly Comment[];
}

/** What a cell says of its item; null where it is not in gtm's own form, or holds anything else. */
export function readOwnComments(cell: string): OwnComments | null {
  const entries = entriesOf(cell);
  const read = entries.flatMap((entry) => entry ?? []);
  const [first, ...others] = read;
  if (first === undefined || read.length < entries.length || others.some(({ date }) => date === null)) return null;
  return first.date === null
    ? { description: first.text, comments: oldestFirst(others) }
    : { description: "", comments: oldestFirst(read) };
}
