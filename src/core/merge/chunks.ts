/** What a merge is made of: text that is settled, and places where both sides say something else. */

/** One thing as the common ancestor, the branch at hand and the other branch have it. */
export interface Versions<Value> {
  readonly base: Value;
  readonly ours: Value;
  readonly theirs: Value;
}

export type Version = keyof Versions<unknown>;

/** Whole lines, or a part of one: what each version has at a place where the merge cannot choose. */
export interface Clash extends Versions<string> {
  /** True of text without a finer meaning: lines that both sides begin or end with are settled. */
  readonly isText?: boolean;
}

export type Merged = readonly (string | Clash)[];

/** The merge as it reads where every clash is settled for one version. */
export function sideOf(merged: Merged, side: Version): string {
  return merged.map((chunk) => (typeof chunk === "string" ? chunk : chunk[side])).join("");
}

export function hasClash(merged: Merged): boolean {
  return merged.some((chunk) => typeof chunk !== "string");
}

/** As one clash of the whole, where any part of it clashes: markers stand on lines, and cannot stand within one. */
export function asOne(merged: Merged): Merged {
  const [base, ours, theirs] = [sideOf(merged, "base"), sideOf(merged, "ours"), sideOf(merged, "theirs")];
  return hasClash(merged) ? [{ base, ours, theirs }] : [ours];
}

/**
 * The one that changed against the ancestor. Where both did, the smaller: it is the same whichever side is called ours. For
 * what has no meaning of its own, such as blanks, quotes and the order of keys.
 */
export function settle(base: string | undefined, ours: string, theirs: string): string;
export function settle(
  base: string | undefined,
  ours: string | undefined,
  theirs: string | undefined,
): string | undefined;
export function settle(
  base: string | undefined,
  ours: string | undefined,
  theirs: string | undefined,
): string | undefined {
  if (ours === undefined || theirs === undefined) return ours ?? theirs;
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  return ours < theirs ? ours : theirs;
}
