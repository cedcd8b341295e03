/** Adding to `tracker.md`: entries of a map, of a list, paragraphs of the template. What is there stays byte for byte. */
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { type ChangeResult, sameData, touchesMore, unreadableAfter } from "./change.ts";
import { entrySource } from "./compose-tracker.ts";
import { readFrontMatter } from "./front-matter.ts";
import { lineEnd } from "./lines.ts";
import type { YamlValue } from "./yaml-value.ts";

/** The text with entries added at the end of a map key (`people:`, `fields:`, …), each on its own line where the map is so written. */
export function addEntries(
  text: string,
  key: string,
  entries: Readonly<Record<string, object | string>>,
): ChangeResult {
  const sources = Object.entries(entries).map(([name, value]) => entrySource(name, value));
  if (sources.length === 0) return { ok: true, text };
  const before = readFrontMatter(text);
  if (!before.ok) return { ok: false, ...before.problem };
  const start = text.indexOf("\n") + 1;
  const end = text.lastIndexOf("---", before.value.bodyStart);
  const edited = insertEntries(text.slice(start, end), key, sources, lineEnd(text));
  const changed = text.slice(0, start) + edited + text.slice(end);
  const after = readFrontMatter(changed);
  if (!after.ok) return unreadableAfter(after.problem);
  const alone =
    keepsAll(before.value.keys, after.value.keys, key) && changed.endsWith(text.slice(before.value.bodyStart));
  return alone ? { ok: true, text: changed } : touchesMore;
}

/** The text with paragraphs at the end of its template that it does not have yet. */
export function addParagraphs(text: string, bodyStart: number, paragraphs: readonly string[]): string {
  // By their words: what a page says comes back from another format in other marks, and addresses as links.
  const words = (markdown: string) =>
    ` ${(markdown.replace(/\]\(mailto:[^()\s]*\)/g, "]").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
  const body = words(text.slice(bodyStart));
  const missing = paragraphs.filter((each) => words(each).trim() !== "" && !body.includes(words(each)));
  if (missing.length === 0) return text;
  const eol = lineEnd(text);
  return `${text.trimEnd()}${eol}${eol}${missing.join("\n\n").replace(/\r?\n/g, eol)}${eol}`;
}

function insertEntries(source: string, key: string, entries: readonly string[], eol: string): string {
  const document = parseDocument(source, { schema: "failsafe", keepSourceTokens: true });
  const pair = isMap(document.contents)
    ? document.contents.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  const lines = entries.map((entry) => `  ${entry}${eol}`).join("");
  if (!pair) return `${source}${key}:${eol}${lines}`;
  const map = pair.value;
  if (isMap(map) && map.items.length > 0) {
    const last = map.items.at(-1);
    const lastEnd = rangeEnd(last?.value) || rangeEnd(last?.key);
    if (map.flow) return `${source.slice(0, lastEnd)}, ${entries.join(", ")}${source.slice(lastEnd)}`;
    const first = rangeStart(map.items[0]?.key);
    const indent = source.slice(source.lastIndexOf("\n", first) + 1, first);
    const at = afterLine(source, lastEnd);
    return source.slice(0, at) + entries.map((entry) => `${indent}${entry}${eol}`).join("") + source.slice(at);
  }
  if (isSeq(map)) return source;
  // Nothing there yet (`people: {}` or `people:`): lines of their own below.
  const colon = source.indexOf(":", rangeEnd(pair.key)) + 1;
  const at = afterLine(source, Math.max(colon, rangeEnd(map)));
  const line = source.slice(colon, at).replace(/^[ \t]*\{\s*\}/, "");
  return source.slice(0, colon) + line + lines + source.slice(at);
}

function keepsAll(
  before: ReadonlyMap<string, YamlValue>,
  after: ReadonlyMap<string, YamlValue>,
  changed: string,
): boolean {
  for (const [key, value] of before) {
    if (key !== changed && !sameData(value, after.get(key))) return false;
  }
  const [old, now] = [before.get(changed) ?? {}, after.get(changed) ?? {}];
  return Object.entries(old).every(([name, value]) => sameData(value, (now as Record<string, YamlValue>)[name]));
}

function rangeStart(node: unknown): number {
  return (node as { range?: readonly number[] } | null)?.range?.[0] ?? 0;
}

function rangeEnd(node: unknown): number {
  return (node as { range?: readonly number[] } | null)?.range?.[1] ?? 0;
}

function afterLine(source: string, offset: number): number {
  const newline = source.indexOf("\n", Math.max(0, offset - 1));
  return newline === -1 ? source.length : newline + 1;
}
