/** What people write where there is nothing to write yet. */

const placeholder = "tbd|tbc|tba|n\\/?a|none";

const wholeCell = new RegExp(`^(?:${placeholder}|[-–—?.]+)$`, "i");

/** True of a text that stands in for a value: `TBD`, `n/a`, `-`, `?`. */
export function isNoValue(text: string): boolean {
  return wholeCell.test(text);
}

const nobody = new RegExp(
  `^(?:${placeholder}|unassigned|unknown|nobody|open|to be \\p{L}+)(?![\\p{L}\\p{N}])|^[-–—?\\s]+$`,
  "iu",
);

/** True of an owner who is none yet; more may follow: `TBD (Legal)`, `unassigned - ask Dana`. */
export function isNobody(text: string): boolean {
  return nobody.test(text);
}
