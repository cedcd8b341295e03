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
    "a *b*",
    "`a`",
    "<b>",
    "a\n===",
    "https://x.y",
    "see www.x.y",
    "mail a@b.c",
    "&amp;",
    "    a",
    "a | b\n:-- | :--",
    "- a\n\n- b",
    "- # a",
    "\\a",
    "a ~b~ c",
    "[a](b)",
    "- - a",
    "-a",
    "+ a",
    "> a",
    "- 1. x",
  ])("leaves %j to the parser", (text) => {
    expect(readSimpleText(text)).toBeNull();
  });

  it("is never read otherwise than the parser reads it", () => {
    const word = fc.constantFrom(
      "a",
      "word",
      "@bo",
      "x@",
      "#17",
      "- ",
      "-",
      "1. ",
      "1)",
      ":",
      "http://x",
      "www.",
      "w",
      "(",
      ")",
      "!",
      "é",
      "🍞",
      "  ",
      " ",
      "\n",
      "\n\n",
      "\n- ",
      "# ",
      "\n\n## ",
      "\t",
      "=",
      "+",
      ">",
      "|",
      "*",
      "_",
      "[",
      "]",
      "`",
      "<",
      "&",
      "~",
      "\\",
      "a@b.c",
      "xmpp:a@b",
      "mailto:",
      "\u00a0",
      "\u200b",
      "''",
      '"',
      "%",
      "/",
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
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
