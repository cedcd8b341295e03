/** The law of the import: an undamaged page comes out as it is, in every layout and every source, each field and comment. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readPage } from "../../src/import/read-page.ts";
import { isRefusal } from "../../src/import/reading.ts";
import { trials } from "../support/trials.ts";
import { differences, type PeopleAs } from "./generator/judge.ts";
import { vocabularies } from "./generator/vocabularies.ts";
import { writeDelimited } from "./generator/write-csv.ts";
import { writeHtml } from "./generator/write-html.ts";
import { writeMarkdown } from "./generator/write-markdown.ts";
import { writeStorage } from "./generator/write-storage.ts";
import type { MadeTracker } from "./generator.ts";
import { makeTracker } from "./generator.ts";

interface Writer {
  readonly source: string;
  readonly write: (tracker: MadeTracker) => string;
  readonly people: PeopleAs;
}

const writers: readonly Writer[] = [
  { source: "markdown", write: writeMarkdown, people: "links" },
  { source: "html", write: writeHtml, people: "links" },
  { source: "storage", write: writeStorage, people: "links" },
  { source: "csv", write: (tracker) => writeDelimited(tracker, ","), people: "names" },
  { source: "csv", write: (tracker) => writeDelimited(tracker, ";"), people: "names" },
  { source: "csv", write: (tracker) => writeDelimited(tracker, "\t"), people: "names" },
];

/** What a page of this seed is read wrongly, row by row; the seed and the source stand in each line. */
function wrongs(seed: number, { source, write, people }: Writer): readonly string[] {
  const tracker = makeTracker(seed);
  const page = readPage(write(tracker), { today: tracker.today });
  const name = `${tracker.vocabulary.name} ${seed} as ${source}`;
  if (isRefusal(page)) return [`${name}: ${page.message}`];
  return [
    ...(page.source === source ? [] : [`${name}: taken for ${page.source}`]),
    ...(page.drafts.length === tracker.rows.length ? [] : [`${name}: ${page.drafts.length} drafts`]),
    ...tracker.rows.flatMap((row, index) =>
      differences(page.drafts[index], row, tracker, people).map((line) => `${name} row ${index + 1}: ${line}`),
    ),
  ];
}

test.each(writers)("any tracker written as $source is imported exactly (%#)", (writer) => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 }), (seed) => {
      expect(wrongs(seed, writer)).toEqual([]);
    }),
    trials.tracker,
  );
});

test("the generator has at least five vocabularies, and says the same for the same seed", () => {
  expect(vocabularies.length).toBeGreaterThanOrEqual(5);
  const names = Array.from({ length: 60 }, (_, seed) => makeTracker(seed).vocabulary.name);
  expect(new Set(names).size).toBe(vocabularies.length);
  expect(makeTracker(5)).toEqual(makeTracker(5));
});
