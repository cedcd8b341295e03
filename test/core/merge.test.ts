import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readItemText } from "../../src/core/item-file.ts";
import { mergeItem, mergeTrackerText } from "../../src/core/merge/merge-item.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { itemText, withCrlf } from "../support/builders.ts";
import { ordinaryBody } from "../support/documents.ts";
import { apply, type Edit, edits, type Look, look, type Model, model, write } from "../support/item-edits.ts";
import { trials } from "../support/trials.ts";
import { nameOf, unite } from "../support/united-items.ts";

/** What a text says, in the words of the model: sets sorted, comments in their order. */
function meaningOf(text: string) {
  const reading = readItemText(text);
  if (!reading.ok) throw new Error(`${reading.problem.message} in:\n${text}`);
  const { id: _, title: __, ...keys } = Object.fromEntries(reading.frontMatter.keys);
  const sorted = Object.entries(keys).map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value]);
  const { description, comments } = reading.body;
  return {
    keys: Object.fromEntries(sorted),
    comments: comments.map(nameOf),
    description: description.split("\n").filter((line) => line !== ""),
  };
}

function edited(item: Model, changes: readonly Edit[]): Model {
  return changes.reduce(apply, item);
}

/** An item, and what became of it in two hands. */
const pair = fc.tuple(model, edits, edits).map(([base, mine, yours]) => ({
  base,
  ours: edited(base, mine),
  theirs: edited(base, yours),
}));

function expectUnited(models: { base: Model; ours: Model; theirs: Model }, looks: readonly [Look, Look, Look]): void {
  const { clashes, ...united } = unite(models.base, models.ours, models.theirs);
  const [base, ours, theirs] = [
    write(models.base, looks[0]),
    write(models.ours, looks[1]),
    write(models.theirs, looks[2]),
  ];
  const merged = mergeItem({ base, ours, theirs });
  expect(merged.conflicts.length, clashes.join()).toBe(clashes.length);
  const turned = mergeItem({ base, ours: theirs, theirs: ours });
  const kinds = ({ conflicts }: typeof merged) => conflicts.map(({ subject }) => subject.kind);
  expect(kinds(turned)).toEqual(kinds(merged));
  if (clashes.length > 0) return;
  expect(turned.text).toBe(merged.text);
  const { comments, ...rest } = meaningOf(merged.text);
  expect({ ...rest, comments: comments.toSorted() }).toEqual(united);
}

describe("two people's edits of one item", () => {
  test("are united, whoever merges whom, and clash exactly where both changed one thing differently", () => {
    fc.assert(
      fc.property(pair, look, (models, how) => expectUnited(models, [how, how, how])),
      trials.reading,
    );
  });

  test("are united although somebody wrote the whole file in another form", () => {
    const twoLooks = fc.tuple(look, look).map(([one, other]) => [one, { ...other, remarks: one.remarks }] as const);
    fc.assert(
      fc.property(pair, twoLooks, fc.boolean(), (models, [one, other], isBoth) =>
        expectUnited(models, [one, isBoth ? other : one, other]),
      ),
      trials.strangers,
    );
  });

  test("unite with a third one's to the same item in any order", () => {
    fc.assert(
      fc.property(model, look, fc.tuple(edits, edits, edits), (item, how, all) => {
        const base = write(item, how);
        const [a, b, c] = all.map((changes) => write(edited(item, changes), how)) as [string, string, string];
        const merge = (ours: string, theirs: string) => mergeItem({ base, ours, theirs });
        const [ab, ac, bc] = [merge(a, b), merge(a, c), merge(b, c)];
        fc.pre([ab, ac, bc].every(({ conflicts }) => conflicts.length === 0));
        const chains = [merge(ab.text, c), merge(ac.text, b), merge(bc.text, a)];
        expect(chains.map(({ conflicts }) => conflicts.length)).toEqual([0, 0, 0]);
        const [first, ...others] = chains.map(({ text }) => meaningOf(text));
        for (const other of others) expect(other).toEqual(first);
      }),
      trials.strangers,
    );
  });
});

const base = `---
id: 17
title: Support
status: in-progress # since May
owners: [mreyes]
due: 2026-11-30
---

What it is about.
More of it.

## Comments

- **2026-10-10** One.
- **2026-10-18 @mreyes** Two.
`;

/** The base with some words in other words' place. */
function but(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${JSON.stringify(from)} in the text`);
    return text.replace(from, to);
  }, base);
}

function merged(ours: string, theirs: string, options = {}) {
  return mergeItem({ base, ours, theirs }, options);
}

describe("whatever the texts are", () => {
  /** Documents of all kinds of blocks, of which somebody has changed lines without a thought for what they mean. */
  const keys = fc.subarray([
    "owners: [a, b]",
    "refs:\n  - A-1 # why",
    "note: >\n  folded\n",
    "# a remark",
    "x: { a: 1 }",
  ]);
  const document = fc
    .tuple(keys, ordinaryBody)
    .map(([lines, body]) => itemText(`\n${body}`, `id: 17\ntitle: T\n${lines.map((line) => `${line}\n`).join("")}`));
  const line = fc.constantFrom(
    "words",
    "- **2026-02-02** note",
    "  indented",
    "key: value",
    "```",
    "## Comments",
    "# remark",
    "  - entry",
    "]",
  );
  const slip = fc.record({ at: fc.nat(40), gone: fc.nat(2), line });
  const slips = (side: string) =>
    fc
      .array(slip, { minLength: 1, maxLength: 4 })
      .map(
        (all) => (text: string) =>
          all
            .reduce(
              (lines, { at, gone, line }, index) =>
                lines.toSpliced(at % (lines.length + 1), gone, `${line} ${side}${index}`),
              text.split("\n"),
            )
            .join("\n"),
      );

  test("no word that a side has added is missing, and both sides meet the same conflicts or none", () => {
    fc.assert(
      fc.property(document, slips("mine"), slips("yours"), (base, mine, yours) => {
        const [ours, theirs] = [mine(base), yours(base)];
        for (const merge of [mergeItem, mergeTrackerText]) {
          const [one, other] = [merge({ base, ours, theirs }), merge({ base, ours: theirs, theirs: ours })];
          for (const [word] of `${ours}\n${theirs}`.matchAll(/(?:mine|yours)\d/g)) expect(one.text).toContain(word);
          expect(other.conflicts.length > 0).toBe(one.conflicts.length > 0);
          if (one.conflicts.length === 0) expect(other.text).toBe(one.text);
        }
      }),
      trials.strangers,
    );
  });

  test("a merge ends soon, however large they are", () => {
    const many = (word: string) =>
      Array.from({ length: 2500 }, (_, index) => `- **2026-10-1${index % 10}** ${word} ${index}\n`).join("");
    const text = (word: string, owners: number) =>
      itemText(
        `\n## Comments\n\n${many(word)}`,
        `id: 17\ntitle: T\nowners: [${Array.from({ length: owners }, (_, index) => `${word}${index}`).join(", ")}]\n`,
      );
    const merged = mergeItem({ base: text("a", 3000), ours: text("b", 3000), theirs: text("c", 3000) });
    expect(merged.text).toContain("c 2499");
  });
});

describe("a merge of an item", () => {
  test("takes each value, remark and comment from whoever changed it", () => {
    const three: readonly [string, string] = ["Two.\n", "Two.\n* 10/25/2026 Three.\n"];
    const ours = but(["2026-11-30", "2026-12-01 # at last"], ["[mreyes]", "[mreyes, tokonkwo]"]);
    const theirs = but(["in-progress #", "blocked #"], ["[mreyes]", "[hnakata] # for now"], three);
    const both = but(
      ["in-progress", "blocked"],
      ["[mreyes]", "[hnakata, tokonkwo] # for now"],
      ["2026-11-30", "2026-12-01 # at last"],
      three,
    );
    expect(merged(ours, theirs)).toEqual({ conflicts: [], text: both });
  });

  const mine = but(["2026-11-30", "2026-12-01"], ["More of it", "Much more"], ["One.", "One!"]);
  const yours = but(["due: 2026-11-30\n", ""], ["More of it", "Less of it"], ["- **2026-10-10** One.\n", ""]);

  test("puts markers around what clashes, and around nothing else", () => {
    const { text, conflicts } = merged(
      mine,
      but(["in-progress", "done"], ["2026-11-30", "2026-12-04"], ["One.", "One?"]),
    );
    expect(text).toMatchInlineSnapshot(`
      "---
      id: 17
      title: Support
      status: done # since May
      owners: [mreyes]
      <<<<<<< ours
      due: 2026-12-01
      =======
      due: 2026-12-04
      >>>>>>> theirs
      ---

      What it is about.
      Much more.

      ## Comments

      <<<<<<< ours
      - **2026-10-10** One!
      =======
      - **2026-10-10** One?
      >>>>>>> theirs
      - **2026-10-18 @mreyes** Two.
      "
    `);
    expect(conflicts.map(({ subject }) => subject)).toMatchInlineSnapshot(`
      [
        {
          "key": "due",
          "kind": "key",
        },
        {
          "author": null,
          "date": "2026-10-10",
          "kind": "comment",
        },
      ]
    `);
  });

  test("asks where one side took away what the other changed, in the style and with the labels of git", () => {
    const options = {
      style: "diff3",
      markerSize: 9,
      labels: { ours: "HEAD", base: "3f2a", theirs: "feature" },
    } as const;
    expect(merged(mine, yours, options).text).toMatchInlineSnapshot(`
      "---
      id: 17
      title: Support
      status: in-progress # since May
      owners: [mreyes]
      <<<<<<<<< HEAD
      due: 2026-12-01
      ||||||||| 3f2a
      due: 2026-11-30
      =========
      >>>>>>>>> feature
      ---

      What it is about.
      <<<<<<<<< HEAD
      Much more.
      ||||||||| 3f2a
      More of it.
      =========
      Less of it.
      >>>>>>>>> feature

      ## Comments

      <<<<<<<<< HEAD
      - **2026-10-10** One!
      ||||||||| 3f2a
      - **2026-10-10** One.
      =========
      >>>>>>>>> feature
      - **2026-10-18 @mreyes** Two.
      "
    `);
  });

  test("shows lines that both sides have outside of the markers, but for diff3", () => {
    const ours = but(["More of it.\n", "Both.\nMine.\nEnd.\n"]);
    const theirs = but(["More of it.\n", "Both.\nYours.\nEnd.\n"]);
    const lines = (style: "merge" | "diff3" | "zdiff3") =>
      merged(ours, theirs, { style }).text.slice(base.indexOf("More")).split("\n\n")[0];
    expect([lines("merge"), lines("zdiff3"), lines("diff3")].join("\n\n")).toMatchInlineSnapshot(`
      "Both.
      <<<<<<< ours
      Mine.
      =======
      Yours.
      >>>>>>> theirs
      End.

      Both.
      <<<<<<< ours
      Mine.
      ||||||| base
      More of it.
      =======
      Yours.
      >>>>>>> theirs
      End.

      <<<<<<< ours
      Both.
      Mine.
      End.
      ||||||| base
      More of it.
      =======
      Both.
      Yours.
      End.
      >>>>>>> theirs"
    `);
  });

  test("asks about a comment as a whole, although its first line stayed", () => {
    const withWords = (words: string) => but(["Two.\n", `Two.\n\n  ${words}\n`]);
    const ancestor = withWords("Before.");
    const { text, conflicts } = mergeItem({ base: ancestor, ours: withWords("Mine."), theirs: withWords("Yours.") });
    expect(conflicts.map(({ subject }) => subject)).toEqual([
      { kind: "comment", date: "2026-10-18", author: "mreyes" },
    ]);
    expect(text.split("**2026-10-18 @mreyes** Two.")).toHaveLength(3);
  });

  test("keeps line ends, a byte order mark and a missing last line end as the one has them who changed them", () => {
    const ours = `\uFEFF${withCrlf(base)}`;
    const theirs = but(["Two.\n", "Two.\n- **2026-10-20** Three."]);
    expect(merged(ours, theirs).text).toBe(`\uFEFF${withCrlf(theirs)}`);
    const mixed = but(["One.\n", "One.\r\n"]);
    expect(merged(mixed, but(["in-progress", "done"])).text).toBe(mixed.replace("in-progress", "done"));
  });

  test.each([
    ["equal ones once", "- **2026-10-20** A\n", "- **2026-10-20** A\n", "- **2026-10-20** A\n"],
    [
      "what stands twice twice",
      "- **2026-10-20** A\n",
      "- **2026-10-20** A\n".repeat(2),
      "- **2026-10-20** A\n".repeat(2),
    ],
    [
      "whole, although lines of them are alike",
      "- **2026-10-20** A\n\n  - rye\n  - spelt\n",
      "- **2026-10-20** B\n\n  - rye\n  - oats\n",
      "- **2026-10-20** A\n\n  - rye\n  - spelt\n- **2026-10-20** B\n\n  - rye\n  - oats\n",
    ],
    [
      "in the order of their dates",
      "- **2026-10-22** A\n",
      "- **2026-10-21** B\n- **2026-10-23** C\n",
      "- **2026-10-21** B\n- **2026-10-22** A\n- **2026-10-23** C\n",
    ],
    [
      "of one day in each side's own order",
      "- **2026-10-22** Z\n- **2026-10-22** A\n",
      "- **2026-10-22** M\n",
      "- **2026-10-22** M\n- **2026-10-22** Z\n- **2026-10-22** A\n",
    ],
  ])("unites comments: %s", (_, ours, theirs, expected) => {
    expect(merged(base + ours, base + theirs)).toEqual({ text: base + expected, conflicts: [] });
  });

  test("keeps an edit of a comment that the other side left alone, and leaves out one that a side removed", () => {
    const ours = but(["- **2026-10-10** One.\n", ""]);
    const theirs = but(["Two.", "Two, and a half."]);
    expect(merged(ours, theirs).text).toBe(but(["- **2026-10-10** One.\n", ""], ["Two.", "Two, and a half."]));
  });

  test("begins the section of comments once", () => {
    const bare = base.slice(0, base.indexOf("\n## Comments"));
    const ours = `${bare}\n## Comments\n\n- **2026-10-20** A\n`;
    const theirs = `${bare}\n## Comments\n\n- **2026-10-21** B\n`;
    expect(mergeItem({ base: bare, ours, theirs }).text).toBe(`${ours}- **2026-10-21** B\n`);
  });

  test("puts a key that one side added where that side has it, and two in the order of the format", () => {
    const ours = but(["due:", "x-first: 1\narea: Sales\ndue:"]);
    const theirs = but(["due:", "# when it began\nstart: 2026-10-01\ndue:"]);
    expect(merged(ours, theirs).text).toBe(
      but(["due:", "# when it began\nstart: 2026-10-01\nx-first: 1\narea: Sales\ndue:"]),
    );
  });

  test("keeps remarks that both sides wrote on lines of their own", () => {
    const ours = but(["due:", "# mine\ndue:"]);
    const theirs = but(["due:", "# yours\ndue:"]);
    expect(merged(ours, theirs)).toEqual({ text: but(["due:", "# mine\n# yours\ndue:"]), conflicts: [] });
  });

  test("takes two files that began apart for what both say", () => {
    const ours = but(["[mreyes]", "[tokonkwo]"]);
    const theirs = but(["2026-11-30", "2026-12-04"], ["- **2026-10-10** One.\n", ""]);
    const { text, conflicts } = mergeItem({ base: "", ours, theirs });
    expect(conflicts.map(({ subject }) => subject)).toEqual([{ kind: "key", key: "due" }]);
    expect(text).toContain("owners: [mreyes, tokonkwo]\n");
    expect(text).toContain("- **2026-10-10** One.\n");
  });

  test("merges by lines what is no item on some side", () => {
    const broken = but(["title: Support", 'title: "Support']);
    const result = merged(broken, but(["in-progress", "done"]));
    expect(result).toEqual({ text: broken.replace("in-progress", "done"), conflicts: [] });
    expect(merged(broken, but(["title: Support", "title: Help"])).conflicts).toHaveLength(1);
  });
});

describe("a merge of tracker.md", () => {
  const tracker = `---
title: Bakery launch
people:
  mreyes: { name: Marisol Reyes }
areas: [Product, Sales]
statuses: { pending: Pending, done: Done }
milestones:
  - { date: 2026-10-30, title: Fair }
  - { date: 2026-12-06, title: Opening }
---

# Bakery launch

<!-- gtm:table is:open -->

## Closed
`;
  const but = (...changes: readonly (readonly [string, string])[]) =>
    changes.reduce((text, [from, to]) => text.replace(from, to), tracker);

  test("goes entry by entry", () => {
    const ours = but(
      ["Reyes }\n", 'Reyes, url: "https://example.com/m" }\n  tokonkwo: { name: Tobe Okonkwo }\n'],
      ["[Product, Sales]", "[Product, Sales, Pilot]"],
      ["pending: Pending", "pending: Not begun"],
      ["2026-10-30", "2026-10-31"],
    );
    const theirs = but(
      ["Reyes }", "Reyes, email: m@example.com }"],
      ["[Product, Sales]", "[Sales, Legal]"],
      ["done: Done", "blocked: Blocked, done: Done"],
      ["Opening }\n", "Opening }\n  - { date: 2026-12-24, title: Feast }\n"],
      ["## Closed", "## Done"],
    );
    const { text, conflicts } = mergeTrackerText({ base: tracker, ours, theirs });
    expect(conflicts).toEqual([]);
    expect(text).toMatchInlineSnapshot(`
      "---
      title: Bakery launch
      people:
        mreyes: { name: Marisol Reyes, email: m@example.com, url: "https://example.com/m" }
        tokonkwo: { name: Tobe Okonkwo }
      areas: [Sales, Legal, Pilot]
      statuses: { pending: Not begun, blocked: Blocked, done: Done }
      milestones:
        - { date: 2026-10-31, title: Fair }
        - { date: 2026-12-06, title: Opening }
        - { date: 2026-12-24, title: Feast }
      ---

      # Bakery launch

      <!-- gtm:table is:open -->

      ## Done
      "
    `);
    expect(readTracker(text).problems).toEqual([]);
    expect(mergeTrackerText({ base: tracker, ours: theirs, theirs: ours }).text).toBe(text);
  });

  test.each([
    ["a person", "  mreyes: { name: Marisol Reyes }\n", "mreyes: { name: Marisol Reyes", ", email: m@example.com"],
    ["a milestone", "  - { date: 2026-10-30, title: Fair }\n", "title: Fair", ", end: 2026-10-31"],
    ["a status", "pending: Pending, ", "pending: Pending", " long"],
  ])("asks about %s that one side dropped and the other changed, as a whole", (_, dropped, known, added) => {
    const base = but(["areas:", "  tokonkwo: { name: Tobe Okonkwo }\nareas:"]);
    const ours = base.replace(dropped, "");
    const theirs = base.replace(known, known + added);
    const { text, conflicts } = mergeTrackerText({ base, ours, theirs });
    expect(conflicts).toHaveLength(1);
    expect(text.replace(/<{7}.*?\n(.*?)={7}\n.*?>{7} theirs\n/s, "$1")).toBe(ours);
    expect(text.replace(/<{7}.*?\n.*?={7}\n(.*?)>{7} theirs\n/s, "$1")).toBe(theirs);
    expect(mergeTrackerText({ base, ours: theirs, theirs: ours }).conflicts).toHaveLength(1);
  });

  test("asks about one entry alone", () => {
    const ours = but(["Marisol Reyes", "Marisol R."], ["[Product, Sales]", "[Product]"]);
    const theirs = but(["Marisol Reyes", "M. Reyes"], ["2026-10-30", "2026-10-31"]);
    const { text, conflicts } = mergeTrackerText({ base: tracker, ours, theirs });
    expect(conflicts.map(({ subject }) => subject)).toEqual([{ kind: "key", key: "people.mreyes" }]);
    expect(text).toMatchInlineSnapshot(`
      "---
      title: Bakery launch
      people:
      <<<<<<< ours
        mreyes: { name: Marisol R. }
      =======
        mreyes: { name: M. Reyes }
      >>>>>>> theirs
      areas: [Product]
      statuses: { pending: Pending, done: Done }
      milestones:
        - { date: 2026-10-31, title: Fair }
        - { date: 2026-12-06, title: Opening }
      ---

      # Bakery launch

      <!-- gtm:table is:open -->

      ## Closed
      "
    `);
  });
});
