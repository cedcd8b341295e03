/**
 * What chance decides in the tests, and how often. The gate looks at the same places each time; FC_SEED=1 (or any number)
 * looks elsewhere, FC_RUNS=20 looks twenty times as long: for a night, or before a release.
 */
export const seed = Number(process.env.FC_SEED ?? 20261120);
const times = Number(process.env.FC_RUNS ?? 1);

/** Options of fc.assert, by what one run of the property costs. */
export const trials = {
  /** Processes, hooks and signals: seconds. */
  game: { numRuns: 20 * times },
  /** A folder of a hundred files, through several commands: a second. */
  folder: { numRuns: 5 * times },
  /** A whole tracker, made into a page and read again: 100 milliseconds. */
  tracker: { numRuns: 60 * times },
  /** A page of several items, made or read: 10 milliseconds. */
  page: { numRuns: 40 * times },
  /** The same, of texts that strangers wrote. */
  strangers: { numRuns: 300 * times },
  /** One text, read by us and by a parser of Markdown: 10 milliseconds. */
  reading: { numRuns: 800 * times },
  /** Every character of one text, parsed by us and by others: a millisecond. */
  text: { numRuns: 3000 * times },
  /** A line or a value: microseconds. */
  value: { numRuns: 2000 * times },
  /** The same where most of what chance makes says nothing. */
  rare: { numRuns: 20_000 * times },
  /** Where a property says nothing of it. */
  usual: { numRuns: 100 * times },
} as const;
