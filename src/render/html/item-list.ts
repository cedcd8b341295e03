/** Items in groups, as a backlog is read: a heading for each group, its items with their numbers. */
import { countOf } from "../../core/count-of.ts";
import type { Item } from "../../core/item.ts";
import { nameKeyOf } from "../../core/item-key.ts";
import type { Shown } from "../../core/page.ts";
import { asideClasses, scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import type { Group } from "../../core/rank.ts";
import { withBoxes } from "../list-detail.ts";
import { htmlCell } from "./cells.ts";
import { type Content, element, isNothing, type Node } from "./element.ts";
import { overdueFlag } from "./flag-marks.ts";
import { itemData } from "./item-data.ts";
import { nounFor } from "./item-table.ts";
import { markedRows, placed } from "./late-rows.ts";
import type { View } from "./view.ts";

/** Headings of the given level; a list without groups has none. */
export function htmlItemList(groups: readonly Group[], asked: Shown, level: number, part: number, view: View): Node[] {
  return groups.flatMap(({ title, items }) => {
    const noun = nounFor(items);
    const count = element("p", { class: scriptClasses.count }, countOf(items.length, noun));
    const { boxes, columns } = withBoxes(asked.columns);
    const shown = { columns, headings: boxes ? asked.headings.slice(1) : asked.headings };
    const entry = (item: Item) =>
      element("li", itemData(item, part, view), boxes ? box(item) : null, entryOf(item, shown, view));
    const list = element(
      "div",
      { class: "group", [scriptAttributes.set]: noun },
      count,
      element(
        boxes ? "ul" : "ol",
        { class: `${scriptClasses.backlog}${boxes ? " boxes" : ""}` },
        markedRows(items, entry, view),
      ),
    );
    const set = placed(list, view);
    return title === null ? [set] : [element(`h${Math.min(level, 6)}`, {}, title), set];
  });
}

/** It tells, and is no control: a page cannot close an item. */
function box(item: Item): Content {
  const [state, checked] = item.closed === null ? ["open", undefined] : ["closed", ""];
  return element("input", { type: "checkbox", disabled: "", checked, "aria-label": state });
}

/** What the team calls the item, whatever place it has in the list. */
function key(item: Item, columns: readonly string[], { tracker }: View): Content {
  if (columns.includes("number")) return null;
  const words = (columns.includes("refs") ? null : nameKeyOf(item, tracker)) ?? `#${item.id}`;
  return [element("a", { class: asideClasses.key, href: `#item-${item.id}` }, words), " "];
}

/** The first column leads; what else is known follows it, quietly. */
function entryOf(item: Item, { columns, headings }: Shown, view: View): Content {
  const [first = "title", ...others] = columns;
  const details = others.flatMap((column, index) => {
    const content = htmlCell(item, column, columns, view);
    const isProse = column === "comments" || column === "description";
    if (isNothing(content)) return [];
    return [
      element(
        isProse ? "div" : "span",
        {
          class: `detail ${isProse ? column : ""}`.trim(),
          [scriptAttributes.column]: column,
          "data-label": headings[index + 1],
        },
        column === "due" ? ["due ", content] : content,
      ),
    ];
  });
  const overdue = others.includes("due") ? null : overdueFlag(item, view);
  const lead = element(
    "div",
    { class: "lead" },
    key(item, columns, view),
    htmlCell(item, first, columns, view),
    overdue === null ? null : [" ", overdue],
  );
  return details.length === 0
    ? lead
    : [
        lead,
        element(
          "div",
          { class: "details" },
          details.flatMap((detail) => [" ", detail]),
        ),
      ];
}
