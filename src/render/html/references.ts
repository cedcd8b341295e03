/** What a text names, as links of the page: people by name, `#17` where the page shows that item. */
import { handleAttribute } from "../../core/page-marks.ts";
import { personAddress, personName, personOf, type Tracker } from "../../core/tracker.ts";
import { type Content, element, type Node, nodes, outsideLink } from "./element.ts";
import type { View } from "./view.ts";

const itemNumber = /(?<![\p{L}\p{N}#&/])#(\d{1,9})(?![\p{L}\p{N}])/gu;

/** Plain words with the numbers of the page's items linked. */
export function linkItems(text: string, { anchors }: View): Node[] {
  const parts: Content[] = [];
  let end = 0;
  for (const { 0: words, 1: number, index } of text.matchAll(itemNumber)) {
    if (!anchors.has(Number(number))) continue;
    parts.push(text.slice(end, index), element("a", { href: `#item-${Number(number)}` }, `#${Number(number)}`));
    end = index + words.length;
  }
  return nodes([...parts, text.slice(end)]);
}

/** The name of a declared person, linked where there is an address; the handle of a stranger. */
export function personLink(handle: string, tracker: Tracker, className?: string): Content {
  const name = personName(tracker, handle);
  const address = personAddress(personOf(tracker, handle));
  const attributes = { class: className, [handleAttribute]: handle };
  return address === null ? element("span", attributes, name) : outsideLink(address, [name], attributes);
}
