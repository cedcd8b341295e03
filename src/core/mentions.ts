/** Who is named in a text: `@handle`, as the author of a comment too. */
import { handlePattern } from "./comment-head.ts";

export interface Mention {
  readonly handle: string;
  /** Of its `@`, in the whole text. */
  readonly offset: number;
}

/** Whole names only: `@scope/package` mentions nobody called `scop`. */
const mention = new RegExp(`(?<![\\p{L}\\p{N}._%+/@-])@(${handlePattern})(?![@/]|[._-]*[\\p{L}\\p{N}])`, "gu");

/** The mentions in a text from an offset on, outside of code, addresses and HTML. */
export function findMentions(text: string, from: number): readonly Mention[] {
  if (!text.includes("@", from)) return [];
  return [...withoutCode(text.slice(from)).matchAll(mention)].map((match) => ({
    handle: match[1] ?? "",
    offset: from + match.index,
  }));
}

/**
 * The places at which a text names one handle, in any case: all that a page would link, which is more than `check` doubts
 * (`@dan/@bo`).
 */
export function mentionsOf(handle: string, text: string, from: number): readonly Mention[] {
  if (!text.includes("@", from)) return [];
  const own = new RegExp(`(?<![\\p{L}\\p{N}._-])@(${handle.replace(/[.-]/g, "\\$&")})(?![._-]*[\\p{L}\\p{N}])`, "giu");
  return [...withoutCode(text.slice(from)).matchAll(own)].map((match) => ({
    handle: match[1] ?? "",
    offset: from + match.index,
  }));
}

/** Code, addresses and HTML hold signs that mean nothing here; what is left keeps its place. */
function withoutCode(text: string): string {
  return withoutNotes(text).replace(/`[^`\n]*`|<[^>\n]{0,2000}>|\]\([^)\n]{0,2000}\)|https?:\S+/g, blank);
}

/** By hand: a pattern looks for the end of each unclosed `<!--` anew, in a time that is the square of the text. */
function withoutNotes(text: string): string {
  let [kept, at] = ["", 0];
  for (;;) {
    const open = text.indexOf("<!--", at);
    const close = open === -1 ? -1 : text.indexOf("-->", open);
    if (close === -1) return kept + text.slice(at);
    kept += text.slice(at, open) + blank(text.slice(open, close + 3));
    at = close + 3;
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
