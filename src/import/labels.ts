/** Values that their labels name, one in a line or several behind one another, `Owner: Mira. Due: 5 Nov`, and items that stand above them. */
import { groupBy } from "../core/group-by.ts";
import { readTick } from "../core/yes-no.ts";
import { type Annotation, isDay, isStatusWord, namedColumn, nobody, part, readPart } from "./annotations.ts";
import { columnsNamed, namingOf, sure } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { isName, splitPeople } from "./owners.ts";
import { isOtherHeading } from "./section-words.ts";
import type { Block, Entry, List, Paragraph } from "./sources/blocks.ts";

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

/** The text of a list's entries, what is nested in one indented below it, or a paragraph's lines. */
export function blockLines(block: Block | undefined): readonly string[] {
  if (block?.kind === "paragraph") return block.text.split("\n");
  if (block?.kind !== "list" || block.entries.some(({ done }) => done !== null)) return [];
  return block.entries.map(({ text, body }) => [text, ...body.split("\n").filter(Boolean)].join("\n  "));
}

/** Lines that say something of one item: each has its label, two or more name a column, and none does twice. */
function areLabels(lines: readonly string[]): boolean {
  const labels = lines.map((line) => readLabels(line.replace(/\n\s*/g, " ")));
  const columns = labels.flatMap((parts) => (parts?.[0]?.column ? parts.flatMap(({ column }) => column ?? []) : []));
  const isTold = columns.some((column) => ["owners", "due", "status"].includes(column));
  const isWhole = labels.every((parts) => parts !== null) && new Set(columns).size === columns.length;
  return isTold && columns.length >= 2 && isWhole;
}

/** True of a list that says something of one item, and is none of several. */
export function isLabelled(list: List): boolean {
  return areLabels(blockLines(list));
}

/** A bullet, or a place in an outline that the record is called by: `3.1 Mend the roof`. */
const bulletAhead = /^(?:[-*+•]|(\d{1,3}(?:\.\d{1,3}){1,3})[.)]?)\s+/;

/** The lines of a block that may hold records, each with those that go on with it. */
function recordLines(block: Block): readonly string[] {
  const isPlain = block.kind === "list" && blockLines(block).every((line) => splitLabel(line)[0] !== "");
  if (!isPlain && block.kind !== "paragraph" && block.kind !== "heading") return [];
  // A line of dashes below a record underlines nothing.
  const source = block.kind === "heading" ? block.source.replace(/\n.*$/, "") : block.source.trimStart();
  const lower = /^\p{Ll}/u.test(source) ? source : source.replace(/\n\s*(?=\p{Ll}[^:\n]*(?:\n|$))/gu, " ");
  // Below a term of a definition list.
  const defined = lower.replace(/\n[ \t]{0,3}:[ \t]+/g, "\n");
  const deeper = defined.replace(/(\n([ \t]*)[^\s:][^:\n]*:[^\n]*)\n\2[ \t]+(?=[^:\n]*(?:\n|$))/g, "$1 ");
  return deeper.split("\n").filter((line) => line.trim() !== "");
}

/**
 * A block of records: each a title with its labels below. The title is the block's first line, and each before labels; or
 * it has a label itself (`Task: Mend the roof`), and each record begins with the label that the first does. `next`: the index
 * behind its last block.
 */
function recordsAt(block: Block, first: number) {
  const lines = recordLines(block);
  const labels = lines.map((line) => splitLabel(line)[0]);
  const name = labels.includes("") ? "" : labels.find(isTitleLabel);
  const starts = labels.flatMap((label, at) =>
    at === 0 || (name ? label === labels[0] : label === "" && labels[at + 1]) ? [at] : [],
  );
  const entries = starts.map((start, at): Entry => {
    const those = lines.slice(start, starts[at + 1]);
    const head = Math.max(0, labels.slice(start, starts[at + 1]).indexOf(name ?? ""));
    const body = those.toSpliced(head, 1).map((line) => line.trim());
    const title = (those[head] ?? "").trim();
    const [lead = "", key] = bulletAhead.exec(title) ?? [];
    const own = { text: title.slice(lead.length), body: body.join("\n"), ...(key && { key }) };
    return { line: block.line + start, source: those.join("\n"), ...own, done: null };
  });
  const isRecord = ({ text, body }: Entry) => {
    const lines = body.split("\n");
    const named = lines.filter((line) => splitLabel(line)[0] !== "");
    return !/^\P{L}*$|^[-=_]{2}|:$/u.test(text) && named.length >= lines.length / 2 && areLabels(named);
  };
  const areRecords = name !== undefined && entries.every(isRecord);
  const found = areRecords ? entries : block.kind === "paragraph" ? itemIn(block) : [];
  return found.length > 0 ? { first, next: first + 1, rank: 9, entries: found } : null;
}

type Item = NonNullable<ReturnType<typeof recordsAt>>;

/** `**Travel policy.** Two agencies are left. Owner: Dana Fox. Due: 5 Nov`: a paragraph that is an item. */
function itemIn({ text, source, line }: Paragraph): readonly Entry[] {
  const whole = text.replace(/\\?\n\s*/g, " ");
  const end = cutLabels(whole)?.rest.length ?? whole.length;
  const [rest, labels] = [whole.slice(0, end + 1).trim(), whole.slice(end).replace(/^[^\p{L}*]+/u, "")];
  const [, , title = whole.slice(0, end), words = ""] =
    /^(\*\*|__)([^*_]{2,150}?)[.:]?\1[.:]?(?:\s+(.*))?$/.exec(rest) ?? [];
  return areLabels([labels]) ? [{ line, source, text: title, body: `${labels}\n${words}`.trim(), done: null }] : [];
}

/** Headings of one rank are alike; a paragraph is lower than any, and a record within one is the lowest; 0 of what is no item's. */
function rankOf(block: Block, title: Block | undefined): number {
  if ((block.kind !== "heading" && block.kind !== "paragraph") || /\n/.test(block.text)) return 0;
  if (block.kind === "heading") return block === title || isOtherHeading(plainText(block.text)) ? 0 : block.depth;
  if (block.text.length > 120) return 0;
  return /[.!?:]$/.test(block.text) ? 0 : /^(?:\*\*|__)/.test(block.text) ? 7 : 8;
}

/** The item that begins at a block; null where more stands below its heading than its values and words. */
function itemAt(blocks: readonly Block[], first: number, rank: number): Item | null {
  const [head, values] = [blocks[first], blocks[first + 1]];
  if (head === undefined || values === undefined || rank === 0 || !areLabels(blockLines(values))) return null;
  let next = first + 2;
  // What follows a paragraph in bold need not belong to it.
  if (head.kind === "heading") while (blocks[next]?.kind === "paragraph") next += 1;
  const after = blocks[next];
  if (rank <= 6 && after && !(after.kind === "heading" && after.depth <= rank)) return null;
  const sources = blocks.slice(first, next).map(({ source }) => source);
  const text = "text" in head ? head.text : "";
  const entry: Entry = {
    line: head.line,
    source: sources.join("\n\n"),
    text: rank === 7 ? text.replace(/^(\*\*|__)(.*)\1$/, "$2") : text,
    body: [blockLines(values).join("\n"), ...sources.slice(2)].join("\n\n"),
    done: null,
  };
  return { first, next, rank, entries: [entry] };
}

/** Entries that follow one another are a list. */
export function asLists(parts: readonly (Block | Entry)[]): readonly Block[] {
  const blocks: Block[] = [];
  let entries: Entry[] = [];
  for (const part of [...parts, null]) {
    if (part !== null && "done" in part) {
      entries.push(part);
      continue;
    }
    const [first] = entries;
    const source = entries.map((entry) => entry.source).join("\n");
    if (first !== undefined) blocks.push({ kind: "list", line: first.line, source, entries });
    if (part !== null) blocks.push(part);
    entries = [];
  }
  return blocks;
}

/** The page's blocks, with such items as lists of theirs. One alone may be about the page: it is not taken unasked. */
export function withLabelledItems(blocks: readonly Block[], take: readonly number[] = []): readonly Block[] {
  const [title, more] = blocks.filter((block) => block.kind === "heading" && block.depth === 1);
  const records = blocks.map(recordsAt);
  // Where records follow one another, what stands above them is the name of their section.
  const areMany = records.some((each, index) => each && (each.entries.length > 1 || records[index - 1]));
  const found = blocks.flatMap((block, index) => {
    const item = areMany && records[index + 1] ? null : itemAt(blocks, index, rankOf(block, more ? undefined : title));
    return item ?? records[index] ?? [];
  });
  const isTaken = ({ line, source }: Entry) =>
    take.some((each) => each >= line && each < line + source.split("\n").length);
  const ofRank = [...groupBy(found, ({ rank }) => rank).values()];
  const areAny = (all: readonly Item[]) =>
    all.length > 1 || all.some(({ entries }) => entries.length > 1 || entries.some(isTaken));
  const items = new Map(ofRank.filter(areAny).flatMap((all) => all.map((item) => [item.first, item] as const)));
  let next = 0;
  const parts = blocks.flatMap((block, index): readonly (Block | Entry)[] => {
    const item = index < next ? undefined : items.get(index);
    // Those that follow one another are one list, whatever lines are drawn between them.
    if (item === undefined && block.kind === "verbatim" && next === index && index > 0 && items.has(index + 1))
      next += 1;
    if (item !== undefined) next = item.next;
    return item?.entries ?? (index < next ? [] : [block]);
  });
  return asLists(parts);
}
