import fc from "fast-check";
import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import { escapeHtml, textIn, unescapeHtml } from "../../src/core/html-text.ts";
import { wordsOf } from "../render/html/parsed-page.ts";

describe("text in HTML", () => {
  test("comes back as it was written, and has no sign that begins or ends anything", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("&", "<", ">", '"', "amp;", "lt;", "&lt;", "a", "'", "/") }),
        (text) => {
          const html = escapeHtml(text);
          expect(html).not.toMatch(/[<>"]/);
          expect(unescapeHtml(html)).toBe(text);
          expect(wordsOf(fromHtml(`<p title="${html}">${html}</p>`, { fragment: true }))).toBe(textIn(html));
        },
      ),
    );
  });

  test("is read without its tags: those within a word part none, others do", () => {
    expect(
      textIn('<ul class="log"><li>bo<b>l</b>d <code>a&lt;b</code></li><li title="x > y">next&nbsp;one</li></ul>'),
    ).toBe("bold a<b next one");
    expect(textIn('one<br>two<a href="https://x.example.com/?a=1&amp;b=2">three</a>')).toBe("one twothree");
  });

  test("is read in linear time, whatever signs it is made of", () => {
    for (const sign of ["<", '<a "', "<a ", '"', '<a b="', "&"]) textIn(sign.repeat(50_000));
  });
});
