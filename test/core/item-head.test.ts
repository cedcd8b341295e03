import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readBody, readLines } from "../../src/core/body.ts";
import { itemOfHead, lastCommentDate } from "../../src/core/item.ts";
import { itemIn, readItemText } from "../../src/core/item-file.ts";
import { headOfRow, headRow, readHead, readUsualItem } from "../../src/core/item-head.ts";
import { anyCharacter } from "../support/any-character.ts";
import { anItem, aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const tracker = aTracker({
  fields: {
    "legal-input": { label: "Legal input?", type: "boolean", values: [] },
    effort: { label: null, type: "number", values: [] },
    until: { label: null, type: "date", values: [] },
    stage: { label: null, type: "choice", values: ["one", "two"] },
    due: { label: null, type: "text", values: [] },
  },
});

const written = (rest: string) => `---\nid: 17\ntitle: Flour mill\n${rest}`;

/** Lines that gtm writes, and those that look nearly like them. */
const usualLines = [
  "",
  "- **2026-10-18** Half of it.",
  "- **2026-10-18 @bo.k** See `x`",
  "- **2026-10-12 @mreyes**",
  "  Its second line.",
  "  - a point",
  "    code",
  "Plain words.",
];
const oddLines = [
  "- **2026-02-30** No such day.",
  "- **2026-10-18 @b** One letter",
  "- **2026-10-18**x",
  "- **2026-10-18**:",
  "-  **2026-10-18** Two blanks",
  "* **2026-10-18** A star",
  "- 2026-10-18 Bare",
  "- no date",
  "1. **2026-10-18** Numbered",
  " one blank",
  "\tA tab",
  "   ",
  "\u00a0",
  "  \u00a0",
  "  trailing  ",
  "## Comments",
  "  ## Comments",
  " ## comments ##",
  "##\tComments",
  "  # Heading",
  "## After",
  "# After",
  "### Third",
  "```",
  "  ```",
  "~~~",
  "<!-- note -->",
  "<!-- open",
  "-->",
  "<!-- gtm:left this -->",
  "<<<<<<< ours",
  "||||||| base",
  ">>>>>>> theirs",
  "> quoted",
  "---",
  "- - -",
  "***",
  "-",
  "a\u2028- **2026-10-18** Not a line",
  "x\r",
  "- **2026-10-18** Half\r",
];
const line = fc.oneof(
  { arbitrary: fc.constantFrom(...usualLines), weight: 12 },
  { arbitrary: fc.constantFrom(...oddLines), weight: 2 },
  { arbitrary: fc.string({ unit: anyCharacter, maxLength: 12 }), weight: 1 },
);
const heading = fc.constantFrom("## Comments", "## Comments", "## Comments", "## comments", "", " ## Comments");
const body = fc
  .tuple(fc.array(line, { maxLength: 4 }), heading, fc.array(line, { maxLength: 8 }), fc.constantFrom("", "\n", "\n\n"))
  .map(([before, own, after, end]) => [...before, own, "", ...after].join("\n") + end);

const usualKeys = ["status: pending", "priority: P2", "area: Product", "owners: [mreyes, bo]", "refs: [DOUGH-1]"];
const oddKeys = [
  "owners: mreyes",
  "owners: [ ]",
  'refs: ["2.10", R-1]',
  "due: 2026-11-30",
  "due: 2026-02-30",
  "due:",
  'due: " "',
  "start: [2026-11-30]",
  "closed: 2026-11-30 ",
  'timeline: "  Nov\'26 "',
  "status: [a]",
  'status: ""',
  "legal-input: yes",
  "legal-input: perhaps",
  "effort: 1_000",
  `effort: ${"9".repeat(400)}`,
  "until: 2026-11-30",
  "until: soon",
  "stage: two",
  "stage: three",
  "stauts: pending",
  "constructor: x",
  "__proto__: x",
  "id: 18",
  "id: 0",
  "title: ' '",
  "  nested: x",
  "# a remark",
  "area: 'It''s'",
  "---",
  "--- x",
];
const keys = fc.oneof(
  { arbitrary: fc.constantFrom(...usualKeys), weight: 3 },
  { arbitrary: fc.constantFrom(...oddKeys), weight: 1 },
);
const text = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.constant("---\nid: 17\ntitle: Flour mill\n"), weight: 12 },
      {
        arbitrary: fc.constantFrom(
          "\uFEFF---\nid: 1\ntitle: x\n",
          "--- \nid: 1\ntitle: x\n",
          "---\n",
          "---\nid: 007\n",
        ),
        weight: 1,
      },
    ),
    fc.array(keys, { maxLength: 4 }),
    fc.constantFrom("---\n", "---\n", "---\n\n", "--- \n", "---", "----\n", ""),
    body,
  )
  .map(([start, lines, end, rest]) => start + lines.map((each) => `${each}\n`).join("") + end + rest);

describe("an item's head", () => {
  it("is read where gtm wrote the file", () => {
    const rest =
      "owners: [mreyes]\neffort: 3\n---\n\nOf oak.\n\n## Comments\n\n- **2026-10-12** One.\n\n  More.\n- **2026-10-18 @bo** Two.\n";
    expect(readHead(written(rest), tracker)).toMatchObject({
      keys: { id: 17, title: "Flour mill", owners: ["mreyes"], refs: [] },
      newest: "2026-10-18",
    });
  });

  const plain = aTracker();
  test("never says otherwise than the whole item, and is there only where nothing is wrong with it", () => {
    let read = 0;
    fc.assert(
      fc.property(text, fc.constantFrom(tracker, plain), (each, by) => {
        const head = readHead(each, by);
        if (head === null) return;
        read++;
        const { item, problems } = itemIn(readItemText(each), "x.md", by);
        expect(problems).toEqual([]);
        const { description: _, comments: __, path: ___, fields, ...own } = item ?? anItem();
        expect(JSON.stringify([head.keys, head.fields])).toBe(JSON.stringify([own, fields]));
        expect(head.newest).toBe(lastCommentDate(item ?? anItem()));
        expect(JSON.stringify(readUsualItem(each, "x.md", by))).toBe(JSON.stringify(item));
      }),
      trials.rare,
    );
    expect(read).toBeGreaterThan(trials.rare.numRuns / 50);
  });

  test("goes through JSON as it is", () => {
    fc.assert(
      fc.property(text, (each) => {
        const { item, problems } = itemIn(readItemText(each), "x.md", plain);
        const row = item === null || problems.length > 0 ? null : headRow(item);
        if (item === null || row === null) return;
        const head = headOfRow(JSON.parse(JSON.stringify(row)));
        const late = itemOfHead(head, item.path, { readWhole: () => item });
        expect(lastCommentDate(late)).toBe(lastCommentDate(item));
        expect(JSON.stringify(late)).toBe(JSON.stringify(item));
        expect({ ...late }).toEqual(item);
      }),
      trials.value,
    );
  });

  test("says of comments what their file says when they are asked for, and from then on of all the rest", () => {
    const head = { keys: anItem({ title: "Old" }), fields: {}, newest: "2026-10-01" };
    const now = anItem({ title: "New", comments: [{ date: "2026-10-20", author: null, text: "Just now" }] });
    const item = itemOfHead(head, "items/017-support.md", { readWhole: () => now });
    expect([item.title, lastCommentDate(item)]).toEqual(["Old", "2026-10-01"]);
    expect(item.comments).toEqual(now.comments);
    expect([item.title, lastCommentDate(item)]).toEqual(["New", "2026-10-20"]);
  });
});

test("a body as gtm writes it is read as any other is, line by line", () => {
  fc.assert(
    fc.property(body, (each) => {
      expect(readBody(each, 0)).toEqual(readLines(each, 0));
    }),
    trials.rare,
  );
});
