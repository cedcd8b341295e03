/** A query in other words, where those of its tracker get other names. */
import { findColumn } from "./columns.ts";
import { parseQuery, partsOf, type Query, tokens } from "./query.ts";
import { isVocabularyColumn } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";
import { findWord } from "./vocabulary.ts";

/** A word that gets another name: of a column's values, or (null) the name of a column itself. */
export interface WordRename {
  readonly column: string | null;
  readonly from: string;
  readonly to: string;
}

interface Span {
  readonly at: number;
  readonly length: number;
  readonly words: string;
}

/**
 * The query that means after the renaming what this one means before it: a word that still finds the same stays as it is
 * written. One that cannot be read stays whole; null where gtm cannot say the same.
 */
export function renameInQuery(text: string, rename: WordRename, tracker: Tracker, after: Tracker): string | null {
  const old = parse(text, tracker);
  if (old === null) return text;
  const spans = tokens(text).flatMap((token): readonly Span[] => {
    const { key, value, valueAt } = token;
    if (key === null || key === "is") return [];
    const parts = partsOf(value).map((part) => ({ ...part, at: valueAt + part.at }));
    if (["has", "no", "sort", "columns", "group"].includes(key))
      return parts.flatMap((part) => columnIn(part, rename, tracker));
    const column = findColumn(key, tracker);
    if (column === null) return [];
    const at = token.at + (token.negated ? 1 : 0);
    const own = columnIn({ word: key, written: text.slice(at, at + key.length), at }, rename, tracker);
    if (!isVocabularyColumn(column)) return own;
    return parts.flatMap(({ word: typed, written, at }) => {
      const word = typed.replace(/^[@#](?=.)/, "");
      const found = findWord(column, word, tracker);
      if (!found.ok || (column === "owners" && /^me$/i.test(word))) return [];
      const wanted = column === rename.column && found.key === rename.from ? rename.to : found.key;
      const again = findWord(column, word, after);
      const isSame = again.ok && again.key === wanted;
      return isSame ? [] : [{ at, length: written.length, words: quoted(wanted) }];
    });
  });
  const renamed = spans.reduceRight(
    (query, { at, length, words }) => query.slice(0, at) + words + query.slice(at + length),
    text,
  );
  // In a marker this would be its end.
  const now = renamed.includes("-->") ? null : parse(renamed, after);
  return now !== null && JSON.stringify(written(now)) === JSON.stringify(written(inOtherWords(old, rename)))
    ? renamed
    : null;
}

function parse(text: string, tracker: Tracker): Query | null {
  // Whose query it is, and when it is asked, changes no word of it.
  const reading = parseQuery(text, { tracker, today: "2000-01-01", me: "me" });
  return reading.ok ? reading.query : null;
}

/** A column's name where it is the one: `effort`, `-effort-desc`, `effort="In days"`. */
function columnIn(
  { word, written, at }: { word: string; written: string; at: number },
  { column, from, to }: WordRename,
  tracker: Tracker,
): readonly Span[] {
  if (column !== null) return [];
  const [, sign = "", name = ""] = /^(-?)(.*?)(?:-(?:asc|desc)|=.*)?$/s.exec(word) ?? [];
  const place = written.indexOf(name);
  if (findColumn(name, tracker) !== from || name === "" || place < sign.length) return [];
  return [{ at: at + place, length: name.length, words: to }];
}

function quoted(word: string): string {
  return /[\s",]/.test(word) ? `"${word.replace(/["\\]/g, "\\$&")}"` : word;
}

function inOtherWords(query: Query, { column, from, to }: WordRename): Query {
  const name = (each: string) => (column === null && each === from ? to : each);
  const terms = query.terms.map((term) => {
    if (!("column" in term)) return term;
    if (term.kind !== "value" || term.column !== column) return { ...term, column: name(term.column) };
    return { ...term, values: term.values.map((value) => (value === from ? to : value)) };
  });
  return {
    terms,
    sort: query.sort.map((key) => ({ ...key, column: name(key.column) })),
    columns: query.columns?.map(name) ?? null,
    headings: new Map([...query.headings].map(([key, heading]) => [name(key), heading])),
    group: query.group === null ? null : name(query.group),
  };
}

/** With its headings, which JSON would leave out. */
function written(query: Query): unknown {
  return { ...query, headings: [...query.headings] };
}
