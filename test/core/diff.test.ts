import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import type { Comment } from "../../src/core/item.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";

const tracker = aTracker();

function fieldsOf(before: Parameters<typeof anItem>[0], after: Parameters<typeof anItem>[0]) {
  return diffItems([anItem(before)], [anItem(after)], tracker)[0]?.fields;
}

function commentsOf(before: readonly Comment[], after: readonly Comment[]) {
  const changed = diffItems([anItem({ comments: [...before] })], [anItem({ comments: [...after] })], tracker);
  return changed[0]?.comments ?? [];
}

describe("a field that differs", () => {
  test.each([
    ["a status's key", { status: "blocked" }, { column: "status", from: "in-progress", to: "blocked" }],
    ["handles", { owners: ["mreyes", "hnakata"] }, { column: "owners", from: ["mreyes"], to: ["mreyes", "hnakata"] }],
    ["no value as null", { due: null }, { column: "due", from: "2026-11-30", to: null }],
    ["tickets", { refs: ["DOUGH-1"] }, { column: "refs", from: [], to: ["DOUGH-1"] }],
    ["a boolean", { fields: { "legal-input": true } }, { column: "legal-input", from: null, to: true }],
    ["a number", { fields: { effort: 3 } }, { column: "effort", from: null, to: 3 }],
    ["a description", { description: "New" }, { column: "description", from: "", to: "New" }],
  ])("has %s as the item has it", (_, after, field) => {
    expect(fieldsOf({}, after)).toEqual([field]);
  });

  test("is told of a closed item too, with its status and date", () => {
    const [diff] = diffItems(
      [anItem()],
      [anItem({ status: "done", closed: "2026-10-20", description: "New" })],
      tracker,
    );
    expect(diff).toMatchObject({
      kind: "closed",
      fields: [
        { column: "status", from: "in-progress", to: "done" },
        { column: "closed", from: null, to: "2026-10-20" },
        { column: "description", from: "", to: "New" },
      ],
    });
  });

  test("is the date alone where a closed item was closed on another day", () => {
    const [before, after] = [anItem({ closed: "2026-10-19" }), anItem({ closed: "2026-10-20" })];
    expect(diffItems([before], [after], tracker)).toMatchObject([
      { kind: "changed", fields: [{ column: "closed", from: "2026-10-19", to: "2026-10-20" }] },
    ]);
  });
});

describe("a comment that differs", () => {
  const [first, second] = [aComment("First."), aComment("Second.", { date: "2026-10-20" })];

  test.each([
    ["new", [first], [first, second], [{ ...second, kind: "new", was: null }]],
    ["new where the same stood there once", [first], [first, first], [{ ...first, kind: "new", was: null }]],
    [
      "edited, with what it was",
      [first],
      [{ ...first, text: "1st." }],
      [{ ...first, text: "1st.", kind: "edited", was: "First." }],
    ],
    ["removed", [first, second], [second], [{ ...first, kind: "removed", was: null }]],
    [
      "edited where its day is another",
      [first],
      [{ ...first, date: "2026-10-19" }],
      [
        {
          ...first,
          date: "2026-10-19",
          kind: "edited",
          was: "First.",
          from: { date: first.date, author: first.author },
        },
      ],
    ],
    [
      "edited where its author is another, though somebody else writes on that day",
      [first],
      [
        { ...first, text: "1st." },
        { ...first, author: "hnakata" },
      ],
      [
        { ...first, text: "1st.", kind: "new", was: null },
        {
          ...first,
          author: "hnakata",
          kind: "edited",
          was: "First.",
          from: { date: first.date, author: first.author },
        },
      ],
    ],
    [
      "edited in its words where others say the same on another day",
      [first],
      [
        { ...first, text: "First. Again." },
        { ...first, date: "2026-10-30", author: "hnakata" },
      ],
      [
        { ...first, text: "First. Again.", kind: "edited", was: "First." },
        { ...first, date: "2026-10-30", author: "hnakata", kind: "new", was: null },
      ],
    ],
  ])("is %s", (_, before, after, expected) => {
    expect(commentsOf(before, after)).toEqual(expected);
  });

  test("leads from the comments before to those after, whatever they are", () => {
    const comment = fc.record({
      date: fc.constantFrom("2026-10-18", "2026-10-19", null),
      author: fc.constantFrom("mreyes", null),
      text: fc.constantFrom("a", "b", "c"),
    });
    const key = (comments: readonly Comment[]) =>
      comments.map(({ date, author, text }) => JSON.stringify([date, author, text])).sort();
    fc.assert(
      fc.property(fc.array(comment), fc.array(comment), (before, after) => {
        const diffs = commentsOf(before, after);
        const taken = diffs.flatMap(({ kind, was, from, ...rest }) =>
          kind === "removed" ? [rest] : kind === "edited" ? [{ ...rest, ...from, text: was ?? "" }] : [],
        );
        const added = diffs.flatMap(({ kind, was: _, ...rest }) => (kind === "removed" ? [] : [rest]));
        const left = key(before);
        for (const gone of key(taken)) left.splice(left.indexOf(gone), 1);
        expect([...left, ...key(added)].sort()).toEqual(key(after));
      }),
    );
  });
});
