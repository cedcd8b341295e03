/** What the upstream branch brings, held against what is here: numbers that both have given, and files that are in its way. */
import { join, posix } from "node:path";
import { numberInName } from "../core/file-name.ts";
import { UserError } from "../errors.ts";
import type { ChangedFile, Context, Repository } from "../ports.ts";
import type { Newcomer } from "./doubled-numbers.ts";
import { diverged, inTheWay, type Ready, uncommitted, unrelated } from "./sync-refusals.ts";

/** What the upstream branch has that this one has not. */
export interface Incoming {
  /** Commits of each side that the other has not. */
  readonly ahead: number;
  readonly behind: number;
  /** The commit that both have. */
  readonly base: string;
  /** What the upstream has changed since. */
  readonly files: readonly ChangedFile[];
}

/** Throws a UserError where the two have no commit in common. */
export async function readIncoming(context: Context, repository: Repository, branch: Ready): Promise<Incoming> {
  const { tracking } = branch.upstream;
  const [standing, base] = await Promise.all([
    context.git.distance(repository, tracking),
    context.git.mergeBase(repository, "HEAD", tracking).catch((error: unknown) => {
      throw error instanceof UserError ? unrelated(branch, error) : error;
    }),
  ]);
  const range = { from: base, to: tracking, folder: null };
  return { ...standing, base, files: standing.behind > 0 ? await context.git.changedFiles(repository, range) : [] };
}

export interface Clashes {
  /** Our items whose number the upstream has given to another. */
  readonly newcomers: readonly Newcomer[];
  /** Whether the upstream has another item under the very name of one of them. */
  readonly isInOneFile: boolean;
}

export const noClashes: Clashes = { newcomers: [], isInOneFile: false };

/** Before the two are joined: what each has added since they parted, by the numbers in the names. */
export async function findClashes(
  context: Context,
  repository: Repository,
  folder: string,
  { upstream: { tracking } }: Ready,
  { base, ahead, files }: Incoming,
): Promise<Clashes> {
  if (ahead === 0) return noClashes;
  const isInTracker = ({ path }: ChangedFile) => posix.dirname(path) === (folder || ".");
  const theirs = files.filter(isInTracker);
  const ours = (await context.git.changedFiles(repository, { from: base, to: "HEAD", folder })).filter(isInTracker);
  const added = ours.filter(({ before, path }) => before === null && numberIn(path) !== null);
  if (added.length === 0) return noClashes;
  // An item of one number that goes here, or there, has been given a new name: that is no other item.
  const gone = new Set([...ours, ...theirs].filter(({ after }) => after === null).map(({ path }) => numberIn(path)));
  const given = new Set(theirs.filter(({ before }) => before === null).map(({ path }) => numberIn(path)));
  const [ourNames, theirNew] = [
    new Set(ours.map(({ path }) => path)),
    new Map(theirs.map((file) => [file.path, file])),
  ];
  const known = (await context.git.tracked(repository, folder)).map((name) => posix.join(folder, name));
  const older = known.filter(
    (path) => !ourNames.has(path) && added.some((file) => numberIn(file.path) === numberIn(path)),
  );
  const texts = await context.git.blobs(
    repository,
    older.map((path) => `${base}:${path}`),
  );
  for (const [index, path] of older.entries()) if (texts[index] !== null) given.add(numberIn(path));
  const newcomers: Newcomer[] = [];
  let isInOneFile = false;
  for (const { path, after } of added) {
    const number = numberIn(path);
    if (!given.has(number) || gone.has(number)) continue;
    const other = theirNew.get(path);
    if (other !== undefined) {
      if (other.after === after || (await beganAsOne(context, repository, { folder, base, tracking, path }))) continue;
      isInOneFile = true;
    }
    newcomers.push({ name: posix.basename(path), since: tracking });
  }
  return { newcomers, isInOneFile };
}

function numberIn(path: string): number | null {
  return numberInName(posix.basename(path));
}

/** Whether a file came to both as the same text: a commit that was picked from one to the other is one item. */
async function beganAsOne(
  context: Context,
  repository: Repository,
  { folder, base, tracking, path }: Readonly<Record<"folder" | "base" | "tracking" | "path", string>>,
): Promise<boolean> {
  const births = async (revision: string): Promise<readonly (string | null)[]> =>
    (await context.git.history(repository, folder, base, revision))
      .flatMap(({ changes }) => changes.flat())
      .filter((change) => change.path === path && change.before === null)
      .map(({ after }) => after);
  const [ours, theirs] = await Promise.all([births("HEAD"), births(tracking)]);
  return ours.some((text) => theirs.includes(text));
}

/** Throws a UserError where git would not join the two as they lie here, before anything is done. */
export async function refuseInTheWay(
  context: Context,
  repository: Repository,
  branch: Ready,
  { ahead, behind, files: incoming }: Incoming,
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
  const there = incoming.filter(
    ({ before, path }) => before === null && context.files.exists(join(repository.top, path)),
  );
  const inHead = await context.git.blobs(
    repository,
    there.map(({ path }) => `HEAD:${path}`),
  );
  const untracked = there.map(({ path }) => path).filter((_, index) => inHead[index] === null);
  const edited = incoming.map(({ path }) => path).filter((path) => paths.includes(path));
  const files = [...new Set([...edited, ...untracked])];
  if (files.length > 0) throw inTheWay(files, branch);
}
