/** Distances from today or another day: `+2w`, `in 3 weeks`, `2 days ago`, `fortnight`, `+2bd`, `a week from thursday`. */
import { addDays, addMonths, type IsoDate, weekday } from "./calendar.ts";
import { isAhead, stretch } from "./date-span.ts";
import { type Asked, dayOrRefusal, type Phrase } from "./typed-phrase.ts";

const numbers = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const words = `an?|(?:a )?couple(?: of)?|${numbers.join("|")}`;
const units =
  "bds?|business days?|working days?|workdays?|d|days?|w|wks?|weeks?|fortnights?|m|mos?|mths?|months?|q|qtrs?|quarters?|y|yrs?|years?";
const amount = new RegExp(
  `(?:(?:(\\d{1,4}) ?|(${words}) )(${units})|(fortnight|half a year))(?![a-z])(?:,? and |, | )?`,
  "y",
);

/** How far: months and days of the calendar, then working days. */
interface Distance {
  readonly months: number;
  readonly days: number;
  readonly workdays: number;
}

const signed = /^([+-]) ?(.+)$/;
const ahead = /^(?:in|after) (.+?)(?:'?s?'? time)?$/;
const fromNow = /^(.+) (?:from now|hence|later)$/;
const ago = /^(.+) ago$/;
const range = /^(next|coming|last|past) (.+)$/;
const fromDay = /^(.+?) (from|after|on|before) (.+)$/;

export function readDistance(text: string, asked: Asked): Phrase {
  const { today } = asked;
  const sign = signed.exec(text);
  if (sign) return moved(today, sign[2], sign[1] === "-" ? -1 : 1);
  const behind = ago.exec(text);
  if (behind) return moved(today, behind[1], -1);
  const before = ahead.exec(text) ?? fromNow.exec(text);
  if (before) return moved(today, before[1], 1);
  const stretched = range.exec(text);
  if (stretched) return reach(stretched[2], /^[lp]/.test(text) ? -1 : 1, asked);
  const anchored = fromDay.exec(text);
  return anchored ? fromAnchor(anchored, asked) : moved(today, text, isAhead(asked.use) ? 1 : -1);
}

function moved(from: IsoDate, text: string | undefined, sign: 1 | -1): Phrase {
  const distance = readAmounts(text ?? "");
  return distance && dayOrRefusal(move(from, distance, sign));
}

/** `the next 2 weeks`: every day from today to there. */
function reach(text: string | undefined, sign: 1 | -1, { today }: Asked): Phrase {
  const end = moved(today, text, sign);
  if (end === null || "refused" in end) return end;
  return sign === 1 ? stretch(today, end.first) : stretch(end.first, today);
}

function fromAnchor([, text, word, day = ""]: RegExpExecArray, { read }: Asked): Phrase {
  const distance = readAmounts(text ?? "");
  const anchor = distance && read(day);
  if (!anchor || "refused" in anchor) return anchor;
  const from = anchor.day ?? (word === "before" ? anchor.first : anchor.last);
  return dayOrRefusal(move(from, distance, word === "before" ? -1 : 1));
}

/** Reads `2 weeks`, `a month and 3 days`; null for anything else. */
function readAmounts(text: string): Distance | null {
  let distance: Distance = { months: 0, days: 0, workdays: 0 };
  if (text === "" || /[ ,]$/.test(text)) return null;
  for (amount.lastIndex = 0; amount.lastIndex < text.length; ) {
    const match = amount.exec(text);
    if (!match) return null;
    distance = add(distance, countOf(match), match[3] ?? match[4] ?? "");
  }
  return distance;
}

function countOf([, digits, word]: RegExpExecArray): number {
  if (digits !== undefined) return Number(digits);
  if (word?.includes("couple")) return 2;
  return Math.max(1, numbers.indexOf(word ?? "") + 1);
}

function add(distance: Distance, count: number, unit: string): Distance {
  const { months, days, workdays } = distance;
  if (/^b|^work/.test(unit)) return { ...distance, workdays: workdays + count };
  if (unit.startsWith("h")) return { ...distance, months: months + 6 };
  if (unit.startsWith("d")) return { ...distance, days: days + count };
  if (unit.startsWith("w")) return { ...distance, days: days + 7 * count };
  if (unit.startsWith("f")) return { ...distance, days: days + 14 * count };
  const length = unit.startsWith("m") ? 1 : unit.startsWith("q") ? 3 : 12;
  return { ...distance, months: months + length * count };
}

/** Null where that lies outside of the calendar. */
function move(from: IsoDate, { months, days, workdays }: Distance, sign: 1 | -1): IsoDate | null {
  const month = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + sign * months;
  if (month < 12 || month >= 120_000) return null;
  return moveWorkdays(addDays(addMonths(from, sign * months), sign * days), workdays, sign);
}

/** Monday to Friday are working days; no holiday is known. A weekend counts as the working day before it, in the direction of travel. */
function moveWorkdays(from: IsoDate, count: number, sign: 1 | -1): IsoDate {
  if (count === 0) return from;
  let date = addDays(from, sign * 7 * Math.floor((count - 1) / 5));
  for (let left = ((count - 1) % 5) + 1; left > 0; ) {
    date = addDays(date, sign);
    if (weekday(date) <= 5) left--;
  }
  return date;
}
