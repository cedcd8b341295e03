/** The drafts of a page, part by part, row by row: an entry of a list is read as a row of a table. */
import type { Annotation } from "./annotations.ts";
import { isCrossed } from "./boxes.ts";
import { readDatedText } from "./dated-entries.ts";
import { type Facts, type Guess, guess, type Known, type TableFacts } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { labelKey, labelledValue, listNumbers, type ReadEntry, readEntry } from "./list-entries.ts";
import { readOwnComments } from "./own-table.ts";
import { type ItemBlock, isItemBlock, type SectionOwner } from "./page-block.ts";
import type { PageFacts } from "./page-facts.ts";
import { handleInUrl } from "./people.ts";
import type { Draft, ReadOptions } from "./reading.ts";
import { readRefs } from "./refs.ts";
import { type RowCells, rowCells } from "./row-cells.ts";
import { draftRow } from "./row-draft.ts";
import { isKey } from "./shapes.ts";
import type { Entry, List } from "./sources/blocks.ts";
import { statedDays } from "./stated-day.ts";

const titleLimit = 250;

/** Why an entry may be no item, or null. */
function oddity({ title }: ReadEntry): string | null {
  const [[link], plain] = [findLinks(title), plainText(title)];
  if (/:$/.test(plain)) return "the entry ends in a colon: it may be a heading and no item";
  if (/^https?:\/\/\S+$/.test(plain) || (link?.start === 0 && link.end === title.trim().length))
    return "the entry is nothing but a link";
  if (/\p{Ll}\?\s+\p{Lu}/u.test(plain)) return "the entry is a question with its answer: it may be no item";
  const sentences = plain.match(/\p{Ll}[.!?](?=\s+\p{Lu}|$)/gu)?.length ?? 0;
  return sentences > 2 || (sentences > 1 && plain.length > titleLimit)
    ? "the entry has several sentences: it may be an explanation and no item"
    : null;
}

/** An entry's annotations are the cells of a row: the first of each column, all owners, and what its own labels name. */
function cellsOf({ parts }: ReadEntry, known: Known): Map<string | null, string> {
  const owners = parts.flatMap(({ column, text }) => (column === "owners" ? [text] : [])).join("; ");
  const named = parts.toReversed().map((part): [string | null, string] => {
    const key = labelKey(part, known);
    return key === undefined ? [part.column, part.text] : [key, labelledValue(part)];
  });
  return new Map([...named, ["owners", owners]]);
}

/** What only its form tells from the title; `isTask`: where there is a box to tick, a bare date is a day to be done by. */
function doubtsOf({ parts, left, title }: ReadEntry, isTask: boolean): readonly Guess[] {
  const doubted = parts.flatMap(({ column, text, confidence }) => {
    const least = column !== "owners" && (parts.length > 1 || (isTask && column === "due")) ? 0.8 : 0.9;
    const reason = "this may be words of the title";
    return column === null || confidence >= least ? [] : [guess(column, text, reason, confidence)];
  });
  const mentions =
    /(?<![\p{L}\p{N}.])@[\p{L}\p{N}]/u.test(title) || findLinks(title).some(({ url }) => handleInUrl(url) !== null);
  const reason = left !== null ? "this may name the item's owner" : "the entry mentions somebody, who may own it";
  const isOwned = parts.some(({ column }) => column === "owners");
  return isOwned || (!mentions && left === null)
    ? doubted
    : [...doubted, guess("owners", "", reason, 0.85, left ?? "")];
}

/** Confluence's own rule for a task: the first person that it mentions has it, and the first date in it is its end. */
function asTask(read: ReadEntry): ReadEntry {
  const person = findLinks(read.title).find(({ url }) => handleInUrl(url) !== null);
  const owner = person && read.title.slice(person.start, person.end);
  const part = (column: "owners" | "due", text: string | undefined) =>
    text === undefined || read.parts.some((each) => each.column === column)
      ? []
      : [{ column, text, confidence: 1, signed: true }];
  const day = /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/.exec(read.title)?.[0];
  return { ...read, parts: [...read.parts, ...part("owners", owner), ...part("due", day)] };
}

/** Tickets, or else a key: `W-11`. */
function refsIn(text: string, prefixes: Facts["prefixes"]): readonly string[] {
  const { refs } = readRefs(text, prefixes);
  return refs.length === 0 && isKey(text) ? [text] : refs;
}

/** What was taken off a title, as far as the item's values do not say it again. */
function wordsBeside({ parts }: ReadEntry, facts: Facts): string {
  const isSaid = (part: Annotation, index: number) => {
    const { column, text } = part;
    if (column === null) return labelKey(part, facts) !== undefined;
    if (column !== "refs") return column === "owners" || parts.findIndex((each) => each.column === column) === index;
    const refs = refsIn(text, facts.prefixes);
    return refs.join(", ") === text || (refs.length === 1 && /^\[?https?:/.test(text));
  };
  return parts.flatMap((part, index) => (isSaid(part, index) ? [] : part.text)).join(" ");
}

/** An entry as a row, whose cells are its annotations; `row` is its 1-based place in its list, `number` what people call it by. */
function entryCells(entry: Entry, row: number, facts: TableFacts, number?: number): RowCells {
  const plain = readEntry(entry, facts);
  const read = entry.done !== null && facts.source !== "markdown" ? asTask(plain) : plain;
  const isLog = readDatedText(read.body).entries.length > 0 || readOwnComments(read.body) !== null;
  const odd = oddity(read);
  const oddities = odd === null ? [] : [guess("title", plainText(read.title), odd, 0.6)];
  const crossed = "its box has a cross: it may be over, or not done";
  if (isCrossed(entry.source)) oddities.push(guess("closed", "", crossed, 0.7, "closed"));
  const loose = "a line without a bullet that says neither who nor when: it may be no item";
  const isTold = read.parts.some(({ column }) => column === "owners" || column === "due");
  if (entry.loose && !isTold) oddities.push(guess("title", plainText(read.title), loose, 0.7));
  const own = /^\d+$/.exec(entry.key ?? "")?.[0] ?? `${number ?? ""}`;
  const cells = cellsOf(read, facts)
    .set("title", read.title)
    .set("number", own)
    .set(isLog ? "comments" : "description", read.body);
  const texts = [entry.text, ...read.parts.map(({ text }) => text)];
  const keys = read.parts.flatMap(({ column, text }) => (column === "refs" ? refsIn(text, facts.prefixes) : []));
  const refs = [...keys, ...readRefs(texts.join("\n"), facts.prefixes).refs];
  cells.set("refs", [...new Set([...(entry.key && own === "" ? [entry.key] : []), ...refs])].join(", "));
  const above = entry.parent ?? (entry.area === facts.area ? undefined : entry.area);
  return {
    facts,
    columns: [],
    cell: (key) => cells.get(key) ?? "",
    heading: () => "",
    loose: [above === undefined ? "" : `Part of: ${above}`, wordsBeside(read, facts)].filter((words) => words !== ""),
    carried: null,
    done: cells.has("closed") || entry.done,
    row,
    source: { line: entry.line, text: entry.source },
    notes: [],
    guesses: [...oddities, ...doubtsOf(read, entry.done === false)],
  };
}

type PageWords = Pick<TableFacts, "fields" | "statuses" | "over">;

/** How many rows are read between two calls of the progress hook. */
const progressStep = 100;

/** Whom its section names; nobody where a column does, doubted where entries do. */
function ownerOf({ owner, block }: ItemBlock, { facts, tables }: PageFacts): SectionOwner | null {
  if (owner === undefined || tables.get(block)?.columns.some(({ key }) => key === "owners")) return null;
  const isOwned = (entry: Entry) => readEntry(entry, facts).parts.some(({ column }) => column === "owners");
  const isMixed = block.kind === "list" && block.entries.some(isOwned);
  return isMixed ? { ...owner, confidence: Math.min(owner.confidence, 0.8) } : owner;
}

/** The rows of a part; `before` is the list above it, if any. */
function rowsOf(part: ItemBlock, before: List | undefined, page: PageFacts, words: PageWords) {
  const { column, names } = page.sections;
  const name = names.get(part.block) ?? null;
  const area = column === "area" ? name : null;
  const facts: TableFacts = {
    ...page.facts,
    ...words,
    areas: new Set(page.cells.get("area")?.map(plainText)),
    closed: part.closed,
    area,
    owner: ownerOf(part, page),
    section: name === null || column === "area" ? {} : { [column]: name },
    day: null,
  };
  if (part.kind === "list") {
    const numbers = names.size === 0 ? listNumbers(part.block, before) : [];
    return part.block.entries.map((entry, index) => () => {
      // The section's name is the area before that of a part of it.
      return entryCells(entry, index + 1, { ...facts, area: area ?? entry.area ?? null }, numbers[index]);
    });
  }
  const table = page.tables.get(part.block);
  if (table === undefined) return [];
  const days = statedDays(part, table, page.parts, facts.dates);
  return table.rows.map((_, row) => () => rowCells(table, row, { ...facts, day: days[row] ?? null }));
}

/** Drafts of every row and entry, table by table in the page's order; `progress` hears of every hundredth, and of the last. */
export function pageDrafts(page: PageFacts, words: PageWords, progress: ReadOptions["progress"]) {
  let before: List | undefined;
  const parts = page.parts.filter(isItemBlock).map((part) => {
    const rows = rowsOf(part, before, page, words);
    if (part.kind === "list") before = part.block;
    return [part.block, rows] as const;
  });
  const total = parts.reduce((sum, [, rows]) => sum + rows.length, 0);
  const given = new Set<number>();
  let done = 0;
  return new Map(
    parts.map(([block, rows]) => {
      const columns = page.tables.get(block)?.columns;
      const headings = columns && { headings: Object.fromEntries(columns.map(({ key, label }) => [key, label])) };
      const drafts = rows.map((read): Draft => {
        const draft = draftRow(read(), given);
        if (draft.number !== null) given.add(draft.number);
        done += 1;
        if (done % progressStep === 0 || done === total) progress?.(done, total);
        return { ...draft, ...headings };
      });
      return [block, drafts] as const;
    }),
  );
}
