/** Which items and comments of a page are new or changed since the day that it is compared with. */
import { commentKey, isFresh } from "./diff.ts";
import type { Comment, Item } from "./item.ts";
import type { Page } from "./page.ts";

export interface Marks {
  /** Null for an item as it was. */
  readonly ofItem: (item: Item) => "new" | "changed" | null;
  /** In a new item every comment is new, which the item's own mark says already. */
  readonly isNew: (item: Item, comment: Comment) => boolean;
}

/** The marks of a page; nothing is marked where nobody asked what changed. */
export function marksOf({ changes }: Pick<Page, "changes">): Marks {
  const diffs = new Map((changes?.items ?? []).map((diff) => [diff.item.id, diff]));
  const fresh = new Map([...diffs].map(([id, diff]) => [id, new Set(diff.comments.filter(isFresh).map(commentKey))]));
  return {
    ofItem: ({ id }) => {
      const kind = diffs.get(id)?.kind;
      return kind === undefined ? null : kind === "new" ? "new" : "changed";
    },
    isNew: ({ id }, comment) => diffs.get(id)?.kind !== "new" && (fresh.get(id)?.has(commentKey(comment)) ?? false),
  };
}
