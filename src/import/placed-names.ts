/** Who stands where other entries have their people: `Book the hall - Dana - 5 Nov`, `Dana - book the hall`, `Book the hall => Area managers`. */
import { groupBy } from "../core/group-by.ts";
import { nameChance, nobody, readPart } from "./annotations.ts";
import { readWholeDate } from "./date-forms.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { splitPeople } from "./owners.ts";
import type { Entry } from "./sources/blocks.ts";

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
