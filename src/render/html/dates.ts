/** Dates for people: the year is left out only where it is that of the page's own day. */
import { daysBetween, type IsoDate, isIsoDate, weekday } from "../../core/calendar.ts";
import { type Content, type Element, element } from "./element.ts";

const months = "January February March April May June July August September October November December".split(" ");
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

function partsOf(date: IsoDate): { year: string; month: string; day: number } {
  return { year: date.slice(0, 4), month: months[Number(date.slice(5, 7)) - 1] ?? "", day: Number(date.slice(8)) };
}

/** `5 Nov`, or `19 Jan 2027` in another year than the page's; what is no date stays as it is. */
export function shortDate(date: string, asOf: IsoDate): string {
  return isIsoDate(date) ? shortened(date, asOf) : date;
}

function shortened(date: IsoDate, asOf: IsoDate): string {
  const { year, month, day } = partsOf(date);
  const short = `${day} ${month.slice(0, 3)}`;
  return year === asOf.slice(0, 4) ? short : `${short} ${year}`;
}

/** `22 October 2026` */
export function longDate(date: IsoDate): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${month} ${year}`;
}

/** `Thursday, 22 October 2026` */
export function dateWithWeekday(date: IsoDate): string {
  return `${weekdays[weekday(date) - 1]}, ${longDate(date)}`;
}

/** `Nov`, with its year in January or where asked. */
export function monthLabel(date: IsoDate, withYear: boolean): string {
  const { year, month } = partsOf(date);
  return withYear || month === "January" ? `${month.slice(0, 3)} ${year}` : month.slice(0, 3);
}

export function time(date: string, asOf: IsoDate, className?: string): Element {
  return isIsoDate(date)
    ? element("time", { class: className, datetime: date }, shortened(date, asOf))
    : element("span", { class: className }, date);
}

/** `10 – 12 Nov`: what both ends share is said once. */
export function timeRange(from: IsoDate, to: IsoDate | null, asOf: IsoDate): Content {
  if (to === null || to === from) return time(from, asOf);
  const [start, end] = [shortDate(from, asOf), shortDate(to, asOf)];
  const shared = from.slice(0, 7) === to.slice(0, 7);
  const first = shared ? String(partsOf(from).day) : start;
  return [element("time", { datetime: from }, first), " – ", element("time", { datetime: to }, end)];
}

/** `today`, `in 6 days`, `in 3 weeks`: the page's day to a later one. */
export function distance(asOf: IsoDate, date: IsoDate): string {
  const days = daysBetween(asOf, date);
  if (days <= 0) return "today";
  return days < 21 ? `in ${plural(days, "day")}` : `in ${Math.round(days / 7)} weeks`;
}

/** `1 day`, `3 days` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
