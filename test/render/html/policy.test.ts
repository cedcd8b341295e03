import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { pageScript, pageStyle, scriptHash, styleHash } from "../../../src/render/html/page-assets.ts";
import { renderHtml } from "../../support/rendered.ts";
import { aPage, byTag, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

describe("the page's policy", () => {
  test("names the hash of its style and of its script", () => {
    expect({ styleHash, scriptHash }).toEqual({ styleHash: sha256(pageStyle), scriptHash: sha256(pageScript) });
  });

  test("allows nothing else", () => {
    const [meta] = elementsOf(parsed([]), ({ properties }) => properties.httpEquiv !== undefined);
    expect(meta?.properties.content).toBe(
      `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test("stands before the style and the script, whose bytes are those that it names", () => {
    const html = renderHtml(aPage([]));
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
    expect(html).toContain(`<style>${pageStyle}</style>`);
    expect(html).toContain(`<script>${pageScript}</script>`);
    expect(html.slice(0, 1024)).toContain('charset="utf-8"');
  });

  test("has nothing to forbid: no address in style or script, no inline style, no element of text", () => {
    expect(`${pageStyle}${pageScript}`).not.toMatch(
      /https?:|url\(|@import|<\/|innerHTML\s*\+?=|outerHTML|document\.write|eval\(|DOMParser|setHTML|createContextualFragment/,
    );
    expect(elementsOf(parsed([]), ({ properties }) => "style" in properties)).toEqual([]);
    expect(byTag(parsed([]), "link", "img", "iframe")).toEqual([]);
    expect(wordsOf(byTag(parsed([]), "noscript")[0])).toBe("");
  });

  test("leaves one module to make elements of the page's own text: that of its rows", () => {
    const names = readdirSync("src/page").filter((name) => name.endsWith(".ts"));
    const makers = names.filter((name) =>
      /innerHTML|insertAdjacentHTML/.test(readFileSync(`src/page/${name}`, "utf8")),
    );
    expect(makers).toEqual(["late-rows.ts"]);
    expect(pageScript.match(/insertAdjacentHTML/g)).toHaveLength(2);
  });

  test("covers a script that can be read", () => {
    expect(() => new Script(pageScript)).not.toThrow();
  });
});
