/** What a tracker's words stand for, made once a word: a page asks for the same few thousands of times. */
import type { Tracker } from "./tracker.ts";

/** `make`, which must be pure, with what it gave kept as long as the tracker. */
export function onceAWord<Value>(
  make: (word: string, tracker: Tracker) => Value,
): (word: string, tracker: Tracker) => Value {
  const made = new WeakMap<Tracker, Map<string, Value>>();
  return (word, tracker) => {
    let own = made.get(tracker);
    if (own === undefined) {
      own = new Map();
      made.set(tracker, own);
    }
    const known = own.get(word);
    if (known !== undefined) return known;
    const value = make(word, tracker);
    own.set(word, value);
    return value;
  };
}
