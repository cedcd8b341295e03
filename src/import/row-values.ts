/** The values of a row of an aligned table, column by column. */

import type { FieldValue } from "../core/item.ts";
import type { Field } from "../core/tracker.ts";
import type { CarriedArea } from "./carried-areas.ts";
import type { Columns } from "./column.ts";
import { isTimeline, readWholeDate } from "./date-forms.ts";
import { type Facts, type Guess, guess, type Read, readWithoutGuess } from "./facts.ts";
import { readFieldCell } from "./fields.ts";
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { readOwners } from "./owners.ts";
import { placementGuesses } from "./placement-guesses.ts";
import { readPriority } from "./priorities.ts";
import type { Draft } from "./reading.ts";
import { readRefs, writeReferences } from "./refs.ts";
import { isKey } from "./shapes.ts";
import type { Row } from "./sources/blocks.ts";
import type { ReadTable } from "./table-columns.ts";
import { readDateCell, readWords } from "./values.ts";

/** What a table's rows share. */
export interface TableFacts extends Facts {
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys of the statuses that the page uses. */
  readonly statuses: ReadonlySet<string>;
  readonly closed: boolean;
  /** The area of rows that name none: the heading above the table, or null. */
  readonly area: string | null;
}

export function readFields({ cell: cellOf, facts }: RowCells): Read<Readonly<Record<string, FieldValue>>> {
  const read = [...facts.fields].flatMap(([key, field]) => {
    const cell = cellOf(key);
    return cell === "" ? [] : [{ key, field, cell, value: readFieldCell(cell, field, facts.dates) }];
  });
  const odd = read.filter(({ value }) => value === null);
  return {
    value: Object.fromEntries(read.flatMap(({ key, value }) => (value === null || value === "" ? [] : [[key, value]]))),
    notes: odd.map(({ field, key, cell }) => `${field.label || key}: ${writeReferences(cell, facts)}`),
    guesses: odd
      .filter(({ cell }) => !isNoValue(plainText(cell)))
      .map(({ key, field: { type }, cell }) =>
        guess(key, cell.slice(0, 200), `not a ${type} value, so it was moved to the description`, 0.8),
      ),
  };
}

export function readOwnerCell(cell: string, label: string, facts: Facts): Read<readonly string[]> {
  const { owners, words, doubts } = readOwners(cell, facts.people);
  return {
    value: owners,
    notes: words === "" ? [] : [`${label || "Owner"}: ${words}`],
    guesses: doubts.map((doubt) => ({ ...doubt, column: "owners" })),
  };
}

/** A title for an item that has none: the first words that it does have. */
export function titleOr(title: Read<string>, others: readonly string[]): Read<string> {
  if (title.value !== "") return title;
  const words = plainText(others.find((text) => plainText(text) !== "") ?? "");
  const cut = words.length <= 80 ? words : `${words.slice(0, Math.max(20, words.lastIndexOf(" ", 80)))} …`;
  const value = words === "" ? "Untitled" : cut;
  const reason = "the row has no title, so its first words are used";
  return { ...title, value, guesses: [...title.guesses, guess("title", value, reason, 0.3)] };
}

export function readNumber(cell: string): Read<number | null> {
  const plain = plainText(cell);
  if (plain === "") return readWithoutGuess(null);
  const number = /^#?(\d{1,9})[.)]?$/.exec(plain)?.[1];
  if (number !== undefined && Number(number) > 0) return readWithoutGuess(Number(number));
  return { value: null, notes: [`#: ${plain}`], guesses: [] };
}

/** A row of a table, or an entry of a list. */
export interface RowCells {
  readonly facts: TableFacts;
  readonly columns: Columns;
  readonly cell: (key: string) => string;
  /** The heading over a column, or what it is called where it has none. */
  readonly label: (key: string, otherwise: string) => string;
  /** Words that no column takes. */
  readonly loose: readonly string[];
  /** What is doubted of its cells' places. */
  readonly guesses: readonly Guess[];
  /** The area that a row above names for it too. */
  readonly carried: CarriedArea | null;
  /** The state of its box, or null without one. */
  readonly done: boolean | null;
  /** 1-based place in its table or list. */
  readonly row: number;
  readonly source: Draft["source"];
}

/** A row that is crossed out is done or dropped. */
function strokeGuesses(row: Row | undefined): readonly Guess[] {
  const filled = row?.cells.filter((cell) => cell !== "") ?? [];
  const isStruck = filled.length > 0 && filled.every((cell) => /^~~(?:(?!~~)[\s\S])+~~$/.test(cell));
  return isStruck ? [guess("closed", "", "the row is crossed out, so it may be over", 0.7, "closed")] : [];
}

/** Row `index` (0-based) of a table. */
export function rowCells(table: ReadTable, index: number, facts: TableFacts): RowCells {
  const { columns, byColumn, carried, rows } = table;
  const cell = (key: string) => byColumn[index]?.get(key) ?? "";
  return {
    facts,
    columns,
    cell,
    label: (key, otherwise) => columns.find((column) => column.key === key)?.label || otherwise,
    loose: looseWords(table, index),
    guesses: [...placementGuesses(table, index), ...bandGuesses(table, index), ...strokeGuesses(rows[index])],
    carried: carried[index] ?? null,
    done: null,
    row: index + 1,
    source: { line: rows[index]?.line ?? 0, text: rows[index]?.source ?? "" },
  };
}

/** A priority; words that its key has no room for are notes. */
export function readPriorityCell({ cell, label, facts }: RowCells): Read<string | null> {
  const plain = plainText(cell("priority"));
  const value = readPriority(plain, facts.priorities);
  const bare =
    value === null
      ? plain === ""
      : plain.length === value.length || /^\W*(?:p(?:rio(?:rity)?)?)?\W*\d?\W*$/i.test(plain);
  return { value, notes: bare ? [] : [`${label("priority", "Priority")}: ${plain}`], guesses: [] };
}

export function readRefsCell({ cell, label, facts }: RowCells): Read<readonly string[]> {
  const key = plainText(cell("refs"));
  const refs = isKey(key) ? [key] : readRefs(cell("refs"), facts.prefixes).refs;
  const words =
    refs.length > 0 || cell("refs") === "" ? [] : [`${label("refs", "Ref")}: ${writeReferences(cell("refs"), facts)}`];
  return { value: [...new Set([...refs, ...readRefs(cell("title"), facts.prefixes).refs])], notes: words, guesses: [] };
}

/** The row's own area, that of its group, or that of its section. */
export function readArea({ carried, facts, cell }: RowCells): Read<string | null> {
  const own = readWords(cell("area"));
  if (own !== null || carried === null) return readWithoutGuess(own ?? facts.area);
  const { taken, confidence } = carried;
  const above = readWords(carried.area) ?? "";
  const reason = taken ? "only the first row of its group names the area" : "the area above may apply to this row too";
  const [value, alternative] = taken ? [above, ""] : [facts.area ?? "", above];
  const guesses = [guess("area", value, reason, confidence, alternative)];
  return { value: value === "" ? null : value, notes: [], guesses };
}

/** A row that may name those below it: it may be no item. */
function bandGuesses({ byColumn, rows }: ReadTable, index: number): readonly Guess[] {
  const reason = "the row has hardly more than a title, so it may name the rows below";
  const value = plainText(byColumn[index]?.get("title") ?? "");
  return rows[index]?.mayName === true ? [guess("title", value, reason, 0.8)] : [];
}

/** Words of the row that no column takes. */
function looseWords({ aligned, cells, rows }: ReadTable, index: number): readonly string[] {
  const whole = (cells[index]?.length ?? 0) === 0 ? (rows[index]?.source ?? "") : "";
  const placements = aligned.rows[index]?.placements ?? [];
  const strays = placements.map((placement, at) =>
    placement?.column === null ? (cells[index]?.[at]?.text ?? "") : "",
  );
  return [...strays, whole].filter((text) => text !== "");
}

/** `November 23, 2026 → November 25, 2026`: both days; of any other cell the second. */
function spanOf(cell: string): readonly [string, string] {
  const days = plainText(cell).split(/\s*(?:→|–|—|\s-\s|\s(?:to|until|bis)\s)\s*/);
  const [from = "", to = ""] = days;
  return days.length === 2 && readWholeDate(from) && readWholeDate(to) ? [from, to] : ["", cell];
}

/** Reads a row's dates and timeline. */
export function readSchedule(
  cell: (key: string) => string,
  label: (key: string, otherwise: string) => string,
  facts: Facts,
) {
  const [from, to] = cell("start") === "" ? spanOf(cell("due")) : [cell("start"), cell("due")];
  const start = readDateCell(from, "start", label("start", "Start"), facts);
  const due = readDateCell(to, "due", label("due", "Due"), facts);
  const own = readWords(cell("timeline"));
  // Words such as `Q2` in a column of dates are a timeline where the row has no other.
  const words = plainText(cell("due"));
  const late = own === null && due.value === null && isTimeline(words) ? words : null;
  const reason = "the start is later than the end";
  const isTurned = start.value !== null && due.value !== null && start.value > due.value;
  const order = isTurned ? [guess("start", start.value ?? "", reason, 0.7, due.value ?? "")] : [];
  return {
    value: { start: start.value, due: due.value, timeline: own ?? late },
    notes: [...start.notes, ...(late === null ? due.notes : [])],
    guesses: [...order, ...start.guesses, ...(late === null ? due.guesses : [])],
  };
}
