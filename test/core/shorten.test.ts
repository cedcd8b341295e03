import { expect, test } from "vitest";
import { commitSubject } from "../../src/commands/answer.ts";
import { shorten } from "../../src/core/shorten.ts";

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

test("a commit's subject takes an emoji family whole or not at all", () => {
  for (let before = 40; before < 72; before++) {
    const subject = commitSubject("note", [1], `${"x".repeat(before)}${family} and more`);
    expect(subject.length).toBeLessThanOrEqual(72);
    expect(subject.replace(family, "")).toMatch(/^gtm note 1: x+(?: [ a-z]*)?…?$/);
  }
});
