import { distance } from "fastest-levenshtein";

/** The candidate most like a word, for "did you mean"; null where none is near. Case does not count. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.slice(0, 100).toLowerCase();
  let best: { candidate: string; score: number } | null = null;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const score = lower.startsWith(wanted) && wanted.length > 1 ? 0.5 : distance(wanted, lower);
    if (
      score <= Math.max(1, Math.min(wanted.length, lower.length) / 2) &&
      score < (best?.score ?? Number.POSITIVE_INFINITY)
    ) {
      best = { candidate, score };
    }
  }
  return best?.candidate ?? null;
}
