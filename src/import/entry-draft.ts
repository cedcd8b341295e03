/** An entry of a list as a row of a table. */
import type { Annotation } from "./annotations.ts";
import { isCrossed } from "./boxes.ts";
import { readDatedText } from "./dated-entries.ts";
import { type Facts, type Guess, guess, type Known, type TableFacts } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { labelKey, labelledValue, type ReadEntry, readEntry } from "./list-entries.ts";
import { readOwnComments } from "./own-table.ts";
import { handleInUrl } from "./people.ts";
import { readRefs } from "./refs.ts";
import type { RowCells } from "./row-cells.ts";
import { isKey } from "./shapes.ts";
import type { Entry } from "./sources/blocks.ts";

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
export function entryCells(entry: Entry, row: number, facts: TableFacts, number?: number): RowCells {
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
