/**
 * When two Markdown texts say the same: the form in which the law compares them. Not their strings, for a bullet may be
 * `-` or `*`, and a backslash may stand before a sign that needs none; but their trees as every renderer of gtm draws them
 * (raw HTML is the text that it is), with positions dropped, adjacent texts merged, and as words, each with its marks:
 * `**a *b***` and `**a** ***b***` show the same. What no cell of a page shows is left out: whether a list is spread, the
 * number at which it starts, and the place at which a source's line was broken.
 */
import type { Nodes } from "mdast";
import { readRichText } from "../../src/core/rich-text.ts";
import { aTracker } from "../support/builders.ts";

interface Word {
  readonly word: string;
  readonly marks: string;
  /** No blank stands between the word before and this one. */
  readonly glued: boolean;
}

type Block =
  | readonly Word[]
  | { readonly list: "ordered" | "bullets"; readonly entries: readonly (readonly Block[])[] };

const nobody = aTracker({ people: {}, refs: {} });

/** Of the texts so far: each is compared in several formats, and one side of the law often says it as the other does. */
const known = new Map<string, readonly Block[]>();

export function normalForm(markdown: string): readonly Block[] {
  const form = known.get(markdown) ?? readRichText(markdown, nobody).children.map(block);
  known.set(markdown, form);
  return form;
}

function block(node: Nodes): Block {
  if (node.type === "list")
    return {
      list: node.ordered ? "ordered" : "bullets",
      entries: node.children.map((entry) => entry.children.map(block)),
    };
  if (node.type === "paragraph") return words(node.children.flatMap((child) => runs(child, [])));
  return [
    {
      word: `${node.type}: ${JSON.stringify(node, (key, value) => (key === "position" ? undefined : value))}`,
      marks: "",
      glued: false,
    },
  ];
}

interface Run {
  readonly text: string;
  readonly marks: string;
  readonly whole: boolean;
}

/** Writers encode different signs of an address. */
export function address(url: string): string {
  return decodeURIComponent(url);
}

function runs(node: Nodes, marks: readonly string[]): readonly Run[] {
  const own = [...marks].sort().join(" ");
  switch (node.type) {
    case "text":
      return [{ text: node.value, marks: own, whole: false }];
    case "inlineCode":
      return [{ text: node.value.replace(/\s+/g, " ").trim(), marks: [own, "code"].join(" "), whole: true }];
    case "break":
      return [{ text: "\u21b5", marks: "", whole: true }];
    case "link":
      return node.children.flatMap((child) => runs(child, [...marks, `link ${address(node.url)}`]));
    default:
      return "children" in node ? node.children.flatMap((child) => runs(child as Nodes, [...marks, node.type])) : [];
  }
}

function words(parts: readonly Run[]): readonly Word[] {
  const found: Word[] = [];
  let glued = false;
  for (const { text, marks, whole } of parts) {
    for (const piece of whole ? [text] : text.split(/(\s+)/)) {
      const last = found.at(-1);
      if (piece === "") continue;
      if (!whole && piece.trim() === "") glued = false;
      else {
        if (glued && !whole && last !== undefined && last.marks === marks)
          found[found.length - 1] = { ...last, word: last.word + piece };
        else found.push({ word: piece, marks, glued: glued && last !== undefined });
        glued = true;
      }
    }
  }
  // Around a line break blanks are nobody's.
  return found.map((each, index) =>
    each.word === "\u21b5" || found[index - 1]?.word === "\u21b5" ? { ...each, glued: false } : each,
  );
}
