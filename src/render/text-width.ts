/** Text measured and cut by the cells that a terminal gives it: wide letters and emoji take two, marks none. */
import truncated from "fast-string-truncated-width";
import { shorten } from "../core/shorten.ts";

const ascii = /^[\x20-\x7E]*$/;
/** Letters without a width, but a joiner within an emoji: the library counts a cell for each. */
const widthless = /[\u200B\u200C\u200E\u200F\u2060-\u2064\uFEFF]|\u200D(?!\p{Extended_Pictographic})/gu;

export function textWidth(text: string): number {
  return ascii.test(text) ? text.length : truncated(text.replace(widthless, "")).width;
}

/** The text, or as much of it as fits with an ellipsis. */
export function truncate(text: string, width: number): string {
  return shorten(text, width, textWidth);
}

/** The same, cut after a whole word where one fits. */
export function truncateAtWord(text: string, width: number): string {
  const cut = truncate(text, width);
  if (cut === text || /^\s/.test(text.slice(cut.length - 1))) return cut;
  const words = /^(.*[^\s(,;:/&–-])\s/u.exec(cut)?.[1];
  return words === undefined ? cut : `${words}…`;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}
