/** A foreign page's text to drafts of items and of the tracker. Pure: the same text is read the same way every time. */
import type { IsoDate } from "../core/calendar.ts";
import { type Field, isClosedStatus, type Milestone } from "../core/tracker.ts";
import { type DateEvidence, type DateSetting, dateEvidence, settleDates } from "./dates.ts";
import { draftEntry } from "./entry-draft.ts";
import type { Facts } from "./facts.ts";
import { findLinks } from "./inline.ts";
import { milestoneDates, readMilestone } from "./milestones.ts";
import { repairMojibake } from "./mojibake.ts";
import { outline, type Part } from "./outline.ts";
import { writeTemplate } from "./page-template.ts";
import {
  areasOfTables,
  columnLabels,
  distinct,
  fieldsOf,
  prioritiesOf,
  statusesOf,
  titleOf,
} from "./page-vocabulary.ts";
import { collectPeople, handleInUrl, nameIn, type People } from "./people.ts";
import { type Priority, readLegendLine } from "./priorities.ts";
import type { Draft, PageReading, PageRefusal } from "./reading.ts";
import { refPrefixes, refTemplates } from "./refs.ts";
import { draftRow, type TableFacts } from "./row-draft.ts";
import type { Block, Table } from "./sources/blocks.ts";
import { readMarkdown } from "./sources/markdown.ts";
import { type ReadTable, readColumns } from "./table-columns.ts";

export interface ReadOptions {
  readonly today: IsoDate;
  /** The year of short dates, where the reader knows better than the page. */
  readonly year?: number;
}

/** Tables with more headings are no trackers. */
const columnLimit = 200;

function refuse(message: string, hint: string): PageRefusal {
  return { ok: false, message, hint };
}

function isBinary(text: string): boolean {
  const head = text.slice(0, 20_000);
  const odd = head.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return head.includes("\u0000") || odd > 0.02 * head.length + 5;
}

/** The text as it was meant: Unix line ends, no byte order mark, mojibake repaired, no marker of gtm's own. */
function cleanText(text: string): string {
  return repairMojibake(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")).replace(/<!--(\s*)gtm:/gi, "<!--$1gtm -");
}

/** Names of linked people, for telling owners from other words. */
function linkedNames(text: string): ReadonlySet<string> {
  return new Set(
    findLinks(text).flatMap((link) => (handleInUrl(link.url) === null ? [] : [nameIn(link.text).toLowerCase()])),
  );
}

function evidenceOf(parts: readonly Part[], tables: ReadonlyMap<Block, ReadTable>): DateEvidence {
  const groups = parts.flatMap((part): (readonly string[])[] => {
    if (part.kind === "table") return (tables.get(part.block)?.rows ?? []).map((row) => row.cells);
    if (part.kind === "list") return part.block.entries.map((entry) => [entry.body]);
    return [];
  });
  const found = dateEvidence(groups);
  const marks = parts.flatMap((part) => (part.kind === "milestones" ? part.entries.flatMap(milestoneDates) : []));
  return { ...found, dates: [...found.dates, ...marks] };
}

interface Read {
  readonly parts: readonly Part[];
  readonly tables: ReadonlyMap<Block, ReadTable>;
  readonly facts: Facts;
  readonly tableAreas: ReadonlyMap<Block, string>;
  readonly legend: ReadonlyMap<string, Priority>;
}

function ownerCells(tables: ReadonlyMap<Block, ReadTable>): readonly string[] {
  return [...tables.values()].flatMap((table) =>
    table.byColumn.map((cells) => cells.get("owners") ?? "").filter((cell) => cell !== "" && cell.length < 1500),
  );
}

function readParts(text: string, blocks: readonly Block[], options: ReadOptions): Read {
  const parts = outline(blocks);
  const names = linkedNames(text);
  const tables = new Map<Block, ReadTable>(
    parts.flatMap((part) => (part.kind === "table" ? [[part.block, readColumns(part.block, names)] as const] : [])),
  );
  const dates: DateSetting = settleDates(evidenceOf(parts, tables), text, options.today, options.year);
  const people: People = collectPeople([text], ownerCells(tables));
  const prefixes = refPrefixes(blocks.filter((block) => block.kind !== "heading").map((block) => block.source));
  const legend = new Map(
    parts
      .flatMap((part) => (part.kind === "legend" ? part.lines.flatMap((line) => readLegendLine(line) ?? []) : []))
      .map(({ key, priority }) => [key, priority] as const),
  );
  const facts: Facts = { people, dates, prefixes, priorities: [...legend.keys()] };
  return { parts, tables, facts, tableAreas: areasOfTables(parts, tables), legend };
}

function draftsOf(
  read: Read,
  fields: ReadonlyMap<string, Field>,
  statuses: ReadonlyMap<string, string>,
): readonly Draft[] {
  return read.parts.flatMap((part) => {
    if (part.kind === "list")
      return part.block.entries.map((entry, index) => draftEntry(entry, index + 1, part, read.facts));
    if (part.kind !== "table") return [];
    const table = read.tables.get(part.block);
    if (table === undefined) return [];
    const keys = new Set(table.columns.map((column) => column.key));
    const facts: TableFacts = {
      ...read.facts,
      fields: new Map([...fields].filter(([key]) => keys.has(key))),
      statuses: new Set(statuses.keys()),
      closed: part.closed,
      area: read.tableAreas.get(part.block) ?? null,
    };
    return table.rows.map((_, row) => draftRow(table, row, facts));
  });
}

function refuseTables(blocks: readonly Block[]): PageRefusal | null {
  const wide = blocks.find(
    (block): block is Table =>
      block.kind === "table" && (block.header ?? block.rows[0]?.cells ?? []).length > columnLimit,
  );
  if (wide === undefined) return null;
  return refuse(
    `the table on line ${wide.line} has ${(wide.header ?? wide.rows[0]?.cells ?? []).length} columns; gtm reads up to ${columnLimit}`,
    "take the columns that are not needed out of the table",
  );
}

/** A number given twice names nobody: only the first row keeps it. */
function uniqueNumbers(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Set<number>();
  return drafts.map((draft) => {
    if (draft.number === null || !seen.has(draft.number)) {
      if (draft.number !== null) seen.add(draft.number);
      return draft;
    }
    const guess = {
      row: 0,
      line: draft.source.line,
      column: "number",
      value: "",
      alternative: String(draft.number),
      reason: "another row above has the same number",
      confidence: 0.8,
    };
    return {
      ...draft,
      number: null,
      repairs: [...draft.repairs, { ...guess, row: draft.repairs[0]?.row ?? 0 }],
      confidence: Math.min(draft.confidence, 0.8),
    };
  });
}

/**
 * Reads a Markdown page: every table of items or list of items becomes drafts, everything else the tracker's settings
 * and template. Refuses binary text, and pages without a table or list of items.
 */
export function readPage(text: string, options: ReadOptions): PageReading | PageRefusal {
  if (isBinary(text)) return refuse("this is no text", "export the page as Markdown, in UTF-8");
  const clean = cleanText(text);
  const blocks = readMarkdown(clean);
  const tooWide = refuseTables(blocks);
  if (tooWide !== null) return tooWide;
  const read = readParts(clean, blocks, options);
  if (!read.parts.some((part) => part.kind === "table" || part.kind === "list")) {
    return refuse(
      "the page has no table and no list of items",
      "give a page with a table (one row an item) or with lists under headings",
    );
  }
  const fields = fieldsOf(read.tables);
  const statuses = statusesOf(read.tables);
  const drafts = uniqueNumbers(draftsOf(read, fields, statuses));
  const milestones = read.parts.flatMap((part): Milestone[] =>
    part.kind === "milestones" ? part.entries.flatMap((entry) => readMilestone(entry, read.facts.dates) ?? []) : [],
  );
  const templates = refTemplates([clean]);
  const prefixes = distinct([
    ...templates.keys(),
    ...drafts.flatMap((draft) => draft.refs.map((ref) => ref.replace(/-\d+$/, ""))),
  ]);
  const openTables = read.parts.some((part) => part.kind === "table" && !part.closed);
  return {
    source: "markdown",
    year: Number(read.facts.dates.anchor.slice(0, 4)),
    title: titleOf(blocks),
    people: Object.fromEntries(read.facts.people.byHandle),
    areas: distinct(drafts.map((draft) => draft.area)),
    statuses: Object.fromEntries(statuses),
    priorities: prioritiesOf(read.legend, drafts),
    fields: Object.fromEntries(fields),
    refs: Object.fromEntries(prefixes.map((prefix) => [prefix, templates.get(prefix) ?? ""])),
    columns: columnLabels(read.tables),
    milestones,
    template: writeTemplate(read.parts, {
      dates: read.facts.dates,
      tables: read.tables,
      tableAreas: read.tableAreas,
      closedInOpen:
        openTables &&
        !read.parts.some((part) => part.kind === "table" && part.closed) &&
        drafts.some((draft) => draft.closed && isClosedStatus(draft.status ?? "done")),
    }),
    drafts,
  };
}
