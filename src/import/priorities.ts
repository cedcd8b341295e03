/** Priorities: one key for one level however the cells spell it, and the page's legend. */
import words from "../words/statuses.json" with { type: "json" };
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { wordsIn } from "./word-lists.ts";

export interface Priority {
  readonly label: string;
  /** Weeks within which such an item is due (the upper bound), or null. */
  readonly weeks: number | null;
}

/** The digit of `1`, `P1`, `Prio 1`, `1 - High` and `(1) High`; null without. */
function digitOf(text: string): string | null {
  return /^(?:p(?:rio(?:rity)?)?)?[\s#(-]*([0-9])(?:\s*[-–:()].*)?$/i.exec(text)?.[1] ?? null;
}

/** What spellings of one level have in common. */
export function levelKey(text: string): string {
  return digitOf(text) ?? text.toLowerCase();
}

/** A cell's priority: the known one of its level, else its own words; null where it has none. */
export function readPriority(text: string, known: readonly string[]): string | null {
  const plain = text.trim();
  if (plain === "" || plain.length > 30 || isNoValue(plain)) return null;
  return known.find((key) => levelKey(key) === levelKey(plain)) ?? plain;
}

const legendLine =
  /^(?:\*\*|__)?(p[0-9]|prio(?:rity)? ?[0-9]|critical|highest|high|medium|normal|low|lowest|urgent|must|should|could)(?:\*\*|__)?\s*([:=–—-]+|\s)(?:\*\*|__)?\s*(\S.{0,300})$/i;

/** The entry of a legend: `P1: Due within the next 2 weeks`, its colon optional after a code, never after a word. */
export function readLegendLine(line: string): { readonly key: string; readonly priority: Priority } | null {
  const [, name = "", sign = "", label = ""] = legendLine.exec(line.trim().slice(0, 400)) ?? [];
  const [code] = /\d/.exec(name) ?? [];
  if (name === "" || (code === undefined && sign.trim() === "")) return null;
  const key = code === undefined ? name[0]?.toUpperCase() + name.slice(1).toLowerCase() : `P${code}`;
  return { key, priority: { label: plainText(label), weeks: weeksIn(label) } };
}

function weeksIn(label: string): number | null {
  const [, least, most = least, unit = ""] =
    /(\d{1,3})\s*(?:(?:-|–|to|or)\s*(\d{1,3})\s*)?\+?\s*(weeks?|wks?|days?)\b/i.exec(label) ?? [];
  if (most === undefined) return null;
  return /^d/i.test(unit) ? Math.max(1, Math.ceil(Number(most) / 7)) : Number(most);
}

/** The level of each word: 0 is the most urgent. */
const levels: ReadonlyMap<string, number> = new Map(
  Object.values(words.levels).flatMap((byLevel) =>
    byLevel.flatMap((same, level) => same.map((word) => [word.toLowerCase(), level] as const)),
  ),
);

/** Where a priority stands among others: 0 is the most urgent; words of the page's own come last, in the page's order. */
export function levelOf(key: string): number {
  const digit = digitOf(key);
  if (digit !== null) return Number(digit);
  return levels.get(wordsIn(key).join(" ")) ?? 99;
}
