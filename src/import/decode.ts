/** The bytes of a page to text, by what the bytes themselves tell. What is no text is refused by its name. */
import files from "../words/files.json" with { type: "json" };
import { type PageRefusal, refuse } from "./reading.ts";

/** The characters that Windows-1252 has at 0x80..0x9F, in that order; a control character where it has none. */
const windows1252Signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const later = `[\\u0080-\\u00bf${windows1252Signs}]`;
const suspect = new RegExp(`[\\u00c2-\\u00df]${later}|[\\u00e0-\\u00ef]${later}{2}|[\\u00f0-\\u00f4]${later}{3}`, "gu");

/** Repairs what decodes as UTF-8 without rest; everything else stays. */
export function repairMojibake(text: string): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return text.replace(suspect, (match) => {
    const byteOf = (sign: string, place = windows1252Signs.indexOf(sign)) =>
      place < 0 ? sign.charCodeAt(0) : 0x80 + place;
    const meant = decoder.decode(Uint8Array.from(match, (sign) => byteOf(sign)));
    return meant.includes("\ufffd") ? match : meant;
  });
}

/** What the first bytes tell, one character a byte; what it is, and what to do with it. */
const binaryKinds = files.kinds.map(({ starts, ...kind }) => ({ magic: new RegExp(starts, "i"), ...kind }));

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function refuseBinary(bytes: Uint8Array): PageRefusal | null {
  // An archive lists its files at its end once more.
  const start = latin1(bytes.subarray(0, 4096));
  const seen = start.startsWith("PK") ? start + latin1(bytes.subarray(-4096)) : start;
  const found = binaryKinds.find(({ magic }) => magic.test(seen));
  return found === undefined ? null : refuse(`this is ${found.is}, not a page`, found.hint);
}

const utf16Marks = new Map([
  ["\u00ff\u00fe", "utf-16le"],
  ["\u00fe\u00ff", "utf-16be"],
]);

const noText = refuse("this is not text", "export the page as Markdown, HTML or CSV, in UTF-8");
const cutOff = (encoding: string) =>
  refuse(`the file ends in the middle of a character (${encoding}): it was cut off`, "copy or export it again");

function decodeUtf16(bytes: Uint8Array, encoding: string): string | PageRefusal {
  // A program that knows no UTF-16 has put its own line end behind the text.
  const whole = bytes.length % 2 === 1 && bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes;
  const text = new TextDecoder(encoding).decode(whole);
  if (text.endsWith("\ufffd")) return cutOff("UTF-16");
  return text.includes("\u0000") ? noText : text;
}

/** Null where the bytes are no UTF-8; `whole` is false where they may end within a character. */
function decodeUtf8(bytes: Uint8Array, whole: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const otherEncoding =
  /^(?:windows-125[013-8]|windows-874|iso-8859-(?:[2-8]|1[03-6])|koi8-[ru]|macintosh|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5)$/i;

const declaration = /<(?:meta\b[^>]{0,200}charset=["']?|\?xml\b[^>]{0,100}encoding=["'])([\w-]{3,20})/i;

/** Bytes that are no UTF-8: in the encoding that an HTML or XML page names, where it is none of those told by their bytes, else in Windows-1252. */
function decodeBytes(bytes: Uint8Array): string | PageRefusal {
  const declared = declaration.exec(latin1(bytes.subarray(0, 2048)))?.[1] ?? "";
  if (otherEncoding.test(declared)) return new TextDecoder(declared).decode(bytes);
  const cut = decodeUtf8(bytes, false);
  if (cut !== null && /[^\u0000-\u007f]/.test(cut)) return cutOff("UTF-8");
  // The signs at 0x80..0x9F by hand, for Node 20's decoder leaves control characters there.
  const signOf = (sign: string) => windows1252Signs[sign.charCodeAt(0) - 0x80] ?? sign;
  const text = new TextDecoder("windows-1252").decode(bytes).replace(/[\u0080-\u009f]/g, signOf);
  const odd = text.slice(0, 20_000).match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g)?.length ?? 0;
  if (odd > 0.02 * Math.min(text.length, 20_000)) return noText;
  // A page in UTF-8 with a few bytes of Windows-1252 pasted into it: what was UTF-8 is so again.
  return repairMojibake(text);
}

/** The page's text without byte order mark, its line ends as they are; refuses an empty file, one that ends within a character, and what is no text, naming what it is. */
export function decodePage(bytes: Uint8Array): string | PageRefusal {
  if (bytes.length === 0) return refuse("the file is empty", "export the page again");
  const refusal = refuseBinary(bytes);
  if (refusal !== null) return refusal;
  const utf16 = utf16Marks.get(latin1(bytes.subarray(0, 2)));
  if (utf16 !== undefined) return decodeUtf16(bytes, utf16);
  if (bytes.includes(0)) return noText;
  return decodeUtf8(bytes, true) ?? decodeBytes(bytes);
}
