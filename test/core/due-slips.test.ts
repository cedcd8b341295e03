import { describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import { dueSlips, timesInWords } from "../../src/core/due-slips.ts";
import { anItem, aTracker } from "../support/builders.ts";

const dueOn = (due: string | null, id = 1) => anItem({ id, due });

/** What the commits between some states of one item changed. */
function changesOf(...states: readonly ReturnType<typeof anItem>[]) {
  return states.slice(1).map((state, index) => diffItems([states[index] ?? state], [state], aTracker()));
}

describe("the slips of a due day", () => {
  test("count its moves, from the first day to the one of now", () => {
    const changes = changesOf(dueOn("2026-10-01"), dueOn("2026-10-08"), dueOn("2026-10-05"), dueOn("2026-10-18"));
    expect([...dueSlips(changes, () => "2026-10-18")]).toEqual([
      [1, { times: 3, first: "2026-10-01", last: "2026-10-18", days: 17 }],
    ]);
  });

  test("count neither a first day nor that it was taken away", () => {
    expect(dueSlips(changesOf(dueOn(null), dueOn("2026-10-08"), dueOn(null)), () => null).size).toBe(0);
  });

  test("go on from the last day that there was, where there was none in between", () => {
    const [day, later] = ["2026-10-24", "2026-12-24"];
    const [slip] = dueSlips(changesOf(dueOn(day), dueOn(null), dueOn(later)), () => later).values();
    expect(slip).toEqual({ times: 1, first: day, last: later, days: 61 });
    expect(dueSlips(changesOf(dueOn(day), dueOn(null), dueOn(day)), () => day).size).toBe(0);
    const gone = diffItems([dueOn(null)], [], aTracker());
    const again = [...changesOf(dueOn(day), dueOn(null)), gone, ...changesOf(dueOn(null), dueOn(later))];
    expect(dueSlips(again, () => later).size).toBe(0);
  });

  test("are less than nothing where it is earlier now, and end where the last move did when nobody knows of now", () => {
    const [slip] = dueSlips(changesOf(dueOn("2026-10-08"), dueOn("2026-10-05")), () => undefined).values();
    expect(slip).toEqual({ times: 1, first: "2026-10-08", last: "2026-10-05", days: -3 });
  });

  test.each([
    [1, "once"],
    [2, "twice"],
    [3, "3 times"],
  ])("are told as so many times: %i is %s", (times, words) => {
    expect(timesInWords(times)).toBe(words);
  });
});
