/** How long items have been in the tracker, from git: no key of theirs tells it, and most never need it. */
import type { IsoDate } from "../core/calendar.ts";
import type { Item } from "../core/item.ts";
import { once } from "../core/once.ts";
import { isLongAgo, type SelectContext, silentItems } from "../core/select.ts";
import { UserError } from "../errors.ts";
import type { Context, FolderCommit, HistoryCommit, Repository } from "../ports.ts";
import { folderInGit, shownPath, type TrackerPlace } from "./workspace.ts";

/** Items, by their paths, to the days on which their files were first committed. */
export type AddedDays = ReadonlyMap<string, IsoDate>;

/** A tracker with the repository around it, which git is asked for when it is first needed, and once. */
export interface TrackerInGit extends TrackerPlace {
  readonly repository: () => Promise<Repository>;
}

export function inGit(context: Context, { folder, base }: TrackerPlace): TrackerInGit {
  return { folder, base, repository: once(() => context.git.repository(base)) };
}

/** The commits of a tracker's folder, newest first; null outside of git, and where a clone does not have all of them. */
export async function findHistory(context: Context, place: TrackerInGit): Promise<readonly FolderCommit[] | null> {
  try {
    const repository = await place.repository();
    return await context.git.history(repository, folderInGit(context, repository, place), null);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/**
 * What git knows of some items' first days; null outside of git. A file that was never committed has none.
 * @param history what `findHistory` gave, where that was asked for
 */
export async function findAddedDays(
  context: Context,
  place: TrackerInGit,
  items: readonly Item[] | "all",
  history: readonly FolderCommit[] | null = null,
): Promise<AddedDays | null> {
  try {
    const repository = await place.repository();
    const [folder, shown] = [folderInGit(context, repository, place), shownPath(place, place.folder)];
    const paths = items === "all" ? [folder] : items.map(({ path }) => `${folder}${path.slice(shown.length)}`);
    const commits = history?.map(touched) ?? (await context.git.commits(repository, { paths }));
    // Newest first: the last one to say it is the first commit.
    return new Map(
      commits.flatMap(({ date, files }) =>
        files.map((file) => [`${shown}${file.slice(folder.length)}`, date] as const),
      ),
    );
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function touched({ date, changes }: FolderCommit): Pick<HistoryCommit, "date" | "files"> {
  return { date, files: changes.flat().map(({ path }) => path) };
}

/** Which items without a sign of life have been there for long; git is asked only where there are such items. */
export async function findUnheard(
  context: Context,
  place: TrackerInGit,
  items: readonly Item[],
  select: SelectContext,
): Promise<ReadonlySet<number>> {
  const silent = silentItems(items, select.today);
  return silent.length === 0 ? new Set() : longSilent(silent, await findAddedDays(context, place, silent), select);
}

/** Those of some items without a sign of life that were added long ago. */
export function longSilent(
  items: readonly Item[],
  added: AddedDays | null,
  { tracker, today }: SelectContext,
): ReadonlySet<number> {
  const old = silentItems(items, today).filter(({ path }) => {
    const day = added?.get(path);
    return day !== undefined && isLongAgo(day, tracker, today);
  });
  return new Set(old.map(({ id }) => id));
}
