/** Tables of items: sorted by a column, and in groups. */
import { noValue, scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import type { FacetWords } from "./filter-words.ts";
import { findAll, findFirst } from "./find-elements.ts";
import { type ItemRow, readRow } from "./item-rows.ts";
import { copyRow, lateHtmlOf } from "./late-rows.ts";
import { groupRows } from "./row-groups.ts";
import { orderOf, readSort } from "./row-order.ts";
import { sortTextIn } from "./row-source.ts";

export interface ItemTable {
  readonly element: HTMLTableElement;
  readonly heads: readonly HTMLTableCellElement[];
  readonly body: HTMLTableSectionElement;
  /** In the page's own order. */
  readonly rows: readonly ItemRow[];
}

export function findTables(): readonly ItemTable[] {
  return findAll(`.${scriptClasses.items}`, HTMLTableElement).flatMap((element) => {
    const [body] = element.tBodies;
    if (body === undefined) return [];
    const heads = findAll(":scope > thead th", HTMLTableCellElement, element);
    return [{ element, heads, body, rows: [...body.rows].map(readRow) }];
  });
}

/** Makes the order of a table's rows what is asked for: a table without the column goes back to its own. */
export function arrange(table: ItemTable, sort: string, group: string, words: FacetWords | undefined): void {
  const { element, body, rows } = table;
  const order = sortedPlaces(table, sort).flatMap((place) => rows[place] ?? []);
  // Rows that move outside of the page cost a tenth of the time.
  for (const old of [...element.tBodies]) old.remove();
  if (group === "" || words === undefined) {
    body.append(...order.map((row) => row.element));
    element.append(body);
    return;
  }
  const seen = new Set<ItemRow>();
  const bodies = groupRows(
    order.map((row) => row.values(group)),
    [...words.values.keys()],
  ).map(({ value, members }) => {
    const name = value === null ? `No ${words.label.toLowerCase()}` : (words.values.get(value) ?? value);
    const own = document.createElement("tbody");
    own.setAttribute(groupValue, value ?? noValue);
    own.append(groupHead(name, table.heads.length));
    own.append(...members.flatMap((place) => order[place] ?? []).map((row) => placed(row, seen)));
    return own;
  });
  element.append(...bodies);
}

/** An item stands once under its number; under its other owners stands a copy. */
function placed(row: ItemRow, seen: Set<ItemRow>): Node {
  if (!seen.has(row)) {
    seen.add(row);
    return row.element;
  }
  const copy = copyRow(row.element);
  if (copy instanceof Element) {
    copy.removeAttribute("id");
    copy.classList.add("copy");
  }
  return copy;
}

function groupHead(name: string, width: number): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.className = "group-head";
  const head = document.createElement("th");
  head.scope = "rowgroup";
  head.colSpan = width;
  const count = document.createElement("span");
  count.className = scriptClasses.count;
  head.append(name, " ", count);
  row.append(head);
  return row;
}

/** Of a group: the value that its items share. */
const groupValue = "data-value";

/** Tells each group how many of its items are shown. One of which none is shown steps aside, and one that is not `wanted`. */
export function countGroups({ element }: ItemTable, wanted: readonly string[] | undefined): void {
  for (const body of element.tBodies) {
    const head = findFirst(":scope > .group-head", HTMLTableRowElement, body);
    if (head === null) continue;
    const shown = [...body.rows].filter((row) => row !== head && !row.hidden).length;
    body.hidden = shown === 0 || wanted?.includes(body.getAttribute(groupValue) ?? "") === false;
    findFirst(`.${scriptClasses.count}`, HTMLElement, head)?.replaceChildren(String(shown));
  }
}

function sortedPlaces({ heads, rows }: ItemTable, sort: string): readonly number[] {
  const { column, isDescending } = readSort(sort);
  const at = heads.findIndex((head) => head.getAttribute(scriptAttributes.column) === column);
  heads.forEach((head, index) => {
    if (index === at) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  if (at === -1) return rows.map((_, index) => index);
  return orderOf(
    rows.map(({ element }) => sortText(element, at)),
    isDescending,
  );
}

function sortText(row: HTMLElement, at: number): string {
  const source = lateHtmlOf(row);
  if (source !== undefined) return sortTextIn(source, at);
  const cell = row.children[at];
  return cell?.getAttribute(scriptAttributes.sort) ?? cell?.textContent.trim() ?? "";
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
