/**
 * Work on many items that is over in a second. V8 makes fast code of what has run for a while, for a program that goes on for
 * minutes: of a page of 1,000 items that takes as much processor time as drawing the page. docs/decisions/late-optimizer.md
 * has the figures.
 */
interface Patience {
  readonly flag: string;
  readonly usual: number;
  /** Fifteen times as much. More slows pages of 10,000 items down, less wins less. */
  readonly more: number;
}

/**
 * How long a function runs before it is optimized, by the first number of V8's version: a flag of another V8 would be an error.
 * From 13 on (Node 24) V8 tells code that was made behind such a change from code that was made before, though the flag stands
 * as it did: what is kept for the next start (bin/compile-cache.js) would never be believed, which costs more than this wins.
 */
const patience: Readonly<Record<string, Patience>> = {
  11: { flag: "--interrupt-budget", usual: 67_584, more: 1_000_000 },
  12: { flag: "--invocation-count-for-turbofan", usual: 3000, more: 45_000 },
};

/** Does work in which nothing is loaded: V8 believes kept code, node's own too, only under the flags that it was made with. */
export async function optimizingLate<Result>(work: () => Result): Promise<Result> {
  const known = patience[process.versions.v8.split(".", 1)[0] ?? ""];
  if (known === undefined) return work();
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString(`${known.flag}=${known.more}`);
  try {
    return work();
  } finally {
    setFlagsFromString(`${known.flag}=${known.usual}`);
  }
}
