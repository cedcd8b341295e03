/** Dates as people type them to a command, and what they are told of them. */
import type { IsoDate } from "../core/calendar.ts";
import { withWeekday } from "../core/calendar-names.ts";
import type { DateUse } from "../core/date-span.ts";
import { dateExamples, readTypedDate } from "../core/typed-date.ts";
import { UserError } from "../errors.ts";

/** The ISO date that was typed for some use. Throws a UserError that shows the forms. */
export function requireDate(text: string, today: IsoDate, use: DateUse): IsoDate {
  const date = readTypedDate(text, today, use);
  if (date.ok) return date.day;
  throw new UserError(date.message, date.isKnown ? {} : { hint: `try ${dateExamples}` });
}

/** The day of a comment or a closing, today unless another is typed, and how it is said back. */
export function commentDay(
  typed: string | undefined,
  today: IsoDate,
): { readonly date: IsoDate; readonly shown: string } {
  if (typed === undefined) return { date: today, shown: today };
  const date = requireDate(typed, today, "then");
  return { date, shown: withWeekday(date) };
}
