/**
 * Changing what stands deep in front matter, each time by the smallest span: an entry of a map or of a list, its key, a value
 * within. `yaml` says where things stand; nothing is written from its tree. The caller reads the result again and compares
 * it with `withEdit`, which does the same to the data alone.
 */
import { isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { flowSource } from "./compose-tracker.ts";
import {
  EditRefused,
  lineEndAfter,
  listSource,
  parseMap,
  quotedLike,
  rangeOf,
  replaced,
  scalarSource,
} from "./front-matter-edit.ts";
import type { YamlValue } from "./yaml-value.ts";

/** Keys of maps, places in lists. */
export type Path = readonly (string | number)[];

export type NestedEdit =
  /** A map's key, or a word in a list, gets another name. */
  | { readonly kind: "rename"; readonly path: Path; readonly to: string }
  /** A value, of a key that may be new; null takes the entry away. */
  | { readonly kind: "set"; readonly path: Path; readonly value: NewValue | null }
  /** A new entry of the list or map at the path; `name` is its key, null in a list. It stands before another, or last. */
  | {
      readonly kind: "add";
      readonly path: Path;
      readonly name: string | null;
      readonly value: NewValue;
      readonly before?: string | number | undefined;
    };

/** A word, a list of words, or a map of both. */
export type NewValue = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

type Collection = YAMLMap | YAMLSeq;

/** The lines between the dashes with one edit made. Throws an EditRefused where the text has a form that gtm cannot edit. */
export function editNested(source: string, edit: NestedEdit, eol: string): string {
  const root = parseMap(source);
  if (edit.kind === "add") return added(source, root, edit, eol);
  const parent = find(root, edit.path.slice(0, -1));
  const last = edit.path.at(-1) ?? "";
  const entry = isMap(parent) || isSeq(parent) ? entryOf(parent, last) : undefined;
  if (edit.kind === "rename") return renamed(source, entry, edit.to);
  const { value } = edit;
  if (entry === undefined) {
    if (value === null) return source;
    return added(source, root, { path: edit.path.slice(0, -1), name: String(last), value }, eol);
  }
  if (value === null) return without(source, parent as Collection, entry);
  if (!isPair(entry)) throw new EditRefused("gtm cannot change this list: edit the file");
  if (typeof value === "string" || Array.isArray(value))
    return replaced(source, entry, value as string | readonly string[]);
  return withMap(source, entry, valueSource(value));
}

/** The same edit of what the text means. */
export function withEdit(data: YamlValue, edit: NestedEdit, path: Path = edit.path): YamlValue {
  const [step, ...deeper] = path;
  if (edit.kind === "add" && step === undefined) return withNew(data, edit);
  if (step === undefined) return data;
  if (isList(data)) {
    const at = typeof step === "number" ? step : data.indexOf(step);
    if (deeper.length > 0 || edit.kind === "add")
      return data.map((each, index) => (index === at ? withEdit(each, edit, deeper) : each));
    return edit.kind === "rename" ? data.with(at, edit.to) : data.toSpliced(at, 1);
  }
  const map = typeof data === "object" && data !== null ? data : {};
  const key = String(step);
  if (deeper.length > 0 || edit.kind === "add")
    return { ...map, [key]: withEdit(Object.hasOwn(map, key) ? (map[key] ?? null) : null, edit, deeper) };
  const entries = Object.entries(map);
  if (edit.kind === "rename")
    return Object.fromEntries(entries.map(([name, value]) => [name === key ? edit.to : name, value]));
  const rest = entries.filter(([name]) => name !== key);
  return edit.value === null ? Object.fromEntries(rest) : { ...map, [key]: edit.value };
}

function withNew(data: YamlValue, { name, value, before }: Extract<NestedEdit, { kind: "add" }>): YamlValue {
  if (name === null) {
    const list = isList(data) ? data : [];
    const at = typeof before === "string" ? list.indexOf(before) : before;
    return list.toSpliced(at ?? list.length, 0, value);
  }
  const entries = typeof data === "object" && data !== null ? Object.entries(data) : [];
  const at = before === undefined ? entries.length : entries.findIndex(([key]) => key === String(before));
  return Object.fromEntries(entries.toSpliced(at, 0, [name, value]));
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function valueSource(value: NewValue): string {
  if (typeof value === "string") return scalarSource(value);
  return isWords(value) ? listSource(value) : flowSource(value);
}

function isWords(value: NewValue): value is readonly string[] {
  return Array.isArray(value);
}

/** The node at a path; null where there is nothing. */
function find(root: Collection | null, path: Path): unknown {
  let node: unknown = root;
  for (const step of path) {
    const entry = isMap(node) || isSeq(node) ? entryOf(node, step) : undefined;
    node = isPair(entry) ? entry.value : entry;
  }
  return node ?? null;
}

function entryOf(collection: Collection, step: string | number): Pair | Node | undefined {
  const named = (node: unknown) => isScalar(node) && String(node.value) === String(step);
  if (isMap(collection)) return collection.items.find(({ key }) => named(key));
  const items = collection.items as Node[];
  return typeof step === "number" ? items[step] : items.find(named);
}

function renamed(source: string, entry: Pair | Node | undefined, to: string): string {
  const node = isPair(entry) ? entry.key : entry;
  if (!isScalar(node) || node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")
    throw new EditRefused("gtm cannot rename this: edit the file");
  const [start, end] = rangeOf(node);
  return source.slice(0, start) + quotedLike(node, to) + source.slice(end);
}

/** A map in the place of a word, or of nothing. */
function withMap(source: string, pair: Pair, words: string): string {
  const [start, end] = rangeOf(pair.value);
  if (end > start) {
    if (!isScalar(pair.value) || source.slice(start, end).includes("\n"))
      throw new EditRefused("gtm cannot change a nested value: edit the file");
    return source.slice(0, start) + words + source.slice(end);
  }
  const colon = source.indexOf(":", rangeOf(pair.key)[1]) + 1;
  return `${source.slice(0, colon)} ${words}${source.slice(colon)}`;
}

type New = Pick<Extract<NestedEdit, { kind: "add" }>, "path" | "name" | "value" | "before">;

function added(source: string, root: YAMLMap | null, edit: New, eol: string): string {
  const { path, name, value, before } = edit;
  const entry = name === null ? valueSource(value) : `${scalarSource(name)}: ${valueSource(value)}`;
  const [key = ""] = path;
  const line = `  ${name === null ? "- " : ""}${entry}${eol}`;
  const collection = find(root, path);
  const owner = root ? entryOf(root, key) : undefined;
  if (path.length === 0) throw new EditRefused("gtm cannot add this: edit the file");
  if (!isPair(owner)) {
    if (path.length > 1) throw new EditRefused("gtm cannot add this: edit the file");
    return `${source}${scalarSource(String(key))}:${eol}${line}`;
  }
  if (isMap(collection) || isSeq(collection)) {
    const isWord = name === null && typeof value === "string";
    if (collection.items.length === 0 && path.length === 1 && !isWord && isBare(source, collection))
      return below(source, owner, line);
    const at = before === undefined ? undefined : entryOf(collection, before);
    return collection.flow
      ? inFlow(source, collection, entry, at)
      : onLine(source, collection, name === null ? `- ${entry}` : entry, at, eol);
  }
  // Nothing there yet: lines of their own below.
  const [start, end] = rangeOf(collection ?? owner.value);
  if (end > start || path.length > 1) throw new EditRefused("gtm cannot add to this: edit the file");
  return below(source, owner, line);
}

/** `{}` or `[]` without a remark in it. */
function isBare(source: string, collection: Collection): boolean {
  return /^[[{]\s*[\]}]$/.test(source.slice(...rangeOf(collection)));
}

/** A line below a key that holds nothing. */
function below(source: string, owner: Pair, line: string): string {
  const colon = source.indexOf(":", rangeOf(owner.key)[1]) + 1;
  const at = lineEndAfter(source, Math.max(colon, rangeOf(owner.value)[1]));
  const rest = source.slice(colon, at).replace(/^[ \t]*[[{]\s*[\]}]/, "");
  return source.slice(0, colon) + rest + line + source.slice(at);
}

function inFlow(source: string, collection: Collection, entry: string, before: Pair | Node | undefined): string {
  const all = collection.items as (Pair | Node)[];
  const [last, previous] = [all.at(-1), all.at(-2)];
  if (last === undefined) {
    const at = rangeOf(collection)[0] + 1;
    const blank = isMap(collection) ? " " : "";
    return `${source.slice(0, at)}${blank}${entry}${source[at] === "}" ? blank : ""}${source.slice(at)}`;
  }
  const between = previous ? source.slice(spanOf(previous)[1], spanOf(last)[0]) : "";
  // Entries on lines of their own stay so.
  const comma = /^\s*,\s*$/.test(between) ? between : ", ";
  if (before !== undefined) {
    const [start] = spanOf(before);
    return source.slice(0, start) + entry + comma + source.slice(start);
  }
  const [, end] = spanOf(last);
  return source.slice(0, end) + comma + entry + source.slice(end);
}

function onLine(
  source: string,
  collection: Collection,
  entry: string,
  before: Pair | Node | undefined,
  eol: string,
): string {
  const all = collection.items as (Pair | Node)[];
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) throw new EditRefused("gtm cannot add to this: edit the file");
  const start = headOf(source, collection, first);
  const line = source.lastIndexOf("\n", start - 1) + 1;
  const lead = source.slice(line, start);
  // A map that begins behind a dash shares its line.
  const indent = lead.replace(/[^\t]/g, " ");
  if (before !== undefined && lead.trim() === "") {
    const at = aboveRemarks(source, source.lastIndexOf("\n", headOf(source, collection, before) - 1) + 1, indent);
    return `${source.slice(0, at)}${indent}${entry}${eol}${source.slice(at)}`;
  }
  const at = lineEndAfter(source, spanOf(last)[1]);
  return `${source.slice(0, at)}${indent}${entry}${eol}${source.slice(at)}`;
}

/** Where the remarks begin that stand right above a line, at its indent: they are about it. */
function aboveRemarks(source: string, line: number, indent: string): number {
  let at = line;
  for (;;) {
    const above = source.lastIndexOf("\n", at - 2) + 1;
    if (at === 0 || !source.slice(above, at).startsWith(`${indent}#`)) return at;
    at = above;
  }
}

/** Where an entry begins: at its key, or its dash. */
function headOf(source: string, collection: Collection, entry: Pair | Node): number {
  const [start] = spanOf(entry);
  return isSeq(collection) ? source.lastIndexOf("-", start - 1) : start;
}

function without(source: string, collection: Collection, entry: Pair | Node): string {
  const all = collection.items as (Pair | Node)[];
  const index = all.indexOf(entry);
  const [start, end] = spanOf(entry);
  if (!collection.flow) {
    const head = headOf(source, collection, entry);
    const line = source.lastIndexOf("\n", head - 1) + 1;
    if (source.slice(line, head).trim() !== "") throw new EditRefused("gtm cannot remove this: edit the file");
    return source.slice(0, line) + source.slice(lineEndAfter(source, end));
  }
  const [previous, next] = [all[index - 1], all[index + 1]];
  if (next) return source.slice(0, start) + source.slice(spanOf(next)[0]);
  if (!previous) return source.slice(0, start) + source.slice(end).replace(/^\s*,/, "");
  const before = spanOf(previous)[1];
  const between = source.slice(before, start);
  // A remark about the entry before stands behind its comma.
  return source.slice(0, before) + (between.includes("#") ? between.replace(",", "") : "") + source.slice(end);
}

/** From its first character to the last one of its value. */
function spanOf(entry: Pair | Node): readonly [number, number] {
  if (!isPair(entry)) return rangeOf(entry);
  const [start, end] = rangeOf(entry.key);
  return [start, entry.value === null ? end : Math.max(end, rangeOf(entry.value)[1])];
}
