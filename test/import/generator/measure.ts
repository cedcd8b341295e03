/** How damaged pages are read: by gtm, and by position beside it. */
import { interpretBlocks, readPage } from "../../../src/import/read-page.ts";
import { isRefusal, type PageReading, type PageRefusal } from "../../../src/import/reading.ts";
import { readMarkdown } from "../../../src/import/sources/markdown.ts";
import { type MadeTracker, makeTracker } from "../generator.ts";
import { type DamageKind, damage, kinds } from "./damage.ts";
import { differences } from "./judge.ts";
import { makeTeamTable } from "./team-tables.ts";

export interface Figures {
  readonly kind: string;
  readonly rows: number;
  readonly byPosition: number;
  readonly exact: number;
  readonly trusted: number;
  /** Rows that are exact, but under 0.9, described. */
  readonly doubted: readonly string[];
  /** Rows with a confidence of 0.9 and above that are not exact, described. */
  readonly wrong: readonly string[];
}

const vouchedFor = 0.9;

/** Every cell under the heading above it, as a reader of plain GFM has it. */
function readByPosition(text: string, today: string): PageReading | PageRefusal {
  const blocks = readMarkdown(text).map((block) =>
    block.kind === "table" ? ({ ...block, grid: "exact" } as const) : block,
  );
  return interpretBlocks({ source: "markdown", text, blocks }, { today });
}

function draftsOf(page: PageReading | PageRefusal): PageReading["drafts"] {
  return isRefusal(page) ? [] : page.drafts;
}

const noRows = { rows: 0, byPosition: 0, exact: 0, trusted: 0, doubted: [], wrong: [] };

function measurePage(kind: DamageKind, made: MadeTracker, seed: number): Figures {
  const { text, rows, tracker, hidden } = damage(made, kind, seed);
  if (hidden) return { kind, ...noRows };
  const drafts = draftsOf(readPage(text, { today: tracker.today }));
  const placed = draftsOf(readByPosition(text, tracker.today));
  const wrongs = rows.map((row, index) => differences(drafts[index], row, tracker));
  const isTrusted = (index: number) => (drafts[index]?.confidence ?? 0) >= vouchedFor;
  const describe = (index: number, what: readonly string[]) =>
    [`seed ${seed}, row ${index + 1}: ${what.join("; ")} | ${drafts[index]?.source.text ?? ""}`] as const;
  return {
    kind,
    rows: rows.length,
    byPosition: rows.filter((row, index) => differences(placed[index], row, tracker).length === 0).length,
    exact: wrongs.filter((wrong) => wrong.length === 0).length,
    trusted: rows.filter((_, index) => isTrusted(index)).length,
    wrong: wrongs.flatMap((wrong, index) => (wrong.length > 0 && isTrusted(index) ? describe(index, wrong) : [])),
    doubted: wrongs.flatMap((wrong, index) => {
      const repairs = drafts[index]?.repairs ?? [];
      const doubts = repairs.map(
        ({ column, value, reason, confidence }) => `${column} ${value} ${confidence}: ${reason}`,
      );
      return wrong.length === 0 && !isTrusted(index) ? describe(index, doubts) : [];
    }),
  };
}

/** The makers of pages: trackers in seven vocabularies, and tables with many columns of their own. */
export const makers = { trackers: makeTracker, "own columns": makeTeamTable } as const;

/** Measures pages of one kind of damage until they have `least` rows. */
export function measureKind(kind: DamageKind, seed: number, least: number, maker: keyof typeof makers): Figures {
  let sum: Figures = { kind, ...noRows };
  for (let page = 0; sum.rows < least; page += 1) {
    const number = seed * 100_003 + page;
    sum = add(sum, measurePage(kind, makers[maker](number), number));
  }
  return sum;
}

export function measure(seed: number, least: number, maker: keyof typeof makers): readonly Figures[] {
  return kinds.map((kind) => measureKind(kind, seed, least, maker));
}

export function add(a: Figures, b: Figures): Figures {
  return {
    kind: a.kind,
    rows: a.rows + b.rows,
    byPosition: a.byPosition + b.byPosition,
    exact: a.exact + b.exact,
    trusted: a.trusted + b.trusted,
    doubted: [...a.doubted, ...b.doubted],
    wrong: [...a.wrong, ...b.wrong],
  };
}
