/** What each block of a page is for: items, milestones, the legend of priorities, or words around them. */

import { readDateAt } from "./date-forms.ts";
import { type HeadingMap, headingKey } from "./heading-map.ts";
import { columnsNamed, isUnnamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isAnnotated, tellsNothing } from "./list-entries.ts";
import { milestoneDates } from "./milestones.ts";
import { readLegendLine } from "./priorities.ts";
import type { LeftOut } from "./reading.ts";
import {
  disclaims,
  isClosedHeading,
  isGenericHeading,
  isOtherHeading,
  leadsOn,
  namesItems,
  namesMilestones,
} from "./section-words.ts";
import type { Block, Heading, List, Paragraph, Table } from "./sources/blocks.ts";

export type Part =
  | { readonly kind: "words"; readonly block: Block }
  /** A heading that became an area: the marker stands for it. */
  | { readonly kind: "area"; readonly block: Heading }
  | { readonly kind: "milestones"; readonly block: List | Table; readonly entries: readonly string[] }
  | { readonly kind: "legend"; readonly block: Block; readonly lines: readonly string[] }
  | (Stand & { readonly kind: "table"; readonly block: Table })
  | (Stand & { readonly kind: "list"; readonly block: List; readonly area: string | null });

export type ItemPart = Extract<Part, Stand>;

/** Where a table or list of items stands. */
interface Stand {
  readonly closed: boolean;
  /** The headings above, outermost first, without the page's title. */
  readonly stack: readonly Heading[];
  /** The short paragraph just above; null without. */
  readonly caption: string | null;
}

export function isItemPart(part: Part): part is ItemPart {
  return part.kind === "table" || part.kind === "list";
}

interface Place {
  /** The headings above, outermost first. */
  readonly stack: readonly Heading[];
  readonly lastParagraph: Paragraph | null;
  /** True where the heading above already has a list. */
  readonly listed: boolean;
}

/** A paragraph all in bold before a table or list is a heading in all but name. */
function asHeading(block: Block, next: Block | undefined): Heading | null {
  if (block.kind !== "paragraph" || block.text.length > 120 || (next?.kind !== "table" && next?.kind !== "list"))
    return null;
  const bold = /^(?:\*\*|__)([^*_\n]{1,100})(?:\*\*|__):?$/.exec(block.text)?.[1];
  return bold === undefined ? null : { kind: "heading", depth: 7, text: bold, line: block.line, source: block.source };
}

function standing(stack: readonly Heading[], heading: Heading): readonly Heading[] {
  return [...stack.filter((above) => above.depth < heading.depth), heading];
}

const trackerColumns = ["status", "owners", "due", "area", "priority", "comments", "timeline", "start"] as const;

/** 2 for a table of items, 1 for one that may be, 0 for another. */
function itemTableScore(table: Table, map: HeadingMap): 0 | 1 | 2 {
  const rows =
    table.header === null || table.header.every((cell) => cell === "")
      ? [table.header ?? [], table.rows[0]?.cells ?? []]
      : [table.header];
  const scores = rows.map((cells) => {
    const names = new Set(
      cells
        .filter((cell) => cell.length < 100 && !isUnnamed(cell))
        .map((cell) => map.get(headingKey(cell)) ?? columnsNamed(plainText(cell))[0]),
    );
    const count = trackerColumns.filter((column) => names.has(column)).length;
    // On a page of gtm's own stand tables of its template too: those of items have titles, and numbers at least.
    return names.has("title") && (count >= 1 || (table.own === true && names.has("number")))
      ? 2
      : count >= 2
        ? 2
        : table.rows.length > 0 && cells.length >= 1
          ? 1
          : 0;
  });
  return scores.includes(2) ? 2 : scores.includes(1) ? 1 : 0;
}

function isMilestoneTable(table: Table): boolean {
  const names = (table.header ?? []).map((cell) => columnsNamed(plainText(cell))[0]);
  return (
    names.length <= 4 &&
    !names.some((name) => name === "status" || name === "owners" || name === "comments" || name === "priority")
  );
}

function milestoneEntries(block: Block, heading: string, inTablePage: boolean): readonly string[] | null {
  const named = namesMilestones(heading);
  if (block.kind === "list") {
    const entries = block.entries.map((entry) => [entry.text, entry.body].filter((text) => text !== "").join("\n"));
    const dated = block.entries.filter((entry) => milestoneDates(entry.text).length > 0).length;
    return dated > 0 &&
      (named ||
        (inTablePage &&
          dated >= 2 &&
          dated >= 0.6 * entries.length &&
          block.entries.every(
            ({ text, done }) => done === null && (readDateAt(text) !== null || !text.includes("\n")),
          )))
      ? entries
      : null;
  }
  if (block.kind !== "table" || !named || !isMilestoneTable(block)) return null;
  const entries = block.rows.map((row) => {
    const dated = row.cells.findIndex((cell) => readDateAt(cell) !== null);
    return dated < 0
      ? row.cells.join(" ")
      : [row.cells[dated] ?? "", ...row.cells.filter((_, index) => index !== dated)].join(" ").trim();
  });
  return entries.some((entry) => milestoneDates(entry).length > 0) ? entries : null;
}

function legendLines(block: Block): readonly string[] | null {
  const lines =
    block.kind === "paragraph"
      ? block.text.split("\n")
      : block.kind === "list"
        ? block.entries.map((entry) => entry.text)
        : [];
  return lines.length > 0 && lines.length <= 12 && lines.every((line) => readLegendLine(line) !== null) ? lines : null;
}

/** Blocks that read as lines of a legend, two lines at least and side by side. */
function legendBlocks(blocks: readonly Block[]): ReadonlyMap<Block, readonly string[]> {
  const found = new Map<Block, readonly string[]>();
  let run: { block: Block; lines: readonly string[] }[] = [];
  const close = () => {
    if (run.reduce((sum, { lines }) => sum + lines.length, 0) >= 2)
      for (const { block, lines } of run) found.set(block, lines);
    run = [];
  };
  for (const block of blocks) {
    const lines = legendLines(block);
    if (lines === null) close();
    else run.push({ block, lines });
  }
  close();
  return found;
}

/** The area of a list: its heading, unless a paragraph between the two breaks with it. */
function areaOf(place: Place): string | null {
  const heading = place.stack.findLast((above) => above.depth > 1 || place.stack.length > 1);
  if (heading === undefined || heading.depth === 1) return null;
  const text = plainText(heading.text);
  if (isGenericHeading(text) || isClosedHeading(text)) return null;
  const lead = place.lastParagraph?.text.trim() ?? "";
  const breaks = lead !== "" && /[:–—-]$/.test(lead) && (disclaims(text) || place.listed || leadsOn(lead));
  return breaks ? null : text;
}

interface Plan {
  readonly items: ReadonlySet<Block>;
  /** Those among them that the user names. */
  readonly taken: ReadonlySet<Block>;
  /** True of a page with lists of boxes, whose other lists are items only where they say more than words. */
  readonly boxes: boolean;
  readonly legends: ReadonlyMap<Block, readonly string[]>;
  /** Null where the page has several headings of the first level, or none. */
  readonly title: Heading | null;
}

/** The tables of items: those that have columns of a tracker, else the longest that may be one. */
function itemTables(blocks: readonly Block[], map: HeadingMap): readonly Table[] {
  const tables = blocks.flatMap((block) =>
    block.kind === "table" ? [{ block, score: itemTableScore(block, map) }] : [],
  );
  const sure = tables.filter(({ score }) => score === 2);
  const guessed = tables
    .filter(({ score }) => score === 1)
    .toSorted((a, b) => b.block.rows.length - a.block.rows.length)
    .slice(0, 1);
  const lists = blocks.some((block) => block.kind === "list");
  const chosen = sure.length > 0 ? sure : lists && (guessed[0]?.block.rows.length ?? 0) < 3 ? [] : guessed;
  return chosen.map(({ block }) => block);
}

function planOf(blocks: readonly Block[], map: HeadingMap, taken: ReadonlySet<Block>): Plan {
  const titles = blocks.flatMap((block) => (block.kind === "heading" && block.depth === 1 ? [block] : []));
  return {
    items: new Set([...itemTables(blocks, map), ...taken]),
    taken,
    boxes: blocks.some((block) => block.kind === "list" && isBoxed(block)),
    legends: legendBlocks(blocks),
    title: titles.length === 1 ? (titles[0] ?? null) : null,
  };
}

function isBoxed({ entries }: List): boolean {
  return entries.every(({ done }) => done !== null);
}

/** Beside a table of items, a list is one of items where it has boxes, owners or days, or such a heading. */
function isTodoList(list: List, heading: string, { lastParagraph }: Place): boolean {
  const isNamed = namesItems(heading) && isGenericHeading(heading) && lastParagraph === null;
  return isBoxed(list) || isAnnotated(list) || isNamed;
}

/** The paragraph just above, where it reads as a caption. */
function captionOf({ lastParagraph }: Place, before: Block | undefined): string | null {
  const text = lastParagraph === before ? plainText(lastParagraph?.text ?? "") : "";
  return text !== "" && text.length <= 60 && !/[.!?]$/.test(text) ? text.replace(/\s*:$/, "") : null;
}

function partOf(block: Block, before: Block | undefined, place: Place, plan: Plan): Part {
  const headings = place.stack.map((heading) => plainText(heading.text));
  const nearest = headings.at(-1) ?? "";
  const caption = captionOf(place, before);
  const stand: Stand = {
    closed: [...headings, caption ?? ""].some(isClosedHeading),
    stack: place.stack.filter((heading) => heading !== plan.title),
    caption,
  };
  const hasTables = [...plan.items].some((item) => item.kind === "table" && item.rows.length > 0);
  if (plan.taken.has(block)) {
    if (block.kind === "table") return { ...stand, kind: "table", block };
    if (block.kind === "list") return { ...stand, kind: "list", block, area: areaOf(place) };
  }
  const legend = plan.legends.get(block);
  if (legend !== undefined) return { kind: "legend", block, lines: legend };
  if (
    block.kind === "table" &&
    plan.items.has(block) &&
    !(namesMilestones(nearest) && isMilestoneTable(block) && plan.items.size > 1)
  )
    return { ...stand, kind: "table", block };
  const entries = milestoneEntries(
    block,
    place.lastParagraph === null ? nearest : `${nearest} ${place.lastParagraph.text.slice(0, 80)}`,
    hasTables,
  );
  if (entries !== null && (block.kind === "list" || block.kind === "table"))
    return { kind: "milestones", block, entries };
  const mayBeItems = (list: List) => !hasTables && !(plan.boxes && tellsNothing(list));
  if (block.kind === "list" && (mayBeItems(block) || isTodoList(block, nearest, place)) && !isOtherHeading(nearest))
    return { ...stand, kind: "list", block, area: areaOf(place) };
  return { kind: "words", block };
}

/** The parts of a page, block for block. `taken` are the tables and lists that the user says are items. */
export function findParts(
  blocks: readonly Block[],
  map: HeadingMap,
  taken: ReadonlySet<Block> = new Set(),
): readonly Part[] {
  const plan = planOf(blocks, map, taken);
  let place: Place = { stack: [], lastParagraph: null, listed: false };
  const parts: Part[] = [];
  for (const [index, block] of blocks.entries()) {
    const heading = block.kind === "heading" ? block : asHeading(block, blocks[index + 1]);
    if (heading !== null) place = { stack: standing(place.stack, heading), lastParagraph: null, listed: false };
    const part: Part =
      heading !== null && block.kind !== "heading"
        ? { kind: "words", block }
        : partOf(block, blocks[index - 1], place, plan);
    parts.push(part);
    if (block.kind === "paragraph" && heading === null) place = { ...place, lastParagraph: block };
    if (part.kind === "list") place = { ...place, lastParagraph: null, listed: true };
  }
  return isBacklog(parts) ? withAreas(parts) : parts;
}

/** True of a page whose items are all in lists, under headings that are their areas. */
export function isBacklog(parts: readonly Part[]): boolean {
  return (
    parts.every((part) => part.kind !== "table") && parts.some((part) => part.kind === "list" && part.area !== null)
  );
}

/** The headings that are areas of a backlog. */
function withAreas(parts: readonly Part[]): readonly Part[] {
  const used = new Set<Block | undefined>(
    parts.flatMap((part) => (part.kind === "list" && part.area !== null ? [part.stack.at(-1)] : [])),
  );
  return parts.map((part) =>
    part.kind === "words" && part.block.kind === "heading" && used.has(part.block)
      ? { kind: "area", block: part.block }
      : part,
  );
}

/** The table or list that stands on a line of the page; undefined for none. */
export function blockOnLine(blocks: readonly Block[], line: number): List | Table | undefined {
  return blocks.find((block): block is List | Table => {
    if (block.kind !== "table" && block.kind !== "list") return false;
    const last = (block.kind === "table" ? block.rows : block.entries).at(-1)?.line ?? block.line;
    return line >= block.line && line <= last;
  });
}

/** Lists of links and names are no rows of items: an item has words. */
function looksLikeItems(block: Block): block is List | Table {
  if (block.kind === "table") return block.rows.length >= 2 && (block.header ?? block.rows[0]?.cells ?? []).length >= 2;
  if (block.kind !== "list" || block.entries.length < 2) return false;
  const worded = block.entries.filter(({ text }) => text.replace(/\[[^\]]*\]\([^)]*\)/g, "").split(/\s+/).length >= 4);
  return worded.length >= block.entries.length / 2;
}

/** What looks like rows of items among the page's words. */
export function leftOut(parts: readonly Part[]): readonly LeftOut[] {
  let heading = "";
  return parts.flatMap(({ kind, block }) => {
    if (block.kind === "heading") heading = plainText(block.text);
    if (kind !== "words" || !looksLikeItems(block)) return [];
    const rows = (block.kind === "table" ? block.rows : block.entries).length;
    return [{ line: block.line, kind: block.kind, rows, heading }];
  });
}
