/** A foreign page's text to drafts of items and of the tracker. Pure: the same text is read the same way every time. */
import type { IsoDate } from "../core/calendar.ts";
import { type Field, isClosedStatus, type Milestone } from "../core/tracker.ts";
import { type DateEvidence, type DateSetting, dateEvidence, settleDates } from "./dates.ts";
import { draftEntry } from "./entry-draft.ts";
import type { Facts } from "./facts.ts";
import { inferField } from "./fields.ts";
import { listedValues } from "./heading-words.ts";
import { findLinks, plainText } from "./inline.ts";
import { milestoneDates, readMilestone } from "./milestones.ts";
import { repairMojibake } from "./mojibake.ts";
import { outline, type Part } from "./outline.ts";
import { writeTemplate } from "./page-template.ts";
import { collectPeople, handleInUrl, nameIn, type People } from "./people.ts";
import { type Priority, readLegendLine } from "./priorities.ts";
import type { Draft, PageReading, PageRefusal } from "./reading.ts";
import { refPrefixes, refTemplates } from "./refs.ts";
import { draftRow, type TableFacts } from "./row-draft.ts";
import type { Block, Table } from "./sources/blocks.ts";
import { readMarkdown } from "./sources/markdown.ts";
import { type ReadTable, readColumns } from "./table-columns.ts";
import { toStatusKey } from "./values.ts";

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

/** Headings over tables are areas where several open tables have no column for it. */
function areasOfTables(parts: readonly Part[], tables: ReadonlyMap<Block, ReadTable>): ReadonlyMap<Block, string> {
  const open = parts.flatMap((part) => (part.kind === "table" && !part.closed ? [part] : []));
  const bare = open.filter((part) => !tables.get(part.block)?.columns.some((column) => column.key === "area"));
  const named = bare.filter((part) => part.heading !== null);
  if (open.length < 2 || named.length < open.length || new Set(named.map((part) => part.heading)).size < 2)
    return new Map();
  return new Map(named.flatMap((part) => (part.heading === null ? [] : [[part.block, part.heading] as const])));
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

/** Columns of the page's own, with their types. */
function fieldsOf(tables: ReadonlyMap<Block, ReadTable>): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const table of tables.values()) {
    for (const column of table.columns) {
      if (column.kind !== "field" && column.kind !== "unnamed" && column.kind !== "boolean") continue;
      const cells = table.byColumn.flatMap((texts) => texts.get(column.key) ?? []);
      if (column.label === "" && cells.length === 0) continue;
      if (!fields.has(column.key))
        fields.set(
          column.key,
          inferField(column.label || column.key, cells, column.label.endsWith("?") || column.kind === "boolean"),
        );
    }
  }
  return fields;
}

/** Statuses by key, in the wording that most cells use; those that a heading lists come first. */
function statusesOf(tables: ReadonlyMap<Block, ReadTable>): ReadonlyMap<string, string> {
  const statuses = new Map<string, string>();
  const counts = new Map<string, Map<string, number>>();
  for (const table of tables.values()) {
    const label = table.columns.find((column) => column.kind === "status")?.label ?? "";
    for (const value of listedValues(label)) statuses.set(toStatusKey(value), value);
    for (const texts of table.byColumn) {
      const wording = plainText(texts.get("status") ?? "");
      if (wording === "" || wording.length > 30 || !/\p{L}/u.test(wording)) continue;
      const key = toStatusKey(wording);
      const wordings = counts.get(key) ?? new Map<string, number>();
      counts.set(key, wordings.set(wording, (wordings.get(wording) ?? 0) + 1));
    }
  }
  for (const [key, wordings] of counts) statuses.set(key, [...wordings].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? key);
  return statuses;
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

/** The page's title: the first heading, without the space that Confluence puts before it. */
function titleOf(blocks: readonly Block[]): string {
  const heading =
    blocks.find((block) => block.kind === "heading" && block.depth === 1) ??
    blocks.find((block) => block.kind === "heading");
  const text = heading?.kind === "heading" ? plainText(heading.text) : "";
  return /^[^:]{1,60} : (\S.*)$/.exec(text)?.[1] ?? text;
}

function columnLabels(tables: ReadonlyMap<Block, ReadTable>): Readonly<Record<string, string>> {
  const labels = new Map<string, string>();
  for (const table of tables.values()) {
    for (const { key, kind, label } of table.columns)
      if (label !== "" && kind !== "field" && kind !== "boolean" && !labels.has(key)) labels.set(key, label);
  }
  return Object.fromEntries(labels);
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.flatMap((value) => value ?? []))];
}

function prioritiesOf(
  legend: ReadonlyMap<string, Priority>,
  drafts: readonly Draft[],
): Readonly<Record<string, Priority>> {
  const used = distinct(drafts.map((draft) => draft.priority)).filter((key) => !legend.has(key));
  return Object.fromEntries([...legend, ...used.toSorted().map((key) => [key, { label: "", weeks: null }] as const)]);
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
