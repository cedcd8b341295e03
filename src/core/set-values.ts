/** An item's description set: the Markdown between its front matter and its comments, every other byte as it was. */
import { type Refusal, sameData, unreadableAfter } from "./change.ts";
import { contentOf } from "./item-content.ts";
import { type ItemText, readItemText } from "./item-file.ts";
import { lineEnd } from "./lines.ts";
import { changeKeys, type KeyChange } from "./set-keys.ts";

/** The text with keys set or taken away, and among them the description, for which the front matter has no key. */
export function setValues(
  before: ItemText,
  changes: readonly KeyChange[],
  order: readonly string[],
): ItemText | Refusal {
  const keys = changes.filter(([key]) => key !== "description");
  const described = changes.findLast(([key]) => key === "description");
  const changed = changeKeys(before, keys, order);
  return changed.ok && described ? setDescription(changed, String(described[1] ?? "")) : changed;
}

/** The text with another description; "" takes it away. Refused where it would be read as comments, or hide them. */
function setDescription(before: ItemText, description: string): ItemText | Refusal {
  if (before.body.description === description) return before;
  const { text, frontMatter, body } = before;
  const start = frontMatter.bodyStart;
  const end = body.headingEnd === null ? text.length : text.lastIndexOf("\n", body.headingEnd - 1) + 1;
  const eol = lineEnd(text);
  const old = text.slice(start, end);
  // What gtm itself has left there for a reviewer stays.
  const notes = old.match(/^<!-- gtm:[\s\S]*?-->[ \t]*(?:\r?\n|$)/gm)?.map((note) => note.trim()) ?? [];
  const parts = [description.replace(/\r?\n/g, eol), ...notes].filter((part) => part !== "");
  const [head, tail] = [/^\s*?(?=\S|$)/.exec(old)?.[0] ?? "", body.headingEnd === null ? eol : eol + eol];
  const lead = /\n/.test(head) ? head : eol;
  const isOpen = start === text.length && !text.endsWith("\n");
  const middle = parts.length === 0 ? (body.headingEnd === null ? "" : lead) : lead + parts.join(eol + eol) + tail;
  const changed = text.slice(0, start) + (isOpen && middle !== "" ? eol : "") + middle + text.slice(end);
  const after = readItemText(changed);
  if (!after.ok) return unreadableAfter(after.problem);
  const isAlone = sameData({ ...contentOf(after), description: null }, { ...contentOf(before), description: null });
  if (isAlone && after.body.description === description) return after;
  return { ok: false, line: 1, column: 1, message: "this text would be read as comments, or hide them: edit the file" };
}
