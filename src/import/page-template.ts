/** The page around its items: its own words, with gtm's markers where items, milestones and priorities stood. */

import type { DateSetting } from "./dates.ts";
import { listColumns } from "./list-columns.ts";
import { isOddSpan, readMilestone } from "./milestones.ts";
import type { Part } from "./outline.ts";
import type { Draft } from "./reading.ts";
import type { Block } from "./sources/blocks.ts";
import type { ReadTable } from "./table-columns.ts";

export interface TemplateFacts {
  readonly dates: DateSetting;
  readonly tables: ReadonlyMap<Block, ReadTable>;
  /** Areas that headings gave to whole tables. */
  readonly tableAreas: ReadonlyMap<Block, string>;
  /** True where an open table holds rows that are closed. */
  readonly closedInOpen: boolean;
  readonly drafts: readonly Draft[];
}

interface Pen {
  readonly written: Set<string>;
  readonly facts: TemplateFacts;
  readonly lists: readonly Extract<Part, { kind: "list" }>[];
}

/** A marker is written once: it names all that it draws. */
function once(pen: Pen, marker: string, key = marker): readonly string[] {
  if (pen.written.has(key)) return [];
  pen.written.add(key);
  return [marker];
}

function tableMarkers(block: Block, closed: boolean, pen: Pen): readonly string[] {
  const own = (pen.facts.tables.get(block)?.columns ?? []).map((column) => column.key);
  // What the page has no column for is a description or a comment: without a place, nobody would see it again.
  const columns = own.includes("comments") ? own : [...own, "comments"];
  const area = pen.facts.tableAreas.get(block);
  const where = area === undefined || area.includes('"') ? "" : ` area:"${area}"`;
  const sort = columns.includes("priority") && !closed ? " sort:priority" : "";
  const marker = (state: string, order: string) =>
    `<!-- gtm:table is:${state}${where}${order} columns:${columns.join(",")} -->`;
  const first = once(pen, marker(closed ? "closed" : "open", sort), `table ${closed ? "closed" : "open"}${where}`);
  return first.length > 0 && !closed && pen.facts.closedInOpen && where === ""
    ? [...first, ...once(pen, marker("closed", ""), "table closed")]
    : first;
}

/** Entries without a date stay as words, before or behind the marker as they stood. */
function milestoneText(part: Extract<Part, { kind: "milestones" }>, pen: Pen): readonly string[] {
  const lines = part.entries.map((entry, index) => ({
    entry,
    index,
    dated: readMilestone(entry, pen.facts.dates) !== null,
  }));
  const first = lines.findIndex((line) => line.dated);
  const words = (list: typeof lines) =>
    list.length === 0 ? [] : [list.map((line) => `- ${line.entry.replaceAll("\n", "\n  ")}`).join("\n")];
  const undated = lines.filter((line) => !line.dated);
  // A note that no page shows, so that no word of this one is lost.
  const odd = lines
    .filter((line) => line.dated && isOddSpan(line.entry))
    .map((line) => `[as written]: # "${line.entry.replace(/["\n\\]+/g, " ")}"`);
  return [
    ...words(undated.filter((line) => line.index < first)),
    ...once(pen, "<!-- gtm:milestones -->"),
    ...odd,
    ...words(undated.filter((line) => line.index > first)),
  ];
}

/** One marker for all lists, whose areas are the page's headings; with boxes, closed items stay among the open ones. */
function listMarker({ closed }: Extract<Part, { kind: "list" }>, pen: Pen): readonly string[] {
  const lists = pen.lists.filter((part) => part.closed === closed).map(({ block }) => block);
  const lines = new Set(lists.flatMap(({ entries }) => entries.map(({ line }) => line)));
  const columns = listColumns(
    lists,
    pen.facts.drafts.filter(({ source }) => lines.has(source.line)),
  );
  const state = columns[0] === "closed" ? "" : ` is:${closed ? "closed" : "open"}`;
  const shown = columns.length === 0 ? "" : ` columns:${columns.join(",")}`;
  return once(pen, `<!-- gtm:list${state}${shown} group:area -->`);
}

function textOf(part: Part, pen: Pen): readonly string[] {
  switch (part.kind) {
    case "words":
      return [part.block.source];
    case "area":
      return [];
    case "legend":
      return once(pen, "<!-- gtm:priorities -->");
    case "milestones":
      return milestoneText(part, pen);
    case "table":
      return tableMarkers(part.block, part.closed, pen);
    case "list":
      return listMarker(part, pen);
  }
}

/** Writes the template; blocks are a blank line apart. */
export function writeTemplate(parts: readonly Part[], facts: TemplateFacts): string {
  const lists = parts.filter((part) => part.kind === "list");
  const pen: Pen = { written: new Set(), facts, lists };
  return `${parts
    .flatMap((part) => textOf(part, pen))
    .join("\n\n")
    .trim()}\n`;
}
