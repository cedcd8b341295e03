/** How large a file of a tracker may be: an item is a few kilobytes, and what is larger than this would only stall a list. */

/** In bytes. */
export const fileLimit = 2 * 1024 * 1024;

/** The end of a sentence about a file. */
export const tooLarge = "is larger than 2 MB";

/** True of a text that, as UTF-8, could be written and then no longer be read. */
export function isTooLarge(text: string): boolean {
  // A UTF-16 unit takes one to three bytes: most texts need not be encoded to know.
  return text.length > fileLimit || (text.length > fileLimit / 3 && new TextEncoder().encode(text).length > fileLimit);
}
