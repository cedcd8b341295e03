/**
 * What a change of an item's text gives. Each change is made to the text's smallest span; then the new text is read
 * again, and must differ from the old reading in that change alone. Else it is refused, and the file stays.
 */
export type ChangeResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: string };

export const notAlone: ChangeResult = {
  ok: false,
  line: 1,
  column: 1,
  message: "this change cannot be made without touching something else: make it in the file itself",
};

/** Both are plain data from one reader, so equal data gives equal JSON. */
export function sameData(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
