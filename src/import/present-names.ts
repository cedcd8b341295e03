/** Whom a page says to be people: those who were there, who wrote it, whose addresses it has. */
import words from "../words/annotations.json" with { type: "json" };
import { certain } from "./annotations.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { isName, isOrganisation, splitPeople } from "./owners.ts";
import { mailedName } from "./people.ts";
import type { Block } from "./sources/blocks.ts";
import { anyIn } from "./word-lists.ts";

const presentLine = new RegExp(`^(?:${anyIn(words.present)})\\s*:\\s*(.+)$`, "iu");

/** `Dana Fox (DF)`: the whole name, the first one and the letters. */
function callingsOf(person: string): readonly string[] {
  const [, name = "", inside = ""] = /^(.*?)\s*(?:\((.*?)\).*)?[.\s]*$/.exec(person.trim()) ?? [];
  const letters = /^\p{Lu}{2,3}$/u.test(inside) ? [inside] : [];
  return isName(name) ? [name, ...(isOrganisation(name) ? [] : [name.split(" ")[0] ?? ""]), ...letters] : [];
}

/** The names in a text's lines such as `Attendees: Dana Fox (DF), Lee Park` and `From: Dana Fox <dana@example.com>`. */
function presentIn(text: string): readonly string[] {
  const lines = text.slice(0, 2000).split(/(?<=[.;])\s+|\s[·|]\s|\n/);
  const present = lines.flatMap((line) => splitPeople(presentLine.exec(plainText(line))?.[1] ?? ""));
  const mailed = lines.flatMap((line) => [...line.matchAll(mailedName)].flatMap(([, name]) => name ?? []));
  return [...present, ...mailed.filter((name) => !isOrganisation(name))].flatMap(callingsOf);
}

/** Their names in lower case, all of them certain. */
export function namesPresent(blocks: readonly Block[]): Known["names"] {
  const texts = blocks.flatMap((block) =>
    block.kind === "list" ? block.entries.map(({ text }) => text) : block.kind === "paragraph" ? [block.text] : [],
  );
  return new Map(texts.flatMap(presentIn).map((name) => [name.toLowerCase(), certain]));
}
