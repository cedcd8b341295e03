/** The drafts of a page, part by part, row by row. */
import { entryCells } from "./entry-draft.ts";
import type { TableFacts } from "./facts.ts";
import { plainText } from "./inline.ts";
import { listNumbers, readEntry } from "./list-entries.ts";
import { type ItemBlock, isItemBlock, type SectionOwner } from "./page-block.ts";
import type { PageFacts } from "./page-facts.ts";
import type { Draft } from "./reading.ts";
import { type RowCells, rowCells } from "./row-cells.ts";
import { draftRow } from "./row-draft.ts";
import type { Block, Entry, List } from "./sources/blocks.ts";
import { statedDays } from "./stated-day.ts";

type PageWords = Pick<TableFacts, "fields" | "statuses" | "over">;

/** How many rows are read between two calls of the progress hook. */
const progressStep = 100;

/** Whom its section names; nobody where a column does, doubted where entries do. */
function ownerOf({ owner, block }: ItemBlock, { facts, tables }: PageFacts): SectionOwner | null {
  if (owner === undefined || tables.get(block)?.columns.some(({ key }) => key === "owners")) return null;
  const isOwned = (entry: Entry) => readEntry(entry, facts).parts.some(({ column }) => column === "owners");
  const isMixed = block.kind === "list" && block.entries.some(isOwned);
  return isMixed ? { ...owner, confidence: Math.min(owner.confidence, 0.8) } : owner;
}

/** The rows of a part; `before` is the list above it, if any. */
function rowsOf(
  part: ItemBlock,
  before: List | undefined,
  page: PageFacts,
  words: PageWords,
): readonly (() => RowCells)[] {
  const { column, names } = page.sections;
  const name = names.get(part.block) ?? null;
  const area = column === "area" ? name : null;
  const facts: TableFacts = {
    ...page.facts,
    ...words,
    areas: new Set(page.cells.get("area")?.map(plainText)),
    closed: part.closed,
    area,
    owner: ownerOf(part, page),
    section: name === null || column === "area" ? {} : { [column]: name },
    day: null,
  };
  if (part.kind === "list") {
    const numbers = names.size === 0 ? listNumbers(part.block, before) : [];
    return part.block.entries.map((entry, index) => () => {
      // The section's name is the area before that of a part of it.
      return entryCells(entry, index + 1, { ...facts, area: area ?? entry.area ?? null }, numbers[index]);
    });
  }
  const table = page.tables.get(part.block);
  if (table === undefined) return [];
  const days = statedDays(part, table, page.parts, facts.dates);
  return table.rows.map((_, row) => () => rowCells(table, row, { ...facts, day: days[row] ?? null }));
}

/** Drafts of every row and entry, table by table in the page's order; `progress` hears of every hundredth, and of the last. */
export function pageDrafts(
  page: PageFacts,
  words: PageWords,
  progress?: (done: number, total: number) => void,
): ReadonlyMap<Block, readonly Draft[]> {
  let before: List | undefined;
  const parts = page.parts.filter(isItemBlock).map((part) => {
    const rows = rowsOf(part, before, page, words);
    if (part.kind === "list") before = part.block;
    return [part.block, rows] as const;
  });
  const total = parts.reduce((sum, [, rows]) => sum + rows.length, 0);
  const given = new Set<number>();
  let done = 0;
  return new Map(
    parts.map(([block, rows]) => {
      const columns = page.tables.get(block)?.columns;
      const headings = columns && { headings: Object.fromEntries(columns.map(({ key, label }) => [key, label])) };
      const drafts = rows.map((read): Draft => {
        const draft = draftRow(read(), given);
        if (draft.number !== null) given.add(draft.number);
        done += 1;
        if (done % progressStep === 0 || done === total) progress?.(done, total);
        return { ...draft, ...headings };
      });
      return [block, drafts] as const;
    }),
  );
}
