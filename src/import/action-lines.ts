/** Minutes that say between their words what is to be done: `ACTION: Dana to book the hall by 9 May`. */
import words from "../words/annotations.json" with { type: "json" };
import { isLabelled } from "./labelled-items.ts";
import { isNoValue } from "./no-value.ts";
import { type Block, type Entry, paragraph } from "./sources/blocks.ts";
import { anyOf, wordsOf } from "./word-lists.ts";

const label = new RegExp(
  `^\\s*(?:[-*+•]\\s+|\\d+[.)]\\s+)?(?:\\*\\*|__)?(?:${anyOf(wordsOf(words.action))})(?:\\s+(?:\\d{1,3}|(\\p{Lu}{1,3}-?\\d{1,4}|\\d{1,4}\\.\\d{1,3})))?(?:\\*\\*|__)?\\s*(?:[:–—]|-\\s|(?=\\([^()]{1,40}\\)\\s*[:–—-]))(?:\\*\\*|__)?\\s*(?=\\S)`,
  "iu",
);

/** The actions of a text, and the words in between. */
function cutActions(text: string, from: number): { readonly rest: string; readonly actions: readonly Entry[] } {
  const [rest, actions]: [string[], Entry[]] = [[], []];
  let isOpen = false;
  for (const [index, line] of text.split("\n").entries()) {
    const [lead = "", key] = label.exec(line) ?? [];
    const text = line.slice(lead.length).trim();
    const last: Entry | undefined = isOpen ? actions.at(-1) : undefined;
    if (lead !== "" && !isNoValue(text.replace(/\.$/, ""))) {
      actions.push({ text, source: line.trim(), line: from + index, body: "", done: false, ...(key && { key }) });
      isOpen = true;
    } else if (last !== undefined && /^\s*\p{Ll}/u.test(line)) {
      actions.splice(-1, 1, { ...last, text: `${last.text} ${text}`, source: `${last.source}\n${line.trim()}` });
    } else {
      rest.push(line);
      isOpen = false;
    }
  }
  return { rest: rest.join("\n").trim(), actions };
}

/** A list of tasks, whatever its words, has its actions already. */
function isOver(block: Block): boolean {
  if (block.kind !== "list") return block.kind !== "paragraph";
  return (
    isLabelled(block) ||
    block.entries.some(({ done }) => done !== null) ||
    block.entries.every(({ text }) => label.test(text))
  );
}

/** The page's blocks, with such lines as lists of tasks. */
export function withActions(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => {
    const { rest, actions } = isOver(block) ? { rest: "", actions: [] } : cutActions(block.source, block.line);
    const [first] = actions;
    if (first === undefined) return [block];
    const source = actions.map((action) => action.source).join("\n");
    const list: Block = { kind: "list", line: first.line, source, entries: actions };
    return rest === "" ? [list] : [paragraph(rest, block.line), list];
  });
}
