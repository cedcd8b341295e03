/** What people write where there is nothing to write yet. */
import words from "../words/people.json" with { type: "json" };
import statuses from "../words/statuses.json" with { type: "json" };
import { anyIn, anyOf, wordsOf } from "./word-lists.ts";

const noValue = wordsOf(words["no value"]);
const wholeCell = new RegExp(`^(?:${anyOf(noValue)}|[-–—?.]+)$`, "iu");

const nothingToDo = new RegExp(`^(?:${anyIn(statuses["not applicable"])})$`, "iu");

/** True of an answer to what nobody has to do; `Na` is a name. */
export function isNotApplicable(text: string): boolean {
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
