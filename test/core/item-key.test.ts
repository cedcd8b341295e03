import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesIn, signedNamesIn } from "../../src/core/item-key.ts";
import { trials } from "../support/trials.ts";

const placesOf = (found: Iterable<RegExpExecArray>) => Array.from(found, ({ 0: name, index }) => ({ name, index }));

describe("names with a sign", () => {
  it("are those of all names that begin with one, at the same places", () => {
    const pieces = "#,#17,##,R-001,17,a,é,漢,🍞,b-2,&,@,\\,/,.,_,-,--- , ,(,),[,:,!,\n,e\u0301,٣".split(",");
    let found = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (words) => {
        const text = words.join("");
        const signed = placesOf(namesIn(text)).filter(({ name }) => name.startsWith("#"));
        expect(placesOf(signedNamesIn(text))).toEqual(signed);
        found += signed.length;
      }),
      trials.value,
    );
    expect(found).toBeGreaterThan(trials.value.numRuns / 20);
  });
});
