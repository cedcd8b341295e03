/** An entry of a list to the draft of an item. */
import { isClosedStatus } from "../core/status.ts";
import type { Annotation } from "./annotations.ts";
import { recordOf, wordColumns } from "./column.ts";
import { type Facts, type Guess, guess, type Read, sumUp } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { type ReadEntry, readEntry } from "./list-entries.ts";
import { readOwnComments } from "./own-comments.ts";
import { handleInUrl } from "./people.ts";
import { readPriority } from "./priorities.ts";
import type { Draft } from "./reading.ts";
import { writeReferences } from "./references.ts";
import { readRefs } from "./refs.ts";
import { readOwnerCell, titleOr } from "./row-values.ts";
import { readSchedule } from "./schedule.ts";
import type { Entry } from "./sources/blocks.ts";
import { readCommentsCell, readDateCell, readTitleCell, readWords, toStatusKey } from "./values.ts";

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

/** An entry's annotations are the cells of a row: the first of each column, and all owners. */
function cellsOf({ parts }: ReadEntry): ReadonlyMap<string | null, string> {
  const owners = parts.flatMap(({ column, text }) => (column === "owners" ? [text] : [])).join("; ");
  return new Map([...parts.toReversed().map(({ column, text }) => [column, text] as const), ["owners", owners]]);
}

/** What only its form tells from the title; `isTask`: where there is a box to tick, a bare date is a day to be done by. */
function doubtsOf({ parts, left, title }: ReadEntry, isTask: boolean): readonly Guess[] {
  const doubted = parts.flatMap(({ column, text, confidence }) => {
    const isDay = column === "due" || column === "start" || column === "closed";
    const least = column !== "owners" && (parts.length > 1 || (isTask && isDay)) ? 0.8 : 0.9;
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
  const has = (column: string) => read.parts.some((part) => part.column === column);
  const person = has("owners") ? undefined : findLinks(read.title).find(({ url }) => handleInUrl(url) !== null);
  const day = has("due") ? undefined : /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/.exec(read.title)?.[0];
  const part = (column: "owners" | "due", text: string | undefined) =>
    text === undefined ? [] : [{ column, text, confidence: 1, signed: true }];
  const owner = person && read.title.slice(person.start, person.end);
  return { ...read, parts: [...read.parts, ...part("owners", owner), ...part("due", day)] };
}

/** What was taken off a title, as far as the item's values do not say it again. */
function wordsBeside({ parts }: ReadEntry, { prefixes }: Facts): string {
  const isSaid = ({ column, text }: Annotation, index: number) => {
    if (column !== "refs") return column === "owners" || parts.findIndex((each) => each.column === column) === index;
    const { refs } = readRefs(text, prefixes);
    return refs.join(", ") === text || (refs.length === 1 && /^\[?https?:/.test(text));
  };
  return parts.flatMap((part, index) => (part.column !== null && isSaid(part, index) ? [] : [part.text])).join(" ");
}

function readTitle(entry: Entry, read: ReadEntry, facts: Facts): Read<string> {
  const title = titleOr(readTitleCell(read.title, facts), [read.body, entry.text]);
  const [link] = findLinks(read.title);
  const isLink = /^https?:\/\/\S+$/.test(title.value) || (link?.start === 0 && link.end === read.title.trim().length);
  const odd = oddity(plainText(read.title), isLink);
  return odd === null ? title : { ...title, guesses: [...title.guesses, guess("title", title.value, odd, 0.6)] };
}

/** Reads an entry; `row` is its 1-based place in its list. */
export function draftEntry(
  entry: Entry,
  row: number,
  section: { readonly area: string | null; readonly closed: boolean },
  facts: Facts,
): Draft {
  const plain = readEntry(entry, facts);
  const read = entry.done !== null && facts.source !== "markdown" ? asTask(plain) : plain;
  const cells = cellsOf(read);
  const cell = (key: string) => cells.get(key) ?? "";
  const title = readTitle(entry, read, facts);
  const owners = readOwnerCell(cell("owners"), "Owner", facts);
  const schedule = readSchedule(cell, (_, otherwise) => otherwise, facts);
  const closedOn = readDateCell(cell("closed"), "closed", "Closed", facts);
  const log = readCommentsCell(read.body, facts);
  const isLog = log.value.length > 0 || readOwnComments(read.body) !== null;
  const status = readWords(cell("status"));
  // The section's name is the area before that of a part of it.
  const area = section.area ?? entry.area ?? null;
  const above = entry.parent ?? (entry.area === area ? undefined : entry.area);
  const beside: Read<null> = {
    value: null,
    notes: [
      ...(above === undefined ? [] : [`Part of: ${above}`]),
      wordsBeside(read, facts),
      ...(isLog ? [] : [writeReferences(read.body, facts)]),
    ],
    guesses: doubtsOf(read, entry.done === false),
  };
  const over = entry.done === true || cells.has("closed") || (status !== null && isClosedStatus(status));
  const closed = over || (section.closed && entry.done !== false);
  const comments = isLog ? log.value : [];
  return {
    ...recordOf(wordColumns, () => null),
    number: null,
    title: title.value,
    status: status === null ? null : toStatusKey(status),
    priority: readPriority(plainText(cell("priority")), facts.priorities),
    area: readWords(cell("area")) ?? area,
    owners: owners.value,
    ...schedule.value,
    refs: readRefs([entry.text, ...read.parts.map((part) => part.text)].join("\n"), facts.prefixes).refs,
    closed,
    closedDate: closed ? (closedOn.value ?? comments.at(-1)?.date ?? null) : null,
    fields: {},
    comments,
    ...sumUp([title, owners, schedule, closedOn, beside, ...(isLog ? [log] : [])], row, {
      line: entry.line,
      text: entry.source,
    }),
  };
}
