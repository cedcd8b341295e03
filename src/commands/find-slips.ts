/** How often and how far due days were moved, from git, for the page: what `gtm log` tells of single items. */
import type { IsoDate } from "../core/calendar.ts";
import { type DueSlip, dueSlips } from "../core/due-slips.ts";
import type { Item } from "../core/item.ts";
import type { ChangedFile, Context, FolderCommit } from "../ports.ts";
import { PastVersions, readLogEntries } from "./history-entries.ts";
import type { TrackerInGit } from "./item-age.ts";
import type { PastState } from "./past.ts";

/**
 * The slips of some items by their numbers.
 * @param history the commits of the tracker's folder, newest first
 * @param until the last day that counts; null for all of HEAD
 */
export async function findSlips(
  context: Context,
  place: TrackerInGit,
  { tracker, items }: Pick<PastState, "tracker" | "items">,
  history: readonly FolderCommit[],
  until: IsoDate | null,
): Promise<ReadonlyMap<number, DueSlip>> {
  const known = history.filter(({ date }) => until === null || date <= until).flatMap(withMoves);
  if (known.length === 0) return new Map();
  const versions = new PastVersions(context, await place.repository(), tracker);
  const entries = await readLogEntries(versions, known, { withSettings: false });
  const due = new Map(items.map((item: Item) => [item.id, item.due] as const));
  return dueSlips(
    entries.toReversed().map(({ items: changed }) => changed),
    (id) => due.get(id),
  );
}

/** Files that come where none goes are new: an import of a thousand is not read for what it cannot tell. */
function withMoves(commit: FolderCommit): readonly FolderCommit[] {
  const changes = commit.changes.map((files) => (files.some(isGone) ? files : files.filter((file) => !isNew(file))));
  return changes.some((files) => files.length > 0) ? [{ ...commit, changes }] : [];
}

const isNew = ({ before }: ChangedFile): boolean => before === null;
const isGone = ({ after }: ChangedFile): boolean => after === null;
