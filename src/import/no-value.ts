/** What people write where there is nothing to write yet; and headings that ask whether the work is over, with their answers. */
import { readTick } from "../core/yes-no.ts";
import closed from "../words/closed.json" with { type: "json" };
import words from "../words/people.json" with { type: "json" };
import statuses from "../words/statuses.json" with { type: "json" };
import { anyIn, anyOf, wordsOf } from "./word-lists.ts";

const noValue = wordsOf(words["no value"]);
const wholeCell = new RegExp(`^(?:${anyOf(noValue)}|[-–—?.]+)$`, "iu");

const nothingToDo = new RegExp(`^(?:${anyIn(statuses["not applicable"])})$`, "iu");

/** True of an answer to what nobody has to do; `Na` is a name. */
function isNotApplicable(text: string): boolean {
  return text === "NA" || nothingToDo.test(text);
}

/** True of a text that stands in for a value: `TBD`, `n/a`, `-`, `?`. */
export function isNoValue(text: string): boolean {
  return wholeCell.test(text) || isNotApplicable(text);
}

const nobody = new RegExp(
  `^(?:${anyOf(noValue)})(?![\\p{L}\\p{N}])|^(?:${anyIn(words.nobody)})(?:$|\\s*[-–—?!(:;,./])|^[-–—?.\\s]+$`,
  "iu",
);

/** True of an owner who is none yet; more may follow: `TBD (Legal)`, `unassigned - ask Dana`. */
export function isNobody(text: string): boolean {
  return nobody.test(text) || text === "NA";
}

const naming = (list: readonly string[]) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(list)})(?![\\p{L}\\p{N}])`, "iu");
const over = naming([...wordsOf(statuses.asked), ...wordsOf(closed)]);
const perhaps = naming(wordsOf(statuses["perhaps asked"]));
const open = naming(wordsOf(statuses["asked of open work"]));
/** Participles of many verbs in several languages. */
const participle =
  /(?<!\p{L})(?:\p{L}{3,}(?:[^e]ed|iert)|(?:ge|ver|be|er|ent)\p{L}{3,}(?:t|en)|\p{L}{2,}(?:ées?|és?|[aiu]d[oa]s?|[aiu]t[oa]))(?!\p{L})/iu;
const asks =
  /[?？]\s*$|\((?:y\s?\/\s?n|yes\s?\/\s?no|j\s?\/\s?n|ja\s?\/\s?nein|o\s?\/\s?n|oui\s?\/\s?non|s\s?\/\s?n)\)\s*$/iu;

/** What a yes below a heading means: the work is over, may be over, or nothing of the kind (null). */
export function askedBy(heading: string): "over" | "approved" | "unknown" | null {
  const label = heading.trim();
  const isWhole = (word: RegExp) => word.exec(label)?.[0].length === label.length;
  if (open.test(label) || !(asks.test(label) || isWhole(over) || isWhole(perhaps))) return null;
  return over.test(label) ? "over" : perhaps.test(label) ? "approved" : participle.test(label) ? "unknown" : null;
}

/** True of a yes, and of what says that there is nothing to do. */
export function saysYes(text: string): boolean {
  return readTick(text) === true || isNotApplicable(text);
}
