/** What a text may name: `@handle`, and tickets of the tracker's prefixes. */
import { handlePattern } from "./comment-head.ts";
import type { Tracker } from "./tracker.ts";

/** A pattern's source, for the flags `gu`, with three groups: the handle; a ticket's prefix and its number. */
export function referenceSource({ refs }: Tracker): string {
  const prefixes = Object.keys(refs).filter((prefix) => /^[A-Z][A-Z0-9]*$/.test(prefix));
  const tickets =
    prefixes.length > 0 ? `|(?<![\\p{L}\\p{N}-])(${prefixes.join("|")})-(\\d+)(?![\\p{L}\\p{N}])` : "|(?!)()()";
  return `(?<![\\p{L}\\p{N}._-])@(${handlePattern})${tickets}`;
}
