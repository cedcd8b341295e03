/** Where the items and the page use an entry of `tracker.md`. */
import { type EntryKind, entriesOf, entryKinds } from "../core/entries.ts";
import { type Item, isOpen } from "../core/item.ts";
import type { ItemFile } from "../core/item-file.ts";
import { mentionsOf } from "../core/mentions.ts";
import { printableLine } from "../core/printable.ts";
import { isWord } from "../core/rename-item.ts";
import { shellWord } from "../core/shell-word.ts";
import { statusKey, type Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import { problemLine, type Workspace } from "./workspace.ts";

export interface Uses {
  readonly open: readonly Item[];
  readonly closed: readonly Item[];
  /** Those whose words alone name a person. */
  readonly named: readonly Item[];
}

export function usesOf(kind: EntryKind, key: string, { files, tracker }: Pick<Workspace, "files" | "tracker">): Uses {
  const items = files.flatMap((file) => (file.item ? [{ file, item: file.item }] : []));
  const having = items.filter((each) => hasEntry(kind, key, each, tracker));
  const others = kind === "person" ? items.filter((each) => !having.includes(each) && isNamed(key, each.file)) : [];
  return {
    open: having.flatMap(({ item }) => (isOpen(item) ? item : [])),
    closed: having.flatMap(({ item }) => (isOpen(item) ? [] : item)),
    named: others.map(({ item }) => item),
  };
}

function hasEntry(
  kind: EntryKind,
  key: string,
  { file, item }: { file: ItemFile; item: Item },
  tracker: Tracker,
): boolean {
  const { column } = entryKinds[kind];
  if (column !== null) return [item[column] ?? []].flat().some((word) => isWord(word, key, column, tracker));
  const reading = kind === "field" ? file.reading : null;
  return reading?.ok === true && reading.frontMatter.keys.has(key);
}

/** Looked at before it is searched: most texts name nobody. */
function isNamed(handle: string, { text, reading }: ItemFile): boolean {
  if (!reading.ok || !text.toLowerCase().includes(`@${handle.toLowerCase()}`)) return false;
  return mentionsOf(handle, text, reading.frontMatter.bodyStart).length > 0;
}

/** Throws a UserError where a file cannot be read: what is in it would be left behind in silence. */
export function requireReadable({ files }: Workspace): void {
  const broken = files.find(({ item, reading }) => item === null || !reading.ok);
  if (!broken) return;
  const [problem] = broken.problems;
  throw new UserError(problem ? problemLine({ ...problem, file: broken.path }) : `${broken.path} cannot be read`, {
    hint: "fix the file, then try again: it may use the word too",
  });
}

/** Throws a UserError that says why a new name would make two of a kind one. */
export function refuseTwins(
  kind: EntryKind,
  { from, to }: { from: string | null; to: string },
  workspace: Workspace,
): void {
  const { tracker } = workspace;
  const form = (word: string) => (kind === "status" ? statusKey(word) : word.trim().toLowerCase());
  const twin = entriesOf(kind, tracker).find(({ key }) => key !== from && form(key) === form(to));
  const name = printableLine(to);
  if (from === null) {
    if (twin)
      throw new UserError(`${kind} ${printableLine(twin.key)} is in tracker.md already`, {
        hint: kind === "area" ? "gtm area lists them all" : `to change it: gtm ${kind} set ${shellWord(twin.key)}`,
      });
    return;
  }
  if (twin)
    throw new UserError(`two would become one: ${kind} ${printableLine(twin.key)} is in tracker.md already`, {
      hint: howToJoin(kind, from, twin.key),
    });
  const isSame = form(from) === form(to);
  const { open, closed, named } = isSame ? { open: [], closed: [], named: [] } : usesOf(kind, to, workspace);
  const having = [...open, ...closed];
  if (having.length > 0)
    throw new UserError(
      `two would become one: ${numbersOf(having)} ${having.length === 1 ? "has" : "have"} ${kind} ${name} already, which tracker.md does not know`,
      {
        hint: howToJoin(kind, from, to),
      },
    );
  if (named.length > 0)
    throw new UserError(
      `two would become one: ${numbersOf(named)} ${named.length === 1 ? "names" : "name"} @${name} already`,
      {
        hint: "correct those words first, if they mean somebody else; or choose another handle",
      },
    );
}

function howToJoin(kind: EntryKind, from: string, to: string): string {
  const move = kind === "field" ? null : moveCommand(kind, from, to);
  return move === null
    ? "choose another name"
    : `to move the items instead: ${move}; then gtm ${kind} retire ${shellWord(from)}`;
}

/** The command that takes a word out of all items that have it; null where there is none. */
export function moveCommand(kind: EntryKind, from: string, to: string): string | null {
  const { column } = entryKinds[kind];
  if (kind === "field") return `gtm set --all ${shellWord(`has:${from}`)} ${shellWord(`${from}=`)}`;
  if (column === null) return null;
  const query = shellWord(`${column === "owners" ? "owner" : column}:${/[\s,"]/.test(from) ? `"${from}"` : from}`);
  const change =
    column === "owners"
      ? `${shellWord(`owners-=${from}`)} ${shellWord(`owners+=${to}`)}`
      : shellWord(`${column}=${to}`);
  return `gtm set --all ${query} ${change}`;
}

/** `#3, #4 and 12 more` */
export function numbersOf(items: readonly Item[]): string {
  const shown = items.slice(0, 8).map(({ id }) => `#${id}`);
  const more = items.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
