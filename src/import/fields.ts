/** Columns of the page's own: the type that their values show, and the values. */
import type { FieldValue } from "../core/item.ts";
import type { Field } from "../core/tracker.ts";
import { readTick } from "../core/yes-no.ts";
import { readWholeDate } from "./date-forms.ts";
import { type DateSetting, toDate } from "./dates.ts";
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { isFraction } from "./shapes.ts";

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
  switch (field.type) {
    case "boolean":
      return /^[01]$/.test(text) ? text === "1" : readTick(text);
    case "number":
      return isNumber(text) ? Number(text) : null;
    case "date": {
      const written = readWholeDate(text);
      return written === null ? null : (toDate(written, dates, false)?.date ?? null);
    }
    case "choice":
      return text;
    case "text": {
      // As a reader sees its lines; where one has a link, with its address.
      const lines = cell.split(/\\?\n/).map((line) => (line.includes("](") ? line.trim() : plainText(line)));
      return lines.filter((line) => line !== "").join("\n");
    }
  }
}
