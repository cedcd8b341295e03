/** gtm's own pages: comments taken at their word, tables without the page's remarks on a value. */
import { handlePattern } from "../core/comment-head.ts";
import { byDate, type Comment } from "../core/item.ts";
import { isPageFigures } from "../core/page-figures.ts";
import { flagColumns, markdownMark, readColumnsNote, readSectionHeading } from "../core/page-marks.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { Block, Row, Table } from "./sources/blocks.ts";
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
  const isWritten = ({ source }: Row) => grid === "exact" || (source.startsWith("| ") && source.endsWith(" |"));
  return rows.every((row) => row.cells.length === (header?.length ?? 0) && isWritten(row));
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

type Section = NonNullable<ReturnType<typeof readSection>>;

const titleLine = /^\*\*(.*?)\*\*(?: \*\*\((?:new|changed)\)\*\*)?(?:<br>)?$/;
const valueLine = /^\*\*((?:\\.|[^\\*])+)\*\* (.*)$/;
const linkToSection = /^\[.*\]\(#item-(\d+)\)/;

/** A paragraph with the title and a line for each value under its column's heading, one with the description, and the list of comments. */
function readSection([head, ...others]: readonly Block[]) {
  if (head?.kind !== "paragraph") return null;
  const [first = "", ...lines] = head.text.split("\n");
  const title = titleLine.exec(first)?.[1];
  if (title === undefined) return null;
  // As in the cell of a table, a bar has a backslash before it; behind each value but the last stands a dot.
  const facts = lines.map((line, index) =>
    (index < lines.length - 1 ? line.slice(0, -2) : line).replaceAll("\\|", "|"),
  );
  const words = others.flatMap(({ kind, source }) => (kind === "list" ? [] : source));
  const values = [...facts, ...words].flatMap((line) => {
    const [, label, value = ""] = valueLine.exec(line) ?? [];
    return label === undefined ? [] : [[label, value] as const];
  });
  const lists = others.flatMap(({ kind, source }) => (kind === "list" ? source : []));
  const source = [head, ...others].map((block) => block.source).join("\n\n");
  return { title, values: new Map(values), comments: lists.join("\n"), source };
}

/** The sections of a page by number, and the blocks around them. */
function takeSections(blocks: readonly Block[]) {
  const sections = new Map<number, Section>();
  const others: Block[] = [];
  // All of them stand below the last table.
  const lastNote = blocks.findLastIndex(({ source }) => readColumnsNote(source) !== null);
  let next = 0;
  for (const [index, block] of blocks.entries()) {
    if (index < next) continue;
    const id = block.kind === "heading" && index > lastNote ? readSectionHeading(block.text) : null;
    next = index + 1;
    while (id !== null && next < blocks.length && !["heading", "verbatim"].includes(blocks[next]?.kind ?? ""))
      next += 1;
    const section = id === null ? null : readSection(blocks.slice(index + 1, next));
    if (id !== null && section !== null) {
      // Above the first stands the heading of them all.
      if (sections.size === 0 && others.at(-1)?.kind === "heading") others.pop();
      sections.set(id, section);
    } else {
      others.push(block);
      next = index + 1;
    }
  }
  return { sections, others };
}

/** A table with the columns of its note; the last of them, that of comments, has what no other names. */
function joined(table: Table, labels: readonly string[], sections: ReadonlyMap<number, Section>): Table {
  const header = (table.header ?? []).map(plainText);
  const titleAt = header.findIndex((_, column) =>
    table.rows.every(({ cells }) => linkToSection.test(cells[column] ?? "")),
  );
  const own = table.rows.flatMap((row) => {
    const section = sections.get(Number(linkToSection.exec(row.cells[titleAt] ?? "")?.[1]));
    return section === undefined ? [] : [{ row, ...section }];
  });
  if (own.length < table.rows.length || own.length === 0) return table;
  const named = labels.slice(0, -1);
  const rows = own.map(({ row, title, values, comments, source }): Row => {
    const cells = named.map((label) => {
      const place = header.indexOf(label);
      const value = values.get(label);
      return place === titleAt ? title : value === undefined ? (row.cells[place] ?? "") : readTags(value);
    });
    const description = named.includes("Description") ? undefined : values.get("Description");
    const said = [...(description === undefined ? [] : [`- **Description** ${description}`]), comments];
    return { ...row, cells: [...cells, said.filter(Boolean).join("\n")], source: `${row.source}\n\n${source}` };
  });
  const source = [table.source, ...own.map((section) => section.source)].join("\n\n");
  return { ...table, source, header: labels, rows, grid: "exact", own: true };
}

/** Markdown shows of an item what fits in a row, and all of it in a section: values and words of each go to the row that leads to it. */
function joinSections(blocks: readonly Block[]): readonly Block[] {
  const { sections, others } = takeSections(blocks);
  return others.flatMap((block, index): readonly Block[] => {
    if (readColumnsNote(block.source) !== null) return [];
    const labels = readColumnsNote(others[index + 1]?.source ?? "");
    return [block.kind === "table" && labels !== null ? joined(block, labels, sections) : block];
  });
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
