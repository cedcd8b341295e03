/** A foreign page's text to drafts of items and of the tracker. Pure: the same text is read the same way every time. */
import { type Field, type Tracker, trackerKeys } from "../core/tracker.ts";
import { ownHeadings, readHeadingMap } from "./columns.ts";
import { repairMojibake } from "./decode.ts";
import { withHeadings } from "./head-rows.ts";
import { withLabelledItems } from "./labels.ts";
import { withTasks } from "./list-entries.ts";
import { readMilestone } from "./milestones.ts";
import { blockOnLine, leftOut } from "./outline.ts";
import { readOwnTables } from "./own-table.ts";
import { isItemBlock } from "./page-block.ts";
import { pageDrafts } from "./page-drafts.ts";
import { pageFacts } from "./page-facts.ts";
import { writeTemplate } from "./page-template.ts";
import { closedByLegend, columnLabels, fieldsOf, prioritiesOf, statusesOf, titleOf } from "./page-vocabulary.ts";
import { isRefusal, type PageReading, type PageRefusal, type ReadOptions, refuse } from "./reading.ts";
import type { Block, SourceName } from "./sources/blocks.ts";
import { readCsv } from "./sources/csv.ts";
import { detectSource } from "./sources/detect.ts";
import { readHtml } from "./sources/html.ts";
import { readMarkdown } from "./sources/markdown.ts";
import { readStorage } from "./sources/storage.ts";
import { withTaskLines } from "./task-lines.ts";

/** Tables with more headings are no trackers. */
const columnLimit = 200;

const sectionField: Field = { label: "Section", type: "text", values: [] };

const bareTracker: Tracker = { ...trackerKeys().parse({}), template: "", templateLine: 1 };

/** Refuses tables too wide for a tracker, and a line on which nothing stands that could be taken. */
function refuseBlocks(blocks: readonly Block[], lines: readonly number[]): PageRefusal | null {
  const tables = blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
  const widths = tables.map(({ line, header, rows }) => ({ line, width: (header ?? rows[0]?.cells ?? []).length }));
  const wide = widths.find(({ width }) => width > columnLimit);
  const message = `the table on line ${wide?.line} has ${wide?.width} columns; gtm reads up to ${columnLimit}`;
  if (wide !== undefined) return refuse(message, "remove the columns that you do not need");
  const wrong = lines.find((line) => blockOnLine(blocks, line) === undefined);
  if (wrong === undefined) return null;
  const known = blocks.flatMap(({ kind, line }) =>
    kind === "table" || kind === "list" ? `${kind} on line ${line}` : [],
  );
  return refuse(
    `no table or list stands on line ${wrong}`,
    known.length === 0 ? "the page has no table and no list" : `the page has ${known.slice(0, 40).join(", ")}`,
  );
}

/** Reads a page's blocks. Refuses pages without a table or list of items, and tables too wide for a tracker. */
export function interpretBlocks(source: PageBlocks, options: ReadOptions): PageReading | PageRefusal {
  const { text } = source;
  const read = withLabelledItems(readOwnTables(source.blocks).flatMap(withHeadings), options.take);
  const blocks = withTasks(withTaskLines(read));
  const refusal = refuseBlocks(blocks, options.take ?? []);
  if (refusal !== null) return refusal;
  const given = readHeadingMap(options.map, blocks);
  if ("ok" in given) return given;
  const map = new Map([...ownHeadings(options.headings), ...given]);
  const page = pageFacts(text, blocks, { ...options, from: source.source }, map);
  const left = leftOut(page.parts);
  if (!page.parts.some(isItemBlock)) {
    const lines = left.map(({ line }) => line);
    return refuse(
      "the page has no table and no list of items",
      lines.length > 0
        ? `--take ${lines.join(",")} takes ${lines.length === 1 ? "what stands there" : "what stands on these lines"}`
        : "use a page with a table (one row per item) or with lists under headings",
    );
  }
  const { people, dates } = page.facts;
  const [fields, statuses] = [fieldsOf(page.tables, page.labels, page.cells), statusesOf(page.tables, page.cells)];
  const known = { fields, statuses: new Set(statuses.keys()), over: closedByLegend(text) };
  const draftsOf = pageDrafts(page, known, options.progress);
  const drafts = [...draftsOf.values()].flat();
  const { column, names } = page.sections;
  const dated = page.parts.flatMap((part) => (part.kind === "milestones" ? part.entries : []));
  // Those that only entries of lists have, too.
  const levels = drafts.flatMap(({ priority }) => priority ?? []);
  const words = {
    // A section without an item is asked for by its marker all the same.
    areas: [...new Set([...(column === "area" ? names.values() : []), ...drafts.flatMap(({ area }) => area ?? [])])],
    statuses: Object.fromEntries(statuses),
    priorities: Object.fromEntries(prioritiesOf(page.priorities, levels)),
    fields: {
      ...Object.fromEntries(fields),
      ...(column === "area" || names.size === 0 ? {} : { [column]: sectionField }),
    },
    columns: columnLabels(page.tables),
  };
  const tracker = { ...bareTracker, ...words };
  return {
    ...words,
    source: source.source,
    year: Number(dates.anchor.slice(0, 4)),
    title: titleOf(blocks),
    people: Object.fromEntries([...people.byHandle].filter(([handle]) => people.onPage.has(handle))),
    refs: Object.fromEntries(page.refs),
    milestones: dated.flatMap((entry) => readMilestone(entry, dates) ?? []),
    template: writeTemplate(page, draftsOf, tracker),
    drafts,
    left,
  };
}

type PageBlocks = Exclude<ReturnType<typeof readSource>, PageRefusal>;

/** Markdown with its tables of HTML read as tables: whole, since HTML guarantees more than pipes do. */
function readMixed(text: string): readonly Block[] | PageRefusal {
  const blocks: Block[] = [];
  for (const block of readMarkdown(text)) {
    const isTable = block.kind === "verbatim" && /^\s*<table\b/i.test(block.source);
    const read = isTable ? readHtml(block.source, block.line) : [block];
    if (isRefusal(read)) return read;
    blocks.push(...read);
  }
  return blocks;
}

const readers: Readonly<Record<SourceName, (text: string) => readonly Block[] | PageRefusal>> = {
  markdown: readMixed,
  html: readHtml,
  storage: readStorage,
  csv: readCsv,
};

/** Reads the blocks of a page, whose source is detected unless `from` names it, and all that a reader sees of it as Markdown. */
function readSource(text: string, from: SourceName | undefined) {
  const source = from ?? detectSource(text);
  if (from === undefined && /^\*+ +[A-Z]{2,15} /m.test(text) && /^\s*(?:#\+TITLE:|:PROPERTIES:$|DEADLINE:)/m.test(text))
    return refuse("Org files are not read", "write the tasks as a table, or as `- [ ] title (@owner, due 2026-12-01)`");
  const blocks = readers[source](text);
  if (isRefusal(blocks)) return blocks;
  const words = blocks.flatMap((block): readonly string[] =>
    block.kind === "table" ? [...(block.header ?? []), ...block.rows.flatMap(({ cells }) => cells)] : [block.source],
  );
  return { source, blocks, text: source === "markdown" && !/<table\b/i.test(text) ? text : words.join("\n") };
}

/** Reads a page of any source: tables and lists of items become drafts, everything else the tracker's settings and template. */
export function readPage(text: string, options: ReadOptions): PageReading | PageRefusal {
  // As it was meant: Unix line ends, no byte order mark, mojibake repaired, no marker of gtm's own.
  const clean = repairMojibake(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
  const page = readSource(clean.replace(/<!--(\s*)gtm:/gi, "<!--$1gtm -"), options.from);
  return isRefusal(page) ? page : interpretBlocks(page, options);
}
