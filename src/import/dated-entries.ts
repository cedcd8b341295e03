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
  const closer = Object.entries(closers).find(([sign]) => opening.includes(sign))?.[1] ?? "";
  const close = closer === "" ? -1 : behind.slice(0, 80).indexOf(closer);
  const beside = close > 0 ? behind.slice(0, close).replace(/^[\s:,–-]+|[\s:,–-]+$/g, "") : "";
  // Bold that goes on over the entry's text is not the date's alone.
  const own = close >= 0 && beside.length <= 40;
  const bold = !own && /^[*_]/.test(closer) ? closer : "";
  const rest = (own ? behind.slice(close + closer.length) : behind).replace(/^(?:\*\*|__)?[\s\])]*[:;.,\-–—|]*\s*/, "");
  return { date, beside: own ? beside : "", rest: `${bold}${rest.trim()}` };
}

const closers = { "**": "**", __: "__", "[": "]", "(": ")" };

/** The nested pieces of an entry as Markdown below its text. */
function assemble(text: string, below: readonly Piece[]): string {
  let above: readonly number[] = [];
  let wasItem = false;
  const lines = below.map((piece) => {
    const numbered = /^\d{1,3}[.)]\s/.test(piece.text);
    const isItem = piece.bullet || numbered;
    above = above.filter((other) => other < piece.depth);
    const indent = isItem ? `${"   ".repeat(above.length)}${numbered ? "" : "- "}` : "";
    const gap = isItem && wasItem ? "\n" : "\n\n";
    above = [...above, piece.depth];
    wasItem = isItem;
    return `${gap}${indent}${piece.text}`;
  });
  return dropNeedlessEscapes(`${text}${lines.join("")}`.trim());
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
  const found: { readonly lead: NonNullable<ReturnType<typeof readLead>>; readonly below: Piece[] }[] = [];
  const undated: Piece[] = [];
  let base = depthLimit;
  for (const piece of pieces) {
    const lead = piece.depth > base ? null : readLead(piece.text);
    if (lead !== null && (lead.rest !== "" || piece.bullet || found.length === 0)) {
      if (found.length === 0) base = piece.depth;
      found.push({ lead, below: [] });
    } else (found.at(-1)?.below ?? undated).push(piece);
  }
  const entries = found.map(({ lead: { date, beside, rest }, below }) => ({
    date,
    beside,
    text: assemble(rest, below),
  }));
  const listed = undated[0]?.bullet === true && undated.length > 1;
  return { entries, undated: listed ? assemble("", undated) : assemble(undated[0]?.text ?? "", undated.slice(1)) };
}
