/** `tracker.md` read into a Tracker. */
import { isStandardColumn } from "./columns.ts";
import { findConflict } from "./conflict-problem.ts";
import { type FrontMatter, locateKey, readFrontMatter } from "./front-matter.ts";
import { lineAt } from "./lines.ts";
import { nearest } from "./nearest.ts";
import type { TextProblem } from "./problem.ts";
import { found } from "./rules/reading-rules.ts";
import { type Tracker, type TrackerKeys, trackerKeys } from "./tracker.ts";
import { readUsualSettings } from "./usual-tracker.ts";
import type { YamlValue } from "./yaml-value.ts";

export interface TrackerReading {
  /** Null where the front matter cannot be read at all. */
  readonly tracker: Tracker | null;
  readonly problems: readonly TextProblem[];
}

/** Reads a tracker; a key whose value is wrong is reported and reads as absent. */
export function readTracker(text: string): TrackerReading {
  const conflict = findConflict(text);
  if (conflict) return { tracker: null, problems: [conflict] };
  const reading = readFrontMatter(text);
  if (!reading.ok) return { tracker: null, problems: [reading.problem] };
  const { keys, bodyStart } = reading.value;
  const { settings, problems } = readUsually(keys) ?? readBySchema(text, keys);
  const tracker = { ...settings, template: text.slice(bodyStart), templateLine: lineAt(text, bodyStart) };
  return { tracker, problems: [...problems, ...shadowedColumns(text, tracker)] };
}

interface SettingsReading {
  readonly settings: TrackerKeys;
  readonly problems: readonly TextProblem[];
}

function readUsually(keys: FrontMatter["keys"]): SettingsReading | null {
  const settings = readUsualSettings(keys);
  return settings && { settings, problems: [] };
}

function readBySchema(text: string, keys: FrontMatter["keys"]): SettingsReading {
  const names = Object.keys(trackerKeys().shape);
  const known = Object.fromEntries([...keys].filter(([key]) => names.includes(key)));
  const { settings, issues } = readSettings(known);
  const problems = issues.map((issue) => keyProblem(text, issue.path, issue.message));
  return { settings, problems: [...problems, ...unknownKeys(text, keys.keys(), names)] };
}

/** A field named like a column of gtm's own would never be asked for. */
function shadowedColumns(text: string, tracker: Tracker): TextProblem[] {
  const shadowed = Object.keys(tracker.fields).filter((key) => isStandardColumn(key));
  return shadowed.map((key) =>
    found(
      "field-shadowed",
      locateKey(text, "fields", key),
      `a field cannot be called ${key}: gtm already has a column with that name; choose another`,
    ),
  );
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What is wrong is taken away where it stands, so that one bad address costs no other person their name. */
function readSettings(known: Record<string, YamlValue>): { settings: TrackerKeys; issues: readonly Issue[] } {
  const first = trackerKeys().safeParse(known);
  if (first.success) return { settings: first.data, issues: [] };
  const second = trackerKeys().safeParse(
    first.error.issues.reduce((rest, { path }) => without(rest, path), known as YamlValue),
  );
  if (second.success) return { settings: second.data, issues: first.error.issues };
  const top = new Set(first.error.issues.map(({ path }) => String(path[0])));
  const rest = Object.fromEntries(Object.entries(known).filter(([key]) => !top.has(key)));
  return { settings: trackerKeys().parse(rest), issues: first.error.issues };
}

function without(value: YamlValue, path: readonly PropertyKey[]): YamlValue {
  const [key, ...deeper] = path;
  if (key === undefined || value === null || typeof value === "string") return null;
  if (isList(value)) return value.map((entry, index) => (index === key ? without(entry, deeper) : entry));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, name === key ? without(entry, deeper) : entry]),
  );
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function keyProblem(text: string, path: readonly PropertyKey[], message: string): TextProblem {
  const place = locateKey(text, String(path[0]), ...path.slice(1).filter((part) => typeof part === "string"));
  return found("tracker-value", place, `${path.join(".")}: ${message}`);
}

function unknownKeys(text: string, keys: Iterable<string>, known: readonly string[]): TextProblem[] {
  return [...keys]
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      const message = `unknown key "${key}"${near ? `: did you mean ${near}?` : ""}`;
      return found("key-unknown", locateKey(text, key), message);
    });
}
