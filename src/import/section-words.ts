/** What a heading says of what stands below it, in the words of `words/sections.json`. */
import words from "../words/sections.json" with { type: "json" };
import { anyOf, wordsOf } from "./word-lists.ts";

type Meaning = Exclude<keyof typeof words, "about">;

function patternOf(meanings: readonly Meaning[]): string {
  const phrases = meanings.flatMap((meaning) => wordsOf(words[meaning]));
  return `(?<![\\p{L}\\p{N}])(?:${anyOf(phrases).replace(/-|\\s\+/g, "[\\s-]+")})(?![\\p{L}\\p{N}])`;
}

/** A test for headings that have one of the words anywhere. */
function naming(...meanings: readonly Meaning[]): (heading: string) => boolean {
  const pattern = new RegExp(patternOf(meanings), "iu");
  return (heading) => pattern.test(heading.slice(0, 300));
}

const saysClosed = naming("closed");
const saysOpen = naming("open");
const saysOther = naming("other");
const saysTotal = new RegExp(`^${patternOf(["totals"])}(?:\\s*[:(=\\d].*|[^:=]{1,30}[:=]\\s*[\\d.,%]+)?$`, "iu");
const startsTotal = new RegExp(`^${patternOf(["totals"])}`, "iu");
const generic = new RegExp(patternOf(["plain", "items", "open", "closed"]), "giu");
const state = new RegExp(patternOf(["open", "closed"]), "giu");
const gate = new RegExp(patternOf(["gates"]), "iu");
const strange = new RegExp(`^${patternOf(["columns"])}$`, "iu");
const decision = new RegExp(`^${patternOf(["decisions"])}$`, "iu");
const leads = new RegExp(`^${patternOf(["more"])}`, "iu");

function countWords(text: string): number {
  return text.split(/\s+/).length;
}

export const namesMilestones = naming("milestones");
export const namesItems = naming("items");
/** True of a column's heading that tables of items don't have. */
export const namesOther = (label: string) => strange.test(label.slice(0, 300));
/** True of a column's heading over what was decided. */
export const namesDecision = (label: string) => decision.test(label.slice(0, 300));
/** True of words that go on to what the heading above does not name. */
export const saysMore = (text: string) => leads.test(text.slice(0, 300));

/** `Code complete`, `Migration done by May`: what is to be reached, unlike `Items done`. */
function isGate(heading: string): boolean {
  const [before = ""] = heading.split(gate, 1);
  return before.length < heading.length && !isGenericHeading(before);
}

export function isClosedHeading(heading: string): boolean {
  return saysClosed(heading) && !saysOpen(heading) && countWords(heading) <= 6 && !isGate(heading);
}

/** True of a heading over links, attendees and the like. */
export function isOtherHeading(heading: string): boolean {
  return saysOther(heading) && !namesItems(heading) && countWords(heading) <= 5;
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

/** True of a title that begins with a word for a sum: `Subtotal print`. */
export function beginsTotal(title: string): boolean {
  return title.length <= 60 && startsTotal.test(title.trim());
}

/** True of a title that sums up other rows. */
export function isTotal(title: string): boolean {
  return title.length <= 60 && saysTotal.test(title.trim());
}
