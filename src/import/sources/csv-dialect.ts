/** What separates the cells of a delimited text: the sign by which its rows agree. */
import { columnsNamed } from "../heading-words.ts";
import { type CsvRecord, isBlankRecord, readRecords } from "./csv-record.ts";

export interface Dialect {
  /** One character. */
  readonly separator: string;
  /** True where a first line `sep=;` says so. */
  readonly declared: boolean;
  /** Index and 1-based line of the first record. */
  readonly start: number;
  readonly line: number;
  /** The number of cells that the rows of the sample agree on; 1 where nothing separates them. */
  readonly columns: number;
  /** The share of the sample's rows that have exactly that many cells, 0..1. */
  readonly agreement: number;
  /** The sample's records that are not blank. */
  readonly sample: readonly CsvRecord[];
}

const candidates = [",", "\t", ";", "|"] as const;
const sampleRecords = 200;
const sampleLength = 300_000;
/** Rows among which headings are looked for. */
const headRecords = 30;

/** The count that the most cells stand in: titles above a table are many rows of one cell. */
function commonCount(counts: readonly number[]): number {
  const cells = new Map<number, number>();
  for (const count of counts) cells.set(count, (cells.get(count) ?? 0) + count);
  return [...cells].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

/** The number of cells of a record that name a column. */
export function countNamed(cells: readonly string[]): number {
  return cells.slice(0, 200).filter((cell) => cell.length < 80 && columnsNamed(cell.trim()).length > 0).length;
}

function sampleWith(text: string, start: number, line: number, separator: string) {
  const stretch = { start, line, maxRecords: sampleRecords, maxIndex: start + sampleLength };
  const { records, unclosed } = readRecords(text, separator, stretch);
  const sample = records.filter((record) => !isBlankRecord(record));
  const counts = sample.map((record) => record.cells.length);
  const columns = commonCount(counts);
  const near = counts.reduce((sum, count) => sum + Math.min(count, columns) / Math.max(count, columns), 0);
  const named = sample.slice(0, headRecords).some((record) => countNamed(record.cells) >= 2);
  // Rows that nearly agree count too: damage takes a cell here and there. More columns are harder to agree on.
  const score =
    sample.length === 0
      ? 0
      : (near / sample.length) * Math.log2(columns) * (named ? 1.5 : 1) * (unclosed === null ? 1 : 0.5);
  const agreement = sample.length === 0 ? 0 : counts.filter((count) => count === columns).length / sample.length;
  return { separator, columns, agreement, sample, score };
}

/** Finds the separator of a text with Unix line ends: Excel's first line `sep=;` decides, else the rows do. */
export function findDialect(text: string): Dialect {
  const first = /^"?sep=([^\n])"?[,;\t|]*(?:\n|$)/i.exec(text.slice(0, 40));
  const given = first?.[1];
  const [start, line] = first === null ? [0, 1] : [first[0].length, 2];
  const tried = (given === undefined ? candidates : [given]).map((sign) => sampleWith(text, start, line, sign));
  const [best, ...others] = tried;
  const chosen = others.reduce((a, b) => (a !== undefined && a.score >= b.score ? a : b), best);
  const { separator, columns, agreement, sample } = chosen ?? sampleWith(text, start, line, ",");
  return { separator, declared: given !== undefined, start, line, columns, agreement, sample };
}
