/** Anchors that forges make of a page's own headings. */
import type { PagePart } from "../core/page.ts";

interface Anchor {
  readonly words: string;
  readonly anchor: string;
}

/** Words with one blank or dash between them: of anything else forges make different anchors, and of digits alone too. */
const plain = /^(?=.*\p{L})[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*[.:!?]?$/u;

/** Signs that mark words up, or stand for others. */
const marked = /[*_`~[\]<>&\\]/;

/**
 * The nearest of the headings above on whose anchor all forges agree, and that stands on the page once; where there is none,
 * the nearest with GitHub's anchor; null for none.
 */
export function anchorTo(above: readonly PagePart[], all: readonly PagePart[]): Anchor | null {
  const everywhere = headingsOf(all).map((heading) => anchorOfWords(heading));
  const known = headingsOf(above).filter(
    (heading) =>
      /\p{L}/u.test(heading) &&
      !marked.test(heading) &&
      everywhere.filter((other) => other === anchorOfWords(heading)).length === 1,
  );
  const words = known.findLast((heading) => plain.test(heading)) ?? known.at(-1);
  return words === undefined ? null : { words, anchor: anchorOfWords(words) };
}

/** As GitHub makes it: letters, digits and dashes, a dash for each blank. */
function anchorOfWords(heading: string): string {
  return `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-")}`;
}

function headingsOf(parts: readonly PagePart[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === "text"
      ? [...part.markdown.matchAll(/^#{1,6} +(.*?)(?: +#+)? *$/gm)].map((match) => match[1] ?? "")
      : [],
  );
}
