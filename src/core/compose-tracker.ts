/** The text of a whole `tracker.md`, in the form that format.md gives: one person, field or milestone a line. */
import { listSource, scalarSource } from "./front-matter-edit.ts";
import type { Field, Milestone, Person, TrackerKeys } from "./tracker.ts";

type Settings = Pick<TrackerKeys, "title" | "statuses" | "priorities" | "refs" | "columns"> & {
  readonly areas: readonly string[];
  readonly milestones: readonly Milestone[];
  readonly people: Readonly<Record<string, Partial<Person>>>;
  readonly fields: Readonly<Record<string, Partial<Field>>>;
};

/** The file's text; settings that hold nothing give no key. */
export function composeTracker(settings: Settings, template: string): string {
  const keys = [
    `title: ${scalarSource(settings.title)}`,
    ...block("people", settings.people),
    `areas: ${listSource(settings.areas)}`,
    `statuses: ${flowSource(settings.statuses)}`,
    ...block("priorities", settings.priorities),
    ...block("fields", settings.fields),
    ...block("refs", settings.refs),
    ...(Object.keys(settings.columns).length > 0 ? [`columns: ${flowSource(settings.columns)}`] : []),
    ...milestoneLines(settings.milestones),
  ];
  return `---\n${keys.join("\n")}\n---\n\n${template.trim()}\n`;
}

function block(key: string, entries: Readonly<Record<string, object | string>>): string[] {
  const lines = Object.entries(entries).map(([name, value]) => `  ${entrySource(name, value)}`);
  return lines.length > 0 ? [`${key}:`, ...lines] : [];
}

/** `name: value` or `name: { key: value }`, as one entry of a map. */
function entrySource(name: string, value: object | string): string {
  return `${scalarSource(name)}: ${typeof value === "string" ? scalarSource(value) : flowSource(value)}`;
}

function milestoneLines(milestones: readonly Milestone[]): string[] {
  return milestones.length > 0 ? ["milestones:", ...milestones.map((milestone) => `  - ${flowSource(milestone)}`)] : [];
}

/** `{ label: Due early 2018, weeks: 4 }`, without what is absent. */
export function flowSource(entries: object): string {
  const present = presentIn(entries);
  if (present.length === 0) return "{}";
  const parts = present.map(
    ([key, value]) =>
      `${scalarSource(key)}: ${Array.isArray(value) ? listSource(value) : typeof value === "number" ? value : scalarSource(String(value))}`,
  );
  return `{ ${parts.join(", ")} }`;
}

/** What an entry says: its keys that hold something. */
export function presentIn(entries: object): readonly (readonly [string, unknown])[] {
  return Object.entries(entries).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
}
