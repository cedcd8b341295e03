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
export function unreadFile({ path, id, title, kind, why }: UnreadDiff): string {
  const name = [id === null ? "" : `#${id}`, printableLine(title ?? "")].filter(Boolean).join(" ");
  const then = kind === "mended" || kind === "gone" ? "before, " : "";
  const place = `${printableLine(path)}:${why.line}:${why.column}: ${printableLine(why.message)}`;
  return name === "" ? `${then}${place}` : `${name} (${then}${place})`;
}

/** The same as a sentence: `can no longer be read: #12 Lamps (…)`. */
export function unreadWords(file: UnreadDiff): string {
  return `${states.find(([kind]) => kind === file.kind)?.[1]}: ${unreadFile(file)}`;
}
