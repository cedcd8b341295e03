import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seed, trials } from "./trials.ts";

const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.startsWith("support/"))
  .map((name) => ({ name, text: readFileSync(join("test", name), "utf8") }));

/** The lines of the tests that hold this, each with its file. */
function linesWith(pattern: RegExp): readonly string[] {
  return files.flatMap(({ name, text }) =>
    text
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
}

test("every property runs from the seed, and as often, as test/support/trials.ts says", () => {
  expect(fc.readConfigureGlobal()).toMatchObject({ seed, ...trials.usual });
  expect(linesWith(/fc\.assert\(/).length).toBeGreaterThan(40);
  expect(
    linesWith(
      /\bnumRuns:|\bseed:(?! number)|Math\.random|(?:(?:randomFrom|makeTracker|measure)\(|measureKind\("[^"]+", )\d+[,)]/,
    ),
  ).toEqual([
    // One page that was read wrong once.
    'import/damage.test.ts: const lost = measureKind("spans lost", 1, 20, "own columns");',
    "import/round.test.ts: expect(makeTracker(5)).toEqual(makeTracker(5));",
  ]);
});

test("no test is judged by the clock", () => {
  expect(linesWith(/performance\.now|hrtime|expect\(.*Date\.now|timeout: *\d/)).toEqual([
    // Told to whoever reads it, and compared with nothing.
    "browser/large.test.ts: const begun = performance.now();",
    "browser/large.test.ts: return performance.now() - begun;",
  ]);
});
