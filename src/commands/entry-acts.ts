/** What can be done to an entry of `tracker.md`: each act is worked out here, and made by `entries.ts`. */
import type { ChangeResult } from "../core/change.ts";
import { countOf } from "../core/count-of.ts";
import { addCommand, type EntryKind, entriesOf, entryKinds, type TrackerEntry, typedCommand } from "../core/entries.ts";
import { locateKey, readFrontMatter } from "../core/front-matter.ts";
import type { NestedEdit, NewValue } from "../core/nested-edit.ts";
import { printableLine } from "../core/printable.ts";
import type { WordRename } from "../core/rename-query.ts";
import { renameInTracker } from "../core/rename-tracker.ts";
import { statusKey } from "../core/tracker.ts";
import { editSettings, writable } from "../core/tracker-edit.ts";
import { readTypedDate } from "../core/typed-date.ts";
import { UserError } from "../errors.ts";
import type { EntryOptions } from "./entry-flags.ts";
import { moveCommand, numbersOf, refuseTwins, requireReadable, usesOf } from "./entry-uses.ts";
import { entryKeyOf, findEntry, labelOf, valuesFrom } from "./entry-values.ts";
import type { Workspace } from "./workspace.ts";

type Given = ReturnType<typeof valuesFrom>;

/** What a command does to `tracker.md` and the items, worked out under the lock. */
export interface EntryPlan {
  /** The entry's key behind the change; several that are added. */
  readonly keys: readonly string[];
  readonly was: string | null;
  readonly done: string;
  readonly tracker: (text: string) => ChangeResult;
  readonly rename?: WordRename;
  /** True of the first of its kind: until then any word has passed, and items may have others. */
  readonly isFirst?: boolean;
}

type Act = (kind: EntryKind, words: readonly string[], workspace: Workspace, options: EntryOptions) => EntryPlan;

/** By the word that calls them. */
export const entryActs: Readonly<Record<string, Act>> = { add, rename, set, retire };

function add(kind: EntryKind, words: readonly string[], workspace: Workspace, options: EntryOptions): EntryPlan {
  const [typed, ...rest] = words;
  if (typed === undefined)
    throw new UserError(`gtm ${kind} add needs a name`, { hint: `gtm help ${kind} shows examples` });
  const several = kind === "area" ? words : [typed];
  if (kind !== "area" && kind !== "milestone" && rest.length > 0)
    throw new UserError(`gtm ${kind} add takes one name`, {
      hint:
        kind === "person"
          ? `a handle is one word: ${addCommand(kind, words.join(" "))}`
          : `quote a name of more than one word: ${typedCommand(kind, "add", words.join(" "))}`,
    });
  const keys = several.map((each) => entryKeyOf(kind, each));
  for (const to of keys) refuseTwins(kind, { from: null, to }, workspace);
  if (kind === "milestone") refuseTwoDates(typed, rest.join(" "), workspace);
  const { setting } = entryKinds[kind];
  const isList = isListIn(workspace.trackerText, setting);
  const given = valuesFrom(
    kind,
    kind === "milestone" && rest.length > 0 ? { ...options, date: rest.join(" ") } : options,
    workspace.today,
  );
  const before = options.before === undefined ? undefined : findEntry(kind, options.before, workspace).key;
  const edits = keys.map((key): NestedEdit => {
    const isWord = kind === "area" || (kind === "status" && isList);
    const name = isWord || kind === "milestone" ? null : key;
    return { kind: "add", path: [setting], name, value: newValue(kind, typed, key, given, isList), before };
  });
  return {
    keys: isList && kind === "status" ? [typed.trim()] : keys,
    was: null,
    done: `${kind} ${keys.join(", ")}: added`,
    tracker: (text) => editSettings(text, edits),
    isFirst: entriesOf(kind, workspace.tracker).length === 0,
  };
}

function newValue(kind: EntryKind, typed: string, key: string, given: Given, isList: boolean): NewValue {
  if (kind === "area") return key;
  if (kind === "status") {
    const label = given.label ?? labelOf(typed, key);
    if (isList && given.label)
      throw new UserError("statuses: in tracker.md is a list, which has no labels", {
        hint: "write it as a map: statuses: { pending: Pending, … }",
      });
    return isList ? typed.trim() : String(label);
  }
  if (kind === "milestone") {
    if (!given.date) throw new UserError("a milestone needs a date", { hint: typedCommand(kind, "add", key, "12/6") });
    refuseEndBefore(given.date, given.end);
    return writable({ date: given.date, end: given.end, title: key, url: given.url });
  }
  if (kind === "field") return writable({ label: given.label, type: given.type ?? "text", values: given.values });
  return writable(given);
}

/** `4/1-4/3`, which the last day has a flag for. */
function refuseTwoDates(title: string, typed: string, { today }: Workspace): void {
  const isDate = (word: string) => readTypedDate(word, today, "due").ok;
  const [, first = "", last = ""] = /^(.+?)\s*(?:-|\u2013|\.\.|\bto\b)\s*(\S+)$/.exec(typed) ?? [];
  if (isDate(typed) || !isDate(first) || !isDate(last)) return;
  throw new UserError(`"${printableLine(typed)}" is two dates`, {
    hint: `the last day is apart: ${typedCommand("milestone", "add", title, first, "--end", last)}`,
  });
}

function refuseEndBefore(date: unknown, end: unknown): void {
  if (typeof date === "string" && typeof end === "string" && end < date)
    throw new UserError(`it ends on ${end}, before it begins on ${date}`);
}

/** True where a setting is written as a list of words. */
function isListIn(text: string, setting: string): boolean {
  const reading = readFrontMatter(text);
  return reading.ok && Array.isArray(reading.value.keys.get(setting));
}

function rename(kind: EntryKind, words: readonly string[], workspace: Workspace, options: EntryOptions): EntryPlan {
  const [old, typed, ...rest] = words;
  if (old === undefined || typed === undefined || rest.length > 0)
    throw new UserError(`gtm ${kind} rename takes two names`, {
      hint: `${typedCommand(kind, "rename", "OLD", "NEW")}; quote a name of more than one word`,
    });
  const entry = findEntry(kind, old, workspace);
  const from = entry.key;
  const isList = kind === "status" && isListIn(workspace.trackerText, "statuses");
  const to = isList ? typed.trim() : entryKeyOf(kind, typed);
  requireReadable(workspace);
  refuseTwins(kind, { from, to }, workspace);
  const given = { ...statusLabel(kind, entry, typed, to, isList), ...valuesFrom(kind, options, workspace.today) };
  const labelled = to === from ? [] : [{ from, to }];
  if (labelled.length === 0 && Object.keys(given).length === 0)
    throw new UserError(`${kind} ${printableLine(from)} has that name already`);
  const { column } = entryKinds[kind];
  const done = `${kind} ${from} → ${to}${given.label ? ` (${String(given.label)})` : ""}`;
  if (kind === "milestone") {
    const at = indexOf(from, workspace);
    const edit: NestedEdit = { kind: "set", path: ["milestones", at, "title"], value: to };
    return {
      keys: [to],
      was: from,
      done,
      tracker: (text) => editSettings(text, [edit, ...setEdits(kind, to, given, text, { at })]),
    };
  }
  const renaming: WordRename = { column, from, to };
  const tracker = (text: string): ChangeResult =>
    renameInTracker(text, renaming, workspace.tracker, setEdits(kind, to, given, text, { was: from }));
  return { keys: [to], was: from, done, tracker, rename: renaming };
}

/** A status that is renamed in the page's own wording, or whose label is but its key in words, is called so on the page. */
function statusLabel(
  kind: EntryKind,
  { key, values }: TrackerEntry,
  typed: string,
  to: string,
  isList: boolean,
): { label?: string } {
  if (kind !== "status" || isList || values.label === undefined) return {};
  const isKeyInWords = statusKey(String(values.label)) === key;
  return typed.trim() !== to || isKeyInWords ? { label: labelOf(typed, to) } : {};
}

function set(kind: EntryKind, words: readonly string[], workspace: Workspace, options: EntryOptions): EntryPlan {
  const [typed, ...rest] = words;
  if (typed === undefined || rest.length > 0)
    throw new UserError(`gtm ${kind} set takes one name, and flags for what to set`, {
      hint: `gtm help ${kind} shows them`,
    });
  const { key } = findEntry(kind, typed, workspace);
  const given = valuesFrom(kind, options, workspace.today);
  if (Object.keys(given).length === 0)
    throw new UserError("nothing to set", {
      hint:
        kind === "area"
          ? `${typedCommand(kind, "rename", key, "NEW")} renames it`
          : `gtm help ${kind} shows what can be`,
    });
  const { tracker } = workspace;
  const at = kind === "milestone" ? indexOf(key, workspace) : 0;
  const milestone = tracker.milestones[at];
  if (kind === "milestone")
    refuseEndBefore(given.date ?? milestone?.date, given.end === undefined ? milestone?.end : given.end);
  // The values of a choice mean nothing to any other type.
  const values = given.type !== undefined && given.type !== "choice" ? { ...given, values: null } : given;
  // By another label, a query of the page may not find it any more.
  const same: WordRename = { column: entryKinds[kind].column, from: key, to: key };
  const said = Object.entries(given).map(
    ([name, value]) => `${name} ${value === null ? "removed" : [value].flat().join(", ")}`,
  );
  return {
    keys: [key],
    was: null,
    done: `${kind} ${key}: ${said.join(", ")}`,
    tracker: (text) => renameInTracker(text, same, tracker, setEdits(kind, key, values, text, { at })),
    rename: same,
  };
}

function indexOf(title: string, { tracker }: Workspace): number {
  return tracker.milestones.findIndex((milestone) => milestone.title === title);
}

function setEdits(
  kind: EntryKind,
  key: string,
  given: Given,
  text: string,
  { at = 0, was = key }: { readonly at?: number; readonly was?: string } = {},
): readonly NestedEdit[] {
  if (Object.keys(given).length === 0) return [];
  const { setting } = entryKinds[kind];
  if (kind === "status") return [{ kind: "set", path: [setting, key], value: given.label ?? labelOf(key, key) }];
  const short = shortForm(text, setting, was);
  if (short !== null) {
    const value = { label: short, ...given };
    return [{ kind: "set", path: [setting, key], value: given.weeks ? writable(value) : (value.label ?? "") }];
  }
  const path = kind === "milestone" ? [setting, at] : [setting, key];
  return Object.entries(given).map(([name, value]) => ({ kind: "set", path: [...path, name], value }));
}

/** `P1: This week`: a priority of which nothing but its label is said. */
function shortForm(text: string, setting: string, key: string): string | null {
  const reading = readFrontMatter(text);
  const entries = reading.ok ? (reading.value.keys.get(setting) ?? null) : null;
  const value = Object.entries(entries ?? {}).find(([name]) => name === key)?.[1];
  return typeof value === "string" ? value : null;
}

function retire(kind: EntryKind, words: readonly string[], workspace: Workspace): EntryPlan {
  const [typed, ...rest] = words;
  if (typed === undefined || rest.length > 0)
    throw new UserError(`gtm ${kind} retire takes one name`, { hint: `gtm ${kind} lists them` });
  const { key } = findEntry(kind, typed, workspace);
  requireReadable(workspace);
  refuseUsed(kind, key, workspace);
  const { setting } = entryKinds[kind];
  const { columns } = workspace.tracker;
  const edits: NestedEdit[] = [
    { kind: "set", path: [setting, kind === "milestone" ? indexOf(key, workspace) : key], value: null },
    ...(kind === "field" && Object.hasOwn(columns, key)
      ? [{ kind: "set", path: ["columns", key], value: null } as const]
      : []),
  ];
  return { keys: [], was: key, done: `${kind} ${key}: retired`, tracker: (text) => editSettings(text, edits) };
}

/** Throws a UserError that says who still uses an entry, and what moves them. */
function refuseUsed(kind: EntryKind, key: string, workspace: Workspace): void {
  const { open, closed, named } = usesOf(kind, key, workspace);
  const name = `${kind} ${printableLine(key)}`;
  const move = moveCommand(kind, key, "OTHER");
  if (open.length > 0)
    throw new UserError(`${name} is still used by ${countOf(open.length, "open items")}: ${numbersOf(open)}`, {
      ...(move && { hint: `to move them: ${move}` }),
    });
  if (closed.length > 0 || named.length > 0) {
    const who =
      closed.length > 0
        ? `${countOf(closed.length, "closed items")} (${numbersOf(closed)})`
        : `the words of ${numbersOf(named)}`;
    throw new UserError(`${name} stays in tracker.md, for ${who}`, {
      hint:
        kind === "person"
          ? "the page needs the name; nothing else need be done"
          : `nothing need be done${move ? `; to move them: ${move}` : ""}`,
    });
  }
  const moves = workspace.tracker["status-moves"];
  if (kind === "status" && (Object.hasOwn(moves, key) || Object.values(moves).some((next) => next.includes(key)))) {
    const { line, column } = locateKey(workspace.trackerText, "status-moves");
    throw new UserError(`${name} is named by status-moves: in tracker.md:${line}:${column}`, {
      hint: "take it out there first",
    });
  }
}
