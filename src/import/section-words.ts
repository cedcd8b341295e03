/** What a heading says of what stands below it, in the words of `words/sections.json`. */
import words from "../words/sections.json" with { type: "json" };
import { anyOf, wordsOf } from "./word-lists.ts";

type Meaning = Exclude<keyof typeof words, "about">;

function patternOf(meanings: readonly Meaning[]): string {
  const phrases = meanings.flatMap((meaning) => wordsOf(words[meaning]));
  return `(?<![\\p{L}\\p{N}])(?:${anyOf(phrases).replace(/-|\\s\+/g, "[\\s-]+")})(?![\\p{L}\\p{N}])`;
}

/** A test for headings that have one of the words, between what patterns say of the rest. */
function naming(meaning: Meaning, before = "", behind = ""): (heading: string) => boolean {
  const pattern = new RegExp(`${before}${patternOf([meaning])}${behind}`, "iu");
  return (heading) => pattern.test(heading.slice(0, 300));
}

const [saysClosed, saysOpen, saysOther] = [naming("closed"), naming("open"), naming("other")];
const generic = new RegExp(patternOf(["plain", "items", "open", "closed"]), "giu");
const state = new RegExp(patternOf(["open", "closed"]), "giu");
const gate = new RegExp(patternOf(["gates"]), "iu");

export const namesMilestones = naming("milestones");
export const namesItems = naming("items");
/** True of a column's heading that tables of items don't have. */
export const namesOther = naming("columns", "^", "$");
/** True of a column's heading over what was decided. */
export const namesDecision = naming("decisions", "^", "$");
/** True of words that go on to what the heading above does not name. */
export const saysMore = naming("more", "^");
/** True of a title that begins with a word for a sum: `Subtotal print`. */
export const beginsTotal = naming("totals", "^(?=.{0,60}$)");
/** True of a title that sums up other rows. */
export const isTotal = naming("totals", "^(?=.{0,60}$)", "(?:\\s*[:(=\\d].*|[^:=]{1,30}[:=]\\s*[\\d.,%]+)?$");

export function isClosedHeading(heading: string): boolean {
  // `Code complete`, `Migration done by May`: what is to be reached, unlike `Items done`.
  const [before = ""] = heading.split(gate, 1);
  const isGate = before.length < heading.length && !isGenericHeading(before);
  return saysClosed(heading) && !saysOpen(heading) && heading.split(/\s+/).length <= 6 && !isGate;
}

/** True of a heading over links, attendees and the like. */
export function isOtherHeading(heading: string): boolean {
  return saysOther(heading) && !namesItems(heading) && heading.split(/\s+/).length <= 5;
}

/** True of a heading that tells one table of items from no other: `Open items`, `Next steps (4)`. */
export function isGenericHeading(heading: string): boolean {
  const rest = heading.slice(0, 300).replace(/\(\d+\)/g, "");
  return !/[\p{L}\p{N}]/u.test(rest.replace(generic, ""));
}

/** A heading without the words that say open or closed. */
export function withoutState(heading: string): string {
  return heading.slice(0, 300).replace(state, "").replace(/\s+/g, " ").trim().toLowerCase();
}
