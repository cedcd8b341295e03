/**
 * Changing one key of front matter by replacing the smallest span of its text: everything else, comments, quotes,
 * blanks and line ends, stays byte for byte. `yaml` is used for the places of things only; nothing is written back
 * from its tree. The caller reads the result again and compares (core/change.ts).
 */
import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  stringify,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { lineEnd } from "./lines.ts";

/** A scalar, a list, or null for no key. */
export type KeyValue = string | readonly string[] | null;

/** Why a key cannot be changed in this text, in words; the text stays. */
export class EditRefused extends Error {}

/**
 * The text with one top-level key set, added or removed.
 * @param bodyStart offset at which the body begins
 * @param order keys in the order in which they are written; a new key goes after the last one before it
 */
export function setKey(
  text: string,
  bodyStart: number,
  key: string,
  value: KeyValue,
  order: readonly string[],
): string {
  const start = text.indexOf("\n") + 1;
  const end = text.lastIndexOf("---", bodyStart - 1);
  const source = text.slice(start, end);
  const edited = editSource(source, key, value, order, lineEnd(text));
  return text.slice(0, start) + edited + text.slice(end);
}

/** A string as a YAML scalar on one line, quoted only where it must be. */
export function scalarSource(value: string): string {
  return plainWords.test(value) ? value : strictSource(value);
}

/** The same in a list, whose entries are words: a key 2.10 is not the number 2.1, whoever reads it. */
function entrySource(value: string): string {
  return /^[a-z]/.test(value) ? scalarSource(value) : strictSource(value);
}

function strictSource(value: string): string {
  if (unprintable.test(value)) return JSON.stringify(value).replace(unprintables, escaped);
  // A flow list holds the strictest rules: what is safe there is safe everywhere.
  const inList = stringify([value], {
    lineWidth: 0,
    collectionStyle: "flow",
    flowCollectionPadding: false,
    version: "1.2",
  }).trimEnd();
  return inList.slice(1, -1).trim();
}

/** Words that YAML's rules would have quoted and no reader of front matter needs quoted: `yes`, numbers, dates. */
const plainWords = /^(?:yes|no|-?(?:0|[1-9]\d*)(?:\.\d+)?|\d{4}-\d\d-\d\d)$/;

/** What YAML allows in no file, and JSON leaves as it is. */
const unprintables = /[\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/g;
const unprintable = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|\p{Surrogate}/u;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

export function listSource(values: readonly string[]): string {
  return `[${values.map(entrySource).join(", ")}]`;
}

function editSource(source: string, key: string, value: KeyValue, order: readonly string[], eol: string): string {
  const map = parseMap(source);
  const pair = map?.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  if (!pair)
    return value === null || !map ? withFirst(source, key, value, eol) : inserted(source, map, key, value, order, eol);
  if (value === null) return removed(source, pair);
  if (typeof value !== "string" && isSeq(pair.value)) return withList(source, pair.value, value, eol);
  return replaced(source, pair, value);
}

export function parseMap(source: string): YAMLMap | null {
  const document = parseSource(source);
  const error = document.errors[0];
  if (/call stack/.test(error?.message ?? "")) throw new EditRefused("front matter is nested too deeply");
  if (error) throw new EditRefused(`front matter: ${error.message.split("\n")[0]}`);
  if (document.contents === null || (isScalar(document.contents) && document.contents.source === "")) return null;
  if (!isMap(document.contents)) throw new EditRefused('front matter must be "key: value" lines');
  if (document.contents.flow) throw new EditRefused("front matter is written as {…}: put each key on its own line");
  return document.contents;
}

function parseSource(source: string): ReturnType<typeof parseDocument> {
  try {
    return parseDocument(source, { schema: "failsafe", keepSourceTokens: true });
  } catch (error) {
    if (error instanceof RangeError) throw new EditRefused("front matter is nested too deeply");
    throw error;
  }
}

function withFirst(source: string, key: string, value: KeyValue, eol: string): string {
  return value === null ? source : `${source}${keyLine(key, value)}${eol}`;
}

function keyLine(key: string, value: string | readonly string[]): string {
  return `${scalarSource(key)}: ${typeof value === "string" ? scalarSource(value) : listSource(value)}`;
}

/** As a new line, after the last present key that comes before it. */
function inserted(
  source: string,
  map: YAMLMap,
  key: string,
  value: string | readonly string[],
  order: readonly string[],
  eol: string,
): string {
  const before = order.slice(0, Math.max(0, order.indexOf(key)));
  const known = map.items.findLast((item) => isScalar(item.key) && before.includes(String(item.key.value)));
  const after = known ?? (order.includes(key) ? undefined : map.items.at(-1));
  const at = after ? lineEndAfter(source, pairEnd(source, after)) : rangeOf(map.items[0]?.key)[0];
  return `${source.slice(0, at)}${keyLine(key, value)}${eol}${source.slice(at)}`;
}

/** Its whole lines, with a comment that stands on them. */
function removed(source: string, pair: Pair): string {
  const start = source.lastIndexOf("\n", rangeOf(pair.key)[0]) + 1;
  return source.slice(0, start) + source.slice(lineEndAfter(source, pairEnd(source, pair)));
}

export function replaced(source: string, pair: Pair, value: string | readonly string[]): string {
  const node = isScalar(pair.value) || isSeq(pair.value) || isMap(pair.value) ? pair.value : null;
  const words = typeof value === "string" ? quotedLike(node, value) : listSource(value);
  if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) {
    const [start, end] = [rangeOf(node)[0], pairEnd(source, pair)];
    return source.slice(0, start) + words + source.slice(beforeLineEnd(source, end));
  }
  const [start, end] = rangeOf(node);
  if (!isScalar(node) && !(isSeq(node) && node.flow))
    throw new EditRefused("gtm cannot change a nested value: edit the file");
  if (end > start) return source.slice(0, start) + words + source.slice(end);
  // No value yet: right behind the colon, before any comment.
  const colon = source.indexOf(":", rangeOf(pair.key)[1]) + 1;
  const blank = source[colon] === " " && source[colon + 1] !== "#" ? 1 : 0;
  return `${source.slice(0, colon)} ${words}${source.slice(colon + blank)}`;
}

/** In the quotes that were there, where the value allows them. */
export function quotedLike(node: unknown, value: string): string {
  if (isScalar(node) && node.type === "QUOTE_DOUBLE" && !/["\\\p{Cc}]/u.test(value)) return `"${value}"`;
  if (isScalar(node) && node.type === "QUOTE_SINGLE" && !/\p{Cc}/u.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  return scalarSource(value);
}

/** A list changed entry by entry, so that the ones that stay keep their place, their quotes and their comments. */
function withList(source: string, list: YAMLSeq, values: readonly string[], eol: string): string {
  const present = list.items.map((node) => (isScalar(node) ? String(node.value) : null));
  const kept = present.filter((value) => value !== null && values.includes(value));
  const added = values.slice(kept.length);
  const isSame = kept.every((value, index) => value === values[index]);
  if (!isSame || kept.length === 0) return wholeList(source, list, values);
  let edited = source;
  const last = present.lastIndexOf(kept.at(-1) ?? null);
  // From the end, so that the places of what comes before hold.
  for (let index = present.length - 1; index >= 0; index--) {
    if (index === last && added.length > 0) edited = appended(edited, list, rangeOf(list.items[last]), added, eol);
    else if (!kept.includes(present[index] ?? null)) edited = withoutEntry(edited, list, index);
  }
  return edited;
}

function appended(
  source: string,
  list: YAMLSeq,
  last: readonly [number, number],
  added: readonly string[],
  eol: string,
): string {
  if (list.flow) return `${source.slice(0, last[1])}, ${added.map(entrySource).join(", ")}${source.slice(last[1])}`;
  const lineStart = source.lastIndexOf("\n", last[0]) + 1;
  const dash = /^[ \t]*-[ \t]+/.exec(source.slice(lineStart, last[0]))?.[0] ?? "  - ";
  const at = lineEndAfter(source, last[1]);
  return `${source.slice(0, at)}${added.map((value) => `${dash}${entrySource(value)}${eol}`).join("")}${source.slice(at)}`;
}

function withoutEntry(source: string, list: YAMLSeq, index: number): string {
  const [start, end] = rangeOf(list.items[index]);
  if (!list.flow) return source.slice(0, source.lastIndexOf("\n", start) + 1) + source.slice(lineEndAfter(source, end));
  const next = list.items[index + 1];
  if (next) return source.slice(0, start) + source.slice(rangeOf(next)[0]);
  const previous = list.items[index - 1];
  return source.slice(0, previous ? rangeOf(previous)[1] : start) + source.slice(end);
}

function wholeList(source: string, list: YAMLSeq, values: readonly string[]): string {
  let commented = false;
  visit(list, {
    Node: (_, node) => {
      if (node.comment || node.commentBefore) commented = true;
    },
  });
  if (commented) throw new EditRefused("gtm cannot change a list with comments in it: edit the file");
  const [start, end] = rangeOf(list);
  const colon = source.lastIndexOf(":", start) + 1;
  return list.flow
    ? source.slice(0, start) + listSource(values) + source.slice(end)
    : `${source.slice(0, colon)} ${listSource(values)}${source.slice(beforeLineEnd(source, end))}`;
}

/** Where a pair's own text ends: its value's end, or its colon where it has none. */
function pairEnd(source: string, pair: Pair): number {
  const [start, end] = rangeOf(pair.value);
  return end > start ? end : Math.max(end, source.indexOf(":", rangeOf(pair.key)[1]) + 1);
}

/** The offset before the line end that ends at an offset, if one does. */
function beforeLineEnd(source: string, offset: number): number {
  if (source[offset - 1] !== "\n") return offset;
  return source[offset - 2] === "\r" ? offset - 2 : offset - 1;
}

/** The offset after the line end that follows (or ends at) an offset. */
export function lineEndAfter(source: string, offset: number): number {
  if (source[offset - 1] === "\n") return offset;
  const newline = source.indexOf("\n", offset);
  return newline === -1 ? source.length : newline + 1;
}

export function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as Scalar | null)?.range;
  if (!range) throw new EditRefused("gtm cannot change this key: edit the file");
  return [range[0], range[1]];
}
