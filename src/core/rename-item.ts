/** An item in other words, where a word of its tracker gets another name: in its keys, and where it names people. */
import { type ChangeResult, touchesMore, unreadableAfter } from "./change.ts";
import { locateKey } from "./front-matter.ts";
import { EditRefused } from "./front-matter-edit.ts";
import { contentOf } from "./item-content.ts";
import { readItemText, type TextReading } from "./item-file.ts";
import { lineEnd } from "./lines.ts";
import { mentionsOf } from "./mentions.ts";
import { editNested, type NestedEdit } from "./nested-edit.ts";
import type { WordRename } from "./rename-query.ts";
import { isVocabularyColumn, type VocabularyColumn } from "./standard-columns.ts";
import { statusKey, type Tracker } from "./tracker.ts";
import { vocabularyKeys } from "./vocabulary.ts";
import type { YamlValue } from "./yaml-value.ts";

/** True of a word that an item has for one of the tracker's: itself, or in other letters (`In Progress`) where those are no word of their own. */
export function isWord(word: string, key: string, column: VocabularyColumn, tracker: Tracker): boolean {
  if (word === key) return true;
  const form = (each: string) => (column === "status" ? statusKey(each) : each.trim().toLowerCase());
  return form(word) === form(key) && !vocabularyKeys(column, tracker).includes(word.trim());
}

/** The text with the word renamed wherever it stands for the tracker's; every other byte as it was. */
export function renameInItem(text: string, rename: WordRename, tracker: Tracker): ChangeResult {
  const before = readItemText(text);
  if (!before.ok) return { ok: false, ...before.problem };
  const { keys, bodyStart } = before.frontMatter;
  const start = text.indexOf("\n") + 1;
  const end = text.lastIndexOf("---", bodyStart - 1);
  let source = text.slice(start, end);
  const edits = keyEdits(keys, rename, tracker);
  for (const edit of edits) {
    try {
      source = editNested(source, edit, lineEnd(text));
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error;
      return { ok: false, ...locateKey(text, String(edit.path[0])), message: error.message };
    }
  }
  const body = rename.column === "owners" ? renameMentions(text, bodyStart, rename, tracker) : text.slice(bodyStart);
  const changed = text.slice(0, start) + source + text.slice(end, bodyStart) + body;
  if (changed === text) return { ok: true, text };
  const after = readItemText(changed);
  if (!after.ok) return unreadableAfter(after.problem);
  return saysTheSame(before, after, rename) ? { ok: true, text: changed } : touchesMore;
}

function keyEdits(
  keys: ReadonlyMap<string, YamlValue>,
  { column, from, to }: WordRename,
  tracker: Tracker,
): readonly NestedEdit[] {
  if (column === null) return keys.has(from) ? [{ kind: "rename", path: [from], to }] : [];
  if (!isVocabularyColumn(column)) return [];
  const value = keys.get(column) ?? null;
  if (typeof value === "string")
    return isWord(value, from, column, tracker) ? [{ kind: "set", path: [column], value: to }] : [];
  const words = Array.isArray(value) ? (value as readonly YamlValue[]) : [];
  return words.flatMap((word, index): NestedEdit[] =>
    typeof word === "string" && isWord(word, from, column, tracker)
      ? [{ kind: "rename", path: [column, index], to }]
      : [],
  );
}

/** The text from an offset on, with every mention of a person by another handle. */
export function renameMentions(text: string, at: number, { from, to }: WordRename, tracker: Tracker): string {
  const named = mentionsOf(from, text, at).filter(({ handle }) => isWord(handle, from, "owners", tracker));
  const renamed = named.reduceRight(
    (words, { handle, offset }) => `${words.slice(0, offset)}@${to}${words.slice(offset + 1 + handle.length)}`,
    text,
  );
  return renamed.slice(at);
}

/** True where two texts differ in this one word alone, wherever it stands. */
function saysTheSame(before: TextReading, after: TextReading, { column, from, to }: WordRename): boolean {
  if (!before.ok || !after.ok) return false;
  const isEither = (word: string) => [from, to].some((each) => statusKey(each) === statusKey(word));
  const same = (word: string) => (isEither(word) ? "" : word);
  const plain = (reading: typeof before): string => {
    const { keys, description, comments } = contentOf(reading);
    const named = [from, to].map((word) => word.replace(/[.-]/g, "\\$&")).join("|");
    const mention = column === "owners" ? new RegExp(`@(?:${named})`, "giu") : null;
    const prose = (words: string) => (mention ? words.replace(mention, "@") : words);
    return JSON.stringify({
      keys: keys.map(([key, value]) => [
        column === null ? same(key) : key,
        key !== column
          ? value
          : typeof value === "string"
            ? same(value)
            : Array.isArray(value)
              ? value.map(same)
              : value,
      ]),
      description: prose(description),
      comments: comments.map(({ date, author, text }) => [
        date,
        column === "owners" && author ? same(author) : author,
        prose(text),
      ]),
    });
  };
  return plain(before) === plain(after);
}
