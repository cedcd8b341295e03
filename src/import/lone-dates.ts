/**
 * Rows with a start or an end but not both, on pages whose cells may have moved: no row tells which of the two it is, but
 * the page's other rows tell how its starts and its ends lie.
 */
import { dayNumber } from "../core/calendar.ts";
import { readWholeDate } from "./date-forms.ts";
import { type DateSetting, toDate } from "./dates.ts";
import { plainText } from "./inline.ts";
import type { ReadTable } from "./table-columns.ts";

interface Days {
  readonly start: number | null;
  readonly due: number | null;
}

/** Days over which dates of one column are near one another. */
const nearby = 20;
/** What a column is worth that has no date anywhere near. */
const background = 0.02;
/** By how many times the other column's dates must lie nearer. */
const leastRatio = 5;
/** Columns with fewer other dates tell nothing. */
const leastDates = 2;

function dayIn(cell: string | undefined, setting: DateSetting): number | null {
  const written = cell === undefined ? null : readWholeDate(plainText(cell.slice(0, 80)));
  const read = written === null ? null : toDate(written, setting, false);
  return read === null ? null : dayNumber(read.date);
}

/** How near a day lies to others, 0..1. */
function nearness(day: number, days: readonly number[]): number {
  const sum = days.reduce((total, other) => total + Math.exp(-Math.abs(day - other) / nearby), 0);
  return sum / days.length + background;
}

function without(days: readonly number[], day: number): readonly number[] {
  const at = days.indexOf(day);
  return days.filter((_, index) => index !== at);
}

/** Rows looked at: more of them say the same. */
const sampleSize = 300;

/** The rows (0-based) whose one date lies rather among those of the other column. */
export function oddLoneDates(table: ReadTable, setting: DateSetting): ReadonlySet<number> {
  const keys = new Set(table.columns.map((column) => column.key));
  if (!keys.has("start") || !keys.has("due")) return new Set();
  const rows = table.byColumn.map(
    (cells): Days => ({ start: dayIn(cells.get("start"), setting), due: dayIn(cells.get("due"), setting) }),
  );
  const of = (key: keyof Days) => rows.flatMap((row) => row[key] ?? []).slice(0, sampleSize);
  const [starts, dues] = [of("start"), of("due")];
  return new Set(
    rows.flatMap(({ start, due }, row) => {
      const day = start ?? due;
      if (day === null || (start !== null && due !== null)) return [];
      const [own, other] = start === null ? [without(dues, day), starts] : [without(starts, day), dues];
      if (own.length < leastDates || other.length < leastDates) return [];
      return nearness(day, other) > leastRatio * nearness(day, own) ? [row] : [];
    }),
  );
}
