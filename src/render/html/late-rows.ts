/**
 * Rows that the page's script draws when somebody looks at them: most of what a browser does with a page of thousands is
 * parsing. With a script it takes a `noscript` as one text; without, as the elements that stand there. In that text, marks tell
 * the script where rows and cells begin, and only there may `<` stand for anything but a tag: all else is escaped.
 */
import type { Item } from "../../core/item.ts";
import { asideClasses, cellMark, rowMark } from "../../core/page-marks.ts";
import { type Content, type Element, element, type Node, type Rows } from "./element.ts";
import type { View } from "./view.ts";

/** What holds items, as the page has it. */
export function placed(holder: Element, { isLong }: View): Element {
  return isLong ? element("noscript", {}, holder) : holder;
}

/** Where a browser could run the script and something else does not let it: nothing shows the items then. Null on other pages. */
export function unscripted({ isLong }: View): Content {
  return isLong
    ? element(
        "p",
        { class: asideClasses.unscripted },
        "The items do not show: something here keeps the page's script from running. Save the page, and open the file.",
      )
    : null;
}

/** The row of each item, drawn when it is written. */
export function markedRows(items: readonly Item[], draw: (item: Item) => Node, { isLong }: View): Rows {
  const mark = { html: rowMark };
  function* rows(): Iterable<Node> {
    for (const item of items) {
      if (isLong) yield mark;
      yield draw(item);
    }
    if (isLong) yield mark;
  }
  return { rows };
}

export function markedCells(cells: readonly Content[], { isLong }: View): Content {
  return isLong ? cells.map((cell, index) => (index === 0 ? cell : [{ html: cellMark }, cell])) : cells;
}
