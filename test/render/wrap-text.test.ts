import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textWidth } from "../../src/render/text-width.ts";
import { wrapHelp, wrapLine, wrapText } from "../../src/render/wrap-text.ts";

describe("prose", () => {
  test("is broken between words, entries of a list under their words", () => {
    expect(wrapText("- one two three four five six\n  1. seven eight nine ten", 20)).toBe(
      "- one two three four\n  five six\n  1. seven eight\n     nine ten",
    );
  });

  test("keeps an address and a path whole", () => {
    const url = "https://wiki.example.com/display/launch/a-very-long-page";
    expect(wrapText(`see ${url} and /srv/launch/items/017-support.md now`, 20)).toBe(
      `see\n${url}\nand\n/srv/launch/items/017-support.md\nnow`,
    );
  });

  test("in Chinese or Japanese is broken between letters, never before a full stop", () => {
    expect(wrapText("製品の日本語訳と名前を決める。次の会議", 20)).toBe("製品の日本語訳と名前\nを決める。次の会議");
    expect(wrapText("製品の日本語訳と名前。決める", 20)).toBe("製品の日本語訳と名\n前。決める");
  });

  test("loses and adds nothing but blanks, and fits where its words do", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "é", "日", "👩‍🍳", "-", "."), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 20, max: 80 }), (words, width) => {
        const wrapped = wrapText(words.join(" "), width);
        expect(wrapped.replace(/\s/g, "")).toBe(words.join(""));
        for (const line of wrapped.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("of a megabyte of blanks comes to an end", () => {
    expect(wrapText(`a${" ".repeat(1_000_000)}b\n${" ".repeat(1_000_000)}`, 80)).toMatch(/^a\s+b\s*$/);
  });
});

describe("help", () => {
  const help = `Options:
  -s, --short           a few words
  -l, --long-one <dir>  rather more words, which take a second line

Examples:
  gtm a    # what a does
  gtm b c  # what b does with c`;

  test("has the further lines of a second column in that column", () => {
    expect(wrapHelp(help, 50)).toBe(`Options:
  -s, --short           a few words
  -l, --long-one <dir>  rather more words, which
                        take a second line

Examples:
  gtm a    # what a does
  gtm b c  # what b does with c`);
  });

  test.each([50, 55, 60, 65, 70, 75])("is never wider than the screen: %i columns", (width) => {
    const example = `  gtm import page.md --review  # ${"a b c d ".repeat(20)}`;
    const lines = wrapHelp(example, width).split("\n");
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
  });

  test("has all of the second column below the first where one line has no room beside it", () => {
    expect(wrapHelp(help, 34)).toBe(`Options:
  -s, --short
      a few words
  -l, --long-one <dir>
      rather more words, which
      take a second line

Examples:
  gtm a    # what a does
  gtm b c  # what b does with c`);
  });

  test("and messages keep their hints under them", () => {
    expect(wrapHelp('gtm: "oner" is no column, did you mean owner?\n  gtm help list shows the language', 30)).toBe(
      'gtm: "oner" is no column, did\n     you mean owner?\n  gtm help list shows the\n  language',
    );
  });
});

test("a line that fits stays, and one that does not goes on further in", () => {
  expect(wrapLine("exactly thirty letters, so far", 30)).toBe("exactly thirty letters, so far");
  expect(wrapLine("items/001-a.md:3:8: error: no date", 30)).toBe("items/001-a.md:3:8: error: no\n  date");
});
