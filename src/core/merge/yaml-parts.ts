/**
 * Front matter taken apart into pieces of its text, which together are all of it: so that a merge can take each piece from
 * the version that changed it. `yaml` says where things stand; nothing is written from its tree.
 */
import { isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { readPlainKeys } from "../plain-keys.ts";
import type { YamlValue } from "../yaml-value.ts";
import { linesOf } from "./markers.ts";

/** A key with its value, or an entry of a list. */
export interface YamlEntry {
  /** The key; of a list's entry nothing. */
  readonly key: string;
  /** What stands between it and the entry before: comments on lines of their own, or a comma. */
  readonly lead: string;
  /** Up to its value: `due: ` or `  - `. */
  readonly head: string;
  readonly node: YamlNode;
  /** Behind its value, to the end of the line: blanks, a comment. */
  readonly rest: string;
}

export interface YamlCollection {
  readonly kind: "map" | "list";
  /** `{…}` and `[…]`. Otherwise each entry has whole lines. */
  readonly isFlow: boolean;
  readonly value: YamlValue;
  readonly open: string;
  readonly entries: readonly YamlEntry[];
  readonly close: string;
}

export type YamlNode = YamlCollection | { readonly kind: "scalar"; readonly value: YamlValue; readonly source: string };

/** The text that pieces were taken from. */
export function sourceOf(node: YamlNode): string {
  return node.kind === "scalar" ? node.source : node.open + node.entries.map(entryText).join("") + node.close;
}

export function entryText({ lead, head, node, rest }: YamlEntry): string {
  return lead + head + sourceOf(node) + rest;
}

/** The lines between the dashes, each with its end; null where `yaml` cannot read them, or they are no plain map. */
export function takeApart(source: string): YamlCollection | null {
  const keys = readPlainKeys(source.replace(/\n$/, ""));
  return keys ? plainParts(source, keys) : takeApartYaml(source);
}

/** The same of front matter as gtm writes it, in a hundredth of the time: most merges never load `yaml`. */
function plainParts(source: string, value: ReadonlyMap<string, YamlValue>): YamlCollection {
  const entries: YamlEntry[] = [];
  let open = "";
  let lead = "";
  for (const line of linesOf(source)) {
    const [, key = "", blanks = "", written = "", rest = ""] = /^([\w-]+):([ \t]*)(.*?)([ \t\r]*\n?)$/.exec(line) ?? [];
    if (key === "") lead += line;
    else {
      const isEmpty = written === "";
      if (entries.length === 0) [open, lead] = [lead, ""];
      entries.push({
        key,
        lead,
        head: `${key}:${isEmpty ? "" : blanks}`,
        node: plainNode(written, value.get(key) ?? null),
        rest: isEmpty ? blanks + rest : rest,
      });
      lead = "";
    }
  }
  if (entries.length === 0) return emptyMap(source);
  return { kind: "map", isFlow: false, value: Object.fromEntries(value), open, entries, close: lead };
}

/** A scalar, or a list whose words have no comma. */
function plainNode(source: string, value: YamlValue): YamlNode {
  if (typeof value === "string" || value === null || !Array.isArray(value)) return { kind: "scalar", value, source };
  const words = [...source.slice(1, -1).matchAll(/[^,\s][^,]*?(?=\s*(?:,|$))/g)];
  let at = 1;
  const leads: string[] = [];
  const entries = words.map(({ 0: word, index }, order): YamlEntry => {
    leads.push(source.slice(at, index + 1));
    at = index + 1 + word.length;
    const node = { kind: "scalar", value: value[order] ?? null, source: word } as const;
    return { key: "", lead: order === 0 ? "" : (leads[order] ?? ""), head: "", node, rest: "" };
  });
  return { kind: "list", isFlow: true, value, open: `[${leads[0] ?? ""}`, entries, close: source.slice(at) };
}

/** The same of any front matter; exported so that a test can hold the two against each other. */
export function takeApartYaml(source: string): YamlCollection | null {
  try {
    const document = parseDocument(source, { schema: "failsafe", keepSourceTokens: true });
    if (document.errors.length > 0) return null;
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.source === "")) return emptyMap(source);
    return isMap(contents) && !contents.flow ? readBlock(contents, source, 0, source.length) : null;
  } catch (error) {
    // What is nested too deeply for `yaml` is too deep for a merge.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function emptyMap(source: string): YamlCollection {
  return { kind: "map", isFlow: false, value: {}, open: source, entries: [], close: "" };
}

type Collection = YAMLMap | YAMLSeq;

/** A node's pieces, from `start` on; a node in a form that has no lines or commas of its own is one piece. */
function readNode(node: unknown, source: string, start: number, end: number): YamlNode {
  if (isMap(node) || isSeq(node)) {
    const read = node.flow ? readFlow(node, source, start, end) : readBlock(node, source, start, end);
    if (read) return read;
  }
  return { kind: "scalar", value: valueIn(node), source: source.slice(start, end) };
}

/** Entries on lines of their own, from `start` (which may be behind a colon) to `end`. */
function readBlock(collection: Collection, source: string, start: number, end: number): YamlCollection | null {
  const kind = isMap(collection) ? "map" : "list";
  const items = collection.items.map((item) => partsOf(item as Node | Pair));
  const entries: YamlEntry[] = [];
  let open: string | null = null;
  let at = start;
  for (const { key, first, last, value } of items) {
    if (first === null || (kind === "map" && key === null)) return null;
    const dash = kind === "map" ? first : source.lastIndexOf("-", first);
    const line = source.lastIndexOf("\n", dash - 1) + 1;
    // A map that begins behind a dash shares its line.
    if (line < at || source.slice(line, dash).trim() !== "") return null;
    const [from, to] = spanOf(value) ?? [null, null];
    const behind = kind === "map" ? source.indexOf(":", last) + 1 : dash + 1;
    const isBlock = (isMap(value) || isSeq(value)) && !value.flow;
    // A block's own pieces begin right behind the colon or the dash.
    const valueStart = isBlock || from === null || to === from ? behind : from;
    const valueEnd = from === null || to === null || to === from ? behind : to;
    const lineEnd = source[valueEnd - 1] === "\n" ? valueEnd : source.indexOf("\n", valueEnd) + 1;
    if (lineEnd === 0 || lineEnd > end) return null;
    const lead = source.slice(at, line);
    if (open === null) open = lead;
    entries.push({
      key: key ?? "",
      lead: entries.length === 0 ? "" : lead,
      head: source.slice(line, valueStart),
      node: readNode(value, source, valueStart, valueEnd),
      rest: source.slice(valueEnd, lineEnd),
    });
    at = lineEnd;
  }
  return { kind, isFlow: false, value: valueIn(collection), open: open ?? "", entries, close: source.slice(at, end) };
}

/** Entries between commas. */
function readFlow(collection: Collection, source: string, start: number, end: number): YamlCollection | null {
  const kind = isMap(collection) ? "map" : "list";
  const entries: YamlEntry[] = [];
  let open: string | null = null;
  let at = start;
  for (const item of collection.items) {
    const { key, first, last, value } = partsOf(item as Node | Pair);
    if (first === null || (kind === "map" && key === null)) return null;
    const span = spanOf(value);
    const [from, to] = span && span[1] > span[0] ? span : [last, last];
    const lead = source.slice(at, first);
    if (open === null) open = lead;
    entries.push({
      key: key ?? "",
      lead: entries.length === 0 ? "" : lead,
      head: source.slice(first, from),
      node: readNode(value, source, from, to),
      rest: "",
    });
    at = to;
  }
  const close = source.slice(at, end);
  return open === null
    ? { kind, isFlow: true, value: valueIn(collection), open: close.slice(0, 1), entries, close: close.slice(1) }
    : { kind, isFlow: true, value: valueIn(collection), open, entries, close };
}

interface Parts {
  readonly key: string | null;
  /** Where it begins; null where `yaml` does not say. */
  readonly first: number | null;
  /** The end of its key; of a list's entry its beginning. */
  readonly last: number;
  readonly value: unknown;
}

function partsOf(item: Node | Pair): Parts {
  if (!isPair(item)) {
    const first = spanOf(item)?.[0] ?? null;
    return { key: null, first, last: first ?? 0, value: item };
  }
  const span = spanOf(item.key);
  return {
    key: isScalar(item.key) ? String(item.key.value) : null,
    first: span?.[0] ?? null,
    last: span?.[1] ?? 0,
    value: item.value,
  };
}

function spanOf(node: unknown): readonly [number, number] | null {
  const range = (node as Partial<Node> | null)?.range;
  return range ? [range[0], range[1]] : null;
}

/** As the reader of front matter has it: every scalar as it is written, null where nothing is. */
function valueIn(node: unknown): YamlValue {
  if (isSeq(node)) return node.items.map(valueIn);
  if (isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [String((key as { value?: unknown }).value), valueIn(value)]),
    );
  if (!isScalar(node) || (node.type === "PLAIN" && node.source === "")) return null;
  return String(node.value);
}
