/** What changed in `tracker.md`, in words: a plain line for each setting. */
import { daysBetween, isIsoDate } from "../core/calendar.ts";
import type { SettingDiff } from "../core/diff-tracker.ts";
import { groupBy } from "../core/group-by.ts";
import { printableLine } from "../core/printable.ts";
import type { WordRename } from "../core/rename-query.ts";
import { daysApart } from "./changes-words.ts";

/** What one entry is called, and several are. */
const nouns: Partial<Record<SettingDiff["setting"], readonly [one: string, several: string]>> = {
  people: ["person", "people"],
  areas: ["area", "areas"],
  statuses: ["status", "statuses"],
  priorities: ["priority", "priorities"],
  fields: ["field", "fields"],
  refs: ["link for", "links"],
  columns: ["heading of", "headings"],
  milestones: ["milestone", "milestones"],
  rules: ["rule", "rules"],
  "status-moves": ["moves from status", "moves between statuses"],
};

/** `tracker.md: title, 13 people, status done, 6 milestones and the page's template changed`. */
export function manySettings(settings: readonly SettingDiff[]): string {
  const parts = [...groupBy(settings, ({ setting }) => setting)].map(([setting, entries]) => {
    const [only] = entries;
    const [one, several] = nouns[setting] ?? [setting, setting];
    if (setting === "template") return "the page's template";
    if (only === undefined || only.key === null) return setting;
    return entries.length === 1 ? `${one} ${printableLine(only.key)}` : `${entries.length} ${several}`;
  });
  const [last = "", ...others] = parts.toReversed();
  const listed = others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
  return `tracker.md: ${listed} changed`;
}

/** The setting of a word that got another name. */
function settingOf({ column }: WordRename): SettingDiff["setting"] {
  return column === "owners" ? "people" : "priorities";
}

/** `person ana is now anac`: told once, instead of one that is gone and one that is new. */
export function renameWords(rename: WordRename): string {
  const { from, to } = rename;
  return `${nouns[settingOf(rename)]?.[0] ?? ""} ${printableLine(from)} is now ${printableLine(to)}`;
}

export function withoutRenamed(
  settings: readonly SettingDiff[],
  renames: readonly WordRename[],
): readonly SettingDiff[] {
  return settings.filter(
    ({ setting, key }) =>
      !renames.some((rename) => settingOf(rename) === setting && (rename.from === key || rename.to === key)),
  );
}

export function settingWords({ setting, key, from, to }: SettingDiff): string {
  if (setting === "template") return "the page's template changed";
  if (key === null) {
    if (setting === "title" && from === null) return `new tracker: ${valueWords(to)}`;
    if (setting === "title" && to === null) return `the tracker is gone: ${valueWords(from)}`;
    const isOrder = Array.isArray(from) && Array.isArray(to);
    return isOrder ? `the order of ${setting} changed` : `${setting}: ${valueWords(from)} → ${valueWords(to)}`;
  }
  const name = `${nouns[setting]?.[0] ?? setting} ${printableLine(key)}`;
  if (setting === "rules" && partOf(to, "severity") === "off" && partOf(from, "severity") !== "off")
    return `${name} switched off`;
  if (from === null) return `${name} added${detail(to, key)}`;
  if (to === null) return `${name} removed`;
  const [before, after] = [dateIn(from), dateIn(to)];
  if (before !== null && after !== null && daysBetween(before, after) !== 0)
    return `${name} moved: ${before} → ${after} (${daysApart(before, after)})`;
  const parts = differingKeys(from, to);
  if (parts === null) return `${name}: ${valueWords(from)} → ${valueWords(to)}`;
  return `${name}: ${parts.map((part) => `${part} ${valueWords(partOf(from, part))} → ${valueWords(partOf(to, part))}`).join(", ")}`;
}

/** The parts in which two entries differ; null of what has no parts with names. */
function differingKeys(from: unknown, to: unknown): readonly string[] | null {
  const isMap = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap(from) || !isMap(to)) return null;
  const keys = [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])];
  return keys.filter((key) => JSON.stringify(partOf(from, key)) !== JSON.stringify(partOf(to, key)));
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (Object.entries(value).find(([name]) => name === key)?.[1] ?? null)
    : null;
}

/** What an entry says beside its key. */
function detail(value: unknown, key: string): string {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const words = valueWords(
    isMap ? Object.fromEntries(Object.entries(value).filter(([, part]) => part !== key)) : value,
  );
  return words === key || words === "nothing" ? "" : ` (${words})`;
}

function dateIn(value: unknown): string | null {
  const date = typeof value === "object" && value !== null && "date" in value ? value.date : null;
  return typeof date === "string" && isIsoDate(date) ? date : null;
}

/** An entry's parts as tracker.md has them, without those that are not there. */
function valueWords(value: unknown): string {
  const isEmpty = value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return "nothing";
  if (typeof value !== "object") return printableLine(String(value));
  const parts = Object.entries(value).filter(
    ([, part]) => part !== null && !(Array.isArray(part) && part.length === 0),
  );
  return printableLine(
    parts.map(([name, part]) => (Array.isArray(value) ? String(part) : `${name} ${String(part)}`)).join(", "),
  );
}
