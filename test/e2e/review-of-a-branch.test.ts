/** A branch with twelve changes, one of each kind: all are named, none besides, and those that may not be are refused. */
import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { makeRepository, type TestRepository } from "../shell/repository.ts";
import { problemReaders as readers } from "../support/problem-readers.ts";
import { gtm } from "./built-gtm.ts";

const tracker = `---
title: Footbridge
people:
  ines: { name: Ines Prado }
  olu: { name: Olu Adeyemi }
areas: [Works, Traffic]
statuses: { pending: Pending, in-progress: In progress, parked: Parked, blocked: Blocked, done: Done }
priorities:
  P1: { label: First }
  P2: { label: Then }
milestones:
  - { date: 2026-05-04, title: Load test }
  - { date: 2026-06-12, title: Opening day }
---

# Footbridge

<!-- gtm:table is:open -->
`;

const titles = [
  "Handrails on the east side",
  "Steel for the ramp",
  "Diversion of the bus",
  "Noise at night",
  "Permit for the crane",
  "Trees on the bank",
  "Old pier in the river",
  "Ticket booth",
  "Cycle counter",
  "Lamps",
  "Name plate",
  "Wheelchair turning places",
];

const name = (id: number, title = titles[id - 1] ?? "") =>
  `items/${String(id).padStart(3, "0")}-${title.toLowerCase().replaceAll(" ", "-")}.md`;

/** Lines 1 to 8 are the front matter, `id` on the 2nd, `due` on the 7th; the comments are on lines 12 and 13. */
const item = (id: number, title = titles[id - 1] ?? "") => `---
id: ${id}
title: ${title}
status: in-progress
priority: P2
owners: [ines]
due: 2026-04-10
---

## Comments

- **2026-03-09 @ines** Asked the builders.
- **2026-03-10 @olu** They come on Monday.
`;

const closed = (id: number) =>
  item(id).replace("status: in-progress", "status: done").replace("due: 2026-04-10", "closed: 2026-03-10");

/** What a change does to the files; the text of an item's file where only that changes. */
type Change = readonly [what: string, make: string | ((repository: TestRepository) => void), id?: number];

/** Those that a reviewer may accept as they are. */
const fine: readonly Change[] = [
  ["a field", item(1).replace("priority: P2", "priority: P1"), 1],
  ["a comment added", `${item(3)}- **2026-03-12 @olu** The stop moves to Mill Lane.\n`, 3],
  ["an item added", item(12), 12],
  ["an item closed", closed(6), 6],
  ["an item reopened", item(7), 7],
  [
    "a file renamed, with another owner",
    ({ git, write }) => {
      git("mv", name(10), "items/010-lamps-and-their-masts.md");
      write("items/010-lamps-and-their-masts.md", item(10).replace("owners: [ines]", "owners: [olu]"));
    },
  ],
  [
    "the tracker's settings",
    ({ write }) =>
      write("items/tracker.md", tracker.replace(" parked: Parked,", "").replace("2026-06-12", "2026-06-26")),
  ],
];

/** Those that it may not: the code, the file, the line and the column at which each is refused. */
const refused: readonly (readonly [change: Change, problem: readonly [string, string, number, number]])[] = [
  [
    ["a date later", item(2).replace("due: 2026-04-10", "due: 2026-04-24"), 2],
    ["due-later-unexplained", name(2), 7, 6],
  ],
  [
    ["a comment edited", item(4).replace("on Monday", "on Friday"), 4],
    ["comment-edited", name(4), 13, 1],
  ],
  [
    ["a comment removed", item(5).replace("- **2026-03-09 @ines** Asked the builders.\n", ""), 5],
    ["comment-removed", name(5), 10, 1],
  ],
  [
    ["an item deleted", ({ path }) => rmSync(path(name(8)))],
    ["item-deleted", name(8), 1, 1],
  ],
  [
    [
      "another number",
      ({ git, write }) => {
        git("mv", name(9), name(13, "Cycle counter"));
        write(name(13, "Cycle counter"), item(13, "Cycle counter"));
      },
    ],
    ["number-changed", name(13, "Cycle counter"), 2, 5],
  ],
];

/** The branch `feature` of a repository whose `main` has eleven items; all that differs is committed. */
function branchWith(changes: readonly Change[]): TestRepository {
  const ids = Array.from({ length: 11 }, (_, index) => index + 1);
  const items = Object.fromEntries(ids.map((id) => [name(id), id === 7 ? closed(id) : item(id)]));
  const repository = makeRepository({ "items/tracker.md": tracker, ...items });
  repository.git("checkout", "--quiet", "-b", "feature");
  for (const [, make, id = 0] of changes) {
    if (typeof make === "string") repository.write(name(id), make);
    else make(repository);
  }
  // Written otherwise, and the same: nobody wants to read of it.
  repository.write(name(11), item(11).replace("title: Name plate", 'title: "Name plate"').replaceAll("- **", "* **"));
  repository.git("add", "--all");
  repository.git("commit", "--quiet", "--message=twelve changes");
  return repository;
}

const all = () => branchWith([...fine, ...refused.map(([change]) => change)]);

test("diff names the twelve and no other", async () => {
  expect(fine.length + refused.length).toBe(12);
  const { code, stdout, stderr } = await gtm(all().folder, ["diff", "main...feature"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(
    stdout,
  ).toBe(`11 items: 1 deleted, 1 renumbered, 1 with removed comments, 1 with rewritten comments, 1 due later, 1 closed, 1 new, 1 reopened, 2 changed, 1 with comments only; 2 settings of the tracker

Deleted
  #8 Ticket booth: deleted (was In progress, P2)

Renumbered
  #13 Cycle counter: number 9 → 13

With removed comments
  #5 Permit for the crane: 1 comment removed
    2026-03-09 @ines: removed: "Asked the builders."

With rewritten comments
  #4 Noise at night: 1 comment edited
    2026-03-10 @olu: edited from "They come on Monday." to "They come on Friday."

Due later
  #2 Steel for the ramp: due 2026-04-10 → 2026-04-24 (14 days later)

Closed
  #6 Trees on the bank: closed on 2026-03-10, due removed (was 2026-04-10)

New
  #12 New item: Wheelchair turning places (In progress, P2, Ines Prado, due 2026-04-10); 2 comments
    2026-03-09 @ines: Asked the builders.
    2026-03-10 @olu: They come on Monday.

Reopened
  #7 Old pier in the river: reopened as In progress, due set to 2026-04-10

Changed
  #1 Handrails on the east side: priority P2 → P1
  #10 Lamps: owners Ines Prado → Olu Adeyemi

Comments only
  #3 Diversion of the bus: 1 new comment
    2026-03-12 @olu: The stop moves to Mill Lane.

Tracker
  status parked removed
  milestone Opening day moved: 2026-06-12 → 2026-06-26 (14 days later)
`);
});

test("diff names them in Markdown", async () => {
  const { stdout } = await gtm(all().folder, ["diff", "main...feature", "--format", "markdown"]);
  expect(stdout).toBe(`## What changes

11 items: 1 deleted, 1 renumbered, 1 with removed comments, 1 with rewritten comments, 1 due later, 1 closed, 1 new, 1 reopened, 2 changed, 1 with comments only; 2 settings of the tracker.

### Deleted

- #8 Ticket booth: deleted (was In progress, P2)

### Renumbered

- #13 Cycle counter: number 9 → 13

### With removed comments

- #5 Permit for the crane: 1 comment removed
  - 2026-03-09 @ines: removed: "Asked the builders."

### With rewritten comments

- #4 Noise at night: 1 comment edited
  - 2026-03-10 @olu: edited from "They come on Monday." to "They come on Friday."

### Due later

- #2 Steel for the ramp: due 2026-04-10 → 2026-04-24 (14 days later)

### Closed

- #6 Trees on the bank: closed on 2026-03-10, due removed (was 2026-04-10)

### New

- #12 New item: Wheelchair turning places (In progress, P2, Ines Prado, due 2026-04-10); 2 comments
  - **2026-03-09 @ines** Asked the builders.
  - **2026-03-10 @olu** They come on Monday.

### Reopened

- #7 Old pier in the river: reopened as In progress, due set to 2026-04-10

### Changed

- #1 Handrails on the east side: priority P2 → P1
- #10 Lamps: owners Ines Prado → Olu Adeyemi

### Comments only

- #3 Diversion of the bus: 1 new comment
  - **2026-03-12 @olu** The stop moves to Mill Lane.

### Tracker

- status parked removed
- milestone Opening day moved: 2026-06-12 → 2026-06-26 (14 days later)
`);
});

test("diff names them in JSON, in keys and handles", async () => {
  const repository = all();
  const { stdout } = await gtm(repository.folder, ["diff", "main...feature", "--json"]);
  const asked = { date: "2026-03-09", author: "ines", text: "Asked the builders." };
  const monday = { date: "2026-03-10", author: "olu", text: "They come on Monday." };
  const changed = (id: number, fields: readonly object[], comments: readonly object[] = []) => ({
    id,
    title: titles[id - 1],
    kind: "changed",
    fields,
    comments,
  });
  const field = (column: string, from: unknown, to: unknown) => ({ column, from, to, written: null });
  expect(JSON.parse(stdout)).toEqual({
    since: "2017-10-25",
    items: [
      changed(1, [field("priority", "P2", "P1")]),
      changed(2, [field("due", "2026-04-10", "2026-04-24")]),
      changed(
        3,
        [],
        [{ date: "2026-03-12", author: "olu", text: "The stop moves to Mill Lane.", kind: "new", was: null }],
      ),
      changed(4, [], [{ ...monday, text: "They come on Friday.", kind: "edited", was: monday.text }]),
      changed(5, [], [{ ...asked, kind: "removed", was: null }]),
      {
        ...changed(6, [
          field("status", "in-progress", "done"),
          field("due", "2026-04-10", null),
          field("closed", null, "2026-03-10"),
        ]),
        kind: "closed",
      },
      {
        ...changed(7, [
          field("status", "done", "in-progress"),
          field("due", null, "2026-04-10"),
          field("closed", "2026-03-10", null),
        ]),
        kind: "reopened",
      },
      { ...changed(8, []), kind: "gone" },
      changed(10, [field("owners", ["ines"], ["olu"])]),
      {
        ...changed(
          12,
          [],
          [asked, monday].map((each) => ({ ...each, kind: "new", was: null })),
        ),
        kind: "new",
      },
      { ...changed(13, [field("number", 9, 13)]), title: "Cycle counter" },
    ],
    tracker: [
      { setting: "statuses", key: "parked", from: "Parked", to: null },
      {
        setting: "milestones",
        key: "Opening day",
        from: { date: "2026-06-12", end: null, title: "Opening day", url: null },
        to: { date: "2026-06-26", end: null, title: "Opening day", url: null },
      },
    ],
    unread: [],
    from: repository.git("rev-parse", "main").trim(),
    to: expect.any(String),
  });
});

test.for(Object.keys(readers))("check --base refuses those that may not be, and no other, as %s", async (format) => {
  const { code, stdout, stderr } = await gtm(all().folder, ["check", "--base", "main", "--format", format]);
  expect([code, stderr]).toEqual([1, ""]);
  const columns = format === "gitlab" ? 3 : 4;
  expect(readers[format]?.(stdout)).toEqual(refused.map(([, problem]) => problem.slice(0, columns)));
  expect(stdout).not.toMatch(/warning:|::warning|"(?:warning|minor)",/);
  if (format === "text") expect(stdout).toMatch(/^5 errors, no warnings in 13 files$/m);
});

test("check --base lets the others pass", async () => {
  const { code, stdout } = await gtm(branchWith(fine).folder, ["check", "--base", "main"]);
  expect([code, stdout]).toEqual([0, "no errors, no warnings in 13 files\n"]);
});

test.for(refused.map(([[what], [rule]], index) => [what, rule, index] as const))(
  "%s alone is refused: %s",
  async ([, rule, index]) => {
    const [change] = refused[index] ?? [];
    const { code, stdout } = await gtm(branchWith(change ? [change] : []).folder, ["check", "--base", "main"]);
    expect([code, stdout]).toEqual([1, expect.stringContaining(`(${rule})\n`)]);
    expect(stdout).toMatch(/^1 error, no warnings in \d files?$/m);
  },
);
