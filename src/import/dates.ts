/** Short dates to ISO dates: the order of day and month and the year come from the whole page, never from one cell. */
import { addDays, daysBetween, type IsoDate, isoDate } from "../core/calendar.ts";
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
  /** Dates of comments, which lie behind the page's own day. */
  readonly leads: readonly WrittenDate[];
  /** Months with their year, from timelines; with the dates of the same row. */
  readonly months: readonly { readonly month: Month; readonly leads: readonly WrittenDate[] }[];
}

/** The dates and months in a group of cells that belong together. */
export function dateEvidence(groups: readonly (readonly string[])[]): DateEvidence {
  const found = groups.map((cells) => {
    const dates = cells.flatMap((cell) => readWholeDate(cell.slice(0, 80)) ?? []);
    const leads = cells.flatMap((cell) =>
      readWholeDate(cell.slice(0, 80)) === null ? readDatedText(cell).entries.map((entry) => entry.date) : [],
    );
    const month = cells.flatMap((cell) =>
      cell.length <= 40 && readWholeDate(cell) === null ? (readMonthYear(cell) ?? []) : [],
    )[0];
    return { dates, leads, month };
  });
  return {
    dates: found.flatMap((group) => group.dates),
    leads: found.flatMap((group) => group.leads),
    months: found.flatMap(({ month, leads, dates }) =>
      month === undefined ? [] : [{ month, leads: [...leads, ...dates] }],
    ),
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
  const count = (language: string, words: readonly string[]) => ({
    language,
    count: words.filter((word) => said.has(word)).length,
  });
  const [first, second] = Object.entries(languages)
    .map(([language, words]) => count(language, words))
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

const dayOfYear = (month: number, day: number) => (month - 1) * 31 + day;

/** The last of some days that recur each year: the one before the widest gap. */
function lastBeforeGap(days: readonly (readonly [number, number])[]): readonly [number, number] | null {
  const sorted = days.toSorted((a, b) => dayOfYear(...a) - dayOfYear(...b));
  let [last, widest]: [readonly [number, number] | null, number] = [sorted.at(-1) ?? null, -1];
  for (const [index, day] of sorted.entries()) {
    const next = sorted[index + 1] ?? sorted[0] ?? day;
    const gap = dayOfYear(...next) - dayOfYear(...day) + (index === sorted.length - 1 ? 372 : 0);
    if (gap >= widest) [last, widest] = [day, gap];
  }
  return last;
}

/**
 * The year in which a day lies nearest to the known days, and not behind `latest`. Plans lie ahead of the day on which
 * they are written down: `ahead` counts a known day before it twice.
 */
function nearestYear(
  [month, day]: readonly [number, number],
  known: readonly IsoDate[],
  ahead: boolean,
  latest: IsoDate,
): number | null {
  const years = [...new Set(known.flatMap((date) => [-1, 0, 1].map((step) => Number(date.slice(0, 4)) + step)))];
  let [best, least]: [number | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const year of years.toSorted((a, b) => a - b)) {
    const here = isoDate(year, month, Math.min(day, 28)) ?? "";
    const distance = known.reduce(
      (sum, date) => sum + Math.abs(daysBetween(here, date)) * (ahead && date < here ? 2 : 1),
      0,
    );
    if (here <= latest && distance < least) [best, least] = [year, distance];
  }
  return best;
}

function middle(days: readonly IsoDate[]): IsoDate | null {
  return days.toSorted()[Math.floor(days.length / 2)] ?? null;
}

/** The page's day: the newest comment's, else one amid its dates, in the year that the page (or `year`, or today) gives it. */
export function settleDates(
  evidence: DateEvidence,
  running: string,
  { today, year, dateOrder }: Pick<ReadOptions, "today" | "year" | "dateOrder">,
): DateSetting {
  const all = [...evidence.dates, ...evidence.leads];
  const prose = datesIn(running);
  const { order, orderKnown } =
    dateOrder === undefined ? orderOf(all, prose, running) : { order: dateOrder, orderKnown: true };
  const wholeDays = (list: readonly WrittenDate[]) =>
    list.flatMap((date) => {
      const [month, day] = monthDay(date, order) ?? [0, 0];
      return date.year === null ? [] : (isoDate(date.year, month, day) ?? []);
    });
  const full = wholeDays(all);
  const shorts = (list: readonly WrittenDate[]) =>
    list.flatMap((date) => {
      const day = date.year === null ? monthDay(date, order) : null;
      return day === null ? [] : [day];
    });
  const monthDays = (list: typeof evidence.months) =>
    list.flatMap(({ month }) => isoDate(month.year, month.month, 15) ?? []).slice(0, 500);
  const paired = monthDays(evidence.months.filter(({ leads }) => leads.length > 0));
  const sure =
    [full.slice(0, 500), paired, monthDays(evidence.months), wholeDays(prose).slice(0, 500)].find(
      ({ length }) => length > 0,
    ) ?? [];
  const serials = evidence.dates.length === 0;
  const setting = { order, orderKnown, serials };
  const own = lastBeforeGap(shorts(evidence.leads)) ?? lastBeforeGap(shorts(evidence.dates));
  if (own === null)
    return { ...setting, anchor: year === undefined ? (middle(full) ?? middle(sure) ?? today) : `${year}-07-01` };
  const latest = evidence.leads.length > 0 ? addDays(today, 7) : "9999-12-31";
  const fromToday =
    `${today.slice(0, 4)}-${String(own[0]).padStart(2, "0")}-${String(own[1]).padStart(2, "0")}` >
    addDays(today, evidence.leads.length > 0 ? 7 : 183)
      ? -1
      : 0;
  const chosen =
    year ??
    nearestYear(own, sure, full.length === 0 && evidence.leads.length > 0, latest) ??
    Number(today.slice(0, 4)) + fromToday;
  return { ...setting, anchor: isoDate(chosen, own[0], own[1]) ?? isoDate(chosen, own[0], 28) ?? today };
}

export interface ReadDate {
  readonly date: IsoDate;
  /** Why the reading is doubtful, or null. */
  readonly doubt: string | null;
  /** The other reading, "" without. */
  readonly alternative: string;
}

/** A page says the same few days again and again: each is worked out once. */
const settled = new WeakMap<DateSetting, Map<string, ReadDate | null>>();

/** The ISO date of a written one, or null where the calendar has no such day. `past`: comments lie behind the page's day. */
export function toDate(date: WrittenDate, setting: DateSetting, past: boolean): ReadDate | null {
  const known = settled.get(setting) ?? new Map<string, ReadDate | null>();
  settled.set(setting, known);
  const key = `${date.first}/${date.second}/${date.year}/${date.order}/${past}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const read = workOut(date, setting, past);
  known.set(key, read);
  return read;
}

function workOut(date: WrittenDate, setting: DateSetting, past: boolean): ReadDate | null {
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
