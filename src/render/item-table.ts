/** Items as a table in a terminal: aligned, coloured, and never wider than the window. */
import { type Column, columnHeading, columnText } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { printableLine } from "../core/printable.ts";
import { isDateColumn, isNumberColumn } from "../core/query.ts";
import type { SelectContext } from "../core/select.ts";
import { fitColumns } from "./fit-columns.ts";
import { cellPaint } from "./item-paint.ts";
import { type Look, type Paint, painter } from "./style.ts";
import { textWidth, truncate, truncateAtWord } from "./text-width.ts";

/** A letter of Hebrew, Arabic or their like. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** Ends such a text: else a terminal that turns it round takes the next column's date with it. */
const leftToRightMark = "\u200E";

interface Shown {
  readonly column: Column;
  readonly heading: string;
  readonly texts: readonly string[];
}

/** What the column of numbers shows instead. */
export interface ItemNames {
  readonly heading: string;
  /** By number; an item without one keeps its number. */
  readonly keys: ReadonlyMap<number, string>;
}

/** The table with its headings, each line ended, and what the window had no room for; "" without items. */
export function terminalItemTable(
  items: readonly Item[],
  columns: readonly Column[],
  context: SelectContext,
  look: Look,
  names: ItemNames | null = null,
): string {
  if (items.length === 0) return "";
  const paint = painter(look);
  const asked = [...new Set(columns)].map((column) =>
    column === "number" && names ? shownNames(items, names) : shownColumn(column, items, context),
  );
  const { gap, widths } = fitColumns(
    asked.map(({ column, heading, texts }) => ({
      column,
      heading: textWidth(heading),
      word: textWidth(/^\S+(?= )/.test(heading) ? `${/^\S+/.exec(heading)?.[0]}…` : heading),
      values: texts.reduce((widest, text) => Math.max(widest, textWidth(text)), 0),
      isRigid: isNumberColumn(column, context.tracker) || isDateColumn(column, context.tracker),
    })),
    look.width,
  );
  const shown = asked.flatMap((each) => {
    const width = widths.get(each.column);
    return width === undefined
      ? []
      : {
          ...each,
          width,
          isNumber: isNumberColumn(each.column, context.tracker) && !(names && each.column === "number"),
        };
  });
  const row = (cell: (each: (typeof shown)[number]) => string): string =>
    shown.map(cell).join(" ".repeat(gap)).trimEnd();
  const hidden = asked.filter(({ column }) => !widths.has(column)).map(({ heading }) => heading);
  const lines = [
    row(({ heading, width, isNumber }) => aligned(truncateAtWord(heading, width), width, isNumber, paint.bold)),
    ...items.map((item, index) =>
      row(({ column, texts, width, isNumber }) =>
        aligned(truncate(texts[index] ?? "", width), width, isNumber, cellPaint(item, column, context, look)),
      ),
    ),
    ...(hidden.length > 0 ? [paint.dim(truncate(`no room for: ${hidden.join(", ")}`, look.width))] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function shownColumn(column: Column, items: readonly Item[], { tracker }: SelectContext): Shown {
  return {
    column,
    heading: printableLine(columnHeading(column, tracker)),
    texts: items.map((item) => printableLine(columnText(item, column, tracker))),
  };
}

function shownNames(items: readonly Item[], { heading, keys }: ItemNames): Shown {
  return { column: "number", heading: printableLine(heading), texts: items.map(({ id }) => keys.get(id) ?? `#${id}`) };
}

function aligned(text: string, width: number, toTheRight: boolean, paint: Paint): string {
  const blank = " ".repeat(Math.max(0, width - textWidth(text)));
  const painted = text === "" ? "" : paint(text) + (rightToLeft.test(text) ? leftToRightMark : "");
  return toTheRight ? blank + painted : painted + blank;
}
