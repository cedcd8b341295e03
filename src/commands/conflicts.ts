/** The files that a stopped merge, rebase or the like has left in conflict, said in words of the tracker. */
import { posix } from "node:path";
import { clashesIn, type FieldClash } from "../core/field-clashes.ts";
import { readItem } from "../core/item-file.ts";
import { readTracker } from "../core/tracker-file.ts";
import type { Context, Repository } from "../ports.ts";

export interface FileConflict {
  /** From the repository's top. */
  readonly path: string;
  /** Null for a file that is no item's. */
  readonly id: number | null;
  readonly title: string | null;
  readonly clashes: readonly FieldClash[];
}

/** Reads git's stages. In a rebase those of the upstream are git's "ours": here it is always whose clone this is. */
export async function findConflicts(
  context: Context,
  repository: Repository,
  files: readonly string[],
  {
    by,
    folder,
    trackerText,
  }: { readonly by: "merge" | "rebase"; readonly folder: string; readonly trackerText: string },
): Promise<readonly FileConflict[]> {
  // tracker.md may be in conflict itself.
  const { tracker } = readTracker(trackerText);
  const [mine, others] = by === "merge" ? [2, 3] : [3, 2];
  const names = files.flatMap((path) => [1, mine, others].map((stage) => `:${stage}:${path}`));
  const texts = (await context.git.texts(repository, names)).map((each) => ("text" in each ? each.text : null));
  return files.map((path, index) => {
    const [base = null, ours = null, theirs = null] = texts.slice(3 * index, 3 * index + 3);
    const isItem = posix.dirname(path) === (folder || ".") && posix.basename(path) !== "tracker.md";
    const item = isItem && tracker ? readItem(ours ?? theirs ?? "", path, tracker).item : null;
    if (item === null) return { path, id: null, title: null, clashes: [] };
    return { path, id: item.id, title: item.title, clashes: clashesIn({ base, ours, theirs }) };
  });
}

/** `#17 Support model: due 2026-04-01 here, 2026-04-08 there; comments`, or the file's name. */
export function conflictLines(conflicts: readonly FileConflict[]): readonly string[] {
  return conflicts.map(({ path, id, title, clashes }) => {
    const said = clashes.map(({ field, ours, theirs }) =>
      ours === null && theirs === null ? field : `${field} ${ours ?? "removed"} here, ${theirs ?? "removed"} there`,
    );
    return id === null ? path : `#${id} ${title}: ${said.join("; ") || path}`;
  });
}
