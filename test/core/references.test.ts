import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handlePattern } from "../../src/core/comment-head.ts";
import { linkReferences } from "../../src/core/references.ts";
import { aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const nobody = { name: null, url: null, email: null, "account-id": null, userkey: null, username: null };
const tracker = aTracker({
  people: { bo: { ...nobody, url: "https://people.example.com/bo" }, "j-d": { ...nobody, email: "j@example.com" } },
  refs: { KET: "https://tickets.example.com/{n}", KE: "https://other.example.com/{n}" },
});

/** The rule as it is said: what may stand ahead comes first. */
const rule = new RegExp(
  `(?<![\\p{L}\\p{N}._-])@(${handlePattern})|(?<![\\p{L}\\p{N}-])(KET|KE)-(\\d+)(?![\\p{L}\\p{N}])`,
  "gu",
);

describe("what a text names", () => {
  it("is linked where the rule says so, and nowhere else", () => {
    const pieces =
      "@,@bo,bo,@j-d,@stranger,KET-12,KE-1,KET,-,12,K,a,é,漢,🍞,.,_,/, ,(,),:,x@bo,\n,UNK-5,ket-1,e\u0301,٣".split(",");
    let linked = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (words) => {
        const text = words.join("");
        const named = [...text.matchAll(rule)].flatMap(([, handle, prefix, number]) => {
          if (handle === undefined) return `https://${prefix === "KET" ? "tickets" : "other"}.example.com/${number}`;
          return { bo: "https://people.example.com/bo", "j-d": "mailto:j@example.com" }[handle] ?? [];
        });
        const links = linkReferences(text, tracker).flatMap((node) => (node.type === "link" ? node.url : []));
        expect(links).toEqual(named);
        linked += links.length;
      }),
      trials.value,
    );
    expect(linked).toBeGreaterThan(trials.value.numRuns / 20);
  });
});
