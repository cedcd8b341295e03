/** What an item's text says, apart from how it is written: what a change must leave as it was. */
import type { ItemText } from "./item-file.ts";
import type { YamlValue } from "./yaml-value.ts";

export interface ItemContent {
  readonly keys: readonly (readonly [string, YamlValue])[];
  readonly description: string;
  readonly comments: readonly CommentContent[];
}

export interface CommentContent {
  readonly date: string | null;
  readonly author: string | null;
  readonly text: string;
}

export function contentOf({ frontMatter, body }: ItemText): ItemContent {
  const comments = body.comments.map(({ date, author, text }) => ({ date, author, text }));
  return { keys: [...frontMatter.keys], description: body.description, comments };
}
