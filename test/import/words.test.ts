/** The lists of `src/words` are data that anybody adds to: what would make an entry useless, or do harm, is found here. */
import { describe, expect, it } from "vitest";
import annotations from "../../src/words/annotations.json" with { type: "json" };
import exports from "../../src/words/exports.json" with { type: "json" };
import givenNames from "../../src/words/given-names.json" with { type: "json" };
import headings from "../../src/words/headings.json" with { type: "json" };

const keysOf = (labels: readonly string[]) => labels.map((label) => label.toLowerCase());

describe("the profiles of exports", () => {
  it("say what each heading is by which they are known", () => {
    const unsaid = exports.profiles.flatMap(({ tool, knownBy, headings }) =>
      keysOf(knownBy)
        .filter((heading) => !keysOf(Object.keys(headings)).includes(heading))
        .map((heading) => `${tool}: ${heading}`),
    );
    expect(unsaid).toEqual([]);
  });

  it("are not hidden by one before them that is known by fewer headings", () => {
    const hidden = exports.profiles.filter(({ knownBy }, index) =>
      exports.profiles
        .slice(0, index)
        .some((earlier) => keysOf(earlier.knownBy).every((heading) => keysOf(knownBy).includes(heading))),
    );
    expect(hidden.map(({ tool, knownBy }) => `${tool}: ${knownBy.join(", ")}`)).toEqual([]);
  });

  it("name columns that gtm has", () => {
    const columns = new Set([...Object.keys(headings.columns)]);
    expect(
      exports.profiles.flatMap((profile) => Object.values(profile.headings)).filter((c) => !columns.has(c)),
    ).toEqual([]);
  });
});

it("no word for an owner is a first name: `Kim: send the offer` says who, not what Kim is", () => {
  const names = new Set(Object.values(givenNames).flatMap((list) => list.split(" ")));
  const words = [headings.columns.owners, headings.columns.area, annotations.owners].flatMap((lists) =>
    Object.values(lists).flat(),
  );
  expect(words.filter((word) => names.has(word.replace(/\?$/, "").toLowerCase()))).toEqual([]);
});
