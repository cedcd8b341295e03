/** The numbers that git has in a tracker: a sparse checkout, or a deletion not yet committed, hides files that are there. */
import { numberInName } from "../core/file-name.ts";
import type { Context, Repository } from "../ports.ts";
import { folderInGit, type TrackerPlace } from "./workspace.ts";

export async function numbersInGit(
  context: Context,
  repository: Repository,
  place: TrackerPlace,
): Promise<readonly number[]> {
  const names = await context.git.tracked(repository, folderInGit(context, repository, place));
  return names.flatMap((name) => numberInName(name) ?? []);
}
