/** Yes and no, as people write them: in a file or on the command line, and in a page's cells. */

const yes = "y|yes|true|x";
const no = "n|no|false";

const writtenYes = new RegExp(`^(?:${yes}|on)$`, "i");
const writtenNo = new RegExp(`^(?:${no}|off|-)$`, "i");

/** In a file or on the command line; null for anything else. */
export function readBoolean(text: string): boolean | null {
  return writtenYes.test(text) ? true : writtenNo.test(text) ? false : null;
}

const shownYes = new RegExp(`^(?:${yes}|✓|✔|☑|✅)$`, "i");
const shownNo = new RegExp(`^(?:${no}|✗|✘|☐|❌)$`, "i");

/** In a page's cell, ticks and boxes too; null for anything else: a dash there is a cell that holds nothing. */
export function readTick(text: string): boolean | null {
  return shownYes.test(text) ? true : shownNo.test(text) ? false : null;
}
