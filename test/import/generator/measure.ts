/** How damaged pages are read: by gtm, and by position beside it. */
import { interpretBlocks } from "../../../src/import/interpret-blocks.ts";
import { readPage } from "../../../src/import/read-page.ts";
import { isRefusal, type PageReading, type PageRefusal } from "../../../src/import/reading.ts";
import { readMarkdown } from "../../../src/import/sources/markdown.ts";
import { makeTracker } from "../generator.ts";
import { type DamageKind, damage, kinds } from "./damage.ts";
import { differences } from "./judge.ts";

export interface Figures {
  readonly kind: string;
  readonly rows: number;
  readonly byPosition: number;
  readonly exact: number;
  readonly trusted: number;
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

function measurePage(kind: DamageKind, seed: number): Figures {
  const { text, rows, tracker } = damage(makeTracker(seed), kind, seed);
  const drafts = draftsOf(readPage(text, { today: tracker.today }));
  const placed = draftsOf(readByPosition(text, tracker.today));
  const wrongs = rows.map((row, index) => differences(drafts[index], row, tracker));
  const isTrusted = (index: number) => (drafts[index]?.confidence ?? 0) >= vouchedFor;
  return {
    kind,
    rows: rows.length,
    byPosition: rows.filter((row, index) => differences(placed[index], row, tracker).length === 0).length,
    exact: wrongs.filter((wrong) => wrong.length === 0).length,
    trusted: rows.filter((_, index) => isTrusted(index)).length,
    wrong: wrongs.flatMap((wrong, index) =>
      wrong.length > 0 && isTrusted(index)
        ? [`seed ${seed}, row ${index + 1}: ${wrong.join("; ")} | ${drafts[index]?.source.text ?? ""}`]
        : [],
    ),
  };
}

/** Measures pages until each kind of damage has `least` rows. */
export function measure(seed: number, least: number): readonly Figures[] {
  return kinds.map((kind) => {
    let sum: Figures = { kind, rows: 0, byPosition: 0, exact: 0, trusted: 0, wrong: [] };
    for (let page = 0; sum.rows < least; page += 1) sum = add(sum, measurePage(kind, seed * 100_003 + page));
    return sum;
  });
}

export function add(a: Figures, b: Figures): Figures {
  return {
    kind: a.kind,
    rows: a.rows + b.rows,
    byPosition: a.byPosition + b.byPosition,
    exact: a.exact + b.exact,
    trusted: a.trusted + b.trusted,
    wrong: [...a.wrong, ...b.wrong],
  };
}
