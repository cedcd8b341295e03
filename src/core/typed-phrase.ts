/** What the readers of typed dates share. */
import { daysBetween, type IsoDate } from "./calendar.ts";
import { type DateSpan, type DateUse, isAhead, oneDay } from "./date-span.ts";

/** Why a text that looks like a date is none, in words that go on behind the text itself. */
export interface DateRefusal {
  readonly refused: string;
}

/** What a reader of one kind of phrase makes of a text; null: it is of another kind. */
export type Phrase = DateSpan | DateRefusal | null;

/** What a reader knows besides the text; `read` is the whole language, for a phrase within a phrase. */
export interface Asked {
  readonly today: IsoDate;
  readonly use: DateUse;
  readonly read: (text: string) => Phrase;
}

const noSuchDay: DateRefusal = { refused: "is not a date that exists" };

export function dayOrRefusal(date: IsoDate | null): DateSpan | DateRefusal {
  return date === null ? noSuchDay : oneDay(date);
}

/** Source of a pattern: a year of four digits, in its own group. */
export const yearPattern = "((?:19|20|21)\\d\\d)";

/** The year of four digits, or of two behind an apostrophe; null where none was written. */
export function writtenYear(...digits: readonly (string | undefined)[]): number | null {
  const found = digits.find((each) => each !== undefined);
  return found === undefined ? null : Number(found.length === 2 ? `20${found}` : found);
}

/** Plans are seldom made for a day longer past than this, in days: a later one is the next year's. */
const justPast = 60;

/**
 * A day or period of a year that was left out: ahead, the one nearest to today, if it is past then by no more than
 * `justPast`; behind, the latest that has begun. Between two 29ths of February there are up to eight years.
 */
export function inSomeYear(make: (year: number) => DateSpan | null, { today, use }: Asked): DateSpan | DateRefusal {
  const year = Number(today.slice(0, 4));
  const spans = Array.from({ length: 17 }, (_, index) => year + 8 - index).flatMap((each) => make(each) ?? []);
  if (!isAhead(use)) return spans.find(({ first }) => first <= today) ?? noSuchDay;
  const open = spans.filter(({ last }) => daysBetween(last, today) <= justPast);
  return open.sort((a, b) => distance(a, today) - distance(b, today))[0] ?? noSuchDay;
}

function distance({ first, last }: DateSpan, today: IsoDate): number {
  return Math.max(0, daysBetween(today, first), daysBetween(last, today));
}
