/** Dates as pages write them, found at the start of a text; which number is the month is not decided here. */
import { addDays } from "../core/calendar.ts";
import { monthNumber, monthPattern } from "../core/calendar-names.ts";
import words from "../words/dates.json" with { type: "json" };
import { anyOf, wordsOf } from "./word-lists.ts";

/** A date before the page's order of day and month, and its year, are known. */
export interface WrittenDate {
  /** The two numbers as written; for a named month the month comes first. */
  readonly first: number;
  readonly second: number;
  readonly year: number | null;
  /** `slash`: the order is the page's; `mdy` and `dmy`: the form itself tells. */
  readonly order: "slash" | "mdy" | "dmy";
  /** The length of the date in the text. */
  readonly length: number;
}

function fullYear(digits: string | undefined): number | null {
  if (digits === undefined || digits === "") return null;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** The names of months in other languages, in lower case. */
const otherMonths = new Map(
  Object.values(words.months).flatMap((months) =>
    months.flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
  ),
);
const anyMonth = `${monthPattern}|${anyOf([...otherMonths.keys()])}`;
const englishMonth = new RegExp(`^${monthPattern}$`, "i");

function numberOfMonth(name: string): number {
  return englishMonth.test(name) ? monthNumber(name) : (otherMonths.get(name.toLowerCase()) ?? 0);
}

const behind = "(?![\\d/\\p{L}])";
const iso = /^(\d{4})(?:[-/.]|\.\s)(\d{1,2})(?:[-/.]|\.\s)(\d{1,2})(?:T[\d:.]{4,12}Z?)?(?![\d/])/;
const worded = /^(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]/;
const slashed = new RegExp(`^(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?${behind}`, "u");
const dashed = new RegExp(`^(\\d{1,2})-(\\d{1,2})-(\\d{4}|\\d{2})${behind}(?!-)`, "u");
// In `05.11. 14 guests` no year follows; in `5. 11. 14` one does.
const dotted = new RegExp(
  `^(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(\\d{4}|(?<!\\d\\.\\d{1,2}\\.\\s)\\d{2})(?![\\d.]))?${behind}`,
  "u",
);
/** `03.11 – sent`: a day of a log, and no number. */
const logged = /^(\d\d)\.(0[1-9]|1[0-2])()(?=\s*[–—:-]\s)/;
const yearBehind = "(?:(?:,\\s*|\\s+(?:del?\\s+)?|-|/)(\\d{4})|\\s*['’]\\s?(\\d{2})|[-/](\\d{2}))?(?!\\d)";
const monthFirst = new RegExp(
  `^(${monthPattern})\\.?[\\s-]{0,3}(\\d{1,2})(?:st|nd|rd|th)?${yearBehind}${behind}`,
  "iu",
);
const dayFirst = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|er|º|°)?(\\.?(?:[\\s/-]{0,2}|\\s(?:of|del?)\\s))(\\p{L}{3,12})(?!\\p{L})(\\.?)${yearBehind}${behind}`,
  "iu",
);
const weekdays = wordsOf(words.weekdays).map((names) => names.split(" "));
const englishDays = words.weekdays.en.flatMap((names) => names.split(" "));
const weekday = `(?:${anyOf(weekdays.flat())})`;
const weekdayBefore = new RegExp(`^${weekday}[,.]{0,2}\\s+`, "iu");
const englishWeekday = new RegExp(`^(?:${anyOf(englishDays)})[,.]?\\s`, "i");
const weekdayAlone = new Set([...englishDays, ...weekdays.map(([whole]) => whole)]);

/** True of a day's whole name in any language, and of its short one in English: others are words and names too. */
export function isWeekday(text: string): boolean {
  return weekdayAlone.has(text.toLowerCase());
}

function written(first: number, second: number, year: number | null, order: WrittenDate["order"], length: number) {
  const [month, day] = order === "dmy" ? [second, first] : [first, second];
  const possible =
    order === "slash" ? Math.min(first, second) <= 12 && Math.max(first, second) <= 31 : month <= 12 && day <= 31;
  if (!possible || first < 1 || second < 1 || (year !== null && (year < 1970 || year > 2199))) return null;
  return { first, second, year, order, length };
}

function readNumbers(text: string): WrittenDate | null {
  const full = iso.exec(text) ?? worded.exec(text);
  if (full) return written(Number(full[2]), Number(full[3]), fullYear(full[1]), "mdy", full[0].length);
  const pair = slashed.exec(text) ?? dashed.exec(text);
  if (pair) return written(Number(pair[1]), Number(pair[2]), fullYear(pair[3]), "slash", pair[0].length);
  const dots = dotted.exec(text) ?? logged.exec(text);
  return dots ? written(Number(dots[1]), Number(dots[2]), fullYear(dots[3]), "dmy", dots[0].length) : null;
}

function readNames(text: string): WrittenDate | null {
  const named = monthFirst.exec(text);
  // `Nov 17` may be a day or a year: a day, since years carry an apostrophe or four digits.
  if (named) {
    const [whole, month = "", day, ...year] = named;
    // `DEC-4` is a decision.
    if (/^[A-Z]{3}-\d{1,2}$/.test(whole)) return null;
    return written(monthNumber(month), Number(day), fullYear(year.find(Boolean)), "mdy", whole.length);
  }
  const found = dayFirst.exec(text);
  if (!found) return null;
  const [whole, day, sign = "", month = "", dot, ...years] = found;
  const year = fullYear(years.find(Boolean));
  // `2 out of 3`, `12 set aside`: these need a sign beside them, or a year behind.
  const isWord = words["months that are words too"].includes(month.toLowerCase());
  if (isWord && !/[./-]/.test(sign + dot) && year === null) return null;
  return written(Number(day), numberOfMonth(month), year, "dmy", whole.length);
}

/** The date at the very start of `text`, or null. Only its first characters are looked at. */
export function readDateAt(text: string): WrittenDate | null {
  const head = text.slice(0, 60);
  // `Mar 3` is in March, though `mar` is a Tuesday elsewhere.
  const plain = readNumbers(head) ?? readNames(head);
  const skipped = plain === null ? (weekdayBefore.exec(head)?.[0].length ?? 0) : 0;
  if (skipped === 0) return plain;
  const rest = head.slice(skipped);
  const date = readNumbers(rest) ?? readNames(rest);
  // `so 2/3 of them`: names of weekdays are words in other languages.
  const isWord = date?.order === "slash" && date.year === null && !englishWeekday.test(head);
  return date === null || isWord ? null : { ...date, length: date.length + skipped };
}

const wordBefore = new RegExp(`^(?:${anyOf(wordsOf(words["words before a day"]))})\\s+`, "iu");
const clock = "\\d{1,2}[:h]\\d\\d[\\d:.]{0,10}";
const nothingElse = new RegExp(
  `^(?:\\s?(?:${anyOf(wordsOf(words["words behind a year"]))}))?(?:,?\\s*[(（]?${weekday}\\.?[)）]?)?(?:,?\\s*(?:(?:at|um|à|om)\\s)?${clock}(?:\\s?[-–]\\s?${clock})?(?:\\s?\\p{L}{1,5})?)?(?:\\s?[+-]\\d\\d:?\\d\\d)?\\.?$`,
  "iu",
);

/** A text that is a date and nothing else. */
export function readWholeDate(text: string): WrittenDate | null {
  const bare = text.trim().replace(/^(?:[([*_~]|(?:📅|📆|🗓|⏰)\ufe0f?\s*)+|[)\]*_~?!,;]+$|\\/gu, "");
  if (bare.length > 60) return null;
  const rest = bare.replace(wordBefore, "");
  const date = readDateAt(rest);
  return date !== null && nothingElse.test(rest.slice(date.length)) ? date : null;
}

/** Days as spreadsheets count them, of the years 2000 to 2099. */
export function readSerialDate(text: string): WrittenDate | null {
  const days = /^\d{5}(?:\.\d{1,12})?$/.test(text) ? Math.floor(Number(text)) : 0;
  if (days < 36_526 || days >= 73_051) return null;
  return readDateAt(addDays("1899-12-30", days));
}

const monthYear = new RegExp(
  `(?<![\\p{L}\\d])(${anyMonth})\\.?(?:\\s?['’]\\s?(\\d{2})|[\\s,-]{1,2}(?:del?\\s)?(20\\d\\d))(?!\\d)`,
  "iu",
);

/** The first month (1..12) and year that a text such as `Nov'17` or `Mar'18 and beyond` names. */
export function readMonthYear(text: string) {
  const named = monthYear.exec(text.slice(0, 200));
  return named && { year: fullYear(named[2] ?? named[3]) ?? 0, month: numberOfMonth(named[1] ?? "") };
}

const about = `(?:(?:~|${anyOf(wordsOf(words["words before a time"]))})[\\s-]*)`;
const aboutDay = new RegExp(`^${about}+`, "iu");
const span = new RegExp(
  `^${about}*(?:(?:${anyMonth})\\.?(?:\\s*['’]?\\s?(?:del?\\s)?\\d{2,4})?|(?:[qh][1-4]|t[1-4](?=.?.?\\d))(?:[\\s-]{0,2}['’]?\\s?(?:fy|cy)?\\d{2,4})?|20\\d\\d[\\s-]{0,2}[qht][1-4]|(?:fy|cy)?\\s?['’]?20\\d\\d|fy\\s?\\d{2}|(?:${anyOf(wordsOf(words["numbered times"]))})\\.?\\s?\\d{1,3}(?:\\.\\d|[\\s/-]{1,2}20\\d\\d)?)$`,
  "iu",
);
/** `T-4 weeks`, `L+2`: so long before or after a day that the page names elsewhere. */
const relative = new RegExp(
  `^[tdlgj]\\s?(?:[-+–−]\\s?[1-9]\\d{0,2}\\s?(?:(?:${anyOf(wordsOf(words["lengths of time"]))})s?)?|[-+–−]?\\s?0)$`,
  "iu",
);
const stretch = new RegExp(`^(?:${anyOf(wordsOf(words["stretches of time"]))})$`, "iu");
const tail = /(?:\s*(?:,|and|or)?\s*(?:beyond|onwards?|later|onward|\+|\(est\.?\)|\(tbc\)|est\.?))$/i;

/** `Nov'17`, `Q2'26`, `H1 2026`, `Mar'18 and beyond`, `Nov-Dec`, `w/c 16 Nov`, `T-4 weeks`, `Ongoing`: a stretch of time in free words. */
export function isTimeline(text: string): boolean {
  const bare = text.trim().replace(tail, "");
  if (bare.length === 0 || bare.length > 40) return false;
  if (stretch.test(bare) || relative.test(bare)) return true;
  if (aboutDay.test(bare) && readWholeDate(bare.replace(aboutDay, "")) !== null) return true;
  const parts = bare.split(/\s*(?:[-–—/&]|\bto\b|\band\b|\bbis\b|\bthrough\b)\s*(?=\p{L}|20)/u);
  return parts.length <= 3 && parts.every((part) => span.test(part));
}

const hour = "([01]?\\d|2[0-4])(?:[:.h]([0-5]\\d)(?::\\d\\d)?)?(?:\\s?(?:([ap])\\.?m\\.?|(uhr|h)))?";
const timeOfDay = new RegExp(
  `^(?:~\\s?)?${hour}(?:\\s*(?:[-–—]|to|bis|à)\\s*${hour})?(?:\\s?\\(?[A-Z]{2,5}\\)?)?$`,
  "i",
);

/** The minutes since midnight of a text that is a time of day, or the first of two, and nothing else; null for any other. */
export function minutesOf(text: string): number | null {
  const [whole, hours, minute, half, sign] = timeOfDay.exec(text.slice(0, 40)) ?? [];
  if (whole === undefined || (minute ?? half ?? sign) === undefined || /^\d\d?\.\d\d$/.test(text)) return null;
  const past = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return past * 60 + Number(minute ?? 0);
}
