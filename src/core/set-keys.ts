/** Setting keys of an item's (or a tracker's) front matter, one span each. */
import { type ChangeResult, notAlone, sameData, unreadableAfter } from "./change.ts";
import type { FrontMatter } from "./front-matter.ts";
import { EditRefused, type KeyValue, setKey } from "./front-matter-edit.ts";
import { readText } from "./item-file.ts";
import type { YamlValue } from "./yaml-value.ts";

export type KeyChange = readonly [key: string, value: KeyValue];

/**
 * The text with keys set (a string, a list) or taken away (null).
 * @param order the order in which keys are written: `writtenOrder` of the tracker
 */
export function setKeys(text: string, changes: readonly KeyChange[], order: readonly string[]): ChangeResult {
  let result: ChangeResult = { ok: true, text };
  for (const change of changes) {
    if (result.ok) result = setOne(result.text, change, order);
  }
  return result;
}

function setOne(text: string, [key, value]: KeyChange, order: readonly string[]): ChangeResult {
  const before = readText(text);
  if (!before.ok) return { ok: false, ...before.problem };
  if (sameData(before.frontMatter.keys.get(key) ?? null, value)) return { ok: true, text };
  try {
    const changed = setKey(text, before.frontMatter.bodyStart, key, value, order);
    const after = readText(changed);
    if (!after.ok) return unreadableAfter(after.problem);
    const alone =
      changed.slice(after.frontMatter.bodyStart) === text.slice(before.frontMatter.bodyStart) &&
      sameData(sorted(after.frontMatter), sorted(before.frontMatter, [key, value]));
    return alone ? { ok: true, text: changed } : notAlone;
  } catch (error) {
    if (error instanceof EditRefused) return { ok: false, line: 1, column: 1, message: `${key}: ${error.message}` };
    throw error;
  }
}

function sorted({ keys }: FrontMatter, change?: KeyChange): readonly (readonly [string, YamlValue])[] {
  const entries = new Map<string, YamlValue>(keys);
  if (change && change[1] === null) entries.delete(change[0]);
  else if (change) entries.set(change[0], change[1]);
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
