import { describe, expect, test } from "vitest";
import { readDatedText } from "../../../src/import/dated-entries.ts";
import type { Table } from "../../../src/import/sources/blocks.ts";
import { readCsv } from "../../../src/import/sources/csv.ts";

function tableOf(text: string): Table {
  const read = readCsv(text);
  const table = "ok" in read ? undefined : read.at(-1);
  if (table?.kind !== "table") throw new Error("ok" in read ? read.message : "no table");
  return table;
}

/** The rows as records, under their headings. */
function recordsOf(text: string) {
  const { header, rows } = tableOf(text);
  return rows.map(({ cells }) => Object.fromEntries((header ?? []).map((label, at) => [label, cells[at] ?? ""])));
}

const jira = `Summary,Issue key,Issue Type,Status,Assignee,Created,Due Date,Labels,Labels,Labels,Sprint,Sprint,Comment,Comment,Comment
Sweep the floor,OVEN-12,Task,In Progress,mholt,10/May/24 9:14 AM,03/Jun/24 12:00 AM,kitchen,,may,Sprint 4,Sprint 5,"10/May/24 3:14 PM;mholt;Ordered brooms.

* a long one
** with a red handle
5/11: they come on Monday, says [~tbrandt].","12/May/24 8:00 AM;tbrandt;Here; and paid.",
Dust the lamps,OVEN-13,Bug,To Do,tbrandt,11/May/24 9:14 AM,,,,,Sprint 5,Sprint 5,,,"13/May/24 8:00 AM;557058:f58131cb-b67d-43c7;Later"
`;

describe("Jira's export", () => {
  const [first, second] = recordsOf(jira);

  test("has each heading once, and its grid is exact", () => {
    const table = tableOf(jira);
    expect(table.grid).toBe("exact");
    expect(table.header).toEqual(
      "Summary,Issue key,Issue Type,Status,Assignee,Created,Due Date,Labels,Sprint,Comment".split(","),
    );
  });

  test("joins labels and sprints, each once", () => {
    expect([first?.Labels, first?.Sprint, second?.Labels, second?.Sprint]).toEqual([
      "kitchen, may",
      "Sprint 4, Sprint 5",
      "",
      "Sprint 5",
    ]);
  });

  test("makes its comments dated entries, whose own lines begin no others", () => {
    const { entries, undated } = readDatedText(first?.Comment ?? "");
    expect(undated).toBe("");
    expect(entries.map(({ date, beside, text }) => [date.year, date.second, date.first, beside, text])).toEqual([
      [
        2024,
        5,
        10,
        "[mholt](/~mholt)",
        "Ordered brooms.\n\n- a long one\n   - with a red handle\n\n5/11: they come on Monday, says @tbrandt.",
      ],
      [2024, 5, 12, "[tbrandt](/~tbrandt)", "Here; and paid."],
    ]);
  });

  test("keeps the author of a comment whose account is long", () => {
    const [entry] = readDatedText(second?.Comment ?? "").entries;
    expect([entry?.beside, entry?.text]).toEqual(["[](/~557058-f58131cb-b67d-43c7)", "Later"]);
  });

  test("saved again by a spreadsheet, without the separators at the ends of rows, is the same", () => {
    const short = jira.replace('paid.",\n', 'paid."\n');
    expect(recordsOf(short)).toEqual(recordsOf(jira));
    expect(tableOf(short).grid).toBe("exact");
  });
});

test.each([
  ["2024-05-10 15:14;mholt;Done", "- **2024-05-10 [mholt](/~mholt)**\n  Done"],
  ["10/May/24 3:14 PM;Mira Holt;Done", "- **10/May/24 Mira Holt**\n  Done"],
  ["10/05/2024 15:14;;Done", "- **10/05/2024**\n  Done"],
  ["2024-05-10T15:14:22.000+0000;mholt;Done", "- **2024-05-10T15:14:22.000 [mholt](/~mholt)**\n  Done"],
  ["5/10 asked; no answer; wait", "5/10 asked; no answer; wait"],
  ["waiting;for;names", "waiting;for;names"],
  ["5/10: begun\n5/11: half", "5/10: begun\n5/11: half"],
])("a comment %j is written %j", (cell, text) => {
  expect(recordsOf(`Task,Comments\nSweep,"${cell}"\nDust,\n`)[0]?.Comments).toBe(text);
});

test("words without a date stand before the dated comments of their row", () => {
  const [row] = recordsOf("Task,Comment,Comment\nSweep,10/May/24 3:14 PM;mholt;Done,nearly\nDust,,\n");
  expect(row?.Comment).toBe("nearly\n- **10/May/24 [mholt](/~mholt)**\n  Done");
});

test("long texts of one heading stand on lines of their own, and columns without heading stay apart", () => {
  const text = 'Task,Notes,,,Notes\nSweep,"a\nb",x,y,c\nDust,d,x,y,e\n';
  expect(tableOf(text)).toMatchObject({ header: ["Task", "Notes", "", ""] });
  expect(tableOf(text).rows.map((row) => row.cells)).toEqual([
    ["Sweep", "a\nb\nc", "x", "y"],
    ["Dust", "d, e", "x", "y"],
  ]);
});

test("headings that come twice over rows too long are left as they are", () => {
  const text = "Task,Notes,Notes\nSweep,a,b,c\nDust,d,e\n";
  expect(tableOf(text)).toMatchObject({ grid: "ragged", header: ["Task", "Notes", "Notes", ""].slice(0, 3) });
});

describe("Smartsheet's export", () => {
  const text = `Task Name,Assigned To,% Complete,Start,Finish,Status
Kitchen,,50%,05/02/24,06/28/24,In Progress
    Sweep,ines@example.com,100%,05/02/24,05/10/24,Complete
    Ovens,wei@example.com,0%,05/12/24,06/28/24,Not Started
        Clean the doors,"wei@example.com, ines@example.com",0%,05/12/24,06/01/24,Not Started
Cellar,,0%,,,Not Started
`;

  test("comes through under its headings, and indented tasks name their parents", () => {
    expect(recordsOf(text).map((row) => [row["Task Name"], row["Assigned To"], row["% Complete"], row.Parent])).toEqual(
      [
        ["Kitchen", "", "50%", ""],
        ["Sweep", "ines@example.com", "100%", "Kitchen"],
        ["Ovens", "wei@example.com", "0%", "Kitchen"],
        ["Clean the doors", "wei@example.com, ines@example.com", "0%", "Ovens"],
        ["Cellar", "", "0%", ""],
      ],
    );
    expect(tableOf(text).grid).toBe("exact");
  });

  test.each([
    ["blanks that make no steps", text.replace("    Sweep", "        Sweep")],
    ["a single blank here and there", text.replace(/^ +/gm, " ")],
    ["blanks before one row alone", text.replace(/^ {4,}(?=Sweep|Clean)/gm, "")],
  ])("%s name no parents", (_, other) => {
    expect(tableOf(other).header).not.toContain("Parent");
  });
});

test("Planner's export comes through under its headings", () => {
  const text = `Plan name,Oven launch
Plan ID,x1-Yz
Date of export,05/20/2024

Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,Start date,Due date,Late,Completed Date,Completed By,Completed Checklist Items,Checklist Items,Labels,Description
aB3,Sweep,Kitchen,In progress,Medium,Mira Holt;Wei Zhang,Mira Holt,05/02/2024,05/02/2024,06/03/2024,false,,,0/2,broom;bucket,,"Two lines
of words"
cD4,Dust,Cellar,Completed,Low,Wei Zhang,Mira Holt,05/02/2024,,05/10/2024,false,05/09/2024,Wei Zhang,,,Spring,
`;
  const read = readCsv(text);
  expect("ok" in read ? [] : read.map((block) => block.kind)).toEqual(["paragraph", "table"]);
  expect(tableOf(text)).toMatchObject({ grid: "exact", line: 5 });
  expect(recordsOf(text)[0]).toMatchObject({
    "Task Name": "Sweep",
    "Bucket Name": "Kitchen",
    Progress: "In progress",
    "Assigned To": "Mira Holt;Wei Zhang",
    "Checklist Items": "broom;bucket",
    "Completed Date": "",
    Description: "Two lines\nof words",
  });
});

describe("comments as programs keep them", () => {
  const notes = [
    { text: "Ordered brooms", by: "mira@oven.example", date: "5/10/2024, 9:14:00 AM GMT+2" },
    { text: "They came", by: "wei@oven.example", date: 1715756400000 },
  ];
  const cell = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  const text = (value: unknown) => `Task,Owner,Comments\nSweep,Mira Holt,${cell(value)}\nDust,Wei Zhang,[]\n`;

  test("are dated entries, whatever the program calls their parts", () => {
    const body = notes.map(({ text, by, date }) => ({ body: text, author: { name: by }, created_at: date }));
    for (const value of [notes, body]) {
      expect(recordsOf(text(value))[0]?.Comments).toContain("2024-05-15");
      const { entries, undated } = readDatedText(recordsOf(text(value))[0]?.Comments ?? "");
      expect(undated).toBe("");
      expect(entries.map(({ date, text }) => [date.year, text])).toEqual([
        [2024, "Ordered brooms"],
        [2024, "They came"],
      ]);
    }
  });

  test("stay as they are without a day or words", () => {
    const bare = [{ text: "Ordered brooms" }];
    expect(recordsOf(text(bare))[0]?.Comments).toBe(JSON.stringify(bare));
  });
});
