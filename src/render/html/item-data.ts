/** The attributes by which the page's script filters and groups an item, and by which a link finds it. */
import { columnText } from "../../core/columns.ts";
import type { Item } from "../../core/item.ts";
import { facets, fieldFacet, scriptAttributes } from "../../core/page-marks.ts";
import type { Tracker } from "../../core/tracker.ts";
import type { Attributes } from "./element.ts";
import { flagsOf } from "./flag-marks.ts";
import type { View } from "./view.ts";

/** Every facet of a tracker's items: those that all trackers have, then its own fields. */
export function facetsOf(tracker: Tracker): readonly string[] {
  return [...facets, ...Object.keys(tracker.fields).map((key) => `${fieldFacet}${key}`)];
}

/** The values of an item that a facet can ask for. */
export function facetValues(item: Item, facet: string, view: View): readonly string[] {
  switch (facet) {
    case "is":
      return flagsOf(item, view);
    case "owner":
      return item.owners;
    case "area":
    case "status":
    case "priority":
      return item[facet] ? [item[facet]] : [];
    default: {
      const text = columnText(item, facet.slice(fieldFacet.length), view.tracker);
      return text === "" ? [] : [text];
    }
  }
}

/** Signs that stand in an address as they are. */
const plain = /^[\w*.-]*$/;

/** `status=blocked`, in the form of an address. */
function fact(facet: string, value: string): string {
  return plain.test(facet) && plain.test(value)
    ? `${facet}=${value}`
    : new URLSearchParams([[facet, value]]).toString();
}

/** Attributes of the element that stands for an item in one part of the page. */
export function itemData(item: Item, part: number, view: View): Attributes {
  const facts: string[] = [];
  for (const facet of view.facets) for (const value of facetValues(item, facet, view)) facts.push(fact(facet, value));
  return {
    id: view.anchors.get(item.id) === part ? `item-${item.id}` : undefined,
    class: view.changes.has(item.id) ? "touched" : undefined,
    [scriptAttributes.item]: item.id,
    [scriptAttributes.facts]: facts.join("&"),
  };
}
