import { expect, test } from "vitest";
import { readBoolean, readTick } from "../../src/core/yes-no.ts";

const words = ["yes", "Y", "x", "TRUE", "on", "✓", "no", "N", "false", "off", "-", "✗", "maybe", "yes, but", ""];

test("yes and no in a file are words, and a dash is no", () => {
  expect(words.filter((word) => readBoolean(word) === true)).toEqual(["yes", "Y", "x", "TRUE", "on"]);
  expect(words.filter((word) => readBoolean(word) === false)).toEqual(["no", "N", "false", "off", "-"]);
});

test("yes and no in a page's cell are ticks too, and a dash is neither", () => {
  expect(words.filter((word) => readTick(word) === true)).toEqual(["yes", "Y", "x", "TRUE", "✓"]);
  expect(words.filter((word) => readTick(word) === false)).toEqual(["no", "N", "false", "✗"]);
});
