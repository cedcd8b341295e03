/** A table of items: its caption counts them, the title heads each row. A column of which no item has anything steps aside. */
import { type Column, columnText } from "../../core/columns.ts";
import { countOf } from "../../core/count-of.ts";
import type { FieldDiff } from "../../core/diff.ts";
import { type Item, isOpen } from "../../core/item.ts";
import type { Shown } from "../../core/page.ts";
import { asideClasses, scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import { isColumnName } from "../../core/standard-columns.ts";
import { columnClass, htmlCell, oldValue, sortKey } from "./cells.ts";
import { widthClass } from "./column-need.ts";
import { type Content, type Element, element } from "./element.ts";
import { itemData } from "./item-data.ts";
import { markedCells, markedRows, placed } from "./late-rows.ts";
import type { View } from "./view.ts";

interface Cell {
  readonly content: Content;
  readonly changed: FieldDiff | undefined;
}

export function htmlItemTable(shown: Shown, items: readonly Item[], part: number, view: View): Element {
  const { columns, headings } = shown;
  const noun = nounFor(items);
  // The column of an import stays in the page, and a reader does not see it.
  const isEmpty = columns.map((column) => items.length > 0 && items.every((item) => isBare(item, column, shown, view)));
  const isExtra = extraColumns(columns, isEmpty);
  const classes = columns.map((column, index) =>
    [
      columnClass(column),
      isEmpty[index] ? "void" : widthClass(column, headings[index] ?? "", items, view.tracker),
      isExtra[index] ? "extra" : undefined,
    ]
      .filter((name) => name !== undefined)
      .join(" "),
  );
  const heads = columns.map((column, index) =>
    element("th", { scope: "col", class: classes[index], [scriptAttributes.column]: column }, headings[index] ?? ""),
  );
  const table = element(
    "table",
    {
      class: [
        scriptClasses.items,
        ...(noun === "closed items" ? ["over"] : []),
        ...(isExtra.includes(true) ? ["more"] : []),
      ].join(" "),
      [scriptAttributes.set]: noun,
    },
    element("caption", {}, element("span", { class: scriptClasses.count }, countOf(items.length, noun))),
    element("thead", {}, element("tr", {}, heads)),
    element(
      "tbody",
      {},
      markedRows(items, (item) => row(shown, classes, item, part, view), view),
    ),
  );
  return placed(table, view);
}

/** More columns side by side would be a few letters wide each. */
const columnLimit = 12;

/** Of the tracker's own fields, those for which the other columns leave no room: told below a row that is open. */
function extraColumns(columns: readonly Column[], isEmpty: readonly boolean[]): readonly boolean[] {
  const isField = (column: Column) => !isColumnName(column);
  let room = columnLimit - columns.filter((column, index) => !isField(column) && !isEmpty[index]).length;
  return columns.map((column, index) => {
    if (!isField(column) || isEmpty[index]) return false;
    room -= 1;
    return room < 0;
  });
}

function row({ columns, headings }: Shown, classes: readonly string[], item: Item, part: number, view: View): Element {
  const changes = view.changes.get(item.id)?.fields;
  const cells = columns.map((column, index) => {
    const isHead = column === "title";
    const cell = {
      content: htmlCell(item, column, columns, view),
      changed: changes?.findLast((field) => field.column === column),
    };
    return element(
      isHead ? "th" : "td",
      {
        scope: isHead ? "row" : undefined,
        class: `${classes[index]}${cell.changed ? " changed" : ""}`,
        "data-label": hasLabel(column) ? headings[index] : undefined,
        [scriptAttributes.sort]: sortKey(item, column, view),
      },
      withOldValue(cell, view),
    );
  });
  return element("tr", itemData(item, part, view), markedCells(cells, view));
}

/** What stands by itself wherever the row is a card. */
function hasLabel(column: string): boolean {
  return !["title", "number", "comments", "description"].includes(column);
}

function withOldValue({ content, changed }: Cell, view: View): Content {
  if (changed === undefined || changed.column === "description") return content;
  return [content, " ", element("span", { class: asideClasses.was }, "was ", oldValue(changed, view))];
}

function isBare(item: Item, column: string, { columns }: Shown, view: View): boolean {
  // The description stands behind the comments where it has no column of its own.
  const described = columns.includes("description") ? "" : item.description;
  if (column === "comments") return item.comments.length === 0 && described === "";
  if (view.changes.get(item.id)?.fields.some((field) => field.column === column)) return false;
  return columnText(item, column, view.tracker) === "";
}

/** `open items`, `closed items` or `items`: what all of them are. */
export function nounFor(items: readonly Item[]): string {
  if (items.length === 0) return "items";
  return items.every(isOpen) ? "open items" : items.some(isOpen) ? "items" : "closed items";
}
