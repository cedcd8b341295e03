/** The dated entries of a cell: what is a new entry, and what belongs below the entry above. */
import { readDateAt, type WrittenDate } from "./date-forms.ts";
import { dropNeedlessEscapes } from "./inline.ts";

/** A line or list item of a cell. */
interface Piece {
  readonly text: string;
  readonly depth: number;
  readonly bullet: boolean;
}

export interface DatedEntry {
  readonly date: WrittenDate;
  /** Words that stand with the date inside its bold or brackets: an author perhaps. */
  readonly beside: string;
  /** Markdown; what was nested is a list. */
  readonly text: string;
}

export interface DatedText {
  readonly entries: readonly DatedEntry[];
  /** What stands before the first date, or everything where there is no date. */
  readonly undated: string;
}

const mark = /<\/?(ul|ol|li|br|p|div)\b[^<>]{0,300}>|\n/gi;
const depthLimit = 6;

/** Entries that an export glued: `… done. 10/18: next`, `* 10/25 a * 10/18 b`. */
function unglue(text: string): string {
  return text
    .replace(/(?<=[.!?)\]*]) {0,3}(?=\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\s?:\s)/g, "\n")
    .replace(/\s[*•]\s+(?=(?:\*\*)?(?:\d{1,4}[/.-]\d|\p{Lu}\p{Ll}{2,8}\.?\s\d))/gu, "\n");
}

function toPiece(raw: string, depth: number, item: boolean): Piece | null {
  const indent = raw.length - raw.trimStart().length;
  const text = raw.trim();
  const bullet = /^(?:[-•‣◦·▪]|\*(?!\*)|\+)\s+/.exec(text)?.[0] ?? "";
  const rest = text.slice(bullet.length).trim();
  if (rest === "") return null;
  const lower = bullet !== "" && item ? 1 : 0;
  return {
    text: rest,
    depth: Math.min(depthLimit, depth + lower + (item ? 0 : Math.floor(indent / 2))),
    bullet: item || bullet !== "",
  };
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let [depth, start, item] = [0, 0, false];
  const take = (end: number) => {
    const piece = toPiece(text.slice(start, end), Math.max(0, depth - 1), item);
    if (piece !== null) pieces.push(piece);
  };
  for (const match of text.matchAll(mark)) {
    take(match.index);
    start = match.index + match[0].length;
    const tag = match[1]?.toLowerCase() ?? "";
    const closes = match[0].startsWith("</");
    if (tag === "ul" || tag === "ol") depth = Math.max(0, depth + (closes ? -1 : 1));
    item = tag === "li" && !closes;
  }
  take(text.length);
  return pieces;
}

/** Splits a date off the start of a piece; null where the piece does not begin with one that dates it. */
function readLead(text: string): { readonly date: WrittenDate; readonly beside: string; readonly rest: string } | null {
  const opening = /^(?:\*\*|__|[[(_*\s])*/.exec(text.slice(0, 40))?.[0] ?? "";
  const date = readDateAt(text.slice(opening.length));
  if (date === null) return null;
  const behind = text.slice(opening.length + date.length);
  if (/^\s*[-–—]\s*\d/.test(behind) && opening.trim() === "") return { date, beside: "", rest: text };
  if (date.year === null && /^\s+(?:of|th|per|x)\b|^%/i.test(behind)) return null;
  const closer = opening.includes("**")
    ? "**"
    : opening.includes("__")
      ? "__"
      : opening.includes("[")
        ? "]"
        : opening.includes("(")
          ? ")"
          : "";
  const close = closer === "" ? -1 : behind.slice(0, 80).indexOf(closer);
  const beside = close > 0 ? behind.slice(0, close).replace(/^[\s:,–-]+|[\s:,–-]+$/g, "") : "";
  // Bold that goes on over the entry's text is not the date's alone.
  const own = close >= 0 && beside.length <= 40;
  const rest = (
    own ? behind.slice(close + closer.length) : `${closer === "**" || closer === "__" ? closer : ""}${behind}`
  ).replace(/^(?:\*\*|__)?[\s\])]*[:;.,\-–—|]*\s*/, (match) =>
    own || closer === "" || closer === "]" || closer === ")" ? "" : match.startsWith("**") ? "**" : "",
  );
  return { date, beside: own ? beside : "", rest: rest.trim() };
}

/** By piece: how many pieces above it hold it. */
function levelsOf(pieces: readonly Piece[]): readonly number[] {
  let above: readonly number[] = [];
  return pieces.map(({ depth }) => {
    const holders = above.filter((other) => other < depth);
    above = [...holders, depth];
    return holders.length;
  });
}

/** The nested pieces of an entry as Markdown below its text. */
function assemble(text: string, below: readonly Piece[]): string {
  const levels = levelsOf(below);
  const isItem = (piece: Piece | undefined) =>
    piece !== undefined && (piece.bullet || /^\d{1,3}[.)]\s/.test(piece.text));
  const lines = below.map((piece, index) => {
    const numbered = /^\d{1,3}[.)]\s/.test(piece.text);
    const indent = isItem(piece) ? `${"   ".repeat(levels[index] ?? 0)}${numbered ? "" : "- "}` : "";
    const gap = isItem(piece) && isItem(below[index - 1]) ? "\n" : "\n\n";
    return `${gap}${indent}${piece.text}`;
  });
  return dropNeedlessEscapes(`${text}${lines.join("")}`.trim());
}

function startsEntry(piece: Piece, base: number | null): boolean {
  if (base !== null && piece.depth > base) return false;
  const lead = readLead(piece.text);
  return lead !== null && (lead.rest !== "" || piece.bullet || base === null);
}

/** Reads a cell or a nested list. Entries stand in the page's order. */
export function readDatedText(text: string): DatedText {
  const first = piecesOf(text);
  const pieces = first.some((piece) => readLead(piece.text) !== null)
    ? first.flatMap((piece) => {
        const parts = unglue(piece.text).split("\n");
        return parts.map((part) => ({ ...piece, text: part.trim() })).filter((part) => part.text !== "");
      })
    : first;
  const starts: number[] = [];
  let base: number | null = null;
  for (const [index, piece] of pieces.entries()) {
    if (!startsEntry(piece, base)) continue;
    base ??= piece.depth;
    starts.push(index);
  }
  const entries = starts.flatMap((start, order): DatedEntry[] => {
    const piece = pieces[start];
    const lead = piece === undefined ? null : readLead(piece.text);
    if (piece === undefined || lead === null) return [];
    const below = pieces.slice(start + 1, starts[order + 1] ?? pieces.length);
    return [{ date: lead.date, beside: lead.beside, text: assemble(lead.rest, below) }];
  });
  const lead = pieces.slice(0, starts[0] ?? pieces.length);
  const listed = lead[0]?.bullet === true && lead.length > 1;
  return { entries, undated: listed ? assemble("", lead) : assemble(lead[0]?.text ?? "", lead.slice(1)) };
}
