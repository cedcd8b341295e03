/** What two front matters mean together: the measure that the merged text is held to. */
import type { YamlValue } from "../yaml-value.ts";
import type { Version, Versions } from "./chunks.ts";
import { weave } from "./weave.ts";

/** Undefined where a version has no such entry. */
type Present = YamlValue | undefined;
type YamlMap = Readonly<Record<string, YamlValue>>;

/** The merged value of a key, every clash settled for `side`: maps key by key, lists as sets that keep their order. */
export function mergeValues({ base, ours, theirs }: Versions<Present>, side: Version): Present {
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  if (isSame(base, ours)) return theirs;
  const present = [base, ours, theirs].filter((value) => value !== undefined);
  if (present.every(isMap))
    return mergeMaps({ base: mapOf(base), ours: mapOf(ours), theirs: mapOf(theirs) }, side, mergeEntryValues);
  if (present.every(isList))
    return mergeLists({ base: listOf(base), ours: listOf(ours), theirs: listOf(theirs) }, side);
  return { base, ours, theirs }[side];
}

/** The merged value of an entry: unlike a key's, it is one thing, so that what one side took away the other cannot add to. */
function mergeEntryValues(versions: Versions<Present>, side: Version): Present {
  const { base, ours, theirs } = versions;
  const isGone = base !== undefined && (ours === undefined || theirs === undefined);
  return isGone && !isSame(base, ours) && !isSame(base, theirs) ? versions[side] : mergeValues(versions, side);
}

/** Equal whatever the order of their keys. */
export function isSame(a: Present, b: Present): boolean {
  return a === b || JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);
}

function inOrder(_: string, value: Present): unknown {
  return isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** All keys of a front matter, merged. */
export function mergeKeys(versions: Versions<YamlMap>, side: Version): YamlMap {
  return mergeMaps(versions, side, mergeValues);
}

function mergeMaps({ base, ours, theirs }: Versions<YamlMap>, side: Version, merge: typeof mergeValues): YamlMap {
  const merged = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((key) => {
    const at = (map: YamlMap) => (Object.hasOwn(map, key) ? map[key] : undefined);
    return [key, merge({ base: at(base), ours: at(ours), theirs: at(theirs) }, side)] as const;
  });
  return Object.fromEntries(merged.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function mergeLists(versions: Versions<readonly YamlValue[]>, side: Version): YamlValue {
  const ids = entryIds(versions);
  const places = placesOf(ids);
  const find = (version: Version, id: string) => versions[version][places[version].get(id) ?? -1];
  const merged = new Map<string, YamlValue>();
  for (const id of new Set([...ids.ours, ...ids.theirs])) {
    const value = mergeEntryValues(
      { base: find("base", id), ours: find("ours", id), theirs: find("theirs", id) },
      side,
    );
    if (value !== undefined) merged.set(id, value);
  }
  return weave(ids, (id) => merged.has(id), byText).flatMap((id) => merged.get(id) ?? null);
}

/** Where in its version an id stands. */
export function placesOf({ base, ours, theirs }: Versions<readonly string[]>): Versions<ReadonlyMap<string, number>> {
  const of = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  return { base: of(base), ours: of(ours), theirs: of(theirs) };
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What an entry of a list is known by in all three versions: its title, where each has one of its own (a milestone whose date
 * moved is the same milestone), else all that it says, and how many times that was said before.
 */
export function entryIds({ base, ours, theirs }: Versions<readonly YamlValue[]>): Versions<readonly string[]> {
  const isTitled = [base, ours, theirs].every((list) => {
    const titles = list.map(titleOf);
    return titles.every((title) => title !== null) && new Set(titles).size === titles.length;
  });
  const name = (list: readonly YamlValue[]) =>
    numbered(list.map((value) => (isTitled ? (titleOf(value) ?? "") : JSON.stringify(value, inOrder))));
  return { base: name(base), ours: name(ours), theirs: name(theirs) };
}

/** Each with the number of equal ones before it: what stands twice is two things. */
export function numbered(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return `${name}#${before}`;
  });
}

function titleOf(value: YamlValue): string | null {
  const title = isMap(value) ? value.title : null;
  return typeof title === "string" ? title : null;
}

function isList(value: Present): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isMap(value: Present): value is YamlMap {
  return typeof value === "object" && value !== null && !isList(value);
}

function listOf(value: Present): readonly YamlValue[] {
  return isList(value) ? value : [];
}

function mapOf(value: Present): YamlMap {
  return isMap(value) ? value : {};
}
