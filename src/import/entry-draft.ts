/** An entry of a list to the draft of an item. */
import type { IsoDate } from "../core/calendar.ts";
import { isClosedStatus } from "../core/status.ts";
import { recordOf, wordColumns } from "./column.ts";
import { readDatedText } from "./dated-entries.ts";
import type { Facts, Guess, Read } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { type ReadEntry, readEntry, withoutArea } from "./list-entries.ts";
import { readOwnComments } from "./own-comments.ts";
import { readOwners } from "./owners.ts";
import { handleInUrl } from "./people.ts";
import { readPriority } from "./priorities.ts";
import type { Draft } from "./reading.ts";
import { writeReferences } from "./references.ts";
import { readRefs } from "./refs.ts";
import type { Entry } from "./sources/blocks.ts";
import { readCommentsCell, readDateCell, toStatusKey } from "./values.ts";

const titleLimit = 250;

/** Why an entry may be no item, or null. */
function oddity(title: string, link: boolean): string | null {
  const plain = title.trim();
  if (/:$/.test(plain)) return "the entry ends in a colon: it may be a heading and no item";
  if (link) return "the entry is nothing but a link";
  if (/\p{Ll}\?\s+\p{Lu}/u.test(plain)) return "the entry is a question with its answer: it may be no item";
  const sentences = plain.match(/\p{Ll}[.!?](?=\s+\p{Lu}|$)/gu)?.length ?? 0;
  return sentences > 2 || (sentences > 1 && plain.length > titleLimit)
    ? "the entry has several sentences: it may be an explanation and no item"
    : null;
}

function guess(column: string, value: string, alternative: string, reason: string, confidence: number): Guess {
  return { column, value, alternative, reason, confidence };
}

/** What an entry's annotations say of a column; `sure` where the entry's form leaves no doubt about a bare date. */
function partsOf({ parts }: ReadEntry, column: string, sure: boolean) {
  const [found] = parts.filter((part) => part.column === column);
  const settled = found === undefined || ((parts.length > 1 || sure) && found.confidence >= 0.8);
  const guesses = (value: string): readonly Guess[] =>
    settled || found.confidence >= 0.9 ? [] : [guess(column, value, "", ofTitle, found.confidence)];
  return { text: found?.text ?? null, guesses };
}

const ofTitle = "this may be words of the title";
const nothing = { value: null, notes: [], guesses: [] };

function readDay(
  read: ReadEntry,
  column: "due" | "start" | "closed",
  sure: boolean,
  facts: Facts,
): Read<IsoDate | null> {
  const { text, guesses } = partsOf(read, column, sure);
  if (text === null || text === "") return nothing;
  const day = readDateCell(text, column, `${column[0]?.toUpperCase()}${column.slice(1)}`, facts);
  return { ...day, guesses: [...day.guesses, ...guesses(day.value ?? text)] };
}

function readWord(read: ReadEntry, column: string): Read<string | null> {
  const { text, guesses } = partsOf(read, column, false);
  return text === null ? nothing : { value: plainText(text), notes: [], guesses: guesses(text) };
}

function readPeople({ parts, left, title }: ReadEntry, facts: Facts): Read<readonly string[]> {
  const named = parts.filter(({ column }) => column === "owners");
  const read = named.map((part) => ({ part, found: readOwners(part.text, facts.people) }));
  const mentions =
    /(?<![\p{L}\p{N}.])@[\p{L}\p{N}]/u.test(title) || findLinks(title).some(({ url }) => handleInUrl(url) !== null);
  const reason = left !== null ? "this may name the item's owner" : "the entry mentions somebody, who may own it";
  const unsure =
    named.length === 0 && (mentions || left !== null) ? [guess("owners", "", left ?? "", reason, 0.85)] : [];
  const doubts = read.flatMap(({ part: { text, confidence }, found }): readonly Guess[] => [
    ...(confidence < 0.9 && found.owners.length > 0
      ? [guess("owners", text, "", ofTitle, Math.max(confidence, 0.8))]
      : []),
    ...found.doubts.map((doubt) => ({ ...doubt, column: "owners" })),
  ]);
  return {
    value: [...new Set(read.flatMap(({ found }) => found.owners))],
    notes: read.flatMap(({ found }) => (found.words === "" ? [] : [`Owner: ${found.words}`])),
    guesses: [...doubts, ...unsure],
  };
}

/** Confluence's own rule for a task: the first person that it mentions has it, and the first date in it is its end. */
function asTask(read: ReadEntry): ReadEntry {
  const has = (column: string) => read.parts.some((part) => part.column === column);
  const person = has("owners") ? undefined : findLinks(read.title).find(({ url }) => handleInUrl(url) !== null);
  const day = has("due") ? undefined : /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/.exec(read.title)?.[0];
  const part = (column: "owners" | "due", text: string | undefined) =>
    text === undefined ? [] : [{ column, text, confidence: 1, signed: true }];
  const owner = person && read.title.slice(person.start, person.end);
  return { ...read, parts: [...read.parts, ...part("owners", owner), ...part("due", day)] };
}

/** What was taken off a title, as far as the item's values do not say it again; and the links in it. */
function wordsBeside({ parts, title }: ReadEntry, facts: Facts): readonly string[] {
  const tickets = parts.flatMap(({ column, text }) => {
    const { refs } = readRefs(text, facts.prefixes);
    const again = refs.join(", ") === text || (refs.length === 1 && /^\[?https?:/.test(text));
    return column !== "refs" || again ? [] : [text];
  });
  const links = findLinks(title).filter(
    ({ url, text, image }) =>
      !image && handleInUrl(url) === null && text !== url && readRefs(text, facts.prefixes).spans.length === 0,
  );
  return [
    ...(tickets.length === 0 ? [] : [tickets.join(", ")]),
    parts.flatMap(({ column, text }) => (column === null ? [text] : [])).join(" "),
    ...links.map(({ start, end }) => title.slice(start, end)),
  ];
}

function readTitle(entry: Entry, title: string): Read<string> {
  const text = plainText(title);
  const long = text.length > titleLimit;
  const link = findLinks(title)[0];
  const odd = oddity(text, /^https?:\/\/\S+$/.test(text) || (link?.start === 0 && link.end === title.trim().length));
  const value = long ? `${text.slice(0, Math.max(60, text.lastIndexOf(" ", 160)))} …` : text;
  if (value === "") {
    const untitled = "Untitled";
    return { value: untitled, notes: [], guesses: [guess("title", untitled, "", "the entry has no text", 0.3)] };
  }
  const guesses = odd === null ? [] : [guess("title", value, "", odd, 0.6)];
  return { value, notes: long ? [entry.text] : [], guesses };
}

/** Reads an entry; `row` is its 1-based place in its list. */
export function draftEntry(
  entry: Entry,
  row: number,
  section: { readonly area: string | null; readonly closed: boolean },
  facts: Facts,
): Draft {
  const named = section.area === null && entry.area !== undefined;
  const text = named ? withoutArea(entry.text) : entry.text;
  const plain = readEntry({ ...entry, text }, facts);
  const read = entry.done !== null && facts.source !== "markdown" ? asTask(plain) : plain;
  const isLog = readOwnComments(read.body) !== null || readDatedText(read.body).entries.length > 0;
  const nested = isLog ? readCommentsCell(read.body, facts) : null;
  const comments = nested?.value ?? [];
  const sure = entry.done === false;
  const [title, owners] = [readTitle(entry, read.title), readPeople(read, facts)];
  const [start, due, closedOn] = (["start", "due", "closed"] as const).map((column) =>
    readDay(read, column, sure, facts),
  );
  const [area, status, timeline, level] = ["area", "status", "timeline", "priority"].map((column) =>
    readWord(read, column),
  );
  const all: readonly Read<unknown>[] = [title, owners, start, due, closedOn, area, status, timeline, level].flatMap(
    (each) => each ?? [],
  );
  const above = entry.parent ?? (named || entry.area === section.area ? undefined : entry.area);
  const notes = [
    ...(above === undefined || text !== entry.text ? [] : [`Part of: ${above}`]),
    ...all.flatMap((each) => each.notes).map((note) => writeReferences(note, facts)),
    ...wordsBeside(read, facts),
    ...(nested === null ? [writeReferences(read.body, facts)] : nested.notes),
  ].filter((note) => note.trim() !== "");
  const over = status?.value != null && isClosedStatus(status.value);
  const closed = section.closed || entry.done === true || over || read.parts.some(({ column }) => column === "closed");
  const guesses = [...all.flatMap((each) => each.guesses), ...(nested?.guesses ?? [])];
  return {
    ...recordOf(wordColumns, () => null),
    number: null,
    title: title.value,
    status: status?.value == null ? null : toStatusKey(status.value),
    priority: level?.value == null ? null : readPriority(level.value, facts.priorities),
    area: area?.value ?? (named ? entry.area : section.area) ?? null,
    owners: owners.value,
    start: start?.value ?? null,
    due: due?.value ?? null,
    timeline: timeline?.value ?? null,
    refs: readRefs([text, ...read.parts.map((part) => part.text)].join("\n"), facts.prefixes).refs,
    closed,
    closedDate: closed ? (closedOn?.value ?? comments.at(-1)?.date ?? null) : null,
    fields: {},
    description: notes.join("\n\n"),
    comments,
    repairs: guesses.map((each) => ({ row, line: entry.line, ...each })),
    confidence: Math.min(1, ...guesses.map(({ confidence }) => confidence)),
    source: { line: entry.line, text: entry.source },
  };
}
