/** What a typed date means: a day, or a stretch of days of which each use takes its own. */
import { addDays, addMonths, type IsoDate, isoDate, mondayOf, monthEnd } from "./calendar.ts";

export interface DateSpan {
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** The day by which something due then is due: of a week its Friday, else the last. */
  readonly deadline: IsoDate;
  /** The day that stands for the stretch whatever the use: Monday for `next week`, the 15th for `mid nov`; mostly null. */
  readonly day: IsoDate | null;
}

/**
 * What a date is typed for. `due`: a day ahead, of a stretch its deadline. `start`: a day ahead, of a stretch its first.
 * `since`: a day behind, of a stretch its first. `then`: a day up to today (a comment's, an older page's), of a stretch
 * its last, or today while it lasts.
 */
export type DateUse = "due" | "start" | "since" | "then";

export type Unit = "week" | "month" | "quarter" | "year";

export function isAhead(use: DateUse): boolean {
  return use === "due" || use === "start";
}

export function oneDay(date: IsoDate): DateSpan {
  return { first: date, last: date, deadline: date, day: date };
}

export function stretch(first: IsoDate, last: IsoDate): DateSpan {
  return { first, last, deadline: last, day: null };
}

/** The calendar week, month, quarter or year that a day is in. */
export function spanAround(unit: Unit, date: IsoDate, today: IsoDate): DateSpan {
  if (unit === "week") return weekFrom(mondayOf(date), today);
  const length = { month: 1, quarter: 3, year: 12 }[unit];
  const month = Number(date.slice(5, 7));
  const first = isoDate(Number(date.slice(0, 4)), month - ((month - 1) % length), 1) ?? date;
  return stretch(first, monthEnd(addMonths(first, length - 1)));
}

/** The week from a Monday on. Work ends on its Friday; where that is over, the week's last day is still to come. */
export function weekFrom(monday: IsoDate, today: IsoDate): DateSpan {
  const [friday, sunday] = [addDays(monday, 4), addDays(monday, 6)];
  return { ...stretch(monday, sunday), deadline: friday < today && today <= sunday ? sunday : friday };
}

export function isMonth({ first, last }: DateSpan): boolean {
  return first.endsWith("-01") && last === monthEnd(first);
}

/** The one day that a use takes of a span. */
export function dayFor(use: DateUse, span: DateSpan, today: IsoDate): IsoDate {
  if (span.day !== null) return span.day;
  if (use === "due") return span.deadline;
  if (use === "then") return span.first <= today && today < span.last ? today : span.last;
  return span.first;
}
