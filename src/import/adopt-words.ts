/** A page in the words of the tracker that it is brought into: a label means the key that the tracker gives it. */
import type { Item } from "../core/item.ts";
import { saysClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import type { Draft, PageReading } from "./reading.ts";

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

/**
 * The page with the tracker's keys for its statuses and fields, as far as their labels are the same, and every status of its
 * rows declared: what tracker.md does not declare is an error to `check`. A label that only the tracker has may say closed.
 */
export function adoptWords(page: PageReading, tracker: Tracker, items: readonly Item[]): PageReading {
  const shared = sharedKeys(page.statuses, tracker.statuses);
  const fields = sharedKeys(labelsOf(page.fields), labelsOf(tracker.fields));
  const drafts = page.drafts.map((draft): Draft => {
    const status = draft.status === null ? null : (shared.get(draft.status) ?? draft.status);
    const adopted = { ...draft, status, fields: renamed(draft.fields, fields) };
    return draft.closed || !saysClosed(status, tracker)
      ? adopted
      : { ...adopted, closed: true, closedDate: draft.comments.at(-1)?.date ?? null };
  });
  const statuses = renamed(page.statuses, shared);
  const own = drafts.flatMap(({ status }) => status ?? []);
  // Where the tracker declares none, any will do; the first that a page brings makes strangers of those that items have.
  const isFirst = Object.keys(tracker.statuses).length === 0 && Object.keys(statuses).length + own.length > 0;
  const used = [...own, ...(isFirst ? items.flatMap(({ status }) => status ?? []) : [])];
  const declared = { ...statuses, ...tracker.statuses };
  const missing = used.filter((status) => !Object.hasOwn(declared, status));
  return {
    ...page,
    drafts,
    statuses: { ...statuses, ...Object.fromEntries(missing.map((each) => [each, each])) },
    fields: renamed(page.fields, fields),
  };
}
