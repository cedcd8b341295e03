/** Which items have changed since the moments that a query names: `since:last-meeting`, `since:-1w`. */
import { diffItems } from "../core/diff.ts";
import type { Query } from "../core/query.ts";
import type { Context } from "../ports.ts";
import type { TrackerInGit } from "./item-age.ts";
import { readMoment, readPast } from "./past.ts";
import type { Workspace } from "./workspace.ts";

/** By the words of each moment, the numbers of what is new or differs since. Throws a UserError for a word that names none. */
export async function findChanged(
  context: Context,
  place: TrackerInGit,
  { terms }: Query,
  { tracker, items, today }: Workspace,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const changed = new Map<string, ReadonlySet<number>>();
  for (const term of terms) {
    if (term.kind !== "since" || changed.has(term.when)) continue;
    const repository = await place.repository();
    const moment = await readMoment(context, repository, term.when, { place, today, use: "since" });
    const before = await readPast(context, repository, place, moment);
    const diffs = diffItems(before?.items ?? [], items, tracker);
    changed.set(term.when, new Set(diffs.map(({ item }) => item.id)));
  }
  return changed;
}
