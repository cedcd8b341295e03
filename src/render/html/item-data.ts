/** The attributes by which the page's script filters an item, and by which a link finds it. */
import type { Item } from "../../core/item.ts";
import { type Facet, facetSeparator, facets } from "../../core/page-marks.ts";
import type { Attributes } from "./element.ts";
import { flagsOf } from "./flag-marks.ts";
import type { View } from "./view.ts";

/** The values of an item that a facet can ask for. */
export function facetValues(item: Item, facet: Facet, view: View): readonly string[] {
  if (facet === "is") return flagsOf(item, view);
  if (facet === "owner") return item.owners;
  return [item[facet] ?? ""].filter(Boolean);
}

/** Attributes of the element that stands for an item in one part of the page. */
export function itemData(item: Item, part: number, view: View): Attributes {
  const data = Object.fromEntries(
    facets.map((facet) => [`data-${facet}`, facetValues(item, facet, view).join(facetSeparator) || undefined]),
  );
  const diff = view.changes.get(item.id);
  return {
    id: view.anchors.get(item.id) === part ? `item-${item.id}` : undefined,
    class: diff ? "touched" : undefined,
    ...data,
  };
}
