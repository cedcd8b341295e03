/** What changed since a day, by what a meeting asks for first: blocked, slipped, closed, new, priority, the rest. */
import type { FieldDiff, ItemDiff } from "../../core/diff.ts";
import { isStuck } from "../../core/status-tone.ts";
import type { Tracker } from "../../core/tracker.ts";

/** In the order of the page. */
export const changeKinds = {
  blocked: "Blocked",
  slipped: "Slipped",
  closed: "Closed",
  reopened: "Reopened",
  new: "New",
  priority: "Priority",
  other: "Other changes",
  gone: "Deleted",
} as const;
export type ChangeKind = keyof typeof changeKinds;

export interface ChangesByKind {
  /** Each with the part of its change that is of that kind, and without its comments. */
  readonly kinds: readonly { readonly kind: ChangeKind; readonly diffs: readonly ItemDiff[] }[];
  /** Items of which nothing but the comments changed. */
  readonly commented: readonly ItemDiff[];
}

/** An item that is blocked and has slipped is told under both. */
export function changesByKind(diffs: readonly ItemDiff[], tracker: Tracker): ChangesByKind {
  const parts = diffs.flatMap((diff) => partsOf(diff, tracker));
  const kinds = (Object.keys(changeKinds) as ChangeKind[]).flatMap((kind) => {
    const own = parts.filter((part) => part.kind === kind).map(({ diff }) => diff);
    return own.length === 0 ? [] : [{ kind, diffs: own }];
  });
  return { kinds, commented: diffs.filter(({ kind, fields }) => kind === "changed" && fields.length === 0) };
}

function partsOf(diff: ItemDiff, tracker: Tracker): readonly { kind: ChangeKind; diff: ItemDiff }[] {
  if (diff.kind !== "changed") return [{ kind: diff.kind, diff: { ...diff, comments: [] } }];
  const kinds = (Object.keys(changeKinds) as ChangeKind[]).flatMap((kind) => {
    const fields = diff.fields.filter((field) => kindOf(field, tracker) === kind);
    return fields.length === 0 ? [] : [{ kind, diff: { ...diff, fields, comments: [] } }];
  });
  return kinds;
}

function kindOf({ column, from, to }: FieldDiff, tracker: Tracker): ChangeKind {
  if (column === "status" && isStuck(to, tracker) && !isStuck(from, tracker)) return "blocked";
  if (column === "due" && typeof from === "string" && typeof to === "string" && from < to) return "slipped";
  return column === "priority" ? "priority" : "other";
}
