/** Cells to values, column by column; words that a value has no room for become notes. */
import type { IsoDate } from "../core/calendar.ts";
import type { Comment } from "../core/item.ts";
import { isClosedStatus } from "../core/status.ts";
import { statusKey } from "../core/tracker.ts";
import { readDateAt, readSerialDate, readWholeDate } from "./date-forms.ts";
import { readDatedText } from "./dated-entries.ts";
import { datesIn, type ReadDate, toDate } from "./dates.ts";
import { type Facts, type Guess, guess, type Read, readWithoutGuess } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { byDate, readOwnComments } from "./own-table.ts";
import { handleInUrl, handleOfLink, nameIn } from "./people.ts";
import { writeReferences } from "./refs.ts";

/** What is doubted of a date that may be read two ways. */
function doubtOf(column: string, { date, alternative, doubt }: ReadDate): readonly Guess[] {
  return doubt === null ? [] : [guess(column, date, doubt, 0.6, alternative)];
}

const clock = /(?<=\s)\d{1,2}[:h]\d\d(?!\d)/;
/** The time that programs write where there is none. */
const midnight = /(?<![\d:])(?:0{1,2}:00(?::00)?(?:\.0+)?|12:00(?::00)? AM)(?!\d)/i;

/** A date; its words stay where they say more than the date, such as a time of day. */
export function readDateCell(cell: string, column: string, label: string, facts: Facts): Read<IsoDate | null> {
  const plain = plainText(cell);
  if (plain === "") return readWithoutGuess(null);
  const note = `${label}: ${writeReferences(cell, facts)}`;
  // `13.11` and `13-11` are days where the heading says so.
  const [dotted, slashed] = [`${plain}.`, plain.replace(/(?<![\d-])(\d{1,2})-(\d{1,2})$/, "$1/$2")];
  const whole =
    readWholeDate(plain) ??
    readWholeDate(dotted) ??
    readWholeDate(slashed) ??
    (facts.dates.serials ? readSerialDate(plain) : null);
  const [amid = null, ...others] = datesIn(plain.slice(0, 200)).filter(({ year }) => year !== null);
  const written = whole ?? readDateAt(plain) ?? (others.length === 0 ? amid : null);
  const read = written === null ? null : toDate(written, facts.dates, false);
  if (read === null) {
    const notes = /[\p{L}\p{N}]/u.test(plain) ? [note] : [];
    const guesses = [guess(column, plain.slice(0, 200), "this is not a date", 0.85)];
    return { value: null, notes, guesses: isNoValue(plain) || isClosedStatus(plain) ? [] : guesses };
  }
  const isTimed = column !== "closed" && clock.test(plain) && !midnight.test(plain);
  const doubt = guess(column, read.date, "the only date among these words", 0.8, plain.slice(0, 200));
  const guesses = [...doubtOf(column, read), ...(written === amid ? [doubt] : [])];
  return { value: read.date, notes: whole === null || isTimed ? [note] : [], guesses };
}

/** A status as the page words it; words behind it are notes. */
export function readStatusCell(cell: string, known: ReadonlySet<string>): Read<string | null> {
  const plain = plainText(cell);
  if (plain === "" || isNoValue(plain))
    return { ...readWithoutGuess(null), notes: /[\p{L}\p{N}]/u.test(plain) ? [`Status: ${plain}`] : [] };
  if (known.has(toStatusKey(plain)) || plain.length <= 30) return readWithoutGuess(plain);
  const [head = "", ...rest] = plain.split(/\s*[-–—:;,(.]\s*/);
  const value = known.has(toStatusKey(head)) ? head : null;
  const reason = value === null ? "too long for a status" : "only its first words are a status";
  const guesses = [guess("status", value ?? "", reason, 0.7, plain.slice(0, 200))];
  return { value, notes: value !== null && rest.join("") === "" ? [] : [cell], guesses };
}

/** The key under which a status is stored: signs such as coloured dots are left out. */
export function toStatusKey(wording: string): string {
  const words = wording.replace(/[^\p{L}\p{N}\s_/'’-]+/gu, " ").trim();
  return statusKey(words === "" ? wording : words);
}

const titleLimit = 200;

/** `[OPS-12](…) / Fix the door`: the key of what a row is part of, and its own title. */
function splitParent(text: string, { prefixes }: Facts): readonly [string, string] {
  const [, parent = "", own = ""] = /^(\S{1,300})\s+\/\s+(\S.*)$/.exec(text) ?? [];
  const key = plainText(parent);
  return prefixes.has(key.split("-")[0] ?? "") && /^[A-Z][A-Z0-9]*-\d+$/.test(key) ? [parent, own] : ["", ""];
}

/** The readable text of a title; links and what follows its first lines are notes. */
export function readTitleCell(cell: string, facts: Facts): Read<string> {
  const [first = "", ...more] = cell
    .split(/\\?\n/)
    .map((part) => part.replace(cell.includes("\n") ? /^\s*(?:[-*+]|\d+[.)])\s/ : "", "").trim())
    .filter((part) => part !== "");
  const [parent, own] = splitParent(first, facts);
  if (own !== "") {
    const read = readTitleCell([own, ...more].join("\n"), facts);
    return { ...read, notes: [`Part of: ${parent}`, ...read.notes] };
  }
  const links = findLinks(first).filter(({ url, text }) => handleInUrl(url) === null && text !== url);
  const notes = links.length === 0 ? [] : [links.map((link) => first.slice(link.start, link.end)).join(" ")];
  const text = plainText(first);
  const rest = more.length === 0 ? [] : [writeReferences(more.map((part) => `- ${part}`).join("\n"), facts)];
  if (text.length <= titleLimit) return { value: text, notes: [...notes, ...rest], guesses: [] };
  const cut =
    // Not behind `Mr.` or `e.g.`.
    /^.{20,160}?\p{L}{3}[.!?;](?=\s)/u.exec(text)?.[0] ??
    text.slice(0, text.lastIndexOf(" ", 120) > 20 ? text.lastIndexOf(" ", 120) : 120);
  return { value: cut, notes: [writeReferences(first, facts), ...rest], guesses: [] };
}

/** The comments of a cell, oldest first, and what stands in it without a date. */
export function readCommentsCell(cell: string, facts: Facts): Read<readonly Comment[]> {
  const own = readOwnComments(cell);
  if (own !== null) {
    const value = own.comments.map((comment) => ({ ...comment, text: writeReferences(comment.text, facts) }));
    return { value, notes: [writeReferences(own.description, facts)], guesses: [] };
  }
  const { entries, undated } = readDatedText(cell);
  const notes = undated === "" ? [] : [writeReferences(undated, facts)];
  const read = entries.map((entry) => {
    const date = toDate(entry.date, facts.dates, true);
    const author = authorIn(entry.beside, facts);
    const text = writeReferences(
      author === null && entry.beside !== "" ? `${entry.beside}: ${entry.text}` : entry.text,
      facts,
    );
    return { date, comment: { date: date?.date ?? null, author, text } };
  });
  const guesses = read.flatMap(({ date }) => (date === null ? [] : doubtOf("comments", date))).slice(0, 1);
  const dated = read.flatMap(({ comment }) => (comment.date === null ? [] : [comment])).toSorted(byDate);
  const lost = read.flatMap(({ comment }) => (comment.date === null ? [comment.text] : []));
  return { value: dated.filter((comment) => comment.text !== ""), notes: [...notes, ...lost], guesses };
}

/** A known person named beside the date: `**10/25 @dana**`. */
function authorIn(beside: string, { people }: Facts): string | null {
  if (beside === "") return null;
  const link = findLinks(beside)[0];
  const linked = link === undefined ? null : handleOfLink(link, people);
  if (linked !== null) return linked;
  const name = nameIn(beside);
  if (beside.startsWith("@") && people.byHandle.has(name)) return name;
  return people.byName.get(name.toLowerCase()) ?? null;
}

/** A timeline in its own words. */
export function readWords(cell: string): string | null {
  const text = plainText(cell);
  return text === "" ? null : text;
}
