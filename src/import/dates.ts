/** Short dates to ISO dates: the order of day and month and the year come from the whole page, never from one cell. */
import { daysBetween, type IsoDate, isoDate } from "../core/calendar.ts";
import languages from "../words/languages.json" with { type: "json" };
import { type Month, readDateAt, readMonthYear, readWholeDate, type WrittenDate } from "./date-forms.ts";
import { readDatedText } from "./dated-entries.ts";
import type { ReadOptions } from "./reading.ts";

export interface DateSetting {
  readonly order: "mdy" | "dmy";
  /** False where no date of the page tells day from month. */
  readonly orderKnown: boolean;
  /** True where no cell holds a date: numbers under a heading of dates are days as spreadsheets count them. */
  readonly serials: boolean;
  /** A day in the midst of the page's short dates: they are read as the ones nearest to it. */
  readonly anchor: IsoDate;
}

/** What the page tells about its dates. */
export interface DateEvidence {
  readonly dates: readonly WrittenDate[];
  /** Dates of comments. */
  readonly leads: readonly WrittenDate[];
  /** Months with their year, from timelines. */
  readonly months: readonly Month[];
}

/** The dates and months in some cells. */
export function dateEvidence(cells: readonly string[]): DateEvidence {
  const read = cells.map((cell) => ({ cell, date: readWholeDate(cell.slice(0, 80)) }));
  const others = read.flatMap(({ cell, date }) => (date === null ? [cell] : []));
  return {
    dates: read.flatMap(({ date }) => date ?? []),
    leads: others.flatMap((cell) => readDatedText(cell).entries.map((entry) => entry.date)),
    months: others.flatMap((cell) => (cell.length <= 40 ? (readMonthYear(cell) ?? []) : [])),
  };
}

/** Month and day under an order; null where that order makes no date. */
function monthDay(date: WrittenDate, order: "mdy" | "dmy"): readonly [number, number] | null {
  const own = date.order === "slash" ? order : date.order;
  const [month, day] = own === "mdy" ? [date.first, date.second] : [date.second, date.first];
  return month <= 12 && day <= 31 ? [month, day] : null;
}

const anywhere =
  /(?<![\p{L}\d/.-])(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{1,2}\.?\s\p{L}{3,9}\.?\s20\d\d|\p{L}{3,9}\.?\s\d{1,2},?\s20\d\d)(?![\d/])/gu;

/** The dates in running text. */
function datesIn(running: string): readonly WrittenDate[] {
  const found = running.slice(0, 200_000).matchAll(anywhere);
  return [...found].flatMap(([text]) => (text === "24/7" ? [] : (readDateAt(text) ?? [])));
}

/** Every language but English writes the day first. */
function isForeign(running: string): boolean {
  const said = new Set(
    running
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu),
  );
  const [first, second] = Object.entries(languages)
    .map(([language, words]) => ({ language, count: words.filter((word) => said.has(word)).length }))
    .toSorted((a, b) => b.count - a.count);
  return first !== undefined && first.language !== "en" && first.count >= 2 && first.count > (second?.count ?? 0);
}

/** From the dates of cells and whole dates in prose; else from loose ones; else from the page's language. */
function orderOf(
  dates: readonly WrittenDate[],
  prose: readonly WrittenDate[],
  running: string,
): Pick<DateSetting, "order" | "orderKnown"> {
  const slashed = (list: readonly WrittenDate[]) => list.filter(({ order }) => order === "slash");
  const [cells, loose] = [slashed(dates), slashed(prose)];
  for (const list of [[...cells, ...loose.filter(({ year }) => year !== null)], loose]) {
    const vote = list.filter(({ second }) => second > 12).length - list.filter(({ first }) => first > 12).length;
    if (vote !== 0) return { order: vote > 0 ? "mdy" : "dmy", orderKnown: true };
  }
  const dayFirst = isForeign(running);
  return { order: dayFirst ? "dmy" : "mdy", orderKnown: dayFirst || cells.length === 0 };
}

function middle(days: readonly IsoDate[]): IsoDate | null {
  return days.toSorted()[Math.floor(days.length / 2)] ?? null;
}

/** The page's day: one amid the whole dates of its cells, else the months of its timelines, else of its prose; else today. */
export function settleDates(
  evidence: DateEvidence,
  running: string,
  { today, year, dateOrder }: Pick<ReadOptions, "today" | "year" | "dateOrder">,
): DateSetting {
  const all = [...evidence.dates, ...evidence.leads];
  const prose = datesIn(running);
  const { order, orderKnown } =
    dateOrder === undefined ? orderOf(all, prose, running) : { order: dateOrder, orderKnown: true };
  const whole = (list: readonly WrittenDate[]) =>
    list.flatMap((date) => {
      const [month, day] = monthDay(date, order) ?? [0, 0];
      return date.year === null ? [] : (isoDate(date.year, month, day) ?? []);
    });
  const months = evidence.months.flatMap(({ year, month }) => isoDate(year, month, 15) ?? []);
  const anchor = middle(whole(all)) ?? middle(months) ?? middle(whole(prose)) ?? today;
  const serials = evidence.dates.length === 0;
  if (year === undefined) return { order, orderKnown, serials, anchor };
  // The year that is told is that of the first short date, and of a comment rather than of a plan.
  const [first] = [...evidence.leads, ...evidence.dates].filter((date) => date.year === null);
  const told = first === undefined ? [] : whole([{ ...first, year }]);
  return { order, orderKnown, serials, anchor: told[0] ?? `${year}-07-01` };
}

export interface ReadDate {
  readonly date: IsoDate;
  /** Why the reading is doubtful, or null. */
  readonly doubt: string | null;
  /** The other reading, "" without. */
  readonly alternative: string;
}

/** The ISO date of a written one, or null where the calendar has no such day. `past`: comments lie behind the page's day. */
export function toDate(date: WrittenDate, setting: DateSetting, past: boolean): ReadDate | null {
  const [own, turned] = [monthDay(date, setting.order), monthDay(date, setting.order === "mdy" ? "dmy" : "mdy")];
  const parts = own ?? turned;
  if (parts === null) return null;
  const dateIn = (year: number, [month, day]: readonly [number, number]) => isoDate(year, month, day);
  const base = Number(setting.anchor.slice(0, 4));
  const distance = (candidate: IsoDate) => {
    const days = daysBetween(setting.anchor, candidate);
    return past && days > 45 ? days + 400 : Math.abs(days);
  };
  const candidates =
    date.year === null
      ? [base, base - 1, base + 1].flatMap((year) => dateIn(year, parts) ?? [])
      : [dateIn(date.year, parts) ?? []].flat();
  const found = candidates.toSorted((a, b) => distance(a) - distance(b))[0];
  if (found === undefined) return null;
  const other = turned === null || date.order !== "slash" ? null : dateIn(Number(found.slice(0, 4)), turned);
  if (own === null) return { date: found, doubt: "the page writes its dates in the other order", alternative: "" };
  if (!setting.orderKnown && other !== null && other !== found) {
    return { date: found, doubt: "no date on the page shows which is the day and which the month", alternative: other };
  }
  return { date: found, doubt: null, alternative: "" };
}
