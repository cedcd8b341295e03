/** Minutes that say between their words what is to be done: `ACTION: Dana to book the hall by 9 May`. */
import words from "../words/annotations.json" with { type: "json" };
import people from "../words/people.json" with { type: "json" };
import { nameChance, nobody } from "./annotations.ts";
import type { Known } from "./facts.ts";
import { isLabelled } from "./labelled-items.ts";
import { isAnnotated } from "./list-entries.ts";
import { isNoValue } from "./no-value.ts";
import { splitPeople } from "./owners.ts";
import type { Block, Entry } from "./sources/blocks.ts";
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
export function actionLead(line: string, names: Known["names"]) {
  const [told, key] = label.exec(line) ?? called.exec(line) ?? [];
  const [other, who = ""] = named.exec(line) ?? [];
  const lead =
    told ?? (splitPeople(who).every((name) => nameChance(name, { ...nobody, names }) >= 0.85) ? other : null);
  return lead == null || isNoValue(line.slice(lead.length).replace(/\.$/, "")) ? null : { lead, key };
}

const isCalled = ({ text }: Entry) => called.test(text);

/** Paragraphs, and lists but those of tasks, whatever their words: these have their actions already. */
export function mayHoldActions(block: Block): boolean {
  if (block.kind !== "list") return block.kind === "paragraph";
  if (isLabelled(block) || block.entries.some(({ done }) => done !== null)) return false;
  // Of entries that say who or when anyway, none need be told from the others.
  return (
    !isAnnotated(block) || block.source.split("\n").some((line) => label.test(line)) || block.entries.every(isCalled)
  );
}
