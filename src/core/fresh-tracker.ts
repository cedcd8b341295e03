/** The `tracker.md` that `init` writes: the usual vocabulary, no areas and no people yet. */
import type { ChangeResult } from "./change.ts";
import { usualColumns } from "./standard-columns.ts";
import { addEntries, editSettings } from "./tracker-edit.ts";

/** A page's, until somebody gives it another. */
const usualTitle = "Open items";

export const freshTracker = `---
title: ${usualTitle}
statuses: { pending: Pending, in-progress: In-progress, blocked: Blocked, done: Done }
priorities:
  P1: { label: Due within the next 2 weeks, weeks: 2 }
  P2: { label: Due within the next 3-4 weeks, weeks: 4 }
  P3: { label: Due within the next 5-8 weeks, weeks: 8 }
  P4: { label: Due later }
areas: []
people: {}
---

# ${usualTitle}

## Key milestones

<!-- gtm:milestones -->

## Open

<!-- gtm:priorities -->

<!-- gtm:table is:open sort:priority columns:${usualColumns.table.join(",")} -->

## Closed

<!-- gtm:table is:closed columns:number,area,title,owners,timeline,comments -->
`;

/** The page of it, below the front matter. */
export function freshPage(title: string | null): string {
  return freshTracker.slice(freshTracker.indexOf("\n# ")).replace(usualTitle, () => title ?? usualTitle);
}

/** The same with a title of one line, and with people. */
export function freshTrackerOf(title: string | null, people: Parameters<typeof addEntries>[2]): ChangeResult {
  const titled: ChangeResult =
    title === null || title === usualTitle
      ? { ok: true, text: freshTracker }
      : editSettings(freshTracker, [{ kind: "set", path: ["title"], value: title }]);
  if (!titled.ok) return titled;
  return addEntries(
    titled.text.replace(freshPage(null), () => freshPage(title)),
    "people",
    people,
  );
}
