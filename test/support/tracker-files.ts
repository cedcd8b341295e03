/** A small tracker, as files: the launch of an invented kettle. */
export const trackerText = `---
title: Kettle launch
people:
  amara: { name: Amara Osei, email: amara@example.com, url: "https://people.example.com/amara" }
  bo: { name: Bo Lindgren }
  sam: { name: Sam Tester, email: sam@example.com }
areas: [Design, Legal, Sales]
statuses: { pending: Pending, in-progress: In progress, blocked: Blocked, done: Done }
priorities:
  P1: { label: This week, weeks: 1 }
  P2: { label: This month, weeks: 4 }
fields:
  safety: { label: "Safety?", type: boolean }
  cost: { label: Cost, type: number }
  region: { label: Region, type: choice, values: [north, south] }
refs:
  KET: "https://tickets.example.com/browse/KET-{n}"
milestones:
  - { date: 2026-04-01, end: 2026-04-03, title: Trade fair }
---

# Kettle launch

<!-- gtm:milestones -->

<!-- gtm:priorities -->

<!-- gtm:table is:open sort:priority columns:number,priority,area,title,owners,due,status,comments -->

## Closed

<!-- gtm:table is:closed columns:title,closed -->
`;

export const item1 = `---
id: 1
title: Handle that stays cool
status: in-progress
priority: P1
area: Design
owners: [amara]
start: 2026-02-01
due: 2026-03-01
---

The old one reached 60 degrees.

## Comments

- **2026-02-20 @amara** Cork works, see KET-12.
`;

export const item2 = `---
id: 2
title: Warranty text
status: pending
area: Legal
---
`;

const item3 = `---
id: 3
title: Colour of the lid
status: done
owners: [bo]
closed: 2026-02-02
---

## Comments

- **2026-02-02** Red it is.
`;

export const kettle: Readonly<Record<string, string>> = {
  "items/tracker.md": trackerText,
  "items/001-handle-that-stays-cool.md": item1,
  "items/002-warranty-text.md": item2,
  "items/003-colour-of-the-lid.md": item3,
};
