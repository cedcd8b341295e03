/** `tracker.md` changed by the smallest spans: what is there else stays byte for byte. */

import { type ChangeResult, sameData, touchesMore, unreadableAfter } from "./change.ts";
import { presentIn } from "./compose-tracker.ts";
import { locateKey, readFrontMatter } from "./front-matter.ts";
import { EditRefused } from "./front-matter-edit.ts";
import { lineEnd } from "./lines.ts";
import { editNested, type NestedEdit, type NewValue, withEdit } from "./nested-edit.ts";
import type { YamlValue } from "./yaml-value.ts";

/** The text with entries added at the end of a map key (`people:`, `fields:`, …), each on its own line where the map is so written. */
export function addEntries(
  text: string,
  key: string,
  entries: Readonly<Record<string, object | string>>,
): ChangeResult {
  const reading = readFrontMatter(text);
  // Statuses may be a list, which has no room for labels.
  if (reading.ok && Array.isArray(reading.value.keys.get(key))) return { ok: true, text };
  return editSettings(
    text,
    Object.entries(entries).map(([name, value]) => ({ kind: "add", path: [key], name, value: writable(value) })),
  );
}

/** An entry as `tracker.md` has it: without what is absent. */
export function writable(value: object | string): NewValue {
  if (typeof value === "string") return value;
  return Object.fromEntries(
    presentIn(value).map(([name, part]) => [name, Array.isArray(part) ? part.map(String) : String(part)]),
  );
}

/** The text with edits made to its front matter, one after the other; refused where anything else would be otherwise than before. */
export function editSettings(text: string, edits: readonly NestedEdit[]): ChangeResult {
  const before = readFrontMatter(text);
  if (!before.ok) return { ok: false, ...before.problem };
  const { bodyStart } = before.value;
  const start = text.indexOf("\n") + 1;
  const end = text.lastIndexOf("---", bodyStart - 1);
  let source = text.slice(start, end);
  let data: YamlValue = Object.fromEntries(before.value.keys);
  for (const edit of edits) {
    try {
      source = editNested(source, edit, lineEnd(text));
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error;
      const [key = "", ...names] = edit.path.filter((step) => typeof step === "string");
      return { ok: false, ...locateKey(text, key, ...names), message: error.message };
    }
    data = withEdit(data, edit);
  }
  const changed = text.slice(0, start) + source + text.slice(end);
  const after = readFrontMatter(changed);
  if (!after.ok) return unreadableAfter(after.problem);
  const now = Object.fromEntries(after.value.keys);
  const alone = sameData(settled(now), settled(data)) && changed.endsWith(text.slice(bodyStart));
  return alone ? { ok: true, text: changed } : touchesMore;
}

/** A list or map that has lost its last entry is as good as none. */
function settled(data: YamlValue): unknown {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) => {
    const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
    return isEmpty ? null : value;
  });
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
