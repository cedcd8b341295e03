/** The words of an entry of a list: annotations taken off its beginning and its end, what is in between is the title, whole. */
import words from "../words/annotations.json" with { type: "json" };
import people from "../words/people.json" with { type: "json" };
import { type Annotation, part, readGroup, readPart, sureState } from "./annotations.ts";
import type { Known } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { cutLabels, depthOf } from "./labels.ts";
import { isNoValue } from "./no-value.ts";
import { withoutMarks } from "./own-table.ts";
import { nameWord } from "./owners.ts";
import { handleInUrl } from "./people.ts";
import { anyIn } from "./word-lists.ts";

interface Cut {
  readonly rest: string;
  readonly parts: readonly Annotation[];
  /** What may be an annotation, and was not cut off. */
  readonly left?: string;
}

/** Words that the text behind them belongs to: `agree with`, `a copy of`. */
const leadsOn = new RegExp(`(?:^|\\s)(?:${anyIn(words["belongs to the words before it"])})$`, "iu");
/** `Dana to book the hall`, but not `Hall to be booked`. */
export const handsOver = new RegExp(
  `^(@?${nameWord}(?:(?:,|\\s(?:&|${anyIn(people.and)}))?\\s${nameWord}){0,8})\\s(?:${anyIn(words["hands over"])})\\s(?!(?:be|the|an?)\\s)\\p{Ll}`,
  "u",
);
const loose = new Set([..." -–—:,;|("]);

/** Without the signs that a cut leaves at both ends; by hand, since a pattern would be slow on a megabyte of them. */
function trimLoose(text: string): string {
  let [start, end] = [0, text.length];
  while (end > start && loose.has(text[end - 1] ?? "")) end -= 1;
  while (start < end && text[start] !== "(" && (loose.has(text[start] ?? "") || text[start] === ")")) start += 1;
  return text.slice(start, end);
}

/** `… *(Dana)*`. */
const emphasised = / ([*_]{1,2})([([](?:(?! \1[([]).){1,400}[)\]])\1$/;
/** Annotations are short: no more of an entry than this is looked at. */
const reach = 400;

/** The index of the bracket that the last sign closes, or -1. */
function openingOf(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= Math.max(0, text.length - reach); at -= 1) {
    if (")]".includes(text[at] ?? "")) depth += 1;
    else if ("([".includes(text[at] ?? "")) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** A name that is only shaped like one, and a word that is not always a status, need something else beside them. */
function stands(parts: readonly Annotation[], beside: boolean): boolean {
  const tells = ({ column, confidence, label }: Annotation) =>
    label === undefined && (column === "owners" ? confidence >= 0.8 : column !== "status" || confidence >= sureState);
  return beside || parts.some(tells);
}

/** The words stay, and may name somebody. */
function notCut(text: string, parts: readonly Annotation[], left: string): Cut | null {
  return parts.some(({ column }) => column === "owners") ? { rest: text, parts: [], left } : null;
}

/** `… (@dana, due 5 Nov)`, `… [P1]`; of other words in brackets, tickets and days at the end: `… (check it again - RF-12)`. */
function cutBracket(text: string, known: Known, beside: boolean): Cut | null {
  if (!/[)\]]$/.test(text)) return null;
  const open = openingOf(text);
  if (open < 1 || (text[open - 1] === "]" && text.endsWith(")"))) return null;
  const inside = text.slice(open + 1, -1);
  const parts = readGroup(inside, known);
  if (isNoValue(inside)) return { rest: text.slice(0, open), parts: [part(null, inside)] };
  if (parts !== null) return stands(parts, beside) ? { rest: text.slice(0, open), parts } : notCut(text, parts, inside);
  for (const { 0: sign, index } of inside.matchAll(/\s[-–—:]\s|[,;]\s/g)) {
    const [words, behind] = [inside.slice(0, index), readGroup(inside.slice(index + sign.length), known)];
    const isTold = ({ column }: Annotation) => column === "refs" || (column === "due" && !/[-–—:]/.test(sign));
    const left = behind?.some(({ column }) => column === "due") && /^\p{Lu}/u.test(words) ? { left: words } : {};
    if (behind?.every(isTold)) return { rest: `${text.slice(0, open + 1)}${words})`, parts: behind, ...left };
  }
  return null;
}

const divider = /\s+(?:[-–—]{1,2}|[-=]>|[→⇒])\s+|\s*[|•·;]\s+|,\s+/g;

/** `… — Dana Fox, by 5 Nov`; behind a comma only what its own word or sign tells. */
function cutBehind(text: string, known: Known, beside: boolean): Cut | null {
  const from = Math.max(0, text.length - reach);
  let left: Cut | null = null;
  let dashed = text.length;
  for (const { 0: sign, index } of text.slice(from).matchAll(divider)) {
    const [start, tail] = [from + index, text.slice(from + index + sign.length)];
    const isWithin = depthOf(text.slice(from, start)) > 0;
    const parts =
      start === 0 || isWithin ? null : beside && isNoValue(tail) ? [part(null, tail)] : readGroup(tail, known);
    if (parts === null && /[-–—]/.test(sign)) dashed = start + sign.length;
    if (parts === null) continue;
    const beyond = beside || parts.length > 1;
    const told = ({ column, confidence, signed }: Annotation) =>
      signed || (beyond && column === "due") || (column === "owners" && confidence >= (beyond ? 0.85 : 0.95));
    if (sign.trim() === "," && !parts.every(told)) continue;
    // `— Second half · due 5 Nov`: who has it, where other entries have their people.
    const [words] = known.namesPeople ? (/^\p{Lu}\S*(?: \S+){0,3}$/u.exec(text.slice(dashed, start)) ?? []) : [];
    if (stands(parts, beside)) return { rest: text.slice(0, start), parts, ...(words && { left: words }) };
    left ??= notCut(text, parts, tail);
  }
  return left;
}

/** `… @dana`, `… by 5 Nov`, `… due:2026-11-05 !high`: what tells by itself what it is. Tickets stay: `Fix OPS-772`. */
function cutWords(text: string, known: Known): Cut | null {
  const tail = text.slice(-120);
  for (const { 0: gap, index } of [...tail.matchAll(/\s+/g)].slice(-7)) {
    const words = tail.slice(index + gap.length);
    const part = readPart(words, known);
    // `until 2033` is no day.
    const isYear = part?.column === "timeline" && /^\d{4}$/.test(part.text);
    if (part === null || isYear || part.column === "refs" || /^\p{L}+(?:\s\p{L}+)+[:=]/u.test(words)) continue;
    const before = text.slice(0, text.length - tail.length + index);
    const isDay = part.column === "due" && /\d{4}|\p{L}/u.test(words);
    const isWithin = depthOf(before.slice(-reach)) > 0;
    if ((part.signed || isDay) && !isWithin && !leadsOn.test(before)) return { rest: before, parts: [part] };
  }
  return null;
}

const phrase =
  /^(?:[[(]([^()[\]]{1,120})[\])](?!\()|(\p{Extended_Pictographic}\ufe0f?)(?=\s)|(\*\*|__)([^*_]{1,80}?):?\3\s*(?::|[-–—]{1,2}(?=\s)|(?=\s)(?!\s+\S{1,5}\s+[*_]))|((?:[^*_:]|(?<mark>[*_]{1,2})[^*_:]{1,40}\k<mark>){1,80}?)(?::\**|\s[-–—]{1,2})(?=\s))\s*(?=\S)/u;

/** `[Dana] …`, `(P1) …`, `Dana Fox: …`, `**Dana** – …`, `**Dana** and **Lee**: …`, `OPS-12: …`, `by 5 Nov: …`. */
function cutPhrase(text: string, known: Known, beside: boolean): Cut | null {
  const [whole = "", inBrackets, sign, , bold, plain] = phrase.exec(text.slice(0, reach)) ?? [];
  const words = inBrackets ?? sign ?? bold ?? plain?.replace(/[*_]{1,2}/g, "") ?? "";
  const parts = readGroup(words, known);
  if (parts === null) return null;
  const marked = inBrackets !== undefined || /[:–—-]\**_*\s*$/.test(whole);
  const fits = ({ column, signed, confidence }: Annotation) =>
    (column === "owners" && confidence >= (marked ? 0.85 : 0.95)) ||
    column === "refs" ||
    (marked && (column === "due" || (column === "priority" && signed))) ||
    (column === "status" && confidence > sureState);
  const isOne = (inBrackets ?? sign) !== undefined && parts.some(({ column }) => column !== null);
  const isGroup = isOne && stands(parts, beside);
  return isGroup || parts.every(fits) ? { rest: text.slice(whole.length), parts } : notCut(text, parts, words);
}

const behindMention = new RegExp(
  `^(?:\\s(?:${anyIn(words["hands over"])})\\s+(?=\\p{Ll})|[\\s,:;]*(?:(?:(?:${anyIn(people.and)})(?=\\s)|[&+/–—-])\\s*)?)`,
  "u",
);
/** `@dana …`, `@dana to …`, or a link to somebody. */
function cutMention(text: string, known: Known): Cut | null {
  const [link] = text.startsWith("[") ? findLinks(text.slice(0, 2500)) : [];
  const [one = "", two = ""] = /^@[^\s,:;]+(\s\p{Lu}[^\s,:;]*)?/u.exec(text) ?? [];
  const isFull = two !== "" && known.names.has(one.slice(1).toLowerCase());
  const words = link?.start === 0 ? text.slice(0, link.end) : isFull ? one : one.slice(0, one.length - two.length);
  const part = words === "" ? null : readPart(words, known);
  if (part?.column !== "owners" || (link !== undefined && handleInUrl(link.url) === null)) return null;
  const behind = behindMention.exec(text.slice(words.length))?.[0] ?? "";
  const rest = text.slice(words.length + behind.length);
  return behind === "" || rest === "" ? null : { rest, parts: [part] };
}

/** Reads an entry's line of Markdown, whose owner may stand below it; `left`: what may be an annotation and stays in the title. */
export function readEntryText(text: string, known: Known, hasOwner = false) {
  let rest = withoutMarks(text.replace(/\\([[\]])(?!\()/g, "$1"));
  const parts: Annotation[] = [];
  let isOwned = hasOwner;
  let left: string | null = null;
  let ahead = 0;
  for (const side of ["end", "start"]) {
    for (let count = 0; count < 30; count += 1) {
      // A bracket opened at the very end says nothing.
      const ended = rest.trimEnd().replace(/ \($/, "");
      const [whole, beside] = [ended.replace(emphasised, " $2"), parts.length > 0];
      const bracket = side === "end" ? cutBracket(whole, known, beside) : null;
      const labels = side === "end" && bracket === null ? cutLabels(whole) : null;
      const last = () => bracket ?? labels ?? cutBehind(whole, known, beside) ?? cutWords(whole, known);
      const cut: Cut | null = side === "end" ? last() : (cutPhrase(whole, known, beside) ?? cutMention(whole, known));
      left ??= cut?.left ?? null;
      // Where a label names the owner, a name among the other words is theirs.
      const isWord = ({ column, signed }: Annotation) => column === "owners" && !signed;
      if (cut === null || cut.rest === whole || (isOwned && cut.parts.some(isWord))) break;
      isOwned ||= labels?.parts.some(({ column }) => column === "owners") ?? false;
      parts.splice(ahead, 0, ...cut.parts);
      if (side === "start") ahead += cut.parts.length;
      rest = withoutMarks(trimLoose(cut.rest));
    }
  }
  if (plainText(rest) === "")
    return { title: text, parts: parts.filter(({ column }) => column === "refs"), left: null };
  const name = parts.some(({ column }) => column === "owners") ? "" : (handsOver.exec(rest)?.[1] ?? "");
  const handed = name === "" ? null : readPart(name, known);
  if (handed?.column === "owners" && handed.confidence >= 0.85) parts.push(handed);
  else if (name !== "") left ??= name;
  return { title: rest, parts, left: parts.some(({ column }) => column === "owners") ? null : left };
}
