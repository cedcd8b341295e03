import fc from "fast-check";
import type { Nodes } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, it } from "vitest";
import { readSimpleText } from "../../src/core/simple-text.ts";
import { trials } from "../support/trials.ts";

const parser = remark().use(remarkGfm).freeze();

function withoutPlaces(node: Nodes): unknown {
  return JSON.parse(JSON.stringify(node, (key, value) => (key === "position" ? undefined : value)));
}

describe("simple text", () => {
  it.each([
    "One line, with a (bracket), a #17 and a: colon.",
    "Asked @mreyes; see DOUGH-318, due 10/25.",
    "# Title: a\n\nWords.\n\n## Second\n\n- one",
    "First paragraph\nof two lines.\n\nSecond: 3 things\n- one\n- two @bo\n\nand an end.",
    "Größe, 漢字, an emoji 🍞 and 50 % of it!",
    "wwwhat?",
    "**Booked**, see [the *offer*](https://wiki.example.com/o?a=1&b=2#c) and `npm ci`.",
    "*Not* before Monday: 3 < 15 > 2 and snake_case, R&D -> ~20 [TBD] ([draft](x.md)).",
    "See https://example.com/plan-2/?q=a_b, then (https://example.com).",
    "**[`a[0]`](b)** and **two\nlines**\n- *one* `x`\n- [two](b)",
    "## **A** `b`",
    "~~Before~~ after, ~~two\nlines~~: file.csv says <sic> or a<br>b</i>.",
    "They wrote:\n\n> We would *rather*\n> wait.\n\n> Then not.\n\n- a\n\n> b",
  ])("is read as the parser reads %j", (text) => {
    expect(readSimpleText(text)).toEqual(withoutPlaces(parser.parse(text)));
  });

  it.each([
    "# a #",
    "# a\nb",
    "#a",
    "- a\n  b",
    "- a\nb",
    "1. a",
    "a  \nb",
    "<b>",
    "a ** b",
    "**a",
    "***a***",
    "*a **b***",
    "2*3*4",
    "_a_",
    "a``b``",
    "`a",
    "` a `",
    "[a](b 'c')",
    "[a](<b>)",
    "[a][b]",
    "[a]: b",
    "![a](b)",
    "[^1]",
    "[a [b](c)](d)",
    "[https://x.y](z)",
    "[a](b&amp;c)",
    "xhttps://x.y",
    "https://x.y/*",
    "- [ ] a",
    "a\n===",
    "see www.x.y",
    "mail a@b.c",
    "&amp;",
    "    a",
    "a | b\n:-- | :--",
    "- a\n\n- b",
    "- # a",
    "\\a",
    "a ~b~ c",
    "~~a ~b~~",
    "~~~a~~~",
    "a~~b~~c",
    "**~~a~~**",
    "~~a **b** c~~",
    "~~a",
    "a\n<b>c</b>",
    "a <b c>",
    "a <!-- b -->",
    "> a\nb",
    "> > a",
    "> - a",
    ">a",
    "a\n> b",
    "- - a",
    "-a",
    "+ a",
    "- 1. x",
  ])("leaves %j to the parser", (text) => {
    expect(readSimpleText(text)).toBeNull();
  });

  it("is never read otherwise than the parser reads it", () => {
    const signs =
      "a|word|@bo|x@|#17|- |-|1. |1)|:|://|http://x|https://x.yz|https://x.yz/a_b?c=1|www.|w|(|)|!|é|🍞|  | |.|,|;|=|+|>|*|**|_|[|]|](u)|`|``|<|&|~|\\|a@b.c|xmpp:a@b|mailto:|''|%|/|\n|\n\n|\n- |# |\n\n## |\t|\u00a0|\u200b|[x] |[^1]|&amp;|]: ";
    const pieces = [
      "**bold**",
      "*em*",
      "`code`",
      "[words](url)",
      "[*a*](b)",
      "~~gone~~",
      "~~",
      "<sic>",
      "</b>",
      "\n\n> ",
      "\n> ",
      " **b** ",
      "(`c`)",
      "|",
      ...signs.split("|"),
    ];
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (words) => {
        const text = words.join("").trim();
        const simple = text === "" ? null : readSimpleText(text);
        if (simple === null) return;
        read++;
        expect(simple).toEqual(withoutPlaces(parser.parse(text)));
      }),
      trials.rare,
    );
    expect(read).toBeGreaterThan(trials.rare.numRuns / 20);
  });
});
