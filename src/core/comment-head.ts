/** The head of a comment: `**2017-10-18 @lskrocki** text`, and the ways in which people write it by hand. */
import { type IsoDate, isIsoDate, isoDate } from "./calendar.ts";
import { once } from "./once.ts";
import type { ReadingCode } from "./rules/reading-rules.ts";

export interface CommentHead {
  readonly date: IsoDate | null;
  readonly author: string | null;
  /** The text after the head, on its line. */
  readonly rest: string;
  readonly problem: { readonly code: ReadingCode; readonly message: string } | null;
}

/** The line that begins the comments: the last one that stands on its own. */
export const commentsHeading = /^ {0,3}##[ \t]+comments(?:[ \t]+#+)?[ \t]*$/i;

/** Letters, digits and `._-`, beginning and ending with a letter or digit. */
export const handlePattern = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?";

/** What gtm itself writes. Patterns with \p{L} take a millisecond each to make and to compile: most starts never need them. */
const usual = /^\*\*(\d{4}-\d\d-\d\d)(?: @([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]))?\*\*(?: |$)/;
const dated = "(\\d{4}-\\d\\d?-\\d\\d?|\\d{1,2}/\\d{1,2}/\\d{2,4})";
const bold = once(
  () =>
    new RegExp(
      `^(?:\\*\\*|__)[ \\t]*${dated}(?:[ \\t]+@(${handlePattern}))?[ \\t]*:?[ \\t]*(?:\\*\\*|__):?(?:[ \\t]+|$)`,
      "u",
    ),
);
const bare = once(() => new RegExp(`^${dated}:?(?:[ \\t]+|$)()`, "u"));

/** Reads the first line of a comment, without its bullet. */
export function readCommentHead(line: string): CommentHead {
  const match = usual.exec(line) ?? bold().exec(line) ?? bare().exec(line);
  const written = match?.[1];
  if (!match || !written) {
    return {
      date: null,
      author: null,
      rest: line,
      problem: { code: "comment-undated", message: "a comment starts with its date: - **YYYY-MM-DD** text" },
    };
  }
  const date = readWrittenDate(written);
  return { date, author: match[2] || null, rest: line.slice(match[0].length), problem: dateProblem(written, date) };
}

/** `10/25/2017` (month first) and unpadded ISO dates are read, and reported with their mend. */
function readWrittenDate(written: string): IsoDate | null {
  if (isIsoDate(written)) return written;
  const [a = 0, b = 0, c = 0] = written.split(/[-/]/).map(Number);
  if (written.includes("-")) return isoDate(a, b, c);
  return isoDate(c < 100 ? 2000 + c : c, a, b);
}

function dateProblem(written: string, date: IsoDate | null): CommentHead["problem"] {
  if (date === written) return null;
  if (date === null)
    return { code: "comment-date", message: `"${written}" is not a valid date: write it as YYYY-MM-DD` };
  return { code: "comment-date-form", message: `write the date "${written}" as ${date}` };
}
