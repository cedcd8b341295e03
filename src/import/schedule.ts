/** When an item runs: start, end and timeline of one row, read together. */
import type { IsoDate } from "../core/calendar.ts";
import { isTimeline, readWholeDate } from "./date-forms.ts";
import type { Facts, Read } from "./facts.ts";
import { plainText } from "./inline.ts";
import { readDateCell, readWords } from "./values.ts";

interface Schedule {
  readonly start: IsoDate | null;
  readonly due: IsoDate | null;
  readonly timeline: string | null;
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
): Read<Schedule> {
  const [from, to] = cell("start") === "" ? spanOf(cell("due")) : [cell("start"), cell("due")];
  const start = readDateCell(from, "start", label("start", "Start"), facts);
  const due = readDateCell(to, "due", label("due", "Due"), facts);
  const own = readWords(cell("timeline"));
  // Words such as `Q2` in a column of dates are a timeline where the row has no other.
  const words = plainText(cell("due"));
  const late = own === null && due.value === null && isTimeline(words) ? words : null;
  const reason = "the start is later than the end";
  const order =
    start.value !== null && due.value !== null && start.value > due.value
      ? [{ column: "start", value: start.value, alternative: due.value, reason, confidence: 0.7 }]
      : [];
  return {
    value: { start: start.value, due: due.value, timeline: own ?? late },
    notes: [...start.notes, ...(late === null ? due.notes : [])],
    guesses: [...order, ...start.guesses, ...(late === null ? due.guesses : [])],
  };
}
