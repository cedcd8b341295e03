/** A row of a table, or an entry of a list, to the draft of an item. */
import { answersClosed, isClosedStatus } from "../core/status.ts";
import { readTick } from "../core/yes-no.ts";
import statuses from "../words/statuses.json" with { type: "json" };
import { recordOf, wordColumns } from "./column.ts";
import { guess, type Read, sumUp } from "./facts.ts";
import { listedValues, namingOf } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { Draft } from "./reading.ts";
import { writeReferences } from "./refs.ts";
import {
  type RowCells,
  readArea,
  readFields,
  readNumber,
  readOwnerCell,
  readPriorityCell,
  readRefsCell,
  readSchedule,
  titleOr,
} from "./row-values.ts";
import { readCommentsCell, readDateCell, readStatusCell, readTitleCell, readWords, toStatusKey } from "./values.ts";

function readColumnsOf(row: RowCells) {
  const { cell, label, facts, loose, guesses } = row;
  const comments = readCommentsCell(cell("comments"), facts);
  const refs = readRefsCell(row);
  const last = comments.value.at(-1)?.text ?? "";
  const others = [cell("description"), last, ...comments.notes, ...loose, cell("area"), ...refs.value];
  return {
    place: { value: null, notes: [writeReferences(cell("description"), facts)], guesses },
    title: titleOr(readTitleCell(cell("title"), facts), others),
    number: readNumber(cell("number")),
    area: readArea(row),
    owners: readOwnerCell(cell("owners"), label("owners", "Owner"), facts),
    status: readStatusCell(cell("status"), facts.statuses),
    priority: readPriorityCell(row),
    schedule: readSchedule(cell, label, facts),
    closedOn: readDateCell(cell("closed"), "closed", label("closed", "Closed"), facts),
    fields: readFields(row),
    refs,
    comments,
    loose: { value: null, notes: loose.map((text) => writeReferences(text, facts)), guesses: [] },
  };
}

function isOver(status: string | null, heading: string, of = ""): boolean {
  // A deliverable that is accepted is over; a risk is not.
  const [words, title] = [(status ?? "").toLowerCase(), of.toLowerCase()];
  const isAccepted = statuses.delivered.words.includes(words) && statuses.delivered.titles.includes(title);
  return status !== null && (isAccepted || isClosedStatus(status) || answersClosed(status, heading));
}

/** The cell's status; where it is empty, the first that its heading lists, as in `Status (Pending, Done)`. */
function statusOf({ cell, label }: RowCells, read: string | null): string | null {
  const heading = label("status", "");
  const first = listedValues(heading).find((value) => !isOver(value, heading));
  return read ?? (cell("status").trim() === "" ? (first ?? null) : null);
}

/** The day under another heading that is a closed word, such as `Cancelled` beside `Completed`. */
function closedElsewhere({ columns, cell, facts }: RowCells): string | null {
  const days = columns.map(({ key, kind, label }) =>
    kind === "field" && isClosedStatus(label) ? readDateCell(cell(key), "closed", label, facts).value : null,
  );
  return days.find((day) => day !== null) ?? null;
}

/** What says that the work is over where no status does: `done` for the day, 100 %, a tick without a heading; "" else. */
function doneBy({ columns, cell }: RowCells): string {
  const textAt = ({ key }: { readonly key: string }) => plainText(cell(key));
  const own = columns.filter(({ kind }) => kind === "field" || kind === "boolean" || kind === "unnamed");
  const parts = own.filter(({ label }) => namingOf(label, "percent") > 0).map(textAt);
  const ticks = own.filter(({ label }) => label === "").map(textAt);
  return (
    [plainText(cell("due")), ...parts].find(isClosedStatus) ??
    ticks.find((text) => /^[^\p{L}]+$/u.test(text) && readTick(text) === true) ??
    ""
  );
}

/** `done` beside a status that says that work goes on. */
function contradiction(done: string, status: string | null, closed: boolean): Read<null> {
  const reason = `it stands beside "${done}", which says that the work is over`;
  const isOdd = done !== "" && done !== "100%" && !closed && status !== null;
  return { value: null, notes: [], guesses: isOdd ? [guess("status", status, reason, 0.7, "closed")] : [] };
}

export function draftRow(row: RowCells): Draft {
  const { facts, done } = row;
  const read = readColumnsOf(row);
  const [comments, closedOn] = [read.comments.value, read.closedOn.value];
  // A heading closes what stands below it, but for rows that say otherwise.
  const { start, timeline, ...schedule } = read.schedule.value;
  const saidOver = done === true || isOver(read.status.value, row.label("status", ""), row.label("title", ""));
  const isOpen = !saidOver && (done === false || readTick(read.status.value ?? "") === false);
  // Nothing was closed on a day to come, unless it stands among what is.
  const isPlan = !saidOver && !facts.closed && closedOn !== null && closedOn > facts.dates.today;
  const planned = isPlan ? closedOn : null;
  const over = done === true || (closedOn !== null && !isPlan) || (facts.closed && !isOpen);
  const status = over ? read.status.value : statusOf(row, read.status.value);
  const said = doneBy(row);
  const closed = over || (status === null ? said !== "" : saidOver);
  const all: readonly Read<unknown>[] = [...Object.values(read), contradiction(said, status, closed)];
  return {
    ...recordOf(wordColumns, (key) => readWords(row.cell(key))),
    number: read.number.value,
    title: read.title.value,
    status: status === null ? null : toStatusKey(status),
    priority: read.priority.value,
    area: read.area.value,
    owners: read.owners.value,
    start,
    due: schedule.due ?? planned,
    timeline,
    refs: read.refs.value,
    closed,
    closedDate: closed ? (closedOn ?? closedElsewhere(row) ?? comments.at(-1)?.date ?? null) : null,
    fields: read.fields.value,
    comments,
    ...sumUp(all, row.row, row.source),
  };
}
