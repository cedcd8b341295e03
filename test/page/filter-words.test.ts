import { expect, test } from "vitest";
import { filterInWords } from "../../src/page/filter-words.ts";

const facets = new Map([
  [
    "is",
    {
      label: "Show",
      values: new Map([
        ["overdue", "Overdue"],
        ["blocked", "Blocked"],
      ]),
    },
  ],
  [
    "owner",
    {
      label: "Owner",
      values: new Map([
        ["dana", "Dana Reyes"],
        ["-", "Nobody"],
      ]),
    },
  ],
]);

test.each<[Readonly<Record<string, readonly string[]>>, string, string]>([
  [{}, "  ", ""],
  [{ owner: ["dana", "-"] }, "", "Owner: Dana Reyes or Nobody"],
  [{ is: ["overdue", "blocked"], owner: ["li"] }, "oven", 'Overdue and Blocked; Owner: li; "oven"'],
  [{ shoe: ["2"] }, "", "shoe: 2"],
])("a filter of %j and the words %j is told as %j", (chosen, words, told) => {
  expect(filterInWords({ chosen: new Map(Object.entries(chosen)), words }, facets)).toBe(told);
});
