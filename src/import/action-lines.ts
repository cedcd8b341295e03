/** Minutes that say between their words what is to be done: `ACTION: Dana to book the hall by 9 May`. */
import words from "../words/annotations.json" with { type: "json" };
import people from "../words/people.json" with { type: "json" };
import { nameChance, nobody } from "./annotations.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { isLabelled } from "./labelled-items.ts";
import { isAnnotated } from "./list-entries.ts";
import { isNoValue } from "./no-value.ts";
import { splitPeople } from "./owners.ts";
import { namesPresent } from "./present-names.ts";
import { type Block, type Entry, paragraph } from "./sources/blocks.ts";
import { anyOf, wordsOf } from "./word-lists.ts";

const bullet = "^\\s*(?:(?:[-*+•]|[-=]?>|[→⇒])\\s+|\\d+[.)]\\s+)?(?:\\*\\*|__)?";
const word = `${bullet}(?:${anyOf(wordsOf(words.action))})`;
const label = new RegExp(
  `${word}(?:\\s+(?:\\d{1,3}|(\\p{Lu}{1,3}-?\\d{1,4}|\\d{1,4}\\.\\d{1,3})))?(?:\\*\\*|__)?\\s*(?:[:–—]|-\\s|(?=\\([^()]{1,40}\\)\\s*[:–—-]))(?:\\*\\*|__)?\\s*(?=\\S)`,
  "iu",
);
/** `Action Dana: book the hall`. */
const named = new RegExp(`${word}(?:\\s(?:${anyOf(wordsOf(words["action of"]))}))?\\s+(?=([^:]{2,60}):\\s)`, "iu");
/** `@dana to book the hall`. */
const called = new RegExp(
  `${bullet}(?=@\\S+(?:(?:,|\\s(?:&|${anyOf(wordsOf(people.and))}))?\\s@\\S+){0,8} (?:${anyOf(wordsOf(words["hands over"]))}) \\p{Ll})`,
  "u",
);

/** What a line has before a task, and the key that the task is called by; null where it tells of none. */
function leadOf(line: string, names: Known["names"]) {
  const [plain, key] = label.exec(line) ?? called.exec(line) ?? [];
  if (plain !== undefined) return { lead: plain, key };
  const [lead, who = ""] = named.exec(line) ?? [];
  const isWho = (name: string) => name.startsWith("@") || nameChance(name, { ...nobody, names }) >= 0.85;
  return lead !== undefined && splitPeople(who).every(isWho) ? { lead, key: undefined } : null;
}

/** The bullet that names what those below it are about. */
const topPoint = /^(?:[-*+]|\d{1,3}[.)])\s+(.{1,60}?)[\s:]*$/;

/** The actions of a text, and the words in between. */
function cutActions(
  text: string,
  from: number,
  names: Known["names"],
): { readonly rest: string; readonly actions: readonly Entry[] } {
  const [rest, actions]: [string[], Entry[]] = [[], []];
  let isOpen = false;
  let point = "";
  for (const [index, line] of text.split("\n").entries()) {
    const { lead = null, key } = leadOf(line, names) ?? {};
    const text = line.slice(lead?.length ?? 0).trim();
    const last: Entry | undefined = isOpen ? actions.at(-1) : undefined;
    if (lead !== null && !isNoValue(text.replace(/\.$/, ""))) {
      const entry = { text, source: line.trim(), line: from + index, body: "", done: false };
      actions.push({ ...entry, ...(key && { key }), ...(/^\s/.test(line) && point !== "" && { area: point }) });
      isOpen = true;
    } else if (last !== undefined && /^\s*\p{Ll}/u.test(line)) {
      actions.splice(-1, 1, { ...last, text: `${last.text} ${text}`, source: `${last.source}\n${line.trim()}` });
    } else {
      rest.push(line);
      isOpen = false;
      if (/^\S/.test(line)) point = plainText(topPoint.exec(line)?.[1] ?? "");
    }
  }
  return { rest: rest.join("\n").trim(), actions };
}

const isCalled = ({ text }: Entry) => called.test(text);

/** A list of tasks, whatever its words, has its actions already. */
function isOver(block: Block): boolean {
  if (block.kind !== "list") return block.kind !== "paragraph";
  return (
    isLabelled(block) ||
    block.entries.some(({ done }) => done !== null) ||
    block.entries.every(({ text }) => label.test(text)) ||
    // Of entries that say who or when anyway, none need be told from the others.
    (isAnnotated(block) && !block.source.split("\n").some((line) => label.test(line)) && !block.entries.every(isCalled))
  );
}

/** The page's blocks, with such lines as lists of tasks. */
export function withActions(blocks: readonly Block[]): readonly Block[] {
  const names = namesPresent(blocks);
  return blocks.flatMap((block) => {
    const { rest, actions } = isOver(block) ? { rest: "", actions: [] } : cutActions(block.source, block.line, names);
    const [first] = actions;
    if (first === undefined) return [block];
    const source = actions.map((action) => action.source).join("\n");
    const list: Block = { kind: "list", line: first.line, source, entries: actions };
    // What is left of a list is no caption.
    const words: Block = { ...paragraph(rest, block.line), kind: block.kind === "list" ? "verbatim" : "paragraph" };
    return rest === "" ? [list] : [words, list];
  });
}
