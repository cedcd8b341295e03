/**
 * The template's parts as the page shows them: what changed, what is folded (the words ahead of the items, the pictures), and
 * from the items on all as the template has it. But for what changed, blocks stand in the order of the template.
 */

import type { RootContent } from "mdast";
import type { Page, PagePart } from "../../core/page.ts";
import { withoutDeadHead } from "../../core/page-head.ts";
import { changesSection } from "./changes.ts";
import { countsChart } from "./counts-chart.ts";
import { type Element, isElement, type Node, textOf } from "./element.ts";
import { htmlItemList } from "./item-list.ts";
import { htmlItemTable } from "./item-table.ts";
import { milestoneList, priorityLegend } from "./milestones.ts";
import { isHeading } from "./outline.ts";
import { prose, readProse } from "./prose.ts";
import { timeline } from "./timeline.ts";
import type { View } from "./view.ts";

export interface Blocks {
  /** What changed, with the heading that the template gives it. */
  readonly changes: readonly Node[];
  /** Introduction and milestones: folded where items follow. */
  readonly about: readonly Node[];
  /** Pictures that the template does not want somewhere below. */
  readonly pictures: readonly Node[];
  /** From the first items' heading on. */
  readonly items: readonly Node[];
}

interface Drawn {
  readonly kind: PagePart["kind"];
  readonly content: readonly Node[];
  /** Of the last heading so far, 1 to 6. */
  readonly level: number;
}

/** The page's first heading, where its template begins with one of level 1. */
export function leadingTitle(page: Page, view: View): RootContent | null {
  const [first] = page.parts;
  const [node] = first?.kind === "text" ? readProse(first.markdown, view) : [];
  return node?.type === "heading" && node.depth === 1 ? node : null;
}

/** Everything below the page's head. */
export function pageBlocks(page: Page, view: View): Blocks {
  const first = page.parts.findIndex(({ kind }) => kind === "table" || kind === "list");
  const isBelow = first !== -1 && page.parts.findIndex(({ kind }) => kind === "chart") > first;
  const pictures = [timeline(page, view), countsChart(page)].filter((picture) => picture !== null);
  const drawn = drawParts(page, view);
  const { changes, others } = takeChanges(drawn.slice(0, Math.max(first, 0)), page, view);
  const after = drawn.slice(Math.max(first, 0)).flatMap(({ kind, level, content }) => {
    if (kind === "changes") return whatChanged(page, level + 1, view);
    return kind === "chart" && isBelow ? pictures : content;
  });
  const lead = headingOf(others);
  return {
    changes,
    about: others.slice(0, lead),
    pictures: isBelow ? [] : pictures,
    items: [...others.slice(lead), ...after],
  };
}

/** What changed with the heading that it stands right below, if that is not the items' own; and the other blocks. */
function takeChanges(
  ahead: readonly Drawn[],
  page: Page,
  view: View,
): { readonly changes: readonly Node[]; readonly others: readonly Node[] } {
  const at = ahead.findIndex(({ kind }) => kind === "changes");
  const before = ahead.slice(0, Math.max(at, 0)).flatMap(({ content }) => content);
  const after = ahead.slice(at + 1).flatMap(({ content }) => content);
  if (at === -1) return { changes: [], others: after };
  const title = before.at(-1);
  if (!isHeading(title) || !after.some((block) => isHeading(block)))
    return { changes: whatChanged(page, 2, view), others: [...before, ...after] };
  const changes = [title, ...whatChanged(page, (ahead[at]?.level ?? 1) + 1, view)];
  return { changes, others: [...before.slice(0, -1), ...after] };
}

function whatChanged(page: Page, level: number, view: View): readonly Node[] {
  return page.changes === null ? [] : [changesSection(page.changes, Math.min(level, 6), view)];
}

/** Words between a heading and its items that may stay there. */
const leadLimit = 240;

/** Where the heading of the first items begins, with the legend and the few words below it; the end where they have none. */
function headingOf(blocks: readonly Node[]): number {
  const last = blocks.findLastIndex((block) => isHeading(block));
  const below = blocks.slice(last + 1).filter((block) => !isLegend(block));
  const isShort = below.every(isParagraph) && below.map(textOf).join(" ").length <= leadLimit;
  if (last === -1 || !isShort) return blocks.length;
  let start = last;
  while (start > 0 && isHeading(blocks[start - 1])) start -= 1;
  return start;
}

function isParagraph(block: Node): block is Element {
  return isElement(block, "p");
}

function isLegend(block: Node): boolean {
  return isElement(block, "ul") && block.attributes.class === "legend";
}

function drawParts(page: Page, view: View): readonly Drawn[] {
  const hasTitle = leadingTitle(page, view) !== null;
  let level = 1;
  return page.parts.map((part, index): Drawn => {
    if (part.kind !== "text") return { kind: part.kind, level, content: drawPart(part, index, level, page, view) };
    const words = prose(
      readProse(index === 0 ? headOf(part.markdown) : part.markdown, view).slice(hasTitle && index === 0 ? 1 : 0),
      level,
      view,
    );
    level = words.level;
    return { kind: part.kind, ...words };
  });
}

/** A picture that lay beside an imported page is not beside this one. */
function headOf(markdown: string): string {
  return withoutDeadHead(markdown, () => false);
}

/** What changed and the pictures are drawn where they go. */
function drawPart(
  part: Exclude<PagePart, { kind: "text" }>,
  index: number,
  level: number,
  page: Page,
  view: View,
): readonly Node[] {
  switch (part.kind) {
    case "milestones":
      return part.milestones.length === 0 ? [] : [milestoneList(part.milestones, page.asOf)];
    case "priorities":
      return part.priorities.length === 0 ? [] : [priorityLegend(part.priorities, page.tracker)];
    case "table":
      return [htmlItemTable(part, part.items, index, view)];
    case "list":
      return htmlItemList(part.groups, part, level + 1, index, view);
    case "changes":
    case "chart":
      return [];
  }
}
