/** Lists as OneNote, Word and mail programs leave them in plain text. */
import { expect, test } from "vitest";
import { readMarkdown } from "../../../src/import/sources/markdown.ts";

const sources = (text: string) => readMarkdown(text).map(({ kind, line, source }) => [kind, line, source]);

test.each([
  ["•\tGate\n\t○\tOld\n\t\t▪\tPaint\n•\tShed", "- Gate\n  - Old\n    - Paint\n- Shed"],
  ["·         Gate\n\no   Old\n\n§  Paint\n\n·         Shed", "- Gate\n\n  - Old\n\n    - Paint\n\n- Shed"],
  ["• Gate\n  and door\n• Shed", "- Gate\n  and door\n- Shed"],
  ["– Gate\n– Shed", "- Gate\n- Shed"],
  ["● Gate\n  – Old\n● Shed", "- Gate\n  - Old\n- Shed"],
])("%j is a list", (text, source) => {
  expect(sources(`${text}\n\nBye`)).toEqual([
    ["list", 1, source],
    ["paragraph", text.split("\n").length + 2, "Bye"],
  ]);
});

test.each(["– Gate\nShed", "o Gate\no Shed", "·\n·", "Gate – Shed"])("%j is none", (text) => {
  expect(sources(text)).toEqual([["paragraph", 1, text]]);
});

test("a list of other bullets behind a blank line is another, and so is one behind words", () => {
  expect(sources("Tasks:\n• Gate\n• Shed\n\n– Roof\n– Barn")).toEqual([
    ["paragraph", 1, "Tasks:"],
    ["list", 2, "- Gate\n- Shed"],
    ["list", 5, "- Roof\n- Barn"],
  ]);
});

test("what stands in code stays as it is", () => {
  expect(sources("```\n• Gate\n• Shed\n```")).toEqual([["verbatim", 1, "```\n• Gate\n• Shed\n```"]]);
});

test("a megabyte of bullets, of any kind and at any depth, is read in a test's time", () => {
  for (const line of ["• a\n", "• a\n\n– b\n– c\n\n", "•\n", "· ", "\t• a\n○ b\n"])
    expect(readMarkdown(line.repeat(1_000_000 / line.length)).length).toBeGreaterThan(0);
  const deep = Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}• a`).join("\n");
  expect(readMarkdown(deep)).toHaveLength(1);
});
