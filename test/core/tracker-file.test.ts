import { describe, expect, test } from "vitest";
import { freshTracker } from "../../src/core/fresh-tracker.ts";
import { isClosedStatus } from "../../src/core/status.ts";
import { personName, personOf, statusKey } from "../../src/core/tracker.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { aTracker, itemText, withCrlf } from "../support/builders.ts";

function problems(keys: string): string {
  return readTracker(itemText("", keys))
    .problems.map(({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code}: ${message}`)
    .join("\n");
}

function settings(keys: string) {
  const { tracker, problems: found } = readTracker(itemText("", keys));
  expect(found).toEqual([]);
  return tracker;
}

describe("tracker.md", () => {
  test("as init writes it has nothing wrong with it", () => {
    expect(readTracker(freshTracker).problems).toEqual([]);
    expect(readTracker(withCrlf(freshTracker)).problems).toEqual([]);
    expect(readTracker(freshTracker).tracker).toMatchObject({
      title: "Open items",
      areas: [],
      people: {},
      priorities: { P1: { label: "Due within the next 2 weeks", weeks: 2 }, P4: { label: "Due later", weeks: null } },
      templateLine: 12,
    });
  });

  test("with nothing in it has every default", () => {
    expect(readTracker("---\n---\nBody\n").tracker).toMatchInlineSnapshot(`
      {
        "areas": [],
        "as-of": null,
        "columns": {},
        "fields": {},
        "milestones": [],
        "people": {},
        "priorities": {},
        "refs": {},
        "rules": {},
        "stale-after": 14,
        "status-moves": {},
        "statuses": {},
        "template": "Body
      ",
        "templateLine": 3,
        "title": "Open items",
      }
    `);
  });

  test("may list its statuses, and say priorities in a word", () => {
    expect(
      settings("statuses: [open, in work]\npriorities: { P1: now, P2: { weeks: 02 } }\nareas: [a]\n"),
    ).toMatchObject({
      statuses: { open: "open", "in work": "in work" },
      priorities: { P1: { label: "now", weeks: null }, P2: { label: "", weeks: 2 } },
      areas: ["a"],
    });
  });

  test("with a wrong value has a problem there, and reads on", () => {
    const keys = `title: [a]
people: [dan]
areas: { a: b }
statuses: open
priorities: { P1: { weeks: many } }
fields: { x: { type: colour } }
refs: { CIR: "javascript:alert({n})" }
columns: [a]
as-of: 2017-02-31
stale-after: -3
milestones:
  - { date: 10/25, title: x }
  - { date: 2017-10-25 }
zzz: 1
milestone: []
`;
    expect(problems(keys)).toMatchInlineSnapshot(`
      "2:8 error tracker-value: title: must be text
      3:9 error tracker-value: people: must be a map of key: value
      4:8 error tracker-value: areas: must be a list
      5:11 error tracker-value: statuses: must be a map of key: Label
      6:28 error tracker-value: priorities.P1.weeks: "many" is not a whole number
      7:22 error tracker-value: fields.x.type: must be boolean, date, number, choice or text
      8:14 error tracker-value: refs.CIR: "javascript:alert({n})" is not a web address (https://…)
      9:10 error tracker-value: columns: must be a map of key: value
      10:8 error tracker-value: as-of: "2017-02-31" is not a date: write it as YYYY-MM-DD
      11:14 error tracker-value: stale-after: "-3" is not a whole number
      13:13 error tracker-value: milestones.0.date: "10/25" is not a date: write it as YYYY-MM-DD
      13:27 error tracker-value: milestones.1.title: must be text
      15:6 warning key-unknown: unknown key "zzz"
      16:12 warning key-unknown: unknown key "milestone": did you mean milestones?"
    `);
    expect(readTracker(itemText("", keys)).tracker).toMatchObject({ title: "Open items", "stale-after": 14, refs: {} });
  });

  test.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "//x.example.com",
    "vbscript:x",
    "https:x",
    " x",
    "file:///etc",
  ])("takes no address like %j", (url) => {
    for (const keys of [
      `refs: { X: "${url}" }`,
      `people: { dan: { url: "${url}" } }`,
      `milestones: [{ date: 2017-10-25, title: x, url: "${url}" }]`,
    ]) {
      expect(problems(`${keys}\n`)).toContain("is not a web address");
    }
  });

  test.each(["__proto__", "constructor", "toString"])("may have words like %s in its vocabulary", (word) => {
    const { tracker, problems: found } = readTracker(
      itemText(
        "",
        `people: { ${word}: { name: x } }\nstatuses: { ${word}: X }\nfields: { ${word}: { type: text } }\nrefs: { ${word}: "https://x.example.com/{n}" }\ncolumns: { ${word}: X }\n${word}: y\n`,
      ),
    );
    expect(found.map(({ code }) => code)).toEqual(["key-unknown"]);
    expect(tracker && personName(tracker, "mreyes")).toBe("mreyes");
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  test("that cannot be read has one problem and no tracker", () => {
    expect(readTracker("# Tracker\n")).toMatchObject({ tracker: null, problems: [{ code: "front-matter-missing" }] });
    expect(readTracker("---js\n---\n")).toMatchObject({ tracker: null, problems: [{ code: "front-matter-missing" }] });
  });
});

describe("people", () => {
  test("are found by their handle alone", () => {
    const tracker = aTracker();
    expect(personOf(tracker, "mreyes")?.name).toBe("Marisol Reyes");
    expect(personOf(tracker, "constructor")).toBeNull();
    expect(personOf(tracker, "__proto__")).toBeNull();
    expect(personName(tracker, "hnakata")).toBe("hnakata");
    expect(personName(tracker, "toString")).toBe("toString");
  });
});

describe("a status", () => {
  test.each([
    ["In Progress", "in-progress"],
    [" In  progress ", "in-progress"],
    ["Won't do", "won't-do"],
    ["TO_DO/later", "to-do-later"],
    ["a - b", "a-b"],
  ])("worded %j is stored as %j", (wording, key) => {
    expect(statusKey(wording)).toBe(key);
  });

  test.each([
    "done",
    "Done",
    " Complete ",
    "completed",
    "Closed",
    "resolved",
    "Cancelled",
    "canceled",
    "won't-do",
    "Won't fix",
    "wontfix",
    "shipped",
  ])("%j says that the work is over", (status) => {
    expect(isClosedStatus(status)).toBe(true);
  });

  test.each(["pending", "in-progress", "almost done", "undone", "not closed", ""])("%j does not", (status) => {
    expect(isClosedStatus(status)).toBe(false);
  });
});
