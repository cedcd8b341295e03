/** What changed in `tracker.md` between two readings, setting by setting. */
import type { ItemDiff } from "./diff.ts";
import type { Tracker, TrackerKeys } from "./tracker.ts";

export interface SettingDiff {
  /** The key of `tracker.md`; "template" for the page below its front matter. */
  readonly setting: keyof TrackerKeys | "template";
  /** The entry: a status, a handle, a milestone's title; null where the whole setting is meant (its order, say). */
  readonly key: string | null;
  /** Null where it was not there before, or is not there now. */
  readonly from: SettingValue;
  readonly to: SettingValue;
}

type SettingValue =
  | Tracker[SettingDiff["setting"]]
  | Tracker["people"][string]
  | Tracker["milestones"][number]
  | unknown;

/** What changed in a tracker, in keys and handles. */
export interface TrackerChanges {
  readonly items: readonly ItemDiff[];
  readonly settings: readonly SettingDiff[];
}

/** The settings that differ, in the order in which a tracker is read; of a tracker that is new, or gone, its title alone. */
export function diffTrackers(before: Tracker | null, after: Tracker | null): readonly SettingDiff[] {
  if (before === null || after === null) {
    const [from, to] = [before?.title ?? null, after?.title ?? null];
    return from === to ? [] : [{ setting: "title", key: null, from, to }];
  }
  const settings = Object.keys(after).filter((key): key is SettingDiff["setting"] => key !== "templateLine");
  return settings.flatMap((setting) => diffSetting(setting, before[setting], after[setting]));
}

function diffSetting(setting: SettingDiff["setting"], from: unknown, to: unknown): readonly SettingDiff[] {
  if (isSame(from, to)) return [];
  const [before, after] = [entriesOf(from), entriesOf(to)];
  if (before === null || after === null) return [{ setting, key: null, from, to }];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changes = keys.flatMap((key): SettingDiff[] => {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null];
    return isSame(old, now) ? [] : [{ setting, key, from: old, to: now }];
  });
  // The same entries in another order: a page sorts by it.
  return changes.length > 0 ? changes : [{ setting, key: null, from: [...before.keys()], to: [...after.keys()] }];
}

/** A map's entries, a list's words, milestones by their titles; null of what has no entries. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) {
    return new Map(value.map((each: unknown) => [typeof each === "string" ? each : titleOf(each), each]));
  }
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : null;
}

function titleOf(value: unknown): string {
  return typeof value === "object" && value !== null && "title" in value ? String(value.title) : JSON.stringify(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
