/** A row of an aligned table to the draft of an item. */

import { addMonths, daysBetween, type IsoDate } from "../core/calendar.ts";
import type { FieldValue } from "../core/item.ts";
import type { Field } from "../core/tracker.ts";
import { isClosedStatus } from "../core/tracker.ts";
import type { ForeignColumn } from "./column.ts";
import { isTimeline } from "./date-forms.ts";
import { type Facts, type Guess, plainRead, type Read } from "./facts.ts";
import { readFieldValue } from "./fields.ts";
import { plainText } from "./inline.ts";
import { readOwners } from "./owners.ts";
import { placementGuesses } from "./placement-guesses.ts";
import { readPriority } from "./priorities.ts";
import type { Draft } from "./reading.ts";
import { readRefs } from "./refs.ts";
import type { ReadTable } from "./table-columns.ts";
import {
  readCommentsCell,
  readDateCell,
  readStatusCell,
  readTextCell,
  readTitleCell,
  readWords,
  toStatusKey,
} from "./values.ts";

/** What a table's rows share. */
export interface TableFacts extends Facts {
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys of the statuses that the page uses. */
  readonly statuses: ReadonlySet<string>;
  readonly closed: boolean;
  /** The area of rows that name none: the heading above the table, or null. */
  readonly area: string | null;
}

/** Cells that belong to no column. */
function strays(table: ReadTable, row: number): readonly string[] {
  const placements = table.aligned.rows[row]?.placements ?? [];
  return placements.flatMap((placement, index) =>
    placement !== null && placement.column === null ? [table.cells[row]?.[index]?.text ?? ""] : [],
  );
}

interface Dates {
  readonly start: IsoDate | null;
  readonly due: IsoDate | null;
  readonly guesses: readonly Guess[];
}

/** A span longer than this, in days, is rather a slip than a year that turned. */
const longestSpan = 300;

/**
 * A start behind its end: the year has turned between the two short dates, or the cells were swapped. Where cells of
 * the page moved, a year that turns is a guess too.
 */
function orderDates(
  start: IsoDate | null,
  due: IsoDate | null,
  short: boolean,
  damaged: boolean,
  anchor: IsoDate,
): Dates {
  if (start === null || due === null) return { start, due, guesses: [] };
  const turns = start.slice(5) > due.slice(5);
  if (start <= due) return { start, due, guesses: turns && short && damaged ? [turnGuess(start, due)] : [] };
  const [earlier, later] = [addMonths(start, -12), addMonths(due, 12)];
  if (short && daysBetween(start, later) <= longestSpan) {
    const back = Math.abs(daysBetween(anchor, earlier)) < Math.abs(daysBetween(anchor, later));
    const dates = back ? { start: earlier, due } : { start, due: later };
    return { ...dates, guesses: turns && damaged ? [turnGuess(dates.start, dates.due)] : [] };
  }
  const reason = "the start is later than the end";
  const swapped = damaged ? { start: due, due: start } : { start, due };
  const guess = { column: "start", value: swapped.start, alternative: swapped.due, reason, confidence: 0.7 };
  return { ...swapped, guesses: [guess] };
}

function turnGuess(start: IsoDate, due: IsoDate): Guess {
  return {
    column: "start",
    value: start,
    alternative: due,
    reason: "the year turns between start and end, unless the two were swapped",
    confidence: 0.8,
  };
}

function readFields(cells: ReadonlyMap<string, string>, facts: TableFacts): Read<Readonly<Record<string, FieldValue>>> {
  const read = [...facts.fields].flatMap(([key, field]) => {
    const cell = cells.get(key) ?? "";
    return plainText(cell) === "" && cell === ""
      ? []
      : [{ key, field, cell, value: readFieldValue(cell, field, facts.dates) }];
  });
  const odd = read.filter(({ value }) => value === null);
  return {
    value: Object.fromEntries(read.flatMap(({ key, value }) => (value === null || value === "" ? [] : [[key, value]]))),
    notes: odd.map(({ field, key, cell }) => `${field.label || key}: ${readTextCell(cell, facts)}`),
    guesses: odd.map(({ key, field, cell }) => ({
      column: key,
      value: cell.slice(0, 200),
      alternative: "",
      reason: `no ${field.type} value, so it went to the description`,
      confidence: 0.8,
    })),
  };
}

function readOwnerCell(cell: string, label: string, facts: TableFacts): Read<readonly string[]> {
  const { owners, words, doubts } = readOwners(cell, facts.people);
  return {
    value: owners,
    notes: words === "" ? [] : [`${label || "Owner"}: ${words}`],
    guesses: doubts.map((doubt) => ({ ...doubt, column: "owners" })),
  };
}

/** A title for an item that has none: the first words that it does have. */
function titleOr(title: Read<string>, others: readonly string[]): Read<string> {
  if (title.value !== "") return title;
  const words = plainText(others.find((text) => plainText(text) !== "") ?? "");
  const value =
    words === ""
      ? "Untitled"
      : words.length <= 80
        ? words
        : `${words.slice(0, Math.max(20, words.lastIndexOf(" ", 80)))} …`;
  return {
    ...title,
    value,
    guesses: [
      ...title.guesses,
      {
        column: "title",
        value,
        alternative: "",
        reason: "the row has no title, so its first words serve",
        confidence: 0.3,
      },
    ],
  };
}

function readNumber(cell: string): Read<number | null> {
  const plain = plainText(cell);
  if (plain === "") return plainRead(null);
  const number = /^#?(\d{1,9})[.)]?$/.exec(plain)?.[1];
  if (number !== undefined && Number(number) > 0) return plainRead(Number(number));
  return { value: null, notes: [`#: ${plain}`], guesses: [] };
}

function labelOf(columns: readonly ForeignColumn[], key: string, otherwise: string): string {
  return columns.find((column) => column.key === key)?.label || otherwise;
}

/** Reads row `index` (0-based) of a table. */
export function draftRow(table: ReadTable, index: number, facts: TableFacts): Draft {
  const source = table.rows[index];
  const cells: ReadonlyMap<string, string> = table.byColumn[index] ?? new Map();
  const cell = (key: string) => cells.get(key) ?? "";
  const label = (key: string, otherwise: string) => labelOf(table.columns, key, otherwise);
  const number = readNumber(cell("number"));
  const comments = readCommentsCell(cell("comments"), facts);
  const owners = readOwnerCell(cell("owners"), label("owners", "Owner"), facts);
  const status = readStatusCell(cell("status"), facts.statuses);
  const [start, due, closedOn] = (["start", "due", "closed"] as const).map((key) =>
    readDateCell(cell(key), key, label(key, key), facts),
  );
  const timeline = readWords(cell("timeline"));
  // Words such as `Q2` in a column of dates are a timeline where the row has no other.
  const late =
    timeline === null && due?.value === null && isTimeline(plainText(cell("due"))) ? plainText(cell("due")) : null;
  const short = !/\d{4}/.test(cell("start") + cell("due"));
  const order = orderDates(
    start?.value ?? null,
    due?.value ?? null,
    short,
    table.aligned.damage > 0,
    facts.dates.anchor,
  );
  const fields = readFields(cells, facts);
  const refs = readRefs(cell("refs"), facts.prefixes);
  const refWords =
    refs.refs.length > 0 || cell("refs") === ""
      ? []
      : [`${label("refs", "Ref")}: ${readTextCell(cell("refs"), facts)}`];
  const loose = [
    ...strays(table, index),
    ...(source !== undefined && (table.cells[index]?.length ?? 0) === 0 ? [source.source] : []),
  ];
  const title = titleOr(readTitleCell(cell("title"), facts), [
    cell("description"),
    comments.value.at(-1)?.text ?? "",
    ...comments.notes,
    ...loose,
    cell("area"),
    ...refs.refs,
  ]);
  const notes = [
    readTextCell(cell("description"), facts),
    ...title.notes,
    ...number.notes,
    ...owners.notes,
    ...status.notes,
    ...(start?.notes ?? []),
    ...(late === null ? (due?.notes ?? []) : []),
    ...(closedOn?.notes ?? []),
    ...fields.notes,
    ...refWords,
    ...comments.notes,
    ...loose.map((text) => readTextCell(text, facts)),
  ];
  const guesses = [
    ...placementGuesses(table, index),
    ...title.guesses,
    ...owners.guesses,
    ...status.guesses,
    ...order.guesses,
    ...(start?.guesses ?? []),
    ...(late === null ? (due?.guesses ?? []) : []),
    ...(closedOn?.guesses ?? []),
    ...fields.guesses,
    ...comments.guesses,
  ];
  const closed =
    facts.closed || (status.value !== null && isClosedStatus(status.value)) || (closedOn?.value ?? null) !== null;
  const line = source?.line ?? 0;
  const area = readWords(cell("area")) ?? facts.area;
  return {
    number: number.value,
    title: title.value,
    status: status.value === null ? null : toStatusKey(status.value),
    priority: readPriority(plainText(cell("priority")), facts.priorities),
    area,
    owners: owners.value,
    start: order.start,
    due: order.due,
    timeline: timeline ?? late,
    refs: [...new Set([...refs.refs, ...readRefs(cell("title"), facts.prefixes).refs])],
    closed,
    closedDate: closed ? (closedOn?.value ?? comments.value.at(-1)?.date ?? null) : null,
    fields: fields.value,
    description: notes.filter((note) => note.trim() !== "").join("\n\n"),
    comments: comments.value,
    repairs: guesses.map((guess) => ({ row: index + 1, line, ...guess })),
    confidence: Math.min(1, ...guesses.map((guess) => guess.confidence)),
    source: { line, text: source?.source ?? "" },
  };
}
