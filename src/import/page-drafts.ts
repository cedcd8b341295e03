/** The drafts of a page, part by part, row by row. */
import type { Field } from "../core/tracker.ts";
import { draftEntry } from "./entry-draft.ts";
import type { PageFacts } from "./page-facts.ts";
import type { Draft } from "./reading.ts";
import { draftRow } from "./row-draft.ts";
import type { TableFacts } from "./row-values.ts";

export interface PageWords {
  readonly fields: ReadonlyMap<string, Field>;
  readonly statuses: ReadonlyMap<string, string>;
}

/** How many rows are read between two calls of the progress hook. */
const progressStep = 100;

function draftsOfParts(page: PageFacts, { fields, statuses }: PageWords, step: () => void): readonly Draft[] {
  return page.parts.flatMap((part) => {
    if (part.kind === "list")
      return part.block.entries.map((entry, index) => {
        step();
        return draftEntry(entry, index + 1, part, page.facts);
      });
    if (part.kind !== "table") return [];
    const table = page.tables.get(part.block);
    if (table === undefined) return [];
    const keys = new Set(table.columns.map((column) => column.key));
    const facts: TableFacts = {
      ...page.facts,
      fields: new Map([...fields].filter(([key]) => keys.has(key))),
      statuses: new Set(statuses.keys()),
      closed: part.closed,
      area: page.tableAreas.get(part.block) ?? null,
    };
    return table.rows.map((_, row) => {
      step();
      return draftRow(table, row, facts);
    });
  });
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

function countRows({ parts, tables }: PageFacts): number {
  return parts.reduce((sum, part) => {
    if (part.kind === "list") return sum + part.block.entries.length;
    return part.kind === "table" ? sum + (tables.get(part.block)?.rows.length ?? 0) : sum;
  }, 0);
}

/** Drafts of every row and entry, in the page's order; `progress` hears of every hundredth, and of the last. */
export function pageDrafts(
  page: PageFacts,
  words: PageWords,
  progress?: (done: number, total: number) => void,
): readonly Draft[] {
  const total = countRows(page);
  let done = 0;
  const step = () => {
    done += 1;
    if (done % progressStep === 0 || done === total) progress?.(done, total);
  };
  return uniqueNumbers(draftsOfParts(page, words, step));
}
