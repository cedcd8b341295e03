import { expect, test } from "vitest";
import { isNobody, isNoValue } from "../../src/import/no-value.ts";

const texts = ["TBD", "n/a", "None", "-", "?", "...", "unassigned", "to be confirmed", "TBD (Legal)", "Tbdow Li", ""];

test("a text that is all there is stands in for a value", () => {
  expect(texts.filter(isNoValue)).toEqual(["TBD", "n/a", "None", "-", "?", "...", "to be confirmed"]);
});

test("nobody is named by the same words, whatever follows, and by those that people have for an owner to come", () => {
  expect(texts.filter(isNobody)).toEqual([
    "TBD",
    "n/a",
    "None",
    "-",
    "?",
    "...",
    "unassigned",
    "to be confirmed",
    "TBD (Legal)",
  ]);
});
