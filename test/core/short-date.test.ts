import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumber, fromDayNumber } from "../../src/core/calendar.ts";
import { readShortDate } from "../../src/core/short-date.ts";

const today = "2017-10-25";

describe("a date typed in numbers", () => {
  test.each([
    ["2017-11-30", "2017-11-30"],
    [" 2017-11-30 ", "2017-11-30"],
    ["2017/1/3", "2017-01-03"],
    ["2017.1.3", "2017-01-03"],
    ["10/25", "2017-10-25"],
    ["25/10", "2017-10-25"],
    ["1/5", "2018-01-05"],
    ["6/30", "2017-06-30"],
    ["10/25/17", "2017-10-25"],
    ["10/25/2018", "2018-10-25"],
    ["25.10.", "2017-10-25"],
    ["25. 10. 2018", "2018-10-25"],
    ["3.1", "2018-01-03"],
    ["today", "2017-10-25"],
    ["NOW", "2017-10-25"],
    ["tomorrow", "2017-10-26"],
    ["yesterday", "2017-10-24"],
    ["+3d", "2017-10-28"],
    ["-3 days", "2017-10-22"],
    ["+2w", "2017-11-08"],
    ["+1m", "2017-11-25"],
    ["+4 months", "2018-02-25"],
    ["-1y", "2016-10-25"],
  ])("%j is %s", (typed, date) => {
    expect(readShortDate(typed, today)).toBe(date);
  });

  test.each(["2/30", "2017-02-29", "13/13", "0/5", "31.11.", "10/25/0000", "2017-00-01", "+9999y", "-9999y"])(
    "%j is a day that no calendar has",
    (typed) => {
      expect(readShortDate(typed, today)).toBe("impossible");
    },
  );

  test.each([
    "",
    "next friday",
    "Nov'17",
    "10-25",
    "2w",
    "+2",
    "+w",
    "constructor",
    "__proto__",
    "toString",
    "10/25/017",
    "1/2/3/4",
    "+99999d",
  ])("%j is left to another reader", (typed) => {
    expect(readShortDate(typed, today)).toBeNull();
  });

  test("a date without its year is the one nearest to today", () => {
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), fc.integer({ min: 0, max: 20000 }), (offset, start) => {
        const [from, wanted] = [fromDayNumber(start), fromDayNumber(start + offset)];
        fc.pre(!wanted.endsWith("02-29"));
        expect(readShortDate(`${Number(wanted.slice(5, 7))}/${Number(wanted.slice(8))}`, from)).toBe(
          // Day before month where only that order makes a date is another case: month first is unambiguous here.
          wanted,
        );
      }),
    );
  });

  test("an ISO date reads as itself on any day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: dayNumber("9999-12-31") }), (days) => {
        expect(readShortDate(fromDayNumber(days), today)).toBe(fromDayNumber(days));
      }),
    );
  });
});
