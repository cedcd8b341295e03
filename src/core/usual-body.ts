/**
 * The body of an item as gtm writes it, found in one pass that looks at how each line begins: a description of plain lines, the
 * heading, comments with dates, their further lines indented. Where body.ts might see anything else, null.
 */
import { type IsoDate, isIsoDate } from "./calendar.ts";
import { commentsHeading } from "./comment-head.ts";
import type { Comment } from "./item.ts";

export interface UsualBody {
  /** Offsets of the heading's line, without its line end; null where there is none, and so no comments. */
  readonly heading: { readonly start: number; readonly end: number } | null;
  /** The offset of each comment's bullet. */
  readonly starts: readonly number[];
  /** The latest day of a comment. */
  readonly newest: IsoDate | null;
}

/** A bullet of one blank with the head that comment-head.ts calls usual. */
const bullet = /- \*\*(\d{4}-\d\d-\d\d)(?: @([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]))?\*\*(?: |\n|$)/y;

/** Scans a text from `bodyStart` on. */
export function scanBody(text: string, bodyStart: number): UsualBody | null {
  // A carriage return may end a line, or begin one.
  if (text.includes("\r", bodyStart)) return null;
  let heading: UsualBody["heading"] = null;
  const starts: number[] = [];
  let newest: IsoDate | null = null;
  for (let start = bodyStart, end = start; start < text.length; start = end + 1) {
    const newline = text.indexOf("\n", start);
    end = newline === -1 ? text.length : newline;
    if (end === start) continue;
    const first = text[start] ?? "";
    if (first === "#") {
      const isHeading = commentsHeading.test(text.slice(start, end));
      // The last such heading counts, and any other ends the comments.
      if (heading !== null) return null;
      if (isHeading) heading = { start, end };
    } else if (heading === null) {
      // An indented heading, a fence, a note, or a conflict may begin here.
      if (first === " " || first === "\t" || first === "`" || first === "~" || isMark(first)) return null;
    } else if (first === "-") {
      bullet.lastIndex = start;
      const date = bullet.exec(text)?.[1];
      if (date === undefined || !isIsoDate(date)) return null;
      starts.push(start);
      if (newest === null || date > newest) newest = date;
    } else if (starts.length === 0 || !isFurtherLine(text, start)) return null;
  }
  return { heading, starts, newest };
}

/** The comments of a body that was scanned, as the file has them, top down. */
export function usualComments(text: string, { starts }: UsualBody): Comment[] {
  return starts.map((start, index) => {
    bullet.lastIndex = start;
    const match = bullet.exec(text);
    const words = text.slice(start + (match?.[0].length ?? 0), starts[index + 1]).trim();
    const own = words.includes("\n") ? words.replaceAll("\n  ", "\n") : words;
    return { date: match?.[1] ?? null, author: match?.[2] ?? null, text: own };
  });
}

/** What stands ahead of the heading. */
export function usualDescription(text: string, bodyStart: number, { heading }: UsualBody): string {
  return text.slice(bodyStart, heading?.start).trim();
}

/** `<` begins a note or a side of a conflict, `|` and `>` the other lines of one. */
function isMark(character: string): boolean {
  return character === "<" || character === "|" || character === ">";
}

/** A line of the comment before it, which no indented heading can be. */
function isFurtherLine(text: string, start: number): boolean {
  if (!text.startsWith("  ", start)) return false;
  const third = text[start + 2];
  return third !== "#" && !(third === " " && text[start + 3] === "#");
}
