/** Boxes and ticks before the words of a task, and strokes through them. */
import words from "../words/annotations.json" with { type: "json" };
import { anyIn, anyOf } from "./word-lists.ts";

const [open, closed, crossed] = [words.boxes.open, words.boxes.closed, words.boxes.crossed].map(anyOf);
const brackets = "\\\\?\\[([ xXvV/>✓✔-]?)\\\\?\\]|\\(([ xX✓✔]?)\\)";
const box = `(?:${brackets}|(${closed})|${open}|(${crossed}))\\ufe0f?(?:\\s+|$)`;
const boxAhead = new RegExp(`^${box}`, "u");
/** One box and words: `☐ open ☑ done` and `☑ = done` explain the boxes. */
const boxedLine = new RegExp(`^ {0,3}${box}(?![=:–—]|.{0,99}\\s${box})\\S`, "u");
const doneBehind = new RegExp(`\\s*(?:(?:${closed})\\ufe0f?|[([](?:x|${anyIn(words.closed)})\\\\?[)\\]])$`, "iu");

/** True of a line that is a task without a bullet: `[ ] Book the hall`. */
export function isBoxed(line: string): boolean {
  return boxedLine.test(line);
}

/** True of an entry whose box has a cross, `✗`: nobody knows whether that is a tick or the want of one. */
export function isCrossed(source: string): boolean {
  return new RegExp(`^[^\\p{L}\\p{N}]{0,8}(?:${crossed})`, "u").test(source);
}

/** An entry's text without its box, tick or strokes, and whether they say that it is done; null where there are none. */
export function readBox(text: string): { readonly text: string; readonly done: boolean | null } {
  const ahead = boxAhead.exec(text);
  const rest = ahead === null ? text : text.slice(ahead[0].length);
  const behind = doneBehind.exec(rest.slice(-60))?.[0] ?? "";
  const words = rest.slice(0, rest.length - behind.length);
  // What stands behind the strokes in brackets or behind a dash says who and when.
  const [, title, tail = ""] = /^~~((?:(?!~~)[\s\S])+)~~(\s*(?:[([@–—-].*)?)$/.exec(words.trim().slice(0, 3000)) ?? [];
  const struck = title === undefined ? undefined : title + tail;
  const [, square = "", round = "", tick] = ahead ?? [];
  const done = struck !== undefined || behind !== "" || tick !== undefined || /[xv✓✔-]/i.test(square + round);
  return { text: struck ?? words, done: done ? true : ahead === null ? null : false };
}
