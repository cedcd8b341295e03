/** A row of a table, or an entry of a list, to the draft of an item. */
import type { FieldValue } from "../core/item.ts";
import { trustedConfidence } from "../core/repair.ts";
import { answersClosed, isClosedAmong, isClosedStatus } from "../core/status.ts";
import { readTick } from "../core/yes-no.ts";
import statuses from "../words/statuses.json" with { type: "json" };
import { recordOf, wordColumns } from "./column.ts";
import { isTimeline, readWholeDate, weekdayOf } from "./date-forms.ts";
import { guess } from "./facts.ts";
import { isTickSign, listedValues, namingOf } from "./heading-words.ts";
import { findLinks, plainText } from "./inline.ts";
import { askedBy, isNoValue, saysYes } from "./no-value.ts";
import { readOwners } from "./owners.ts";
import { readPriority } from "./page-vocabulary.ts";
import { handleInUrl } from "./people.ts";
import type { Draft } from "./reading.ts";
import { readRefs, writeReferences } from "./refs.ts";
import type { RowCells } from "./row-cells.ts";
import { isTotal } from "./section-words.ts";
import { isKey } from "./shapes.ts";
import { findDate, readComments, readDate, readFieldCell, readStatusCell, readWords, toStatusKey } from "./values.ts";

function readFields({ cell: cellOf, facts, notes, guesses }: RowCells): Readonly<Record<string, FieldValue>> {
  const values = new Map<string, FieldValue>();
  for (const [key, field] of facts.fields) {
    const cell = cellOf(key);
    const value = cell === "" ? "" : readFieldCell(cell, field, facts.dates);
    if (value === null) {
      notes.push(`${field.label || key}: ${writeReferences(cell, facts)}`);
      const reason = `not a ${field.type} value, so it was moved to the description`;
      if (!isNoValue(plainText(cell))) guesses.push(guess(key, cell.slice(0, 200), reason, 0.8));
    } else if (value !== "") values.set(key, value);
  }
  return { ...Object.fromEntries(values), ...facts.section };
}

function readOwnerCell({ cell, heading, facts, notes, guesses }: RowCells): readonly string[] {
  const above = cell("owners") === "" ? facts.owner : null;
  const { owners, words, doubts } = readOwners(above?.owners ?? cell("owners"), facts.people);
  const reason = "the heading above names somebody, who may own it";
  if (above && above.confidence < trustedConfidence)
    guesses.push(guess("owners", above.owners, reason, above.confidence));
  if (words !== "") notes.push(`${heading("owners") || "Owner"}: ${words}`);
  guesses.push(...doubts.map((doubt) => ({ ...doubt, column: "owners" })));
  return owners;
}

const titleLimit = 200;

/** The readable text of a title; links and what follows its first lines are notes. */
function readTitleCell({ cell, facts, notes }: RowCells): string {
  const written = cell("title");
  const [first = "", ...more] = written
    .split(/\\?\n/)
    .map((part) => part.replace(written.includes("\n") ? /^\s*(?:[-*+]|\d+[.)])\s/ : "", "").trim())
    .filter((part) => part !== "");
  const text = plainText(first);
  const links = findLinks(first).filter(({ url, text }) => handleInUrl(url) === null && text !== url);
  const isLong = text.length > titleLimit;
  notes.push(isLong ? writeReferences(first, facts) : links.map(({ start, end }) => first.slice(start, end)).join(" "));
  notes.push(writeReferences(more.map((part) => `- ${part}`).join("\n"), facts));
  if (!isLong) return text;
  const blank = text.lastIndexOf(" ", 120);
  // Not behind `Mr.` or `e.g.`.
  return /^.{20,160}?\p{L}{3}[.!?;](?=\s)/u.exec(text)?.[0] ?? text.slice(0, blank > 20 ? blank : 120);
}

/** The title; of an item that has none, the first words that it does have. */
function readTitle(row: RowCells, others: readonly string[]): string {
  const title = readTitleCell(row);
  if (isTotal(title)) row.guesses.push(guess("title", title, "reads like a sum of other rows, not like an item", 0.5));
  if (title !== "") return title;
  const words = plainText(others.find((text) => plainText(text) !== "") ?? "");
  const cut = words.length <= 80 ? words : `${words.slice(0, Math.max(20, words.lastIndexOf(" ", 80)))} …`;
  const value = words === "" ? "Untitled" : cut;
  row.guesses.push(guess("title", value, "the row has no title, so its first words are used", 0.3));
  return value;
}

/** The number; one that is among the `given` names nobody: only the first row keeps it. */
function readNumber({ cell, notes, guesses }: RowCells, given: ReadonlySet<number>): number | null {
  const plain = plainText(cell("number"));
  const number = Number(/^#?(\d{1,9})[.)]?$/.exec(plain)?.[1] ?? 0);
  if (number === 0 && plain !== "") notes.push(`#: ${plain}`);
  if (!given.has(number)) return number || null;
  guesses.push(guess("number", "", "another row above has the same number", 0.8, String(number)));
  return null;
}

/** A priority; words that its key has no room for are notes. */
function readPriorityCell({ cell, heading, facts, notes }: RowCells): string | null {
  const plain = plainText(cell("priority"));
  const value = readPriority(plain, facts.priorities);
  const isBare = plain.length === value?.length || /^\W*(?:p(?:rio(?:rity)?)?)?\W*\d?\W*$/i.test(plain);
  if (plain !== "" && (value === null || !isBare)) notes.push(`${heading("priority") || "Priority"}: ${plain}`);
  return value;
}

function readRefsCell({ cell, heading, facts, notes }: RowCells): readonly string[] {
  const key = plainText(cell("refs"));
  const refs = isKey(key) ? [key] : readRefs(cell("refs"), facts.prefixes).refs;
  if (refs.length === 0 && cell("refs") !== "")
    notes.push(`${heading("refs") || "Ref"}: ${writeReferences(cell("refs"), facts)}`);
  return [...new Set([...refs, ...readRefs(cell("title"), facts.prefixes).refs])];
}

/** The row's own area, that of its group, or that of its section. */
function readArea({ carried, facts, cell, guesses }: RowCells): string | null {
  const own = readWords(cell("area"));
  if (own !== null || carried === null) return own ?? facts.area;
  const { taken, confidence } = carried;
  const above = readWords(carried.area) ?? "";
  const reason = taken ? "only the first row of its group names the area" : "the area above may apply to this row too";
  const [value, alternative] = taken ? [above, ""] : [facts.area ?? "", above];
  guesses.push(guess("area", value, reason, confidence, alternative));
  return value || null;
}

function readSchedule(row: RowCells) {
  const { cell, facts, guesses } = row;
  // `November 23, 2026 → November 25, 2026`: both days.
  const days = plainText(cell("due")).split(/\s*(?:→|–|—|\s-\s|\s(?:to|until|bis)\s)\s*/);
  const isSpan = cell("start") === "" && days.length === 2 && days.every((day) => readWholeDate(day) !== null);
  const [from = "", to = ""] = isSpan ? days : [cell("start"), cell("due")];
  const timeline = readWords(cell("timeline"));
  // Words such as `Q2` in a column of dates are a timeline where the row has no other.
  const words = plainText(to);
  const isWeekday = weekdayOf(words) !== null;
  const isTime = timeline === null && (isTimeline(words) || isWeekday) && findDate(words, facts.dates) === null;
  if (isTime && isWeekday)
    guesses.push(guess("timeline", words, "the page does not show of which week this day is", 0.8));
  const [start, own] = [readDate(row, "start", from), isTime ? null : readDate(row, "due", to)];
  const stated = to === "" ? facts.day : null;
  const due = own ?? stated?.date ?? null;
  if (stated?.doubt) guesses.push(guess("due", stated.date, stated.doubt, 0.7));
  if (start !== null && due !== null && start > due)
    guesses.push(guess("start", start, "the start is later than the end", 0.7, due));
  return { start, due, timeline: isTime ? words : timeline };
}

function isOver(status: string | null, { heading, facts }: RowCells): boolean {
  // A deliverable that is accepted is over; a risk is not.
  const [words, title] = [(status ?? "").toLowerCase(), heading("title").toLowerCase()];
  const isAccepted = statuses.delivered.words.includes(words) && statuses.delivered.titles.includes(title);
  const isClosed = isAccepted || isClosedAmong(status ?? "", facts.statuses);
  return status !== null && (isClosed || answersClosed(status, heading("status")));
}

/** What a row answers where its headings ask whether its work is over, and no status says it: null where not all agree; `unsure`, the heading that may ask something else. */
function answered({ columns, cell, facts }: RowCells, due: string | null) {
  const status = columns.find(({ kind }) => kind === "status");
  if (status !== undefined && askedBy(status.label) === null) return null;
  const all = columns.flatMap(({ key, kind, label }) => {
    const asked = kind === "boolean" || kind === "status" ? askedBy(label) : null;
    return asked === null ? [] : [{ asked, label, sign: plainText(cell(key)) }];
  });
  const known = all.filter(({ asked }) => asked !== "unknown");
  const asking = known.length > 0 ? known : all;
  const isAhead = due !== null && due > facts.dates.today;
  const unsure = asking.find(({ asked }) => asked === "unknown" || (asked === "approved" && isAhead));
  const [first] = asking;
  return first && asking.every(({ sign }) => saysYes(sign)) ? { sign: first.sign, unsure: unsure?.label } : null;
}

/** What says that the work is over where no status does: `done` for the day, 100 %, a tick without a heading; "" else. */
function doneBy({ columns, cell }: RowCells): string {
  const textAt = ({ key }: { readonly key: string }) => plainText(cell(key));
  const own = columns.filter(({ kind }) => kind === "field" || kind === "boolean" || kind === "unnamed");
  const parts = own.filter(({ label }) => namingOf(label, "percent") > 0).map(textAt);
  const ticks = own.filter((each) => isTickSign(each.label) || (each.label === "" && !/\p{L}/u.test(textAt(each))));
  const isTicked = (text: string) => readTick(text) === true;
  return [plainText(cell("due")), ...parts].find(isClosedStatus) ?? ticks.map(textAt).find(isTicked) ?? "";
}

/** The draft of a row; `given` are the numbers of the rows above. */
export function draftRow(row: RowCells, given: ReadonlySet<number>): Draft {
  const { facts, done, cell, heading, guesses } = row;
  // The notes on tickets and comments come last, and may be all that the row has.
  const late: RowCells = { ...row, notes: [], guesses: [] };
  const comments = readComments(late);
  const words = [cell("description"), comments.at(-1)?.text ?? "", ...late.notes, ...row.loose, cell("area")];
  const refs = readRefsCell(late);
  late.notes.push(...row.loose.map((text) => writeReferences(text, facts)));
  row.notes.push(writeReferences(cell("description"), facts));
  const title = readTitle(row, [...words, ...refs]);
  const [number, area, owners] = [readNumber(row, given), readArea(row), readOwnerCell(row)];
  const [said, priority, schedule] = [readStatusCell(row), readPriorityCell(row), readSchedule(row)];
  const [closedOn, fields] = [readDate(row, "closed", cell("closed")), readFields(row)];
  const answer = answered(row, schedule.due);
  // A heading closes what stands below it, but for rows that say otherwise.
  const isExplained = said !== null && facts.over.has(toStatusKey(said));
  const isAnswered = answer !== null && answer.unsure === undefined;
  const saidOver = done === true || isExplained || isAnswered || isOver(said, row);
  const isOpen = !saidOver && (done === false || readTick(said ?? "") === false);
  // Nothing was closed on a day to come, unless it stands among what is.
  const isPlan = !saidOver && !facts.closed && closedOn !== null && closedOn > facts.dates.today;
  const over = done === true || (closedOn !== null && !isPlan) || (facts.closed && !isOpen);
  // Where it is empty, the first that its heading lists, as in `Status (Pending, Done)`.
  const listed = over || cell("status").trim() !== "" ? [] : listedValues(heading("status"));
  const status = said ?? listed.find((value) => !isOver(value, row)) ?? null;
  const sign = doneBy(row);
  const closed = over || saidOver || (status === null && sign !== "");
  // The day under another heading that is a closed word, such as `Cancelled` beside `Completed`.
  const others = row.columns.filter(({ kind, label }) => kind === "field" && isClosedStatus(label));
  const elsewhere = others.flatMap(({ key }) => findDate(plainText(cell(key)), facts.dates)?.date ?? []);
  guesses.push(...late.guesses);
  const odd = `it stands beside "${sign}", which says that the work is over`;
  if (sign !== "" && !closed) guesses.push(guess("status", status ?? "", odd, 0.7, "closed"));
  if (!closed && answer?.unsure !== undefined) {
    const reason = `"${answer.sign}" below "${answer.unsure}" may say that the work is over`;
    guesses.push(guess("closed", "", reason, 0.7, "closed"));
  }
  if (owners.length === 0 && facts.areas.has(title))
    guesses.push(guess("title", title, "is what other rows are part of: it may be no item", 0.6));
  return {
    ...recordOf(wordColumns, (key) => readWords(cell(key))),
    ...schedule,
    number,
    title,
    status: status === null ? null : toStatusKey(status),
    priority,
    area,
    owners,
    due: schedule.due ?? (isPlan ? closedOn : null),
    refs,
    closed,
    closedDate: closed ? (closedOn ?? elsewhere[0] ?? comments.at(-1)?.date ?? null) : null,
    fields,
    comments,
    description: [...row.notes, ...late.notes].filter((note) => note.trim() !== "").join("\n\n"),
    repairs: guesses.map((guess) => ({ row: row.row, line: row.source.line, ...guess })),
    confidence: Math.min(1, ...guesses.map(({ confidence }) => confidence)),
    source: row.source,
  };
}
