/** The law of the page: what is rendered and imported again is what it was, in every format that is both written and read. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Milestone } from "../../src/core/tracker.ts";
import { bothSides, formats } from "./both-sides.ts";
import { address } from "./normal-form.ts";
import { type Target, trackers } from "./trackers.ts";

function sameAddress({ url, ...milestone }: Milestone) {
  return { ...milestone, url: url === null ? null : address(url) };
}

describe.each(formats)("a page rendered as %s", (format) => {
  test.each<Target>(["fresh", "same"])("comes back whole, into a %s tracker", (target) => {
    fc.assert(
      fc.property(trackers({ target, format }), (made) => {
        const { reading, expected, actual } = bothSides(made, format, target);
        expect(actual).toEqual(expected);
        expect(reading.drafts).toHaveLength(made.items.length);
        // Nothing that the page says of itself has become a column, or words of the tracker's.
        expect(Object.keys(made.tracker.fields)).toEqual(expect.arrayContaining(Object.keys(reading.fields)));
        expect(reading.template).not.toContain("Changes since");
        if (format === "csv") return;
        expect(reading.milestones.map(sameAddress)).toEqual(made.tracker.milestones.map(sameAddress));
        expect(Object.entries(reading.priorities).map(([key, { label }]) => [key, label])).toEqual(
          Object.entries(made.tracker.priorities).map(([key, { label }]) => [key, label]),
        );
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 60), seed: 4 },
    );
  });
});
