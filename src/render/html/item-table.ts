/** A table of items: its caption counts them, the title heads each row. */
import { countOf } from "../../core/count-of.ts";
import { type Item, isOpen } from "../../core/item.ts";
import type { Shown } from "../../core/page.ts";
import { scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import { columnClass, htmlCell, sortKey } from "./cells.ts";
import { type Content, type Element, element, write } from "./element.ts";
import { itemData } from "./item-data.ts";
import type { View } from "./view.ts";

export function htmlItemTable(shown: Shown, items: readonly Item[], part: number, view: View): Element {
  const noun = nounFor(items);
  const heads = shown.columns.map((column, index) =>
    element(
      "th",
      { scope: "col", class: columnClass(column), [scriptAttributes.column]: column },
      shown.headings[index] ?? "",
    ),
  );
  return element(
    "table",
    { class: scriptClasses.items, [scriptAttributes.set]: noun },
    element("caption", {}, element("span", { class: scriptClasses.count }, countOf(items.length, noun))),
    element("thead", {}, element("tr", {}, heads)),
    element(
      "tbody",
      {},
      items.map((item) => row(shown, item, part, view)),
    ),
  );
}

function row({ columns, headings }: Shown, item: Item, part: number, view: View): Content {
  const changed = new Set(view.changes.get(item.id)?.fields.map(({ column }) => column));
  const cells = columns.map((column, index) => {
    const isHead = column === "title";
    const className = `${columnClass(column)}${changed.has(column) ? " changed" : ""}`;
    return element(
      isHead ? "th" : "td",
      {
        scope: isHead ? "row" : undefined,
        class: className,
        "data-label": headings[index],
        [scriptAttributes.sort]: sortKey(item, column, view),
      },
      htmlCell(item, column, columns, view),
    );
  });
  return { html: write(element("tr", itemData(item, part, view), cells)) };
}

/** `open items`, `closed items` or `items`: what all of them are. */
export function nounFor(items: readonly Item[]): string {
  if (items.length === 0) return "items";
  return items.every(isOpen) ? "open items" : items.some(isOpen) ? "items" : "closed items";
}
