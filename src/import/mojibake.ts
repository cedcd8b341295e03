/** UTF-8 that was read as Windows-1252 somewhere on its way (`â€“` for a dash), turned back. */

/** The characters that Windows-1252 has at 0x80..0x9F, in that order; a control character where it has none. */
export const windows1252Signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function byteOf(sign: string): number {
  const place = windows1252Signs.indexOf(sign);
  return place < 0 ? sign.charCodeAt(0) : 0x80 + place;
}

const later = `[\\u0080-\\u00bf${windows1252Signs}]`;
const suspect = new RegExp(`[\\u00c2-\\u00df]${later}|[\\u00e0-\\u00ef]${later}{2}|[\\u00f0-\\u00f4]${later}{3}`, "gu");

/** Repairs what decodes as UTF-8 without rest; everything else stays. */
export function repairMojibake(text: string): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return text.replace(suspect, (match) => {
    const meant = decoder.decode(Uint8Array.from(match, byteOf));
    return meant.includes("\ufffd") ? match : meant;
  });
}
