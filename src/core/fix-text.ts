/** A text put right by the fixes: after each mend it is read again, and must differ from the text before in that alone. */
import { sameData } from "./change.ts";
import { fixesIn, type Mend } from "./fixes.ts";
import { EditRefused, setKey } from "./front-matter-edit.ts";
import { contentOf } from "./item-content.ts";
import { type ItemText, readItemText } from "./item-file.ts";
import type { Tracker } from "./tracker.ts";

export interface Fixed {
  readonly text: string;
  /** What was done, one line each. */
  readonly said: readonly string[];
}

/** A text with all that can be put right in it; one that cannot be read stays as it is. */
export function fixText(text: string, tracker: Tracker): Fixed {
  let now = readItemText(text);
  const said: string[] = [];
  for (const { find } of fixesIn(tracker)) {
    for (const mend of now.ok ? find(now, tracker) : []) {
      const after = now.ok ? tryMend(now, mend) : null;
      if (after === null) continue;
      now = after;
      said.push(mend.said);
    }
  }
  return { text: now.ok ? now.text : text, said };
}

function tryMend(now: ItemText, { make, expected }: Mend): ItemText | null {
  try {
    const after = readItemText(make(now, setKey));
    return after.ok && sameData(contentOf(after), expected(contentOf(now))) ? after : null;
  } catch (error) {
    if (error instanceof EditRefused) return null;
    throw error;
  }
}
