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
  const { index } = truncated(text, { limit: width - 1, ellipsis: "", ellipsisWidth: 0 });
  return `${text.slice(0, index).trimEnd()}…`;
}

/** As much of the text as fits, without a sign that there was more. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return text.slice(0, truncated(text, { limit: width, ellipsis: "", ellipsisWidth: 0 }).index);
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}
