/** The order of what two sides have, each in an order of its own. */
import { settle, type Versions } from "./chunks.ts";

/**
 * One order of all ids: what both sides have in the order of the side that changed it, what one side alone has behind the
 * same neighbour as there. Where both put something new in one place, `compare` decides, and each side's own order holds.
 */
export function weave(
  { base, ours, theirs }: Versions<readonly string[]>,
  compare: (a: string, b: string) => number,
): readonly string[] {
  const [inOurs, inTheirs] = [new Set(ours), new Set(theirs)];
  const [ourOrder, theirOrder] = [ours.filter((id) => inTheirs.has(id)), theirs.filter((id) => inOurs.has(id))];
  const shared = new Set(ourOrder);
  const order = new Map([ourOrder, theirOrder].map((ids) => [JSON.stringify(ids), ids]));
  const chosen = settle(
    JSON.stringify(base.filter((id) => shared.has(id))),
    JSON.stringify(ourOrder),
    JSON.stringify(theirOrder),
  );
  const [ourRuns, theirRuns] = [runsAfter(ours, shared), runsAfter(theirs, shared)];
  const between = (neighbour: string | null) =>
    mergeRuns(ourRuns.get(neighbour) ?? [], theirRuns.get(neighbour) ?? [], compare);
  return [...between(null), ...(order.get(chosen) ?? []).flatMap((id) => [id, ...between(id)])];
}

/** What one side alone has, by the shared neighbour before it. */
function runsAfter(ids: readonly string[], shared: ReadonlySet<string>): ReadonlyMap<string | null, readonly string[]> {
  const runs = new Map<string | null, string[]>();
  let neighbour: string | null = null;
  for (const id of ids) {
    if (shared.has(id)) neighbour = id;
    else {
      const run = runs.get(neighbour) ?? [];
      run.push(id);
      runs.set(neighbour, run);
    }
  }
  return runs;
}

/** The smaller head first: three sides merge to the same order, whichever two come first. */
function mergeRuns(
  ours: readonly string[],
  theirs: readonly string[],
  compare: (a: string, b: string) => number,
): string[] {
  const merged: string[] = [];
  let [i, j] = [0, 0];
  while (i < ours.length || j < theirs.length) {
    const [our, their] = [ours[i], theirs[j]];
    const isOurs = their === undefined || (our !== undefined && compare(our, their) <= 0);
    merged.push(isOurs ? (our ?? "") : their);
    if (isOurs) i++;
    else j++;
  }
  return merged;
}
