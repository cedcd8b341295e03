/** One item for reading in a terminal. */
import { wrapAnsi } from "fast-wrap-ansi";
import { columnHeading, columnText } from "../core/columns.ts";
import { type Comment, type Item, isOpen } from "../core/item.ts";
import { printable, printableLine } from "../core/printable.ts";
import { isOverdue, isStale, type SelectContext } from "../core/select.ts";
import { type Look, painter, statusPaint } from "./style.ts";
import { padEnd, textWidth } from "./text-width.ts";

const maxWidth = 100;

/** Title, fields, description, comments newest first; ends with a line end. */
export function itemView(item: Item, context: SelectContext, look: Look): string {
  const paint = painter(look);
  const width = Math.min(look.width, maxWidth);
  const blocks = [
    `${paint.dim(`#${item.id}`)} ${paint.bold(printableLine(item.title))}`,
    fields(item, context, look),
    item.description && wrapped(printable(item.description), width),
    ...item.comments.toReversed().map((comment) => commentView(comment, look, width)),
    paint.dim(printableLine(item.path)),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function fields(item: Item, context: SelectContext, look: Look): string {
  const { tracker } = context;
  const columns = [
    "status",
    "priority",
    "area",
    "owners",
    "start",
    "due",
    "timeline",
    "refs",
    "closed",
    ...Object.keys(tracker.fields),
  ];
  const shown = columns
    .map((column) => [printableLine(columnHeading(column, tracker)), painted(item, column, context, look)] as const)
    .filter(([, text]) => text !== "");
  const width = Math.max(0, ...shown.map(([heading]) => textWidth(heading)));
  return shown.map(([heading, text]) => `${painter(look).dim(padEnd(heading, width))}  ${text}`).join("\n");
}

function painted(item: Item, column: string, context: SelectContext, look: Look): string {
  const text = printableLine(columnText(item, column, context.tracker));
  const paint = painter(look);
  if (column === "status" && text !== "")
    return statusPaint(item.status, look)(text) + (isStale(item, context) ? paint.yellow(" (stale)") : "");
  if (column === "due" && isOverdue(item, context.today)) return paint.red.bold(`${text} (overdue)`);
  return column === "closed" && !isOpen(item) ? paint.green(text) : text;
}

function commentView({ date, author, text }: Comment, look: Look, width: number): string {
  const head = [date ?? "(no date)", author && `@${author}`].filter(Boolean).join(" ");
  return `${painter(look).cyan(printableLine(head))}\n${indented(wrapped(printable(text), width - 2))}`;
}

/** Each line wrapped by itself, its further lines indented like it. */
function wrapped(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? "";
      const hanging = indent + (/^(?:[-*+]|\d+[.)]) +/.exec(line.slice(indent.length))?.[0].replace(/./g, " ") ?? "");
      const lines = wrapAnsi(line.slice(indent.length), Math.max(20, width - hanging.length)).split("\n");
      return lines.map((part, index) => (index === 0 ? indent : hanging) + part).join("\n");
    })
    .join("\n");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
