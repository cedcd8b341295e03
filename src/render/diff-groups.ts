/** What changed, most important first: the order in which a reviewer wants to read it, in every format. */
import type { FieldDiff, ItemDiff } from "../core/diff.ts";
import { isStuck } from "../core/status-tone.ts";
import type { Tracker } from "../core/tracker.ts";

export interface DiffGroup {
  readonly heading: string;
  readonly items: readonly ItemDiff[];
}

/** The first that fits an item takes it: what takes history away comes before what adds to it. */
const groups: readonly (readonly [heading: string, fits: (diff: ItemDiff, tracker: Tracker) => boolean])[] = [
  ["Deleted", ({ kind }) => kind === "gone"],
  ["Renumbered", ({ fields }) => fields.some(({ column }) => column === "number")],
  ["With rewritten comments", ({ comments }) => comments.some(({ kind }) => kind !== "new")],
  ["Without a due date now", ({ kind, fields }) => kind === "changed" && fields.some(isUndated)],
  ["Blocked", isBlocked],
  ["Due later", ({ kind, fields }) => kind === "changed" && fields.some(isSlip)],
  ["Closed", ({ kind }) => kind === "closed"],
  ["New", ({ kind }) => kind === "new"],
  ["Reopened", ({ kind }) => kind === "reopened"],
  ["Changed", ({ fields }) => fields.length > 0],
];

/** Items by what matters most about each; those with nothing but new comments are in no group. */
export function groupDiffs(
  diffs: readonly ItemDiff[],
  tracker: Tracker,
): { readonly groups: readonly DiffGroup[]; readonly commented: readonly ItemDiff[] } {
  const headingOf = new Map(diffs.map((diff) => [diff, groups.find(([, fits]) => fits(diff, tracker))?.[0] ?? null]));
  return {
    groups: groups
      .map(([heading]) => ({ heading, items: diffs.filter((diff) => headingOf.get(diff) === heading) }))
      .filter(({ items }) => items.length > 0),
    commented: diffs.filter((diff) => headingOf.get(diff) === null),
  };
}

function isBlocked({ item, kind, fields }: ItemDiff, tracker: Tracker): boolean {
  if (kind === "gone" || kind === "closed" || !isStuck(item.status, tracker)) return false;
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
