/** A page's statuses as its tracker can hold them: each one declared, and what says closed is closed. */
import type { Item } from "../core/item.ts";
import { saysClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import type { Draft, PageReading } from "./reading.ts";

/**
 * The page with every status of its rows among its statuses: what tracker.md does not declare is an error to `check`. Where
 * the tracker declares none, so far any will do; then the first that a page brings makes strangers of those that items have.
 */
export function declareStatuses(page: PageReading, tracker: Tracker, items: readonly Item[]): PageReading {
  const drafts = page.drafts.map((draft) => closedByStatus(draft, tracker));
  const own = drafts.flatMap(({ status }) => status ?? []);
  const isFirst = Object.keys(tracker.statuses).length === 0 && Object.keys(page.statuses).length + own.length > 0;
  const used = isFirst ? items.flatMap(({ status }) => status ?? []) : [];
  const declared = { ...page.statuses, ...tracker.statuses };
  const missing = [...own, ...used].filter((status) => !Object.hasOwn(declared, status));
  return {
    ...page,
    drafts,
    statuses: { ...page.statuses, ...Object.fromEntries(missing.map((each) => [each, each])) },
  };
}

/** A status may say closed by the label that only the tracker has for it. */
function closedByStatus(draft: Draft, tracker: Tracker): Draft {
  if (draft.closed || !saysClosed(draft.status, tracker)) return draft;
  return { ...draft, closed: true, closedDate: draft.comments.at(-1)?.date ?? null };
}
