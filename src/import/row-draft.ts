/** A row of a table, or an entry of a list, to the draft of an item. */
import { answersClosed, isClosedAmong, isClosedStatus } from "../core/status.ts";
import { readTick } from "../core/yes-no.ts";
import statuses from "../words/statuses.json" with { type: "json" };
import { recordOf, wordColumns } from "./column.ts";
import { guess } from "./facts.ts";
import { isTickSign, listedValues, namingOf } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { askedBy, saysYes } from "./no-value.ts";
import type { Draft } from "./reading.ts";
import { writeReferences } from "./refs.ts";
import type { RowCells } from "./row-cells.ts";
import {
  readArea,
  readFields,
  readNumber,
  readOwnerCell,
  readPriorityCell,
  readRefsCell,
  readSchedule,
  readTitle,
} from "./row-values.ts";
import { findDate, readComments, readDate, readStatusCell, readWords, toStatusKey } from "./values.ts";

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
