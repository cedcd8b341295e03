/** Where two long texts differ: what a reviewer must see of them, however far from their beginning it stands. */
import { shorten } from "./shorten.ts";

/** What is left of equal words, in UTF-16 units, ahead of the first difference. */
const context = 30;

/** Both texts on one line; of longer ones than `size` the part that differs, with the words around it. */
export function differingParts(one: string, other: string, size: number): readonly [one: string, other: string] {
  const [a, b] = [onLine(one), onLine(other)];
  if (a.length <= size && b.length <= size) return [a, b];
  let first = 0;
  while (first < a.length && first < b.length && a[first] === b[first]) first += 1;
  const start = first <= context ? 0 : wordFrom(a, first - context, first);
  const part = (text: string) => shorten(`${start === 0 ? "" : "…"}${text.slice(start)}`, size);
  return [part(a), part(b)];
}

/** Its words, whatever blanks and line ends stand between them. */
export function onLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The next word's beginning before `end`; where there is none, `from` itself, or the character that it would tear. */
function wordFrom(text: string, from: number, end: number): number {
  const blank = text.indexOf(" ", from);
  if (blank !== -1 && blank < end) return blank + 1;
  return /[\uDC00-\uDFFF]/.test(text[from] ?? "") ? from - 1 : from;
}
