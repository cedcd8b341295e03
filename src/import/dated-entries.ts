/** The dated entries of a cell: what is a new entry, and what belongs below the entry above. */
import { readDateAt } from "./date-forms.ts";
import { dropNeedlessEscapes } from "./inline.ts";

/** A line or list item of a cell. */
interface Piece {
  readonly text: string;
  readonly depth: number;
  readonly bullet: boolean;
}

const depthLimit = 6;
const bulletsAhead = /^(?:\\?(?:[-•‣◦·▪+]|\*(?!\*))\s+)+/;

/** Entries that stand in one line: `… done. 10/18: next`, `… done. 18.10.26 Next`, `… done. (18/10/26) Next`, `* 10/25 a * 10/18 b`. */
function unglue(text: string): string {
  return text
    .replace(/(?<=[.!?)\]*])(?<!^\d{1,3}[.)]) {0,3}(?=\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{2,4})?)?\s?:\s)/g, "\n")
    .replace(/(?<=[.!?)\]*]) {1,3}(?=\d{1,2}[/.]\d{1,2}[/.]\d{2,4} \p{Lu}|\(\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\)\s)/gu, "\n")
    .replace(/\s[*•]\s+(?=(?:\*\*)?(?:\d{1,4}[/.-]\d|\p{Lu}\p{Ll}{2,8}\.?\s\d))/gu, "\n");
}

/** The pieces of a text, line by line; a line behind a hard break is as deep as the one before. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let isBroken = false;
  for (const line of text.split("\n")) {
    const words = line.trimStart();
    const indent = Math.min(depthLimit, Math.floor((line.length - words.length) / 2));
    const bullets = bulletsAhead.exec(words)?.[0] ?? "";
    const rest = words.slice(bullets.length).replace(/\\$|(?<=^\d{1,9})\\(?=[.)])/g, "");
    // A bullet within an entry, `- * and then`, is a lower one.
    const lower = Math.max(0, bullets.split(/\s+/).length - 2);
    const depth = isBroken ? (pieces.at(-1)?.depth ?? 0) : indent + lower;
    if (rest.trim() !== "") pieces.push({ text: rest.trim(), depth, bullet: bullets !== "" });
    isBroken = line.endsWith("\\");
  }
  return pieces;
}

/** What may stand before the date: the number of an entry (but not the day of `5. 11. 2026`), marks. */
const ahead = /^(?:\d{1,3}[.)]\s+(?!\d{1,2}\.))?(?:\*\*|__|[[(_*\s])*/;

/**
 * Splits a date off the start of a piece, and the words beside it inside its bold or brackets, an author perhaps; null where
 * the piece does not begin with a date that is its own.
 */
function readLead(text: string) {
  const opening = ahead.exec(text.slice(0, 40))?.[0] ?? "";
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

/** Reads a cell or a nested list: its entries in the page's order, and what stands before the first date, both as Markdown. */
export function readDatedText(text: string) {
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
  const entries = found.map(({ lead: { rest, ...lead }, below }) => ({ ...lead, text: assemble(rest, below) }));
  const listed = undated[0]?.bullet === true && undated.length > 1;
  return { entries, undated: listed ? assemble("", undated) : assemble(undated[0]?.text ?? "", undated.slice(1)) };
}
