import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countDays } from "../../src/commands/past.ts";
import { addDays } from "../../src/core/calendar.ts";
import { aComment, anItem } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const bare = { start: null, due: null, comments: [], closed: null };
const until = "2026-10-22";

describe("the counts by day", () => {
  test("begin with an item's first sign: its commit, a comment, its start, its end", () => {
    const items = [
      anItem({ ...bare, id: 1, path: "items/1.md" }),
      anItem({ ...bare, id: 2, path: "items/2.md", comments: [aComment("Said", { date: "2026-10-05" })] }),
      anItem({ ...bare, id: 3, path: "items/3.md", start: "2026-10-03" }),
      anItem({ ...bare, id: 4, path: "items/4.md", status: "done", closed: "2026-10-07" }),
    ];
    expect(countDays(items, new Map([["items/1.md", "2026-10-01"]]), until)).toEqual([
      { date: "2026-10-01", open: 1, closed: 0 },
      { date: "2026-10-03", open: 2, closed: 0 },
      { date: "2026-10-05", open: 3, closed: 0 },
      { date: "2026-10-07", open: 3, closed: 1 },
      { date: "2026-10-22", open: 3, closed: 1 },
    ]);
  });

  test("leave out an item that nobody knows the beginning of, and are none where that is all", () => {
    const known = anItem({ ...bare, id: 1, path: "items/1.md", start: "2026-10-01" });
    const [late, never] = [
      anItem({ ...bare, id: 2, path: "items/2.md", start: "2026-11-30" }),
      anItem({ ...bare, id: 3, path: "items/3.md" }),
    ];
    expect(countDays([known, late, never], new Map(), until).at(-1)).toEqual({ date: until, open: 1, closed: 0 });
    expect(countDays([late, never], new Map(), until)).toEqual([]);
  });

  test("do not take the day of an import for the beginning of what it brought in", () => {
    const said = { comments: [aComment("Said", { date: "2026-09-05" })] };
    const items = [
      anItem({ ...bare, id: 1, path: "items/1.md", ...said }),
      anItem({ ...bare, id: 2, path: "items/2.md" }),
      anItem({ ...bare, id: 3, path: "items/3.md" }),
    ];
    const added = new Map([
      ["items/1.md", "2026-10-20"],
      ["items/2.md", "2026-10-20"],
      ["items/3.md", "2026-10-21"],
    ]);
    expect(countDays(items, added, until)).toEqual([
      { date: "2026-09-05", open: 1, closed: 0 },
      { date: "2026-10-21", open: 2, closed: 0 },
      { date: "2026-10-22", open: 2, closed: 0 },
    ]);
  });

  test("are those of each day, counted item by item", () => {
    const first = "2026-10-12";
    const day = fc.integer({ min: 0, max: 12 }).map((days) => addDays(first, days));
    const maybe = fc.option(day);
    const life = fc.record({ added: maybe, start: maybe, closed: maybe, said: fc.array(day, { maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(life, { maxLength: 6 }), (lives) => {
        const items = lives.map(({ start, closed, said }, index) =>
          anItem({ start, closed, path: `${index}`, comments: said.map((date) => aComment("Said", { date })) }),
        );
        const added = new Map(
          lives.flatMap(({ added: at }, index) => (at === null ? [] : [[`${index}`, at] as const])),
        );
        const imports = lives.flatMap(({ added: at, said }) =>
          at !== null && said.some((date) => date < at) ? at : [],
        );
        const begins = lives.map(({ added: at, start, closed, said }) => {
          const signs = [...said, start, closed, at !== null && imports.includes(at) ? null : at];
          return signs.filter((sign) => sign !== null && sign <= until).sort()[0] ?? null;
        });
        const countOn = (date: string) => {
          const there = lives.filter((_, index) => (begins[index] ?? "9999") <= date);
          const ended = there.filter(({ closed }) => closed !== null && closed <= date);
          return { date, open: there.length - ended.length, closed: ended.length };
        };
        const counts = countDays(items, added, until);
        expect(counts).toEqual(counts.map(({ date }) => countOn(date)));
        if (begins.every((begin) => begin === null)) expect(counts).toEqual([]);
        else {
          // A day that is not told is as the day before it.
          const days = Array.from({ length: 12 }, (_, at) => addDays(first, at - 1));
          const told = days.map((date) => counts.findLast((count) => count.date <= date) ?? { open: 0, closed: 0 });
          expect(told.map(({ open, closed }) => [open, closed])).toEqual(
            days.map((date) => [countOn(date).open, countOn(date).closed]),
          );
        }
      }),
      trials.value,
    );
  });
});
