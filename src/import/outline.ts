/** What each block of a page is for: items, milestones, the legend of priorities, or words around them. */
import { splitAtBands } from "./bands.ts";
import type { HeadingMap } from "./columns.ts";
import { readDateAt, readWholeDate } from "./date-forms.ts";
import { columnsNamed, namingOf, sure } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { blockLines, isLabelled } from "./labels.ts";
import { isAnnotated, tellsNothing } from "./list-entries.ts";
import { milestoneDates } from "./milestones.ts";
import { isItemBlock, type PageBlock, type Stand } from "./page-block.ts";
import { readLegendLine } from "./page-vocabulary.ts";
import type { LeftOut } from "./reading.ts";
import {
  beginsTotal,
  isClosedHeading,
  isGenericHeading,
  isOtherHeading,
  isTotal,
  namesDecision,
  namesItems,
  namesMilestones,
  namesOther,
  saysMore,
} from "./section-words.ts";
import {
  type Block,
  filledIn,
  type Heading,
  type List,
  type Paragraph,
  paragraph,
  type Row,
  type Table,
} from "./sources/blocks.ts";
import { isNamed } from "./sources/csv-layout.ts";
import { itemOdds } from "./table-columns.ts";

/** A table or list of the page, and what stands above it. */
interface Candidate extends Stand {
  readonly block: List | Table;
  /** The words of the nearest heading; "" without. */
  readonly heading: string;
  /** The last paragraph since the heading, or since the list before. */
  readonly lead: string | null;
}

/** Before a table or list, a paragraph all in bold or capitals is a heading in all but name, and so is `Other things:`. */
function asHeading(block: Block, next: Block | undefined): Heading | null {
  if (block.kind !== "paragraph" || block.text.length > 120 || (next?.kind !== "table" && next?.kind !== "list"))
    return null;
  const bold = /^(?:\*\*|__)([^*_\n]{1,100})(?:\*\*|__)(?::| \(.*\))?$/.exec(block.text)?.[1];
  const capitals = /^(?=.*\p{Lu}{3})[^\p{Ll}\n]{3,60}$/u.exec(block.text)?.[0];
  const text = bold ?? capitals ?? (saysMore(block.text) ? /^(.+?)\s*[:–—-]$/.exec(block.text.trim())?.[1] : undefined);
  return text === undefined ? null : { kind: "heading", depth: 7, text, line: block.line, source: block.source };
}

/** A number and a few words alone, as minutes of plain text have over what follows: `2. Decisions`. */
function asNumbered(block: Block | undefined): Heading | null {
  if (block?.kind !== "list" || !/^\d/.test(block.source) || isAnnotated(block)) return null;
  const [entry, ...more] = block.entries;
  if (entry === undefined || more.length > 0 || entry.body !== "" || entry.done !== null) return null;
  if (entry.text.length > 60 || /[.!?]$/.test(entry.text)) return null;
  return { kind: "heading", depth: 6, text: entry.text, line: block.line, source: block.source };
}

/** The paragraph just above, where it reads as a caption. */
function captionOf(block: Block | undefined): string | null {
  // Without how much of it is done: `1/4 completed`.
  const text = block?.kind === "paragraph" ? plainText(block.text.replace(/\n\(?\d+\s?\/\s?\d+(?![\d/]).*$/, "")) : "";
  return text !== "" && text.length <= 60 && !/[.!?]$/.test(text) ? text.replace(/\s*:$/, "") : null;
}

function candidatesOf(blocks: readonly Block[]): ReadonlyMap<Block, Candidate> {
  const [title, more] = blocks.filter((block) => block.kind === "heading" && block.depth === 1);
  const found = new Map<Block, Candidate>();
  let stack: readonly Heading[] = [];
  let lead: Paragraph | null = null;
  const isOver = (block: Block | undefined) =>
    block?.kind === "table" || (block?.kind === "list" && !asNumbered(block));
  const areNumbered = blocks.some((block, index) => asNumbered(block) && isOver(blocks[index + 1]));
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    const named = asHeading(block, blocks[index + 1]) ?? (areNumbered ? asNumbered(block) : null);
    const heading = block.kind === "heading" ? block : named;
    if (heading !== null) {
      stack = [...stack.filter((above) => above.depth < heading.depth), heading];
      lead = null;
    } else if (block.kind === "paragraph") lead = block;
    else if (block.kind === "table" || block.kind === "list") {
      const words = stack.map(({ text }) => plainText(text));
      const caption = lead === before ? captionOf(before) : null;
      found.set(block, {
        block,
        caption,
        closed: [...words, caption ?? ""].some(isClosedHeading),
        stack: stack.filter((above) => more !== undefined || above !== title),
        heading: words.at(-1) ?? "",
        lead: lead?.text ?? null,
      });
      if (block.kind === "list") lead = null;
    }
  }
  return found;
}

/** How much what stands above a table, and a heading that no item has, say for or against its rows being items. */
const [namedItems, namedOther, foreignHeading] = [8, -4.5, -10];
/** A title that is plain, and hardly more. */
const leastOdds = 9;
/** Where headings are lost, the others say less; what its cells alone must say for a table under headings that nobody knows. */
const [leastUnnamed, leastAlone] = [0, 2];

const labelsOf = ({ header }: Table) => (header ?? []).map(plainText).filter((label) => label !== "");

/** `**Chair** | Henrietta Vos`, `Severity | High`: of the page itself, in bold or what heads a column elsewhere. */
function areFacts(rows: readonly Row[]): boolean {
  const isFact = (name: string) => /^(\*\*|__)[^*_\n]{1,40}\1:?$/.test(name) || isNamed(plainText(name));
  const named = rows.filter(({ cells }) => isFact(cells[0] ?? ""));
  return rows.every(({ cells }) => cells.length === 2) && named.length >= 0.5 * rows.length;
}

function isItemTable(table: Table, heading: string, map: HeadingMap): boolean {
  // Single cells are a frame around words.
  if (table.header === null && table.rows.every(({ cells }) => filledIn(cells).length <= 1)) return false;
  const labels = labelsOf(table);
  if (labels.length === 0 && areFacts(table.rows)) return false;
  const isHeadless = labels.length === 0 || table.rows.every(({ cells }) => cells.length > (table.header?.length ?? 0));
  const above = (namesItems(heading) ? namedItems : 0) + (isOtherHeading(heading) ? namedOther : 0);
  const foreign = labels.filter(namesOther).length * foreignHeading;
  return itemOdds(table, map) + above + foreign >= (isHeadless ? leastUnnamed : leastOdds);
}

/** What was decided, with nothing but its key and who did: a record, beside tables of work. */
function isRecord(table: Table): boolean {
  const labels = labelsOf(table);
  const others = labels.filter((label) => !namesDecision(label));
  const isBeside = (label: string) =>
    namingOf(label, "field") >= sure || /^(?:number|refs)$/.test(columnsNamed(label)[0] ?? "");
  return others.length < labels.length && others.every(isBeside);
}

/** The day of a row, and its other words. */
function rowAsMilestone({ cells }: Row): string {
  const dated = cells.find((cell) => readDateAt(cell) !== null);
  return [dated ?? "", ...cells.filter((cell) => cell !== dated)].join(" ").trim();
}

/** The entries of a table or list of milestones; null for another. Tables have a few columns, and none that only items have. */
function milestonesIn({ block, heading, lead }: Candidate): readonly string[] | null {
  const labels = block.kind === "table" ? labelsOf(block) : [];
  const above = [heading, lead?.slice(0, 80) ?? "", ...labels].join(" ");
  const isWork = labels.some((label) => ["status", "owners", "priority"].includes(columnsNamed(label)[0] ?? ""));
  if (!namesMilestones(above) || labels.length > 4 || isWork || isBoxed(block)) return null;
  const entries =
    block.kind === "table"
      ? block.rows.map(rowAsMilestone)
      : block.entries.map(({ text, body }) => [text, body].filter((words) => words !== "").join("\n"));
  return entries.some((entry) => milestoneDates(entry).length > 0) ? entries : null;
}

/** Lines of a legend: two at least, side by side. */
function legendAt(blocks: readonly Block[], index: number): readonly string[] | null {
  const [own = [], ...beside] = [index, index - 1, index + 1].map((at) => {
    const lines = blockLines(blocks[at]);
    return lines.length <= 12 && lines.every((line) => readLegendLine(line) !== null) ? lines : [];
  });
  return own.length > 0 && own.length + beside.flat().length >= 2 ? own : null;
}

function isBoxed(block: Block): boolean {
  return block.kind === "list" && block.entries.every(({ done }) => done !== null);
}

const textsOf = ({ cells }: Row) => filledIn(cells).map(plainText);

const isNumeric = (text: string) => readWholeDate(text) !== null || /^[^\p{L}]*\d[^\p{L}]*\p{L}{0,3}$/u.test(text);

/** `Total | 12`, `Count= 8`, or days and amounts alone in rows without the first cell that all others have. */
function sumsIn(rows: readonly Row[]): readonly Row[] {
  const nameless = rows.filter(({ cells }) => cells[0] === "");
  const areSums = nameless.every((row) => textsOf(row).length > 0 && textsOf(row).every(isNumeric));
  const fullest = Math.max(...rows.map((row) => textsOf(row).length));
  const sums = rows.filter((row) => {
    const [title = "", ...amounts] = textsOf(row);
    // `Subtotal print | 21,150`, without what the others say in words.
    const isNamed = beginsTotal(title) && amounts.length > 0 && amounts.length + 2 < fullest;
    if (isNamed && amounts.every((text) => isNumeric(text) && readWholeDate(text) === null)) return true;
    if (!isTotal(title)) return areSums && nameless.includes(row);
    return (amounts.length > 0 ? amounts : [title]).every((text) => /\d/.test(text));
  });
  return sums.length < rows.length ? sums : [];
}

/** A row of sums is no item: its words stand beside the table. */
function withoutSums(part: PageBlock): readonly PageBlock[] {
  if (part.kind !== "table" || part.block.own) return [part];
  const { rows } = part.block;
  const sums = new Set(sumsIn(rows));
  const words = [...sums].map((row): PageBlock => {
    const [title = "", ...amounts] = filledIn(row.cells);
    const [sign, joined] = [isTotal(plainText(title)) ? ": " : "; ", amounts.join("; ")];
    const text = joined === "" ? title : `${title}${sign}${joined}`;
    return { kind: "words", block: paragraph(text, row.line) };
  });
  return [{ ...part, block: { ...part.block, rows: rows.filter((row) => !sums.has(row)) } }, ...words];
}

/** The parts of a page, block for block. `taken` are the tables and lists that the user says are items. */
export function findParts(blocks: readonly Block[], map: HeadingMap, taken: ReadonlySet<Block>): readonly PageBlock[] {
  const candidates = candidatesOf(blocks);
  const all = [...candidates.values()];
  const milestones = new Map<Block, readonly string[] | null>(all.map((each) => [each.block, milestonesIn(each)]));
  const isAlone = all.length === 1 && taken.size === 0;
  const found = all.flatMap(({ block, heading }) => {
    if (block.kind !== "table" || milestones.get(block) !== null) return [];
    // Alone, one may be of items whatever its headings mean, but for those that no item has.
    const mayBe = isAlone && !isOtherHeading(heading) && !labelsOf(block).some(namesOther);
    const isLikely = mayBe && itemOdds({ ...block, header: null }) >= leastAlone;
    return isLikely || isItemTable(block, heading, map) ? [block] : [];
  });
  const work = found.filter((block) => !isRecord(block));
  const hasTasks = all.some(({ block }) => isBoxed(block) || (block.kind === "list" && isAnnotated(block)));
  const tables = new Set<Block>(work.length > 0 || hasTasks ? work : found);
  const hasTables = [...tables, ...taken].some((block) => block.kind === "table" && block.rows.length > 0);
  const hasBoxes = blocks.some(isBoxed);
  const hasActions = all.some(
    ({ block, heading }) => block.kind === "list" && namesItems(heading) && isAnnotated(block),
  );
  const isItemList = (list: List, { heading, lead, caption }: Candidate) => {
    const isOther = isOtherHeading(heading) || (caption !== null && !caption.includes(":") && isOtherHeading(caption));
    if (isLabelled(list) || (isOther && !(isBoxed(list) && isAnnotated(list)))) return false;
    if (!hasTables && !(tellsNothing(list) && (hasBoxes || (hasActions && !namesItems(heading))))) return true;
    // Beside a table of items, a list is one of items where it has boxes, owners or days, or such a heading.
    return isBoxed(list) || isAnnotated(list) || (namesItems(heading) && isGenericHeading(heading) && lead === null);
  };
  const parts = blocks.map((block, index): PageBlock => {
    const [place, isTaken] = [candidates.get(block), taken.has(block)];
    const lines = isTaken ? null : legendAt(blocks, index);
    if (lines !== null) return { kind: "legend", block, lines };
    const entries = isTaken ? null : milestones.get(block);
    if (place && entries) return { kind: "milestones", block: place.block, entries };
    if (place && block.kind === "table" && (isTaken || tables.has(block))) return { ...place, kind: "table", block };
    if (place && block.kind === "list" && (isTaken || isItemList(block, place)))
      return { ...place, kind: "list", block };
    return { kind: "words", block };
  });
  return parts.flatMap(withoutSums).flatMap(splitAtBands);
}

/** The table or list that stands on a line of the page; undefined for none. */
export function blockOnLine(blocks: readonly Block[], line: number): List | Table | undefined {
  return blocks.find((block): block is List | Table => {
    if (block.kind !== "table" && block.kind !== "list") return false;
    const last = (block.kind === "table" ? block.rows : block.entries).at(-1) ?? block;
    return line >= block.line && line < last.line + last.source.split("\n").length;
  });
}

/** Lists of links and names are no rows of items: an item has words, or a box, an owner or a day. */
function looksLikeItems(block: Block): block is List | Table {
  if (block.kind === "table") return block.rows.length >= 2 && (block.header ?? block.rows[0]?.cells ?? []).length >= 2;
  if (block.kind !== "list" || block.entries.length < 2) return false;
  const worded = block.entries.filter(({ text }) => text.replace(/\[[^\]]*\]\([^)]*\)/g, "").split(/\s+/).length >= 4);
  return worded.length >= block.entries.length / 2 || isBoxed(block) || isAnnotated(block) || isLabelled(block);
}

/** What looks like rows of items and is none: words, and milestones where the page has nothing else. */
export function leftOut(parts: readonly PageBlock[]): readonly LeftOut[] {
  const kinds = parts.some(isItemBlock) ? ["words"] : ["words", "milestones"];
  let heading = "";
  return parts.flatMap(({ kind, block }) => {
    if (block.kind === "heading") heading = plainText(block.text);
    if (!kinds.includes(kind) || !looksLikeItems(block)) return [];
    const rows = (block.kind === "table" ? block.rows : block.entries).length;
    return [{ line: block.line, kind: block.kind, rows, heading }];
  });
}
