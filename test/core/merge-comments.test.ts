import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MergedText, mergeItem } from "../../src/core/merge/merge-item.ts";
import { itemText } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

/** Few days, people and words, so that three people often write the very same comment. */
const day = fc.constantFrom("2026-03-02", "2026-03-03");
const author = fc.constantFrom("", " @ann");
const comment = (...texts: readonly string[]) => fc.record({ day, author, text: fc.constantFrom(...texts) });

type Comment = { readonly day: string; readonly author: string; readonly text: string };
type Edit = (comments: readonly Comment[]) => readonly Comment[];

/** Behind the last of its day, as gtm puts it. */
function noted(comments: readonly Comment[], added: Comment): readonly Comment[] {
  return comments.toSpliced(comments.findLastIndex(({ day }) => day <= added.day) + 1, 0, added);
}

const fresh = comment("a", "b", "c");
const place = fc.nat(7);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fresh.map(
      (added): Edit =>
        (comments) =>
          noted(comments, added),
    ),
  },
  {
    weight: 1,
    arbitrary: fresh.map(
      (added): Edit =>
        (comments) =>
          noted(noted(comments, added), added),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fresh, place).map(
      ([added, at]): Edit =>
        (comments) =>
          comments.toSpliced(at % (comments.length + 1), 0, added),
    ),
  },
  {
    weight: 1,
    arbitrary: place.map(
      (at): Edit =>
        (comments) =>
          comments.toSpliced(at, 1),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, fc.constantFrom(" (x)", " (y)")).map(
      ([at, words]): Edit =>
        (comments) =>
          comments.map((each, index) => (index === at ? { ...each, text: each.text + words } : each)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, fc.constantFrom("2026-03-02", "2026-03-04")).map(
      ([at, day]): Edit =>
        (comments) => {
          const moved = comments[at];
          return moved ? noted(comments.toSpliced(at, 1), { ...moved, day }) : comments;
        },
    ),
  },
);

function write(comments: readonly Comment[]): string {
  const lines = comments.map(({ day, author, text }) => `- **${day}${author}** ${text}\n`);
  return itemText(`\n## Comments\n\n${lines.join("")}`);
}

const edits = fc.array(edit, { minLength: 1, maxLength: 3 }).map(
  (all): Edit =>
    (comments) =>
      all.reduce((edited, change) => change(edited), comments),
);

/** An item's text, and what became of it on three branches. */
function branches(old: fc.Arbitrary<readonly Comment[]>) {
  return fc
    .tuple(old, edits, edits, edits)
    .map(([comments, ...all]) => [comments, ...all.map((change) => change(comments))].map(write));
}

/** All ways to merge three branches, two of them first; null where two of the three clash. */
function chains([base = "", a = "", b = "", c = ""]: readonly string[]): readonly MergedText[] | null {
  const merge = (ours: string, theirs: string) => mergeItem({ base, ours, theirs });
  const pairs = [merge(a, b), merge(a, c), merge(b, c)];
  if (pairs.some(({ conflicts }) => conflicts.length > 0)) return null;
  const [ab = "", ac = "", bc = ""] = pairs.map(({ text }) => text);
  return [merge(ab, c), merge(ac, b), merge(bc, a), merge(c, ab), merge(b, ac), merge(a, bc)];
}

const byDay = (comments: readonly Comment[]) => comments.toSorted((a, b) => (a.day < b.day ? -1 : 1));
const known = comment("Price agreed", "Samples went out", "Lid");

describe("three branches' comments", () => {
  test("come to one text whichever two are merged first, although they say the same on the same days", () => {
    const old = fc.uniqueArray(known, { maxLength: 3, selector: ({ text }) => text });
    fc.assert(
      fc.property(branches(fc.oneof(old.map(byDay), old)), (texts) => {
        const merged = chains(texts);
        fc.pre(merged !== null);
        const [first, ...others] = merged;
        for (const other of others) expect(other).toEqual(first);
        expect(first?.conflicts).toEqual([]);
      }),
      trials.strangers,
    );
  });

  test("are each there as often, although nobody could tell which one was edited", () => {
    const old = fc.array(comment("a", "b", "Price agreed"), { maxLength: 3 }).map(byDay);
    fc.assert(
      fc.property(branches(old), (texts) => {
        const merged = chains(texts);
        fc.pre(merged?.every(({ conflicts }) => conflicts.length === 0) ?? false);
        const [first, ...others] = merged?.map(({ text }) => text.split("\n").sort()) ?? [];
        for (const other of others) expect(other).toEqual(first);
      }),
      trials.strangers,
    );
  });
});

describe("comments of one day", () => {
  const old = "- **2026-03-02** Old\n";
  const text = (lines: string) => itemText(`\n## Comments\n\n${lines}`);
  const merged = (base: string, ours: string, theirs: string) =>
    mergeItem({ base: text(base), ours: text(ours), theirs: text(theirs) });
  const z = "- **2026-03-02** Z\n";
  const m = "- **2026-03-02** M\n";
  const a = "- **2026-03-02** A\n";
  const later = z.replace("02**", "03**");

  test.each([
    ["that both wrote, one of them among others: stay in that order", old, old + z + m + a, old + m, old + z + m + a],
    ["whose old neighbour the other took out: stand where it was", old + m, old + m + z + a, old, old + z + a],
    ["behind an edit of the old one: stay behind it", a, `${a.trim()}!\n`, a + m, `${a.trim()}!\n${m}`],
    ["that one took out and the other wrote again: are there", z, m, z + z, m + z + z],
    ["that one moved to where the other wrote it anew: are there once", z, later, z + later, later],
  ])("%s", (_, base, ours, theirs, expected) => {
    expect(merged(base, ours, theirs)).toEqual({ text: text(expected), conflicts: [] });
    expect(merged(base, theirs, ours)).toEqual({ text: text(expected), conflicts: [] });
  });
});
