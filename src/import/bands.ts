/** Rows that name those below them, in bold, alone in their row, or above what they sum up: each begins a part of its own. */
import words from "../words/sections.json" with { type: "json" };
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { PageBlock } from "./page-block.ts";
import { isClosedHeading } from "./section-words.ts";
import { filledIn, type Heading, paragraph, type Row } from "./sources/blocks.ts";
import { wordsOf } from "./word-lists.ts";

function isBold({ cells }: Row): boolean {
  return filledIn(cells).length === 1 && /^(?:\*\*[^*\n]{1,80}\*\*|__[^_\n]{1,80}__)$/.test(cells[0] ?? "");
}

type Depths = readonly number[] | null;
type TablePart = Extract<PageBlock, { kind: "table" }>;

const inLower = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.map((text) => text.toLowerCase()));
const levelHeadings = inLower(wordsOf(words.levels));
const namingRows = inLower(wordsOf(words.namingRows));

/** `section | Before the move`, as exports have it in a column of types. */
const isNaming = (text: string) => namingRows.has(text.toLowerCase());

/** True of depths that begin further in by a single step each, and do so at least once. */
export function areSteps(depths: readonly number[]): boolean {
  const steps = depths.slice(1).map((depth, index) => depth - (depths[index] ?? 0));
  const areLevels = depths.every((depth) => depth <= 20 && depth % 1 === 0);
  return areLevels && steps.includes(1) && steps.every((step) => step <= 1);
}

/** By row how deep it stands, step by step: by a column of levels, or by numbers such as `2.1`; null where none tells. */
function depthsOf(labels: readonly string[], rows: readonly Row[]): Depths {
  const found = labels.map((label, column) => {
    const texts = rows.map(({ cells }) => plainText(cells[column] ?? ""));
    if (levelHeadings.has(label.toLowerCase())) return texts.map((text) => Number(text || Number.NaN));
    const areNumbers = texts.every((text) => /^\d{1,3}(?:\.\d{1,3})*\.?$/.test(text));
    return areNumbers && new Set(texts).size === texts.length ? texts.map((text) => text.split(/\.(?=\d)/).length) : [];
  });
  return found.find(areSteps) ?? null;
}

const looked = 40;

/** The rows that name those below them, by index; `unsure` where they may as well be items that have nothing else. */
function namesIn(rows: readonly Row[], named: readonly (string | undefined)[], title: number, depths: Depths) {
  const [owner, start, due] = [named.indexOf("owners"), named.indexOf("start"), named.indexOf("due")];
  const isBare = (row: Row, at: number) => {
    const [filled, key = "", name = ""] = [filledIn(row.cells).length, row.cells[0], row.cells[title]];
    if (filled === 1) return name + key !== "";
    // `A | Laboratory` above `A1 | Centrifuge`.
    return filled === 2 && /^(\p{L}{1,3})\.? \1[.-]?\d/u.test(`${key} ${rows[at + 1]?.cells[0]}`);
  };
  // No owner, and no words of its own: days, numbers, and values that a row below has too.
  const onlySums = (row: Row, below: readonly Row[]) =>
    row.cells.every((cell, at) => {
      if (cell === "" || at === title) return true;
      const isSum = /^\W*\d[\d.,]*\W*\p{L}{0,6}$|\d[./-]\d/u.test(plainText(cell));
      return at !== owner && (isSum || below.some((each) => each.cells[at] === cell));
    });
  // Its days are the first and the last of rows below that have owners, as it has none.
  const spans = ({ cells: own }: Row, below: readonly Row[]) => {
    const isBelow = (at: number) => own[at] && below.some(({ cells }) => cells[owner] !== "" && cells[at] === own[at]);
    return own[owner] === "" && own[start] !== own[due] && isBelow(start) && isBelow(due);
  };
  const names = rows.flatMap((row, index) => {
    const below = rows.slice(index + 1, index + 1 + looked);
    const isAbove = depths === null ? spans(row, below) : (depths[index + 1] ?? 0) > (depths[index] ?? 0);
    return (depths === null && isBare(row, index)) || (isAbove && onlySums(row, below)) ? [index] : [];
  });
  const all = new Set(names);
  const full = rows.filter((_, index) => !all.has(index));
  if (depths === null && (names[0] !== 0 || full.length === 0)) {
    // `Closed this month`, with nothing of an item beside it.
    const isClosed = (index: number) => isClosedHeading(plainText(filledIn(rows[index]?.cells ?? []).join(" ")));
    return { names: names.filter((index) => isClosed(index) && !all.has(index + 1)), unsure: false };
  }
  const isSure =
    names.length >= 2 &&
    full.length >= 2 * names.length &&
    names.every((index) => index + 1 < rows.length && !all.has(index + 1)) &&
    full.every((row) => filledIn(row.cells).length >= 3);
  const parents = depths?.filter((depth, index) => (depths[index + 1] ?? 0) > depth) ?? [];
  // A parent that somebody works at is an item: then the others may be, too.
  return { names, unsure: depths === null ? !isSure : names.length < parents.length };
}

/** A table of items, in as many parts as its rows name; anything else stays as it is. */
export function splitAtBands(part: PageBlock): readonly PageBlock[] {
  const { block } = part;
  if (part.kind !== "table" || block.kind !== "table" || block.own) return [part];
  if ((block.header ?? block.rows[0]?.cells ?? []).length < 3) return [part];
  const labels = (block.header ?? []).map(plainText);
  const named = labels.map((label) => columnsNamed(label)[0]);
  const title = Math.max(0, named.indexOf("title"));
  const isTyped = ({ cells }: Row) =>
    filledIn(cells).length === 2 && cells.some((cell, at) => at !== title && isNaming(cell));
  const isAbove = (at: number) => filledIn(block.rows[at + 1]?.cells ?? []).length > 1;
  const told = block.rows.flatMap((row, at) => (isTyped(row) || (isBold(row) && isAbove(at)) ? [at] : []));
  const depths = told.length > 0 ? null : depthsOf(labels, block.rows);
  const found = told.length > 0 ? { names: told, unsure: false } : namesIn(block.rows, named, title, depths);
  const names = new Set(found.names);
  if (found.unsure) {
    const rows = block.rows.map((row, index) => (names.has(index) ? { ...row, mayName: true } : row));
    return [{ ...part, block: { ...block, rows } }];
  }
  return names.size === 0 ? [part] : cutAt(part, names, title, depths);
}

function cutAt(part: TablePart, names: ReadonlySet<number>, title: number, depths: Depths): readonly PageBlock[] {
  const parts: PageBlock[] = [];
  let [open, above, line]: [Row[], readonly Heading[], number] = [[], [], part.block.line];
  const close = () => {
    const closed = part.closed || above.some(({ text }) => isClosedHeading(text));
    const stack = [...part.stack, ...above];
    if (open.length > 0)
      parts.push({ ...part, block: { ...part.block, line, rows: open, banded: true }, closed, stack });
    open = [];
  };
  for (const [index, row] of part.block.rows.entries()) {
    const depth = 7 + (depths?.[index] ?? 0);
    if (names.has(index) || (depths !== null && above.some((heading) => heading.depth >= depth))) {
      close();
      above = above.filter((heading) => heading.depth < depth);
      line = row.line;
    }
    if (!names.has(index)) open.push(row);
    else {
      const filled = filledIn(row.cells);
      const [first = "", second = ""] = filled;
      const name = second !== "" && /^\p{L}{1,3}\.?$/u.test(first) ? second : row.cells[title] || first;
      const text = plainText(name).replace(/\s*:$/, "");
      const sums = filled.filter((cell) => cell !== name && !isNaming(cell)).map(plainText);
      const source = `**${text}**${sums.length === 0 ? "" : ` (${sums.join("; ")})`}`;
      above = [...above, { kind: "heading", depth, text, line: row.line, source: `**${text}**` }];
      parts.push({ kind: "words", block: paragraph(source, row.line) });
    }
  }
  close();
  return parts;
}
