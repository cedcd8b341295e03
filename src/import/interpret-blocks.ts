/** Blocks of any source to a reading of the page: everything but the spelling of the source is decided here. */
import { isClosedStatus } from "../core/status.ts";
import type { Milestone } from "../core/tracker.ts";
import { ownHeadings, readHeadingMap } from "./heading-map.ts";
import { withTasks } from "./list-entries.ts";
import { readMilestone } from "./milestones.ts";
import { readOwnTables } from "./own-table.ts";
import { pageDrafts } from "./page-drafts.ts";
import { type PageFacts, pageFacts } from "./page-facts.ts";
import type { PageBlocks } from "./page-source.ts";
import { writeTemplate } from "./page-template.ts";
import { columnLabels, distinct, fieldsOf, statusesOf, titleOf } from "./page-vocabulary.ts";
import { priorityWords } from "./priorities.ts";
import { type Draft, type PageReading, type PageRefusal, type ReadOptions, refuse } from "./reading.ts";
import type { Block, Table } from "./sources/blocks.ts";

/** Tables with more headings are no trackers. */
const columnLimit = 200;

function refuseTables(blocks: readonly Block[]): PageRefusal | null {
  const wide = blocks.find(
    (block): block is Table =>
      block.kind === "table" && (block.header ?? block.rows[0]?.cells ?? []).length > columnLimit,
  );
  if (wide === undefined) return null;
  return refuse(
    `the table on line ${wide.line} has ${(wide.header ?? wide.rows[0]?.cells ?? []).length} columns; gtm reads up to ${columnLimit}`,
    "remove the columns that you do not need",
  );
}

function milestonesOf({ parts, facts }: PageFacts): readonly Milestone[] {
  return parts.flatMap((part): Milestone[] =>
    part.kind === "milestones" ? part.entries.flatMap((entry) => readMilestone(entry, facts.dates) ?? []) : [],
  );
}

/** The page's priorities, and those that only entries of lists have. */
function prioritiesOf(words: PageFacts["priorities"], drafts: readonly Draft[]): PageReading["priorities"] {
  const used = drafts.flatMap((draft) => draft.priority ?? []);
  return Object.fromEntries(priorityWords(words, used));
}

function refsOf(templates: PageFacts["refs"], drafts: readonly Draft[]): PageReading["refs"] {
  const used = drafts.flatMap((draft) => draft.refs.map((ref) => ref.replace(/-\d+$/, "")));
  return Object.fromEntries(
    distinct([...templates.keys(), ...used]).map((prefix) => [prefix, templates.get(prefix) ?? ""]),
  );
}

function templateOf({ parts, tables, facts, tableAreas }: PageFacts, drafts: readonly Draft[]): string {
  const isTable = (closed: boolean) => parts.some((part) => part.kind === "table" && part.closed === closed);
  const closedInOpen =
    isTable(false) && !isTable(true) && drafts.some((draft) => draft.closed && isClosedStatus(draft.status ?? "done"));
  return writeTemplate(parts, { dates: facts.dates, tables, tableAreas, closedInOpen, drafts });
}

/** Reads a page's blocks. Refuses pages without a table or list of items, and tables too wide for a tracker. */
export function interpretBlocks(source: PageBlocks, options: ReadOptions): PageReading | PageRefusal {
  const { text } = source;
  const blocks = withTasks(readOwnTables(source.blocks));
  const tooWide = refuseTables(blocks);
  if (tooWide !== null) return tooWide;
  const given = readHeadingMap(options.map, blocks);
  if ("ok" in given) return given;
  const map = new Map([...ownHeadings(options.columns), ...given]);
  const page = pageFacts(text, blocks, { ...options, from: source.source }, map);
  if (!page.parts.some((part) => part.kind === "table" || part.kind === "list")) {
    return refuse(
      "the page has no table and no list of items",
      "use a page with a table (one row per item) or with lists under headings",
    );
  }
  const { people } = page.facts;
  const [fields, statuses] = [fieldsOf(page.tables), statusesOf(page.tables)];
  const drafts = pageDrafts(page, { fields, statuses }, options.progress);
  return {
    source: source.source,
    year: Number(page.facts.dates.anchor.slice(0, 4)),
    title: titleOf(blocks),
    people: Object.fromEntries([...people.byHandle].filter(([handle]) => people.onPage.has(handle))),
    areas: distinct(drafts.map((draft) => draft.area)),
    statuses: Object.fromEntries(statuses),
    priorities: prioritiesOf(page.priorities, drafts),
    fields: Object.fromEntries(fields),
    refs: refsOf(page.refs, drafts),
    columns: columnLabels(page.tables),
    milestones: milestonesOf(page),
    template: templateOf(page, drafts),
    drafts,
  };
}
