/** What changed in `tracker.md`, in words: a plain line for each setting. */
import { daysBetween, isIsoDate } from "../core/calendar.ts";
import type { SettingDiff } from "../core/diff-tracker.ts";
import { printableLine } from "../core/printable.ts";
import { distance } from "./changes-words.ts";

const nouns: Partial<Record<SettingDiff["setting"], string>> = {
  people: "person",
  areas: "area",
  statuses: "status",
  priorities: "priority",
  fields: "field",
  refs: "link for",
  columns: "heading of",
  milestones: "milestone",
  rules: "rule",
  "status-moves": "moves from status",
};

export function settingWords({ setting, key, from, to }: SettingDiff): string {
  if (setting === "template") return "the page's template changed";
  if (key === null) {
    const isOrder = Array.isArray(from) && Array.isArray(to);
    return isOrder ? `the order of ${setting} changed` : `${setting}: ${valueWords(from)} → ${valueWords(to)}`;
  }
  const name = `${nouns[setting] ?? setting} ${printableLine(key)}`;
  if (from === null) return `${name} added${detail(to, key)}`;
  if (to === null) return `${name} removed`;
  const [before, after] = [dateIn(from), dateIn(to)];
  if (before !== null && after !== null && daysBetween(before, after) !== 0)
    return `${name} moved: ${before} → ${after} (${distance(before, after)})`;
  return `${name}: ${valueWords(from)} → ${valueWords(to)}`;
}

/** What an entry says beside its key. */
function detail(value: unknown, key: string): string {
  const words = valueWords(value);
  return words === key || words === "nothing" ? "" : ` (${words})`;
}

function dateIn(value: unknown): string | null {
  const date = typeof value === "object" && value !== null && "date" in value ? value.date : null;
  return typeof date === "string" && isIsoDate(date) ? date : null;
}

/** An entry's parts as tracker.md has them, without those that are not there. */
function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value !== "object") return printableLine(String(value));
  const parts = Object.entries(value).filter(
    ([, part]) => part !== null && !(Array.isArray(part) && part.length === 0),
  );
  return printableLine(
    parts.map(([name, part]) => (Array.isArray(value) ? String(part) : `${name} ${String(part)}`)).join(", "),
  );
}
