/** Short dates to ISO dates: the order of day and month and the year come from the whole page, never from one cell. */
import { addDays, daysBetween, type IsoDate, isoDate, weekday } from "../core/calendar.ts";
import words from "../words/dates.json" with { type: "json" };
import languages from "../words/languages.json" with { type: "json" };
import { datesIn, readMonthYear, readWholeDate, type WrittenDate, wordBeforeDay } from "./date-forms.ts";
import { readDatedText } from "./dated-entries.ts";
import type { ReadOptions } from "./reading.ts";
import { anyIn, wordsIn } from "./word-lists.ts";

type Order = "mdy" | "dmy";

export type DateSetting = ReturnType<typeof settleDates>;

export type DateEvidence = ReturnType<typeof dateEvidence>;

/** What some cells tell of the page's dates: those that they are, those that `leads` comments, and the months of timelines. */
export function dateEvidence(cells: readonly string[]) {
  const read = cells.map((cell) => ({ cell, date: readWholeDate(cell.slice(0, 80)) }));
  const others = read.flatMap(({ cell, date }) => (date === null ? [cell] : []));
  return {
    dates: read.flatMap(({ date }) => date ?? []),
    leads: others.flatMap((cell) => readDatedText(cell).entries.map((entry) => entry.date)),
    months: others.flatMap((cell) => (cell.length <= 40 ? (readMonthYear(cell) ?? []) : [])),
  };
}

/** Month and day under an order; null where that order makes no date. */
function monthDay(date: WrittenDate, order: Order): readonly [number, number] | null {
  const own = date.order === "slash" ? order : date.order;
  const [month, day] = own === "mdy" ? [date.first, date.second] : [date.second, date.first];
  return month <= 12 && day <= 31 ? [month, day] : null;
}

/** The day of a date with its year; null for others, and for none that the calendar has. */
function dayOf(date: WrittenDate, order: Order): IsoDate | null {
  const day = monthDay(date, order);
  return date.year === null || day === null ? null : isoDate(date.year, ...day);
}

/** Every language but English writes the day first. */
function isForeign(running: string): boolean {
  const said = new Set(wordsIn(running.slice(0, 20_000)));
  const [first, second] = Object.entries(languages)
    .map(([language, words]) => ({ language, count: words.filter((word) => said.has(word)).length }))
    .toSorted((a, b) => b.count - a.count);
  return first !== undefined && first.language !== "en" && first.count >= 2 && first.count > (second?.count ?? 0);
}

/** From the dates of cells and whole dates in prose; else from loose ones; else from the page's language. */
function orderOf(dates: readonly WrittenDate[], prose: readonly WrittenDate[], running: string) {
  const slashed = (list: readonly WrittenDate[]) => list.filter(({ order }) => order === "slash");
  const [cells, loose] = [slashed(dates), slashed(prose)];
  for (const list of [[...cells, ...loose.filter(({ year }) => year !== null)], loose]) {
    const vote = list.filter(({ second }) => second > 12).length - list.filter(({ first }) => first > 12).length;
    if (vote !== 0) return { order: vote > 0 ? "mdy" : "dmy", orderKnown: true } as const;
  }
  const dayFirst = isForeign(running);
  return { order: dayFirst ? "dmy" : "mdy", orderKnown: dayFirst || cells.length === 0 } as const;
}

const ownDay = new RegExp(`(?:^|[^\\p{L}])(?:${anyIn(words["words before a page's own day"])})[\\s:*_]*$`, "iu");
const otherDay = new RegExp(`(?::|(?:^|\\s)(?:${wordBeforeDay}))[\\s*_]*$`, "iu");

/**
 * The first whole date in a page's first lines, and whether the page was written on it: where a word before it says so, or it
 * is alone and none says otherwise.
 */
function writtenOn(running: string, order: Order, orderKnown: boolean) {
  const lines = running.slice(0, 3000).match(/\S.*/g) ?? [];
  const found = lines.slice(0, 6).flatMap((line) =>
    datesIn(line).flatMap((date) => {
      const [day, before] = [dayOf(date, order), line.slice(0, date.index)];
      const isTold = orderKnown || date.order !== "slash";
      const isOwn = isTold && ownDay.test(before);
      return day === null ? [] : [{ day, isOwn, isOther: !isTold || otherDay.test(before) }];
    }),
  );
  const first = found.find(({ isOwn }) => isOwn) ?? found.find(({ isOther }) => !isOther) ?? found[0];
  const isAlone = found.every(({ day }) => day === first?.day);
  return first ? { day: first.day, isSure: first.isOwn || (isAlone && !first.isOther) } : null;
}

/** The next such day of the week behind the page's own; doubtful where it may be that day itself. */
export function nextWeekday(index: number, { written }: DateSetting) {
  if (written === null) return null;
  const days = (index + 8 - weekday(written.day)) % 7 || 7;
  const doubt = written.isSure && days < 7 ? null : "the page does not show of which week this day is";
  return { date: addDays(written.day, days), doubt, alternative: days < 7 ? "" : written.day };
}

/** A year is doubtful where the day lies no more than this much farther off in another one. */
const asGood = 60;

/** Days of one year, in the order in which they passed: the widest gap between them is the rest of the year. */
function inSequence(days: readonly IsoDate[]): readonly IsoDate[] {
  const sorted = days.toSorted();
  const gaps = sorted.map((day, at) => daysBetween(sorted.at(at - 1) ?? day, day) + (at === 0 ? 366 : 0));
  const first = gaps.indexOf(Math.max(...gaps));
  return [...sorted.slice(first), ...sorted.slice(0, first)];
}

const middle = (days: readonly IsoDate[]) => days[Math.floor(days.length / 2)];

/** The likeliest day, and the next where it is hardly less likely. */
function nearestFirst(days: readonly IsoDate[], distance: (day: IsoDate) => number): readonly IsoDate[] {
  const sorted = days.toSorted((a, b) => distance(a) - distance(b));
  const [first, second] = sorted.map(distance);
  return sorted.slice(0, (second ?? Infinity) - (first ?? 0) < asGood ? 2 : 1);
}

/**
 * What tells a page's dates. `orderKnown`: some date shows which is the day and which the month. `anchor`: the newest short
 * comment's day, else one amid its short dates, in the year nearest to its whole dates (`yearKnown`: it could not as well be
 * another one); short dates are the ones nearest to it. `serials`: no cell holds a date, so that numbers under a heading of
 * dates are days as spreadsheets count them. `written`: the day at the page's head.
 */
export function settleDates(evidence: DateEvidence, running: string, { today, year, dateOrder }: ReadOptions) {
  const prose = datesIn(running);
  const all = [...evidence.dates, ...evidence.leads];
  const { order, orderKnown } =
    dateOrder === undefined ? orderOf(all, prose, running) : { order: dateOrder, orderKnown: true };
  const whole = (list: readonly WrittenDate[]) => list.flatMap((date) => dayOf(date, order) ?? []).toSorted();
  const short = (list: readonly WrittenDate[]) =>
    inSequence(list.flatMap((date) => (date.year === null ? (dayOf({ ...date, year: 2000 }, order) ?? []) : [])));
  // Plans lie ahead of the day on which they are written: that day is one before the first of them, or soon after.
  const plans = evidence.months.flatMap(({ year, month }) => isoDate(year, month, 15) ?? []).toSorted();
  const near = middle(whole(all)) ?? plans[0] ?? middle(whole(prose)) ?? today;
  const written = writtenOn(running, order, orderKnown);
  const settled = { order, orderKnown, today, serials: evidence.dates.length === 0, written };
  const newest = short(evidence.leads).at(-1);
  const own = newest ?? middle(short(evidence.dates));
  if (own === undefined) return { ...settled, anchor: year === undefined ? near : `${year}-07-01`, yearKnown: true };
  const base = Number(near.slice(0, 4));
  const anchors = (year === undefined ? [base - 1, base, base + 1] : [year])
    .map((each) => `${each}${own.slice(4).replace("02-29", "02-28")}`)
    .filter((day) => year !== undefined || newest === undefined || day <= addDays(today, 7));
  const [anchor = near, next] = nearestFirst(anchors, (day) => Math.abs(daysBetween(day, near)));
  return { ...settled, anchor, yearKnown: next === undefined };
}

/**
 * The ISO date of a written one, why that reading is doubtful (null where it is not) and the other reading ("" without); null
 * where the calendar has no such day. `past`: comments lie behind the page's day.
 */
export function toDate(date: WrittenDate, setting: DateSetting, past: boolean) {
  const [own, turned] = [monthDay(date, setting.order), monthDay(date, setting.order === "mdy" ? "dmy" : "mdy")];
  const parts = own ?? turned;
  if (parts === null) return null;
  const base = Number(setting.anchor.slice(0, 4));
  const distance = (candidate: IsoDate) => {
    const days = daysBetween(setting.anchor, candidate);
    return past && days > 45 ? days + 400 : Math.abs(days);
  };
  const years = date.year === null ? [base, base - 1, base + 1] : [date.year];
  const candidates = years.flatMap((year) => isoDate(year, ...parts) ?? []);
  const [found, next] = nearestFirst(candidates, distance);
  if (found === undefined) return null;
  const other = turned === null || date.order !== "slash" ? null : isoDate(Number(found.slice(0, 4)), ...turned);
  if (own === null) return { date: found, doubt: "the page writes its dates in the other order", alternative: "" };
  if (!setting.orderKnown && other !== null && other !== found)
    return { date: found, doubt: "no date on the page shows which is the day and which the month", alternative: other };
  if (date.year === null && (next !== undefined || !setting.yearKnown))
    return { date: found, doubt: "the page does not show which year it is of", alternative: next ?? "" };
  return { date: found, doubt: null, alternative: "" };
}
