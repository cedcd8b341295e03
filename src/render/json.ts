/** The page as data: the shape that scripts build on (docs/json.md). */
import type { ItemDiff } from "../core/diff.ts";
import type { UnreadDiff } from "../core/diff-files.ts";
import type { Page } from "../core/page.ts";

export function pageData({ tracker, asOf, open, closed, changes, slips }: Page): object {
  const { title, milestones, priorities, people } = tracker;
  const legend = Object.entries(priorities).map(([key, { label, weeks }]) => ({ key, label, weeks }));
  return {
    tracker: { title, milestones, priorities: legend, people },
    asOf,
    open,
    closed,
    ...(slips?.size ? { slips: slipsData(slips) } : {}),
    ...(changes ? { changes: changesData(changes) } : {}),
  };
}

/** By number, as items are. */
function slipsData(slips: NonNullable<Page["slips"]>): readonly object[] {
  return [...slips]
    .sort(([a], [b]) => a - b)
    .map(([id, { times, first, last, days }]) => ({ id, times, first, last, days }));
}

/** What changed, in keys and handles. */
function changesData({ since, items }: NonNullable<Page["changes"]>): object {
  return { since, items: items.map(itemChangeData) };
}

/** What changed in one item. */
export function itemChangeData({ item: { id, title }, kind, fields, comments }: ItemDiff): object {
  const values = fields.map(({ column, from, to, written }) => ({ column, from, to, written: written ?? null }));
  return { id, title, kind, fields: values, comments };
}

/** A file that differs and cannot be read on one side. */
export function unreadData({ path, id, title, kind, why: { line, column, message } }: UnreadDiff): object {
  return { path, id, title, kind, line, column, message };
}
