/**
 * The body of an item: a description, then `## Comments` with one list item a comment. Read line by line rather than
 * through a Markdown tree (that costs 1 ms an item), and more forgiving than one: an unclosed fence or `<!--` in the
 * description does not hide the comments. On everything else the two agree (test/core/body.test.ts compares them). What gtm
 * writes is found by usual-body.ts in less time.
 */
import { commentsHeading, readCommentHead } from "./comment-head.ts";
import type { Comment } from "./item.ts";
import { type Line, linesFrom } from "./lines.ts";
import type { TextProblem } from "./problem.ts";
import { found } from "./rules/reading-rules.ts";
import { scanBody, type UsualBody, usualComments, usualDescription } from "./usual-body.ts";

/** A comment with its place. */
export interface CommentEntry extends Comment {
  /** Offset of its first line. */
  readonly start: number;
  /** Offset after its last non-blank line, without that line's end. */
  readonly end: number;
  /** Its bullet with the blanks around it, such as `- ` or `  *   `. */
  readonly marker: string;
}

export interface Body {
  readonly description: string;
  /** As the file has them, top down. */
  readonly comments: readonly CommentEntry[];
  /** Offset after the `## Comments` line, without its line end; null where there is none. */
  readonly headingEnd: number | null;
  readonly problems: readonly TextProblem[];
}

const sectionEnd = /^ {0,3}#{1,2}(?:[ \t]|$)/;
const thematicBreak = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
/** What interrupts a paragraph, and so cannot be a lazily continued line of one. */
const blockStart = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|>|`{3}|~{3}|<[a-z!/?])/i;

/** Reads an item's text from `bodyStart` on; every offset counts from the text's beginning. */
export function readBody(text: string, bodyStart: number): Body {
  const usual = scanBody(text, bodyStart);
  return usual === null ? readLines(text, bodyStart) : bodyOf(text, bodyStart, usual);
}

function bodyOf(text: string, bodyStart: number, usual: UsualBody): Body {
  const { heading, starts } = usual;
  const lineEnd = (offset: number): number => {
    const newline = text.indexOf("\n", offset);
    return newline === -1 ? text.length : newline;
  };
  const comments = usualComments(text, usual).map((comment, index): CommentEntry => {
    const start = starts[index] ?? 0;
    const end = lineEnd(start + text.slice(start, starts[index + 1]).trimEnd().length);
    return { ...comment, start, end, marker: usualMarker };
  });
  const description = usualDescription(text, bodyStart, usual);
  return { description, comments, headingEnd: heading?.end ?? null, problems: [] };
}

const usualMarker = "- ";

/** Any body, line by line. */
export function readLines(text: string, bodyStart: number): Body {
  const lines = linesFrom(text, bodyStart);
  const at = lastCommentsHeading(lines);
  const heading = lines[at];
  if (!heading) return { description: describe(lines), comments: [], headingEnd: null, problems: [] };
  return { description: describe(lines.slice(0, at)), headingEnd: heading.end, ...readComments(lines.slice(at + 1)) };
}

/** Markdown of a description, without the notes that gtm itself leaves for a reviewer. */
function describe(lines: readonly Line[]): string {
  const text = lines.map((line) => line.text).join("\n");
  return (text.includes("<!-- gtm:") ? text.replace(/^<!-- gtm:[\s\S]*?-->[ \t]*\n?/gm, "") : text).trim();
}

/** The index of the last `## Comments` line outside of closed fences and HTML comments; -1 where there is none. */
function lastCommentsHeading(lines: readonly Line[]): number {
  const closeOf = closerOf(lines);
  let found = -1;
  /** The content's indent of the list item that a line may go on with; null outside of any. */
  let item: number | null = null;
  let inParagraph = false;
  for (let index = 0; index < lines.length; index++) {
    const text = lines[index]?.text ?? "";
    const blank = text.trim() === "";
    // What a list item holds is its own: a heading in a comment begins no section, and a fence ends with its item.
    if (item === null || (!blank && indentOf(text) < item)) {
      if (commentsHeading.test(text)) found = index;
      index = closeOf(index) ?? index;
      if (!blank && !(inParagraph && isLazy(text))) item = thematicBreak.test(text) ? null : contentIndent(text);
    }
    inParagraph = item !== null && !blank;
  }
  return found;
}

/** The indent of a list item's content, where a line begins one. */
function contentIndent(text: string): number | null {
  return readMarker(text)?.indent ?? null;
}

/** True of a line that goes on with a paragraph of the list item before it, although it is not indented. */
function isLazy(text: string): boolean {
  return !blockStart.test(text) && !thematicBreak.test(text) && readMarker(text) === null;
}

/** For the index of a line that opens a fence or an HTML comment: the index of the line that closes it, else null. */
function closerOf(lines: readonly Line[]): (index: number) => number | null {
  // The least length of an opening known to stay open: no later one can be closed either, which keeps this linear.
  const open = new Map<string, number>();
  const search = (kind: string, length: number, from: number, closes: (index: number) => boolean) => {
    if (length >= (open.get(kind) ?? Number.POSITIVE_INFINITY)) return null;
    for (let index = from; index < lines.length; index++) if (closes(index)) return index;
    open.set(kind, length);
    return null;
  };
  let closings: readonly (string | undefined)[] | undefined;
  return (index) => {
    const text = lines[index]?.text ?? "";
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence) {
      const runs = closings ?? lines.map((line) => /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line.text)?.[1]);
      closings = runs;
      return search(fence.slice(0, 1), fence.length, index + 1, (at) => runs[at]?.startsWith(fence) ?? false);
    }
    const comment = /^ {0,3}<!--/.exec(text);
    if (!comment || text.includes("-->", comment[0].length)) return null;
    return search("<!--", 1, index + 1, (at) => lines[at]?.text.includes("-->") ?? false);
  };
}

interface Marker {
  readonly marker: string;
  /** Columns that its content is indented by. */
  readonly indent: number;
}

interface OpenEntry extends Marker {
  readonly lines: Line[];
}

function readComments(lines: readonly Line[]): { comments: CommentEntry[]; problems: TextProblem[] } {
  const entries: OpenEntry[] = [];
  const problems: TextProblem[] = [];
  let current: OpenEntry | null = null;
  let inParagraph = false;
  for (const line of lines) {
    const blank = line.text.trim() === "";
    const inside: boolean = current !== null && (blank || indentOf(line.text) >= current.indent);
    const begun: Marker | null = inside || thematicBreak.test(line.text) ? null : readMarker(line.text);
    if (begun) {
      const entry: OpenEntry = { ...begun, lines: [line] };
      entries.push(entry);
      current = entry;
    } else if (current && (inside || (inParagraph && isLazy(line.text)))) {
      current.lines.push(line);
    } else if (sectionEnd.test(line.text)) {
      break;
    } else if (!blank) {
      current = null;
      problems.push(
        found(
          "comment-stray",
          { line: line.number, column: 1 },
          "this text is not part of a comment: start it with - **YYYY-MM-DD**, or indent it",
        ),
      );
    }
    inParagraph = current !== null && !blank;
  }
  const read = entries.map(readEntry);
  return { comments: read.map(([entry]) => entry), problems: [...problems, ...read.flatMap(([, found]) => found)] };
}

/** The bullet that begins a line, with the indent of its content as CommonMark counts it. */
function readMarker(text: string): Marker | null {
  const match = /^( {0,8}(?:[-*+]|\d{1,9}[.)]))([ \t]*)/.exec(text);
  if (!match?.[1]) return null;
  const [all, sign, blanks = ""] = match;
  if (blanks === "" && text.length > sign.length) return null;
  const indent = columnsOf(all);
  // A first line without text, or with code in it (five blanks), counts one blank.
  const one = text.length === all.length || indent - sign.length > 4;
  return one ? { marker: `${sign} `, indent: sign.length + 1 } : { marker: all, indent };
}

function readEntry({ lines, indent, marker }: OpenEntry): [CommentEntry, TextProblem[]] {
  const [first, ...rest] = lines.slice(0, lines.findLastIndex((line) => line.text.trim() !== "") + 1);
  if (!first) return [{ date: null, author: null, text: "", start: 0, end: 0, marker }, []];
  const head = readCommentHead(first.text.slice(marker.length));
  const text = [head.rest, ...rest.map((line) => dedent(line.text, indent))].join("\n").trim();
  const problems = head.problem
    ? [found(head.problem.code, { line: first.number, column: marker.length + 1 }, head.problem.message)]
    : [];
  const [start, end] = [first.start, (rest.at(-1) ?? first).end];
  return [{ date: head.date, author: head.author, text, start, end, marker }, problems];
}

function dedent(text: string, columns: number): string {
  let index = 0;
  while (index < columns && text[index] === " ") index++;
  return index < columns && text[index] === "\t" ? text.slice(index + 1) : text.slice(index);
}

function indentOf(text: string): number {
  return columnsOf(/^[ \t]*/.exec(text)?.[0] ?? "");
}

/** With tab stops of four, as CommonMark has them. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character === "\t" ? 4 - (columns % 4) : 1;
  return columns;
}
