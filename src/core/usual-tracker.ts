/**
 * The settings of `tracker.md` where each has its usual form, read without schemas: to make those takes longer than the rest of
 * a start's reading. test/core/usual-tracker.test.ts holds the two readings against each other.
 */
import { isIsoDate } from "./calendar.ts";
import {
  countForm,
  type Field,
  fieldTypes,
  type Milestone,
  type Person,
  severities,
  type TrackerKeys,
  usualStaleAfter,
  usualTitle,
  webAddressForm,
} from "./tracker.ts";
import type { YamlValue } from "./yaml-value.ts";

/** Undefined where a schema must read it. */
type Read<Value> = (value: YamlValue | undefined) => Value | undefined;
type Readers<Value> = { readonly [Key in keyof Value]: Read<Value[Key]> };

const text: Read<string> = (value) => (typeof value === "string" ? value.trim() : undefined);
const day = textWhere(isIsoDate);
const address = textWhere((word) => webAddressForm.test(word));
const count: Read<number> = (value) => {
  const word = text(value);
  return word !== undefined && countForm.test(word) ? Number(word) : undefined;
};
const severity: Read<(typeof severities)[number]> = (value) => severities.find((word) => word === value);

const person = objectOf<Person>({
  name: optional(text, null),
  url: optional(address, null),
  email: optional(text, null),
  "account-id": optional(text, null),
  userkey: optional(text, null),
  username: optional(text, null),
});
const priority = objectOf<TrackerKeys["priorities"][string]>({
  label: optional(text, ""),
  weeks: optional(count, null),
});
const field = objectOf<Field>({
  label: optional(text, null),
  type: (value) => fieldTypes.find((word) => word === value),
  values: listOf(text),
});
const milestone = objectOf<Milestone>({
  date: day,
  end: optional(day, null),
  title: text,
  url: optional(address, null),
});
const rule = objectOf<TrackerKeys["rules"][string]>({
  severity: optional(severity, null),
  limit: optional(count, null),
});

const settings: Readers<TrackerKeys> = {
  title: (value) => (value === undefined || value === null ? usualTitle : text(value) || undefined),
  people: mapOf(person),
  areas: listOf(text),
  statuses: mapOf(text),
  priorities: mapOf(priority),
  fields: mapOf(field),
  refs: mapOf(address),
  columns: mapOf(text),
  "as-of": optional(day, null),
  "stale-after": optional(count, usualStaleAfter),
  milestones: listOf(milestone),
  rules: mapOf(rule),
  "status-moves": mapOf(listOf(text)),
};

/** The settings of keys none of which is wrong, unknown or of a rarer form; null where the schemas must read them. */
export function readUsualSettings(keys: ReadonlyMap<string, YamlValue>): TrackerKeys | null {
  for (const key of keys.keys()) if (!Object.hasOwn(settings, key)) return null;
  return readAll(settings, (key) => keys.get(key)) ?? null;
}

function readAll<Value extends object>(
  readers: Readers<Value>,
  written: (key: string) => YamlValue | undefined,
): Value | undefined;
function readAll(
  readers: Readers<Readonly<Record<string, unknown>>>,
  written: (key: string) => YamlValue | undefined,
): object | undefined {
  const values: Record<string, unknown> = {};
  for (const [key, read] of Object.entries(readers)) {
    const value = read(written(key));
    if (value === undefined) return undefined;
    values[key] = value;
  }
  return values;
}

function textWhere(isRight: (word: string) => boolean): Read<string> {
  return (value) => {
    const word = text(value);
    return word !== undefined && isRight(word) ? word : undefined;
  };
}

function optional<Value, Absent>(read: Read<Value>, absent: Absent): Read<Value | Absent> {
  return (value) => (value === undefined || value === null ? absent : read(value));
}

function objectOf<Value extends object>(readers: Readers<Value>): Read<Value> {
  return (value) => (isMap(value) ? readAll(readers, (key) => value[key]) : undefined);
}

function mapOf<Value>(read: Read<Value>): Read<Record<string, Value>> {
  return (value) => {
    if (value === undefined || value === null) return {};
    if (!isMap(value)) return undefined;
    const values: Record<string, Value> = {};
    for (const [key, written] of Object.entries(value)) {
      const entry = read(written);
      // To set this one would change what the map inherits; a schema drops it.
      if (entry === undefined || key === "__proto__") return undefined;
      values[key] = entry;
    }
    return values;
  };
}

function listOf<Value>(read: Read<Value>): Read<Value[]> {
  return (value) => {
    if (value === undefined || value === null) return [];
    if (!isList(value)) return undefined;
    const values = value.flatMap((written) => read(written) ?? []);
    return values.length === value.length ? values : undefined;
  };
}

function isMap(value: YamlValue | undefined): value is { readonly [key: string]: YamlValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
