/** Yes and no, as people write them: in a file or on the command line, and in a page's cells. */

import words from "../words/yes-no.json" with { type: "json" };

const writtenYes = /^(?:y|yes|true|x|on)$/i;
const writtenNo = /^(?:n|no|false|off|-)$/i;

/** In a file or on the command line; null for anything else. */
export function readBoolean(text: string): boolean | null {
  return writtenYes.test(text) ? true : writtenNo.test(text) ? false : null;
}

const shownYes: ReadonlySet<string> = new Set(Object.values(words.yes).flat());
const shownNo: ReadonlySet<string> = new Set(Object.values(words.no).flat());

/** In a page's cell, in any language, ticks and boxes too; null for anything else: a dash there is a cell that holds nothing. */
export function readTick(text: string): boolean | null {
  const word = text.toLowerCase().replace("\ufe0f", "");
  return shownYes.has(word) ? true : shownNo.has(word) ? false : null;
}
