/** The rules of one item, put to it: `check` asks all of them, a change those that would refuse it. */
import { locateKey } from "./front-matter.ts";
import type { Item } from "./item.ts";
import { type ItemText, itemIn, type TextReading } from "./item-file.ts";
import { placesIn } from "./lines.ts";
import type { TextProblem } from "./problem.ts";
import { type ItemContext, type ItemRule, itemRules } from "./rules/item-rules.ts";
import { isOff, problemOf, type SourcePlace } from "./rules/rule.ts";
import type { Tracker } from "./tracker.ts";

/** What is wrong with one item in itself, with its places in its text. */
export function checkItem(
  item: Item,
  source: ItemText,
  context: ItemContext,
  rules = rulesIn(context.tracker),
): TextProblem[] {
  const { text } = source;
  const read = { ...source, placeOf: placesIn(text) };
  return rules.flatMap((rule) =>
    rule.find(item, context, read).map(({ at, message }) => problemOf(rule, placeIn(text, at), message)),
  );
}

const known = new WeakMap<Tracker, readonly ItemRule[]>();

/** The rules that a tracker has not switched off: thousands of items are put to them. */
function rulesIn(tracker: Tracker): readonly ItemRule[] {
  const rules = known.get(tracker) ?? itemRules.filter((rule) => !isOff(rule, tracker));
  known.set(tracker, rules);
  return rules;
}

/** What no change may bring into an item's file: the errors of reading it, and of the rules. */
export function errorsIn(reading: TextReading, path: string, context: ItemContext): readonly TextProblem[] {
  const { item, problems } = itemIn(reading, path, context.tracker);
  const errors = problems.filter(({ severity }) => severity === "error");
  return item && reading.ok ? [...errors, ...checkItem(item, reading, context, grave)] : errors;
}

const grave = itemRules.filter(({ severity }) => severity === "error");

function placeIn(text: string, at: string | SourcePlace): SourcePlace {
  return typeof at === "string" ? locateKey(text, at) : at;
}
