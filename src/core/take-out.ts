/** A change taken out of a text that has gone on since. */
import { mergeFile } from "./merge/merge-item.ts";

/** A text before a change and behind it; null where there is no file. */
export interface TextChange {
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The text without the change, by meaning: the merge of what has come since with what was there before. "clash" where both
 * touch one thing, or the file itself is new or gone. `name` is the file's.
 */
export function takeOut(
  name: string,
  now: string | null,
  { before, after }: TextChange,
): { readonly text: string | null } | "clash" {
  if (now === after || now === before) return { text: before };
  if (now === null || before === null || after === null) return "clash";
  const { text, conflicts } = mergeFile(name, { base: after, ours: now, theirs: before });
  return conflicts.length > 0 ? "clash" : { text };
}
