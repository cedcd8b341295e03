/** Setting keys of an item's (or a tracker's) front matter, one span each. */
import { type ChangeResult, changeText, type Refusal, sameData, touchesMore, unreadableAfter } from "./change.ts";
import type { FrontMatter } from "./front-matter.ts";
import { EditRefused, type KeyValue, setKey } from "./front-matter-edit.ts";
import { type ItemText, readItemText } from "./item-file.ts";
import type { YamlValue } from "./yaml-value.ts";

export type KeyChange = readonly [key: string, value: KeyValue];

/**
 * The text with keys set (a string, a list) or taken away (null).
 * @param order the order in which keys are written: `writtenOrder` of the tracker
 */
export function setKeys(text: string, changes: readonly KeyChange[], order: readonly string[]): ChangeResult {
  return changeText(readItemText(text), (before) => changeKeys(before, changes, order));
}

/** The same in a text that is parsed already; gives the new one, parsed once for all of its keys. */
export function changeKeys(
  before: ItemText,
  changes: readonly KeyChange[],
  order: readonly string[],
): ItemText | Refusal {
  const keys = new Map<string, YamlValue>(before.frontMatter.keys);
  let { text } = before;
  for (const [key, value] of changes) {
    if (sameData(keys.get(key) ?? null, value)) continue;
    // Only the front matter grows: its end moves along with the text's.
    const bodyStart = before.frontMatter.bodyStart + text.length - before.text.length;
    try {
      text = setKey(text, bodyStart, key, value, order);
    } catch (error) {
      if (error instanceof EditRefused) return { ok: false, line: 1, column: 1, message: `${key}: ${error.message}` };
      throw error;
    }
    if (value === null) keys.delete(key);
    else keys.set(key, value);
  }
  return text === before.text ? before : readChanged(text, before, keys);
}

/** The new text, read; refused where anything but these keys is otherwise than before. */
function readChanged(text: string, before: ItemText, keys: FrontMatter["keys"]): ItemText | Refusal {
  const after = readItemText(text);
  if (!after.ok) return unreadableAfter(after.problem);
  const alone =
    text.slice(after.frontMatter.bodyStart) === before.text.slice(before.frontMatter.bodyStart) &&
    sameData(sorted(after.frontMatter.keys), sorted(keys));
  return alone ? after : touchesMore;
}

function sorted(keys: FrontMatter["keys"]): readonly (readonly [string, YamlValue])[] {
  return [...keys].sort(([a], [b]) => (a < b ? -1 : 1));
}
