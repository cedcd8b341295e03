/** Days by their names: `tomorrow`, `thu`, `last thu`, `thu of next week`, `thu nov 26`. */
import { addDays, type IsoDate, mondayOf, weekday } from "./calendar.ts";
import { weekdayNumber, weekdayPattern, withWeekday } from "./calendar-names.ts";
import { type DateSpan, type DateUse, isAhead, oneDay } from "./date-span.ts";
import type { Asked, Phrase } from "./typed-phrase.ts";

const named = new Map([
  ["today", 0],
  ["now", 0],
  ["eod", 0],
  ["end of day", 0],
  ["tomorrow", 1],
  ["yesterday", -1],
  ["day after tomorrow", 2],
  ["the day after tomorrow", 2],
  ["day before yesterday", -2],
  ["the day before yesterday", -2],
]);

const alone = new RegExp(`^(?:(this|next|last|past|previous|coming|this coming|this past) )?(${weekdayPattern})\\.?$`);
const andWhen = new RegExp(`^(${weekdayPattern})\\.?,? (?:of |in )?(.+)$`);
const ofWeek = new RegExp(`^((?:this|next|last) week)(?:'s)?,? (?:on )?(${weekdayPattern})$`);

export function readDayName(text: string, asked: Asked): Phrase {
  const { today } = asked;
  const offset = named.get(text);
  if (offset !== undefined) return oneDay(addDays(today, offset));
  const single = alone.exec(text);
  if (single) return oneDay(weekdayNear(single[1], weekdayNumber(single[2] ?? ""), asked));
  const [, behindWeek = "", behindDay = ""] = ofWeek.exec(text) ?? [];
  const [, name = behindDay, when = behindWeek] = andWhen.exec(text) ?? [];
  if (name === "") return null;
  const wanted = weekdayNumber(name);
  if (when === "week" || when === "fortnight")
    return oneDay(addDays(onOrAfter(today, wanted), when === "week" ? 7 : 14));
  const span = asked.read(when);
  return span === null || "refused" in span ? span : dayIn(span, wanted, when);
}

/** `next thu` is next week's Thursday; `last thu` the latest before today, `thu` the next or, for a date behind, the latest. */
function weekdayNear(which: string | undefined, wanted: number, { today, use }: Asked): IsoDate {
  if (which === "next") return addDays(mondayOf(today), 6 + wanted);
  if (which?.endsWith("coming")) return onOrAfter(addDays(today, 1), wanted);
  if (which !== undefined && which !== "this") return onOrBefore(addDays(today, -1), wanted);
  if (isAhead(use)) return onOrAfter(today, wanted);
  return onOrBefore(lastDayFor(use, today), wanted);
}

/** What changed since Thursday, asked on a Thursday, is a week's worth. */
function lastDayFor(use: DateUse, today: IsoDate): IsoDate {
  return use === "since" ? addDays(today, -1) : today;
}

function onOrAfter(date: IsoDate, wanted: number): IsoDate {
  return addDays(date, (wanted - weekday(date) + 7) % 7);
}

function onOrBefore(date: IsoDate, wanted: number): IsoDate {
  return addDays(date, -((weekday(date) - wanted + 7) % 7));
}

/** The weekday of a week; a single day must be that weekday itself. */
function dayIn({ first, last }: DateSpan, wanted: number, when: string): Phrase {
  if (first === last)
    return weekday(first) === wanted
      ? oneDay(first)
      : { refused: `contradicts itself: ${when} is ${withWeekday(first)}` };
  return weekday(first) === 1 && last === addDays(first, 6) ? oneDay(addDays(first, wanted - 1)) : null;
}
