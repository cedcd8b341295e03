/** Whom a page tells to be people: those who were there, whose addresses it has, and who stand where entry after entry has somebody. */
import { groupBy } from "../core/group-by.ts";
import words from "../words/annotations.json" with { type: "json" };
import { certain, nameChance, nobody, readPart } from "./annotations.ts";
import { readWholeDate } from "./date-forms.ts";
import { handsOver } from "./entry-text.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { isName, isOrganisation, splitPeople } from "./owners.ts";
import { mailedName } from "./people.ts";
import type { Block, Entry, List } from "./sources/blocks.ts";
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

const lead = /^(?:~~)?([^:[\]]{2,60}?)\s*:\s+\S/u;
/** So many that open alike have a habit. */
const habit = 3;

/**
 * Where every entry of a list opens with names before a colon or a verb (`Dana to book …`), and somebody is among them whom the
 * page or the world knows: all of them. Verbs tell by themselves where entry after entry has one.
 */
export function leadsOf({ entries }: List, names: ReadonlyMap<string, number>): readonly string[] {
  const handed = entries.map(({ text }) => handsOver.exec(plainText(text))?.[1]);
  const leads = entries.map(({ text }, at) => splitPeople(plainText(handed[at] ?? lead.exec(text)?.[1] ?? "")));
  const known = { ...nobody, names };
  const all = leads.flat();
  const isAll = leads.length > 1 && leads.every((each) => each.length > 0 && each.every(isName));
  const isHabit = handed.length >= habit && !handed.includes(undefined);
  const isSure = isAll && (isHabit || all.some((name) => nameChance(name, known) >= 0.85));
  return isSure ? all.filter((name) => !isOrganisation(name)) : [];
}

export const between = /\s+(?:[-–—|·]{1,2}|[-=]>|[→⇒])\s+/g;

/** What stands between an entry's signs, without its days, and whether it has any. */
function partsBetween(text: string): { readonly places: readonly string[]; readonly isDated: boolean } {
  const cells = plainText(text.slice(0, 1000))
    .replace(
      /\s[([]([^()[\]]+)[)\]](?:\s([^()[\]]{1,25}))?$/,
      (_, inside, day) => ` - ${inside}${day ? `, ${day}` : ""}`,
    )
    .split(between);
  const bare = cells.map((cell, at) => {
    const [, words = cell, day = ""] = (at > 0 && /^(.*?)(?:[,;]\s+|\s[([])([^,;]*\d[^,;]*?)[)\]]?$/.exec(cell)) || [];
    return readWholeDate(cell) ? "" : readWholeDate(day) ? words : cell;
  });
  const places = bare.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return { places, isDated: bare.some((cell, at) => cell !== cells[at]) };
}

/** A name, of whatever it is: few words, the first of them with a capital. */
const isShort = (words: string) => /^\p{Lu}\S*(?:\s\S+){0,3}$/u.test(words);

/**
 * Those in a place that most of the entries fill with short names, where most of these are known or come again, and some are
 * known: whoever has a day beside.
 */
export function placedNames(entries: readonly Entry[], names: Known["names"]): readonly string[] {
  const read = entries.map(({ text }) => partsBetween(text)).filter(({ places }) => places.length > 1);
  const isName = (name: string) =>
    isShort(name) && (readPart(name, { ...nobody, namesPeople: true })?.column ?? "owners") === "owners";
  const isKnown = (name: string) => nameChance(name, { ...nobody, names }) >= 0.85;
  return [0, -1].flatMap((place) => {
    const told = read
      .map(({ places, isDated }) => ({ people: splitPeople(places.at(place) ?? ""), isDated }))
      .filter(({ people }) => people.length > 0 && people.every(isName));
    const all = told.flatMap(({ people }) => people);
    const [known, times] = [all.filter(isKnown), groupBy(all, (name) => name)];
    const again = all.filter((name) => isKnown(name) || (times.get(name)?.length ?? 0) > 1);
    const isPlace = told.length > 2 && told.length >= 0.8 * entries.length;
    const areNames = known.length >= all.length / 5 && again.length >= (all.length * 2) / 3;
    return isPlace && areNames ? told.flatMap(({ people, isDated }) => (isDated ? people : [])) : [];
  });
}
