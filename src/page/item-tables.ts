/** Tables of items: a click on a column's head sorts all of them. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";
import { orderOf, readSort } from "./row-order.ts";

export interface ItemTable {
  readonly heads: readonly HTMLTableCellElement[];
  readonly body: HTMLTableSectionElement;
  /** In the page's own order. */
  readonly rows: readonly HTMLTableRowElement[];
}

export function findTables(): readonly ItemTable[] {
  return findAll(`.${scriptClasses.items}`, HTMLTableElement).flatMap((table) => {
    const [body] = table.tBodies;
    if (body === undefined) return [];
    return [{ heads: findAll(":scope > thead th", HTMLTableCellElement, table), body, rows: [...body.rows] }];
  });
}

/** Puts the rows of each table in order; a table without the column goes back to its own. */
export function sortTables(tables: readonly ItemTable[], sort: string): void {
  const { column, isDescending } = readSort(sort);
  for (const { heads, body, rows } of tables) {
    const at = heads.findIndex((head) => head.getAttribute(scriptAttributes.column) === column);
    heads.forEach((head, index) => {
      if (index === at) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const texts = rows.map(({ cells }) => sortText(cells[at]));
    body.append(...orderOf(texts, isDescending).flatMap((index) => rows[index] ?? []));
  }
}

function sortText(cell: HTMLTableCellElement | undefined): string {
  return cell === undefined ? "" : (cell.getAttribute(scriptAttributes.sort) ?? cell.textContent.trim());
}

/** Makes a button of each head's words. */
export function makeSortButtons(tables: readonly ItemTable[], choose: (column: string) => void): void {
  for (const head of tables.flatMap(({ heads }) => heads)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => choose(head.getAttribute(scriptAttributes.column) ?? ""));
    head.replaceChildren(button);
  }
}
