/** Cells to values, column by column, and the types of a page's own columns; words that a value has no room for become notes. */
import type { IsoDate } from "../core/calendar.ts";
import { byDate, type Comment, type FieldValue } from "../core/item.ts";
import { factsOf } from "../core/standard-columns.ts";
import { isClosedStatus } from "../core/status.ts";
import { type Field, statusKey } from "../core/tracker.ts";
import { readTick } from "../core/yes-no.ts";
import { datesIn, readDateAt, readSerialDate, readWholeDate, weekdayOf } from "./date-forms.ts";
import { readDatedText } from "./dated-entries.ts";
import { type DateSetting, nextWeekday, toDate } from "./dates.ts";
import { type Facts, guess } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { readOwnComments } from "./own-table.ts";
import { handleOfLink, nameIn } from "./people.ts";
import { writeReferences } from "./refs.ts";
import type { RowCells } from "./row-cells.ts";
import { isFraction } from "./shapes.ts";

const clock = /(?<=\s)\d{1,2}[:h]\d\d(?!\d)/;
/** The time that programs write where there is none. */
const midnight = /(?<![\d:])(?:0{1,2}:00(?::00)?(?:\.0+)?|12:00(?::00)? AM)(?!\d)/i;

/** The date of a cell: alone, at its beginning, or the only one among its words; null without. */
export function findDate(plain: string, dates: DateSetting) {
  // `13.11` and `13-11` are days where the heading says so.
  const forms = [plain, `${plain}.`, plain.replace(/(?<![\d-])(\d{1,2})-(\d{1,2})$/, "$1/$2")];
  const serial = dates.serials ? readSerialDate(plain) : null;
  const [whole = serial] = forms.flatMap((form) => readWholeDate(form) ?? []);
  const [amid = null, ...others] = datesIn(plain.slice(0, 200)).filter(({ year }) => year !== null);
  const written = whole ?? readDateAt(plain) ?? (others.length === 0 ? amid : null);
  const index = weekdayOf(plain);
  const next = index === null ? null : nextWeekday(index, dates);
  const read = written === null ? next : toDate(written, dates, false);
  return (
    read && { ...read, isWhole: written === whole || written === null, isAmid: written !== null && written === amid }
  );
}

/** A date; its words stay where they say more than the date, such as a time of day. */
export function readDate({ facts, heading, notes, guesses }: RowCells, column: string, cell: string): IsoDate | null {
  const plain = plainText(cell).replace(column === "closed" ? /^[✓✔☑✅]\ufe0f?\s*/u : "", "");
  const found = plain === "" ? null : findDate(plain, facts.dates);
  const isTimed = column !== "closed" && clock.test(plain) && !midnight.test(plain);
  const isSaid = column !== "closed" || !isNoValue(plain);
  if (found === null ? isSaid && /[\p{L}\p{N}]/u.test(plain) : !found.isWhole || isTimed)
    notes.push(`${heading(column) || factsOf(column)?.heading}: ${writeReferences(cell, facts)}`);
  if (found === null) {
    if (plain !== "" && !isNoValue(plain) && !isClosedStatus(plain))
      guesses.push(guess(column, plain.slice(0, 200), "this is not a date", 0.85));
    return null;
  }
  const { date, doubt, alternative, isAmid } = found;
  if (doubt !== null) guesses.push(guess(column, date, doubt, 0.6, alternative));
  if (isAmid) guesses.push(guess(column, date, "the only date among these words", 0.8, plain.slice(0, 200)));
  return date;
}

/** A status as the page words it; words behind it are notes. */
export function readStatusCell({ cell, facts, notes, guesses }: RowCells): string | null {
  const plain = plainText(cell("status"));
  if (isNoValue(plain) && /[\p{L}\p{N}]/u.test(plain)) notes.push(`Status: ${plain}`);
  if (plain === "" || isNoValue(plain)) return null;
  if (facts.statuses.has(toStatusKey(plain)) || plain.length <= 30) return plain;
  const [head = "", ...rest] = plain.split(/\s*[-–—:;,(.]\s*/);
  const value = facts.statuses.has(toStatusKey(head)) ? head : null;
  const reason = value === null ? "too long for a status" : "only its first words are a status";
  guesses.push(guess("status", value ?? "", reason, 0.7, plain.slice(0, 200)));
  if (value === null || rest.join("") !== "") notes.push(cell("status"));
  return value;
}

/** The key under which a status is stored: signs such as coloured dots are left out. */
export function toStatusKey(wording: string): string {
  const words = wording.replace(/[^\p{L}\p{N}\s_/'’-]+/gu, " ").trim();
  return statusKey(words === "" ? wording : words);
}

/** The comments of a cell, oldest first; what stands in it without a date is a note. */
export function readComments({ cell, facts, notes, guesses }: RowCells): readonly Comment[] {
  const own = readOwnComments(cell("comments"));
  if (own !== null) {
    notes.push(writeReferences(own.description, facts));
    return own.comments.map((comment) => ({ ...comment, text: writeReferences(comment.text, facts) }));
  }
  const { entries, undated } = readDatedText(cell("comments"));
  const crowded = entries.find(({ holdsMore }) => holdsMore);
  if (crowded)
    guesses.push(guess("comments", crowded.text.slice(0, 200), "more days stand in it: it may be several", 0.7));
  const read = entries.map(({ date, beside, text }) => {
    const author = authorIn(beside, facts);
    const words = author === null && beside !== "" ? `${beside}: ${text}` : text;
    return { date: toDate(date, facts.dates, true), author, text: writeReferences(words, facts) };
  });
  notes.push(writeReferences(undated, facts), ...read.flatMap(({ date, text }) => (date === null ? [text] : [])));
  const doubted = read.find(({ date }) => date !== null && date.doubt !== null)?.date;
  if (doubted) guesses.push(guess("comments", doubted.date, doubted.doubt ?? "", 0.6, doubted.alternative));
  return read
    .flatMap(({ date, author, text }) => (date === null || text === "" ? [] : [{ date: date.date, author, text }]))
    .toSorted(byDate);
}

/** A known person named beside the date: `**10/25 @dana**`. */
function authorIn(beside: string, { people }: Facts): string | null {
  const [link] = findLinks(beside);
  const name = nameIn(beside);
  const handle = link ? handleOfLink(link, people) : people.byHandle.has(name) ? name : null;
  return handle ?? people.byName.get(name.toLowerCase()) ?? null;
}

export function readWords(cell: string): string | null {
  return plainText(cell) || null;
}

/** True of a number that comes back as it is written: `2.10` is a version, or a price. */
const isNumber = (text: string) => Number.isFinite(Number(text)) && String(Number(text)) === text;
/** The type of a column from its filled cells, of which `least` (a share) must agree; `asks` where its heading is a question. */
export function inferField(label: string, cells: readonly string[], asks: boolean, least = 0.9): Field {
  const values = cells.map(plainText).filter((value) => value !== "");
  const all = (test: (value: string) => boolean) =>
    values.length > 0 && values.filter(test).length >= least * values.length;
  const field = (type: Field["type"], choices: string[] = []): Field => ({ label, type, values: choices });
  if (all((value) => readTick(value) !== null) || (asks && values.length === 0)) return field("boolean");
  // A question is answered by yes or no: one stray cell does not make its column text.
  const answers = values.filter((value) => readTick(value) !== null || /^[01]$/.test(value)).length;
  const isAnswered = asks && answers > 0.5 * values.length;
  // `n.a.` is an answer too, and neither yes nor no.
  if (isAnswered && values.some(isNoValue)) return field("choice", [...new Set(values)]);
  if (isAnswered) return field("boolean");
  // `7/10` is a part of a whole.
  const isDay = (value: string) => readWholeDate(value) !== null && !isFraction(value);
  if (all(isDay)) return field("date");
  if (all(isNumber)) return field("number");
  const distinct = [...new Set(values)];
  const areFew = values.length >= 4 && distinct.length <= Math.min(12, values.length / 2);
  return areFew && distinct.every((value) => value.length <= 40) ? field("choice", distinct) : field("text");
}

/** A cell as a value of its field; null where it is none of that type. */
export function readFieldCell(cell: string, field: Field, dates: DateSetting): FieldValue | null {
  const text = plainText(cell);
  const { type } = field;
  if (type === "boolean") return /^[01]$/.test(text) ? text === "1" : readTick(text);
  if (type === "number") return isNumber(text) ? Number(text) : null;
  const written = type === "date" ? readWholeDate(text) : null;
  if (type === "date") return written && (toDate(written, dates, false)?.date ?? null);
  if (type === "choice") return text;
  // As a reader sees its lines; where one has a link, with its address.
  const lines = cell.split(/\\?\n/).map((line) => (line.includes("](") ? line.trim() : plainText(line)));
  return lines.filter((line) => line !== "").join("\n");
}
