/** What `check` tells of nearly every text at a glance is what the long look tells. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readItemText } from "../../src/core/item-file.ts";
import { findMentions } from "../../src/core/mentions.ts";
import { findStrangers } from "../../src/core/rules/folder-rules.ts";
import { findHidden } from "../../src/core/rules/hidden-characters.ts";
import { personOf } from "../../src/core/tracker.ts";
import { aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

test("a character is hidden whatever stands beside it", () => {
  const differing = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    // An emoji has two units, and so the long look.
    (character) => findHidden(`a${character}b`)?.index !== findHidden(`a${character}b😀`)?.index,
  );
  expect(differing).toEqual([]);
});

test("strangers are the mentions of nobody in the tracker, in code, addresses and words of any script", () => {
  const piece = fc.constantFrom(
    ..."@mreyes|@hnakata|@nobody|@mreyes.|@mreyes..|@Mreyes|mreyes|@|.|-|_|/|x|é|漢| |\n|`|<|>|<!--|-->|](|)|http|https://|@constructor|@mreyeshttps://x".split(
      "|",
    ),
  );
  let found = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const reading = readItemText(`---\nid: 1\ntitle: x\n---\n${pieces.join("")}`);
      if (!reading.ok) return;
      const tracker = aTracker();
      const mentions = findMentions(reading.text, reading.frontMatter.bodyStart);
      const strangers = mentions.filter(({ handle }) => personOf(tracker, handle) === null);
      found += strangers.length;
      expect(findStrangers(reading, tracker)).toEqual(strangers);
    }),
    trials.rare,
  );
  expect(found).toBeGreaterThan(trials.rare.numRuns / 20);
});
