/** What a meeting sees of an item: as much as the screen holds, the newest words first. */
import type { AgendaReason } from "../core/agenda.ts";
import { countOf } from "../core/count-of.ts";
import type { Comment, Item } from "../core/item.ts";
import { printable, printableLine } from "../core/printable.ts";
import type { SelectContext } from "../core/select.ts";
import { shorten } from "../core/shorten.ts";
import { reasonPaint, reasonWords } from "./agenda.ts";
import { commentView, itemFields, itemTitle } from "./item-view.ts";
import { type Look, painter } from "./style.ts";
import { textWidth, truncate } from "./text-width.ts";
import { wrapText } from "./wrap-text.ts";

export interface MeetingView {
  readonly item: Item;
  readonly reasons: readonly AgendaReason[];
  /** `meeting of 2026-11-22` */
  readonly title: string;
  /** `7 of 33` */
  readonly place: string;
  /** What the meeting has changed in the item; "" for nothing. */
  readonly changes: string;
  /** What the last key came to; "" for nothing to say. */
  readonly said: string;
}

/** Wider lines tire the eye, on a wall too. */
const mostColumns = 120;
const mostOfDescription = 3;
const mostOfComment = 8;

/**
 * The screen above the keys: never higher than `height` lines, unless the title and the fields alone are. What does not fit
 * is told of, and `v` shows it.
 */
export function meetingView(view: MeetingView, context: SelectContext, look: Look, height: number): string {
  const { item, reasons, changes, said } = view;
  const width = Math.min(look.width, mostColumns);
  const narrow = { ...look, width };
  const paint = painter(look);
  const why = reasons.map((reason) => reasonPaint(reason, look)(reasonWords(reason))).join(", ");
  const head = [
    headLine(view, narrow),
    "",
    itemTitle(item, context, look, width),
    ...(why === "" ? [] : [why]),
    "",
    itemFields(item, context, look, width),
  ].join("\n");
  const foot = [
    ...(changes === "" ? [] : [wrapText(paint.green(`Changed now: ${changes}`), width)]),
    ...(said === "" ? [] : [paint.bold(cutWords(wrapText(printable(said), width)))]),
  ].join("\n");
  const room = height - linesIn(head) - linesIn(foot) - 2;
  return `${[head, middle(item, narrow, room), foot].filter(Boolean).join("\n\n")}\n`;
}

function headLine({ title, place }: MeetingView, look: Look): string {
  const paint = painter(look);
  const left = truncate(printableLine(title), look.width - textWidth(place) - 2);
  const gap = " ".repeat(Math.max(2, look.width - textWidth(left) - textWidth(place)));
  return paint.dim(`${left}${gap}`) + paint.bold(place);
}

/**
 * The description's first lines, then comments from the newest on, as far as there is room. The newest comment matters more
 * than the description: where only one of them fits, it stays.
 */
function middle(item: Item, look: Look, room: number): string {
  const paint = painter(look);
  const description = cut(
    item.description && wrapText(printable(short(item.description)), look.width),
    mostOfDescription,
    look,
  );
  const viewOf = (comment: Comment, most: number) =>
    cut(commentView({ ...comment, text: short(comment.text) }, look, look.width), most, look);
  const [newest, ...older] = item.comments.toReversed();
  const first = newest === undefined ? "" : viewOf(newest, mostOfComment);
  const isTight = linesIn(description) + 1 + linesIn(first) + 2 > room;
  const blocks = isTight ? [] : [description].filter(Boolean);
  if (newest !== undefined) blocks.push(cut(first, Math.max(2, room - linesIn(blocks.join("\n")) - 3), look));
  let left = older.length;
  for (const comment of older) {
    const view = viewOf(comment, mostOfComment);
    // Before each stands a blank line; the last line may have to say what is left out.
    if (linesIn([...blocks, view].join("\n\n")) > room - (left > 1 ? 2 : 0)) break;
    blocks.push(view);
    left--;
  }
  const hidden = [
    ...(isTight && description !== "" ? ["the description"] : []),
    ...(left > 0 ? [countOf(left, "more comments")] : []),
  ];
  if (hidden.length > 0) blocks.push(paint.dim(`${hidden.join(", ")}: v shows all`));
  return blocks.join("\n\n");
}

/** No screen holds more of one text, and its lines need not be broken to know it. */
function short(text: string): string {
  return shorten(text, 4000);
}

function cut(text: string, lines: number, look: Look): string {
  const all = text.split("\n");
  return all.length <= lines ? text : [...all.slice(0, lines), painter(look).dim("  … (v shows all)")].join("\n");
}

/** What a hook says may be long; its end tells what is to be done. */
function cutWords(text: string): string {
  const lines = text.split("\n");
  const most = 10;
  return lines.length <= most ? text : [...lines.slice(0, 4), "…", ...lines.slice(4 - most)].join("\n");
}

function linesIn(text: string): number {
  return text === "" ? 0 : text.split("\n").length;
}

/** A key and what it does. */
export type KeyWord = readonly [key: string, word: string];

/** The keys on as few lines as the width allows, the last one not ended. */
export function keyLines(keys: readonly KeyWord[], look: Look): string {
  const paint = painter(look);
  const lines: string[][] = [[]];
  let used = 0;
  for (const [key, word] of keys) {
    const size = key.length + word.length + 1;
    if (used + size + 2 > Math.min(look.width, mostColumns) && used > 0) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(`${paint.bold.cyan(key)} ${word}`);
    used += size + 2;
  }
  return lines.map((line) => line.join("  ")).join("\n");
}
