import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addComment, commentSource, tidyComment } from "../../src/core/add-comment.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aComment, itemText, readingOf, withCrlf } from "../support/builders.ts";
import { ordinaryBody } from "../support/documents.ts";
import { trials } from "../support/trials.ts";

function added(text: string, words: string): string {
  const result = addComment(text, aComment(words));
  if (!result.ok) throw new Error(`${result.message}: ${JSON.stringify([text, words])}`);
  return result.text;
}

function commentTexts(text: string): string[] {
  return readingOf(text).body.comments.map((comment) => comment.text);
}

/** True when `longer` is `shorter` with one insertion. */
function isOneInsertion(shorter: string, longer: string): boolean {
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  return longer.endsWith(shorter.slice(start));
}

const hostileWords = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          "words",
          "- list",
          "* star",
          "+ plus",
          "1. one",
          "## Comments",
          "# Heading",
          "- **2017-10-10** fake",
          "**2017-10-10** fake",
          "```",
          "~~~",
          "<!--",
          "-->",
          "---",
          "***",
          "===",
          "> quote",
          "| a | b |",
          "| - | - |",
          "    code",
          "\ttab",
          "   ",
          "",
          "",
          "<<<<<<< HEAD",
          "=======",
          ">>>>>>> theirs",
          "[a]: x",
          "\\",
          "a  ",
          ": colon",
          "@mreyes",
          "10/25/2017 x",
          "\u00A0",
          "\u2028",
          "\uFEFF",
          "👩‍🍳",
          "\r",
          "\u0007",
          "<script>",
          "---\nid: 2\n---",
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 30 }) },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((lines) => tidyComment(lines.join("\n")))
  .filter((text) => text !== "");

const anyItem = fc
  .tuple(ordinaryBody, fc.constantFrom("", "\n", "\n\n", "  \n"), fc.boolean(), fc.boolean())
  .map(([body, end, windows, bom]) => {
    const text = (bom ? "\uFEFF" : "") + itemText(`\n${body}${end}`);
    return windows ? withCrlf(text) : text;
  });

describe("adding a comment", () => {
  test("any text reads back exactly, from any item, and every old byte stays", () => {
    fc.assert(
      fc.property(anyItem, hostileWords, (text, words) => {
        const after = added(text, words);
        expect(commentTexts(after)).toEqual([...commentTexts(text), words]);
        expect(readingOf(after).body.comments.at(-1)).toMatchObject({ date: "2026-10-18", author: null, text: words });
        expect(isOneInsertion(text, after)).toBe(true);
        expect(readingOf(after).body.description).toBe(readingOf(text).body.description);
      }),
      trials.text,
    );
  });

  test("twenty in a row all read back, in their order", () => {
    fc.assert(
      fc.property(anyItem, fc.array(hostileWords, { minLength: 20, maxLength: 20 }), (text, many) => {
        const after = many.reduce(added, text);
        expect(commentTexts(after)).toEqual([...commentTexts(text), ...many]);
        expect(isOneInsertion(text, after)).toBe(true);
      }),
      trials.strangers,
    );
  });

  test("a text in Windows' line ends gets no other", () => {
    fc.assert(
      fc.property(ordinaryBody, hostileWords, (body, words) => {
        expect(added(withCrlf(itemText(body)), words).replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test("from a body that hides its end, it reads back or is refused: never something else", () => {
    const hiding = fc.constantFrom(
      "```\ncode",
      "~~~",
      "<!-- note",
      "- ```\n  code",
      "> ```",
      "<div>",
      "<![CDATA[",
      "<script>",
    );
    fc.assert(
      fc.property(hiding, fc.boolean(), hostileWords, (description, hasSection, words) => {
        const text = itemText(`${description}\n${hasSection ? "\n## Comments\n\n- **2017-10-10** a\n" : ""}`);
        const result = addComment(text, aComment(words));
        if (!result.ok) {
          expect(result.message).toContain("edit the file");
          expect(words).toMatch(/```|~~~|-->/);
        } else {
          expect(commentTexts(result.text)).toEqual([...(hasSection ? ["a"] : []), words]);
          expect(isOneInsertion(text, result.text)).toBe(true);
        }
      }),
      trials.text,
    );
  });

  test("an older one goes before the later ones, and no other comment is moved or changed", () => {
    const aDay = fc.constantFrom("2017-10-09", "2017-10-10", "2017-10-11", "2017-10-26", "2030-01-01");
    fc.assert(
      fc.property(anyItem, fc.array(fc.tuple(aDay, hostileWords), { minLength: 1, maxLength: 4 }), (text, many) => {
        let current = text;
        for (const [date, words] of many) {
          const before = readingOf(current).body;
          const result = addComment(current, aComment(words, { date }));
          if (!result.ok) throw new Error(`${result.message}: ${JSON.stringify([current, date, words])}`);
          const after = readingOf(result.text).body;
          const texts = after.comments.map((each) => `${each.date} ${each.text}`);
          const others = before.comments.map((each) => `${each.date} ${each.text}`);
          const at = texts.lastIndexOf(`${date} ${words}`);
          expect(texts.toSpliced(at, 1)).toEqual(others);
          expect(before.comments.slice(at).some((each) => each.date !== null && each.date <= date)).toBe(false);
          expect(after.comments[at + 1]?.date).not.toBeNull();
          expect(isOneInsertion(current, result.text)).toBe(true);
          expect(after.description).toBe(before.description);
          current = result.text;
        }
      }),
      trials.text,
    );
  });

  test.each([
    ["between the days", ["10-10 a", "10-20 b"], "10-15", ["10-10 a", "new", "10-20 b"]],
    [
      "behind those of its day",
      ["10-10 a", "10-15 b", "10-15 c", "10-20 d"],
      "10-15",
      ["10-10 a", "10-15 b", "10-15 c", "new", "10-20 d"],
    ],
    ["before the first", ["10-10 a"], "10-01", ["new", "10-10 a"]],
    [
      "behind what stands undated behind an older one",
      ["10-10 a", "b", "10-20 c"],
      "10-15",
      ["10-10 a", "b", "new", "10-20 c"],
    ],
    ["at the end, where only undated ones follow", ["10-10 a", "b"], "10-15", ["10-10 a", "b", "new"]],
    [
      "behind the last older one of those out of order",
      ["10-20 a", "10-10 b", "10-25 c"],
      "10-15",
      ["10-20 a", "10-10 b", "new", "10-25 c"],
    ],
    ["at the end of those that stand newest first", ["10-20 a", "10-10 b"], "10-15", ["10-20 a", "10-10 b", "new"]],
  ])("goes %s", (_, before, day, after) => {
    const source = before.map((each) => `- ${each.replace(/^(\d\d-\d\d) /, "**2026-$1** ")}`).join("\n");
    const result = addComment(itemText(`## Comments\n\n${source}\n`), aComment("new", { date: `2026-${day}` }));
    if (!result.ok) throw new Error(result.message);
    const { comments } = readingOf(result.text).body;
    expect(comments.map(({ date, text }) => (date && text !== "new" ? `${date.slice(5)} ${text}` : text))).toEqual(
      after,
    );
  });

  test("keeps the bullets and blank lines of the comments around it", () => {
    const texts = [
      "- **2026-10-01** a\n- **2026-10-30** b\n",
      "- **2026-10-01** a\n\n- **2026-10-30** b\n",
      "*   **2026-10-01** a\n*   **2026-10-30** b\n",
      "  * **2026-10-01** a\n  * **2026-10-30** b\n",
      "2. **2026-10-01** a\n3. **2026-10-30** b",
      " -\t**2026-10-01** a\n -\t**2026-10-30** b\n",
      "- **2026-10-30** b\n\nstray\n",
    ].map((list) => added(itemText(`## Comments\n\n${list}`), "new\n\nmore").split("## Comments\n\n")[1]);
    expect(texts.join("=====\n")).toMatchInlineSnapshot(`
      "- **2026-10-01** a
      - **2026-10-18** new

        more
      - **2026-10-30** b
      =====
      - **2026-10-01** a

      - **2026-10-18** new

        more
      - **2026-10-30** b
      =====
      *   **2026-10-01** a
      *   **2026-10-18** new

          more
      *   **2026-10-30** b
      =====
        * **2026-10-01** a
        * **2026-10-18** new

          more
        * **2026-10-30** b
      =====
      2. **2026-10-01** a
      - **2026-10-18** new

        more
      3. **2026-10-30** b=====
       -	**2026-10-01** a
       - **2026-10-18** new

         more
       -	**2026-10-30** b
      =====
      - **2026-10-18** new

        more
      - **2026-10-30** b

      stray
      "
    `);
  });

  test("keeps to the bullets of the comments before", () => {
    const items = ["- ", "* ", "-   ", "*   ", "1. ", " - ", "-\t"].map(
      (marker) => added(itemText(`## Comments\n\n${marker}**2017-10-10** a\n`), "b\n\nc").split("## Comments\n\n")[1],
    );
    expect(items.join("")).toMatchInlineSnapshot(`
      "- **2017-10-10** a
      - **2026-10-18** b

        c
      * **2017-10-10** a
      * **2026-10-18** b

        c
      -   **2017-10-10** a
      -   **2026-10-18** b

          c
      *   **2017-10-10** a
      *   **2026-10-18** b

          c
      1. **2017-10-10** a
      - **2026-10-18** b

        c
       - **2017-10-10** a
      - **2026-10-18** b

        c
      -	**2017-10-10** a
      - **2026-10-18** b

        c
      "
    `);
  });

  test("makes a section where there is none", () => {
    const texts = [
      "",
      "\nWords.\n",
      "\nWords.",
      "\nWords.\n\n\n",
      "\n## Comments\n",
      "\n## Comments",
      "\n## Comments\nstray\n",
    ].map((body) => added(itemText(body), "a"));
    expect(texts.join("=====\n")).toMatchInlineSnapshot(`
      "---
      id: 17
      title: Support
      ---

      ## Comments

      - **2026-10-18** a
      =====
      ---
      id: 17
      title: Support
      ---

      Words.

      ## Comments

      - **2026-10-18** a
      =====
      ---
      id: 17
      title: Support
      ---

      Words.

      ## Comments

      - **2026-10-18** a
      =====
      ---
      id: 17
      title: Support
      ---

      Words.

      ## Comments

      - **2026-10-18** a


      =====
      ---
      id: 17
      title: Support
      ---

      ## Comments

      - **2026-10-18** a
      =====
      ---
      id: 17
      title: Support
      ---

      ## Comments

      - **2026-10-18** a=====
      ---
      id: 17
      title: Support
      ---

      ## Comments

      - **2026-10-18** a

      stray
      "
    `);
  });

  test("puts blocks on lines of their own, so that they stay blocks", () => {
    const sources = [
      "words",
      "- a\n- b",
      "```\ncode\n```",
      "# Heading",
      "| a |\n| - |",
      "> quote",
      "<b>x</b>",
      "1. one",
      "**bold**",
    ];
    expect(
      sources.map((text) => commentSource(aComment(text, { author: "mreyes" }))).join("\n"),
    ).toMatchInlineSnapshot(`
      "- **2026-10-18 @mreyes** words
      - **2026-10-18 @mreyes**

        - a
        - b
      - **2026-10-18 @mreyes**

        \`\`\`
        code
        \`\`\`
      - **2026-10-18 @mreyes**

        # Heading
      - **2026-10-18 @mreyes**

        | a |
        | - |
      - **2026-10-18 @mreyes**

        > quote
      - **2026-10-18 @mreyes**

        <b>x</b>
      - **2026-10-18 @mreyes**

        1. one
      - **2026-10-18 @mreyes** **bold**"
    `);
  });

  test("is refused where the file cannot be read, with the place", () => {
    expect(addComment("no front matter", aComment("a"))).toMatchObject({ ok: false, line: 1, column: 1 });
    expect(addComment(itemText("<<<<<<< HEAD\n=======\n>>>>>>> x\n"), aComment("a"))).toMatchObject({
      ok: false,
      line: 5,
      message: "merge conflict in its text: run gtm resolve",
    });
  });
});

describe("a comment's text, tidied", () => {
  test.each([
    ["  words \n", "words"],
    ["a\r\nb\rc", "a\nb\nc"],
    ["a\n   \n\t\nb", "a\n\n\nb"],
    ["a\u0007\u001b[2Jb\u009bc\0", "a[2Jbc"],
    ["a\tb", "a\tb"],
    ["two  \nlines", "two  \nlines"],
    [" \n\t\r\n", ""],
    ["\u00A0\uFEFF", ""],
  ])("%j is %j", (typed, text) => {
    expect(tidyComment(typed)).toBe(text);
  });

  test("twice is once", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (typed) => {
        expect(tidyComment(tidyComment(typed))).toBe(tidyComment(typed));
      }),
    );
  });
});
