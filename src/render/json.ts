/** The page as data: the shape that scripts build on (docs/json.md). */
import type { Page } from "../core/page.ts";

export function pageData({ tracker, asOf, open, closed }: Page): object {
  const { title, milestones, priorities, people } = tracker;
  const legend = Object.entries(priorities).map(([key, { label, weeks }]) => ({ key, label, weeks }));
  return { tracker: { title, milestones, priorities: legend, people }, asOf, open, closed };
}
