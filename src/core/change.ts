import type { ItemText, TextReading } from "./item-file.ts";
import type { TextProblem } from "./problem.ts";

/**
 * What a change of an item's text gives. Each change is made to the text's smallest span; then the new text is read
 * again, and must differ from the old reading in that change alone. Else it is refused, and the file stays.
 */
export type ChangeResult = { readonly ok: true; readonly text: string } | Refusal;

/** Why a change is not made, and where in the text. */
export interface Refusal {
  readonly ok: false;
  /** 1-based, as the column is. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Makes a change of a text that has still to be read. */
export function changeText(before: TextReading, change: (before: ItemText) => ItemText | Refusal): ChangeResult {
  if (!before.ok) return { ok: false, ...before.problem };
  const after = change(before);
  return after.ok ? { ok: true, text: after.text } : after;
}

export const touchesMore: Refusal = {
  ok: false,
  line: 1,
  column: 1,
  message: "gtm cannot make this change without touching something else: edit the file",
};

/** Where the new text could not even be read again: too large, or in a form that gtm's edit broke. */
export function unreadableAfter({ code, message }: TextProblem): Refusal {
  if (code === "front-matter-yaml") return touchesMore;
  return { ok: false, line: 1, column: 1, message: `gtm could not read the file after this change: ${message}` };
}

/** Both are plain data from one reader, so equal data gives equal JSON. */
export function sameData(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
