/** A row of an aligned table to the draft of an item. */

import type { FieldValue } from "../core/item.ts";
import type { Field } from "../core/tracker.ts";
import { isClosedStatus } from "../core/tracker.ts";
import type { ForeignColumn } from "./column.ts";
import { type Facts, plainRead, type Read } from "./facts.ts";
import { readFieldValue } from "./fields.ts";
import { plainText } from "./inline.ts";
import { readOwners } from "./owners.ts";
import { placementGuesses } from "./placement-guesses.ts";
import { levelWords, readPriority } from "./priorities.ts";
import type { Draft } from "./reading.ts";
import { readRefs } from "./refs.ts";
import { readSchedule } from "./schedule.ts";
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

interface RowCells {
  readonly table: ReadTable;
  readonly index: number;
  readonly facts: TableFacts;
  readonly cell: (key: string) => string;
  /** The heading over a column, or what it is called where it has none. */
  readonly label: (key: string, otherwise: string) => string;
}

function rowCells(table: ReadTable, index: number, facts: TableFacts): RowCells {
  const texts = table.byColumn[index];
  return {
    table,
    index,
    facts,
    cell: (key) => texts?.get(key) ?? "",
    label: (key, otherwise) => labelOf(table.columns, key, otherwise),
  };
}

/** A priority; words that its key has no room for are notes. */
function readPriorityCell({ cell, label, facts }: RowCells): Read<string | null> {
  const plain = plainText(cell("priority"));
  const value = readPriority(plain, facts.priorities);
  const bare =
    value === null
      ? plain === ""
      : /^\W*(?:p(?:rio(?:rity)?)?)?\W*\d?\W*$/i.test(plain) ||
        plain.length === value.length ||
        levelWords(plain) !== "";
  return { value, notes: bare ? [] : [`${label("priority", "Priority")}: ${plain}`], guesses: [] };
}

function readRefsCell({ cell, label, facts }: RowCells): Read<readonly string[]> {
  const { refs } = readRefs(cell("refs"), facts.prefixes);
  const words =
    refs.length > 0 || cell("refs") === "" ? [] : [`${label("refs", "Ref")}: ${readTextCell(cell("refs"), facts)}`];
  return { value: [...new Set([...refs, ...readRefs(cell("title"), facts.prefixes).refs])], notes: words, guesses: [] };
}

/** The row's own area, that of its group, or that of its section. */
function readArea({ table, index, facts, cell }: RowCells): Read<string | null> {
  const own = readWords(cell("area"));
  const carried = table.carried[index] ?? null;
  if (own !== null || carried === null) return plainRead(own ?? facts.area);
  const value = readWords(carried.area);
  const reason = "only the first row of its group names the area";
  const guess = { column: "area", value: value ?? "", alternative: "", reason, confidence: carried.confidence };
  return { value, notes: [], guesses: [guess] };
}

/** Words of the row that no column takes. */
function looseWords({ table, index }: RowCells): readonly string[] {
  const whole = (table.cells[index]?.length ?? 0) === 0 ? (table.rows[index]?.source ?? "") : "";
  return [...strays(table, index), whole].filter((text) => text !== "");
}

function readColumnsOf(row: RowCells) {
  const { table, index, cell, label, facts } = row;
  const comments = readCommentsCell(cell("comments"), facts);
  const refs = readRefsCell(row);
  const loose = looseWords(row);
  const others = [
    cell("description"),
    comments.value.at(-1)?.text ?? "",
    ...comments.notes,
    ...loose,
    cell("area"),
    ...refs.value,
  ];
  return {
    place: { value: null, notes: [], guesses: placementGuesses(table, index) },
    description: { value: null, notes: [readTextCell(cell("description"), facts)], guesses: [] },
    title: titleOr(readTitleCell(cell("title"), facts), others),
    number: readNumber(cell("number")),
    area: readArea(row),
    owners: readOwnerCell(cell("owners"), label("owners", "Owner"), facts),
    status: readStatusCell(cell("status"), facts.statuses),
    priority: readPriorityCell(row),
    schedule: readSchedule(cell, label, facts, table.aligned.damage > 0),
    closedOn: readDateCell(cell("closed"), "closed", label("closed", "Closed"), facts),
    fields: readFields(table.byColumn[index] ?? new Map(), facts),
    refs,
    comments,
    loose: { value: null, notes: loose.map((text) => readTextCell(text, facts)), guesses: [] },
  };
}

/** Reads row `index` (0-based) of a table. */
export function draftRow(table: ReadTable, index: number, facts: TableFacts): Draft {
  const row = rowCells(table, index, facts);
  const read = readColumnsOf(row);
  const all: readonly Read<unknown>[] = Object.values(read);
  const guesses = all.flatMap((part) => part.guesses);
  const [status, comments, closedOn] = [read.status.value, read.comments.value, read.closedOn.value];
  const closed = facts.closed || closedOn !== null || (status !== null && isClosedStatus(status));
  const line = table.rows[index]?.line ?? 0;
  const { start, due, timeline } = read.schedule.value;
  return {
    number: read.number.value,
    title: read.title.value,
    status: status === null ? null : toStatusKey(status),
    priority: read.priority.value,
    area: read.area.value,
    owners: read.owners.value,
    start,
    due,
    timeline,
    refs: read.refs.value,
    closed,
    closedDate: closed ? (closedOn ?? comments.at(-1)?.date ?? null) : null,
    fields: read.fields.value,
    description: all
      .flatMap((part) => part.notes)
      .filter((note) => note.trim() !== "")
      .join("\n\n"),
    comments,
    repairs: guesses.map((guess) => ({ row: index + 1, line, ...guess })),
    confidence: Math.min(1, ...guesses.map((guess) => guess.confidence)),
    source: { line, text: table.rows[index]?.source ?? "" },
  };
}
