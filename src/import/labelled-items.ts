/** Items that stand under headings of their own, with their values below them as a list of labels: `Owner: Mira`. */
import { plainText } from "./inline.ts";
import { areLabels } from "./list-entries.ts";
import { isOtherHeading } from "./section-words.ts";
import type { Block, Entry, Heading, List } from "./sources/blocks.ts";

interface Item {
  readonly first: number;
  /** The index behind its last block. */
  readonly next: number;
  /** Headings of one rank are alike; a paragraph is lower than any. */
  readonly rank: number;
  readonly entry: Entry;
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

function rankOf(block: Block | undefined, title: Heading | undefined): number {
  if (block?.kind === "heading") return block === title || isOtherHeading(plainText(block.text)) ? 0 : block.depth;
  if (block?.kind !== "paragraph" || /\n/.test(block.text) || block.text.length > 120) return 0;
  return /[.!?:]$/.test(block.text) ? 0 : /^(?:\*\*|__)/.test(block.text) ? 7 : 8;
}

/** The item that begins at a block; null where more stands below its heading than its values and words. */
function itemAt(blocks: readonly Block[], first: number, title: Heading | undefined): Item | null {
  const [head, values] = [blocks[first], blocks[first + 1]];
  const rank = rankOf(head, title);
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
  return { first, next, rank, entry };
}

/** The page's blocks, with such items as lists of theirs. One alone may be about the page: it is not taken unasked. */
export function withLabelledItems(blocks: readonly Block[], take: readonly number[] = []): readonly Block[] {
  const titles = blocks.filter((block): block is Heading => block.kind === "heading" && block.depth === 1);
  const title = titles.length === 1 ? titles[0] : undefined;
  const found = blocks.flatMap((_, index) => itemAt(blocks, index, title) ?? []);
  const isTaken = ({ line, source }: Entry) =>
    take.some((each) => each >= line && each < line + source.split("\n").length);
  const isAlone = ({ rank }: Item) => found.filter((other) => other.rank === rank).length === 1;
  const items = new Map(
    found.filter((item) => !isAlone(item) || isTaken(item.entry)).map((item) => [item.first, item] as const),
  );
  const result: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    const [block, entries]: [Block | undefined, Entry[]] = [blocks[index], []];
    // Those that follow one another are one list.
    for (let item = items.get(index); item !== undefined; item = items.get(index)) {
      entries.push(item.entry);
      index = item.next;
    }
    const [first] = entries;
    if (first !== undefined) {
      const source = entries.map((entry) => entry.source).join("\n\n");
      result.push({ kind: "list", line: first.line, source, entries });
    } else if (block !== undefined) {
      result.push(block);
      index += 1;
    }
  }
  return result;
}
