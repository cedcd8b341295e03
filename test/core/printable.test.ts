import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, printableJson, printableLine } from "../../src/core/printable.ts";
import { anyCharacter } from "../support/any-character.ts";

/** What could act on a terminal or turn the reading direction; tab and line feed are fit to print. */
const acts = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/u;
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom("\u001b", "]", "0", ";", "\u0007", "\u009b", "\u202e", "a", "\n", "\r") }),
);

describe("printable text", () => {
  test.each([
    ["an escape sequence that retitles the window", "\u001b]0;x\u0007", "␛]0;x␇"],
    ["one that clears the screen", "\u001b[2J", "␛[2J"],
    ["the same in C1 controls", "\u009b2J", "\uFFFD2J"],
    ["next line", "a\u0085b", "a\uFFFDb"],
    ["a return that overwrites the line", "safe\rrm", "safe␍rm"],
    ["a backspace", "a\bb", "a␈b"],
    ["delete", "a\u007fb", "a␡b"],
    ["nothing", "a\0b", "a␀b"],
    ["an override of the reading direction", "a\u202etxt.exe", "a\uFFFDtxt.exe"],
    ["an isolate", "a\u2066b\u2069", "a\uFFFDb\uFFFD"],
    ["words in any script", "Größe 日本 مرحبا 👩‍🍳", "Größe 日本 مرحبا 👩‍🍳"],
    ["tabs and line ends", "a\tb\nc", "a\tb\nc"],
  ])("shows %s", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test("nothing that acts is left of any text", () => {
    fc.assert(fc.property(anyText, (text) => !acts.test(printable(text))));
  });

  test("on one line there is one line", () => {
    fc.assert(fc.property(anyText, (text) => !/[\t\n]/.test(printableLine(text)) && !acts.test(printableLine(text))));
    expect(printableLine("  a\n\t b \r\n c ")).toBe("a b c");
  });

  test("JSON holds every value, and no such character raw", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = printableJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(acts);
      }),
    );
  });
});
