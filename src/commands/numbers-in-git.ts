/**
 * The numbers that git has in a tracker, on any branch that this clone knows of: so two branches get two numbers, and a
 * sparse checkout, or a deletion not yet committed, hides no file that is there.
 */
import { highestNumber, numberInName } from "../core/file-name.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import { folderInGit, type TrackerPlace, type Workspace } from "./workspace.ts";

export async function numbersInGit(
  context: Context,
  repository: Repository,
  place: TrackerPlace,
): Promise<readonly number[]> {
  const names = await context.git.tracked(repository, folderInGit(context, repository, place));
  return names.flatMap((name) => numberInName(name) ?? []);
}

/** One above the highest, so that a number is never given twice, not even a deleted one's in the middle. */
export function nextNumber({ files }: Pick<Workspace, "files">, inGit: readonly number[]): number {
  const here = files.map((file) => [Math.max(file.item?.id ?? 0, numberInName(file.name) ?? 0), file.path] as const);
  const numbers = [...here, ...inGit.map((number) => [number, `number ${number} in git`] as const)];
  const [highest, where] = numbers.reduce((a, b) => (b[0] > a[0] ? b : a), [0, ""]);
  if (highest < highestNumber) return highest + 1;
  throw new UserError(`${where} already has the highest number possible, so a new item cannot get one`, {
    hint: "give that item a smaller number, in its file name and its id",
  });
}
