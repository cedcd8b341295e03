/** Days of the week, where a page says on which day it was written. */
import { expect, test } from "vitest";
import { read, table } from "./support.ts";

const due = (text: string) => read(text).drafts.map((item) => [item.due, item.timeline, item.confidence >= 0.9]);
const tasks = "\n\n- @ruth to warm the oven by Wednesday\n- Order flour (@owen, due Mon)\n";

// 20 May 2024 is a Monday.
test.each([
  "Date: Tue, 21 May 2024 16:41:07 +0100",
  "Sent: Tuesday, 21 May 2024",
  "Recap of the stand-up (Tuesday 21 May 2024)",
  "# Bakery, 21 May 2024",
  "Stand: 21. Mai 2024",
  "# Fair on 1 June 2024\n\nUpdated: 2024-05-21",
])("%s: the next such day", (head) => {
  expect(due(head + tasks)).toEqual([
    ["2024-05-22", null, true],
    ["2024-05-27", null, true],
  ]);
});

test.each([
  "# Bakery\n\nThe fair opens on 21 May 2024",
  "# Bakery\n\nMove day: 21 May 2024",
  "# Bakery, 21 May 2024, 3 June 2024",
])("%s: the page's own day may be another", (head) => {
  expect(due(head + tasks).map(([day, , sure]) => [day, sure])).toEqual([
    ["2024-05-22", false],
    ["2024-05-27", false],
  ]);
});

test("the page's own day of the week may be that day itself", () => {
  expect(due("Week of Monday 20 May 2024\n\n- Order flour (@owen, due Monday)\n")).toEqual([
    ["2024-05-27", null, false],
  ]);
});

test("without such a day they stay words", () => {
  expect(due(`# Bakery${tasks}`)).toEqual([
    [null, "Wednesday", false],
    [null, "Mon", false],
  ]);
});

test("in tables and behind labels, too", () => {
  const rows = table(
    ["Task", "Owner", "Due"],
    [
      ["Warm the oven", "Ruth", "Wednesday"],
      ["Order flour", "Owen", "23 May 2024"],
    ],
  );
  expect(due(`Date: 21 May 2024\n\n${rows}\n`)[0]).toEqual(["2024-05-22", null, true]);
  const page = read(
    "Date: 21 May 2024\n\n- Warm the oven. Owner: Ruth Holt, due Wednesday\n- Flour. Owner: Owen Reed, due 23 May 2024\n",
  );
  expect(page.drafts.map(({ owners, due }) => [owners, due])).toEqual([
    [["Ruth Holt"], "2024-05-22"],
    [["Owen Reed"], "2024-05-23"],
  ]);
});
