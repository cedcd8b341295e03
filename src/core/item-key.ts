/**
 * The key that a team says for an item (`R-001`, `AI-S3-01`, `2.1`): its first ref, where that has the form of one. It
 * stands wherever a number does.
 */
import type { Item } from "./item.ts";

/** Longer ones are addresses or made by a machine; nobody says them. */
const longest = 24;
const words = /^[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*$/u;
const plainNumber = /^\d{1,9}$/;

/** True of what a team may call an item by: letters and digits, joined by `.`, `_` or `-`; never a plain number. */
export function isKey(text: string): boolean {
  return text.length <= longest && words.test(text) && /\p{N}/u.test(text) && !plainNumber.test(text);
}

export function keyOf({ refs }: Pick<Item, "refs">): string | null {
  const [first = ""] = refs;
  return isKey(first) ? first : null;
}

/** Two keys are one where these are: case does not count, nor a `#` in front. */
export function keyForm(text: string): string {
  return text.replace(/^#/, "").toUpperCase();
}

/** How gtm speaks of an item: `#17`, or `#17 R-001`. */
export function nameOf(item: Pick<Item, "id" | "refs">): string {
  const key = keyOf(item);
  return key === null ? `#${item.id}` : `#${item.id} ${key}`;
}

/** By item number, the key of each item that no other shares. */
export function ownKeys(items: readonly Pick<Item, "id" | "refs">[]): ReadonlyMap<number, string> {
  const owners = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) owners.set(keyForm(key), owners.has(keyForm(key)) ? 0 : item.id);
  }
  return new Map(
    items.flatMap((item) => {
      const key = keyOf(item);
      return key !== null && owners.get(keyForm(key)) === item.id ? [[item.id, key] as const] : [];
    }),
  );
}
