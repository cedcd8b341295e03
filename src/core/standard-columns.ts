/**
 * The columns that every tracker has. A new one is an entry here: what reads, sorts, compares, draws and imports columns
 * asks this table, and each list of columns in an order of its own stands below it. What must read thousands of items quickly
 * names the columns once more (`item.ts`, `item-head.ts`, `usual-keys.ts`); the types miss one that is forgotten there.
 */
// The mini build: the same schemas in a quarter of the size. They are loaded and made when a text needs them, which is one
// that does not have its usual form: 4 ms.
import * as z from "zod/mini";
import { isIsoDate } from "./calendar.ts";
import type { DateUse } from "./date-span.ts";

/** Absent (no key, or a key without a value) reads as null. */
const word = () =>
  z.pipe(
    z.nullish(z.string({ error: "must be one value on one line" }).check(z.trim())),
    z.transform((value) => value || null),
  );

const day = () =>
  z.pipe(
    z.nullish(
      z.string({ error: "must be a date" }).check(
        z.trim(),
        z.refine(isIsoDate, {
          error: ({ input }) => `"${input}" is not a valid date: write it as YYYY-MM-DD`,
        }),
      ),
    ),
    z.transform((value) => value ?? null),
  );

/** A YAML list, or a single value for a list of one. */
const words = () =>
  z.pipe(
    z.nullish(z.union([z.array(z.string()), z.string()], { error: "must be a list, like [a, b]" })),
    z.transform((value): readonly string[] =>
      [value ?? []]
        .flat()
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ""),
    ),
  );

const number = () =>
  z.pipe(
    z
      .string({ error: "an item needs its number: add a line id: N" })
      .check(z.trim(), z.regex(/^0*[1-9]\d{0,8}$/, { error: ({ input }) => `"${input}" is not an item number` })),
    z.transform(Number),
  );

const title = () =>
  z
    .string({ error: "an item needs a title: add a line title: …" })
    .check(z.trim(), z.minLength(1, { error: "the title is empty" }));

/** What a column holds, which is how it is queried, set and drawn: one word, a list of them, a day, Markdown. */
export type ColumnKind = "number" | "title" | "word" | "words" | "day" | "prose" | "comments";

interface ColumnFacts {
  /** Where the tracker gives none. */
  readonly heading: string;
  readonly kind: ColumnKind;
  /** Other words for it in queries and assignments */
  readonly aliases?: readonly string[];
  /** Of a column that the item's file has a key for: how that is read. The keys are written in the table's order. */
  readonly reader?: () => z.ZodMiniType;
  /** The key in the file and in JSON, where it is not the column's name. */
  readonly key?: string;
  /** Where its words stand in `tracker.md`, in the order that they sort by. */
  readonly vocabulary?: "statuses" | "priorities" | "areas" | "people";
  /** True where a query's plain words look for it. */
  readonly isSearched?: true;
  /** How a day that is typed for it is read. */
  readonly dateUse?: DateUse;
}

export const standardColumns = {
  number: { heading: "#", kind: "number", aliases: ["id", "#"], reader: number, key: "id" },
  title: { heading: "Open item", kind: "title", reader: title, isSearched: true },
  status: { heading: "Status", kind: "word", reader: word, vocabulary: "statuses" },
  priority: { heading: "Priority", kind: "word", reader: word, vocabulary: "priorities" },
  area: { heading: "Area", kind: "word", reader: word, vocabulary: "areas", isSearched: true },
  owners: {
    heading: "Owner",
    kind: "words",
    aliases: ["owner"],
    reader: words,
    vocabulary: "people",
    isSearched: true,
  },
  start: { heading: "Start", kind: "day", reader: day, dateUse: "start" },
  due: { heading: "Due", kind: "day", reader: day, dateUse: "due" },
  timeline: { heading: "Timeline", kind: "word", reader: word, isSearched: true },
  refs: { heading: "Tickets", kind: "words", aliases: ["ref"], reader: words, isSearched: true },
  closed: { heading: "Closed", kind: "day", reader: day, dateUse: "then" },
  /** The day of the newest comment. */
  updated: { heading: "Updated", kind: "day", dateUse: "then" },
  description: { heading: "Description", kind: "prose", isSearched: true },
  comments: { heading: "Comments", kind: "comments", aliases: ["comment"] },
} as const satisfies Readonly<Record<string, ColumnFacts>>;

type Table = typeof standardColumns;
export type StandardColumn = keyof Table;
type ColumnWith<Facts> = { [Name in StandardColumn]: Table[Name] extends Facts ? Name : never }[StandardColumn];
/** A column that the item's file has a key for. */
export type FileColumn = ColumnWith<{ reader: unknown }>;
/** A column whose values are words of the tracker. */
export type VocabularyColumn = ColumnWith<{ vocabulary: unknown }>;

/** One that has a single word, so that items sort by its place. */
export type RankedColumn = ColumnWith<{ vocabulary: unknown; kind: "word" }>;

/** One that has several values. */
export type ListColumn = ColumnWith<{ kind: "words" }>;

/** What a page's table and list, and `gtm list`, show where nobody asks for columns; scripts count on the places of `listed`. */
export const usualColumns = {
  table: ["number", "priority", "start", "due", "area", "title", "owners", "timeline", "status", "comments"],
  list: ["title", "refs", "priority", "owners", "comments"],
  listed: ["number", "priority", "status", "due", "area", "title", "owners", "updated"],
} as const satisfies Readonly<Record<string, readonly StandardColumn[]>>;

const facts: Readonly<Record<StandardColumn, ColumnFacts>> = standardColumns;

export function isColumnName(word: string): word is StandardColumn {
  return Object.hasOwn(standardColumns, word);
}

/** What the table says of a column; null of a tracker's own field. */
export function factsOf(column: string): ColumnFacts | null {
  return isColumnName(column) ? facts[column] : null;
}

export function isOfKind<Kind extends ColumnKind>(column: string, kind: Kind): column is ColumnWith<{ kind: Kind }> {
  return factsOf(column)?.kind === kind;
}

function isFileColumn(column: string): column is FileColumn {
  return factsOf(column)?.reader !== undefined;
}

export function isVocabularyColumn(column: string): column is VocabularyColumn {
  return factsOf(column)?.vocabulary !== undefined;
}

export function isRankedColumn(column: string): column is RankedColumn {
  return isVocabularyColumn(column) && isOfKind(column, "word");
}

/** All of them, in the table's order. */
export const columnNames: readonly StandardColumn[] = Object.keys(standardColumns).filter(isColumnName);

export const fileColumns: readonly FileColumn[] = columnNames.filter(isFileColumn);

/** The file's columns without the number, which never changes. */
export const valueColumns = fileColumns.filter((column) => column !== "number");

type Readers = {
  readonly [Name in FileColumn as Table[Name] extends { key: infer Key extends string } ? Key : Name]: ReturnType<
    Table[Name]["reader"]
  >;
};

/** The keys of an item's file, in the table's order. */
export const fileKeys: readonly string[] = fileColumns.map(keyOf);

function keyOf(column: FileColumn): string {
  return facts[column].key ?? column;
}

/** Key to what reads it. */
export function makeReaders(): Readers;
export function makeReaders(): object {
  return Object.fromEntries(fileColumns.map((column) => [keyOf(column), facts[column].reader?.()]));
}
