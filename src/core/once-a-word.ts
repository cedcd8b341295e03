/** What a tracker's words stand for, or days on a page, made once a word: a page asks for the same few thousands of times. */
import type { Tracker } from "./tracker.ts";

/** `make`, which must be pure, with what it gave kept as long as what the words are of. */
export function onceAWord<Value, Whole extends object = Tracker>(
  make: (word: string, whole: Whole) => Value,
): (word: string, whole: Whole) => Value {
  const made = new WeakMap<Whole, Map<string, Value>>();
  return (word, whole) => {
    let own = made.get(whole);
    if (own === undefined) {
      own = new Map();
      made.set(whole, own);
    }
    const known = own.get(word);
    if (known !== undefined) return known;
    const value = make(word, whole);
    own.set(word, value);
    return value;
  };
}
