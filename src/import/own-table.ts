/** gtm's own pages: comments taken at their word, tables without the page's remarks on a value. */
import { handlePattern } from "../core/comment-head.ts";
import { byDate, type Comment } from "../core/item.ts";
import { isPageFigures } from "../core/page-figures.ts";
import { flagColumns, markdownMark } from "../core/page-marks.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { joinSections } from "./own-sections.ts";
import type { Block, Table } from "./sources/blocks.ts";
import { readTags } from "./sources/html.ts";

const who = `(?:(\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?: @(${handlePattern}))?|Description)`;
/** In bold, in brackets where bold words behind it could join it; what is new since a day is marked behind it. */
const head = new RegExp(`^(?:\\*\\*${who}\\*\\*(?: (\\*{1,2})\\(new\\)\\3)?|\\[${who}\\])(?:[ \\t]+|(?=\\n)|$)`, "u");
const begins = new RegExp(`^(?:- \\*\\*${who}\\*\\*|[-•] \\[${who}\\])`, "u");

/** An entry's words behind its head, without which it is none of gtm's; without a date it is the description. */
function readEntry(entry: string, isDelimited: boolean): Comment | null {
  const match = head.exec(entry);
  if (match === null) return null;
  const words = entry.slice(match[0].length);
  // In delimited text they are as they were written, and so are those that begin on a line of their own.
  const asWritten = isDelimited || words.startsWith("\n");
  const text = asWritten ? words : words.replace(/^.+/, readTags).replace(/^([^\n]+\n)(?=- |1\. )/, "$1\n");
  return { date: match[1] ?? match[4] ?? null, author: match[2] ?? match[5] ?? null, text: text.trim() };
}

/** Entries that begin with a bullet at the beginning of a line; their further lines are indented by two. */
function entriesOf(cell: string): readonly (Comment | null)[] {
  const bullet = /^(?:- (?=\*\*|\[)|• (?=\[))/.exec(cell)?.[0];
  const entries = bullet === undefined ? [] : cell.slice(bullet.length).split(`\n${bullet}`);
  return entries.map((entry) =>
    /\n ?\S/.test(entry) ? null : readEntry(entry.replace(/\n {0,2}/g, "\n"), bullet === "• "),
  );
}

/** What a cell says of its item, comments oldest first; null where it is not in gtm's own form, or holds anything else. */
export function readOwnComments(cell: string) {
  const entries = entriesOf(cell);
  const read = entries.flatMap((entry) => entry ?? []);
  const [first, ...others] = read;
  if (first === undefined || read.length < entries.length || others.some(({ date }) => date === null)) return null;
  const comments = first.date === null ? others : read;
  // Pages have the newest first, and comments of one day in that order too, unless their dates say otherwise.
  const rises = (comments[0]?.date ?? "") < (comments.at(-1)?.date ?? "");
  const oldestFirst = (rises ? comments : comments.toReversed()).toSorted(byDate);
  return { description: first.date === null ? first.text : "", comments: oldestFirst };
}

/** Bold in Markdown, italic at Confluence; where these are words of the value itself, its page has them escaped. */
const marks = /(?:\s*(\*{1,2})\((?:overdue|stale|new|changed)\)\1)+$/;

/** A cell without the marks at its end: `2026-10-20 *(overdue)*`. */
export function withoutMarks(cell: string): string {
  const start = Math.max(0, cell.length - 100);
  return cell.slice(0, start) + cell.slice(start).replace(marks, "");
}

/** No cell was lost on the way: in Markdown, rows are written as gtm writes them. */
function isWhole({ grid, header, rows }: Table): boolean {
  const isRow = (source: string) => source.startsWith("| ") && source.endsWith(" |");
  return rows.every(
    ({ cells, source }) => cells.length === (header?.length ?? 0) && (grid === "exact" || isRow(source)),
  );
}

/** One of the columns holds nothing but comments in gtm's own form. */
function hasOwnComments({ header, rows }: Table): boolean {
  return (header ?? []).some((_, column) => {
    const filled = rows.map(({ cells }) => cells[column] ?? "").filter((cell) => cell !== "");
    return filled.length > 0 && filled.every((cell) => begins.test(cell.slice(0, 200)));
  });
}

/** What changed since a day is told again by the page itself: its section, and its column in delimited text. */
const changes = /^Changes since \d{4}-\d\d-\d\d$/;

/** A table without marks, and without what gtm has worked out: columns that say nothing but their own word; of its own, changes. */
function asMeant(table: Table, isOwn: boolean): Table {
  const header = table.header ?? [];
  // Columns of Markdown, whose own words may look like a mark.
  const named = header.map((heading) => (heading.length < 100 ? columnsNamed(plainText(heading))[0] : undefined));
  const prose = named.map((name) => name === "comments" || name === "description");
  const out = header.map((heading, column) => {
    const flag = Object.values(flagColumns).find((each) => each.heading === heading);
    const isFlag = flag && table.rows.every(({ cells }) => ["", flag.word].includes(cells[column] ?? ""));
    return isFlag === true || (isOwn && changes.test(heading));
  });
  const others = (cells: readonly string[]) => cells.filter((_, column) => out[column] !== true);
  const rows = table.rows.map((row) => ({
    ...row,
    cells: others(row.cells.map((cell, column) => (prose[column] === true ? cell : withoutMarks(cell)))),
  }));
  return { ...table, header: table.header && others(header), rows };
}

/** The blocks of a page; where it is gtm's own, its tables as they were meant, and without what gtm says of its changes. */
export function readOwnTables(blocks: readonly Block[]): readonly Block[] {
  const isMark = ({ source }: Block) => source === markdownMark;
  const isChanges = (block: Block | undefined) => block?.kind === "heading" && changes.test(block.text);
  const isOwn = blocks.some(
    (block) =>
      isMark(block) || (block.kind === "table" && isWhole(block) && (block.own === true || hasOwnComments(block))),
  );
  const items = isOwn ? joinSections(blocks) : blocks;
  return items.flatMap((block, index): readonly Block[] => {
    if (block.kind === "table") {
      const isExact = isOwn && isWhole(block);
      return [{ ...asMeant(block, isExact), ...(isExact && { grid: "exact", own: true }) }];
    }
    const isTalk = isChanges(block) || isMark(block) || isChanges(items[index - 1]);
    return (isOwn && isTalk) || (block.kind === "paragraph" && isPageFigures(block.text)) ? [] : [block];
  });
}
