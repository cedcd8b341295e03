/** The view of a page: worked out once, before any part is drawn. */
import { commentKey, isFresh } from "../../core/diff.ts";
import { keyForm, ownKeys } from "../../core/item-key.ts";
import type { Page, PagePart } from "../../core/page.ts";
import { manyItems } from "../../core/page-marks.ts";
import { readFlags } from "./flags.ts";
import { facetsOf } from "./item-data.ts";
import { nextMilestoneDay } from "./milestones.ts";
import { itemsOf, type View } from "./view.ts";

export function makeView(page: Page): View {
  const anchors = new Map<number, number>();
  page.parts.forEach((part, index) => {
    for (const { id } of itemsOf(part)) if (!anchors.has(id)) anchors.set(id, index);
  });
  const diffs = page.changes?.items ?? [];
  const changes = new Map(diffs.map((diff) => [diff.item.id, diff]));
  const items = [...page.open, ...page.closed];
  const nextDay = nextMilestoneDay(page.tracker.milestones, page.asOf);
  return {
    tracker: page.tracker,
    asOf: page.asOf,
    isLong: page.parts.reduce((sum, part) => sum + itemsOf(part).length, 0) > manyItems,
    anchors,
    keys: new Map([...ownKeys(items)].map(([id, key]) => [keyForm(key), id])),
    showsComments: new Set(page.parts.filter(hasComments).flatMap((part) => itemsOf(part).map(({ id }) => id))),
    changes,
    flags: new Map(items.map((item) => [item.id, readFlags(item, changes.get(item.id), page, nextDay)])),
    facets: facetsOf(page.tracker),
    slips: page.slips ?? new Map(),
    freshComments: new Map(
      diffs.map(({ item, comments }) => {
        const fresh = comments.filter(isFresh).map((comment) => [commentKey(comment), comment] as const);
        return [item.id, new Map(fresh)] as const;
      }),
    ),
  };
}

function hasComments(part: PagePart): boolean {
  return "columns" in part && part.columns.includes("comments");
}
