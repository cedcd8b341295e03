/** What a text names, as links of the page: people by name, `#17` and `R-001` where the page shows that item. */
import { hasDigit, keyForm, namesIn, signedNamesIn } from "../../core/item-key.ts";
import { handleAttribute } from "../../core/page-marks.ts";
import { personAddress, personName, personOf, type Tracker } from "../../core/tracker.ts";
import { type Content, element, outsideLink } from "./element.ts";
import type { View } from "./view.ts";

const numberAhead = /^#(\d{1,9})(?![\p{L}\p{N}])/u;

/** Plain words with the numbers and keys of the page's items linked. */
export function linkItems(text: string, view: View): Content {
  if ((view.keys.size === 0 && !text.includes("#")) || !hasDigit(text)) return text;
  const parts: Content[] = [];
  let end = 0;
  for (const { 0: word, index } of view.keys.size === 0 ? signedNamesIn(text) : namesIn(text)) {
    if (!hasDigit(word)) continue;
    // Behind a slash stands an address or a path, unless what stands before it was linked too: `R-001/R-002`.
    const [before, after] = [text[index - 1], text[index + word.length]];
    if (after === "@" || (before === "/" && (end === 0 || end !== index - 1))) continue;
    const named = itemNamed(word, view);
    if (named === null) continue;
    parts.push(text.slice(end, index), element("a", { href: `#item-${named.id}` }, named.words));
    end = index + named.words.length;
  }
  return end === 0 ? text : [...parts, text.slice(end)];
}

/** The item that a word begins with, and how much of the word is its name; null for no item of the page. */
function itemNamed(word: string, { anchors, keys }: View): { readonly id: number; readonly words: string } | null {
  const number = numberAhead.exec(word);
  // A key of digits alone may be anything: `2.1` is a version or a price, `#2.1` is an item.
  const key = word.startsWith("#") || /\p{L}/u.test(word) ? keys.get(keyForm(word)) : undefined;
  if (key !== undefined && number?.[0] !== word && anchors.has(key)) return { id: key, words: word };
  const id = Number(number?.[1]);
  return number && anchors.has(id) ? { id, words: number[0] } : null;
}

/** The name of a declared person, linked where there is an address; the handle of a stranger. */
export function personLink(handle: string, tracker: Tracker, className?: string): Content {
  const name = personName(tracker, handle);
  const address = personAddress(personOf(tracker, handle));
  const attributes = { class: className, [handleAttribute]: handle };
  return address === null ? element("span", attributes, name) : outsideLink(address, [name], attributes);
}
