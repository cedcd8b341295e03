/** The values of a row, column by column. */
import type { FieldValue } from "../core/item.ts";
import { trustedConfidence } from "../core/repair.ts";
import { isTimeline, readWholeDate, weekdayOf } from "./date-forms.ts";
import { guess } from "./facts.ts";
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { readOwners } from "./owners.ts";
import { readPriority } from "./priorities.ts";
import { readRefs, writeReferences } from "./refs.ts";
import type { RowCells } from "./row-cells.ts";
import { isTotal } from "./section-words.ts";
import { isKey } from "./shapes.ts";
import { findDate, readDate, readFieldCell, readTitleCell, readWords } from "./values.ts";

export function readFields({ cell: cellOf, facts, notes, guesses }: RowCells): Readonly<Record<string, FieldValue>> {
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

export function readOwnerCell({ cell, heading, facts, notes, guesses }: RowCells): readonly string[] {
  const above = cell("owners") === "" ? facts.owner : null;
  const { owners, words, doubts } = readOwners(above?.owners ?? cell("owners"), facts.people);
  const reason = "the heading above names somebody, who may own it";
  if (above && above.confidence < trustedConfidence)
    guesses.push(guess("owners", above.owners, reason, above.confidence));
  if (words !== "") notes.push(`${heading("owners") || "Owner"}: ${words}`);
  guesses.push(...doubts.map((doubt) => ({ ...doubt, column: "owners" })));
  return owners;
}

/** The title; of an item that has none, the first words that it does have. */
export function readTitle(row: RowCells, others: readonly string[]): string {
  const { cell, guesses } = row;
  const title = readTitleCell(row, cell("title"));
  if (isTotal(title)) guesses.push(guess("title", title, "reads like a sum of other rows, not like an item", 0.5));
  if (title !== "") return title;
  const words = plainText(others.find((text) => plainText(text) !== "") ?? "");
  const cut = words.length <= 80 ? words : `${words.slice(0, Math.max(20, words.lastIndexOf(" ", 80)))} …`;
  const value = words === "" ? "Untitled" : cut;
  guesses.push(guess("title", value, "the row has no title, so its first words are used", 0.3));
  return value;
}

/** The number; one that is among the `given` names nobody: only the first row keeps it. */
export function readNumber({ cell, notes, guesses }: RowCells, given: ReadonlySet<number>): number | null {
  const plain = plainText(cell("number"));
  const number = Number(/^#?(\d{1,9})[.)]?$/.exec(plain)?.[1] ?? 0);
  if (number === 0 && plain !== "") notes.push(`#: ${plain}`);
  if (!given.has(number)) return number || null;
  guesses.push(guess("number", "", "another row above has the same number", 0.8, String(number)));
  return null;
}

/** A priority; words that its key has no room for are notes. */
export function readPriorityCell({ cell, heading, facts, notes }: RowCells): string | null {
  const plain = plainText(cell("priority"));
  const value = readPriority(plain, facts.priorities);
  const isBare = plain.length === value?.length || /^\W*(?:p(?:rio(?:rity)?)?)?\W*\d?\W*$/i.test(plain);
  if (plain !== "" && (value === null || !isBare)) notes.push(`${heading("priority") || "Priority"}: ${plain}`);
  return value;
}

export function readRefsCell({ cell, heading, facts, notes }: RowCells): readonly string[] {
  const key = plainText(cell("refs"));
  const refs = isKey(key) ? [key] : readRefs(cell("refs"), facts.prefixes).refs;
  if (refs.length === 0 && cell("refs") !== "")
    notes.push(`${heading("refs") || "Ref"}: ${writeReferences(cell("refs"), facts)}`);
  return [...new Set([...refs, ...readRefs(cell("title"), facts.prefixes).refs])];
}

/** The row's own area, that of its group, or that of its section. */
export function readArea({ carried, facts, cell, guesses }: RowCells): string | null {
  const own = readWords(cell("area"));
  if (own !== null || carried === null) return own ?? facts.area;
  const { taken, confidence } = carried;
  const above = readWords(carried.area) ?? "";
  const reason = taken ? "only the first row of its group names the area" : "the area above may apply to this row too";
  const [value, alternative] = taken ? [above, ""] : [facts.area ?? "", above];
  guesses.push(guess("area", value, reason, confidence, alternative));
  return value || null;
}

export function readSchedule(row: RowCells) {
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
