/** What the upstream branch brings, held against what is here: numbers that both have given, and files that are in its way. */
import { join, posix } from "node:path";
import { numberInName } from "../core/file-name.ts";
import { UserError } from "../errors.ts";
import type { ChangedFile, Context, Parting, Repository } from "../ports.ts";
import type { Newcomer } from "./doubled-numbers.ts";
import { birthsOf, isSameItem } from "./same-item.ts";
import { diverged, inTheWay, type Ready, uncommitted, unrelated } from "./sync-refusals.ts";
import type { TrackerPlace } from "./workspace.ts";

/** Throws a UserError where the two have no commit in common. */
export async function readIncoming(context: Context, repository: Repository, branch: Ready): Promise<Parting> {
  return await context.git.parting(repository, branch.upstream.tracking).catch((error: unknown) => {
    throw error instanceof UserError ? unrelated(branch, error) : error;
  });
}

/**
 * Our items whose number the upstream has given to another, before the two are joined: what each has added since they
 * parted, by the numbers in the names.
 */
export async function newcomersAgainst(
  context: Context,
  repository: Repository,
  { folder, place }: { readonly folder: string; readonly place: TrackerPlace },
  { upstream: { tracking } }: Ready,
  { base, ...since }: Parting,
): Promise<readonly Newcomer[]> {
  const isInTracker = ({ path }: ChangedFile) => posix.dirname(path) === (folder || ".");
  const [ours, theirs] = [since.ours.filter(isInTracker), since.theirs.filter(isInTracker)];
  const added = ours.filter(({ before, path }) => before === null && numberIn(path) !== null);
  if (added.length === 0) return [];
  // An item of one number that goes here, or there, has been given a new name: that is no other item.
  const gone = new Set([...ours, ...theirs].filter(({ after }) => after === null).map(({ path }) => numberIn(path)));
  const given = new Set(theirs.filter(({ before }) => before === null).map(({ path }) => numberIn(path)));
  const older = context.files
    .names(place.folder)
    .map((name) => posix.join(folder, name))
    .filter((path) => ours.every((file) => file.path !== path))
    .filter((path) => added.some((file) => numberIn(file.path) === numberIn(path)));
  for (const path of await thereAt(context, repository, base, older)) given.add(numberIn(path));
  const second = added.filter(({ path }) => given.has(numberIn(path)) && !gone.has(numberIn(path)));
  const isInOneFile = second.some(({ path }) => theirs.some((file) => file.path === path));
  const [our, their] = isInOneFile ? await birthsOf(context, repository, folder, base, ["HEAD", tracking]) : [];
  return second
    .filter(({ path }) => !isSameItem(path, our, their))
    .map(({ path }) => ({ name: posix.basename(path), since: tracking }));
}

/** Whether a commit of ours has added an item under the file name that the upstream has given to another. */
export async function sharesFile(
  context: Context,
  repository: Repository,
  folder: string,
  { upstream: { tracking } }: Ready,
  { base, theirs }: Parting,
): Promise<boolean> {
  const added = theirs.filter(({ before, path }) => before === null && numberIn(path) !== null);
  if (added.length === 0) return false;
  const [ours, others] = await birthsOf(context, repository, folder, base, ["HEAD", tracking]);
  return added.some(({ path }) => ours?.has(path) && !isSameItem(path, ours, others));
}

function numberIn(path: string): number | null {
  return numberInName(posix.basename(path));
}

/** Throws a UserError where git would not join the two as they lie here, before anything is done. */
export async function refuseInTheWay(
  context: Context,
  repository: Repository,
  branch: Ready,
  { ahead, behind, theirs }: Parting,
): Promise<void> {
  const { joins, changed } = branch;
  if (behind === 0) return;
  if (ahead > 0 && joins.forward === "only") throw diverged(branch);
  if (joins.stashes) return;
  const [paths, staged] = [changed.map(({ path }) => path), changed.filter(({ isStaged }) => isStaged)];
  if (ahead > 0 && joins.by !== "merge" && paths.length > 0) throw uncommitted(paths, branch);
  const isCommit = ahead > 0 || joins.forward === "never";
  if (isCommit && staged.length > 0)
    throw uncommitted(
      staged.map(({ path }) => path),
      branch,
    );
  const added = theirs.flatMap(({ before, path }) =>
    before === null && context.files.exists(join(repository.top, path)) ? [path] : [],
  );
  const ours = await thereAt(context, repository, "HEAD", added);
  const untracked = added.filter((path) => !ours.includes(path));
  const edited = theirs.map(({ path }) => path).filter((path) => paths.includes(path));
  const files = [...new Set([...edited, ...untracked])];
  if (files.length > 0) throw inTheWay(files, branch);
}

/** Those of some files (from the top) that a revision has. */
async function thereAt(
  context: Context,
  repository: Repository,
  revision: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const plain = paths.filter((path) => !path.includes("\n"));
  const texts = await context.git.texts(
    repository,
    plain.map((path) => `${revision}:${path}`),
  );
  return plain.filter((_, index) => "text" in (texts[index] ?? {}));
}
