import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayNumber,
  daysBetween,
  fromDayNumber,
  mondayOf,
  monthEnd,
  weekday,
} from "../../src/core/calendar.ts";
import type { DateUse } from "../../src/core/date-span.ts";
import { readTypedDate } from "../../src/core/typed-date.ts";
import { anyCharacter } from "../support/any-character.ts";
import { trials } from "../support/trials.ts";

const uses: readonly DateUse[] = ["due", "start", "since", "then"];
/** A Saturday in ISO week 47. */
const saturday = "2026-11-21";

function dayOf(text: string, today: string, use: DateUse = "due"): string {
  const date = readTypedDate(text, today, use);
  return date.ok ? date.day : date.message;
}

function spanOf(text: string, today = saturday, use: DateUse = "due"): readonly string[] {
  const date = readTypedDate(text, today, use);
  return date.ok ? [date.span.first, date.span.last] : [date.message];
}

/** The same day for every use. */
const days: readonly (readonly [string, string])[] = [
  ["2026-11-30", "2026-11-30"],
  [" 2026-11-30 ", "2026-11-30"],
  ["2027/1/3", "2027-01-03"],
  ["2027.1.3", "2027-01-03"],
  ["20261225", "2026-12-25"],
  ["2026-11-25T10:00", "2026-11-25"],
  ["2026-11-25 10:00:30.5+02:00", "2026-11-25"],
  ["10/25", "2026-10-25"],
  ["25/10", "2026-10-25"],
  ["9/30", "2026-09-30"],
  ["10/25/17", "2017-10-25"],
  ["12/25/2026", "2026-12-25"],
  ["25-12-2026", "2026-12-25"],
  ["25.10.", "2026-10-25"],
  ["25. 10. 2018", "2018-10-25"],
  ["today", "2026-11-21"],
  ["NOW", "2026-11-21"],
  ["eod", "2026-11-21"],
  ["tomorrow", "2026-11-22"],
  ["yesterday", "2026-11-20"],
  ["the day after tomorrow", "2026-11-23"],
  ["day before yesterday", "2026-11-19"],
  ["last thu", "2026-11-19"],
  ["past thursday", "2026-11-19"],
  ["last sat", "2026-11-14"],
  ["next thu", "2026-11-26"],
  ["next  Thursday", "2026-11-26"],
  ["next sun", "2026-11-29"],
  ["coming sat", "2026-11-28"],
  ["thu of next week", "2026-11-26"],
  ["next week thursday", "2026-11-26"],
  ["thursday last week", "2026-11-12"],
  ["friday week", "2026-12-04"],
  ["thu fortnight", "2026-12-10"],
  ["Thursday, November 26, 2026", "2026-11-26"],
  ["last week", "2026-11-09"],
  ["next week", "2026-11-23"],
  ["last month", "2026-10-01"],
  ["next month", "2026-12-01"],
  ["next quarter", "2027-01-01"],
  ["last year", "2025-01-01"],
  ["1 week ago", "2026-11-14"],
  ["a week ago", "2026-11-14"],
  ["2 months and 3 days ago", "2026-09-18"],
  ["in two weeks", "2026-12-05"],
  ["in 2 weeks' time", "2026-12-05"],
  ["in a couple of weeks", "2026-12-05"],
  ["in a fortnight", "2026-12-05"],
  ["in half a year", "2027-05-21"],
  ["a week from now", "2026-11-28"],
  ["one year from today", "2027-11-21"],
  ["10 days from tomorrow", "2026-12-02"],
  ["2 days later", "2026-11-23"],
  ["a week before nov 3 2026", "2026-10-27"],
  ["3 days after end of Q1 2027", "2027-04-03"],
  ["+3d", "2026-11-24"],
  ["-3 days", "2026-11-18"],
  ["+2w", "2026-12-05"],
  ["+1w2d", "2026-11-30"],
  ["+1m", "2026-12-21"],
  ["+4 months", "2027-03-21"],
  ["-1y", "2025-11-21"],
  ["+2bd", "2026-11-24"],
  ["+0bd", "2026-11-21"],
  ["-1bd", "2026-11-20"],
  ["in 6 business days", "2026-11-30"],
  ["2 working days ago", "2026-11-19"],
  ["eom", "2026-11-30"],
  ["eow", "2026-11-22"],
  ["eoq", "2026-12-31"],
  ["eoy", "2026-12-31"],
  ["end of month", "2026-11-30"],
  ["the end of the week", "2026-11-22"],
  ["end of year", "2026-12-31"],
  ["month end", "2026-11-30"],
  ["end of next week", "2026-11-27"],
  ["end of last month", "2026-10-31"],
  ["end of november", "2026-11-30"],
  ["end of Nov'27", "2027-11-30"],
  ["end of week 47", "2026-11-22"],
  ["start of next quarter", "2027-01-01"],
  ["beginning of 2027", "2027-01-01"],
  ["mid Nov", "2026-11-15"],
  ["mid next month", "2026-12-15"],
  ["nov 3", "2026-11-03"],
  ["november 3rd", "2026-11-03"],
  ["the 3rd of november", "2026-11-03"],
  ["3-nov-2027", "2027-11-03"],
  ["3-nov-27", "2027-11-03"],
  ["Nov. 3, 2027", "2027-11-03"],
  ["3 nov '27", "2027-11-03"],
  ["15th of next month", "2026-12-15"],
  ["2026-W48-4", "2026-11-26"],
  ["by friday week", "2026-12-04"],
];

/** Another day for each use: due, start, since, then. */
const stretches: readonly (readonly [string, string, string, string, string])[] = [
  ["thu", "2026-11-26", "2026-11-26", "2026-11-19", "2026-11-19"],
  ["sat", "2026-11-21", "2026-11-21", "2026-11-14", "2026-11-21"],
  ["on friday", "2026-11-27", "2026-11-27", "2026-11-20", "2026-11-20"],
  ["15th", "2026-12-15", "2026-12-15", "2026-11-15", "2026-11-15"],
  ["the 21st", "2026-11-21", "2026-11-21", "2026-11-21", "2026-11-21"],
  ["31st", "2026-12-31", "2026-12-31", "2026-10-31", "2026-10-31"],
  ["dec 6", "2026-12-06", "2026-12-06", "2025-12-06", "2025-12-06"],
  ["12/6", "2026-12-06", "2026-12-06", "2025-12-06", "2025-12-06"],
  ["a week from Thursday", "2026-12-03", "2026-12-03", "2026-11-26", "2026-11-26"],
  ["fortnight", "2026-12-05", "2026-12-05", "2026-11-07", "2026-11-07"],
  ["2 weeks", "2026-12-05", "2026-12-05", "2026-11-07", "2026-11-07"],
  ["last 2 weeks", "2026-11-21", "2026-11-07", "2026-11-07", "2026-11-21"],
  ["this week", "2026-11-22", "2026-11-16", "2026-11-16", "2026-11-21"],
  ["this month", "2026-11-30", "2026-11-01", "2026-11-01", "2026-11-21"],
  ["weekend", "2026-11-22", "2026-11-21", "2026-11-21", "2026-11-21"],
  ["Q1", "2027-03-31", "2027-01-01", "2026-01-01", "2026-03-31"],
  ["end of Q1", "2027-03-31", "2027-03-31", "2026-03-31", "2026-03-31"],
  ["1Q27", '"1Q27" is not a date', '"1Q27" is not a date', '"1Q27" is not a date', '"1Q27" is not a date'],
  ["Q1'27", "2027-03-31", "2027-01-01", "2027-01-01", "2027-03-31"],
  ["2027 Q2", "2027-06-30", "2027-04-01", "2027-04-01", "2027-06-30"],
  ["H1", "2027-06-30", "2027-01-01", "2026-01-01", "2026-06-30"],
  ["Nov'26", "2026-11-30", "2026-11-01", "2026-11-01", "2026-11-21"],
  ["Nov’26", "2026-11-30", "2026-11-01", "2026-11-01", "2026-11-21"],
  ["2026-11", "2026-11-30", "2026-11-01", "2026-11-01", "2026-11-21"],
  ["2/2028", "2028-02-29", "2028-02-01", "2028-02-01", "2028-02-29"],
  ["november", "2026-11-30", "2026-11-01", "2026-11-01", "2026-11-21"],
  ["early dec", "2026-12-10", "2026-12-01", "2025-12-01", "2025-12-10"],
  ["late Nov", "2026-11-30", "2026-11-21", "2026-11-21", "2026-11-21"],
  ["week 48", "2026-11-27", "2026-11-23", "2025-11-24", "2025-11-30"],
  ["2026-W48", "2026-11-27", "2026-11-23", "2026-11-23", "2026-11-29"],
  ["w/c nov 25 2026", "2026-11-27", "2026-11-23", "2026-11-23", "2026-11-29"],
  ["thu week 48", "2026-11-26", "2026-11-26", "2025-11-27", "2025-11-27"],
  ["week 53", "2027-01-01", "2026-12-28", "2020-12-28", "2021-01-03"],
  ["feb 29", "2028-02-29", "2028-02-29", "2024-02-29", "2024-02-29"],
  ["2026", "2026-12-31", "2026-01-01", "2026-01-01", "2026-11-21"],
];

describe("a typed date", () => {
  test.each(days)("%j is %s", (text, date) => {
    expect(uses.map((use) => dayOf(text, saturday, use))).toEqual([date, date, date, date]);
  });

  test.each(stretches)("%j is due %s, starts %s, is counted since %s, and was %s", (text, ...wanted) => {
    expect(uses.map((use) => dayOf(text, saturday, use))).toEqual(wanted);
  });

  test.each([
    ["next week", ["2026-11-23", "2026-11-29"]],
    ["last month", ["2026-10-01", "2026-10-31"]],
    ["mid nov", ["2026-11-11", "2026-11-20"]],
    ["2027-W53", ['"2027-W53" is not a date that exists']],
    ["2026-W53", ["2026-12-28", "2027-01-03"]],
    ["Q4", ["2026-10-01", "2026-12-31"]],
    ["next 2 weeks", ["2026-11-21", "2026-12-05"]],
    ["eow", ["2026-11-22", "2026-11-22"]],
  ])("%j reaches from and to %j", (text, span) => {
    expect(spanOf(text)).toEqual(span);
  });

  test.each([
    ["2/30", "is not a date that exists"],
    ["2027-02-29", "is not a date that exists"],
    ["20270229", "is not a date that exists"],
    ["13/13", "is not a date that exists"],
    ["0/5", "is not a date that exists"],
    ["31.11.", "is not a date that exists"],
    ["nov 31", "is not a date that exists"],
    ["32nd", "is not a date that exists"],
    ["0th", "is not a date that exists"],
    ["31st of november", "is not a date that exists"],
    ["2026-13", "is not a date that exists"],
    ["week 54", "is not a date that exists"],
    ["week 0", "is not a date that exists"],
    ["+9999y", "is not a date that exists"],
    ["-9999 years", "is not a date that exists"],
    ["Fri Nov 26", "contradicts itself: nov 26 is 2026-11-26 (Thu)"],
    ["monday 2026-11-26", "contradicts itself: 2026-11-26 is 2026-11-26 (Thu)"],
    ["Nov-26", "may be a day or a month: write nov 26, or nov 2026"],
  ])("%j is refused: it %s", (text, why) => {
    const date = readTypedDate(text, saturday, "due");
    expect(date).toEqual({ ok: false, message: `"${text}" ${why}`, isKnown: true });
  });

  test.each(
    [
      ["", " ", "soon", "whenever", "asap", "ongoing", "later", "tbd", "constructor", "__proto__", "toString"],
      [
        "10-25",
        "+2",
        "+w",
        "15",
        "12",
        "5",
        "1400",
        "1/2/3/4",
        "10/25/017",
        "+99999d",
        "1/2/3",
        "q5",
        "h3",
        "q126",
        "q1%2026",
        "w",
        "week",
      ],
      ["+5min", "+2 dogs", "am", "5 min", "in 5 minutes", "second", "in a second", "1.5 weeks", "a few days", "+ 2"],
      ["5pm", "at 5", "noon", "tonight", "this morning", "fri 5pm", "monday morning", "tomorrow 9:00", "20:30"],
      ["dec 6-8", "dec 6 to dec 8", "nov 3 and nov 4", "not thu", "thu?", "last", "next", "end of", "mid"],
      ["mid week", "mid 2027", "early Q1", "thrusday", "novembre 3", "eo", "eox", "eomx", "the", "a week from soon"],
      [
        "2 days,",
        "1w and",
        "15th of soon",
        "15th of Q1",
        "thu of Q1",
        "week of soon",
        "week of Q1",
        "FY27",
        "christmas",
      ],
    ].flat(),
  )("%j is not guessed at", (text) => {
    for (const use of uses) {
      expect(readTypedDate(text, saturday, use)).toEqual({
        ok: false,
        message: `"${text}" is not a date`,
        isKnown: false,
      });
    }
  });

  test("a long text is no date, and is not repeated whole", () => {
    expect(dayOf(`${"thu ".repeat(10_000)}2026-11-26`, saturday)).toBe(`"${"thu ".repeat(15)}…" is not a date`);
  });
});

const aToday = fc
  .integer({ min: dayNumber("1990-01-01"), max: dayNumber("2110-12-31") })
  .map((number) => fromDayNumber(number));
const aWeekday = fc.integer({ min: 1, max: 7 });
const aUse = fc.constantFrom(...uses);
const short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The calendar of the platform, as an oracle that shares no code. */
function platform(date: string): { week: number; year: number } {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const year = day.getUTCFullYear();
  return { year, week: Math.ceil(((day.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7) };
}

describe("docs/dates.md", () => {
  const rows = readFileSync(new URL("../../docs/dates.md", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1));
  const phrases = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, phrase = ""]) => phrase);

  test("has no example that is not understood", () => {
    const examples = rows.flatMap(([cell]) => phrases(cell));
    expect(examples.length).toBeGreaterThan(40);
    expect(examples.filter((phrase) => !readTypedDate(phrase, saturday, "due").ok)).toEqual([]);
  });

  test("says the days that are read", () => {
    for (const [cell, meaning = "", ...ofUses] of rows) {
      const [first = ""] = /2026-\d\d-\d\d/.exec(meaning) ?? [];
      for (const phrase of phrases(cell)) {
        if (ofUses.length > 0) {
          expect([phrase, spanOf(phrase).join(" to ")]).toEqual([phrase, meaning.trim()]);
          expect([phrase, ...uses.map((use) => dayOf(phrase, saturday, use))]).toEqual([
            phrase,
            ...ofUses.map((use) => use.trim()),
          ]);
        } else if (/^ `?2026/.test(meaning)) expect([phrase, dayOf(phrase, saturday)]).toEqual([phrase, first]);
      }
    }
  });
});

describe("on any day", () => {
  test("last X lies behind, within a week; next X ahead, in next week; each on that weekday", () => {
    fc.assert(
      fc.property(aToday, aWeekday, aUse, (today, day, use) => {
        const [last, next] = [dayOf(`last ${short[day - 1]}`, today, use), dayOf(`next ${short[day - 1]}`, today, use)];
        expect([weekday(last), weekday(next)]).toEqual([day, day]);
        expect(daysBetween(last, today)).toBeGreaterThanOrEqual(1);
        expect(daysBetween(last, today)).toBeLessThanOrEqual(7);
        expect(mondayOf(next)).toBe(addDays(mondayOf(today), 7));
      }),
    );
  });

  test("X alone is the next one for a plan, today included, the latest for what was, and before today for since", () => {
    fc.assert(
      fc.property(aToday, aWeekday, (today, day) => {
        const [due, start, since, then] = uses.map((use) =>
          daysBetween(today, dayOf(short[day - 1] ?? "", today, use)),
        );
        const ahead = (day - weekday(today) + 7) % 7;
        expect([due, start, since, then]).toEqual([ahead, ahead, ahead - 7, ahead === 0 ? 0 : ahead - 7]);
      }),
    );
  });

  test("last, this and next week, month, quarter and year follow one another, and this one has today in it", () => {
    fc.assert(
      fc.property(aToday, fc.constantFrom("week", "month", "quarter", "year"), (today, unit) => {
        const spans = ["last", "this", "next"].map((which) => spanOf(`${which} ${unit}`, today));
        const [[, lastEnd = ""] = [], [first = "", last = ""] = [], [nextStart = ""] = []] = spans;
        expect([addDays(lastEnd, 1), addDays(last, 1)]).toEqual([first, nextStart]);
        expect(first <= today && today <= last).toBe(true);
        expect(dayOf(`last ${unit}`, today) < today && dayOf(`next ${unit}`, today) > today).toBe(true);
      }),
    );
  });

  test("the ends are never behind, and are the ends of what has today in it", () => {
    fc.assert(
      fc.property(aToday, aUse, (today, use) => {
        const [week, month, quarter, year] = ["eow", "eom", "eoq", "eoy"].map((end) => dayOf(end, today, use));
        expect(week).toBe(addDays(mondayOf(today), weekday(today) <= 5 ? 4 : 6));
        expect(month).toBe(monthEnd(today));
        expect(year).toBe(`${today.slice(0, 4)}-12-31`);
        expect(quarter).toBe(monthEnd(addMonths(`${today.slice(0, 7)}-01`, (12 - Number(today.slice(5, 7))) % 3)));
      }),
    );
  });

  test("a numbered week is the platform's, in every year, the 53rd too", () => {
    fc.assert(
      fc.property(aToday, aToday, (date, today) => {
        const { year, week } = platform(date);
        const typed = `${year}-W${String(week).padStart(2, "0")}`;
        expect(spanOf(typed, today)).toEqual([mondayOf(date), addDays(mondayOf(date), 6)]);
        expect(spanOf(`week ${week}, ${year}`, today)).toEqual(spanOf(typed, today));
        expect(dayOf(`${typed}-${weekday(date)}`, today)).toBe(date);
      }),
      trials.text,
    );
  });

  test("a date reads as itself in any form that has its year", () => {
    fc.assert(
      fc.property(aToday, aToday, aUse, (date, today, use) => {
        const [year = "", month = "", day = ""] = date.split("-");
        const name = months[Number(month) - 1];
        const forms = [
          date,
          date.replaceAll("-", ""),
          `${Number(month)}/${Number(day)}/${year}`,
          `${day}.${month}.${year}`,
          `${name} ${Number(day)}, ${year}`,
          `${Number(day)} ${name} ${year}`,
          `${short[weekday(date) - 1]} ${day}-${name}-${year}`,
        ];
        expect(forms.map((form) => dayOf(form, today, use))).toEqual(forms.map(() => date));
      }),
    );
  });

  test("without its year it is the next for a plan, or one of the last sixty days, and the latest for what was", () => {
    fc.assert(
      fc.property(aToday, fc.integer({ min: -180, max: 180 }), (today, offset) => {
        const wanted = addDays(today, offset);
        fc.pre(!wanted.endsWith("02-29"));
        const typed = `${Number(wanted.slice(5, 7))}/${Number(wanted.slice(8))}`;
        expect(dayOf(typed, today)).toBe(offset >= -60 ? wanted : addMonths(wanted, 12));
        expect(dayOf(typed, today, "then")).toBe(offset <= 0 ? wanted : addMonths(wanted, -12));
      }),
    );
  });

  test("what was is never ahead, whatever is left out", () => {
    const open = fc.constantFrom(
      "thu",
      "15th",
      "31st",
      "nov",
      "q1",
      "h2",
      "week 1",
      "week 53",
      "feb 29",
      "3/1",
      "early may",
    );
    fc.assert(
      fc.property(aToday, open, fc.constantFrom<DateUse>("since", "then"), (today, typed, use) => {
        expect(spanOf(typed, today, use)[0]?.localeCompare(today)).toBeLessThanOrEqual(0);
        if (!typed.startsWith("early")) expect(dayOf(typed, today, "since") <= today).toBe(true);
      }),
      trials.text,
    );
  });

  test("working days are counted one by one, and never end on a weekend", () => {
    fc.assert(
      fc.property(aToday, fc.integer({ min: 1, max: 60 }), (today, count) => {
        let [date, left] = [today, count];
        while (left > 0) {
          date = addDays(date, 1);
          if (weekday(date) < 6) left--;
        }
        expect(dayOf(`+${count}bd`, today)).toBe(date);
        if (weekday(today) < 6) expect(dayOf(`-${count}bd`, date)).toBe(today);
      }),
    );
  });

  test("any text is a day of the calendar or is refused, and a span runs forward", () => {
    const words = fc.constantFrom(
      ..."last next this thu week of from a 2 15th nov 2026 end mid Q1 48 ago in + - ' bd eom fortnight and , after the".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.array(words, { maxLength: 7 }).map((all) => all.join(" ")),
      fc.string({ unit: anyCharacter, maxLength: 20 }),
    );
    fc.assert(
      fc.property(text, aToday, aUse, (typed, today, use) => {
        const date = readTypedDate(typed, today, use);
        if (!date.ok) expect(date.message.startsWith(`"${typed}" `)).toBe(true);
        else {
          expect(date.day).toMatch(/^\d{4}-\d\d-\d\d$/);
          expect(date.span.first <= date.span.last).toBe(true);
          expect(date.span.first <= date.day && date.day <= date.span.last).toBe(true);
        }
      }),
      trials.text,
    );
  });
});
