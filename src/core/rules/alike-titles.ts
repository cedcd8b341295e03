/**
 * Pairs of titles that are nearly one: the share of three-letter pieces that they have in common. Only pairs with a rare
 * piece in common are compared, which finds all of them (Bayardo, Ma and Srikant, "Scaling up all pairs similarity
 * search", 2007) in a time that grows with the titles and not with their square.
 */
import { groupBy } from "../group-by.ts";

/** A piece that so many titles share is the tracker's way of speaking. */
const common = 200;

/** Indices of each later title with the first before it that is so like it; `least` is a share between 0 and 1. */
export function alikeTitles(titles: readonly string[], least: number): readonly (readonly [number, number])[] {
  // `Sprint 12 review` and `Sprint 13 review` are two things.
  const groups = groupBy([...titles.keys()], (index) => numbersIn(titles[index] ?? ""));
  return [...groups.values()].flatMap((indices) => alikeIn(indices, titles, least)).sort(([, a], [, b]) => a - b);
}

/** In the scripts of Europe, digits are all the numbers that most titles have, and looked for in a fifth of the time. */
function numbersIn(title: string): string {
  const numbers = /^[\x00-\x7F]*$/.test(title) ? /\d+/g : /\p{N}+/gu;
  return (title.match(numbers) ?? []).join(" ");
}

function alikeIn(indices: readonly number[], titles: readonly string[], least: number): readonly [number, number][] {
  if (indices.length < 2) return [];
  const pieces = indices.map((index) => piecesOf(titles[index] ?? ""));
  const counts = new Map<string, number>();
  for (const piece of pieces.flatMap((own) => [...own])) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const holders = new Map<string, number[]>();
  return pieces.flatMap((own, at): [number, number][] => {
    const rare = [...own].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
    const candidates = new Set<number>();
    for (const piece of rare.slice(0, own.size - Math.ceil(least * own.size) + 1)) {
      const known = holders.get(piece);
      if (known === undefined) holders.set(piece, [at]);
      else if (known.length < common) {
        for (const other of known) candidates.add(other);
        known.push(at);
      }
    }
    const first = [...candidates].sort((a, b) => a - b).find((other) => share(own, pieces[other]) >= least);
    const pair = first === undefined ? [] : [indices[first], indices[at]];
    return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]]];
  });
}

/** Three letters in a row, case and signs aside, so that an ending or a slip of the finger changes few of them. */
function piecesOf(title: string): ReadonlySet<string> {
  const words = ` ${title
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim()} `;
  return new Set(Array.from({ length: Math.max(0, words.length - 2) }, (_, index) => words.slice(index, index + 3)));
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): number {
  if (b === undefined || a.size === 0) return 0;
  const both = [...a].filter((piece) => b.has(piece)).length;
  return both / (a.size + b.size - both);
}
