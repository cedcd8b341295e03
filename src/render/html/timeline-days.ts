/** Which days a timeline shows: those around the page's own where its items are, else those where most of its items are. */
import { addDays, daysBetween, type IsoDate } from "../../core/calendar.ts";

interface Days {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The first and last day. Of other days, those within reach are shown too. */
export function timelineDays(spans: readonly Days[], others: readonly IsoDate[], asOf: IsoDate): Days {
  const near = { from: addDays(asOf, -120), to: addDays(asOf, 300) };
  const isNear = spans.filter((span) => overlaps(span, near)).length * 2 >= spans.length;
  const reach = isNear ? near : around(spans, asOf);
  const seen = spans.filter((span) => overlaps(span, reach));
  const ends = seen.flatMap(({ from, to }) => [later(from, reach.from), earlier(to, reach.to)]);
  const days = [asOf, ...others].filter((day) => day >= reach.from && day <= reach.to);
  const sorted = [...days, ...ends].sort();
  return { from: addDays(sorted[0] ?? asOf, -4), to: addDays(sorted.at(-1) ?? asOf, 4) };
}

/** As many days, around the one in the middle. */
function around(spans: readonly Days[], asOf: IsoDate): Days {
  const middles = spans.map(({ from, to }) => addDays(from, Math.floor(daysBetween(from, to) / 2))).sort();
  const middle = middles[Math.floor(middles.length / 2)] ?? asOf;
  return { from: addDays(middle, -210), to: addDays(middle, 210) };
}

function overlaps(one: Days, other: Days): boolean {
  return one.from <= other.to && one.to >= other.from;
}

function later(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other;
}

function earlier(one: IsoDate, other: IsoDate): IsoDate {
  return one < other ? one : other;
}
