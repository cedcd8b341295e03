/** Dates as pages write them, found at the start of a text; which number is the month is not decided here. */
import { addDays } from "../core/calendar.ts";
import { monthNumber, monthPattern } from "../core/calendar-names.ts";
import words from "../words/dates.json" with { type: "json" };
import { anyIn, anyOf, wordsOf } from "./word-lists.ts";

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

/** `26` is 2026. */
function fullYear(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits.length === 2 ? `20${digits}` : digits);
}

/** Names with their places among months or weekdays, of each no more than `most`. */
const inPlace = (all: readonly string[], most?: number) =>
  all.flatMap((names, index) => names.split(" ", most).map((name) => [name, index] as const));
/** The names of months in other languages, in lower case, from 0. */
const otherMonths = new Map(Object.values(words.months).flatMap((months) => inPlace(months)));
const anyMonth = `${monthPattern}|${anyOf([...otherMonths.keys()])}`;
const englishMonth = new RegExp(`^${monthPattern}$`, "i");

/** 0 for a word that is no month's name. */
function numberOf(text = ""): number {
  if (/^\d/.test(text)) return Number(text);
  return englishMonth.test(text) ? monthNumber(text) : (otherMonths.get(text.toLowerCase()) ?? -1) + 1;
}

const behind = "(?![\\d/\\p{L}])";
const yearBehind = `(?:(?:,\\s*|\\s+(?:del?\\s+)?|-|/)(?<year>\\d{4})|(?:\\s*['’]\\s?|[-/])(?<short>\\d{2}))?(?!\\d)${behind}`;
const [first, second] = ["(?<first>\\d{1,2})", "(?<second>\\d{1,2})"];
const ordinal = "(?:st|nd|rd|th|er|º|°)?";
/** The forms of dates, and the order of their two numbers. */
const forms = (
  [
    ["mdy", `(?<year>\\d{4})(?:[-/.]|\\.\\s)${first}(?:[-/.]|\\.\\s)${second}(?:T[\\d:.]{4,12}Z?)?(?![\\d/])`],
    ["mdy", `(?:(?<year>\\d{4})\\s?[年년]\\s?)?${first}\\s?[月월]\\s?${second}\\s?[日号일]`],
    ["slash", `${first}/${second}(?:/(?<year>\\d{4}|\\d{2}))?${behind}`],
    ["slash", `${first}-${second}-(?<year>\\d{4}|\\d{2})${behind}(?!-)`],
    // In `05.11. 14 guests` no year follows; in `5. 11. 14` one does.
    ["dmy", `${first}\\.\\s?${second}\\.(?:\\s?(?<year>\\d{4}|(?<!\\d\\.\\d{1,2}\\.\\s)\\d{2})(?![\\d.]))?${behind}`],
    // `03.11 – sent`: a day of a log, and no number.
    ["dmy", "(?<first>\\d\\d)\\.(?<second>0[1-9]|1[0-2])(?=\\s*[–—:-]\\s)"],
    ["mdy", `(?<first>${monthPattern})\\.?[\\s-]{0,3}${second}${ordinal}${yearBehind}`],
    [
      "dmy",
      `${first}${ordinal}\\.?(?:[\\s/-]{0,2}|\\s(?:of|del?)\\s)(?<second>\\p{L}{3,12})(?!\\p{L})\\.?${yearBehind}`,
    ],
  ] as const
).map(([order, source]) => ({ order, pattern: new RegExp(`^${source}`, "iu") }));

const anyWeekday = `(?:${anyOf(wordsOf(words.weekdays).flatMap((names) => names.split(" ")))})`;
const weekdayBefore = new RegExp(`^${anyWeekday}[,.]{0,2}\\s+`, "iu");
const weekdayAlone = new Map(
  Object.entries(words.weekdays).flatMap(([language, days]) => inPlace(days, language === "en" ? 9 : 1)),
);

/** The place in the week, 0 for Monday, of a day's whole name in any language, or its short one in English: others are words and names too. */
export function weekdayOf(text: string): number | null {
  return weekdayAlone.get(text.toLowerCase().replace(wordBefore, "")) ?? null;
}

const isMonthDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

function readForm(text: string): WrittenDate | null {
  for (const { order, pattern } of forms) {
    const { 0: whole, groups } = pattern.exec(text) ?? { 0: "" };
    if (groups === undefined) continue;
    const [first, second] = [numberOf(groups.first), numberOf(groups.second)];
    const year = fullYear(groups.year ?? groups.short);
    const isDay = (order !== "dmy" && isMonthDay(first, second)) || (order !== "mdy" && isMonthDay(second, first));
    // `2 out of 3`, `12 set aside`: these need a sign beside them, or a year behind. `DEC-4` is a decision.
    const isWord = words["months that are words too"].includes((groups.second ?? "").toLowerCase());
    const isOther = (isWord && year === null && !/[./-]/.test(whole)) || /^[A-Z]{3}-\d{1,2}$/.test(whole);
    if (isDay && !isOther && (year === null || (year >= 1970 && year <= 2199)))
      return { first, second, year, order, length: whole.length };
  }
  return null;
}

/** The date at the very start of `text`, or null. Only its first characters are looked at. */
export function readDateAt(text: string): WrittenDate | null {
  const head = text.slice(0, 60);
  // `Mar 3` is in March, though `mar` is a Tuesday elsewhere.
  const plain = readForm(head);
  const [weekday = ""] = plain === null ? (weekdayBefore.exec(head) ?? []) : [];
  if (weekday === "") return plain;
  const date = readForm(head.slice(weekday.length));
  // `so 2/3 of them`: short names of weekdays are words in other languages.
  const isWord = date?.order === "slash" && date.year === null && weekdayOf(weekday.replace(/[\s,.]+$/, "")) === null;
  return date === null || isWord ? null : { ...date, length: date.length + weekday.length };
}

const beginning = new RegExp(
  `(?<![\\p{L}\\d/.-]|\\d:)(?!24/7(?![\\d/]))(?=\\d{1,4}(?!\\d)|(?:${anyMonth}|${anyWeekday})(?!\\p{L}))[\\p{L}\\d]`,
  "giu",
);

/** The dates in running text, one behind another, each with its `index`. */
export function datesIn(running: string) {
  let end = 0;
  return [...running.slice(0, 200_000).matchAll(beginning)].flatMap(({ index }) => {
    const date = index < end ? null : readDateAt(running.slice(index, index + 60));
    if (date === null) return [];
    end = index + date.length;
    return [{ ...date, index }];
  });
}

export const wordBeforeDay = anyIn(words["words before a day"]);
const wordBefore = new RegExp(`^(?:${wordBeforeDay})\\s+`, "iu");
const clock = "\\d{1,2}[:h]\\d\\d[\\d:.]{0,10}";
const nothingElse = new RegExp(
  `^(?:\\s?(?:${anyIn(words["words behind a year"])}))?(?:,?\\s*[(（]?${anyWeekday}\\.?[)）]?)?(?:,?\\s*(?:(?:at|um|à|om)\\s)?${clock}(?:\\s?[-–]\\s?${clock})?(?:\\s?\\p{L}{1,5})?)?(?:\\s?[+-]\\d\\d:?\\d\\d)?\\.?$`,
  "iu",
);

/** A text that is a date and nothing else. */
export function readWholeDate(text: string): WrittenDate | null {
  const written = text.trim();
  if (written.length > 100) return null;
  const bare = written.replace(/^(?:[([*_~]|(?:📅|📆|🗓|⏰)\ufe0f?\s*)+|[)\]*_~?!,;]+$|\\/gu, "");
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
  return named && { year: fullYear(named[2] ?? named[3]) ?? 0, month: numberOf(named[1]) };
}

const about = `(?:(?:~|${anyIn(words["words before a time"])})[\\s-]*)`;
const aboutDay = new RegExp(`^${about}+`, "iu");
const span = new RegExp(
  `^${about}*(?:(?:${anyMonth})\\.?(?:\\s*['’]?\\s?(?:del?\\s)?\\d{2,4})?|(?:[qh][1-4]|t[1-4](?=.?.?\\d))(?:[\\s-]{0,2}['’]?\\s?(?:fy|cy)?\\d{2,4})?|20\\d\\d[\\s-]{0,2}[qht][1-4]|(?:fy|cy)?\\s?['’]?20\\d\\d|fy\\s?\\d{2}|(?:${anyIn(words["numbered times"])})\\.?\\s?\\d{1,3}(?:\\.\\d|[\\s/-]{1,2}20\\d\\d)?)$`,
  "iu",
);
/** `T-4 weeks`, `L+2`: so long before or after a day that the page names elsewhere. */
const relative = new RegExp(
  `^[tdlgj]\\s?(?:[-+–−]\\s?[1-9]\\d{0,2}\\s?(?:(?:${anyIn(words["lengths of time"])})s?)?|[-+–−]?\\s?0)$`,
  "iu",
);
const stretch = new RegExp(`^(?:${anyIn(words["stretches of time"])})$`, "iu");
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
