/** What every part of the page looks up: the page, which items have an anchor on it, and what is new. */
import type { IsoDate } from "../../core/calendar.ts";
import { type ItemDiff, isFresh } from "../../core/diff.ts";
import type { Comment, Item } from "../../core/item.ts";
import type { Page, PagePart } from "../../core/page.ts";
import type { Tracker } from "../../core/tracker.ts";
import { type Flag, readFlags } from "./flags.ts";
import { referencePattern } from "./references.ts";

export interface View {
  readonly tracker: Tracker;
  readonly asOf: IsoDate;
  /** Item number to the index of the part that shows it first: an id may stand on a page once. */
  readonly anchors: ReadonlyMap<number, number>;
  /** The items whose comments the page shows. */
  readonly showsComments: ReadonlySet<number>;
  readonly changes: ReadonlyMap<number, ItemDiff>;
  readonly flags: ReadonlyMap<number, readonly Flag[]>;
  readonly newComments: ReadonlySet<string>;
  readonly references: RegExp;
}

export function makeView(page: Page): View {
  const anchors = new Map<number, number>();
  page.parts.forEach((part, index) => {
    for (const { id } of itemsOf(part)) if (!anchors.has(id)) anchors.set(id, index);
  });
  const diffs = page.changes?.items ?? [];
  const changes = new Map(diffs.map((diff) => [diff.item.id, diff]));
  const items = [...page.open, ...page.closed];
  return {
    tracker: page.tracker,
    asOf: page.asOf,
    anchors,
    showsComments: new Set(page.parts.filter(hasComments).flatMap((part) => itemsOf(part).map(({ id }) => id))),
    changes,
    flags: new Map(items.map((item) => [item.id, readFlags(item, changes.get(item.id), page)])),
    newComments: new Set(
      diffs.flatMap(({ item, comments }) => comments.filter(isFresh).map((comment) => commentKey(item, comment))),
    ),
    references: referencePattern(page.tracker),
  };
}

export function itemsOf(part: PagePart): readonly Item[] {
  if (part.kind === "table") return part.items;
  return part.kind === "list" ? part.groups.flatMap(({ items }) => items) : [];
}

function hasComments(part: PagePart): boolean {
  return "columns" in part && part.columns.includes("comments");
}

export function isNewComment(item: Item, comment: Comment, { newComments }: View): boolean {
  return newComments.size > 0 && newComments.has(commentKey(item, comment));
}

function commentKey({ id }: Item, { date, author, text }: Comment): string {
  return JSON.stringify([id, date, author, text]);
}
