/** What each block of a page is for: items, milestones, the legend of priorities, or words around them. */

import { readDateAt } from "./date-forms.ts";
import { type HeadingMap, headingKey } from "./heading-map.ts";
import { columnsNamed, isUnnamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isAnnotated, tellsNothing } from "./list-entries.ts";
import { milestoneDates } from "./milestones.ts";
import { readLegendLine } from "./priorities.ts";
import type { Block, Heading, List, Paragraph, Table } from "./sources/blocks.ts";

export type Part =
  | { readonly kind: "words"; readonly block: Block }
  /** A heading that became an area: the marker stands for it. */
  | { readonly kind: "area"; readonly block: Heading }
  | { readonly kind: "milestones"; readonly block: List | Table; readonly entries: readonly string[] }
  | { readonly kind: "legend"; readonly block: Block; readonly lines: readonly string[] }
  | { readonly kind: "table"; readonly block: Table; readonly closed: boolean; readonly heading: string | null }
  | { readonly kind: "list"; readonly block: List; readonly closed: boolean; readonly area: string | null };

const closedHeading = /\b(?:closed|completed?|done|resolved|archived?|finished|cancel?led|past items)\b/i;
const openHeading = /\b(?:open|not|un|in[- ]progress|to[- ]?do|definition of|criteria)\b/i;
const milestoneHeading =
  /\b(?:milestones?|key dates?|important dates?|conferences?|events?|release dates?|calendar)\b/i;
const otherHeading =
  /\b(?:links?|references?|resources?|attendees|participants|agenda|legend|priorit(?:y|ies)|contents?|related pages?|documents?|how to|contacts?)\b/i;
const plainHeading =
  /^(?:(?:open|all|action|key|our|the|current|active)\s+)*(?:items?|issues?|actions?|tasks?|backlog|to[- ]?dos?|list|open|risks?|work|tracker|status|next steps)$/i;
/** A heading that says it has no items. */
const disclaims = /\b(?:not applicable|n\/a|out of scope|not needed|none|no items|not in scope|descoped)\b/i;
const leadsOn = /^(?:additional|other|also|misc|further|everything else|remaining|more|general|besides|unsorted)\b/i;

function isClosedHeading(text: string): boolean {
  return closedHeading.test(text) && !openHeading.test(text) && text.split(/\s+/).length <= 6;
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
  if (table.own) return 2;
  const rows =
    table.header === null || table.header.every((cell) => cell === "")
      ? [table.header ?? [], table.rows[0]?.cells ?? []]
      : [table.header];
  if (rows.flat().some((cell) => map.has(headingKey(cell)))) return 2;
  const scores = rows.map((cells) => {
    const names = new Set(
      cells.filter((cell) => cell.length < 100 && !isUnnamed(cell)).map((cell) => columnsNamed(plainText(cell))[0]),
    );
    const count = trackerColumns.filter((column) => names.has(column)).length;
    return names.has("title") && count >= 1 ? 2 : count >= 2 ? 2 : table.rows.length > 0 && cells.length >= 1 ? 1 : 0;
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
  const named = milestoneHeading.test(heading);
  if (block.kind === "list") {
    const entries = block.entries.map((entry) => [entry.text, entry.body].filter((text) => text !== "").join("\n"));
    const dated = block.entries.filter((entry) => milestoneDates(entry.text).length > 0).length;
    return dated > 0 &&
      (named ||
        (inTablePage &&
          dated >= 2 &&
          dated >= 0.6 * entries.length &&
          block.entries.every((entry) => readDateAt(entry.text) !== null || !entry.text.includes("\n"))))
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
  if (plainHeading.test(text) || isClosedHeading(text)) return null;
  const lead = place.lastParagraph?.text.trim() ?? "";
  const breaks = lead !== "" && /[:–—-]$/.test(lead) && (disclaims.test(text) || place.listed || leadsOn.test(lead));
  return breaks ? null : text;
}

interface Plan {
  readonly tables: ReadonlySet<Block>;
  /** True of a page with lists of boxes, whose other lists are items only where they say more than words. */
  readonly boxes: boolean;
  readonly legends: ReadonlyMap<Block, readonly string[]>;
}

function planOf(blocks: readonly Block[], map: HeadingMap): Plan {
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
  const boxes = blocks.some((block) => block.kind === "list" && isBoxed(block));
  return { tables: new Set(chosen.map(({ block }) => block)), boxes, legends: legendBlocks(blocks) };
}

const itemHeading =
  /^(?:(?:open|new|other|further|additional)\s+)?(?:action items?|actions|open items|open issues|to-?dos?|tasks|next steps)$/i;

function isBoxed({ entries }: List): boolean {
  return entries.every(({ done }) => done !== null);
}

/** Beside a table of items, a list is one of items where it has boxes, owners or days, or such a heading. */
function isTodoList(list: List, heading: string, { lastParagraph }: Place): boolean {
  return isBoxed(list) || isAnnotated(list) || (itemHeading.test(heading) && lastParagraph === null);
}

function partOf(block: Block, place: Place, plan: Plan): Part {
  const headings = place.stack.map((heading) => plainText(heading.text));
  const nearest = headings.at(-1) ?? "";
  const closed = headings.some(isClosedHeading);
  const legend = plan.legends.get(block);
  if (legend !== undefined) return { kind: "legend", block, lines: legend };
  if (
    block.kind === "table" &&
    plan.tables.has(block) &&
    !(milestoneHeading.test(nearest) && isMilestoneTable(block) && plan.tables.size > 1)
  ) {
    return {
      kind: "table",
      block,
      closed,
      heading: plainHeading.test(nearest) || place.stack.at(-1)?.depth === 1 || nearest === "" ? null : nearest,
    };
  }
  const entries = milestoneEntries(
    block,
    place.lastParagraph === null ? nearest : `${nearest} ${place.lastParagraph.text.slice(0, 80)}`,
    plan.tables.size > 0,
  );
  if (entries !== null && (block.kind === "list" || block.kind === "table"))
    return { kind: "milestones", block, entries };
  if (
    block.kind === "list" &&
    ((plan.tables.size === 0 && !(plan.boxes && tellsNothing(block))) || isTodoList(block, nearest, place)) &&
    !otherHeading.test(nearest)
  )
    return { kind: "list", block, closed, area: areaOf(place) };
  return { kind: "words", block };
}

/** The parts of a page, block for block. */
export function findParts(blocks: readonly Block[], map: HeadingMap): readonly Part[] {
  const plan = planOf(blocks, map);
  let place: Place = { stack: [], lastParagraph: null, listed: false };
  const parts: Part[] = [];
  const areas = new Map<string, Heading>();
  for (const [index, block] of blocks.entries()) {
    const heading = block.kind === "heading" ? block : asHeading(block, blocks[index + 1]);
    if (heading !== null) place = { stack: standing(place.stack, heading), lastParagraph: null, listed: false };
    const part: Part =
      heading !== null && block.kind !== "heading" ? { kind: "words", block } : partOf(block, place, plan);
    parts.push(part);
    if (block.kind === "paragraph" && heading === null) place = { ...place, lastParagraph: block };
    if (part.kind === "list") {
      const above = place.stack.at(-1);
      if (part.area !== null && above !== undefined) areas.set(part.area, above);
      place = { ...place, lastParagraph: null, listed: true };
    }
  }
  const used = new Set<Block>(areas.values());
  return parts.map((part) =>
    part.kind === "words" && part.block.kind === "heading" && used.has(part.block)
      ? { kind: "area", block: part.block }
      : part,
  );
}
