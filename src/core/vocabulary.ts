/**
 * The words of a tracker (statuses, priorities, areas, people), found by what people type: alike in `set`, `add` and
 * `list`. In this order, and always one or none: the key itself; the label, whole name or e-mail; a person's first or last
 * name; a beginning of two letters or more.
 */
import { addCommand, type EntryKind } from "./entries.ts";
import type { Item } from "./item.ts";
import { nearest } from "./nearest.ts";
import { type RankedColumn, standardColumns, type VocabularyColumn } from "./standard-columns.ts";
import { closingStatus, isClosedStatus } from "./status.ts";
import { statusKey, type Tracker } from "./tracker.ts";

export type WordReading =
  | { readonly ok: true; readonly key: string }
  /** `known` names what is allowed, `home` how a new word is added. */
  | { readonly ok: false; readonly message: string; readonly known: string; readonly home: string };

interface Word {
  readonly key: string;
  /** Label, whole name, e-mail. */
  readonly names: readonly string[];
}

/**
 * The key of the word that was typed. While the tracker has no words of that kind, any will do.
 * @param items their words count as known too, for whoever looks for them
 * @param kind what a message calls the word
 */
export function findWord(
  column: VocabularyColumn,
  typed: string,
  tracker: Tracker,
  { items = [], kind = nounOf(column) }: { items?: readonly Item[] | undefined; kind?: string } = {},
): WordReading {
  const declared = wordsOf(column, tracker);
  const used = new Set(items.flatMap((item) => item[column] ?? []));
  const words = [...declared, ...[...used].map((key) => ({ key, names: [] }))];
  const asKey = keyForm(column, typed);
  if (words.length === 0) return { ok: true, key: asKey };
  // Of words that differ in case alone, the one that was typed.
  const exact = words.find(({ key }) => key === typed || key === asKey);
  const found = exact ? [exact.key] : matches(words, [typed.toLowerCase(), asKey.toLowerCase()], column);
  if (found.length === 1 && found[0] !== undefined) return { ok: true, key: found[0] };
  if (found.length > 1) {
    const message = `"${typed}" matches more than one ${kind === "owner" ? "person" : kind}: ${found.join(", ")}`;
    return { ok: false, message, known: "type more of it", home: "" };
  }
  return { ok: false, ...unknownWord(column, typed, words, tracker, kind) };
}

/** What a message calls one word of a vocabulary. */
export function nounOf(column: VocabularyColumn): string {
  return column === "owners" ? "owner" : column;
}

function kindOf(column: VocabularyColumn): EntryKind {
  return column === "owners" ? "person" : column;
}

/** What is said of a word that a file holds, and the tracker does not know. */
export function unknownInFile(column: VocabularyColumn, word: string, tracker: Tracker): string {
  const { message, known, home } = unknownWord(column, word, wordsOf(column, tracker), tracker);
  return `${message}${message.endsWith("?") ? "" : ":"} ${known}; ${home}`;
}

/** The keys of a tracker's words, in its order. */
export function vocabularyKeys(column: VocabularyColumn, tracker: Tracker): readonly string[] {
  const words = tracker[standardColumns[column].vocabulary];
  return Array.isArray(words) ? words : Object.keys(words);
}

/** The place of an item's word among the tracker's; strangers after all, null where it has none. */
export function vocabularyRank(item: Item, column: RankedColumn, tracker: Tracker): number | null {
  const value = item[column];
  if (value === null) return null;
  const order = vocabularyKeys(column, tracker);
  return order.includes(value) ? order.indexOf(value) : order.length;
}

function wordsOf(column: VocabularyColumn, tracker: Tracker): readonly Word[] {
  const namesOf = {
    status: (key: string) => [tracker.statuses[key]],
    priority: (key: string) => [tracker.priorities[key]?.label],
    area: () => [],
    owners: (key: string) => [tracker.people[key]?.name, tracker.people[key]?.email],
  }[column];
  return vocabularyKeys(column, tracker).map((key) => ({ key, names: namesOf(key).flatMap((name) => name || []) }));
}

/** The form in which a word is a key: `In Progress` is `in-progress`, 1 is `P1`. */
function keyForm(column: VocabularyColumn, typed: string): string {
  if (column === "status") return statusKey(typed);
  return column === "priority" ? typed.replace(/^(?=\d)/, "P").toUpperCase() : typed;
}

function matches(words: readonly Word[], typed: readonly string[], column: VocabularyColumn): readonly string[] {
  const parts = (name: string) => (column === "owners" ? name.split(/\s+/) : []);
  const begins = (name: string) => typed.some((word) => word.length > 1 && name.toLowerCase().startsWith(word));
  const is = (name: string) => typed.includes(name.toLowerCase());
  const ways: readonly ((word: Word) => boolean)[] = [
    ({ key }) => is(key),
    ({ names }) => names.some(is),
    ({ names }) => names.flatMap(parts).some(is),
    ({ key, names }) => [key, ...names, ...names.flatMap(parts)].some(begins),
  ];
  for (const way of ways) {
    const found = new Set(words.filter(way).map(({ key }) => key));
    if (found.size > 0) return [...found];
  }
  return [];
}

function unknownWord(
  column: VocabularyColumn,
  typed: string,
  words: readonly Word[],
  tracker: Tracker,
  kind: string = nounOf(column),
): { message: string; known: string; home: string } {
  const known = words.flatMap(({ key, names }) => [key, ...names]);
  const isClosing = column === "status" && isClosedStatus(typed);
  const near = isClosing ? closingStatus(tracker) : nearest(typed, known);
  const key = words.find((word) => near !== null && [word.key, ...word.names].includes(near))?.key;
  const keys = [...new Set(words.map((word) => word.key))];
  return {
    message: `unknown ${kind} "${typed}"${key === undefined ? "" : `, did you mean "${key}"?`}`,
    known: `use one of ${keys.slice(0, 12).join(", ")}${keys.length > 12 ? ", …" : ""}`,
    home:
      key === undefined
        ? `or add ${column === "owners" ? "them" : "it"}: ${addCommand(kindOf(column), typed)}`
        : `or add one: gtm ${kindOf(column)} add NAME`,
  };
}
