/** What `tracker.md` holds one by one, and a command can add, rename and retire. */
import { handleOfName, isHandle } from "./handle.ts";
import { shellWord } from "./shell-word.ts";
import type { VocabularyColumn } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";

export const entryKinds = {
  person: { setting: "people", column: "owners" },
  area: { setting: "areas", column: "area" },
  status: { setting: "statuses", column: "status" },
  priority: { setting: "priorities", column: "priority" },
  field: { setting: "fields", column: null },
  milestone: { setting: "milestones", column: null },
} as const satisfies Readonly<Record<string, { setting: keyof Tracker; column: VocabularyColumn | null }>>;

export type EntryKind = keyof typeof entryKinds;

export function isEntryKind(word: string): word is EntryKind {
  return Object.hasOwn(entryKinds, word);
}

/** An entry: its key (a milestone's title, an area's name), and what else is said of it. */
export interface TrackerEntry {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | readonly string[] | null>>;
}

export function entriesOf(kind: EntryKind, tracker: Tracker): readonly TrackerEntry[] {
  switch (kind) {
    case "area":
      return tracker.areas.map((key) => ({ key, values: {} }));
    case "status":
      return Object.entries(tracker.statuses).map(([key, label]) => ({ key, values: { label } }));
    case "milestone":
      return tracker.milestones.map(({ title, ...values }) => ({ key: title, values }));
    default:
      return Object.entries(tracker[entryKinds[kind].setting]).map(([key, values]) => ({ key, values }));
  }
}

/** `gtm area rename Sales Partners`, as one would type it. */
export function typedCommand(kind: EntryKind, ...words: readonly string[]): string {
  return ["gtm", kind, ...words.map(shellWord)].join(" ");
}

/** The command that adds what somebody typed and the tracker does not know: a person by the handle that the name gives. */
export function addCommand(kind: EntryKind, typed: string): string {
  if (kind !== "person" || isHandle(typed)) return typedCommand(kind, "add", typed);
  const handle = handleOfName(typed);
  const flag = typed.includes("@") ? "--email" : "--name";
  return handle === null ? "gtm person add HANDLE --name NAME" : typedCommand(kind, "add", handle, flag, typed);
}
