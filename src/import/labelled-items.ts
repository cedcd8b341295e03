/** Items that stand under headings or lines of their own, with their values below as a list of labels: `Owner: Mira`. */
import { groupBy } from "../core/group-by.ts";
import { isDay } from "./annotations.ts";
import { plainText } from "./inline.ts";
import { cutLabels, isTitleLabel, splitLabel } from "./labels.ts";
import { areLabels, asLists } from "./list-entries.ts";
import { isOtherHeading } from "./section-words.ts";
import type { Block, Entry, List, Paragraph } from "./sources/blocks.ts";

interface Item {
  readonly first: number;
  /** The index behind its last block. */
  readonly next: number;
  /** Headings of one rank are alike; a paragraph is lower than any, and a record within one is the lowest. */
  readonly rank: number;
  readonly entries: readonly Entry[];
}

/** The text of a list's entries, what is nested in one indented below it, or a paragraph's lines. */
export function blockLines(block: Block | undefined): readonly string[] {
  if (block?.kind === "paragraph") return block.text.split("\n");
  if (block?.kind !== "list" || block.entries.some(({ done }) => done !== null)) return [];
  return block.entries.map(({ text, body }) => [text, ...body.split("\n").filter(Boolean)].join("\n  "));
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
 * it has a label itself (`Task: Mend the roof`), and each record begins with the label that the first does.
 */
function recordsAt(block: Block, first: number): Item | null {
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

/** `**Travel policy.** Two agencies are left. Owner: Dana Fox. Due: 5 Nov`: a paragraph that is an item. */
function itemIn({ text, source, line }: Paragraph): readonly Entry[] {
  const whole = text
    .split("\n")
    .map((each) => each.replace(/\\$/, "").trim())
    .join(" ");
  const cut = cutLabels(whole);
  const parts = (cut?.parts ?? []).filter(({ column }) => column !== null);
  const isSaid = parts.some(({ column, text }) => column === "owners" || (column === "due" && isDay(text)));
  if (cut === null || parts.length < 2 || !isSaid) return [];
  const [, , title, body = ""] = /^(\*\*|__)([^*_]{2,150}?)[.:]?\1[.:]?(?:\s+(.*))?$/.exec(cut.rest) ?? [];
  const labels = whole.slice(cut.rest.length);
  const own = title === undefined ? whole : `${title}. ${labels.replace(/^\.\s*/, "")}`;
  return [{ line, source, text: own, body: body === "" ? "" : `${body}${labels.slice(0, 1).trim()}`, done: null }];
}

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
  const isOver = after === undefined || (after.kind === "heading" && after.depth <= rank) || rank > 6;
  if (!isOver) return null;
  const sources = blocks.slice(first, next).map(({ source }) => source);
  const text = head.kind === "heading" || head.kind === "paragraph" ? head.text : "";
  const entry: Entry = {
    line: head.line,
    source: sources.join("\n\n"),
    text: rank === 7 ? text.replace(/^(\*\*|__)(.*)\1$/, "$2") : text,
    body: [blockLines(values).join("\n"), ...sources.slice(2)].join("\n\n"),
    done: null,
  };
  return { first, next, rank, entries: [entry] };
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
