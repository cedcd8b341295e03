/** Dates as people type them: in numbers by core, in words (`next fri`, `end of november`) by chrono, loaded only then. */
import { addDays, addMonths, daysInMonth, type IsoDate, isoDate } from "../core/calendar.ts";
import { readShortDate, type ShortDate } from "../core/short-date.ts";
import { UserError } from "../errors.ts";

/** The ISO date that was typed. Throws a UserError that shows the forms. */
export async function readTypedDate(text: string, today: IsoDate): Promise<IsoDate> {
  const short = readShortDate(text, today);
  const date = short ?? (await spokenDateReader(today))(text);
  if (date === "impossible") throw new UserError(`"${text}" is not a date that exists`);
  if (date === null)
    throw new UserError(`"${text}" is not a date`, { hint: "try 2017-10-25, 10/25, +2w, today, or next fri" });
  return date;
}

/** A reader of both kinds, for a query that the short one alone cannot read. */
export async function spokenDateReader(today: IsoDate): Promise<(text: string) => ShortDate> {
  const chrono = await import("chrono-node");
  // At noon, so that no zone moves the day.
  const reference = new Date(`${today}T12:00:00`);
  return (text) => {
    const short = readShortDate(text, today) ?? monthEnd(text, today);
    if (short !== null) return short;
    const [result, ...more] = chrono.parse(text, reference, { forwardDate: true });
    // Only what is a date from its first to its last letter: a half-understood date is worse than a question.
    if (!result || more.length > 0 || result.text.length !== text.trim().length || result.end) return null;
    const { start } = result;
    return isoDate(start.get("year") ?? 0, start.get("month") ?? 0, start.get("day") ?? 0);
  };
}

function monthEnd(text: string, today: IsoDate): IsoDate | null {
  const match = /^(?:the )?end of (this month|next month|week|this week|next week)$/i.exec(text.trim());
  if (!match?.[1]) return null;
  if (match[1].endsWith("week")) {
    const toFriday = (12 - new Date(`${today}T12:00:00`).getDay()) % 7;
    return addDays(today, toFriday + (match[1].startsWith("next") ? 7 : 0));
  }
  const inMonth = addMonths(`${today.slice(0, 8)}01`, match[1].startsWith("next") ? 1 : 0);
  const [year = 0, month = 1] = inMonth.split("-").map(Number);
  return isoDate(year, month, daysInMonth(year, month));
}
