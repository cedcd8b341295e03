/** UTF-8 that was read as Windows-1252 somewhere on its way (`â€“` for a dash), turned back. */

import { windows1252Signs } from "./windows-1252.ts";

function byteOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x100) return code;
  const place = windows1252Signs.indexOf(sign);
  return place < 0 ? -1 : 0x80 + place;
}

/** The character that these bytes encode in UTF-8, or null. */
function decode(bytes: readonly number[]): string | null {
  const [first = 0, ...rest] = bytes;
  const length = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (rest.length < length || rest.slice(0, length).some((byte) => byte < 0x80 || byte > 0xbf)) return null;
  const code = rest.slice(0, length).reduce((value, byte) => value * 64 + (byte & 0x3f), first & (0x3f >> length));
  const least = [0x80, 0x800, 0x10000][length - 1] ?? 0;
  return code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? null : String.fromCodePoint(code);
}

const suspect = new RegExp(`[\\u00c2-\\u00f4][\\u0080-\\u00bf${windows1252Signs}]{1,3}`, "gu");

/** Repairs what decodes as UTF-8 without rest; everything else stays. */
export function repairMojibake(text: string): string {
  return text.replace(suspect, (match) => {
    const signs = [...match];
    const bytes = signs.map(byteOf);
    const first = bytes[0] ?? 0;
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const character = decode(bytes.slice(0, length));
    return character === null ? match : character + signs.slice(length).join("");
  });
}
