import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodePage } from "../../src/import/decode.ts";
import { anyCharacter } from "../support/any-character.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, order: "le" | "be"): Uint8Array {
  return Uint8Array.from(
    Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).flatMap((unit) =>
      order === "le" ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
    ),
  );
}

const page = "Task,Owner\nPlätzchen – “Zimt” für 3 €,Zoë Quill\n";

describe("text is read in the encoding that its bytes tell", () => {
  test.each([
    ["UTF-8", utf8(page), page],
    ["UTF-8 with a byte order mark", utf8(`\ufeff${page}`), page],
    ["plain ASCII", bytesOf("Task\r\nSweep\r\n"), "Task\r\nSweep\r\n"],
    ["UTF-16 with its mark", utf16(`\ufeff${page}`, "le"), page],
    ["UTF-16 of the other order with its mark", utf16(`\ufeff${page}`, "be"), page],
    ["UTF-16 with a line end of one byte behind it", Uint8Array.of(...utf16("\ufeffTask\n", "le"), 10), "Task\n"],
    [
      "Windows-1252 where it is no UTF-8, its own signs included",
      bytesOf("Pl\u00e4tzchen \u0096 \u0093Zimt\u0094 f\u00fcr 3 \u0080\n"),
      "Plätzchen – “Zimt” für 3 €\n",
    ],
    ["Windows-1252 that ends on a letter with an accent", bytesOf("Caf\u00e9"), "Café"],
    ["UTF-8 with a byte of Windows-1252 pasted in", Uint8Array.of(...utf8("Zoë – "), 0x96, ...utf8(" ü")), "Zoë – – ü"],
    [
      "the encoding that an HTML page declares",
      Uint8Array.of(...bytesOf('<meta charset="windows-1251"><p>'), 0xcf, 0xf0),
      '<meta charset="windows-1251"><p>Пр',
    ],
  ])("%s", (_, bytes, text) => {
    expect(decodePage(bytes)).toBe(text);
  });
});

describe("what is no text is refused by its name, with what to do instead", () => {
  const zip = (name: string) =>
    bytesOf(`PK\u0003\u0004\u0014\u0000${"\u0000".repeat(20)}[Content_Types].xml${"x".repeat(9000)}${name}`);
  test.each([
    ["", "the file is empty", "export the page again"],
    ["%PDF-1.7\n%\u00e2\u00e3", "this is a PDF, not a page", "export the page itself as Markdown, HTML or CSV"],
    ["\u001f\u008b\u0008\u0000", "this is a gzip archive, not a page", "unpack it, then import the page in it"],
    ["\u0089PNG\r\n\u001a\n\u0000", "this is a picture, not a page", "export the page itself as Markdown, HTML or CSV"],
    [
      "{\\rtf1\\ansi Sweep}",
      "this is rich text (RTF), not a page",
      "save it as a web page (HTML), then import that file",
    ],
    [
      "Date: Mon, 20 May 2024\r\nSubject: Exported\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
      "this is a web archive (MHTML), not a page",
      "save it as a web page (HTML), then import that file",
    ],
    ["\u00ff\u00fe\u0000\u0000T\u0000\u0000\u0000", "this is text in UTF-32, not a page", "save it in UTF-8"],
    ["Task\u0000\u0001\u0002,Owner", "this is not text", "export the page as Markdown, HTML or CSV, in UTF-8"],
    [
      "\u0081\u0090\u00e9\u0001\u0002\u0003\u009d",
      "this is not text",
      "export the page as Markdown, HTML or CSV, in UTF-8",
    ],
  ])("%j", (text, message, hint) => {
    expect(decodePage(bytesOf(text))).toEqual({ ok: false, message, hint });
  });

  test.each([
    ["xl/workbook.xml", "this is an Excel workbook, not a page"],
    ["word/document.xml", "this is a Word document, not a page"],
    ["ppt/slides/slide1.xml", "this is a slide deck, not a page"],
    ["notes.md", "this is a zip archive, not a page"],
  ])("an archive that holds %s", (name, message) => {
    expect(decodePage(zip(name))).toMatchObject({ ok: false, message });
  });
});

describe("a file that was cut off within a character is refused", () => {
  test.each([
    ["UTF-8", utf8("Zoë €").subarray(0, -1), "UTF-8"],
    ["UTF-16 with half a unit", utf16("\ufeffZoë", "le").subarray(0, -1), "UTF-16"],
    ["UTF-16 with half a pair", utf16("\ufeffZoë 🍞", "be").subarray(0, -2), "UTF-16"],
  ])("%s", (_, bytes, name) => {
    expect(decodePage(bytes)).toEqual({
      ok: false,
      message: `the file ends in the middle of a character (${name}): it was cut off`,
      hint: "copy or export it again",
    });
  });
});

test("any text in UTF-8, and any in UTF-16 with its mark, comes back as it was", () => {
  const word = fc.string({ unit: anyCharacter, minLength: 1 }).filter((text) => !/[\u0000\ufeff]/.test(text));
  void fc.assert(
    fc.property(word, (text) => {
      const own = `Task: ${text}`;
      expect(decodePage(utf8(own))).toBe(own);
      for (const order of ["le", "be"] as const) {
        expect(decodePage(utf16(`\ufeff${own}`, order))).toBe(own);
      }
    }),
  );
});

test("any bytes are text or a refusal, never an error", () => {
  void fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const read = decodePage(bytes);
      expect(typeof read === "string" || !read.ok).toBe(true);
    }),
  );
});
