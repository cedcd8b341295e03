/** Adding a comment to an item's text, in date order: one inserted list item, every other byte as it was. */
import type { Body } from "./body.ts";
import { type ChangeResult, changeText, type Refusal, sameData, touchesMore, unreadableAfter } from "./change.ts";
import type { Comment } from "./item.ts";
import { type ItemText, readItemText } from "./item-file.ts";
import { lineEnd } from "./lines.ts";

export interface NewComment extends Comment {
  readonly date: string;
}

/** What would be read as a block if it stood right behind the date, and must begin a paragraph of its own. */
const blockAtStart = /^(?:[-*+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|#{1,6}(?:[ \t]|$)|>|`{3}|~{3}|\||<[a-z!/?])/i;

/**
 * The text with a comment behind those of its day and before it, oldest first; with a `## Comments` section where it has
 * none yet. Comments that stand out of order, or have no date, stay where they are.
 */
export function addComment(text: string, comment: NewComment): ChangeResult {
  return changeText(readItemText(text), (before) => insertComment(before, comment));
}

/** The same to a text that is parsed already; gives the new one, parsed. */
export function insertComment(before: ItemText, comment: NewComment): ItemText | Refusal {
  const { text } = before;
  const place = placeOf(comment, before.body.comments);
  const changed = insertAt(place, text, before.body, comment);
  const after = readItemText(changed);
  if (!after.ok) return unreadableAfter(after.problem);
  const { bodyStart } = before.frontMatter;
  const alone =
    changed.slice(0, bodyStart) === text.slice(0, bodyStart) &&
    after.body.description === before.body.description &&
    sameData(after.body.comments.map(words), before.body.comments.map(words).toSpliced(place, 0, words(comment)));
  return alone ? after : touchesMore;
}

/** A comment's text without what no file needs: control characters, blanks at its ends and on blank lines. */
export function tidyComment(text: string): string {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .split("\n");
  return lines
    .map((line) => (line.trim() === "" ? "" : line))
    .join("\n")
    .trim();
}

/** The comment as a list item, from its bullet to its last character. */
export function commentSource({ date, author, text }: NewComment, marker = "- "): string {
  const indent = " ".repeat(marker.length);
  const head = `${marker}**${author === null ? date : `${date} @${author}`}**`;
  const [first = "", ...rest] = text.split("\n");
  const indented = rest.map((line) => (line === "" ? "" : indent + line));
  if (blockAtStart.test(first)) return [head, "", indent + first, ...indented].join("\n");
  return [`${head} ${first}`, ...indented].join("\n");
}

/** The index that the comment gets: behind the last one that is not later, and what stands undated behind that. */
function placeOf({ date }: NewComment, comments: Body["comments"]): number {
  const earlier = comments.findLastIndex((each) => each.date !== null && each.date <= date);
  const later = comments.findIndex((each, index) => index > earlier && each.date !== null);
  return later === -1 ? comments.length : later;
}

function insertAt(place: number, text: string, body: Body, comment: NewComment): string {
  const eol = lineEnd(text);
  const next = body.comments[place];
  if (next) {
    const source = commentSource(comment, markerBefore(next.marker)).replaceAll("\n", eol);
    return insert(text, next.start, source + eol);
  }
  const last = body.comments.at(-1);
  const source = commentSource(comment, last ? bulletLike(last.marker) : "- ").replaceAll("\n", eol);
  if (last) return insert(text, last.end, eol + source);
  if (body.headingEnd !== null) {
    // Text that stands right under the heading would else go on with the comment.
    const gap = /^\r?\n[ \t]*\S/.test(text.slice(body.headingEnd)) ? eol : "";
    return insert(text, body.headingEnd, eol + eol + source + gap);
  }
  const end = text.trimEnd().length;
  return `${text.slice(0, end)}${eol}${eol}## Comments${eol}${eol}${source}${text.slice(end) || eol}`;
}

/** The bullet of the entry before, so that both stay one list; a number cannot go on as it is. */
function bulletLike(marker: string): string {
  return /^[-*+] +$/.test(marker) ? marker : "- ";
}

/** Indented as the entry behind it, so that the entry does not become a part of this one. */
function markerBefore(marker: string): string {
  return /^ *[-*+] +$/.test(marker) ? marker : `${/^ */.exec(marker)?.[0] ?? ""}- `;
}

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

function words({ date, author, text }: Comment): readonly unknown[] {
  return [date, author, text];
}
