/**
 * Calendar arithmetic on ISO dates (`YYYY-MM-DD` strings), without Date: no time zone can move a day.
 * Day numbers count from 1970-01-01 in the proleptic Gregorian calendar; the algorithms are Howard Hinnant's
 * "chrono-compatible low-level date algorithms" (days_from_civil, civil_from_days).
 */

/** `YYYY-MM-DD`. As strings they sort by time. */
export type IsoDate = string;

/** The ISO date of a year, month (1..12) and day, or null where the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (!isDay(year, month, day)) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for a `YYYY-MM-DD` that the calendar has. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  return isDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number; the first or last day of the calendar where it lies outside of the years 1 to 9999. */
export function fromDayNumber(days: number): IsoDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
  return isoDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day) ?? (days < 0 ? "0001-01-01" : "9999-12-31");
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** The same day some months later; the month's last day where that month is shorter. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const count = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return isoDate(y, m, Math.min(day, daysInMonth(y, m))) ?? date;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 (Monday) to 7 (Sunday), as ISO 8601 counts. */
export function weekday(date: IsoDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday on or before a date. */
export function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekday(date));
}

/** The Monday of a week as ISO 8601 counts them (week 1 has the year's 4th of January), or null where the year has no such week. */
export function mondayOfWeek(year: number, week: number): IsoDate | null {
  const fourth = isoDate(year, 1, 4);
  if (fourth === null || week < 1 || week > 53) return null;
  const monday = addDays(mondayOf(fourth), 7 * (week - 1));
  // A week belongs to the year that its Thursday is in.
  return Number(addDays(monday, 3).slice(0, 4)) === year ? monday : null;
}

/** The last day of the month that a date is in. */
export function monthEnd(date: IsoDate): IsoDate {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return isoDate(year, month, daysInMonth(year, month)) ?? date;
}
