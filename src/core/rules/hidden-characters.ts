/**
 * Characters that show nothing, or turn the reading direction: what a reviewer sees is then not what is there. The joiners
 * U+200C and U+200D are none of them: emoji and Persian are written with them.
 */
const hidden =
  /(?!^\uFEFF|\r\n)[\x00-\x08\x0B-\x1F\x7F-\x9F\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
/** Nearly every text, told in a tenth of the time: no such character, and none of two units. */
const usual =
  /^[\t\n\x20-\x7E\u00A0-\u061B\u061D-\u1800\u1810-\u200A\u2010-\u2029\u202F-\u205F\u2070-\uD7FF\uE000-\uFEFE\uFF00-\uFFF8]*$/;
/** England, Scotland and Wales: a black flag, and the country in tag characters. */
const tagFlags =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;

/** The first hidden character of a text, such as `U+200B`, with its offset. */
export function findHidden(text: string): { readonly code: string; readonly index: number } | null {
  if (usual.test(text)) return null;
  const match = hidden.exec(text.replace(tagFlags, (flag) => "-".repeat(flag.length)));
  if (!match) return null;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { code: `U+${code}`, index: match.index };
}
