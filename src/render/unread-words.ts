/** Files that cannot be read, in words: whoever reads what changed must know of what is missing there. */
import type { UnreadDiff } from "../core/diff-files.ts";
import { printableLine } from "../core/printable.ts";

const states: readonly (readonly [kind: UnreadDiff["kind"], words: string])[] = [
  ["broken", "can no longer be read"],
  ["unread", "cannot be read"],
  ["gone", "deleted, and could not be read before"],
  ["mended", "can be read again"],
];

export interface UnreadGroup {
  /** In lower case: `can no longer be read`. */
  readonly words: string;
  readonly files: readonly UnreadDiff[];
}

export function groupUnread(unread: readonly UnreadDiff[]): readonly UnreadGroup[] {
  return states
    .map(([kind, words]) => ({ words, files: unread.filter((file) => file.kind === kind) }))
    .filter(({ files }) => files.length > 0);
}

/** `#12 Lamps (items/012-lamps.md:4:1: what is wrong)`, on one line. */
export function unreadFile(file: UnreadDiff): string {
  const { id, title, kind } = file;
  const name = [id === null ? "" : `#${id}`, printableLine(title ?? "")].filter(Boolean).join(" ");
  const place = `${kind === "mended" || kind === "gone" ? "before, " : ""}${placeOf(file)}`;
  return name === "" ? place : `${name} (${place})`;
}

function placeOf({ path, why }: UnreadDiff): string {
  return `${printableLine(path)}:${why.line}:${why.column}: ${printableLine(why.message)}`;
}

/** The same as a sentence: `can no longer be read: #12 Lamps (…)`. */
export function unreadWords(file: UnreadDiff): string {
  return `${stateOf(file)}: ${unreadFile(file)}`;
}

/** The same without the name of the item, which stands above: `can no longer be read: items/012-lamps.md:4:1: …`. */
export function unreadState(file: UnreadDiff): string {
  return file.kind === "mended" ? stateOf(file) : `${stateOf(file)}: ${placeOf(file)}`;
}

function stateOf({ kind }: UnreadDiff): string {
  return states.find(([each]) => each === kind)?.[1] ?? kind;
}
