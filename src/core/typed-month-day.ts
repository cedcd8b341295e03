/** Days of a month: `nov 15`, `15 November 2026`, `15th`, `the 15th of next month`. */
import { addMonths, type IsoDate, isoDate, monthEnd } from "./calendar.ts";
import { monthNumber, monthPattern } from "./calendar-names.ts";
import { isAhead, isMonth, oneDay } from "./date-span.ts";
import { type Asked, dayOrRefusal, inSomeYear, type Phrase, writtenYear, yearPattern } from "./typed-phrase.ts";

const dayPattern = "(\\d{1,2})(?:st|nd|rd|th)?";
const monthFirst = new RegExp(`^(${monthPattern})\\.? ?${dayPattern}(?:(?:, ?| |-|/)${yearPattern}| ?'(\\d\\d))?$`);
const dayFirst = new RegExp(
  `^(?:the )?${dayPattern}\\.?[ -]?(?:of )?(${monthPattern})\\.?(?:(?:, ?| |-)${yearPattern}|[ -]?'(\\d\\d)|[ -](\\d\\d))?$`,
);
const ordinal = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)(?: of (?:the )?(.+))?$/;
/** A day of a month, or a year of two digits. */
const either = new RegExp(`^(${monthPattern})[-/](\\d\\d)$`);

export function readMonthDay(text: string, asked: Asked): Phrase {
  const named = monthFirst.exec(text);
  if (named) return monthDay(monthNumber(named[1] ?? ""), Number(named[2]), writtenYear(named[3], named[4]), asked);
  const turned = dayFirst.exec(text);
  if (turned)
    return monthDay(
      monthNumber(turned[2] ?? ""),
      Number(turned[1]),
      writtenYear(turned[3], turned[4], turned[5]),
      asked,
    );
  const doubtful = either.exec(text);
  if (doubtful) {
    const [, month, digits] = doubtful;
    return { refused: `may be a day or a month: write ${month} ${digits}, or ${month} 20${digits}` };
  }
  const [, day, month] = ordinal.exec(text) ?? [];
  if (day === undefined) return null;
  return month === undefined ? nextOrLast(Number(day), asked) : dayOf(month, Number(day), asked);
}

function monthDay(month: number, day: number, year: number | null, asked: Asked): Phrase {
  const inYear = (each: number) => {
    const date = isoDate(each, month, day);
    return date === null ? null : oneDay(date);
  };
  return year === null ? inSomeYear(inYear, asked) : (inYear(year) ?? dayOrRefusal(null));
}

/** Of the first month ahead (or behind) that has it: today counts. */
function nextOrLast(day: number, { today, use }: Asked): Phrase {
  const step = isAhead(use) ? 1 : -1;
  for (let count = 0; count <= 12; count++) {
    const date = dayInMonth(addMonths(`${today.slice(0, 8)}01`, step * count), day);
    if (date !== null && (isAhead(use) ? date >= today : date <= today)) return oneDay(date);
  }
  return dayOrRefusal(null);
}

function dayOf(month: string, day: number, { read }: Asked): Phrase {
  const span = read(month === "month" ? "this month" : month);
  if (span === null || "refused" in span) return span;
  return isMonth(span) ? dayOrRefusal(dayInMonth(span.first, day)) : null;
}

function dayInMonth(first: IsoDate, day: number): IsoDate | null {
  const date = `${first.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return day >= 1 && date <= monthEnd(first) ? date : null;
}
