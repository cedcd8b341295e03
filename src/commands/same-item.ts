/** Whether a file that two sides have each added is one item: a commit that was picked, or two people's items of one name. */
import type { Context, Repository } from "../ports.ts";

/** Set to 1 it tells the merge driver that whoever starts git has told the two apart, and that what is left is one item. */
export const toldApart = "GTM_TOLD_APART";

/** The texts as which files came to a side, by path. */
export type Births = ReadonlyMap<string, readonly string[]>;

/** What each of some revisions has added in a folder (from the top) since another one. */
export function birthsOf(
  context: Context,
  repository: Repository,
  folder: string,
  since: string,
  revisions: readonly string[],
): Promise<readonly Births[]> {
  return Promise.all(revisions.map((revision) => context.git.additions(repository, folder, { since, revision })));
}

/** A file that came to both as the same text is one item. */
export function isSameItem(path: string, ours: Births | undefined, theirs: Births | undefined): boolean {
  const texts = theirs?.get(path) ?? [];
  return (ours?.get(path) ?? []).some((text) => texts.includes(text));
}
