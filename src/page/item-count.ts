/** How many items are shown, in words. */
import { countOf } from "../core/count-of.ts";

export interface ItemCount {
  /** In the plural: `open items`. */
  readonly noun: string;
  readonly shown: number;
  readonly total: number;
}

/** `33 open items`, `1 open item`, or `5 of 33 open items` where a filter hides some. */
export function countInWords({ noun, shown, total }: ItemCount): string {
  return shown === total ? countOf(total, noun) : `${shown} of ${total} ${noun}`;
}

/** The sum for each noun, in the order of their first: `5 of 33 open items, 2 closed items`. Of a table without items, nothing. */
export function sumInWords(counts: readonly ItemCount[]): string {
  const sums = new Map<string, ItemCount>();
  for (const { noun, shown, total } of counts) {
    const before = sums.get(noun);
    if (total > 0) sums.set(noun, { noun, shown: shown + (before?.shown ?? 0), total: total + (before?.total ?? 0) });
  }
  return [...sums.values()].map(countInWords).join(", ");
}
