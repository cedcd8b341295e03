/** The controls of the page's script: hidden until it runs, with a choice for each value that an item has. */
import { statusLabel } from "../../core/columns.ts";
import type { Item } from "../../core/item.ts";
import { type Facet, facets, noValue, scriptClasses } from "../../core/page-marks.ts";
import { personName } from "../../core/tracker.ts";
import { type Content, type Element, element } from "./element.ts";
import { flagLabels, type ItemFlag } from "./flags.ts";
import { facetValues } from "./item-data.ts";
import type { View } from "./view.ts";

const labels: Readonly<Record<Facet, string>> = {
  owner: "Owner",
  area: "Area",
  status: "Status",
  priority: "Priority",
  is: "Show",
};

export function toolbar(items: readonly Item[], view: View): Element {
  const button = (className: string, words: string) =>
    element("button", { type: "button", class: className, hidden: true }, words);
  return element(
    "form",
    { class: scriptClasses.tools, role: "search", "aria-label": "Filter the items", hidden: true },
    control(
      "Search",
      element("input", {
        type: "search",
        name: "q",
        placeholder: "Search  ( / )",
        autocomplete: "off",
        spellcheck: "false",
        "aria-keyshortcuts": "/",
      }),
    ),
    facets.map((facet) => choice(facet, items, view)),
    button(scriptClasses.clear, "Clear"),
    button(scriptClasses.fold, "Unfold all comments"),
    element("output", { "aria-live": "polite" }),
  );
}

function control(label: string, field: Content): Element {
  return element("label", {}, element("span", { class: "hidden" }, label), field);
}

/** Nothing to choose from where no item has a value. */
function choice(facet: Facet, items: readonly Item[], view: View): Content {
  const values = new Set(items.flatMap((item) => facetValues(item, facet, view)));
  if (values.size === 0) return null;
  const all = facet === "is" ? "All items" : labels[facet];
  const nobody =
    facet === "owner" && items.some(({ owners }) => owners.length === 0)
      ? [element("option", { value: noValue }, "Nobody")]
      : [];
  const options = ordered([...values], facet, view).map((value) =>
    element("option", { value }, wording(value, facet, view)),
  );
  return control(
    labels[facet],
    element("select", { name: facet }, element("option", { value: "" }, all), options, nobody),
  );
}

/** In the order of the tracker's vocabulary, people by name. */
function ordered(values: readonly string[], facet: Facet, view: View): readonly string[] {
  const { tracker } = view;
  const words: readonly string[] = {
    area: tracker.areas,
    status: Object.keys(tracker.statuses),
    priority: Object.keys(tracker.priorities),
    is: Object.keys(flagLabels),
    owner: [],
  }[facet];
  const place = (value: string) => (words.includes(value) ? words.indexOf(value) : words.length);
  const key = (value: string) => wording(value, facet, view).toLowerCase();
  return [...values].sort((a, b) => place(a) - place(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function wording(value: string, facet: Facet, { tracker }: View): string {
  if (facet === "owner") return personName(tracker, value);
  if (facet === "status") return statusLabel(value, tracker);
  return facet === "is" ? flagLabels[value as ItemFlag] : value;
}
