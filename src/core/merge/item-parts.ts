/** An item's text taken apart into whole lines, which together are all of it. */
import type { CommentEntry } from "../body.ts";
import type { Comment } from "../item.ts";
import type { ItemText } from "../item-file.ts";

export interface CommentPart extends Comment {
  /** Blank lines, and stray text, between it and what is before it. */
  readonly lead: string;
  readonly source: string;
  readonly marker: string;
}

export interface ItemParts {
  /** The line of the opening dashes. */
  readonly open: string;
  readonly frontMatter: string;
  /** The line of the closing dashes. */
  readonly close: string;
  /** Blank lines before the description, or where there is none. */
  readonly above: string;
  /** From its first line that is not blank to its last. */
  readonly description: string;
  /** Blank lines behind it. */
  readonly below: string;
  /** The line `## Comments`; empty where there is none. */
  readonly heading: string;
  readonly comments: readonly CommentPart[];
  readonly tail: string;
}

/** Of a version that was not there yet. */
export const noParts: ItemParts = {
  open: "",
  frontMatter: "",
  close: "",
  above: "",
  description: "",
  below: "",
  heading: "",
  comments: [],
  tail: "",
};

/** The parts of a text whose lines all end with a line feed. */
export function partsOfItem({ text, frontMatter: { bodyStart }, body }: ItemText): ItemParts {
  const open = text.indexOf("\n") + 1;
  const close = text.lastIndexOf("\n", bodyStart - 2) + 1;
  const headingStart = body.headingEnd === null ? text.length : text.lastIndexOf("\n", body.headingEnd - 1) + 1;
  const headingEnd = body.headingEnd === null ? text.length : nextLine(text, body.headingEnd);
  const about = text.slice(bodyStart, headingStart);
  const isBlank = about.trim() === "";
  const first = isBlank ? about.length : about.lastIndexOf("\n", about.length - about.trimStart().length) + 1;
  const last = isBlank ? about.length : nextLine(about, about.trimEnd().length);
  const { comments, end } = commentParts(text, headingEnd, body.comments);
  return {
    open: text.slice(0, open),
    frontMatter: text.slice(open, close),
    close: text.slice(close, bodyStart),
    above: about.slice(0, first),
    description: about.slice(first, last),
    below: about.slice(last),
    heading: text.slice(headingStart, headingEnd),
    comments,
    tail: text.slice(end),
  };
}

function commentParts(
  text: string,
  from: number,
  entries: readonly CommentEntry[],
): { comments: readonly CommentPart[]; end: number } {
  let end = from;
  const comments = entries.map(({ start, end: last, marker, date, author, text: words }) => {
    const next = nextLine(text, last);
    const part = { lead: text.slice(end, start), source: text.slice(start, next), marker, date, author, text: words };
    end = next;
    return part;
  });
  return { comments, end };
}

/** The offset after the line end at or behind an offset. */
function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline + 1;
}
