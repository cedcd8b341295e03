/** What people write where there is nothing to write yet. */
import words from "../words/people.json" with { type: "json" };
import { anyOf, wordsOf } from "./word-lists.ts";

const noValue = wordsOf(words["no value"]);
const wholeCell = new RegExp(`^(?:${anyOf(noValue)}|[-–—?.]+)$`, "iu");

/** True of a text that stands in for a value: `TBD`, `n/a`, `-`, `?`. */
export function isNoValue(text: string): boolean {
  return wholeCell.test(text);
}

const nobody = new RegExp(
  `^(?:${anyOf(noValue)})(?![\\p{L}\\p{N}])|^(?:${anyOf(wordsOf(words.nobody))})(?:$|\\s*[-–—?!(:;,./])|^[-–—?.\\s]+$`,
  "iu",
);

/** True of an owner who is none yet; more may follow: `TBD (Legal)`, `unassigned - ask Dana`. */
export function isNobody(text: string): boolean {
  return nobody.test(text);
}
