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
      return [item[facet] ?? ""].filter(Boolean);
    default:
      return [columnText(item, facet.slice(fieldFacet.length), view.tracker)].filter(Boolean);
  }
}

/** Attributes of the element that stands for an item in one part of the page. */
export function itemData(item: Item, part: number, view: View): Attributes {
  const facts = facetsOf(view.tracker).flatMap((facet) =>
    facetValues(item, facet, view).map((value): [string, string] => [facet, value]),
  );
  return {
    id: view.anchors.get(item.id) === part ? `item-${item.id}` : undefined,
    class: view.changes.has(item.id) ? "touched" : undefined,
    [scriptAttributes.item]: item.id,
    [scriptAttributes.facts]: new URLSearchParams(facts).toString(),
  };
}
