/** What is known of the whole page before its rows are read one by one. */

import type { Repair } from "../core/repair.ts";
import type { DateSetting } from "./dates.ts";
import type { People } from "./people.ts";
import type { Draft } from "./reading.ts";
import type { SourceName } from "./sources/source-names.ts";

/** What the page knows when an entry is read. */
export interface Known {
  /** Those that mean tickets. */
  readonly prefixes: ReadonlySet<string>;
  /** Names in lower case, and how often they stand where a person does; `certain` (see `annotations.ts`) for those that the page says are people. */
  readonly names: ReadonlyMap<string, number>;
  /** Entries of the page name people: what is shaped like a name, where they do, is another. */
  readonly namesPeople: boolean;
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

/** A guess before it is known in which row it was made. */
export type Guess = Omit<Repair, "row" | "line">;

export function guess(column: string, value: string, reason: string, confidence: number, alternative = ""): Guess {
  return { column, value, alternative, reason, confidence };
}

/** A value read from a cell, the words that it leaves over, and what was guessed. */
export interface Read<Value> {
  readonly value: Value;
  /** Markdown for the description. */
  readonly notes: readonly string[];
  readonly guesses: readonly Guess[];
}

export function readWithoutGuess<Value>(value: Value): Read<Value> {
  return { value, notes: [], guesses: [] };
}

/** What several readings of one row say together: the words left over describe the item, and the least sure guess is its confidence. */
export function sumUp(
  reads: readonly Read<unknown>[],
  row: number,
  source: Draft["source"],
): Pick<Draft, "description" | "repairs" | "confidence" | "source"> {
  const guesses = reads.flatMap((read) => read.guesses);
  return {
    description: reads
      .flatMap((read) => read.notes)
      .filter((note) => note.trim() !== "")
      .join("\n\n"),
    repairs: guesses.map((guess) => ({ row, line: source.line, ...guess })),
    confidence: Math.min(1, ...guesses.map(({ confidence }) => confidence)),
    source,
  };
}
