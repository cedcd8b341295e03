/** Dates as pages write them, found at the start of a text; which number is the month is not decided here. */
import { monthNumber, monthPattern } from "../core/calendar-names.ts";

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

const behind = "(?![\\d/\\p{L}])";
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T[\d:.]{4,12}Z?)?(?![\d/])/;
const slashed = new RegExp(`^(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?${behind}`, "u");
const dashed = new RegExp(`^(\\d{1,2})-(\\d{1,2})-(\\d{4}|\\d{2})${behind}(?!-)`, "u");
const dotted = new RegExp(`^(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(\\d{4}|\\d{2})(?![\\d.]))?${behind}`, "u");
const yearBehind = "(?:(?:,\\s*|\\s+|-|/)(\\d{4})|\\s*['’]\\s?(\\d{2})|[-/](\\d{2}))?(?!\\d)";
const monthFirst = new RegExp(
  `^(${monthPattern})\\.?[\\s-]{0,3}(\\d{1,2})(?:st|nd|rd|th)?${yearBehind}${behind}`,
  "iu",
);
const dayFirst = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th)?\\.?(?:[\\s/-]{0,2}|\\s?of\\s)(${monthPattern})\\b\\.?${yearBehind}${behind}`,
  "iu",
);
const weekdayWord = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[,.]?\s+/i;

function written(
  first: number,
  second: number,
  year: number | null,
  order: WrittenDate["order"],
  length: number,
): WrittenDate | null {
  const [month, day] = order === "dmy" ? [second, first] : [first, second];
  const possible =
    order === "slash" ? Math.min(first, second) <= 12 && Math.max(first, second) <= 31 : month <= 12 && day <= 31;
  if (!possible || first < 1 || second < 1 || (year !== null && (year < 1970 || year > 2199))) return null;
  return { first, second, year, order, length };
}

function readNumbers(text: string): WrittenDate | null {
  const full = iso.exec(text);
  if (full) return written(Number(full[2]), Number(full[3]), Number(full[1]), "mdy", full[0].length);
  const pair = slashed.exec(text) ?? dashed.exec(text);
  if (pair) return written(Number(pair[1]), Number(pair[2]), fullYear(pair[3]), "slash", pair[0].length);
  const dots = dotted.exec(text);
  return dots ? written(Number(dots[1]), Number(dots[2]), fullYear(dots[3]), "dmy", dots[0].length) : null;
}

function readNames(text: string): WrittenDate | null {
  const named = monthFirst.exec(text);
  // `Nov 17` may be a day or a year: a day, since years carry an apostrophe or four digits.
  if (named)
    return written(
      monthNumber(named[1] ?? ""),
      Number(named[2]),
      fullYear(named[3] ?? named[4] ?? named[5]),
      "mdy",
      named[0].length,
    );
  const day = dayFirst.exec(text);
  return day
    ? written(Number(day[1]), monthNumber(day[2] ?? ""), fullYear(day[3] ?? day[4] ?? day[5]), "dmy", day[0].length)
    : null;
}

/** The date at the very start of `text`, or null. Only its first characters are looked at. */
export function readDateAt(text: string): WrittenDate | null {
  const head = text.slice(0, 60);
  const skipped = weekdayWord.exec(head)?.[0].length ?? 0;
  const rest = head.slice(skipped);
  const date = readNumbers(rest) ?? readNames(rest);
  return date === null ? null : { ...date, length: date.length + skipped };
}

/** A text that is a date and nothing else. */
export function readWholeDate(text: string): WrittenDate | null {
  const bare = text.trim().replace(/^[([*_~]+|[)\]*_~?!,;]+$/g, "");
  if (bare.length > 40) return null;
  const date = readDateAt(bare.replace(/\\/g, ""));
  if (date === null) return null;
  return /^\s*(?:\d{1,2}:\d{2}.{0,8})?\.?$/.test(bare.replace(/\\/g, "").slice(date.length)) ? date : null;
}

export interface Month {
  readonly year: number;
  /** 1..12. */
  readonly month: number;
}

const monthYear = new RegExp(
  `(?<![\\p{L}\\d])(${monthPattern})\\.?(?:\\s?['’]\\s?(\\d{2})|[\\s,-]{1,2}(20\\d\\d))(?!\\d)`,
  "iu",
);
const quarterYear =
  /(?<![\p{L}\d])([QH])([1-4])[\s-]{0,2}(?:['’]\s?(\d{2})|(?:FY|CY)?\s?(20\d\d|\d{2}))(?!\d)|(?<!\d)(20\d\d)[\s-]{0,2}([QH])([1-4])(?!\d)/iu;

/** The first month and year that a text such as `Nov'17`, `Mar'18 and beyond`, `Q2'26` or `2026 H1` names. */
export function readMonthYear(text: string): Month | null {
  const head = text.slice(0, 200);
  const named = monthYear.exec(head);
  if (named) return { year: fullYear(named[2] ?? named[3]) ?? 0, month: monthNumber(named[1] ?? "") };
  const part = quarterYear.exec(head);
  if (!part) return null;
  const months = (part[1] ?? part[6] ?? "").toUpperCase() === "Q" ? 3 : 6;
  return { year: fullYear(part[3] ?? part[4] ?? part[5]) ?? 0, month: (Number(part[2] ?? part[7]) - 1) * months + 1 };
}

const span = new RegExp(
  `^(?:(?:by|from|until|till|early|mid|late|end|eo[qmy]|end of|start of|beginning of|after|before|w/c|wk|~)[\\s-]*)*(?:${monthPattern}\\.?(?:\\s*['’]?\\s?\\d{2,4})?|[qh][1-4](?:[\\s-]{0,2}['’]?\\s?(?:fy|cy)?\\d{2,4})?|(?:20\\d\\d)[\\s-]{0,2}[qh][1-4]|(?:fy|cy)?\\s?['’]?20\\d\\d|fy\\s?\\d{2}|(?:week|wk|sprint|cw|kw|phase|wave|release|pi|iteration|milestone)\\s?\\d{1,3}(?:\\.\\d)?|[qh][1-4])$`,
  "i",
);
const words =
  /^(?:on-?going|continuous|continuing|asap|immediate(?:ly)?|now|later|next (?:week|month|quarter|year|sprint)|this (?:week|month|quarter|year|sprint)|future|long[- ]term|short[- ]term|recurring|weekly|monthly|quarterly|daily|eo[qmy]|ga|post[- ](?:ga|launch)|pre[- ](?:ga|launch)|at launch|rolling)$/i;
const tail = /(?:\s*(?:,|and|or)?\s*(?:beyond|onwards?|later|onward|\+|\(est\.?\)|\(tbc\)|est\.?))$/i;

/** `Nov'17`, `Q2'26`, `H1 2026`, `Mar'18 and beyond`, `Nov-Dec`, `Ongoing`: a stretch of time in free words. */
export function isTimeline(text: string): boolean {
  const bare = text.trim().replace(tail, "");
  if (bare.length === 0 || bare.length > 40) return false;
  if (words.test(bare)) return true;
  const parts = bare.split(/\s*(?:[-–—/&]|\bto\b|\band\b|\bthrough\b)\s*(?=\p{L}|20)/u);
  return parts.length <= 3 && parts.every((part) => span.test(part));
}
