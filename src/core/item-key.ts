/**
 * The key that a team says for an item (`R-001`, `AI-S3-01`, `2.1`): its first ref, where that has the form of one. It
 * stands wherever a number does.
 */
import type { Item } from "./item.ts";
import { once } from "./once.ts";
import type { Tracker } from "./tracker.ts";

/** Longer ones are addresses or made by a machine; nobody says them. */
const longest = 24;
const words = once(() => /^[\p{L}\p{N}]+(?:[._/-][\p{L}\p{N}]+)*\.?$/u);
const plainNumber = /^\d{1,9}$/;

/** As every number has one, and every key: most words of a text are neither. */
export function hasDigit(text: string): boolean {
  return /\d/.test(text) || /\p{N}/u.test(text);
}

/** True of what a team may call an item by: letters and digits, joined by `.`, `_`, `-` or `/`; never a plain number. */
export function isItemKey(text: string): boolean {
  return text.length <= longest && words().test(text) && hasDigit(text) && !plainNumber.test(text);
}

export function itemKeyOf({ refs }: Pick<Item, "refs">): string | null {
  const [first = ""] = refs;
  return isItemKey(first) ? first : null;
}

/** Two keys are one where these are: case does not count, nor a `#` in front. */
export function keyForm(text: string): string {
  return text.replace(/^#|\.$/g, "").toUpperCase();
}

/** The letters of a ref that has the form of a ticket, PREFIX-123; null of any other. */
export function ticketPrefix(ref: string): string | null {
  return /^([A-Z][A-Z0-9]*)-\d+$/.exec(ref)?.[1] ?? null;
}

/** The key that is an item's alone: a ticket with an address is what several items may be about. */
export function nameKeyOf(item: Pick<Item, "refs">, { refs }: Pick<Tracker, "refs">): string | null {
  const key = itemKeyOf(item);
  return key === null || Object.hasOwn(refs, ticketPrefix(key) ?? "") ? null : key;
}

/** How gtm speaks of an item: `#17`, or `#17 R-001`. */
export function nameOf(item: Pick<Item, "id" | "refs">, tracker: Pick<Tracker, "refs">): string {
  const key = nameKeyOf(item, tracker);
  return key === null ? `#${item.id}` : `#${item.id} ${key}`;
}

/** By item number, the key of each item that no other shares. */
export function ownKeys(items: readonly Pick<Item, "id" | "refs">[]): ReadonlyMap<number, string> {
  const owners = new Map<string, number>();
  for (const item of items) {
    const key = itemKeyOf(item);
    if (key !== null) owners.set(keyForm(key), owners.has(keyForm(key)) ? 0 : item.id);
  }
  return new Map(
    items.flatMap((item) => {
      const key = itemKeyOf(item);
      return key !== null && owners.get(keyForm(key)) === item.id ? [[item.id, key] as const] : [];
    }),
  );
}

/** A number or a key with all that is joined to it: `R-001-b` is not R-001. */
const name = once(() => /(?<![\p{L}\p{N}#&@\\]|[\p{L}\p{N}#&@\\/][._-]{1,3})#?[\p{L}\p{N}]+(?:[._-]+[\p{L}\p{N}]+)*/gu);

/** What may be numbers and keys in a text, found in one pass however many items there are. */
export function namesIn(text: string): Iterable<RegExpExecArray> {
  return text.matchAll(name());
}

/** Of those, the ones that begin with a `#`. What may not stand ahead is asked for behind the sign: there are few. */
const signedName = once(
  () => /#(?<!(?:[\p{L}\p{N}#&@\\]|[\p{L}\p{N}#&@\\/][._-]{1,3})#)[\p{L}\p{N}]+(?:[._-]+[\p{L}\p{N}]+)*/gu,
);

/** The numbers and keys in a text that are written as `#17`, or `#R-001`. */
export function signedNamesIn(text: string): Iterable<RegExpExecArray> {
  return text.matchAll(signedName());
}
