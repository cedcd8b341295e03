import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weave } from "../../src/core/merge/weave.ts";
import { trials } from "../support/trials.ts";

const base = ["1", "2", "3"];

/** A side's order: some of the old ones left, some new ones anywhere between. */
const side = fc
  .tuple(fc.subarray(base), fc.shuffledSubarray(["a", "b", "c", "d", "e"]), fc.infiniteStream(fc.nat(7)))
  .map(([old, fresh, places]) =>
    fresh.reduce((order, id) => order.toSpliced((places.next().value ?? 0) % (order.length + 1), 0, id), old),
  );

function merged(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const isKept = (id: string) => !base.includes(id) || (ours.includes(id) && theirs.includes(id));
  return weave({ base, ours, theirs }, isKept, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

describe("one order of two sides' things", () => {
  test("is the same whoever merges whom, and whichever two of three are merged first", () => {
    fc.assert(
      fc.property(side, side, side, (a, b, c) => {
        const first = merged(merged(a, b), c);
        for (const [one, other, last] of [
          [b, a, c],
          [a, c, b],
          [b, c, a],
        ] as const) {
          expect(merged(merged(one, other), last)).toEqual(first);
          expect(merged(last, merged(one, other))).toEqual(first);
        }
        expect(merged(first, a)).toEqual(first);
      }),
      trials.reading,
    );
  });

  test("is a side's own, where the other has nothing new, or other new things", () => {
    fc.assert(
      fc.property(side, side, (ours, some) => {
        const theirs = some.filter((id) => !ours.includes(id) || base.includes(id));
        const order = merged(ours, theirs);
        const kept = (id: string) => !base.includes(id) || theirs.includes(id);
        fc.pre(ours.every(kept));
        expect(order.filter((id) => ours.includes(id))).toEqual(ours);
        expect(
          merged(
            ours,
            base.filter((id) => ours.includes(id)),
          ),
        ).toEqual(ours);
      }),
      trials.text,
    );
  });

  test("is the old one, as a side has moved it", () => {
    expect(merged(["3", "1", "2"], ["1", "2", "3", "a"])).toEqual(["3", "a", "1", "2"]);
  });
});
