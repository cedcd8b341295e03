/** The status that a closed item had while it was open, from git: closing wrote its own over it. */
import { basename, dirname, posix } from "node:path";
import { isOpen } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import { saysClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import type { Context, Repository } from "../ports.ts";
import type { FoundItem } from "./find-item.ts";
import { folderInGit } from "./workspace.ts";

/** Versions of a file that are looked at: far more than an item has. */
const enough = 200;

/** Null for none: the item had no status then. */
export interface EarlierStatus {
  readonly status: string | null;
}

/** The status of the newest open version that the tracker still has; null where there is none, as for an imported item. */
export async function earlierStatus(
  context: Context,
  repository: Repository,
  { file, item }: FoundItem,
  tracker: Tracker,
): Promise<EarlierStatus | null> {
  if (!saysClosed(item.status, tracker)) return { status: item.status };
  const path = posix.join(folderInGit(context, repository, { folder: dirname(file) }), basename(file));
  const commits = await context.git.commits(repository, { paths: [path] });
  const names = commits.slice(0, enough).map(({ id }) => `${id}:${path}`);
  const versions = (await context.git.texts(repository, names)).flatMap((reading) =>
    "text" in reading ? (readItem(reading.text, path, tracker).item ?? []) : [],
  );
  const known = Object.keys(tracker.statuses);
  const isKnown = (status: string | null) => status === null || known.length === 0 || known.includes(status);
  return versions.find((then) => isOpen(then) && !saysClosed(then.status, tracker) && isKnown(then.status)) ?? null;
}
