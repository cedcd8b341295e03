/** Conflict markers read again, in git's three styles: what is in conflict, in the words of the field. */
import { commentsHeading, readCommentHead } from "../comment-head.ts";
import { printableLine } from "../printable.ts";
import { shorten } from "../shorten.ts";

/** What two versions of a file disagree about. */
export type ConflictSubject =
  | { readonly kind: "key" /** `due`, or `people.mreyes`. */; readonly key: string }
  | { readonly kind: "comment"; readonly date: string | null; readonly author: string | null }
  | { readonly kind: "text" };

export interface Conflict {
  readonly subject: ConflictSubject;
  /** 1-based line of the marker that begins it. */
  readonly line: number;
  /** 1-based line of the marker that ends it. */
  readonly lastLine: number;
  /** Whole lines between the markers, as they stand in the file. */
  readonly ours: string;
  /** The ancestor's, in the styles that show it. */
  readonly base: string | null;
  readonly theirs: string;
}

const opening = /^(<{7,})(?: |$)/;

/** The conflicts of a text, top down; a marker without its others is none. Takes any length of markers, and any line ends. */
export function readConflicts(text: string): readonly Conflict[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const place = placeIn(lines);
  const conflicts: Conflict[] = [];
  for (let index = 0; index < lines.length; index++) {
    place.pass(index);
    const size = opening.exec(lineAt(lines, index))?.[1]?.length;
    const found = size === undefined ? null : readSections(lines, index, size);
    if (!found) continue;
    const { end, ...sections } = found;
    conflicts.push({ subject: place.subjectOf(sections), line: index + 1, lastLine: end + 1, ...sections });
    index = end;
  }
  return conflicts;
}

type Sections = Pick<Conflict, "ours" | "base" | "theirs">;

function lineAt(lines: readonly string[], index: number): string {
  return (lines[index] ?? "").replace(/\r?\n$/, "");
}

function readSections(lines: readonly string[], start: number, size: number): (Sections & { end: number }) | null {
  const isMarker = (sign: string, index: number): boolean => {
    const line = lineAt(lines, index);
    return line.startsWith(sign.repeat(size)) && (line.length === size || line[size] === " ");
  };
  const find = (sign: string, from: number): number => {
    for (let index = from; index < lines.length; index++) {
      if (isMarker(sign, index)) return index;
      if (sign !== "<" && isMarker("<", index)) return -1;
    }
    return -1;
  };
  const middle = find("=", start + 1);
  const end = middle === -1 ? -1 : find(">", middle + 1);
  if (end === -1) return null;
  const bar = find("|", start + 1);
  const hasBase = bar !== -1 && bar < middle;
  const between = (from: number, to: number) => lines.slice(from + 1, to).join("");
  return {
    ours: between(start, hasBase ? bar : middle),
    base: hasBase ? between(bar, middle) : null,
    theirs: between(middle, end),
    end,
  };
}

/** Where in its file a line is: in the front matter below which key, or behind it. */
function placeIn(lines: readonly string[]) {
  const isMarked = /^\uFEFF?---[ \t]*$/.test(lineAt(lines, 0));
  let zone: "front matter" | "body" | "comments" = isMarked ? "front matter" : "body";
  let key: string | null = null;
  return {
    pass(index: number): void {
      const line = lineAt(lines, index);
      if (zone === "front matter" && index > 0 && /^---[ \t]*$/.test(line)) zone = "body";
      else if (zone !== "front matter" && commentsHeading.test(line)) zone = "comments";
      key = keyOf(line) ?? key;
    },
    subjectOf({ ours, theirs, base }: Sections): ConflictSubject {
      const first = firstLine(ours) ?? firstLine(theirs) ?? firstLine(base ?? "") ?? "";
      if (zone === "front matter") return keySubject(first, key);
      if (zone === "body") return { kind: "text" };
      const words = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$/.exec(first)?.[1];
      const { date, author } = words === undefined ? { date: null, author: null } : readCommentHead(words);
      return date === null ? { kind: "text" } : { kind: "comment", date, author };
    },
  };
}

function keySubject(line: string, above: string | null): ConflictSubject {
  const own = keyOf(line);
  if (own !== null) return { kind: "key", key: own };
  const inner = /^[ \t]+(?:- )?["']?([^"'{}[\],#]+?)["']?[ \t]*:(?:[ \t]|$)/.exec(line)?.[1];
  const parts = [above, inner].flatMap((part) => part ?? []);
  return parts.length === 0 ? { kind: "text" } : { kind: "key", key: parts.join(".") };
}

/** The key that a line of front matter begins with, at its left edge. */
function keyOf(line: string): string | null {
  return /^["']?([^\s"'#:{}[\],<>=|-][^"':]*?)["']?[ \t]*:(?:[ \t]|$)/.exec(line)?.[1] ?? null;
}

function firstLine(text: string): string | undefined {
  return text.split(/\r?\n/).find((line) => line.trim() !== "");
}

/** What is in conflict, for a sentence: `due (2026-11-30 or 2026-12-05), the comment of 2026-10-18`. */
export function conflictWords(conflicts: readonly Conflict[]): string {
  const named = conflicts.slice(0, 3).map(subjectWords);
  const more = conflicts.length - named.length;
  return [...new Set(named), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function subjectWords({ subject, ours, theirs }: Conflict): string {
  switch (subject.kind) {
    case "key": {
      const values = [ours, theirs].map(valueWords);
      const key = printableLine(subject.key);
      return values.every((value) => value !== null) ? `${key} (${values.join(" or ")})` : key;
    }
    case "comment":
      return `the comment of ${subject.date ?? "no date"}${subject.author === null ? "" : ` by @${printableLine(subject.author)}`}`;
    case "text":
      return "its text";
  }
}

/** What a side has for a key; null where that is more than a line. */
function valueWords(lines: string): string | null {
  const written = lines.trim();
  if (written === "") return "none";
  if (written.includes("\n")) return null;
  return shorten(printableLine(withoutKey(written)) || "none", 30);
}

/** What stands behind the key of a line, or behind the dash of an entry: a milestone has keys of its own within. */
export function withoutKey(line: string): string {
  return line.startsWith("- ") ? line.slice(2).trim() : line.replace(/^[^:{[]*:/, "").trim();
}
