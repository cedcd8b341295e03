/** Dates as people type them in numbers: `2017-10-25`, `10/25`, `25.10.`, `+2w`, `today`. Words are chrono's (commands/). */
import { addDays, addMonths, daysBetween, type IsoDate, isoDate } from "./calendar.ts";

/** A date; "impossible" for a day that no calendar has (`2/30`); null for another form. */
export type ShortDate = IsoDate | "impossible" | null;

const days = new Map([
  ["today", 0],
  ["now", 0],
  ["tomorrow", 1],
  ["yesterday", -1],
]);

/**
 * Reads a date typed in numbers. `10/25` is month first, unless only the other order makes a date; a year left out is
 * the one that brings the date nearest to today.
 */
export function readShortDate(text: string, today: IsoDate): ShortDate {
  const typed = text.trim().toLowerCase();
  const offset = days.get(typed);
  if (offset !== undefined) return addDays(today, offset);
  const relative = /^([+-]\d{1,4})\s*(d|w|m|y)[a-z]*$/.exec(typed);
  if (relative) return move(today, Number(relative[1]), relative[2] ?? "d");
  const full = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (full) return isoDate(Number(full[1]), Number(full[2]), Number(full[3])) ?? "impossible";
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(typed);
  if (slashed) return ofParts(Number(slashed[1]), Number(slashed[2]), slashed[3], today);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?$/.exec(typed);
  if (dotted) return ofParts(Number(dotted[2]), Number(dotted[1]), dotted[3], today);
  return null;
}

function move(today: IsoDate, count: number, unit: string): ShortDate {
  if (unit === "m" || unit === "y") {
    const months = unit === "m" ? count : 12 * count;
    const year = Math.floor((Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months) / 12);
    return year >= 1 && year <= 9999 ? addMonths(today, months) : "impossible";
  }
  return addDays(today, unit === "w" ? 7 * count : count);
}

function ofParts(month: number, day: number, year: string | undefined, today: IsoDate): ShortDate {
  const [m, d] = month > 12 && day <= 12 ? [day, month] : [month, day];
  if (year !== undefined) return isoDate(Number(year.length === 2 ? `20${year}` : year), m, d) ?? "impossible";
  const thisYear = Number(today.slice(0, 4));
  const candidates = [thisYear - 1, thisYear, thisYear + 1].flatMap((y) => isoDate(y, m, d) ?? []);
  const distance = (date: IsoDate) => Math.abs(daysBetween(today, date));
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? "impossible";
}
