/** Stretches of the calendar: `next week`, `nov'26`, `Q1`, `week 48`, `2026`; and their ends: `eom`, `end of Q1`, `mid nov`. */
import { addDays, addMonths, type IsoDate, isoDate, mondayOf, mondayOfWeek, monthEnd } from "./calendar.ts";
import { monthNumber, monthPattern } from "./calendar-names.ts";
import { type DateSpan, isMonth, oneDay, spanAround, stretch, type Unit, weekFrom } from "./date-span.ts";
import { type Asked, dayOrRefusal, inSomeYear, type Phrase, writtenYear, yearPattern } from "./typed-phrase.ts";

const relative = /^(this|current|next|last|previous) (weekend|week|month|quarter|year)$/;
const named = new RegExp(`^(${monthPattern})\\.?(?:(?:,? |-)?${yearPattern}| ?'(\\d\\d))?$`);
const numbered = /^(?:(\d{4})[-/](\d{1,2})|(\d{1,2})\/(\d{4}))$/;
const part = new RegExp(`^(q(?=[1-4])|h(?=[12]))([1-4])(?:(?:[ /-]| of )?${yearPattern}|(?:[ /-]'?|')(\\d\\d))?$`);
const partBehind = new RegExp(`^${yearPattern}[ /-]?(q(?=[1-4])|h(?=[12]))([1-4])$`);
const week = new RegExp(`^(?:week|wk|kw|cw|w)[ .-]?(\\d{1,2})(?:(?:,? |-|/)(?:of )?${yearPattern})?$`);
const isoWeek = new RegExp(`^${yearPattern}[ -]?w(?:eek)? ?(\\d{1,2})(?:-([1-7]))?$`);
const wholeYear = new RegExp(`^${yearPattern}$`);
const weekOf = /^(?:the )?(?:week (?:of|commencing|beginning|starting)|w\/c) (.+)$/;

export function readPeriod(text: string, asked: Asked): Phrase {
  return (
    readRelative(text, asked) ??
    readMonth(text, asked) ??
    readPart(text, asked) ??
    readWeek(text, asked) ??
    readYear(text)
  );
}

/** `next week` and its like stand for their first day: Monday, the 1st. */
function readRelative(text: string, { today }: Asked): Phrase {
  const [, which, name] = relative.exec(text === "weekend" ? "this weekend" : text) ?? [];
  if (which === undefined || name === undefined) return null;
  const unit = name === "weekend" ? "week" : (name as Unit);
  const now = spanAround(unit, today, today);
  const isNow = which === "this" || which === "current";
  const inside = which === "next" ? addDays(now.last, 1) : addDays(now.first, -1);
  const span = isNow ? now : spanAround(unit, inside, today);
  if (name === "weekend") return stretch(addDays(span.first, 5), span.last);
  return isNow ? span : { ...span, day: span.first };
}

function months(year: number, month: number, count: number): DateSpan | null {
  const first = isoDate(year, month, 1);
  return first === null ? null : stretch(first, monthEnd(addMonths(first, count - 1)));
}

function inYear(make: (year: number) => DateSpan | null, year: number | null, asked: Asked): Phrase {
  return year === null ? inSomeYear(make, asked) : (make(year) ?? dayOrRefusal(null));
}

function readMonth(text: string, asked: Asked): Phrase {
  const word = named.exec(text);
  if (word) return inYear((year) => months(year, monthNumber(word[1] ?? ""), 1), writtenYear(word[2], word[3]), asked);
  const number = numbered.exec(text);
  if (!number) return null;
  return inYear((year) => months(year, Number(number[2] ?? number[3]), 1), Number(number[1] ?? number[4]), asked);
}

/** A quarter or half of a year. */
function readPart(text: string, asked: Asked): Phrase {
  const behind = partBehind.exec(text);
  const match = behind ? [text, behind[2], behind[3], behind[1]] : part.exec(text);
  if (!match) return null;
  const length = match[1] === "q" ? 3 : 6;
  const month = (Number(match[2]) - 1) * length + 1;
  return inYear((year) => months(year, month, length), writtenYear(match[3], match[4]), asked);
}

function readWeek(text: string, asked: Asked): Phrase {
  const { today } = asked;
  const within = weekOf.exec(text);
  if (within) {
    const span = asked.read(within[1] ?? "");
    return span !== null && "first" in span && span.first === span.last ? weekFrom(mondayOf(span.first), today) : null;
  }
  const iso = isoWeek.exec(text);
  const [number, year] = iso ? [iso[2], writtenYear(iso[1])] : (numberedWeek(text) ?? []);
  if (number === undefined || year === undefined) return null;
  const span = inYear((each) => weekOfYear(each, Number(number), today), year, asked);
  return iso?.[3] && span && "first" in span ? oneDay(addDays(span.first, Number(iso[3]) - 1)) : span;
}

function numberedWeek(text: string): readonly [string | undefined, number | null] | null {
  const match = week.exec(text);
  return match && [match[1], writtenYear(match[2])];
}

function weekOfYear(year: number, number: number, today: IsoDate): DateSpan | null {
  const monday = mondayOfWeek(year, number);
  return monday === null ? null : weekFrom(monday, today);
}

function readYear(text: string): Phrase {
  return wholeYear.test(text) ? months(Number(text), 1, 12) : null;
}

const abbreviated = /^eo([wmqy])$/;
const ending = /^(month|quarter|year)[ -]end$/;
const edge = /^(?:the )?(end|start|beginning|begin|middle|mid|early|late)(?:[ -]of)?[ -](?:the )?(.+)$/;
const units = new Map<string, Unit>([
  ["w", "week"],
  ["m", "month"],
  ["q", "quarter"],
  ["y", "year"],
]);

/** The end, start or middle of a stretch. */
export function readEdge(text: string, asked: Asked): Phrase {
  const short = units.get(abbreviated.exec(text)?.[1] ?? "") ?? ending.exec(text)?.[1];
  const [, which, name] = short ? [text, "end", short] : (edge.exec(text) ?? []);
  if (which === undefined || name === undefined) return null;
  const span = readPeriod(/^(?:week|month|quarter|year)$/.test(name) ? `this ${name}` : name, asked);
  if (span === null || "refused" in span) return span;
  if (which === "end") return oneDay(span.deadline);
  if (which === "start" || which.startsWith("begin")) return oneDay(span.first);
  return isMonth(span) ? thirdOf(which, span) : null;
}

/** Ten days of a month; `mid nov` as one day is the 15th. */
function thirdOf(which: string, { first, last }: DateSpan): DateSpan {
  if (which === "early") return stretch(first, addDays(first, 9));
  if (which === "late") return stretch(addDays(first, 20), last);
  const middle = addDays(first, 14);
  return { first: addDays(first, 10), last: addDays(first, 19), deadline: middle, day: middle };
}
