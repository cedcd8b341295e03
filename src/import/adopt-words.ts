/** A page in the words of the tracker that it is brought into: a label means the key that the tracker gives it. */
import type { Tracker } from "../core/tracker.ts";
import type { PageReading } from "./reading.ts";

type Keys = ReadonlyMap<string, string>;

/** The page's keys to the tracker's, where the two have one label. */
function sharedKeys(page: Readonly<Record<string, string>>, tracker: Readonly<Record<string, string | null>>): Keys {
  const byLabel = new Map(Object.entries(tracker).map(([key, label]) => [(label ?? key).toLowerCase(), key] as const));
  return new Map(
    Object.entries(page).flatMap(([key, label]) => {
      const own = Object.hasOwn(tracker, key) ? undefined : byLabel.get(label.toLowerCase());
      return own === undefined ? [] : [[key, own] as const];
    }),
  );
}

function renamed<Value>(entries: Readonly<Record<string, Value>>, keys: Keys): Readonly<Record<string, Value>> {
  if (keys.size === 0) return entries;
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [keys.get(key) ?? key, value]));
}

function labelsOf(fields: Readonly<Record<string, { readonly label: string | null }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [key, label || key]));
}

/** The page with the tracker's keys for its statuses and fields, as far as their labels are the same. */
export function adoptWords(page: PageReading, tracker: Tracker): PageReading {
  const statuses = sharedKeys(page.statuses, tracker.statuses);
  const fields = sharedKeys(labelsOf(page.fields), labelsOf(tracker.fields));
  const drafts = page.drafts.map((draft) => ({
    ...draft,
    status: draft.status === null ? null : (statuses.get(draft.status) ?? draft.status),
    fields: renamed(draft.fields, fields),
  }));
  return {
    ...page,
    drafts,
    statuses: renamed(page.statuses, statuses),
    fields: renamed(page.fields, fields),
  };
}
