import { expect, test } from "vitest";
import { clashesIn } from "../../src/core/field-clashes.ts";

const base = `---
id: 3
title: Jars
status: pending
due: 2026-05-01
owners: [ines]
---

Glass.

## Comments

- **2026-02-01** Begun.
`;
const noted = (text: string, words: string) => `${text}- **2026-02-02** ${words}\n`;
const set = (text: string, from: string, to: string) => text.replace(from, to);

test.for([
  [
    "a key that both changed",
    set(base, "2026-05-01", "2026-05-08"),
    set(base, "2026-05-01", "2026-06-01"),
    [{ field: "due", ours: "2026-05-08", theirs: "2026-06-01" }],
  ],
  [
    "one that a side took away",
    set(base, "due: 2026-05-01\n", ""),
    set(base, "2026-05-01", "2026-06-01"),
    [{ field: "due", ours: null, theirs: "2026-06-01" }],
  ],
  [
    "comments of both sides, not the key that one changed alone",
    noted(set(base, "pending", "done"), "Mine."),
    noted(base, "Theirs."),
    [{ field: "comments", ours: null, theirs: null }],
  ],
  [
    "lines next to each other: all that differs",
    set(base, "pending", "done"),
    set(base, "2026-05-01", "2026-06-01"),
    [
      { field: "status", ours: "done", theirs: "pending" },
      { field: "due", ours: "2026-05-01", theirs: "2026-06-01" },
    ],
  ],
] as const)("%s", ([, ours, theirs, clashes]) => {
  expect(clashesIn({ base, ours, theirs })).toEqual(clashes);
});

test("a file that one side took away", () => {
  expect(clashesIn({ base, ours: null, theirs: base })).toEqual([{ field: "file", ours: null, theirs: "changed" }]);
});

test("a side that cannot be read says nothing", () => {
  expect(clashesIn({ base, ours: "No item.\n", theirs: base })).toEqual([]);
});
