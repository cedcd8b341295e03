/** What an import had to guess, as a table: what needs a look first. */

import { groupBy } from "../core/group-by.ts";
import { printableLine } from "../core/printable.ts";
import { type ItemRepair, trustedConfidence } from "../core/repair.ts";
import { shrink, sum } from "./fit-columns.ts";
import { type Look, type Paint, painter } from "./style.ts";
import { padEnd, padStart, textWidth, truncate } from "./text-width.ts";
import { hang, wrapText } from "./wrap-text.ts";

type ShownRepair = Omit<ItemRepair, "row">;

/** Columns of words give way, these widths kept, and take more lines. */
const leastWidths = [8, 10, 8, 16];
/** A value may be a whole cell of the page: so much of it shows which one. */
const valueLines = 3;
const valueWidth = 60;
const gap = "  ";

/** By number, what the page calls an item. */
export type ItemKeys = ReadonlyMap<number, string>;

export function calledIn(keys: ItemKeys, item: number): string {
  return keys.get(item) ?? `#${item}`;
}

/** A line or more of the table. */
interface Row {
  /** Sure, item, line. */
  readonly numbers: readonly string[];
  /** Column, read as, or, why. */
  readonly words: readonly string[];
  /** The words as one. */
  readonly sentence: string;
}

const headings: Row = {
  numbers: ["sure", "item", "line"],
  words: ["column", "read as", "or", "why"],
  sentence: "why",
};

/** The doubtful guesses one by one, each with its reason in full, then those that gtm vouches for, a line a row. */
export function repairTable(repairs: readonly ShownRepair[], look: Look, keys: ItemKeys = new Map()): string {
  if (repairs.length === 0) return "";
  const doubtful = repairs
    .filter(({ confidence }) => confidence < trustedConfidence)
    .map((repair) => single(repair, keys));
  const vouched = groupBy(
    repairs.filter(({ confidence }) => confidence >= trustedConfidence),
    ({ item, line }) => `${item} ${line}`,
  );
  const rest = [...vouched.values()].map((group) => together(group, keys)).sort(bySureness);
  const numberWidths = widest([headings, ...doubtful, ...rest].map(({ numbers }) => numbers));
  const front = ({ numbers }: Row) =>
    numbers.map((text, index) => padStart(text, numberWidths[index] ?? 0) + gap).join("");
  const room = look.width - front(headings).length - gap.length * (leastWidths.length - 1);
  const widths = shrink(widest([headings, ...doubtful].map(({ words }) => words)), leastWidths, room);
  const hasRoom = doubtful.length > 0 && sum(widths) <= room;
  const whole = (row: Row) =>
    hasRoom ? inColumns(front(row), row.words, widths) : hang(front(row), row.sentence, look.width);
  const paint = painter(look);
  const each = (text: string, colour: Paint) =>
    text
      .split("\n")
      .map((line) => colour(line))
      .join("\n");
  const lines = [
    each(whole(headings), paint.bold),
    ...doubtful.map((row) => each(whole(row), paint.yellow)),
    ...rest.map((row) => paint.dim(truncate(front(row) + row.sentence, look.width))),
  ];
  return `${lines.join("\n")}\n\n`;
}

function single({ confidence, item, line, column, value, alternative, reason }: ShownRepair, keys: ItemKeys): Row {
  const words = [column, value, alternative, reason].map(printableLine);
  const or = alternative === "" ? "" : `, or ${printableLine(alternative)}`;
  return {
    numbers: [confidence.toFixed(2), calledIn(keys, item), String(line)],
    words,
    sentence: printableLine(`${column} "${truncate(printableLine(value), valueWidth)}"${or}: ${reason}`),
  };
}

function together(group: readonly ShownRepair[], keys: ItemKeys): Row {
  const [least, more] = [...group].sort((a, b) => a.confidence - b.confidence);
  if (least === undefined) throw new RangeError("a group holds one guess at least");
  if (more === undefined) return single(least, keys);
  const columns = group.map(({ column }) => column).join(", ");
  return { ...single(least, keys), sentence: printableLine(`${group.length} cells put back in place: ${columns}`) };
}

function bySureness({ numbers: [sure, , line] }: Row, { numbers: [otherSure, , otherLine] }: Row): number {
  return Number(sure) - Number(otherSure) || Number(line) - Number(otherLine);
}

/** The words behind the front, what does not fit on more lines below, in its column. */
function inColumns(front: string, words: readonly string[], widths: readonly number[]): string {
  const columns = words.map((text, index) => {
    const width = widths[index] ?? 0;
    const lines = wrapText(text, width).split("\n");
    const shown = index === words.length - 1 ? lines : lines.slice(0, valueLines);
    return shown.map((line, at) =>
      padEnd(truncate(at === shown.length - 1 ? lines.slice(at).join(" ") : line, width), width),
    );
  });
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const cells = columns.map((lines, index) => lines[at] ?? " ".repeat(widths[index] ?? 0));
    return `${at === 0 ? front : " ".repeat(front.length)}${cells.join(gap)}`.trimEnd();
  }).join("\n");
}

function widest(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, index) => rows.reduce((most, row) => Math.max(most, textWidth(row[index] ?? "")), 0));
}
