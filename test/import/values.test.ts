import { describe, expect, test } from "vitest";
import { isTimeline, readDateAt, readMonthYear, readWholeDate } from "../../src/import/date-forms.ts";
import { readDatedText } from "../../src/import/dated-entries.ts";
import { repairMojibake } from "../../src/import/decode.ts";
import { columnsNamed, listedValues } from "../../src/import/heading-words.ts";
import { readLinks } from "../../src/import/inline.ts";
import { readMilestone } from "../../src/import/milestones.ts";
import { readOwners } from "../../src/import/owners.ts";
import { readLegendLine, readPriority } from "../../src/import/page-vocabulary.ts";
import { collectPeople, writeMentions } from "../../src/import/people.ts";
import { readRefs, refPrefixes } from "../../src/import/refs.ts";
import { readTags } from "../../src/import/sources/html.ts";
import { splitRow } from "../../src/import/sources/markdown-table.ts";

test.each([
  ["Assignee", "owners"],
  ["DRI", "owners"],
  ["Owner(s)", "owners"],
  ["Responsible", "owners"],
  ["Marketing lead", "owners"],
  ["Target date", "due"],
  ["ETA", "due"],
  ["DEADLINE", "due"],
  ["Work-stream", "area"],
  ["Teams", "area"],
  ["State", "status"],
  ["RAG", "status"],
  ["Status (A, B)", "status"],
  ["Status/Comments", "comments"],
  ["Updates", "comments"],
  ["#", "number"],
  ["No.", "number"],
  ["Open Items", "title"],
  ["Action Item", "title"],
])("the heading %s means %s", (heading, column) => {
  expect(columnsNamed(heading)[0]).toBe(column);
});

test("a heading's parentheses list its values", () => {
  expect(listedValues("Status (Pending, In-Progress, Blocked)")).toEqual(["Pending", "In-Progress", "Blocked"]);
  expect(columnsNamed("HX input?")).toEqual([]);
});

test.each([
  ["10/25: x", 10, 25, null, "slash", 5],
  ["2017-10-25 x", 10, 25, 2017, "mdy", 10],
  ["25.10. x", 25, 10, null, "dmy", 6],
  ["4-Mar-26", 4, 3, 2026, "dmy", 8],
  ["Oct 25th, 2017", 10, 25, 2017, "mdy", 14],
  ["25 October", 25, 10, null, "dmy", 10],
  ["10/25/17", 10, 25, 2017, "slash", 8],
])("%s begins with a date", (text, first, second, year, order, length) => {
  expect(readDateAt(text)).toEqual({ first, second, year, order, length });
});

test.each(["L3/L4", "24/7 support", "10MBs", "Nov'17", "1/2/3/4", "99/99"])("%s is no date", (text) => {
  expect(readWholeDate(text)).toBeNull();
});

test.each([
  "Nov'17",
  "Oct' 17",
  "Q2'26",
  "H1 2026",
  "Mar'18 and beyond",
  "Ongoing",
  "Nov-Dec",
  "mid June",
  "w/c 16 Nov",
  "week of 3 May 2026",
])("%s is a timeline", (text) => {
  expect(isTimeline(text)).toBe(true);
});

test("a timeline tells its month and year", () => {
  expect(readMonthYear("Mar'18 and beyond")).toEqual({ year: 2018, month: 3 });
});

describe("dated entries", () => {
  test.each([
    ["<li>10/25: a <li>10/18 b", ["a", "b"]],
    ["**10/25** a<br>**10/18**: b", ["a", "b"]],
    ["[10/25] a<br/>10/18/17 - b", ["a", "b"]],
    ["<ul><li>Oct 25: a</li><li>2017-10-18 b</li></ul>", ["a", "b"]],
    ["* 10/25 a * 10/18 b", ["a", "b"]],
    ["10/25: met on 10/30 about 10/31", ["met on 10/30 about 10/31"]],
    ["10/25: a. 10/18: b", ["a.", "b"]],
    ["<li>10/25: a<li>1) one<li>2) two", ["a\n\n1) one\n2) two"]],
    ["<li>10/25: the 10/30\\. day", ["the 10/30. day"]],
  ])("%s", (cell, texts) => {
    expect(readDatedText(readTags(cell)).entries.map((entry) => entry.text)).toEqual(texts);
  });

  test("a numbered log has the dates behind its numbers; a day with a dot is no number", () => {
    const read = (text: string) => readDatedText(text).entries.map((entry) => [entry.date.second, entry.text]);
    expect(read("1. 10/25: sold out\n2. 10/20: opened")).toEqual([
      [25, "sold out"],
      [20, "opened"],
    ]);
    expect(read("5. 11. 2026: opened")).toEqual([[11, "opened"]]);
  });

  test.each([
    ["10/12: sold; 10/19: bought; 10/26: paid", ["sold", "bought", "paid"]],
    ["10/26: paid; 10/19: bought", ["paid", "bought"]],
    ["12 Oct: sold // 19 Oct: bought // 3 Nov: paid", ["sold", "bought", "paid"]],
    ["2026-10-12 - sold | 2026-10-19 - bought", ["sold", "bought"]],
    ["10/12 WZ: sold -> 10/19 Ines Quill: bought", ["WZ: sold", "Ines Quill: bought"]],
    ["12.10. – verkauft – 19.10. – bezahlt", ["verkauft", "bezahlt"]],
    ["[10/12] sold [10/19] bought", ["sold", "bought"]],
    ["**10/12:** sold **10/19:** bought", ["sold", "bought"]],
    ["10/12 sold | 10/19 bought", ["sold", "bought"]],
    ["10/12 sold; 10/19 bought; 10/26 paid", ["sold", "bought", "paid"]],
    ["10/12: the fair is on 11/20; tell Wei", ["the fair is on 11/20; tell Wei"]],
    ["10/12: stalls free: 10/19, 10/20; 10/22", ["stalls free: 10/19, 10/20; 10/22"]],
  ])("entries in one line begin alike: %s", (text, texts) => {
    const { entries } = readDatedText(text);
    expect(entries.map((entry) => [entry.text, entry.holdsMore])).toEqual(texts.map((each) => [each, false]));
  });

  test.each([
    "10/19: sold; 10/12: bought; 10/26: paid",
    "10/12: moved to 10/19: see the letter",
    "10/12: sold, 10/19: bought",
    "10/12 sold; 10/19 is the day",
  ])("a further day that may begin an entry is told: %s", (text) => {
    expect(readDatedText(text).entries.map(({ holdsMore }) => holdsMore)).toEqual([true]);
  });

  test("text without a date is no entry", () => {
    expect(readDatedText("waiting for 10/30")).toEqual({ entries: [], undated: "waiting for 10/30" });
  });
});

describe("owners", () => {
  const people = collectPeople(
    readLinks("[Mira Holt](https://w.example.org/display/~mholt) [Tomas Brandt](https://w.example.org/display/~tb)"),
    ["wei@example.org"],
  );

  test.each([
    [
      "[Mira Holt](https://w.example.org/display/~mholt) / [Tomas Brandt](https://w.example.org/display/~tb)",
      ["mholt", "tb"],
      "",
    ],
    ["Mira Holt & Ines Quill", ["mholt", "Ines Quill"], ""],
    ["Tomas; wei@example.org", ["tb", "wei"], ""],
    ["Mira H and Jo", ["mholt", "Jo"], ""],
    ["TBD", [], "TBD"],
    ["TBD - Mira Holt will ask", [], "TBD - Mira Holt will ask"],
    ["– stage [Mira Holt] & Jo – doors", ["mholt", "Jo"], "– stage [Mira Holt] & Jo – doors"],
  ])("%s", (cell, owners, words) => {
    expect(readOwners(cell, people)).toMatchObject({ owners, words });
  });

  test("a name that two people share resolves to nobody", () => {
    const twins = collectPeople(
      readLinks("[Ann Lee](https://w.example.org/~al) [Ann Poe](https://w.example.org/~ap)"),
      [],
    );
    expect(readOwners("Ann", twins).owners).toEqual(["Ann"]);
  });
});

test("links to people become mentions, a link to another page stays", () => {
  const people = collectPeople(readLinks("[Mira Holt](https://w.example.org/display/~mholt)"), []);
  expect(writeMentions("[Mira Holt:](https://w.example.org/display/~mholt) see [Mira Holt](page.html)", people)).toBe(
    "@mholt: see [Mira Holt](page.html)",
  );
});

test.each([
  ["1", [], "1"],
  ["1 - High", [], "1 - High"],
  ["High", [], "High"],
  ["", [], null],
  ["p2", ["P1", "P2"], "P2"],
  ["Prio 2", ["P1", "P2"], "P2"],
  ["2 - Medium", ["P1", "P2"], "P2"],
  ["1", ["1 - High"], "1 - High"],
  ["high", ["High"], "High"],
] as const)("the priority %s beside %j is %s", (text, known, key) => {
  expect(readPriority(text, known)).toBe(key);
});

test("a legend's colon is optional after a code, and weeks are the upper bound", () => {
  expect(readLegendLine("P4 Due next spring")).toEqual({
    key: "P4",
    priority: { label: "Due next spring", weeks: null },
  });
  expect(readLegendLine("High: within 3-4 weeks")).toEqual({
    key: "High",
    priority: { label: "within 3-4 weeks", weeks: 4 },
  });
  expect(readLegendLine("High winds are expected")).toBeNull();
});

test("refs need evidence: what merely looks like one is none", () => {
  const texts = [
    "roof (RF - 11, 12, 13)",
    "roof RF-9",
    "K8s, L7, P2, Q3, 10MBs, L3/L4, SHA-256, ISO 27001, TOP 100, UTF-8",
  ];
  expect([...refPrefixes(texts)]).toEqual(["RF"]);
  expect(readRefs(texts[2] ?? "", new Set(["RF"])).refs).toEqual([]);
  expect(readRefs("RF - 1101, 1102 and RF9", new Set(["RF"])).refs).toEqual(["RF-1101", "RF-1102"]);
});

test.each([
  ["10/30 Fair", "2024-10-30", null, "Fair"],
  ["12/6-12-8 Congress (Bonn)", "2024-12-06", "2024-12-08", "Congress (Bonn)"],
  ["Dec 6-8: Congress", "2024-12-06", "2024-12-08", "Congress"],
  ["Launch - Nov 3", "2024-11-03", null, "Launch"],
])("the milestone %s", (text, date, end, title) => {
  const setting = {
    order: "mdy",
    serials: false,
    orderKnown: true,
    yearKnown: true,
    written: null,
    anchor: "2024-10-25",
    today: "2024-10-25",
  } as const;
  expect(readMilestone(text, setting)).toEqual({ date, end, title, url: null });
});

test("mojibake is turned back, and accents that are meant stay", () => {
  expect(repairMojibake("a â€“ b, cafÃ©, Ærø, naïve")).toBe("a – b, café, Ærø, naïve");
});

test("cells split at pipes that are neither escaped nor in code", () => {
  expect(splitRow("| a \\| b | `c | d` | `e | f |")).toEqual(["a | b", "`c | d`", "`e", "f"]);
});

test("half a megabyte of signs is no day, and told so in a test's time", () => {
  for (const sign of [";", ")", "*", "\\"]) expect(readWholeDate(sign.repeat(5e5))).toBeNull();
  expect(readWholeDate(`${"*".repeat(20)}5 Nov 2026${"*".repeat(20)}`)).toMatchObject({ year: 2026 });
});
