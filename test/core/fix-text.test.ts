/** What `check --fix` makes of a text: the mended span is another, and nothing else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixText } from "../../src/core/fix-text.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { trials } from "../support/trials.ts";

const { tracker } = readTracker("---\ntitle: Orchard\nfields: { pressed: { type: date } }\n---\n");
if (!tracker) throw new Error("the tracker does not read");
const fix = (text: string) => fixText(text, tracker);

const item = `---
# kept as it is
id: 17
title:   "Order the labels" # twice
start: 2026-01-02
due: 2026-01-05
pressed: '2026-02-01'
---

Words.  

## Comments

- **2026-01-03 @ines** One.

  More of it.
- **2026-01-04** Two.
`;

test("what is in order stays as it is", () => {
  expect(fix(item)).toEqual({ text: item, said: [] });
});

describe.each([
  ["with line feeds", (text: string) => text],
  ["with carriage returns", (text: string) => text.replaceAll("\n", "\r\n")],
])("%s", (_, eol) => {
  const [due, own, two] = ["due: 2026-01-05", "pressed: '2026-02-01'", "- **2026-01-04** Two."];
  test.each([
    [due, "due: 2026-1-5", "due: 2026-01-05", "due 2026-1-5 → 2026-01-05"],
    [due, 'due: "2026/01/05" # soon', 'due: "2026-01-05" # soon', "due 2026/01/05 → 2026-01-05"],
    [due, "due: 25/01/2026", "due: 2026-01-25", "due 25/01/2026 → 2026-01-25"],
    [due, "due: 10/25/2026", "due: 2026-10-25", "due 10/25/2026 → 2026-10-25"],
    [due, "due: 10/10/2026", "due: 2026-10-10", "due 10/10/2026 → 2026-10-10"],
    [due, "due: 25.10.2026", "due: 2026-10-25", "due 25.10.2026 → 2026-10-25"],
    [own, "pressed: '2026-2-1'", own, "pressed 2026-2-1 → 2026-02-01"],
    [due, "due: |\n  2026-1-5", due, "due 2026-1-5 → 2026-01-05"],
    ["id: 17", "id: 017", "id: 17", "id 017 → 17"],
    ["id: 17", "id: 17 \t", "id: 17", "blanks at line ends tidied"],
    [two, "- **2026-1-4** Two.", two, "comment's date 2026-1-4 → 2026-01-04"],
    [two, "- __10/25/2026 @ines:__ Two.", "- __2026-10-25 @ines:__ Two.", "comment's date 10/25/2026 → 2026-10-25"],
    [two, "- **25/10/2026** Two.", "- **2026-10-25** Two.", "comment's date 25/10/2026 → 2026-10-25"],
    [two, "- **25.10.2026** Two.", "- **2026-10-25** Two.", "comment's date 25.10.2026 → 2026-10-25"],
    [two, "- **25.10.2026 @ines:** Two.", "- **2026-10-25 @ines:** Two.", "comment's date 25.10.2026 → 2026-10-25"],
    [two, "- 10/25/26: Two.", "- 2026-10-25: Two.", "comment's date 10/25/26 → 2026-10-25"],
  ])("%s, written as %s", (line, wrong, right, said) => {
    const written = (words: string): string => eol(item.replace(`${line}\n`, `${words}\n`));
    expect(fix(written(wrong))).toEqual({ text: written(right), said: [said] });
  });

  test("a missing last line end", () => {
    expect(fix(eol(item).trimEnd())).toEqual({ text: eol(item), said: ["blanks at line ends tidied"] });
  });

  test("comments out of order; one without a date stays behind the one before it", () => {
    const late = "- **2026-01-01** Zero.\n- undated\n- **2026-01-03** Later that day.\n";
    const [one = "", two = ""] = ["- **2026-01-03 @ines** One.\n\n  More of it.\n", "- **2026-01-04** Two.\n"];
    const sorted = item.replace(
      `${one}${two}`,
      `- **2026-01-01** Zero.\n\n  Gap.\n- undated\n${one}- **2026-01-03** Later that day.\n${two}`,
    );
    const mixed = `${item}${late}`.replace("Zero.", "Zero.\n\n  Gap.");
    expect(fix(eol(mixed))).toEqual({ text: eol(sorted), said: ["comments put in date order"] });
  });
});

test.each([
  ["a day that may be two", item.replace("2026-01-05", "10/11/2026")],
  ["a comment's day that may be two", item.replace("**2026-01-04**", "**5/6/2026**")],
  ["a comment's day with dots that may be two", item.replace("**2026-01-04**", "**5.6.2026**")],
  ["a sentence that begins with a day", item.replace("**2026-01-04**", "25.10.2026")],
  ["a day that does not exist", item.replace("2026-01-05", "2026-02-30")],
  ["a day without its century", item.replace("2026-01-05", "25/10/26")],
  ["words", item.replace("2026-01-05", "next week")],
  ["a list", item.replace("2026-01-05", "[2026-1-5]")],
  ["a comment whose date does not exist", item.replace("**2026-01-04**", "**31/31/2026**")],
  ["comments with text of nobody's in between", item.replace("- **2026-01-04**", "\nStray.\n\n- **2026-01-01**")],
  [
    "numbered comments",
    item
      .replace("- **2026-01-03", "1. **2026-01-03")
      .replace("- **2026-01-04", "2. **2026-01-01")
      .replace("  More", "   More"),
  ],
  ["blanks that a value keeps", item.replace("start:", "notes: |\n  kept  \nstart:")],
  ["front matter that cannot be read", item.replace("title:", "title: a:")],
  ["blanks at the ends of the body's lines, which Markdown reads", item.replace("Words.", "Words.  \nMore.")],
])("%s stays", (_, text) => {
  expect(fix(text)).toEqual({ text, said: [] });
});

test("several at once are told one by one, and comments are sorted by the dates that were mended", () => {
  const text = item.replace("due: 2026-01-05", "due: 2026-1-5 ").replace("**2026-01-04**", "**2026-1-2**");
  const { text: mended, said } = fix(text);
  expect(said).toEqual([
    "blanks at line ends tidied",
    "due 2026-1-5 → 2026-01-05",
    "comment's date 2026-1-2 → 2026-01-02",
    "comments put in date order",
  ]);
  expect(fix(mended)).toEqual({ text: mended, said: [] });
  expect(mended.indexOf("**2026-01-02**")).toBeLessThan(mended.indexOf("**2026-01-03 @ines**"));
});

test("what a tracker does not want to hear of is left", () => {
  const { tracker: lenient } = readTracker("---\ntitle: Orchard\nrules: { whitespace: off }\n---\n");
  const text = item.replace("due: 2026-01-05", "due: 2026-1-5  ");
  expect(lenient && fixText(text, lenient)).toEqual({
    text: text.replace("2026-1-5", "2026-01-05"),
    said: ["due 2026-1-5 → 2026-01-05"],
  });
});

test("whatever the text, a second time there is nothing to mend, and no character is lost but blanks", () => {
  const lines = fc.constantFrom(
    "due: 2026-1-5 ",
    "id: 017",
    "---",
    "",
    "## Comments",
    "- **2026-1-4** a",
    "- b",
    "- **2025-01-01** c",
    "  d",
    "e  ",
    "\t",
    "x: |",
    "1. **2/30/2026**",
  );
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), fc.boolean(), (drawn, isCrlf) => {
      const text = ["---", "id: 1", "title: a", ...drawn].join(isCrlf ? "\r\n" : "\n");
      const once = fix(text);
      expect(fix(once.text)).toEqual({ text: once.text, said: [] });
      const letters = (all: string) => [...all.replace(/[^a-z#|]/gi, "")].toSorted().join("");
      expect(letters(once.text)).toBe(letters(text));
    }),
    trials.text,
  );
});
