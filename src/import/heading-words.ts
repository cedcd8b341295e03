/** What the words of a heading say of its column: `src/words/headings.json` and the profiles of tools beside it. */
import closed from "../words/closed.json" with { type: "json" };
import exports from "../words/exports.json" with { type: "json" };
import headings from "../words/headings.json" with { type: "json" };
import { type PageColumn, pageColumns } from "./column.ts";
import { plainText } from "./inline.ts";
import { filledIn } from "./sources/blocks.ts";
import { wordsIn, wordsOf } from "./word-lists.ts";

/** A column's meaning; `done`: a status that is yes or no; `percent`: how far the work is. `field`: a column of the page's own. */
export type Meaning = PageColumn | "done" | "percent" | "field";

/** By meaning, how much the words speak for it (the logarithm of odds). A meaning that is not named has none. */
export type Namings = ReadonlyMap<Meaning, number>;

/** What a heading is worth that may name the column, whose last word does, whose end does whatever stands before it, and that a tool's export has. */
const [may, noun, ended, profiled] = [2, 2.5, 5.5, 14];
export const sure = 6;
/** What is left of a word that only may name a column, beside one that does: `Severity` beside `Priority`, `Accountable` beside `Responsible`. */
const outranked = -1;
/** What a heading may mean besides, and by how much less. */
const kin = headings.kin.map(({ column, may, less }) => [column as Meaning, may as Meaning, less] as const);
/** Columns that the last word of a longer heading may tell: `Marketing owner`. */
const nouns: ReadonlySet<string> = new Set(headings.nouns);

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Lower case, without accents, without what stands in parentheses and without punctuation. */
function normalHeading(label: string): string {
  const open = label
    .replace(/[([{]\s*%\s*[)\]}]|%/g, " percent ")
    .replace(/[([{][^)\]}]{0,200}[)\]}]/g, " ")
    .replace(/[/*:](?<=\p{L}{4}.)(?:s|e|r|n|a|o|es|in|innen|as|os)(?!\p{L})/giu, "");
  return wordsIn(open.normalize("NFD").replace(/\p{M}/gu, "")).join(" ");
}

const setOf = (words: Parameters<typeof wordsOf>[0]): ReadonlySet<string> => new Set(wordsOf(words).map(normalHeading));
/** `Who answers`, `Wer klärt`, `Wanted on`. */
const begins = Object.entries(headings.begins).map(([column, words]) => [column as PageColumn, setOf(words)] as const);
const riskSigns = setOf(headings.risks.signs);
const riskAnswers = setOf(headings.risks.answers);
const callings = setOf(headings.called);

const inSingular = (words: string) => words.split(" ").map(singular).join(" ");

/** The headings of a list by column, each as it is compared, and whether it only may mean the column. */
function headingsBy(columns: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>) {
  return Object.entries(columns).flatMap(([column, languages]) =>
    wordsOf(languages).map((entry) => [column as Meaning, normalHeading(entry), entry.endsWith("?")] as const),
  );
}

function readLexicon(): ReadonlyMap<string, Namings> {
  const byWords = new Map<string, Map<Meaning, number>>();
  for (const [column, words, isUnsure] of headingsBy(headings.columns)) {
    const namings = byWords.get(words) ?? new Map<Meaning, number>();
    byWords.set(words, namings.set(column, Math.max(isUnsure ? may : sure, namings.get(column) ?? 0)));
  }
  // `Soldée le`, `Umgesetzt am`: the day on which it was over, by any word for that.
  for (const [language, days] of Object.entries(headings.days))
    for (const over of (closed as Readonly<Record<string, readonly string[]>>)[language] ?? [])
      for (const name of days.map((day) => normalHeading(`${over} ${day}`)))
        if (!byWords.has(name)) byWords.set(name, new Map([["closed", sure]]));
  return byWords;
}

const byWords = readLexicon();
const ends = headingsBy(headings.ends);
const alone: ReadonlySet<string> = new Set(headings.alone.map((words) => inSingular(normalHeading(words))));

/** What words mean as they are, else in the singular: `Dates` are no `Date`. */
function namingsOf(words: string): Namings | undefined {
  return byWords.get(words) ?? byWords.get(inSingular(words));
}

export function isTickSign(label: string): boolean {
  return /^[✓✔☑✅☐□🗹]\ufe0f?$/u.test(label);
}

export function isUnnamed(label: string): boolean {
  return /^(?:blank|empty|column ?\d*|untitled|unnamed(?: ?\d*)?|field ?\d*|-|–|\.|\u00a0|)$/iu.test(label.trim());
}

function withKin(namings: Namings): Namings {
  const all = new Map(namings);
  if (namings.has("field")) return all;
  for (const [from, to, less] of kin) {
    const odds = (namings.get(from) ?? 0) - less;
    if (odds > (all.get(to) ?? 0)) all.set(to, odds);
  }
  return all;
}

/** `Status/Comments` means either of its parts; where one is comments, most likely these. */
function ofParts(label: string): Namings | null {
  // A letter alone is a word only where it is small, or all are large.
  const words = /\p{Ll}/u.test(label) ? label : label.toLowerCase();
  const parts = words.split(/[/&+,]|\s(?:[Aa]nd|[Oo]r|[Uu]nd|[Oo]der|[Ee]t|[Oo]u|y|e|o|i|a|en|of)\s/);
  const found = filledIn(parts.map(normalHeading)).map(namingsOf);
  if (found.length < 2 || found.includes(undefined)) return null;
  const all = found.flatMap((namings) => [...(namings ?? [])]);
  return new Map(all.map(([meaning, odds]) => [meaning, meaning === "comments" ? odds : Math.min(odds, sure - 1)]));
}

/** A longer heading by its end. */
function ofNoun(name: string): Namings {
  const end = ends.find(([, tail]) => name.endsWith(` ${tail}`));
  if (end !== undefined) return new Map([[end[0], ended]]);
  const words = inSingular(name).split(" ");
  const last = words.at(-1) ?? "";
  const begun = begins.find(([, first]) => first.has(name.split(" ")[0] ?? ""))?.[0];
  // `Planned kick-off`.
  const isOther = begun === "due" && ["start", "closed"].some((each) => namingsOf(last)?.has(each as Meaning));
  if (begun !== undefined && !isOther) return new Map([[begun, noun]]);
  if (words.length < 2 || words.length > 5 || alone.has(last)) return new Map();
  const found = [...(namingsOf(last) ?? [])].filter(([meaning, odds]) => odds === sure && nouns.has(meaning));
  return new Map(found.map(([meaning]) => [meaning, noun]));
}

/** `Dringl.`: what all words that begin so mean. */
function ofShort(label: string): Namings | undefined {
  const [, stem] = /^(\p{L}{4,})\.$/u.exec(label.trim()) ?? [];
  const start = stem && normalHeading(stem);
  const words = start ? [...byWords].filter(([word]) => word.startsWith(start) && !word.includes(" ")) : [];
  const [first, ...others] = new Set(words.flatMap(([, namings]) => [...namings.keys()]));
  return first === undefined || others.length > 0 ? undefined : new Map([[first, sure]]);
}

function readHeading(label: string): Namings {
  if (isUnnamed(label)) return new Map();
  // As Jira calls what a team has added.
  const added = /^custom field \((.+)\)$/i.exec(label)?.[1];
  if (added !== undefined) return readHeading(added);
  const sign = label.trim();
  if (isTickSign(sign)) return new Map([["field", sure]]);
  if (/^(?:#|№|n\.?[°º]\.?|no\.?#?)$/i.test(sign) || (/#\s*$/.test(sign) && sign.length < 20))
    return withKin(new Map([["number", sure]]));
  // `Date (actual)` is the actual date.
  const turned = normalHeading(label.replace(/^([^()]+)\(([^()]{1,20})\)\s*$/, "$2 $1"));
  const name = normalHeading(label);
  return withKin(byWords.get(turned) ?? namingsOf(name) ?? ofShort(label) ?? ofParts(label) ?? ofNoun(name));
}

/** How much a heading speaks for a meaning: `sure` and more where it names it, 0 where it does not. */
export function namingOf(label: string, meaning: Meaning): number {
  return readHeading(plainText(label)).get(meaning) ?? 0;
}

/** The columns that a heading may mean, likeliest first; none for a heading of the page's own. */
export function columnsNamed(label: string): readonly PageColumn[] {
  const namings = readHeading(label);
  if ((namings.get("field") ?? 0) > 0) return [];
  const oddsOf = (column: PageColumn) => namings.get(column) ?? 0;
  return pageColumns.filter((column) => oddsOf(column) > 0).toSorted((a, b) => oddsOf(b) - oddsOf(a));
}

/** `Mitigation`, `Agreed action`. */
const isAnswer = (words: string) =>
  [words, words.trim().replace(/^.*\s/, "")].some((each) => riskAnswers.has(normalHeading(each)));

/** What headings mean for those that stand beside them. */
function besides(labels: readonly string[]): ReadonlyMap<string, Namings> {
  const all = labels.map((label) => ({ label, name: normalHeading(label), says: readHeading(label) }));
  type Heading = (typeof all)[number];
  const names = (meaning: Meaning) => (each: Heading) => each.says.get(meaning) === sure;
  const found: (readonly [label: string, meaning: Meaning, odds: number])[] = [];
  // Beside `Issue no.` the title is `Issue`, and no other.
  const titles = all.filter(names("title"));
  const counts = ({ says }: Heading) => says.has("number") || says.has("refs");
  const counted = titles.filter(({ name }) => all.some((each) => each.name.startsWith(`${name} `) && counts(each)));
  const uncounted = titles.filter((each) => counted.length === 1 && !counted.includes(each));
  found.push(...uncounted.map(({ label }) => [label, "title", may] as const));
  // `Weakness Name` beside `Weakness Description` is the title, where no other heading is.
  const split = all.map(({ label, name }) => [label, ...(/^(.+) (\S+)$/.exec(name)?.slice(1) ?? [])] as const);
  const pairs = split.flatMap(([label, stem, last = ""]) => {
    const isText = ([, other, end = ""]: readonly string[]) =>
      other === stem && namingsOf(end)?.get("description") === sure;
    const text = callings.has(last) ? split.find(isText) : undefined;
    return text === undefined ? [] : [[label, "title", sure] as const, [text[0], "description", sure] as const];
  });
  if (titles.length === 0) found.push(...pairs.slice(0, 2));
  // Beside a probability, or behind a description, an action is the answer to what that describes, where no heading is the title's.
  const answers = all.filter(({ label }) => label.split(/[/&+]/).every(isAnswer));
  const others = all.filter((each) => !answers.includes(each));
  const text = others.find(names("description"));
  const isRisk = (each: Heading) =>
    riskSigns.has(each.name) || (answers.includes(each) && text !== undefined && all.indexOf(text) < all.indexOf(each));
  if (text !== undefined && !others.some(names("title")) && all.some(isRisk))
    found.push(...answers.map(({ label }) => [label, "field", sure] as const), [text.label, "title", sure]);
  // `P` and `I`, or `P` and `Score`: the parts of a risk, however else a letter may be meant.
  const letters = all.filter(({ name }) => headings.risks.letters.includes(name));
  const scores = all.filter(({ name }) => headings.risks.scores.includes(name));
  if (letters.length + scores.length > 1) found.push(...letters.map(({ label }) => [label, "field", sure] as const));
  return new Map(found.map(([label, meaning, odds]) => [label, withKin(new Map([[meaning, odds]]))]));
}

/** What each heading of a table says; those of a well-known export say it without a doubt. */
export function readHeadings(labels: readonly string[]): readonly Namings[] {
  const meant = besides(labels);
  const key = (label: string) => label.trim().toLowerCase().replaceAll("_", " ");
  const present = new Set(labels.map(key));
  const profile = exports.profiles.find(({ knownBy }) => knownBy.every((heading) => present.has(key(heading))));
  const known = Object.entries(profile?.headings ?? {})
    .map(([heading, column]) => ({ heading: key(heading), column: column as Meaning }))
    .filter(({ heading }) => present.has(heading));
  const namings = labels.map((label) => {
    const column = known.find(({ heading }) => heading === key(label))?.column;
    if (column === undefined) return meant.get(label) ?? readHeading(label);
    const isFirst = known.find((other) => other.column === column)?.heading === key(label);
    return withKin(new Map([[column, isFirst || column === "field" ? profiled : may]]));
  });
  const plain = new Set(namings.flatMap((words) => [...words].flatMap(([name, odds]) => (odds >= sure ? [name] : []))));
  return namings.map(
    (words) => new Map([...words].map(([name, odds]) => [name, odds === may && plain.has(name) ? outranked : odds])),
  );
}

/** The words in a heading's parentheses: `Status (Pending, Blocked)`. */
export function listedValues(label: string): readonly string[] {
  const inside = /\(([^()]{1,300})\)/.exec(label)?.[1] ?? "";
  const values = inside.split(/[,;/|]/).map((value) => value.trim());
  const filled = filledIn(values);
  return filled.length > 1 && filled.every((value) => value.length <= 30) ? filled : [];
}
