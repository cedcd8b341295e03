/** What changed, most important first: the order in which a reviewer wants to read it, in every format. */
import type { FieldDiff, ItemDiff } from "../core/diff.ts";
import { isStuck } from "../core/status-tone.ts";
import type { Tracker } from "../core/tracker.ts";

export interface DiffGroup {
  readonly heading: string;
  readonly items: readonly ItemDiff[];
}

/** What a group comes to: of new items all there are, whichever heading they stand under. */
export interface GroupCount {
  readonly heading: string;
  readonly count: number;
  /** How many of these stand under another heading. */
  readonly elsewhere: readonly (readonly [heading: string, count: number])[];
}

const newHeading = "New";

/** The first that fits an item takes it: what takes history away comes before what adds to it. */
const groups: readonly (readonly [heading: string, fits: (diff: ItemDiff, tracker: Tracker) => boolean])[] = [
  ["Deleted", ({ kind }) => kind === "gone"],
  ["Renumbered", ({ fields }) => fields.some(({ column }) => column === "number")],
  ["With removed comments", ({ comments }) => comments.some(({ kind }) => kind === "removed")],
  ["With rewritten comments", ({ comments }) => comments.some(({ kind }) => kind === "edited")],
  ["Without a due date now", ({ kind, fields }) => kind === "changed" && fields.some(isUndated)],
  ["Blocked", isBlocked],
  ["Due later", ({ kind, fields }) => kind === "changed" && fields.some(isSlip)],
  ["Closed", ({ kind }) => kind === "closed"],
  [newHeading, ({ kind }) => kind === "new"],
  ["Reopened", ({ kind }) => kind === "reopened"],
  ["Changed", ({ fields }) => fields.length > 0],
];

/** Items by what matters most about each; those with nothing but new comments are in no group. */
export function groupDiffs(
  diffs: readonly ItemDiff[],
  tracker: Tracker,
): {
  readonly groups: readonly DiffGroup[];
  readonly counts: readonly GroupCount[];
  readonly commented: readonly ItemDiff[];
} {
  const headingOf = new Map(diffs.map((diff) => [diff, groups.find(([, fits]) => fits(diff, tracker))?.[0] ?? null]));
  const all = groups.map(([heading]) => ({ heading, items: diffs.filter((diff) => headingOf.get(diff) === heading) }));
  return {
    groups: all.filter(({ items }) => items.length > 0),
    counts: countsOf(all),
    commented: diffs.filter((diff) => headingOf.get(diff) === null),
  };
}

function countsOf(all: readonly DiffGroup[]): readonly GroupCount[] {
  const isNew = ({ kind }: ItemDiff) => kind === "new";
  return all
    .map(({ heading, items }): GroupCount => {
      if (heading !== newHeading) return { heading, count: items.filter((diff) => !isNew(diff)).length, elsewhere: [] };
      const others = all.filter((group) => group.heading !== newHeading);
      const elsewhere = others.map((group) => [group.heading, group.items.filter(isNew).length] as const);
      const found = elsewhere.filter(([, count]) => count > 0);
      return { heading, count: found.reduce((sum, [, count]) => sum + count, items.length), elsewhere: found };
    })
    .filter(({ count }) => count > 0);
}

function isBlocked({ item, kind, fields }: ItemDiff, tracker: Tracker): boolean {
  if (kind === "gone" || kind === "closed" || kind === "reopened" || !isStuck(item.status, tracker)) return false;
  const change = fields.find(({ column }) => column === "status");
  return kind === "new" || (change !== undefined && !isStuck(change.from, tracker));
}

/** True of a due day that moved to a later one. */
function isSlip({ column, from, to }: FieldDiff): boolean {
  return column === "due" && typeof from === "string" && typeof to === "string" && to > from;
}

/** True of a due day that is gone, or became something that is no day. */
function isUndated({ column, from, to }: FieldDiff): boolean {
  return column === "due" && from !== null && to === null;
}
