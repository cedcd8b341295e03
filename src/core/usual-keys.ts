/**
 * The keys that every item has, read without the schemas of the columns: to make those takes longer than to read an item.
 * test/core/usual-keys.test.ts holds the two readings against each other.
 */
import { type IsoDate, isIsoDate } from "./calendar.ts";
import type { ItemKeys } from "./item.ts";
import type { YamlValue } from "./yaml-value.ts";

/** As the schemas of the columns read them; null where one of them would have something to say. */
export function readUsualKeys(written: ReadonlyMap<string, YamlValue>): ItemKeys | null {
  const id = number(written.get("id"));
  const title = word(written.get("title"));
  const [status, priority] = [word(written.get("status")), word(written.get("priority"))];
  const [area, timeline] = [word(written.get("area")), word(written.get("timeline"))];
  const [owners, refs] = [words(written.get("owners")), words(written.get("refs"))];
  const [start, due, closed] = [day(written.get("start")), day(written.get("due")), day(written.get("closed"))];
  if (id === undefined || title === undefined || title === null) return null;
  if (status === undefined || priority === undefined || area === undefined || timeline === undefined) return null;
  if (owners === undefined || refs === undefined) return null;
  if (start === undefined || due === undefined || closed === undefined) return null;
  return { id, title, status, priority, area, owners, start, due, timeline, refs, closed };
}

function number(value: YamlValue | undefined): number | undefined {
  return typeof value === "string" && /^0*[1-9]\d{0,8}$/.test(value.trim()) ? Number(value) : undefined;
}

function word(value: YamlValue | undefined): string | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value.trim() || null : undefined;
}

function words(value: YamlValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  const entries: unknown = typeof value === "string" ? [value] : value;
  if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === "string")) return undefined;
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

function day(value: YamlValue | undefined): IsoDate | null | undefined {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value.trim() : "";
  return isIsoDate(text) ? text : undefined;
}
