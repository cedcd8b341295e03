import { describe, expect, test } from "vitest";
import { checkFolder, reviewChange, rules } from "../../src/core/check.ts";
import { diffItems } from "../../src/core/diff.ts";
import { type ItemFile, readItem, readItemText } from "../../src/core/item-file.ts";
import { makePage } from "../../src/core/page.ts";
import { inFile } from "../../src/core/problem.ts";
import { reviewRules } from "../../src/core/rules/review-rules.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { readTracker } from "../../src/core/tracker-file.ts";

const today = "2026-10-22";

const settings = `title: Orchard launch
people: { ines: { name: Ines Coll }, tam: { name: Tam Reid } }
areas: [Cider, Labels]
statuses: { pending: Pending, in-progress: In progress, blocked: Blocked, done: Done }
priorities: { P1: { label: Two weeks, weeks: 2 }, P2: { label: Six weeks, weeks: 6 }, P3: Later }
fields: { bottles: { type: number } }
refs: { ORC: "https://tickets.example.com/ORC-{n}" }
milestones: [{ date: 2026-11-20, title: First pressing }]
status-moves: { pending: [in-progress, blocked] }
`;
const template = "<!-- gtm:table area:Cider -->\n\n<!-- gtm:table area:Labels -->\n";

/** An item in order; a case changes what it is about. */
const item = `---
id: 1
title: Order the labels
status: in-progress
priority: P1
area: Labels
owners: [ines]
due: 2026-10-30
timeline: Oct'26
---

## Comments

- **2026-10-12** Two printers were asked.
- **2026-10-20 @ines** The second one is cheaper.
`;

const second = item.replace("id: 1\ntitle: Order the labels", "id: 2\ntitle: Press the early apples");

type Files = Readonly<Record<string, string>>;

/** What `check` says of files in the tracker's folder, `tracker.md` among them or not. */
function check(files: Files): readonly string[] {
  const trackerText = files["tracker.md"] ?? `---\n${settings}---\n${template}`;
  const { tracker, problems } = readTracker(trackerText);
  if (!tracker) return problems.map(({ code }) => code);
  const read = filesOf(files, tracker);
  const items = read.flatMap((file) => file.item ?? []);
  const own = inFile("items/tracker.md", [...problems, ...makePage(tracker, items, today).problems]);
  const folder = { files: read, tracker, trackerText, trackerPath: "items/tracker.md", today };
  return checkFolder(folder, own, new Set([9])).map(({ code }) => code);
}

/** What a review says of the change from some files to others. */
function review(before: Files, after: Files, outside: readonly string[] = [], rule = ""): readonly string[] {
  const { tracker } = readTracker(`---\n${settings}${rule}---\n${template}`);
  if (!tracker) throw new Error("the tracker does not read");
  const [old, now] = [filesOf(before, tracker), filesOf(after, tracker)];
  const itemsOf = (files: readonly ItemFile[]) => files.flatMap((file) => file.item ?? []);
  const items = diffItems(itemsOf(old), itemsOf(now), tracker);
  return reviewChange({ tracker, items, before: old, after: now, outside }).map(({ code }) => code);
}

function filesOf(files: Files, tracker: Tracker): readonly ItemFile[] {
  return Object.entries(files)
    .filter(([name]) => name !== "tracker.md")
    .map(([name, text]): ItemFile => {
      const path = `items/${name}`;
      return { name, path, text, reading: readItemText(text), ...readItem(text, path, tracker) };
    });
}

const one = (change: (text: string) => string): Files => ({ "001-a.md": change(item) });
const set = (line: string, key = line.split(":")[0]): Files =>
  one((text) => text.replace(new RegExp(`^${key}: .*$`, "m"), line));
const add = (line: string): Files => one((text) => text.replace("\n---\n\n", `\n${line}\n---\n\n`));
const say = (line: string): Files => one((text) => `${text}${line}\n`);
const tracker = (change: (text: string) => string): Files => ({
  "001-a.md": item,
  "tracker.md": change(`---\n${settings}---\n${template}`),
});
const both = (change: (text: string) => string): Files => ({ "001-a.md": item, "002-b.md": change(second) });

/** For each rule: files in which it fires, and files as near to those in which it has nothing to say. */
const cases: Readonly<Record<string, readonly [fires: readonly Files[], silent: readonly Files[]]>> = {
  "front-matter-missing": [[one(() => "Labels\n")], [one((text) => text)]],
  "front-matter-open": [[one((text) => text.split("\n---\n")[0] ?? "")], [one((text) => text)]],
  "front-matter-yaml": [[set("title: Labels: second batch")], [set('title: "Labels: second batch"')]],
  "front-matter-refused": [[set("title: &a Labels")], [set('title: "&a Labels"')]],
  "conflict-markers": [
    [say("<<<<<<< HEAD\n- x\n=======\n>>>>>>> theirs")],
    [say("- **2026-10-21** <<<<<<< is a marker")],
  ],
  "text-too-long": [
    [say("- **2026-10-21** x".concat("\n  *a*".repeat(21_000)))],
    [say("- **2026-10-21** ".concat("x".repeat(21_000)))],
  ],
  "key-value": [[set("due: 30 October")], [set("due: 2026-10-30")]],
  "field-value": [[add("bottles: many")], [add("bottles: 1200")]],
  "key-unknown": [[add("bottle: 12"), tracker((text) => text.replace("areas:", "area:"))], [add("bottles: 12")]],
  "comment-stray": [[say("\nLabels are late.")], [say("\n  Labels are late.")]],
  "comment-undated": [[say("- Labels are late.")], [say("- **2026-10-21** Labels are late.")]],
  "comment-date": [[say("- **2026-02-30** Labels.")], [say("- **2026-10-21** Labels.")]],
  "comment-date-form": [[say("- **10/21/2026** Labels.")], [say("- **2026-10-21** 10/21/2026")]],
  "tracker-value": [[tracker((text) => text.replace("date: 2026-11-20", "date: soon"))], [tracker((text) => text)]],
  "field-shadowed": [[tracker((text) => text.replace("{ bottles:", "{ due:"))], [tracker((text) => text)]],
  "rule-setting": [
    [
      tracker((text) => text.replace("status-moves", "rules: { stail: off }\nstatus-moves")),
      tracker((text) => text.replace("status-moves", "rules: { key-value: off }\nstatus-moves")),
    ],
    [tracker((text) => text.replace("status-moves", "rules: { stale: off }\nstatus-moves"))],
  ],
  "marker-unknown": [[tracker((text) => text.concat("\n<!-- gtm:tabel -->\n"))], [tracker((text) => text)]],
  "marker-query": [[tracker((text) => text.concat("\n<!-- gtm:table is:new -->\n"))], [tracker((text) => text)]],
  "marker-limit": [
    [tracker((text) => text.concat("\n<!-- gtm:table -->\n".repeat(50)))],
    [tracker((text) => text.concat("\n<!-- gtm:table -->\n".repeat(40)))],
  ],
  "status-unknown": [[set("status: bloked")], [set("status: blocked")]],
  "priority-unknown": [[set("priority: P9")], [set("priority: P1")]],
  "area-unknown": [[set("area: Glass")], [set("area: Cider")]],
  "owner-unknown": [[set("owners: [inez]")], [set("owners: [ines, tam]")]],
  "due-before-start": [[add("start: 2026-11-01")], [add("start: 2026-10-30")]],
  "closed-undated": [
    [set("status: done")],
    [one((text) => text.replace("in-progress", "done").replace("due:", "closed: 2026-10-21\ndue:"))],
  ],
  "closed-status": [
    [add("closed: 2026-10-21")],
    [one((text) => text.replace("in-progress", "done").replace("due:", "closed: 2026-10-21\ndue:"))],
  ],
  "ref-form": [[add("refs: [orc 12]")], [add("refs: [L-1, ORC-12]")]],
  "hidden-character": [[set("title: Order\u200b the labels")], [set("title: Order the labels 👩‍🌾")]],
  stale: [
    [
      one((text) => text.replaceAll("2026-10-", "2026-09-").replace("due: 2026-09-30", "due: 2026-10-30")),
      { "009-a.md": item.replace("id: 1", "id: 9").replace(/## Comments[\s\S]*/, "") },
    ],
    [one((text) => text), one((text) => text.replace(/## Comments[\s\S]*/, ""))],
  ],
  "owner-missing": [
    [{ ...one((text) => text.replace("owners: [ines]\n", "")), "002-b.md": second }],
    [
      one((text) => text),
      {
        ...one((text) => text.replace("owners: [ines]", "closed: 2026-10-21").replace("in-progress", "done")),
        "002-b.md": second,
      },
      one((text) => text.replace("owners: [ines]\n", "")),
    ],
  ],
  "blocked-unexplained": [
    [one((text) => text.replace("in-progress", "blocked").replace(/## Comments[\s\S]*/, ""))],
    [set("status: blocked"), one((text) => text.replace(/## Comments[\s\S]*/, ""))],
  ],
  "priority-due": [
    [set("due: 2026-11-20"), set("priority: P3"), one((text) => text.replace("P1", "P2"))],
    [
      one((text) => text.replace("P1", "P2").replace("2026-10-30", "2026-11-20").replace("Oct'26", "Nov'26")),
      set("due: 2026-10-20"),
      one((text) => text.replace("P1", "P3").replace("2026-10-30", "2027-02-01").replace("Oct'26", "Q1")),
    ],
  ],
  "timeline-due": [
    [set("timeline: Nov'26"), set("timeline: Q1 2027")],
    [set("timeline: Oct"), set("timeline: Q4"), set("timeline: after the harvest"), set("timeline: week 44")],
  ],
  "comment-future": [[say("- **2026-10-23** Labels are here.")], [say("- **2026-10-22** Labels are here.")]],
  "comment-order": [[say("- **2026-10-15** Labels.")], [say("- **2026-10-20** Labels.")]],
  whitespace: [
    [set("due: 2026-10-30  "), one((text) => text.trimEnd()), one((text) => text.replaceAll("\n", " \r\n"))],
    [say("  Two blanks  "), add('refs: ["ORC-1 \\\n  x"]'), one((text) => text.replaceAll("\n", "\r\n"))],
  ],
  "file-name": [[{ "labels.md": item }, { "1-a.md": item }], [{ "0001-a.md": item }]],
  "number-mismatch": [[{ "011-a.md": item }], [{ "001-a.md": item }]],
  "number-twice": [[{ "001-a.md": item, "0001-b.md": second.replace("id: 2", "id: 1") }], [both((text) => text)]],
  "key-twice": [
    [
      {
        "001-a.md": item.replace("due:", "refs: [L-1]\ndue:"),
        "002-b.md": second.replace("due:", "refs: [l-1]\ndue:"),
      },
    ],
    [
      {
        "001-a.md": item.replace("due:", "refs: [ORC-1]\ndue:"),
        "002-b.md": second.replace("due:", "refs: [ORC-1]\ndue:"),
      },
    ],
  ],
  "ref-unknown": [[add("refs: [ORC-1, CID-7]")], [add("refs: [ORC-1, ORC-7]"), add("refs: [CID-1, CID-7]")]],
  "person-unknown": [
    [say("- **2026-10-21 @pilar** Labels."), say("- **2026-10-21** Ask @pilar.")],
    [
      say(
        "- **2026-10-21 @tam** Ask @ines, `@media`, mail@pilar.example.com, [x](https://a.example.com/@pilar), @scope/package <!-- @pilar -->.",
      ),
    ],
  ],
  "not-on-page": [[one((text) => text.replace("area: Labels\n", ""))], [one((text) => text)]],
  "title-alike": [
    [
      both((text) => text.replace("Press the early apples", "Order the label")),
      both((text) => text.replace("Press the early apples", "order the labels!")),
    ],
    [
      both((text) => text),
      both((text) => text.replace("Press the early apples", "Order the labels 2")),
      both((text) =>
        text
          .replace("Press the early apples", "Order the label")
          .replace("in-progress", "done")
          .replace("due:", "closed: 2026-10-21\ndue:"),
      ),
    ],
  ],
  "milestone-past": [
    [tracker((text) => text.replace("2026-11-20", "2026-10-21"))],
    [tracker((text) => text.replace("date: 2026-11-20", "date: 2026-10-20, end: 2026-10-22"))],
  ],
};

/** The same for the rules of review, of changes. */
const base: Files = { "001-a.md": item, "002-b.md": second };
const changed = (files: Files): Files => ({ ...base, ...files });
const reviewCases: Readonly<
  Record<string, readonly [fires: readonly (readonly string[])[], silent: readonly (readonly string[])[]]>
> = {
  "comment-edited": [
    [
      review(base, changed(one((text) => text.replace("cheaper", "dearer")))),
      review(base, changed(one((text) => text.replace("10-20 @ines", "10-21 @ines")))),
      review(base, changed(one((text) => text.replace("@ines**", "@tam**")))),
    ],
    [
      review(base, changed(say("- **2026-10-21** It is dearer."))),
      review(base, changed(one((text) => text.replace("one is", "one\n  is")))),
    ],
  ],
  "comment-removed": [
    [review(base, changed(one((text) => text.replace(/- \*\*2026-10-12.*\n/, ""))))],
    [review(base, base), review(base, changed(one((text) => text.replace("10-20 @ines", "10-12 @ines"))))],
  ],
  "comment-backdated": [
    [review(base, changed(one((text) => text.replace("- **2026-10-20", "- **2026-10-15** We knew.\n- **2026-10-20"))))],
    [
      review(base, changed(say("- **2026-10-20** The same day."))),
      review(base, changed(one((text) => text.replace("10-20 @ines", "10-11 @ines")))),
    ],
  ],
  "item-deleted": [[review(base, { "001-a.md": item })], [review(base, { "001-a.md": item, "002-other.md": second })]],
  "number-changed": [
    [review(base, { "001-a.md": item, "003-b.md": second.replace("id: 2", "id: 3") })],
    [review(base, { "001-a.md": item, "002-c.md": second })],
  ],
  "due-later-unexplained": [
    [
      review(base, changed(set("due: 2026-11-06"))),
      review(base, changed(one((text) => text.replace("due: 2026-10-30\n", "")))),
      review(base, changed(set("due:", "due"))),
      // An old comment under a new date explains nothing.
      review(base, changed(one((text) => text.replace("2026-10-30", "2026-11-06").replace("10-20 @", "10-21 @")))),
      review(base, changed(one((text) => text.replace("2026-10-30", "2026-11-06").replace("cheaper", "dearer")))),
    ],
    [
      review(base, changed(set("due: 2026-10-28"))),
      review(base, changed(set("due: soon"))),
      review(base, changed(one((text) => text.replace("due: 2026-10-30", "closed: 2026-10-21")))),
      review(base, changed(one((text) => `${text.replace("due: 2026-10-30\n", "")}- **2026-10-21** No printer.\n`))),
      review(
        base,
        changed(one((text) => `${text.replace("2026-10-30", "2026-11-06")}- **2026-10-21** The printer is ill.\n`)),
      ),
    ],
  ],
  "blocked-uncommented": [
    [review(base, changed(set("status: blocked")))],
    [
      review(
        base,
        changed(one((text) => `${text.replace("in-progress", "blocked")}- **2026-10-21** The printer is ill.\n`)),
      ),
      // Blocked before, closed now, or without any comment: another rule's.
      review(
        changed(set("status: blocked")),
        changed(one((text) => text.replace("in-progress", "blocked").replace("P1", "P2"))),
      ),
      review(
        base,
        changed(
          one((text) => text.replace("in-progress", "blocked").replace("timeline", "closed: 2026-10-21\ntimeline")),
        ),
      ),
      review(
        { "001-a.md": item.replace(/- \*\*.*\n/g, "") },
        { "001-a.md": item.replace(/- \*\*.*\n/g, "").replace("in-progress", "blocked") },
      ),
    ],
  ],
  "status-jump": [
    [
      review(
        { "001-a.md": item.replace("in-progress", "pending") },
        { "001-a.md": item.replace("in-progress", "done") },
      ),
    ],
    [
      review({ "001-a.md": item.replace("in-progress", "pending") }, { "001-a.md": item }),
      review({ "001-a.md": item }, { "001-a.md": item.replace("in-progress", "done") }),
    ],
  ],
  "outside-tracker": [
    [review(base, base, ["src/main.c"], "rules: { outside-tracker: error }\n")],
    [review(base, base, ["src/main.c"]), review(base, base, [], "rules: { outside-tracker: error }\n")],
  ],
};

describe("every rule", () => {
  // What a folder cannot be read with is found by the shell, and tried there.
  const elsewhere = ["file-unreadable"];

  test("has a case that fires it and one that does not", () => {
    const known = rules.map(({ code }) => code).filter((code) => !elsewhere.includes(code));
    expect([...Object.keys(cases), ...Object.keys(reviewCases)].sort()).toEqual([...known].sort());
  });

  test.each(Object.entries(cases))("%s", (code, [fires, silent]) => {
    for (const files of fires) expect(check(files)).toContain(code);
    for (const files of silent) expect(check(files)).not.toContain(code);
  });

  test.each(Object.entries(reviewCases))("%s", (code, [fires, silent]) => {
    for (const codes of fires) expect(codes).toContain(code);
    for (const codes of silent) expect(codes).not.toContain(code);
  });

  test("is of review where it asks how something may change", () => {
    expect(Object.keys(reviewCases)).toEqual(reviewRules.map(({ code }) => code));
  });

  test("says what it finds, why, and what to do, in whole sentences", () => {
    for (const { code, summary, why, mend } of rules)
      for (const sentence of [summary, why, mend])
        expect([code, sentence]).toEqual([code, expect.stringMatching(/^[A-Z0-9`"]|^gtm |^tracker\.md /)]);
    for (const { code, summary, why } of rules)
      expect([code, summary, why]).toEqual([code, expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });
});

test("an item in order has nothing to be said of", () => {
  expect(check({ "001-a.md": item, "002-b.md": second })).toEqual([]);
});

describe("a tracker's own weights", () => {
  const weighed = (rule: string, files: Files) => {
    const trackerText = `---\n${settings}rules: { ${rule} }\n---\n${template}`;
    const { tracker: own } = readTracker(trackerText);
    if (!own) throw new Error("the tracker does not read");
    const folder = { files: filesOf(files, own), tracker: own, trackerText, trackerPath: "items/tracker.md", today };
    return checkFolder(folder).map(({ code, severity }) => `${severity} ${code}`);
  };
  const ownerless = { ...one((text) => text.replace("owners: [ines]\n", "")), "002-b.md": second };

  test("ask for an owner too where only some of the files are looked at, in a tracker with people", () => {
    const some = (settingsText: string) => {
      const trackerText = `---\n${settingsText}---\n${template}`;
      const { tracker: own } = readTracker(trackerText);
      if (!own) throw new Error("the tracker does not read");
      const files = filesOf(
        one((text) => text.replace("owners: [ines]\n", "").replace("@ines", "")),
        own,
      );
      const folder = { files, others: [], tracker: own, trackerText, trackerPath: "items/tracker.md", today };
      return checkFolder(folder).map(({ code }) => code);
    };
    expect(some(settings)).toEqual(["owner-missing"]);
    expect(some(settings.replace(/^people.*\n/m, ""))).toEqual([]);
  });

  test("make a rule an error, or silence it", () => {
    expect(weighed("stale: off", ownerless)).toEqual(["warning owner-missing"]);
    expect(weighed("owner-missing: error", ownerless)).toEqual(["error owner-missing"]);
    expect(weighed("owner-missing: off", ownerless)).toEqual([]);
    expect(weighed("status-unknown: warning", set("status: late"))).toEqual(["warning status-unknown"]);
  });

  test("do not silence what keeps gtm from working", () => {
    expect(weighed("key-value: off", set("due: soon"))).toEqual(["error key-value", "warning rule-setting"]);
  });

  test("move a limit", () => {
    const near = both((text) => text.replace("Press the early apples", "Order all the labels"));
    expect(weighed("title-alike: { limit: 60 }", near)).toEqual(["warning title-alike"]);
    expect(weighed("title-alike: { severity: error, limit: 60 }", near)).toEqual(["error title-alike"]);
    expect(weighed("title-alike: { limit: 95 }", near)).toEqual([]);
  });
});

test("a review of every item there is searches for none of them", () => {
  const { tracker } = readTracker(`---\n${settings}---\n${template}`);
  if (!tracker) throw new Error("the tracker does not read");
  const readsOf = (count: number): number => {
    let reads = 0;
    const texts = Array.from({ length: count }, (_, at) => [`${at}.md`, item.replace("id: 1", `id: ${at + 1}`)]);
    const files = filesOf(Object.fromEntries(texts), tracker);
    const items = diffItems(
      [],
      files.flatMap((file) => file.item ?? []),
      tracker,
    );
    const after = files.map((file) => ({
      ...file,
      get item() {
        reads++;
        return file.item;
      },
    }));
    reviewChange({ tracker, items, before: [], after, outside: [] });
    return reads;
  };
  expect(readsOf(40)).toBe(2 * readsOf(20));
});
