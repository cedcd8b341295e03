/** Which comment of one version is which of another's: compared whole, as people see them. */
import { sameData } from "../change.ts";
import type { Comment } from "../item.ts";
import type { Version, Versions } from "./chunks.ts";
import { byText, numbered, placesOf } from "./merge-values.ts";
import { numberedByLink } from "./weave.ts";

type Comments = readonly Comment[];
type Names = readonly string[];

/** Comments by their names: day, author and words, and how many equal ones stand before. */
type Named = ReadonlyMap<string, Comment>;

export interface MatchedComments {
  readonly names: Versions<Names>;
  /** The same, but an edited comment has the ancestor's name: so one comment has one id in all versions. */
  readonly ids: Versions<Names>;
  /** Those of the ancestor that a side has written once more: who removed the old one did not mean the new one. */
  readonly repeated: ReadonlySet<string>;
}

/**
 * Equal ones are one, and what stands twice is two. What is left of the ancestor is paired with what is new on a side, as an
 * edit: of the same day and author first (the likeliest text), then of the same text. What is new on both sides is an edit only
 * of what is gone from both: else it would be chance, of three sides, which two make an edit of what a third has written.
 */
export function matchComments(versions: Versions<Comments>): MatchedComments {
  const { base, ours, theirs } = versions;
  const inOrder = { base: namesOf(base), ours: namesOf(ours), theirs: namesOf(theirs) };
  const matched = match(versions, inOrder);
  const places = placesOf(inOrder).base;
  const byLink = (side: "ours" | "theirs"): Names => {
    const standing = matched.ids[side].map((id, index) =>
      base[places.get(id) ?? -1]?.date === versions[side][index]?.date ? id : (inOrder[side][index] ?? id),
    );
    const numbered = numberedByLink(standing, inOrder.base, bare, byText);
    return inOrder[side].map((name, index) => (places.has(standing[index] ?? "") ? name : (numbered[index] ?? name)));
  };
  const names = { base: inOrder.base, ours: byLink("ours"), theirs: byLink("theirs") };
  return sameData(names, inOrder) ? matched : match(versions, names);
}

function match(versions: Versions<Comments>, names: Versions<Names>): MatchedComments {
  const of = (side: Version): Named =>
    new Map(versions[side].map((comment, index) => [names[side][index] ?? "", comment]));
  const [old, our, their] = [of("base"), of("ours"), of("theirs")];
  const [ourNew, theirNew] = [without(our, old), without(their, old)];
  const again = new Set([...ourNew.values(), ...theirNew.values()].map(commentName));
  const repeated = [...old].flatMap(([name, comment]) => (again.has(commentName(comment)) ? name : []));
  const shared = [...ourNew].filter(([name]) => theirNew.has(name)).sort(([a], [b]) => byText(a, b));
  const edits = pairs(without(old, new Map([...our, ...their])), new Map(shared));
  const ids = (side: Named, fresh: Named): Names => {
    const known = new Set([...side.keys(), ...repeated, ...edits.values()]);
    const gone = new Map([...old].filter(([name]) => !known.has(name)));
    const own = pairs(gone, without(fresh, new Map(shared)));
    return [...side.keys()].map((name) => own.get(name) ?? edits.get(name) ?? name);
  };
  return {
    names,
    ids: { base: names.base, ours: ids(our, ourNew), theirs: ids(their, theirNew) },
    repeated: new Set(repeated),
  };
}

/** Day, author and words in one: what two comments that are equal have in common. */
export function commentName({ date, author, text }: Comment): string {
  return JSON.stringify([date ?? "", author ?? "", text]);
}

function namesOf(comments: Comments): Names {
  return numbered(comments.map(commentName));
}

function bare(name: string): string {
  return name.slice(0, name.lastIndexOf("#"));
}

function without(comments: Named, others: Named): Named {
  return new Map([...comments].filter(([name]) => !others.has(name)));
}

/** The names of new comments, each with that of the ancestor's which it is an edit of. */
function pairs(gone: Named, fresh: Named): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const left = { gone: new Map(gone), fresh: new Map(fresh) };
  for (const likeness of [likenessOfWords, likenessOfText])
    for (const [before, after] of likeliestPairs(left.gone, left.fresh, likeness)) {
      found.set(after, before);
      left.gone.delete(before);
      left.fresh.delete(after);
    }
  return found;
}

type Likeness = (before: Comment, after: Comment) => number | null;

/** Beyond it all are taken for removed and for new, so that no file takes a merge its time. */
const pairLimit = 10_000;

/** Each of the ancestor's with at most one new one, the likeliest first. */
function likeliestPairs(gone: Named, fresh: Named, likeness: Likeness): readonly (readonly [string, string])[] {
  if (gone.size * fresh.size > pairLimit) return [];
  const scored = [...gone].flatMap(([before, old]) =>
    [...fresh].flatMap(([after, comment]) => {
      const score = likeness(old, comment);
      return score === null ? [] : [{ before, after, score }];
    }),
  );
  const taken = new Set<string>();
  return scored
    .sort((a, b) => b.score - a.score)
    .flatMap(({ before, after }) => {
      if (taken.has(before) || taken.has(after)) return [];
      taken.add(before).add(after);
      return [[before, after] as const];
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
