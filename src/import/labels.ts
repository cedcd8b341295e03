/** Values that their labels name, one in a line or several behind one another: `Owner: Mira. Due: 5 Nov`. */
import { readTick } from "../core/yes-no.ts";
import { type Annotation, isDay, isStatusWord, namedColumn, nobody, part, readPart } from "./annotations.ts";
import { columnsNamed, namingOf, sure } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { isName, splitPeople } from "./owners.ts";

/** The longest beginning of a text, up to a sign, that is a value; all of it where none is. */
function valueIn(text: string, isValue: (text: string) => boolean, sign = /[.;]\s+(?=\p{Lu})/gu): string {
  const ends = [...text.matchAll(sign)].map(({ index }) => text.slice(0, index));
  return [text, ...ends.toReversed()].find(isValue) ?? text;
}

const areNames = (text: string) => splitPeople(text).every(isName);

/** What a labelled value is a cell of; words of no column are the description's, and so is what follows a value. */
function partsOf(label: string, written: string): readonly Annotation[] {
  // Without the sign before the next label.
  const text = written.replace(/^[|–—-]+$|\s*[;,|·•]$|(?<=[\p{L}\d)]{2})\.$/u, "");
  const named = namedColumn(label, text);
  if (named === "closed" && (text === "" || isNoValue(text) || readTick(text) === false)) return [];
  if (named === undefined) return [{ ...part(null, text === "" ? "" : `${label}: ${text}`), label }];
  const over = named === "status" ? readPart(text, nobody) : null;
  if (over?.column === "closed" && over.text !== "") return [part("status", valueIn(text, isStatusWord, /\s+/g)), over];
  const isValue = named === "owners" ? areNames : isDay;
  const clause = /\s*[.,;(]\s*|\s+[-–—]\s+/g;
  const value = named === "status" ? valueIn(text, isStatusWord, clause) : valueIn(text, isValue);
  const [, who = "", when = ""] =
    named === "owners" && !areNames(text) ? (/^(.+?)[,;]\s+(\S.*)$/.exec(text) ?? []) : [];
  const day = areNames(who) ? readPart(when, nobody) : null;
  if (day?.column === "due" || day?.column === "start") return [part("owners", who), day];
  // `When: 5 Nov` is a day, and no stretch of time.
  const column = named === "timeline" && isDay(value) ? "due" : named;
  const behind = text.slice(value.length).replace(/^[\s.,;–—-]+/, "");
  return behind === "" ? [part(column, value)] : [part(column, value), part(null, behind)];
}

/** Behind a sign, a label of up to three words; behind a blank, a word with a capital. */
const sign = "[.;,|·•!?)\\]]\\s{1,3}|\\s[-–—]{1,2}\\s{1,3}|[。；，｜、]\\s?|(\\s)(?=[*_]*\\p{Lu}\\p{L}{1,20}[*_]*:)";
const name = "(?:\\*\\*|__)?(\\p{L}[\\p{L}'’/-]*(?:\\s\\p{L}[\\p{L}'’/-]*){0,2}\\.?)(?:\\*\\*|__)?";
const within = new RegExp(`(?:${sign})${name}\\s?[:：]{1,2}(?:\\*\\*|__)?\\s*(?=[^\\s/]|$)`, "gu");
/** Labels stand at the end: no more of a text is looked at. */
const reach = 2000;

/** How many brackets are open behind a text. */
export const depthOf = (text: string) => (text.match(/[([]/g)?.length ?? 0) - (text.match(/[)\]]/g)?.length ?? 0);

/** The values at the end of a text that their labels name, and the `rest` before them; null without. */
export function cutLabels(text: string): { readonly rest: string; readonly parts: readonly Annotation[] } | null {
  const from = Math.max(0, text.length - reach);
  const tail = text.slice(from);
  const found = [...tail.matchAll(within)].filter(({ index }) => depthOf(tail.slice(0, index)) <= 0);
  const all = found.map(({ 0: lead, 1: blank, 2: label = "", index: at }, next) => {
    const end = found[next + 1]?.index ?? tail.length;
    const words = tail.slice(at + lead.length, end).trim();
    // The dot of an initial is the name's.
    const text = tail[end] === "." && /(?:^|\s)\p{Lu}$/u.test(words) ? `${words}.` : words;
    const column = namedColumn(label, text);
    // By its last word alone a label is none: `as agreed with the owner`.
    const naming = column && label.includes(" ") ? namingOf(label, column) : 0;
    return { label, text, at, blank, isKnown: column !== undefined && (naming === 0 || naming > sure / 2) };
  });
  const known = all.filter(({ isKnown }) => isKnown);
  const first = known.find(({ blank }) => known.length > 1 || blank === undefined);
  if (first === undefined) return null;
  const end = from + first.at + (/[!?)\]]/.test(tail[first.at] ?? "") ? 1 : 0);
  const parts = all.slice(all.indexOf(first)).flatMap(({ label, text }) => partsOf(label, text));
  return { rest: text.slice(0, end), parts };
}

const lead =
  /^(?:[-*+•]\s+)?(?:(\*\*|__)([^*_\n]{1,40}?)(?::\1|\1\s*:)|([^*_\n:：[\]]{1,40})[:：])(?!\/\/)\s*(.{0,2000})$/;

/** `**Owner**: Mira` and `Owner: Mira. Due: 5 Nov` name something; dates and links before a colon do not: null. */
export function readLabels(line: string): readonly Annotation[] | null {
  const [label, words] = splitLabel(line);
  const cut = cutLabels(words);
  return label === "" ? null : [...partsOf(label, cut?.rest ?? words), ...(cut?.parts ?? [])];
}

/** The label that a line begins with, and the words behind it; "" without. */
export function splitLabel(line: string): readonly [label: string, words: string] {
  const [, , bold, plain, words = ""] = lead.exec(line.trim().slice(0, 2500)) ?? [];
  const label = plainText(bold ?? plain ?? "");
  return depthOf(label) !== 0 || /[.,;|!?]\s|\s[-–—]\s/.test(label) ? ["", ""] : [label, words];
}

export function isTitleLabel(label: string): boolean {
  return columnsNamed(label)[0] === "title";
}
