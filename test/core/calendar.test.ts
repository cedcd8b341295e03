import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayNumber,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isIsoDate,
  isoDate,
  weekday,
} from "../../src/core/calendar.ts";
import { trials } from "../support/trials.ts";

const [first, last] = [dayNumber("0001-01-01"), dayNumber("9999-12-31")];
const aDay = fc.integer({ min: first, max: last });

/** The platform's own arithmetic, in UTC. */
function platformDate(days: number): Date {
  return new Date(days * 86_400_000);
}

describe("calendar", () => {
  test("a day number and its date are each other's inverse, and agree with the platform's calendar", () => {
    fc.assert(
      fc.property(aDay, (days) => {
        const date = fromDayNumber(days);
        expect(date).toBe(platformDate(days).toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(days);
      }),
      trials.value,
    );
  });

  test("weekdays agree with the platform's, Monday first", () => {
    fc.assert(
      fc.property(aDay, (days) => {
        expect(weekday(fromDayNumber(days))).toBe(platformDate(days).getUTCDay() || 7);
      }),
    );
  });

  test("a date exists exactly where the platform does not roll it over", () => {
    const part = fc.integer({ min: -1, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), part, part, (year, month, day) => {
        const rolled = new Date(Date.UTC(year, month - 1, day));
        const exists = rolled.getUTCMonth() === month - 1 && rolled.getUTCDate() === day;
        expect(isoDate(year, month, day) !== null).toBe(exists);
      }),
      trials.value,
    );
  });

  test("days between two dates are what has to be added to the one to get the other", () => {
    fc.assert(
      fc.property(aDay, aDay, (a, b) => {
        expect(addDays(fromDayNumber(a), daysBetween(fromDayNumber(a), fromDayNumber(b)))).toBe(fromDayNumber(b));
      }),
    );
  });

  test("dates sort as strings as they do in time", () => {
    fc.assert(
      fc.property(aDay, aDay, (a, b) => {
        expect(fromDayNumber(a) < fromDayNumber(b)).toBe(a < b);
      }),
    );
  });

  test.each([
    ["2017-01-31", 1, "2017-02-28"],
    ["2016-01-31", 1, "2016-02-29"],
    ["2016-02-29", 12, "2017-02-28"],
    ["2017-12-15", 1, "2018-01-15"],
    ["2017-01-15", -1, "2016-12-15"],
    ["2017-03-31", -13, "2016-02-29"],
  ])("%s and %i months is %s", (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test.each([
    ["0001-01-01", -1, "0001-01-01"],
    ["9999-12-31", 1, "9999-12-31"],
  ])("the calendar ends at %s", (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
  });

  test.each([
    [1900, 28],
    [2000, 29],
    [2016, 29],
    [2017, 28],
  ])("February of %i has %i days", (year, days) => {
    expect(daysInMonth(year, 2)).toBe(days);
  });

  test.each([
    ["2017-10-25", true],
    ["2016-02-29", true],
    ["2017-02-29", false],
    ["2017-13-01", false],
    ["2017-00-10", false],
    ["2017-1-1", false],
    ["0000-01-01", false],
    ["2017-10-25T00:00", false],
    ["2017-10-25\n", false],
    ["２０１７-10-25", false],
    ["", false],
  ])("%j is an ISO date: %s", (text, expected) => {
    expect(isIsoDate(text)).toBe(expected);
  });
});
