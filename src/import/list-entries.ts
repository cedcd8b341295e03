/** Lists as people write their tasks: boxes and ticks of any kind, tasks below tasks, values named line by line. */
import { type Annotation, nobody } from "./annotations.ts";
import { isBoxed, readBox } from "./boxes.ts";
import { fieldKey } from "./columns.ts";
import { readEntryText } from "./entry-text.ts";
import type { Known } from "./facts.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isTitleLabel, readLabels, splitLabel } from "./labels.ts";
import { isKey } from "./shapes.ts";
import type { Block, Entry, List } from "./sources/blocks.ts";
import { readMarkdown } from "./sources/markdown.ts";
import { readList, startsList } from "./sources/markdown-list.ts";

/** An entry with a box, and below it those of its list that have one too; the rest of what is nested stays its body. */
function flatten(entry: Entry): readonly Entry[] {
  const lines = entry.body.split("\n");
  const at = lines.findIndex((line) => /^\s{0,3}(?:(?:[-*+]|\d+[.)])\s+)?\S/.test(line) && startsList(line));
  if (at < 0) return [entry];
  const { block: list, next } = readList(lines, at);
  const below = list.entries.map((each) => withBox({ ...each, line: entry.line + each.line }));
  if (!below.every(({ done }) => done !== null)) return [entry];
  const body = [...lines.slice(0, at), ...lines.slice(next)].join("\n").trim();
  const name = plainText(entry.text);
  const parent = entry.done === null ? { area: name } : { parent: name };
  const tasks = below.flatMap((each) => flatten({ ...each, ...parent }));
  return entry.done === null && body === "" ? tasks : [{ ...entry, body }, ...tasks];
}

function withBox(entry: Entry): Entry {
  const { text, done } = readBox(entry.text);
  return { ...entry, text, done: done === true ? true : (entry.done ?? done) };
}

/** Lines of a paragraph that begin with boxes, `<p>☐ Sweep<br>☑ Mow</p>`, are the list that they would be in Markdown. */
function withLists(block: Block): readonly Block[] {
  if (block.kind !== "paragraph" || !block.text.split("\n").some(isBoxed)) return [block];
  const placed = <Value extends Block | Entry>(value: Value) => ({ ...value, line: value.line + block.line - 1 });
  return readMarkdown(block.source.replaceAll("\\\n", "\n")).map((each) =>
    each.kind === "list" ? { ...placed(each), entries: each.entries.map(placed) } : placed(each),
  );
}

/** Entries that each begin with a key of their own, without it: `F-01: Shared password`. */
function withKeys(entries: readonly Entry[]): readonly Entry[] {
  const cut = entries.map((entry) => {
    const [, hash] = /^\s*#(\d{1,4})[.:)]?\s/.exec(entry.source) ?? [];
    if (hash !== undefined && entry.key === undefined)
      return { ...entry, key: hash, text: entry.text.replace(/^#\d+[.:)]?\s+/, "") };
    const [lead = "", key = ""] =
      /^(?=\p{L})([\p{L}\d._/-]{2,20}?)(?::\s+|\s+[:|–—-]\s+|\s{2,}|(?<=\p{L}-\d{1,5})\s+)(?=\S)/u.exec(entry.text) ??
      [];
    return isKey(key) ? { ...entry, key, text: entry.text.slice(lead.length) } : entry;
  });
  const keys = new Set(cut.flatMap(({ key }) => key ?? []));
  return entries.length > 1 && keys.size === entries.length ? cut : entries;
}

/** `(x)` is a box beside `( )`, else the tenth of some. */
function withBoxes({ entries }: List): readonly Entry[] {
  const has = (box: RegExp) => entries.some(({ text }) => box.test(text));
  return has(/^\(x\)/i) && !has(/^\(\s?\)/) ? entries : entries.map(withBox).flatMap(flatten);
}

const gap = /(?<=[^\s:]) {3,}(?=\S)/g;

/** Entries in columns, `Dana Fox    Book the hall      by 5 Nov`, with dashes where the blanks are. */
function withoutGaps(entries: readonly Entry[]): readonly Entry[] {
  const wide = entries.filter(({ text }) => text.search(gap) > 0);
  if (wide.length < 2 || wide.length < entries.length / 2) return entries;
  return entries.map((entry) => ({ ...entry, text: entry.text.replace(gap, " – ") }));
}

/** The page's blocks, with every list's boxes and keys read, and its tasks on one level. */
export function withTasks(blocks: readonly Block[]): readonly Block[] {
  return blocks
    .flatMap(withLists)
    .map((block) => (block.kind === "list" ? { ...block, entries: withoutGaps(withKeys(withBoxes(block))) } : block));
}

/**
 * The numbers of a list's entries that people say (`14. …`, `17. …`); those that count from 1, or on from the list `before`,
 * tell no more than their places.
 */
export function listNumbers({ entries }: List, before: List | undefined): readonly number[] {
  const numberOf = (entry: Entry | undefined) => Number(/^ {0,3}(\d{1,6})[.)]\s/.exec(entry?.source ?? "")?.[1] ?? 0);
  const numbers = entries.map(numberOf);
  const last = numberOf(before?.entries.at(-1));
  const doRise = numbers.every((number, index) => number > (numbers[index - 1] ?? 0));
  const doCount = [0, last].some((from) => numbers.every((number, index) => number === from + index + 1));
  return doRise && !doCount ? numbers : [];
}

/** The key of what a part's label names; undefined where that is nothing that entry after entry has. */
export function labelKey({ label }: Annotation, { labels }: Known): string | undefined {
  return labels.get(label?.toLowerCase() ?? "");
}

/** The words behind a part's label. */
export function labelledValue({ label = "", text }: Annotation): string {
  return text.slice(label.length).replace(/^:\s*/, "");
}

/** A word or two, which stand among others in brackets. */
const shortValue = /^[^,;|()[\]\n]{1,40}$/u;

/** What two entries of a list and half of them name in short by labels of their own: the labels, by key. */
export function labelsOf(lists: readonly List[]): ReadonlyMap<string, string> {
  const ofList = ({ entries }: List) => {
    const named = entries.map((entry) => {
      const below = [...entry.text.split("\n").slice(1), ...entry.body.split(/\n(?! {2,})/)];
      const lines = below.flatMap((line) => readLabels(line.replaceAll("\n", " |")) ?? []);
      return [...lines, ...readEntry(entry, nobody).parts].filter(({ column, text }) => column === null && text !== "");
    });
    const isOwn = (label: string) => {
      const values = named.flat().flatMap((part) => (part.label === label ? [labelledValue(part)] : []));
      const count = named.filter((parts) => parts.some((part) => part.label === label)).length;
      const isFree = ["area", undefined].includes(columnsNamed(label)[0]);
      return isFree && count > 1 && count >= entries.length / 2 && values.every((value) => shortValue.test(value));
    };
    return [...new Set(named.flat().flatMap(({ label }) => label ?? []))].filter(isOwn);
  };
  return new Map(lists.flatMap(ofList).map((label) => [fieldKey(label, new Set()), label]));
}

export type ReadEntry = ReturnType<typeof readEntry>;

/** The title of an entry and its annotations, in its text and in the lines below that name a value; the other lines are its body. */
export function readEntry(entry: Entry, known: Known) {
  const [first = "", ...more] = entry.text.split("\n");
  // Each line that stands at the body's own level, with those indented below it.
  const below = entry.body.split(/\n(?! {2,})/);
  // The values that a line names; null where its words are of no column.
  const valuesIn = (line: string) => {
    const parts = readLabels(line);
    return parts?.some((part) => part.column !== null || labelKey(part, known) !== undefined) ? parts : null;
  };
  const isOther = (line: string) => valuesIn(line) === null;
  const values = [...more, ...below].flatMap((line) => valuesIn(line) ?? []);
  const firstValue = more.findIndex((line) => !isOther(line));
  // Other words behind values are no part of the title.
  const words = firstValue < 0 ? more : more.slice(0, firstValue);
  const notes = more.slice(words.length).filter(isOther);
  const isTitled = values.length > 0 && isTitleLabel(splitLabel(first)[0]);
  const title = isTitled ? first.replace(/^[^:：]*[:：][*_]*/, "") : first;
  const seen = new Set(values.flatMap(({ column }) => column ?? []));
  const whole = readEntryText([title, ...words].join(" ").replace(/\s+/g, " ").trim(), known, seen.has("owners"));
  // `Book the hall (Dana, due 5 Nov)`, and a sentence in the line below.
  const alone = /^\s*\p{Lu}/u.test(words[0] ?? "") ? readEntryText(title.trim(), known, seen.has("owners")) : whole;
  const isNote = alone.parts.length > whole.parts.length && alone.parts.some(({ column, signed }) => column && signed);
  const read = isNote ? alone : whole;
  const parts = [...values, ...read.parts.filter(({ column }) => !column || column === "refs" || !seen.has(column))];
  const body = [...(isNote ? words : []), ...notes, ...(values.length > 0 ? below.filter(isOther) : below)];
  return { ...read, parts, body: body.join("\n").trim() };
}

/** Most entries say who has them, or when they are due. */
export function isAnnotated({ entries }: List): boolean {
  const tells = ({ column, signed }: Annotation) => signed && (column === "owners" || column === "due");
  const told = entries.filter((entry) => readEntry(entry, nobody).parts.some(tells));
  return told.length > 0 && told.length >= entries.length / 2;
}

/** No entry has a box, an annotation or a ticket: words, where the page's tasks have boxes. */
export function tellsNothing({ entries }: List): boolean {
  const isPlain = ({ done, text }: Entry) => done === null && !/[A-Z]{2}\s?-?\s?\d{2}/.test(text);
  return entries.every((entry) => isPlain(entry) && readEntry(entry, nobody).parts.length === 0);
}
