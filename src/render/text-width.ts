/** Text measured and cut by the cells that a terminal gives it: wide letters and emoji take two, marks none. */
import truncated from "fast-string-truncated-width";

const ascii = /^[\x20-\x7E]*$/;

export function textWidth(text: string): number {
  return ascii.test(text) ? text.length : truncated(text).width;
}

/** The text, or as much of it as fits with an ellipsis. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width <= 1) return "…".slice(0, width);
  return `${cut(text, width - 1).trimEnd()}…`;
}

/** As much of the text as fits, without a sign that there was more. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (ascii.test(text)) return text.slice(0, width);
  // Letter by letter: the library's own index is too far where the script changes ("日␛[31m", "Ā ").
  let part = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (textWidth(part + segment) > width) break;
    part += segment;
  }
  return part;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}
