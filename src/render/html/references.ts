/** What a text names: `@handle`, `DOUGH-341`, `#17`, made into links where the tracker and the page know them. */
import { contentClasses, handleAttribute } from "../../core/page-marks.ts";
import { referenceSource } from "../../core/references.ts";
import { personName, personOf, type Tracker } from "../../core/tracker.ts";
import { type Content, element, type Node, nodes, outsideLink } from "./element.ts";
import type { View } from "./view.ts";

export function referencePattern(tracker: Tracker): RegExp {
  return new RegExp(`${referenceSource(tracker)}|(?<![\\p{L}\\p{N}#&/])#(\\d{1,9})(?![\\p{L}\\p{N}])`, "gu");
}

/** Plain words with their references linked; what names nothing known stays as it is. */
export function linkReferences(text: string, view: View): Node[] {
  if (!/[@#]|[A-Z0-9]-\d/.test(text)) return nodes([text]);
  const parts: Content[] = [];
  let end = 0;
  for (const match of text.matchAll(view.references)) {
    const link = reference(match, view);
    if (link === null) continue;
    parts.push(text.slice(end, match.index), link);
    end = match.index + match[0].length;
  }
  return nodes([...parts, text.slice(end)]);
}

function reference([, handle, prefix, ticket, number]: RegExpExecArray, view: View): Content {
  if (handle !== undefined) return mention(handle, view.tracker);
  if (number !== undefined) return view.anchors.has(Number(number)) ? itemLink(Number(number)) : null;
  const address =
    prefix !== undefined && Object.hasOwn(view.tracker.refs, prefix) ? view.tracker.refs[prefix] : undefined;
  return address && ticket
    ? outsideLink(address.replaceAll("{n}", ticket), [`${prefix}-${ticket}`], { class: "ref" })
    : null;
}

function itemLink(id: number): Content {
  return element("a", { href: `#item-${id}` }, `#${id}`);
}

function mention(handle: string, tracker: Tracker): Content {
  return addressOf(handle, tracker) === null ? null : personLink(handle, tracker, contentClasses.mention);
}

/** The name of a declared person, linked where there is an address; the handle of a stranger. */
export function personLink(handle: string, tracker: Tracker, className?: string): Content {
  const name = personName(tracker, handle);
  const address = addressOf(handle, tracker);
  const attributes = { class: className, [handleAttribute]: handle };
  return address === null ? element("span", attributes, name) : outsideLink(address, [name], attributes);
}

function addressOf(handle: string, tracker: Tracker): string | null {
  const person = personOf(tracker, handle);
  return person?.url ?? (person?.email ? `mailto:${person.email}` : null);
}
