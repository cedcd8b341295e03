/** The controls of the page's script, out of sight until it runs, with a choice for each value that an item has. */
import { columnHeading, statusLabel } from "../../core/columns.ts";
import type { Item } from "../../core/item.ts";
import { fieldFacet, groupings, noValue, scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import { personName } from "../../core/tracker.ts";
import { type Content, type Element, element } from "./element.ts";
import { flagLabels, type ItemFlag } from "./flags.ts";
import { facetValues } from "./item-data.ts";
import type { View } from "./view.ts";

const labels: Readonly<Record<string, string>> = {
  is: "Show",
  owner: "Owner",
  area: "Area",
  status: "Status",
  priority: "Priority",
};

/** What a choice of the items without a value is called. */
const noLabels: Readonly<Record<string, string>> = { owner: "Nobody", area: "No area" };

/** More values than anyone picks from a list are left to the search; so are a field's values that no two items share. */
const choiceLimit = 30;

function isChoice(facet: string, counts: ReadonlyMap<string, number>): boolean {
  if (!facet.startsWith(fieldFacet)) return counts.size > 0;
  return counts.size > 0 && counts.size <= choiceLimit && [...counts.values()].some((count) => count > 1);
}

const keys: readonly (readonly [keys: string, words: string])[] = [
  ["/", "Search"],
  ["j, k", "Next, previous item"],
  ["Enter", "Open or close the item"],
  ["m", "Meeting: one item at a time"],
  ["c", "Copy a link to what is shown"],
  ["Escape", "Close what is open"],
  ["← →", "Along a row of buttons"],
];

/** A page without a table has nothing to group: its lists are in groups already. */
export function toolbar(items: readonly Item[], hasTable: boolean, view: View): readonly Content[] {
  return [
    element(
      "form",
      { class: scriptClasses.tools, role: "search", "aria-label": "Filter the items" },
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
      element(
        "div",
        { class: "choices", role: "toolbar", "aria-label": "Filters and views" },
        view.facets.map((facet) => choice(facet, items, view)),
        button(scriptClasses.clear, "Clear", true),
        button(scriptClasses.meet, "Meeting"),
        button(scriptClasses.copy, "Copy link"),
        button(scriptClasses.unfold, "Open all"),
        help(),
      ),
      hasTable ? grouping(items, view) : null,
      element("output", { "aria-live": "polite" }),
    ),
    element(
      "p",
      { class: scriptClasses.nothing, hidden: true },
      "Nothing matches. ",
      button(scriptClasses.clear, "Show all items"),
    ),
    element("p", { class: "filtered", hidden: true }),
    meetingBar(),
  ];
}

function button(className: string, words: string, hidden = false): Element {
  return element("button", { type: "button", class: className, hidden }, words);
}

function control(label: string, field: Content): Element {
  return element("label", {}, element("span", { class: "hidden" }, label), field);
}

/** Null where there is nothing to choose from. */
function choice(facet: string, items: readonly Item[], view: View): Content {
  const counts = new Map<string, number>();
  let without = 0;
  for (const item of items) {
    const values = facetValues(item, facet, view);
    if (values.length === 0 && facet !== "is") without += 1;
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (!isChoice(facet, counts)) return null;
  if (facet.startsWith(fieldFacet) && counts.size === 1 && without === 0) return null;
  const label = facetLabel(facet, view);
  const entries: readonly (readonly [value: string, words: string, count: number])[] = [
    ...ordered([...counts.keys()], facet, view).map(
      (value) => [value, wording(value, facet, view), counts.get(value) ?? 0] as const,
    ),
    ...(without > 0
      ? [[noValue, noLabels[facet] ?? `No ${label.replace(/\?$/, "").toLowerCase()}`, without] as const]
      : []),
  ];
  return element(
    "details",
    { class: scriptClasses.choice, [scriptAttributes.facet]: facet },
    element("summary", {}, label),
    element(
      "fieldset",
      { class: "panel" },
      element("legend", { class: "hidden" }, label),
      entries.map(([value, words, count]) =>
        element(
          "label",
          {},
          element("input", { type: "checkbox", name: facet, value }),
          element("span", {}, words),
          " ",
          element("small", {}, String(count)),
        ),
      ),
    ),
  );
}

function facetLabel(facet: string, { tracker }: View): string {
  return labels[facet] ?? columnHeading(facet.slice(fieldFacet.length), tracker);
}

/** In the order of the tracker's vocabulary, people by name. */
function ordered(values: readonly string[], facet: string, view: View): readonly string[] {
  const { tracker } = view;
  const words: Readonly<Record<string, readonly string[]>> = {
    area: tracker.areas,
    status: Object.keys(tracker.statuses),
    priority: Object.keys(tracker.priorities),
    is: Object.keys(flagLabels),
  };
  const known = words[facet] ?? [];
  const place = (value: string) => (known.includes(value) ? known.indexOf(value) : known.length);
  const key = (value: string) => wording(value, facet, view).toLowerCase();
  return [...values].sort((a, b) => place(a) - place(b) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function wording(value: string, facet: string, { tracker }: View): string {
  if (facet === "owner") return personName(tracker, value);
  if (facet === "status") return statusLabel(value, tracker);
  return facet === "is" ? flagLabels[value as ItemFlag] : value;
}

/** Null where nothing would be grouped. */
function grouping(items: readonly Item[], view: View): Content {
  const known = groupings.filter((facet) => items.some((item) => facetValues(item, facet, view).length > 0));
  if (known.length === 0) return null;
  const options = known.map((facet) =>
    element("option", { value: facet }, `By ${facetLabel(facet, view).toLowerCase()}`),
  );
  return control("Group", element("select", { name: "group" }, element("option", { value: "" }, "No groups"), options));
}

function help(): Element {
  const entries = keys.flatMap(([key, words]) => [element("dt", {}, key), element("dd", {}, words)]);
  return element(
    "details",
    { class: `${scriptClasses.choice} keys` },
    element("summary", {}, "Keys"),
    element("dl", { class: "panel" }, entries),
  );
}

/** Above the one item that a meeting is at. */
function meetingBar(): Element {
  return element(
    "div",
    { class: scriptClasses.meeting, role: "toolbar", "aria-label": "Meeting", hidden: true },
    button("previous", "Previous"),
    element("output", { "aria-live": "polite" }),
    button("next", "Next"),
    button(scriptClasses.copy, "Copy link"),
    button("leave", "Back to the table"),
  );
}
