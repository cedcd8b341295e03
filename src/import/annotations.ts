/** What people write beside the words of a task: who, when, how urgent, which ticket. Each part is a cell of a column. */
import { handlePattern } from "../core/comment-head.ts";
import { isClosedStatus } from "../core/status.ts";
import words from "../words/annotations.json" with { type: "json" };
import givenNames from "../words/given-names.json" with { type: "json" };
import people from "../words/people.json" with { type: "json" };
import type { PageColumn } from "./column.ts";
import { isTimeline, readWholeDate, weekdayOf } from "./date-forms.ts";
import type { Known } from "./facts.ts";
import { columnsNamed } from "./heading-words.ts";
import { findLinks, plainText, replaceLinks } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { withoutMarks } from "./own-table.ts";
import { isName, isOrganisation, splitPeople } from "./owners.ts";
import { accountsIn, handleInUrl, mailedName, withHandles } from "./people.ts";
import { readRefs } from "./refs.ts";
import { isStatus } from "./shapes.ts";
import { anyIn } from "./word-lists.ts";

export interface Annotation {
  /** Null: words for the description, such as a tag or an address. */
  readonly column: PageColumn | null;
  /** What a cell of that column would hold. */
  readonly text: string;
  /** The chance that it is this, and no words of the title. */
  readonly confidence: number;
  /** True where a word or sign says what it is, and not its form alone: it may stand behind other words without a bracket. */
  readonly signed: boolean;
  /** The label of a value that is of no column, where its own says it. */
  readonly label?: string;
}

export const certain = 1000;
/** Nothing is known of the page. */
export const nobody: Known = {
  prefixes: new Set(),
  names: new Map(),
  namesPeople: false,
  states: new Set(),
  labels: new Map(),
};

const given = new Set(Object.values(givenNames).flatMap((names) => names.split(" ")));
/** `Night crew`. */
const teamName = new RegExp(`^\\p{Lu}\\S*(?:\\s\\S+)?\\s(?:${anyIn(people.teams)})$`, "u");
const levels = new RegExp(`^(?:${anyIn(words.levels)})$`, "iu");
const said = (["due", "start", "closed", "owners", "priority", "refs"] as const).map((column) => ({
  column,
  pattern: new RegExp(`^(?:${anyIn(words[column])})(?:\\s*:{1,2}\\s*|\\s*=\\s*|\\s+|$)`, "iu"),
}));
const perhapsDue = new RegExp(`^(?:${anyIn(words["perhaps due"])})\\s+(\\S.*)$`, "iu");
const statusWord = new RegExp(`^(?:${anyIn(words.status)})$`, "iu");
const closedWord = new RegExp(`^(?:${anyIn(words.closed)})$`, "iu");
const signs = (["due", "start", "closed", "owners"] as const).flatMap((column) =>
  words.signs[column].map((sign) => [sign, column] as const),
);

/** The column of a value's name, where an entry may name it: by the words for headings, or those before a value. */
export function namedColumn(label: string, value = ""): PageColumn | undefined {
  const word = said.find(({ pattern }) => pattern.exec(label)?.[0] === label)?.column;
  // `До: 5 ноя` is a day, `Do: paint the mast` is none.
  const isSaid = word === "owners" || word === "priority" || isDay(value);
  const column = columnsNamed(label)[0] ?? (isSaid ? word : undefined);
  return ["number", "title", "comments", "description"].includes(column ?? "") ? undefined : column;
}

/** The chance that a text names a person: its form, a first name that people have, and where the page names people. */
export function nameChance(text: string, { names, namesPeople }: Known): number {
  const seen = names.get(text.toLowerCase()) ?? 0;
  if (seen >= certain) return 1;
  if (text.length > 40 || isNoValue(text)) return 0;
  if (teamName.test(text)) return namesPeople ? 0.9 : 0;
  if (!isName(text) || isOrganisation(text) || isStatus(text)) return 0;
  const [first = "", ...more] = text.toLowerCase().split(" ");
  if (weekdayOf(more.at(-1) ?? first) !== null) return 0;
  const known = given.has(first);
  if (more.length > 0) return known || namesPeople ? 0.95 : seen > 1 ? 0.85 : 0.7;
  if (known) return namesPeople || seen > 1 ? 0.92 : 0.85;
  return namesPeople && seen > 1 ? 0.9 : namesPeople || seen > 1 ? 0.8 : 0;
}

/** Sure and told by a word or sign, but for a chance below 1: that of its form. */
export function part(column: PageColumn | null, text: string, confidence = 1, signed = confidence === 1): Annotation {
  return { column, text: text.trim(), confidence, signed };
}

/** `@dana`, `Dana Fox (@dana)`. */
const handle = new RegExp(`^(?:.{2,40}\\s\\(@${handlePattern}\\)|@${handlePattern})$`, "u");

export const isStatusWord = (text: string) => statusWord.test(text) || isClosedStatus(text);

export function isDay(text: string): boolean {
  return readWholeDate(text) !== null;
}

/** What is said of a day: the date, or a time in free words. */
function readWhen(column: "due" | "start" | "closed", text: string): Annotation | null {
  if (isDay(text)) return part(column, text);
  const plain = plainText(text);
  if (column !== "closed" && isTimeline(plain)) return part("timeline", plain, 0.95, true);
  return weekdayOf(plain) === null ? null : part(column, plain, 0.8, true);
}

function readLevel(text: string): Annotation | null {
  const sign = Object.entries(words["level signs"]).find(([each]) => text.startsWith(each));
  if (sign !== undefined && text.length <= 3) return part("priority", sign[1]);
  const marked = /^!+([\p{L}\d]+)$/u.exec(text)?.[1] ?? (/^p[0-5]$/i.test(text) ? text : null);
  if (marked !== null) return part("priority", `${marked[0]?.toUpperCase()}${marked.slice(1).toLowerCase()}`);
  const [, before = text] = /^(.{2,20})[\s-](?:prio(?:rity)?|priorität|priorité)$/i.exec(text) ?? [];
  return levels.test(before) ? part("priority", before, before === text ? 0.85 : 1) : null;
}

/** The least that a word is sure to be a status: alone, others may be words of the title. */
export const sureState = 0.95;
const circle = /^[🟢🟡🟠🔴🔵⚪⚫🟩🟨🟧🟥]\ufe0f?$/u;

function readState(text: string, { states, names }: Known): Annotation | null {
  if (states.has(text.toLowerCase())) return part("status", text, 0.99);
  if (circle.test(text)) return part("status", text, sureState, true);
  if (statusWord.test(text)) return part("status", text, sureState);
  const isWord = /\p{L}/u.test(text) && !closedWord.test(text) && !names.has(text.toLowerCase());
  return isWord && isStatus(text) ? part("status", text, 0.8) : null;
}

/** Tickets and nothing else. */
function readTickets(written: string, { prefixes }: Known): Annotation | null {
  const text = replaceLinks(written, (link) =>
    /^[A-Z][A-Z0-9]*-\d+$/.test(link.text) ? link.text : written.slice(link.start, link.end),
  );
  const { refs, spans } = readRefs(text, prefixes);
  const rest = spans.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
  return refs.length > 0 && /^(?:[\s,;&()/]|\b(?:and|etc)\b\.?)*$/i.test(rest) ? part("refs", text, 0.99) : null;
}

/** One person, or several between `&`, `/` and `and`; as sure as the least sure of them. */
function readPeople(text: string, known: Known): Annotation | null {
  const [link] = findLinks(text);
  if (link?.start === 0 && link.end === text.length && !link.image)
    return handleInUrl(link.url) !== null || nameChance(plainText(text), known) > 0.6 ? part("owners", text) : null;
  const isMention = text[0] === "@" && nameChance(text.slice(1), known) > 0;
  const signed = /[)\]]$/.test(text) ? withHandles(text, accountsIn([text])).replace(/; $/, "") : text;
  if (handle.test(signed) || text.replace(mailedName, "") === "" || isMention) return part("owners", signed);
  const names = splitPeople(text);
  if (names.length > 1 && names.length < 8 && !isDay(text)) {
    const found = names.map((name) => readPeople(name, known));
    const [least] = found.toSorted((a, b) => (a?.confidence ?? 0) - (b?.confidence ?? 0));
    return least == null ? null : { ...least, text: found.map((one) => one?.text).join("; ") };
  }
  const chance = nameChance(plainText(text), known);
  return chance === 0 ? null : part("owners", plainText(text), chance, false);
}

/** What a column's word or its heading is followed by. */
function readValue(column: PageColumn, text: string, colon: boolean, known: Known): Annotation | null {
  if (text === "" || text.length > 120) return null;
  const plain = plainText(text);
  const words = colon ? part(column, plain) : null;
  if (colon && isNoValue(plain)) return words;
  if (column === "due" || column === "start" || column === "closed") return readWhen(column, text);
  if (column === "priority" && levels.test(text)) return part(column, text);
  if (column === "refs") return readTickets(text, known) ?? (text.includes(";") ? null : words);
  const people = column === "owners" ? readPeople(text, known) : null;
  return people === null ? words : part("owners", people.text);
}

const label = /^(\p{L}(?:[\p{L} '’/-]|\.(?!\s)){0,30}?\.?)\s*(?:::?|=)\s*(?=[^\s/])/u;

/** What a sign, a word or a label ahead says that the rest is. */
function readSaid(text: string, known: Known): Annotation | null {
  const [sign = "", signed] = signs.find(([each]) => text.startsWith(each)) ?? [];
  const rest = text.slice(sign.length).replace(/^[\ufe0f\s]+/, "");
  if (signed !== undefined)
    return signed === "closed" && rest === "" ? part(signed, "") : readValue(signed, rest, true, known);
  for (const { column, pattern } of said) {
    const lead = pattern.exec(text)?.[0];
    const found = lead === undefined ? null : readValue(column, text.slice(lead.length), /[:=]/.test(lead), known);
    if (found !== null) return found;
  }
  const [, day = ""] = perhapsDue.exec(text) ?? [];
  if (isDay(day)) return part("due", day, 0.7, true);
  const [lead = "", name = ""] = label.exec(text) ?? [];
  const column = namedColumn(name);
  if (column !== undefined) return readValue(column, text.slice(lead.length), true, known);
  return name !== "" && text.length <= 80 ? { ...part(null, text, 0.9), label: name } : null;
}

/** One annotation, without the marks and signs around it; null for other words. */
export function readPart(written: string, known: Known): Annotation | null {
  const text = withoutMarks(written.trim()).replace(/^(\*\*|__|[*_`])(?=\S)(.+?)\1$/u, "$2");
  if (text === "" || text.length > 300) return null;
  const isAddress = /^https?:\/\/\S+$/.test(plainText(text));
  const found =
    readTickets(text, known) ??
    (/^\p{Lu}{1,6}-\d{1,5}$/u.test(text) ? part("refs", text, 0.95) : null) ??
    readSaid(text, known) ??
    (isDay(text) ? part("due", text, 0.8) : null) ??
    readLevel(text) ??
    readState(text, known) ??
    (isTimeline(plainText(text)) ? part("timeline", plainText(text), 0.85) : null) ??
    (closedWord.test(text) ? part("closed", "", 0.95) : null) ??
    readPeople(text, known) ??
    (/^[#+][\p{L}][\p{L}\p{N}_/-]*$|^🔁\s?\S.{1,60}$/u.test(text) || isAddress ? part(null, text) : null);
  const bare = text.replace(/[\s.,;:!]+$/, "");
  return found ?? (bare === text ? null : readPart(bare, known));
}

/** Of a group, with the signs between them: nobody writes more beside a task. */
const mostPieces = 40;

/** The annotations of a group, `@dana, due Nov 5, 2026; P1`; null where any of it is other words. */
export function readGroup(inside: string, known: Known): readonly Annotation[] | null {
  if (inside.length > 400) return null;
  const pieces = inside.split(/(\s*[;,|·•\n]\s*|\s+[-–—]{1,2}\s+)/);
  if (pieces.length > mostPieces) return null;
  const found: Annotation[] = [];
  while (pieces.length > 0) {
    const [words = ""] = pieces;
    let [read, length] = [readPart(words, known), 1];
    // A comma may stand within a date, and between the numbers of tickets.
    for (let last = 2; last < Math.min(pieces.length, 20); last += 2) {
      const text = pieces.slice(0, last + 1).join("");
      const whole = text.length < 100 ? readPart(text, known) : null;
      if (whole?.column === "refs" || (whole?.column === "due" && isDay(whole.text)))
        [read, length] = [whole, last + 1];
    }
    if (read === null && words.trim() !== "" && !isNoValue(words.trim())) return null;
    if (read !== null || words.trim() !== "") found.push(read ?? part(null, words));
    pieces.splice(0, length + 1);
  }
  // Where the page names people, what looks like a name beside a day is one.
  const isSure = known.namesPeople && found.some(({ column }) => column === "due");
  const surer = found.map((each) =>
    isSure && each.column === "owners" ? { ...each, confidence: Math.max(0.9, each.confidence) } : each,
  );
  return surer.every(({ column, text }) => column === null && isNoValue(text)) ? null : surer;
}
