/** Which problems a change brings along: those that were there before it are no fault of its own. */
import { groupBy } from "./group-by.ts";
import type { ItemFile } from "./item-file.ts";
import { type Problem, sourceLineOf } from "./problem.ts";

/** What was found in one state of the files. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly files: readonly ItemFile[];
  readonly textOf: (file: string) => string | undefined;
}

/**
 * The problems without those that were there before: of the same rule, in the same item, at the same words; or at the same
 * key, in the same words of the rule. The line's number and the rule's words alone tell nothing: both may change when
 * something else does.
 * @param renumbered items' numbers now, by those that they had
 */
export function newProblems(
  after: Findings,
  before: Findings,
  renumbered: ReadonlyMap<number, number>,
): readonly Problem[] {
  const renamed = newNames(after, before, renumbered);
  const left = groupBy(before.problems, ({ code, file }) => placeKey(code, renamed.get(file) ?? file));
  const take = (problem: Problem, isSame: (old: Problem) => boolean): boolean => {
    const known = left.get(placeKey(problem.code, problem.file)) ?? [];
    const at = known.findIndex(isSame);
    if (at !== -1) known.splice(at, 1);
    return at !== -1;
  };
  const [lineNow, lineThen] = [sourceLineOf(after.textOf), sourceLineOf(before.textOf)];
  const moved = after.problems.filter((problem) => !take(problem, (old) => lineThen(old) === lineNow(problem)));
  return moved.filter((problem) => {
    const key = keyOf(lineNow(problem));
    return key === null || !take(problem, (old) => old.message === problem.message && keyOf(lineThen(old)) === key);
  });
}

function placeKey(code: string, file: string): string {
  return `${code}/${file}`;
}

/** Files that are gone, by their paths, to those that have their items now. */
function newNames(
  after: Findings,
  before: Findings,
  renumbered: ReadonlyMap<number, number>,
): ReadonlyMap<string, string> {
  const [then, now] = [before, after].map(({ files }) => new Set(files.map(({ path }) => path)));
  const added = new Map(after.files.flatMap(({ path, item }) => (item && !then?.has(path) ? [[item.id, path]] : [])));
  return new Map(
    before.files.flatMap(({ path, item }) => {
      const name = item && !now?.has(path) ? added.get(renumbered.get(item.id) ?? item.id) : undefined;
      return name === undefined ? [] : [[path, name]];
    }),
  );
}

/** The key of front matter on a line. */
function keyOf(line: string): string | null {
  return /^[\w-]+(?=:)/.exec(line)?.[0] ?? null;
}
