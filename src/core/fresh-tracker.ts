/** The `tracker.md` that `init` writes: the usual vocabulary, no areas and no people yet. */
import { usualColumns } from "./standard-columns.ts";

export const freshTracker = `---
title: Open items
statuses: { pending: Pending, in-progress: In-progress, blocked: Blocked, done: Done }
priorities:
  P1: { label: Due within the next 2 weeks, weeks: 2 }
  P2: { label: Due within the next 3-4 weeks, weeks: 4 }
  P3: { label: Due within the next 5-8 weeks, weeks: 8 }
  P4: { label: Due later }
areas: []
people: {}
---

# Open items

## Key milestones

<!-- gtm:milestones -->

## Open

<!-- gtm:priorities -->

<!-- gtm:table is:open sort:priority columns:${usualColumns.table.join(",")} -->

## Closed

<!-- gtm:table is:closed columns:number,area,title,owners,timeline,comments -->
`;
