/** Anchors that forges make of a page's own headings. */
import type { PagePart } from "../core/page.ts";

interface Anchor {
  readonly words: string;
  readonly anchor: string;
}

/** Words with one blank or dash between them: of anything else forges make different anchors, and of digits alone too. */
const plain = /^(?=.*\p{L})[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*[.:!?]?$/u;

/** The nearest of the headings above on whose anchor all forges agree, and that stands on the page once; null for none. */
export function anchorTo(above: readonly PagePart[], all: readonly PagePart[]): Anchor | null {
  const everywhere = headingsOf(all).map((heading) => heading.toLowerCase());
  const words = headingsOf(above).findLast(
    (heading) => plain.test(heading) && everywhere.filter((other) => other === heading.toLowerCase()).length === 1,
  );
  if (words === undefined) return null;
  return {
    words,
    anchor: `#${words
      .toLowerCase()
      .replace(/[.:!?]$/, "")
      .replaceAll(" ", "-")}`,
  };
}

function headingsOf(parts: readonly PagePart[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === "text"
      ? [...part.markdown.matchAll(/^#{1,6} +(.*?)(?: +#+)? *$/gm)].map((match) => match[1] ?? "")
      : [],
  );
}
