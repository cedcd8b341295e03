/** Items as a table in a terminal: aligned, coloured, and never wider than the window. */
import { type Column, columnHeading, columnText } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { printableLine } from "../core/printable.ts";
import { isNumberColumn } from "../core/query.ts";
import { isOverdue, isStale, type SelectContext } from "../core/select.ts";
import { type Look, type Paint, painter, statusPaint } from "./style.ts";
import { cut, padEnd, padStart, textWidth, truncate } from "./text-width.ts";

const gap = "  ";
/** Columns of free text: they give way where the window is narrow, down to a width that still says something. */
const yielding: readonly Column[] = ["comments", "description", "title", "area", "owners", "refs", "timeline"];
const leastWidth = (column: Column) => (column === "title" ? 28 : 11);
/** Columns that a narrow window does without, in this order. */
const dispensable: readonly Column[] = ["updated", "area", "owners", "timeline", "start", "refs", "priority", "status"];

/** The table with its headings, each line ended; "" without items. */
export function itemTable(
  items: readonly Item[],
  columns: readonly Column[],
  context: SelectContext,
  look: Look,
): string {
  if (items.length === 0) return "";
  const shown = fitColumns(columns, items, context, look.width);
  const heads = shown.map(({ column, width }) => aligned(cut(heading(column, context), width), column, width, context));
  const paint = painter(look);
  const lines = items.map((item) =>
    shown
      .map(({ column, width }) =>
        cellPaint(
          item,
          column,
          context,
          look,
        )(aligned(truncate(cellText(item, column, context), width), column, width, context)),
      )
      .join(gap),
  );
  return `${[paint.bold(heads.join(gap).trimEnd()), ...lines.map((line) => line.replace(/ +$/, ""))].join("\n")}\n`;
}

interface Shown {
  readonly column: Column;
  readonly width: number;
}

function fitColumns(
  columns: readonly Column[],
  items: readonly Item[],
  context: SelectContext,
  width: number,
): readonly Shown[] {
  const natural = columns.map((column) => ({
    column,
    width: Math.max(
      textWidth(heading(column, context)),
      ...items.map((item) => textWidth(cellText(item, column, context))),
    ),
  }));
  if (total(natural) <= width) return natural;
  // A long heading over short values is the first to give way: "Prio" over P1.
  const tight = natural.map((shown) => ({
    ...shown,
    width: Math.min(width, tightWidth(shown.column, items, context)),
  }));
  const shrunk = shrink(tight, total(tight) - width, leastWidth);
  if (total(shrunk) <= width) return shrunk;
  const least = dispensable.find((column) => columns.includes(column));
  return least === undefined || columns.length <= 2
    ? shrink(shrunk, total(shrunk) - width, () => 1)
    : fitColumns(
        columns.filter((column) => column !== least),
        items,
        context,
        width,
      );
}

const leastHeading = 4;

function tightWidth(column: Column, items: readonly Item[], context: SelectContext): number {
  const values = Math.max(0, ...items.map((item) => textWidth(cellText(item, column, context))));
  return Math.max(values, Math.min(leastHeading, textWidth(heading(column, context))));
}

function total(shown: readonly Shown[]): number {
  return shown.reduce((sum, { width }) => sum + width, gap.length * (shown.length - 1));
}

/** Takes the excess from the free-text columns, the widest first, so that none is starved for another. */
function shrink(shown: readonly Shown[], excess: number, least: (column: Column) => number): readonly Shown[] {
  const widths = new Map(shown.map(({ column, width }) => [column, width]));
  const room = (column: Column) => (widths.get(column) ?? 0) - least(column);
  const giving = yielding.filter((column) => widths.has(column));
  for (let left = excess; left > 0; left--) {
    const widest = giving.filter((column) => room(column) > 0).sort((a, b) => room(b) - room(a))[0];
    if (widest === undefined) break;
    widths.set(widest, (widths.get(widest) ?? 0) - 1);
  }
  return shown.map(({ column }) => ({ column, width: widths.get(column) ?? 0 }));
}

function heading(column: Column, { tracker }: SelectContext): string {
  return printableLine(columnHeading(column, tracker));
}

function cellText(item: Item, column: Column, { tracker }: SelectContext): string {
  return printableLine(columnText(item, column, tracker));
}

function aligned(text: string, column: Column, width: number, { tracker }: SelectContext): string {
  return isNumberColumn(column, tracker) ? padStart(text, width) : padEnd(text, width);
}

function cellPaint(item: Item, column: Column, context: SelectContext, look: Look): Paint {
  const paint = painter(look);
  switch (column) {
    case "number":
    case "area":
      return paint.dim;
    case "status":
      return statusPaint(item.status, look);
    case "due":
      return isOverdue(item, context.today) ? paint.red.bold : plain;
    case "updated":
      return isStale(item, context) ? paint.yellow : paint.dim;
    case "priority":
      return item.priority === Object.keys(context.tracker.priorities)[0] ? paint.bold : plain;
    default:
      return plain;
  }
}

function plain(text: string): string {
  return text;
}
