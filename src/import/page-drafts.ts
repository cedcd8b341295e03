/** The drafts of a page, part by part, row by row. */
import type { Field } from "../core/tracker.ts";
import { entryCells } from "./entry-draft.ts";
import { type Guess, guess } from "./facts.ts";
import { plainText } from "./inline.ts";
import { type ItemBlock, isItemBlock } from "./page-block.ts";
import type { PageFacts } from "./page-facts.ts";
import type { Draft } from "./reading.ts";
import { draftRow } from "./row-draft.ts";
import { rowCells, type TableFacts } from "./row-values.ts";
import { isTotal } from "./section-words.ts";
import type { Block } from "./sources/blocks.ts";

export interface PageWords {
  readonly fields: ReadonlyMap<string, Field>;
  readonly statuses: ReadonlyMap<string, string>;
}

/** How many rows are read between two calls of the progress hook. */
const progressStep = 100;

/** Reads a table's or list's rows, one by one as they are asked for. */
function rowsOf(part: ItemBlock, page: PageFacts, { fields, statuses }: PageWords): readonly (() => Draft)[] {
  const name = page.sections.names.get(part.block) ?? null;
  const area = page.sections.column === "area" ? name : null;
  const facts: TableFacts = { ...page.facts, fields, statuses: new Set(statuses.keys()), closed: part.closed, area };
  if (part.kind === "list")
    return part.block.entries.map((entry, index) => () => {
      // The section's name is the area before that of a part of it.
      const own = { ...facts, area: area ?? entry.area ?? null };
      return draftRow(entryCells(entry, index + 1, own));
    });
  const table = page.tables.get(part.block);
  if (table === undefined) return [];
  const headings = Object.fromEntries(table.columns.map(({ key, label }) => [key, label]));
  return table.rows.map((_, row) => () => ({ ...draftRow(rowCells(table, row, facts)), headings }));
}

/** With the section that a row stood in, where areas say something else; and said of what reads like no item. */
function placed(draft: Draft, row: number, { sections, cells }: PageFacts, block: Block): Draft {
  const { column, names } = sections;
  const name = names.get(block);
  const fields = name === undefined || column === "area" ? draft.fields : { ...draft.fields, [column]: name };
  const isGroup =
    draft.owners.length === 0 && cells.get("area")?.some((cell) => plainText(cell) === draft.title) === true;
  const own = { ...draft, fields };
  if (isTotal(draft.title))
    return doubted(own, row, guess("title", draft.title, "reads like a sum of other rows, not like an item", 0.5));
  const reason = "is what other rows are part of: it may be no item";
  return isGroup ? doubted(own, row, guess("title", draft.title, reason, 0.6)) : own;
}

function doubted(draft: Draft, row: number, doubt: Guess): Draft {
  const repairs = [...draft.repairs, { row, line: draft.source.line, ...doubt }];
  return { ...draft, repairs, confidence: Math.min(draft.confidence, doubt.confidence) };
}

/** A number given twice names nobody: only the first row keeps it. */
function withUniqueNumber(draft: Draft, row: number, seen: Set<number>): Draft {
  if (draft.number === null) return draft;
  const again = guess("number", "", "another row above has the same number", 0.8, String(draft.number));
  if (seen.has(draft.number)) return doubted({ ...draft, number: null }, row, again);
  seen.add(draft.number);
  return draft;
}

/** Drafts of every row and entry, table by table in the page's order; `progress` hears of every hundredth, and of the last. */
export function pageDrafts(
  page: PageFacts,
  words: PageWords,
  progress?: (done: number, total: number) => void,
): ReadonlyMap<Block, readonly Draft[]> {
  const parts = page.parts.filter(isItemBlock).map((part) => ({ part, rows: rowsOf(part, page, words) }));
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const seen = new Set<number>();
  let done = 0;
  return new Map(
    parts.map(({ part, rows }) => {
      const drafts = rows.map((read, index) => {
        const draft = withUniqueNumber(placed(read(), index + 1, page, part.block), index + 1, seen);
        done += 1;
        if (done % progressStep === 0 || done === total) progress?.(done, total);
        return draft;
      });
      return [part.block, drafts] as const;
    }),
  );
}
