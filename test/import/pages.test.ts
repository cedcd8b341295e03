/** Pages of the kinds that teams keep: each is read as a person reads it, or says where it may not have been. */
import { describe, expect, test } from "vitest";
import { compareWithTruth, pageNames } from "../support/true-reading.ts";

type Aspect = "silentlyWrong" | "doubtedInVain" | "unlikeThePage";

/** Pages that are not read so yet, and why. */
const notYet: Readonly<Record<Aspect, Readonly<Record<string, string>>>> = {
  silentlyWrong: {},
  doubtedInVain: {},
  unlikeThePage: {},
};

describe.each([
  ["no row is wrong without a word", "silentlyWrong"],
  ["no row is doubted that is right", "doubtedInVain"],
  ["the rendered page has its words, headings and order, and nothing else", "unlikeThePage"],
] as const)("%s", (_, aspect) => {
  test.each(pageNames)("%s", async (name) => {
    const faults = (await compareWithTruth(name))[aspect];
    // A page that is read by now has no place in the list.
    if (name in notYet[aspect]) expect(faults).not.toEqual([]);
    else expect(faults).toEqual([]);
  });

  test("what is not read so yet is a page", () => {
    expect(Object.keys(notYet[aspect]).filter((name) => !pageNames.includes(name))).toEqual([]);
  });
});

test.each(pageNames)("%s: as many rows are exact as its true reading says, or more", async (name) => {
  const { exact, expected, rows } = await compareWithTruth(name);
  expect(exact).toBeGreaterThanOrEqual(expected);
  expect(expected).toBeLessThanOrEqual(rows);
});
