/** What is known of the whole page before its rows are read one by one. */
import type { IsoDate } from "../core/calendar.ts";
import type { Repair } from "../core/repair.ts";
import type { Field } from "../core/tracker.ts";
import type { DateSetting } from "./dates.ts";
import type { SectionOwner } from "./page-block.ts";
import type { People } from "./people.ts";
import type { SourceName } from "./sources/blocks.ts";

/** What the page knows when an entry is read. */
export interface Known {
  /** Those that mean tickets. */
  readonly prefixes: ReadonlySet<string>;
  /** Names in lower case, and how often they stand where a person does; `certain` (see `annotations.ts`) for those that the page says are people. */
  readonly names: ReadonlyMap<string, number>;
  /** Entries of the page name people: what is shaped like a name, where they do, is another. */
  readonly namesPeople: boolean;
  /** Words, in lower case, that stand where entry after entry tells its status. */
  readonly states: ReadonlySet<string>;
  /** By label, in lower case, the keys of what entry after entry names and no column is for. */
  readonly labels: ReadonlyMap<string, string>;
}

export interface Facts extends Known {
  readonly people: People;
  readonly dates: DateSetting;
  /** What the page is written in: cells of Markdown are one line, in which blocks are tags. */
  readonly source: SourceName | null;
  /** Ticket prefix to address with `{n}`. */
  readonly templates: ReadonlyMap<string, string>;
  /** Keys of the legend's priorities. */
  readonly priorities: readonly string[];
}

/** When the plan of a row is; `doubt` is why this may be another day, or null. */
export interface StatedDay {
  readonly date: IsoDate;
  readonly doubt: string | null;
}

/** What a table's rows share. */
export interface TableFacts extends Facts {
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys of the statuses that the page uses. */
  readonly statuses: ReadonlySet<string>;
  /** Those that the page explains as closed. */
  readonly over: ReadonlySet<string>;
  /** What all rows of the page have for areas, as a reader sees it. */
  readonly areas: ReadonlySet<string>;
  readonly closed: boolean;
  /** The area of rows that name none: the heading above the table, or null. */
  readonly area: string | null;
  /** Who has what names nobody. */
  readonly owner: SectionOwner | null;
  /** Where areas say something else, the field of the section that the rows stand in. */
  readonly section: Readonly<Record<string, string>>;
  /** The day of a row that has a time and no date; null without. */
  readonly day: StatedDay | null;
}

/** A guess before it is known in which row it was made. */
export type Guess = Omit<Repair, "row" | "line">;

export function guess(column: string, value: string, reason: string, confidence: number, alternative = ""): Guess {
  return { column, value, alternative, reason, confidence };
}
