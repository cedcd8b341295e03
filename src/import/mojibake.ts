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
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  return [...text].length === 1 && text !== "\ufffd" ? text : null;
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
