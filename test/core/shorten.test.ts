import fc from "fast-check";
import { expect, test } from "vitest";
import { commitSubject } from "../../src/commands/answer.ts";
import { shorten } from "../../src/core/shorten.ts";
import { trials } from "../support/trials.ts";

const family = "👨‍👩‍👧‍👦";

test.each([
  ["abcdef", 6, "abcdef"],
  ["abcdef", 4, "abc…"],
  ["ab cdef", 4, "ab…"],
  ["abc", 0, ""],
  [`ab${family}`, 13, `ab${family}`],
  [`ab${family}c`, 13, "ab…"],
  ["cafe\u0301s", 5, "caf…"],
  ["🇩🇪🇫🇷", 5, "🇩🇪…"],
])("%j in %i is %j", (text, size, short) => {
  expect(shorten(text, size)).toBe(short);
});

test("the letter at the end of the room is the one that counting from the beginning comes to", () => {
  const letter = fc.constantFrom(
    "a",
    " ",
    "\n",
    "\r\n",
    "\r",
    "e\u0301",
    family,
    "🇩🇪",
    "🇫",
    "\uD83D",
    "\u200d",
    "가",
    "\u0600",
  );
  const texts = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(texts, fc.nat({ max: 40 }), (text, size) => {
      expect(shorten(text, size)).toBe(shorten(text, size, (part) => part.length));
    }),
    trials.value,
  );
});

test("a commit's subject takes an emoji family whole or not at all", () => {
  for (let before = 40; before < 72; before++) {
    const subject = commitSubject("note", [1], `${"x".repeat(before)}${family} and more`);
    expect(subject.length).toBeLessThanOrEqual(72);
    expect(subject.replace(family, "")).toMatch(/^gtm note 1: x+(?: [ a-z]*)?…?$/);
  }
});

test("a text of plain letters is cut where the same text before a letter of another kind is", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 11 }), (text, size) => {
      fc.pre(text.length > size);
      expect(shorten(text, size)).toBe(shorten(`${text}é`, size));
    }),
    trials.value,
  );
});
