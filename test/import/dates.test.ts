/** Which number is the day, and what else is a date: told by the whole page. */
import { describe, expect, test } from "vitest";
import { isTimeline, readWholeDate } from "../../src/import/date-forms.ts";
import { readPage } from "../../src/import/read-page.ts";
import { isRefusal, type ReadOptions } from "../../src/import/reading.ts";

function dueDates(text: string, options: Partial<ReadOptions> = {}) {
  const page = readPage(text, { today: "2026-10-22", ...options });
  if (isRefusal(page)) throw new Error(page.message);
  return page.drafts.map(({ due, confidence }) => `${due}${confidence < 0.9 ? " ?" : ""}`);
}

const snags = (prose: string, due = "06/11/2026") => `# Snags\n\n${prose}\n
| Snag | Owner | Due | Score | Comments |
|---|---|---|---|---|
| Sticky door | Mira Holt | ${due} | 2/3 | |
| Loose tile | Wei Zhang | 09/11/2026 | 24/7 | |
`;

describe("day or month first", () => {
  test.each([
    ["a cell", snags("", "26/11/2026"), ["2026-11-26", "2026-11-09"]],
    ["a date in prose", snags("Last updated: 22/10/2026"), ["2026-11-06", "2026-11-09"]],
    ["a date in prose, month first", snags("Last updated: 10/22/2026"), ["2026-06-11", "2026-09-11"]],
    ["nothing: both are doubted", snags("Walked weekly."), ["2026-06-11 ?", "2026-09-11 ?"]],
    [
      "its language",
      snags("Die Liste ist nicht für den Kunden und der Stand mit Vorbehalt."),
      ["2026-11-06", "2026-11-09"],
    ],
  ])("is told by %s", (_, text, due) => {
    expect(dueDates(text)).toEqual(due);
  });

  test("is settled by whoever imports", () => {
    expect(dueDates(snags("Last updated: 10/22/2026"), { dateOrder: "dmy" })).toEqual(["2026-11-06", "2026-11-09"]);
    expect(dueDates(snags(""), { dateOrder: "mdy" })).toEqual(["2026-06-11", "2026-09-11"]);
  });
});

test("a year in prose is that of short dates", () => {
  expect(dueDates(snags("As of 20 September 2024").replaceAll("/2026", ""))).toEqual(["2024-06-11 ?", "2024-09-11 ?"]);
});

describe("short dates over the turn of a year", () => {
  const chores = (days: readonly string[], said = "") =>
    `Task,Owner,Due date,Comments\n${days.map((day, index) => `Sweep hall ${index},Mira Holt,${day},${said}`).join("\n")}\n`;
  const winter = ["11/28", "12/15", "1/20", "2/10"];

  test.each([
    ["follow the newest comment, however late the page is imported", "12/18: Brooms came.", "2026-07-10", 2025, ""],
    ["lie around the day of the import", "", "2026-12-20", 2026, ""],
    ["lie ahead of it", "", "2026-10-22", 2026, ""],
    ["are doubted where they are as far behind it as ahead", "", "2026-07-15", 2025, " ?"],
  ])("%s", (_, said, today, year, doubt) => {
    expect(dueDates(chores(winter, said), { today })).toEqual([
      `${year}-11-28${doubt}`,
      `${year}-12-15${doubt}`,
      `${year + 1}-01-20${doubt}`,
      `${year + 1}-02-10${doubt}`,
    ]);
  });

  test("are doubted one by one where they are half a year from the rest", () => {
    expect(dueDates(chores(["11/28", "12/15", "6/20"], "12/18: Brooms came."), { today: "2026-12-20" })).toEqual([
      "2026-11-28",
      "2026-12-15",
      "2026-06-20 ?",
    ]);
  });
});

test("plans for next year leave comments in this one", () => {
  const page = `Task,Owner,Due date,Timeline,Comments
Sweep,Mira Holt,3/14,Q1'27,2/8: Brooms came.
Dust,Wei Zhang,4/9,Jun'26,
Mop,Wei Zhang,4/23,Q1'27,
`;
  expect(dueDates(page, { today: "2026-02-11" })).toEqual(["2026-03-14", "2026-04-09", "2026-04-23"]);
});

test("numbers of a spreadsheet are days where the column holds no other date", () => {
  expect(dueDates("Task,Owner,Due date\nSweep,Mira Holt,46327\nDust,Wei Zhang,46330.5\n")).toEqual([
    "2026-11-01",
    "2026-11-04",
  ]);
  expect(dueDates("Task,Owner,Due date\nSweep,Mira Holt,46327\nDust,Wei Zhang,2026-11-04\n")).toEqual([
    "null ?",
    "2026-11-04",
  ]);
});

test("day and month with a dot between are a date under a heading of dates", () => {
  expect(dueDates("Task,Owner,Due date\nSweep,Mira Holt,13.11\nDust,Wei Zhang,4.11\n")).toEqual([
    "2026-11-13",
    "2026-11-04",
  ]);
});

test.each([
  "30. November 2026",
  "30 nov. 2026",
  "30 de noviembre de 2026",
  "30-nov-26",
  "30/Nov/26 12:00 AM",
  "11/30/2026 12:00:00 AM",
  "2026-11-30T00:00:00.000+0100",
  "Mon 30 Nov 2026",
  "Mo, 30.11.2026",
  "lun. 30 nov. 2026",
  "30.11.2026, 14:00 Uhr",
  "bis 30.11.2026",
  "Nov 30th, 2026",
])("%s is the last of November", (text) => {
  const { first, second, year, order } = readWholeDate(text) ?? {};
  expect([year, order === "dmy" ? second : first, order === "dmy" ? first : second]).toEqual([2026, 11, 30]);
});

test.each(["2 out of 3", "3 set", "DEC-4", "so 2/3", "1.2.3", "4.5", "45 %"])("%s is no date", (text) => {
  expect(readWholeDate(text)).toBeNull();
});

test.each(["KW 45", "semaine 45", "T-4 weeks", "D-30", "T-0", "Mitte November", "noviembre de 2026", "laufend"])(
  "%s is a timeline",
  (text) => {
    expect(isTimeline(text)).toBe(true);
  },
);

test.each(["R-1", "D-001", "AB-12", "S45"])("%s is none", (text) => {
  expect(isTimeline(text)).toBe(false);
});
