/** The page as data: the shape that scripts build on (docs/json.md). */
import type { Page } from "../core/page.ts";

export function pageData({ tracker, asOf, open, closed, changes }: Page): object {
  const { title, milestones, priorities, people } = tracker;
  const legend = Object.entries(priorities).map(([key, { label, weeks }]) => ({ key, label, weeks }));
  const page = { tracker: { title, milestones, priorities: legend, people }, asOf, open, closed };
  if (!changes) return page;
  const items = changes.items.map(({ item, kind, fields, comments }) => ({ id: item.id, kind, fields, comments }));
  return { ...page, changes: { since: changes.since, items } };
}
