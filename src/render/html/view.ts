/** What every part of the page looks up: the page, which items have an anchor on it, and what is new. */
import type { IsoDate } from "../../core/calendar.ts";
import { type CommentDiff, commentKey, type ItemDiff } from "../../core/diff.ts";
import type { DueSlip } from "../../core/due-slips.ts";
import type { Comment, Item } from "../../core/item.ts";
import type { PagePart } from "../../core/page.ts";
import type { Tracker } from "../../core/tracker.ts";
import type { ItemFlag } from "./flags.ts";

export interface View {
  readonly tracker: Tracker;
  readonly asOf: IsoDate;
  /** True where rows are drawn when somebody looks at them. */
  readonly isLong: boolean;
  /** Item number to the index of the part that shows it first: an id may stand on a page once. */
  readonly anchors: ReadonlyMap<number, number>;
  /** By their form, the keys that one item alone has. */
  readonly keys: ReadonlyMap<string, number>;
  /** The items whose comments the page shows. */
  readonly showsComments: ReadonlySet<number>;
  readonly changes: ReadonlyMap<number, ItemDiff>;
  readonly flags: ReadonlyMap<number, readonly ItemFlag[]>;
  /** What items can be filtered by. */
  readonly facets: readonly string[];
  readonly slips: ReadonlyMap<number, DueSlip>;
  /** By item number, the comments that are new or edited, by their keys. */
  readonly freshComments: ReadonlyMap<number, ReadonlyMap<string, CommentDiff>>;
}

export function itemsOf(part: PagePart): readonly Item[] {
  if (part.kind === "table") return part.items;
  return part.kind === "list" ? part.groups.flatMap(({ items }) => items) : [];
}

/** What became of a comment that is new or edited; null of any other. */
export function freshComment(item: Item, comment: Comment, { freshComments }: View): CommentDiff | null {
  return freshComments.get(item.id)?.get(commentKey(comment)) ?? null;
}
