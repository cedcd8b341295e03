/** Which words of `tracker.md` only got another name between two readings: what items say by them is no change. */
import { groupBy } from "./group-by.ts";
import type { WordRename } from "./rename-query.ts";
import { standardColumns } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";

/** Areas are but their names, and by statuses a review tells which may follow which: theirs are changes of items. */
const columns = ["owners", "priority"] as const;

/** An entry that is gone, while a new one alone says all that it said. One that says nothing is nobody's other name. */
export function renamesBetween(before: Tracker, after: Tracker): readonly WordRename[] {
  return columns.flatMap((column) => {
    const setting = standardColumns[column].vocabulary;
    const gone = entriesWithout(before[setting], after[setting]);
    const fresh = entriesWithout(after[setting], before[setting]);
    return [...gone].flatMap(([said, keys]): readonly WordRename[] => {
      const [from, to] = [keys, fresh.get(said) ?? []];
      return from.length === 1 && to.length === 1 ? [{ column, from: from[0] ?? "", to: to[0] ?? "" }] : [];
    });
  });
}

/** The keys that the other has not, by what their entries say. */
function entriesWithout(
  entries: Readonly<Record<string, object>>,
  other: Readonly<Record<string, object>>,
): ReadonlyMap<string, readonly string[]> {
  const keys = Object.keys(entries).filter(
    (key) => !Object.hasOwn(other, key) && Object.values(entries[key] ?? {}).some(Boolean),
  );
  return groupBy(keys, (key) => JSON.stringify(entries[key]));
}
