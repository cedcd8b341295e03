/** One item for reading in a terminal. */
import { columnHeading, columnText } from "../core/columns.ts";
import { type Comment, type Item, isOpen } from "../core/item.ts";
import { nameOf } from "../core/item-key.ts";
import { printable, printableLine } from "../core/printable.ts";
import { isOverdue, isStale, type SelectContext } from "../core/select.ts";
import { valueColumns } from "../core/standard-columns.ts";
import { type Look, type Paint, painter, statusPaint } from "./style.ts";
import { padEnd, textWidth, truncateAtWord } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

const maxWidth = 100;

/** A page's own heading may be a sentence: its values are to stay near the edge. */
const maxHeading = 20;

/** Title, fields, description, comments newest first; ends with a line end. */
export function itemView(item: Item, context: SelectContext, look: Look): string {
  const paint = painter(look);
  const width = Math.min(look.width, maxWidth);
  const blocks = [
    itemTitle(item, context, look, width),
    itemFields(item, context, look, width),
    item.description && wrapText(printable(item.description), width),
    ...item.comments.toReversed().map((comment) => commentView(comment, look, width)),
    paint.dim(printableLine(item.path)),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

export function itemTitle(item: Item, { tracker }: SelectContext, look: Look, width: number): string {
  const number = `${nameOf(item, tracker)} `;
  const paint = painter(look);
  const lines = wrapText(printableLine(item.title), width - number.length).split("\n");
  return paint.dim(number) + lines.map((line) => paint.bold(line)).join(`\n${" ".repeat(number.length)}`);
}

export function itemFields(item: Item, context: SelectContext, look: Look, width: number): string {
  const { tracker } = context;
  const columns = [...valueColumns.filter((column) => column !== "title"), ...Object.keys(tracker.fields)];
  const most = Math.min(maxHeading, Math.floor(width / 3));
  const shown = columns.flatMap((column) => {
    const text = printableLine(columnText(item, column, tracker));
    const heading = truncateAtWord(printableLine(columnHeading(column, tracker)), most);
    return text === "" ? [] : [{ column, text, heading }];
  });
  const room = Math.max(0, ...shown.map(({ heading }) => textWidth(heading)));
  return shown
    .map(({ column, text, heading }) => {
      const paint = fieldPaint(item, column, context, look);
      const lines = wrapText(text, width - room - 2).split("\n");
      const value = lines.map((line) => paint(line)).join(`\n${" ".repeat(room + 2)}`);
      return `${painter(look).dim(padEnd(heading, room))}  ${value}${remark(item, column, context, look)}`;
    })
    .join("\n");
}

function fieldPaint(item: Item, column: string, context: SelectContext, look: Look): Paint {
  const paint = painter(look);
  if (column === "status") return statusPaint(item.status, context.tracker, look);
  if (column === "due" && isOverdue(item, context.today)) return paint.red.bold;
  return column === "closed" && !isOpen(item) ? paint.green : (text) => text;
}

function remark(item: Item, column: string, context: SelectContext, look: Look): string {
  const paint = painter(look);
  if (column === "status" && isStale(item, context)) return paint.yellow(" (stale)");
  return column === "due" && isOverdue(item, context.today) ? paint.red.bold(" (overdue)") : "";
}

export function commentView({ date, author, text }: Comment, look: Look, width: number): string {
  const head = [date ?? "(no date)", author && `@${author}`].filter(Boolean).join(" ");
  return `${painter(look).cyan(printableLine(head))}\n${indented(wrapText(printable(text), width - 2))}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
