import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { isSafeAddress, isTooDeep, readRichText } from "../../src/core/rich-text.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

beforeAll(loadMarkdownParser);

describe("an address", () => {
  test.each([
    "https://x.example.com",
    "HTTP://x.example.com",
    "mailto:a@b.example.com",
    "/a",
    "a/b",
    "#a",
    "?a=b:c",
    "#a:b",
    "a/b:c",
    "//x.example.com",
    "",
  ])("%j is safe", (url) => {
    expect(isSafeAddress(url)).toBe(true);
  });

  test.each([
    "javascript:x",
    "JAVASCRIPT:x",
    " javascript:x",
    "java\tscript:x",
    "java\nscript:x",
    "\u0000javascript:x",
    "\u0001javascript:x",
    "java\u00ADscript:x",
    "data:text/html,x",
    "vbscript:x",
    "file:///x",
    "x:y",
    "tel:1",
    "httpsx:y",
    "http\u200b:x",
    "blob:https://x",
    "view-source:https://x",
    ":x",
  ])("%j is not", (url) => {
    expect(isSafeAddress(url)).toBe(false);
  });

  const pieces =
    "http:|https:|HTTP:|mailto:|javascript:|java|script:|ftp:|x|:|/|//|?|#|.|[|@| |\t|\n|\u0000|\u0001|\u00ad|é".split(
      "|",
    );
  const unit = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, anyCharacter);
  const address = fc.string({ unit, maxLength: 6 });

  test("is the same whether or not a look at it finds it to be plain", () => {
    fc.assert(
      // The letter behind it is not plain, and no part of a scheme that is safe.
      fc.property(address, (url) => {
        expect(isSafeAddress(url)).toBe(isSafeAddress(`${url}é`));
      }),
      trials.rare,
    );
  });

  test("is never safe where a browser finds another scheme in it", () => {
    let found = 0;
    fc.assert(
      fc.property(address, (url) => {
        if (!isSafeAddress(url) || !URL.canParse(url, "https://x.example.com/a")) return;
        found++;
        expect(["https:", "http:", "mailto:"]).toContain(new URL(url, "https://x.example.com/a").protocol);
      }),
      trials.rare,
    );
    expect(found).toBeGreaterThan(trials.rare.numRuns / 20);
  });
});

describe("text too deep to draw", () => {
  test.each([
    [
      "a long description",
      "Words and more words, (in brackets) [linked](https://x.example.com) and **bold**.\n".repeat(500),
    ],
    ["many paragraphs, each with a bracket left open", "see (a\n\n".repeat(500)],
    ["a table", "| **a** | [b](c) | `d` |\n".repeat(300)],
    ["a list twenty deep", Array.from({ length: 20 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
    ["a code block with sevens of backticks", "```````\n`\n``\n```\n```````"],
    ["a rule of dashes", "-".repeat(80)],
    ["arithmetic", "a < b and c > d * e * f"],
    ["a page of bullets", "* a\n* b\n".repeat(400)],
  ])("is not %s", (_, text) => {
    expect(isTooDeep(text)).toBe(false);
  });

  test.each([
    "[a ".repeat(1000),
    "]".repeat(4000),
    "a* ".repeat(4000),
    "*a**b ".repeat(2000),
    "[a] ".repeat(2000),
    "a_\n- ".repeat(4000),
    "1. *a\n".repeat(4000),
  ])("is shown as it was typed: %#", (text) => {
    expect(readRichText(text, aTracker())).toEqual({
      type: "root",
      children: [{ type: "paragraph", children: [{ type: "text", value: text }] }],
    });
  });
});
