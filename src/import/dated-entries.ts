/** The dated entries of a cell: what is a new entry, and what belongs below the entry above. */
import { readDateAt, type WrittenDate } from "./date-forms.ts";
import { dropNeedlessEscapes } from "./inline.ts";

const depthLimit = 6;
const bulletsAhead = /^(?:\\?(?:[-•‣◦·▪+]|\*(?!\*))\s+)+/;

const author = "(?:\\s@?\\p{Lu}[\\p{L}.'’-]{0,20}){0,2}";
const behindDate = new RegExp(`^(?:${author}:?((?:\\*\\*|__|[\\])])+))?(?:${author}\\s?([:–—-])(?=\\s))?`, "u");
/** Before another entry of a line: a sign, or its bracket or bold; and behind a sentence, where the entry has a sign behind its day. */
const parting =
  /\s{0,3}(?:;|\|{1,2}|\/\/|[·•→»])\s{0,3}|\s{1,3}[*–—/~>+-]{1,2}\s{1,3}|\s(?=\*\*|__|[[(])|(?<=[.!?)\]*])\s{0,3}/g;

/** How an entry begins, whatever its day: `[9 a]`, `9/9:`; null where it begins without one. */
function formOf(text: string) {
  const opening = /^(?:\*\*|__|[[(])*/.exec(text)?.[0] ?? "";
  const date = readDateAt(text.slice(opening.length));
  if (date === null) return null;
  const end = opening.length + date.length;
  const [, closing = "", sign = ""] = behindDate.exec(text.slice(end, end + 80)) ?? [];
  const days = text.slice(0, end).replace(/\d+|\p{L}+/gu, (run) => (/\d/.test(run) ? "9" : "a"));
  return { date, form: `${days}${closing}${sign && (sign === ":" ? ":" : "-")}`, isMarked: sign + closing !== "" };
}

/** The signs of a line before what begins as its first entry does. */
function cutsOf(text: string, between: RegExp) {
  const form = formOf(text)?.form;
  return [...text.matchAll(between)].filter(({ 0: sign, index }) => {
    const start = index + sign.length;
    return form !== undefined && start > 0 && formOf(text.slice(start, start + 200))?.form === form;
  });
}

/** True of days that go on, or back, one after another, whichever of their numbers is the month. */
function areInOrder(dates: readonly (WrittenDate | undefined)[]): boolean {
  return [0, 1].some((turned) => {
    const days = dates.map((date) => {
      const [month, day] = turned ? [date?.second, date?.first] : [date?.first, date?.second];
      return ((date?.year ?? 0) * 100 + (month ?? Number.NaN)) * 100 + (day ?? 0);
    });
    return [1, -1].some((way) => days.every((day, at) => way * (day - (days[at - 1] ?? day)) >= 0));
  });
}

/** `10/12: sent; 10/19: signed`: entries in one line that begin alike, in the order of their days. */
function cutAlike(text: string): readonly string[] {
  const cuts = cutsOf(text, parting);
  const starts = [0, ...cuts.map(({ 0: sign, index }) => index + sign.length)];
  const parts = starts.map((start, at) => text.slice(start, cuts[at]?.index));
  // `10/12 sent; 10/19 is the day` may be one.
  const form = formOf(text);
  const sure = form?.date.year ? /^\s*$|[|•*]|\/\// : /[|•*]|\/\//;
  const isSure = form?.isMarked === true || cuts.length > 1 || cuts.every(([sign]) => sure.test(sign));
  return isSure && areInOrder(parts.map((part) => formOf(part)?.date)) ? parts : [text];
}

/** The pieces of a text, line by line; a line behind a hard break is as deep as the one before. */
function piecesOf(text: string) {
  const pieces: { readonly text: string; readonly depth: number; readonly bullet: boolean }[] = [];
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

type Piece = ReturnType<typeof piecesOf>[number];

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
  const close = closer === "" ? -1 : behind.slice(0, 45).indexOf(closer);
  const beside = behind.slice(0, Math.max(0, close)).replace(/^[\s:,–-]+|[\s:,–-]+$/g, "");
  // Bold that goes on over the entry's text is not the date's alone.
  const bold = close < 0 && /^[*_]/.test(closer) ? closer : "";
  const own = close < 0 ? behind : behind.slice(close + closer.length);
  return { date, beside, rest: `${bold}${own.replace(/^(?:\*\*|__)?[\s\])]*[:;.,\-–—|]*\s*/, "").trim()}` };
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
    ? first.flatMap((piece) => cutAlike(piece.text).map((text) => ({ ...piece, text: text.trim() })))
    : first;
  const found: { readonly lead: NonNullable<ReturnType<typeof readLead>>; text: string; readonly below: Piece[] }[] =
    [];
  const undated: Piece[] = [];
  let base = depthLimit;
  for (const piece of pieces) {
    const lead = piece.depth > base ? null : readLead(piece.text);
    if (lead !== null && (lead.rest !== "" || piece.bullet || found.length === 0)) {
      if (found.length === 0) base = piece.depth;
      found.push({ lead, text: piece.text, below: [] });
    } else (found.at(-1)?.below ?? undated).push(piece);
  }
  const entries = found.map(({ lead: { rest, ...lead }, text, below }) => {
    const isMarked = formOf(text)?.isMarked === true;
    return { ...lead, text: assemble(rest, below), holdsMore: cutsOf(text, isMarked ? /\s+/g : parting).length > 0 };
  });
  const listed = undated[0]?.bullet === true && undated.length > 1;
  return { entries, undated: listed ? assemble("", undated) : assemble(undated[0]?.text ?? "", undated.slice(1)) };
}
