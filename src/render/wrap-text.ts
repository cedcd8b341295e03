/**
 * Text broken at its blanks to fit a width. What has none (an address, a path) stays whole, to be clicked or copied;
 * Chinese and Japanese, which write none, are broken between letters.
 */
import { textWidth } from "./text-width.ts";

/** A second column with less room than this is none. */
const leastColumn = 20;
const unspaced = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303F\\uFF00-\\uFF60";
/** What stays on one line, with the blanks before it; a closing sign stays with its letter. */
const units = new RegExp(` *(?:[${unspaced}][、。，．」』）！？ー]*|[^ ${unspaced}]+)`, "gu");
const bullet = /^ *(?:(?:[-*+]|\d+[.)]) +)?/;
/** Of help and messages: `gtm: `, `Usage: `, or the first of two columns with what stands between them. */
const lead = /^(?:(?:gtm|Usage): |(?<term> {2,}\S.*) {2,}(?:# )?(?=\S)| *)/;

/** Each line of prose by itself, its further lines under its words (behind the bullet of a list's entry). */
export function wrapText(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => {
      const indent = bullet.exec(line)?.[0] ?? "";
      return hang(indent, line.slice(indent.length).trimEnd(), width);
    })
    .join("\n");
}

/**
 * The same for help and messages: the further lines of a second column stand in that column. Where that is too narrow, the
 * second column of all lines that have it at the same place goes below the first.
 */
export function wrapHelp(text: string, width: number): string {
  const lines = text.split("\n").map((line) => readLead(line.trimEnd()));
  const isTooNarrow = ({ line, indent }: Lead) => {
    const words = line.slice(indent.length).split(" ");
    const room = width - indent.length;
    return textWidth(line) > width && (room < leastColumn || words.some((word) => textWidth(word) > room));
  };
  const stacked = new Set(
    lines.filter((each) => each.term !== null && isTooNarrow(each)).map(({ indent }) => indent.length),
  );
  return lines
    .map(({ line, indent, term }) =>
      term === null || !stacked.has(indent.length)
        ? hang(indent, line.slice(indent.length), width, undefined, leastColumn)
        : `${hang("  ", term.trim(), width, below)}\n${hang(below, line.slice(term.length).trim(), width)}`,
    )
    .join("\n");
}

const below = " ".repeat(6);

interface Lead {
  readonly line: string;
  readonly indent: string;
  /** The first column; null where there is one only. */
  readonly term: string | null;
}

function readLead(line: string): Lead {
  const match = lead.exec(line);
  return { line, indent: match?.[0] ?? "", term: match?.groups?.term?.trimEnd() ?? null };
}

/** One line, its further ones a little further in. */
export function wrapLine(line: string, width: number): string {
  return hang("", line, width, "  ");
}

/** The text behind its indent, further lines as far in, or behind a blank of their own. */
function hang(
  indent: string,
  text: string,
  width: number,
  blank = " ".repeat(textWidth(indent)),
  // However deep it stands, so much of the width is the text's own.
  least = Math.ceil(width / 2),
): string {
  const roomBehind = (front: string) => Math.max(least, width - textWidth(front));
  const [first, others] = [roomBehind(indent), roomBehind(blank)];
  const lines: string[] = [];
  let [line, used] = ["", 0];
  for (const [unit] of text.matchAll(units)) {
    const size = textWidth(unit);
    if (line !== "" && used + size > (lines.length === 0 ? first : others)) {
      lines.push(line);
      line = unit.trimStart();
      used = textWidth(line);
    } else {
      line += unit;
      used += size;
    }
  }
  return indent + [...lines, line].join(`\n${blank}`);
}
