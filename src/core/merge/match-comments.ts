/** Which comment of one version is which of another's: compared whole, as people see them. */
import type { Comment } from "../item.ts";
import type { Versions } from "./chunks.ts";
import { numbered } from "./merge-values.ts";

type Comments = readonly Comment[];

/**
 * An id for each comment, the same in all versions for what is one comment. Equal ones are one, and what stands twice is two.
 * What is left of the ancestor is paired with what is new on a side, as an edit: of the same day and author first (the
 * likeliest text), then of the same text.
 */
export function matchComments({ base, ours, theirs }: Versions<Comments>): Versions<readonly string[]> {
  const names = numbered(base.map(commentName));
  return { base: names, ours: matchSide(base, names, ours), theirs: matchSide(base, names, theirs) };
}

/** Day, author and words in one: what two comments that are equal have in common. */
export function commentName({ date, author, text }: Comment): string {
  return JSON.stringify([date ?? "", author ?? "", text]);
}

function matchSide(base: Comments, baseIds: readonly string[], side: Comments): readonly string[] {
  const ids = [...numbered(side.map(commentName))];
  const isKept = new Set(ids);
  const isOld = new Set(baseIds);
  const gone = new Set([...base.keys()].filter((index) => !isKept.has(baseIds[index] ?? "")));
  const fresh = new Set([...ids.keys()].filter((index) => !isOld.has(ids[index] ?? "")));
  for (const likeness of [likenessOfWords, likenessOfText]) {
    for (const [index, at] of likeliestPairs(base, gone, side, fresh, likeness)) {
      ids[at] = baseIds[index] ?? "";
      gone.delete(index);
      fresh.delete(at);
    }
  }
  return ids;
}

type Likeness = (before: Comment, after: Comment) => number | null;

/** Beyond it all are taken for removed and for new, so that no file takes a merge its time. */
const pairLimit = 10_000;

/** Each of the ancestor's with at most one of the side's, the likeliest first. */
function likeliestPairs(
  base: Comments,
  gone: ReadonlySet<number>,
  side: Comments,
  fresh: ReadonlySet<number>,
  likeness: Likeness,
): readonly (readonly [number, number])[] {
  if (gone.size * fresh.size > pairLimit) return [];
  const pairs = [...gone].flatMap((index) =>
    [...fresh].flatMap((at) => {
      const [before, after] = [base[index], side[at]];
      const score = before && after ? likeness(before, after) : null;
      return score === null ? [] : [{ index, at, score }];
    }),
  );
  const [taken, given] = [new Set<number>(), new Set<number>()];
  return pairs
    .sort((a, b) => b.score - a.score)
    .flatMap(({ index, at }) => {
      if (taken.has(index) || given.has(at)) return [];
      taken.add(index);
      given.add(at);
      return [[index, at] as const];
    });
}

/** Of one day and author, where their texts share half of the longer at both ends: what shares less is another comment. */
function likenessOfWords(before: Comment, after: Comment): number | null {
  if (before.date !== after.date || before.author !== after.author) return null;
  const [a, b] = [before.text, after.text];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const shared = (head + tail) / Math.max(1, a.length, b.length);
  return shared >= 0.5 ? shared : null;
}

/** Of one text: somebody put its date or its author right. */
function likenessOfText(before: Comment, after: Comment): number | null {
  return before.text === after.text
    ? Number(before.date === after.date) + Number(before.author === after.author)
    : null;
}
