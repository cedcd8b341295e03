/**
 * Strangers' text made harmless to look at: control characters (an escape sequence could retitle or clear a
 * terminal) and bidirectional overrides (they show text in another order than it has) become visible signs.
 */

const dangerous = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/;
const everyDangerous = new RegExp(dangerous, "g");

/** The text with each such character replaced: C0 by its control picture (`␛`), others by `�`. */
export function printable(text: string): string {
  // A page asks this of every word: to look takes a quarter of the time that replacing nothing does.
  if (!dangerous.test(text)) return text;
  return text.replace(everyDangerous, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\uFFFD";
  });
}

/** Words with one blank between them, and nothing to fold or replace: nearly all that is printed. */
const plainLine = /^[!-~\u00A1-\u167F\u3001-\uD7FF]*(?: [!-~\u00A1-\u167F\u3001-\uD7FF]+)*$/;

/** The same on one line, blanks folded. */
export function printableLine(text: string): string {
  if (plainLine.test(text)) return text;
  return printable(text.replace(/\s+/g, " ").trim());
}

/** JSON whose strings hold no such character raw: `JSON.stringify` leaves C1 controls and bidi overrides as they are. */
export function printableJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, null, 2).replace(/[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, escaped);
}
