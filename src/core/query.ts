/** The query language of `list` and of the page's markers: `status:blocked owner:me due:<2017-12-01 -area:"X" words sort:due`. */
import type { IsoDate } from "./calendar.ts";
import { type Column, findColumn, suggestColumn } from "./columns.ts";
import type { Item } from "./item.ts";
import { fieldRule, readFieldValue } from "./item-file.ts";
import { itemKeyOf, keyForm } from "./item-key.ts";
import { nearest } from "./nearest.ts";
import { factsOf, isOfKind, isVocabularyColumn } from "./standard-columns.ts";
import { isClosedStatus } from "./status.ts";
import { statusKey, type Tracker } from "./tracker.ts";
import { dateExamples, readTypedDate } from "./typed-date.ts";
import { findWord, vocabularyKeys } from "./vocabulary.ts";

export const states = ["open", "closed", "overdue", "stale"] as const;
export type State = (typeof states)[number];

/** What a value is held against. Dates are ISO dates, which sort as strings. */
export interface Bound {
  readonly operator: "<" | "<=" | ">" | ">=";
  readonly value: IsoDate | number;
}

export type Condition =
  /** An item's key is found whole. */
  | { readonly kind: "words"; readonly words: string; readonly isKey: boolean }
  | { readonly kind: "is"; readonly states: readonly State[] }
  | { readonly kind: "has"; readonly column: Column }
  /** What has changed since a date, a revision or the last meeting: only history can tell. */
  | { readonly kind: "since"; readonly when: string }
  | { readonly kind: "value"; readonly column: Column; readonly values: readonly string[] }
  | { readonly kind: "range"; readonly column: Column; readonly bounds: readonly Bound[] };

export type Term = Condition & { readonly negated: boolean };

export interface SortKey {
  readonly column: Column;
  readonly descending: boolean;
}

export interface Query {
  readonly terms: readonly Term[];
  readonly sort: readonly SortKey[];
  /** Null: the asker's default. */
  readonly columns: readonly Column[] | null;
  /** What `columns:refs="Risk ID"` calls its columns on the page. */
  readonly headings: ReadonlyMap<Column, string>;
  readonly group: Column | null;
}

/** What a query's words are read against. */
export interface QueryContext {
  readonly tracker: Tracker;
  readonly today: IsoDate;
  /** The handle that `me` stands for; null where the identity is nobody's. */
  readonly me: string | null;
  /** Their words are known too, whatever the tracker says: what is there can be asked for. */
  readonly items?: readonly Item[] | undefined;
  /** Whether whoever asks can look into history, as `since:` needs. */
  readonly hasPast?: boolean;
}

export interface QueryProblem {
  /** 1-based place in the query. */
  readonly column: number;
  readonly message: string;
}

export type QueryReading = { ok: true; query: Query } | { ok: false; problem: QueryProblem };

export interface Token {
  readonly at: number;
  readonly negated: boolean;
  /** Null for plain words. */
  readonly key: string | null;
  readonly value: string;
  /** Where the value begins. */
  readonly valueAt: number;
}

/** True when a query speaks of `me`: only then need anyone ask git who that is. */
export function asksForMe(text: string): boolean {
  return /:@?me\b|,@?me\b/i.test(text);
}

export function parseQuery(text: string, context: QueryContext): QueryReading {
  const terms: Term[] = [];
  let [sort, named, group]: [readonly SortKey[], readonly NamedColumn[] | null, Column | null] = [[], null, null];
  try {
    for (const token of tokens(text)) {
      if (token.key !== null && split(token.value).every((word) => word === "")) failEmpty(token);
      if (token.key === "sort") sort = readSort(token, context.tracker);
      else if (token.key === "columns") named = readColumns(token, context.tracker);
      else if (token.key === "group") group = columnOf(token.value, token, context.tracker);
      else terms.push({ ...readCondition(token, context), negated: token.negated !== (token.key === "no") });
    }
    const headings = (named ?? []).flatMap(({ column, heading }) =>
      heading === null ? [] : [[column, heading] as const],
    );
    const columns = named?.map(({ column }) => column) ?? null;
    return { ok: true, query: { terms, sort, columns, headings: new Map(headings), group } };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Unreadable extends Error {
  readonly problem: QueryProblem;
  constructor(problem: QueryProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

function fail(token: Token, message: string): never {
  throw new Unreadable({ column: token.at + 1, message });
}

function failEmpty(token: Token): never {
  const isColumn = !["is", "has", "no", "since", "sort", "columns", "group"].includes(token.key ?? "");
  return fail(token, `${token.key}: needs a value${isColumn ? `; for items without one use no:${token.key}` : ""}`);
}

/** The words and qualifiers of a query. */
export function tokens(text: string): Token[] {
  if (text === "") return [];
  const value = /((?:[^\s",]|,(?=\S)|"(?:[^"\\]|\\.)*")+|"(?:[^"\\]|\\.)*|,)/u.source;
  const pattern = new RegExp(`(-?)(?:([\\p{L}#][\\p{L}\\p{N}_-]*):${value}?|${value})`, "gu");
  return [...text.matchAll(pattern)].map((match) => {
    const value = match[3] ?? match[4] ?? "";
    return {
      at: match.index,
      negated: match[1] === "-",
      key: match[2]?.toLowerCase() ?? null,
      value,
      valueAt: match.index + match[0].length - value.length,
    };
  });
}

/** The values of a comma-separated list, without their quotes. */
function split(value: string): string[] {
  return partsOf(value).map(({ word }) => word);
}

/** The same, with what is written for each and where. */
export function partsOf(value: string): { readonly word: string; readonly written: string; readonly at: number }[] {
  return [...value.matchAll(/(?:"(?:[^"\\]|\\.)*"?|[^,])+/g)].map(({ 0: written, index }) => ({
    word: written.replace(/"((?:[^"\\]|\\.)*)"?/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1")),
    written,
    at: index,
  }));
}

function readCondition(token: Token, context: QueryContext): Condition {
  const { key, value } = token;
  if (key === null) {
    refuseComparison(token, context.tracker);
    const words = split(value).join(",");
    return { kind: "words", words, isKey: !words.includes("/") && isKeyOf(words, context.items) };
  }
  if (key === "is") return { kind: "is", states: split(value).map((word) => readState(word, token, context.tracker)) };
  if (key === "since") return readSince(token, context);
  if (key === "has" || key === "no") return { kind: "has", column: columnOf(value, token, context.tracker) };
  const column = columnOf(key, token, context.tracker);
  if (isDateColumn(column, context.tracker))
    return { kind: "range", column, bounds: readBounds(token, (text) => readDates(text, token, column, context)) };
  if (isNumberColumn(column, context.tracker) && /^(?:[<>]|\*)|\.\./.test(value)) {
    return { kind: "range", column, bounds: readBounds(token, (text) => readNumber(text, token)) };
  }
  return { kind: "value", column, values: split(value).map((word) => readValue(word, token, column, context)) };
}

/** A word of the tracker's as its key; of any other column as it is, where it can be one of its values. */
function readValue(typed: string, token: Token, column: Column, context: QueryContext): string {
  const { me, tracker, items } = context;
  const word = typed.replace(/^[@#](?=.)/, "");
  if (column === "owners" && /^me$/i.test(word))
    return (
      me ??
      fail(
        token,
        "nobody in tracker.md has your git e-mail or name: add yourself (gtm person add HANDLE --email ADDRESS), or name the owner",
      )
    );
  if (column === "number") return isKeyOf(word, items) ? word : String(readNumber(word, token).first);
  if (isVocabularyColumn(column)) {
    const found = findWord(column, word, tracker, { items });
    if (found.ok) return found.key;
    const closed = column === "status" && isClosedStatus(word) ? "; to find closed items, use is:closed" : "";
    return fail(token, `${found.message}${found.message.endsWith("?") ? " " : ": "}${found.known}${closed}`);
  }
  const field = Object.hasOwn(tracker.fields, column) ? tracker.fields[column] : undefined;
  if (!field) return word;
  const choice = field.values.find((known) => known.toLowerCase() === word.toLowerCase()) ?? word;
  return readFieldValue(choice, field) === null ? fail(token, `${column} ${fieldRule(word, field)}`) : choice;
}

/** Of a key that an item has: another word for a number is none. */
function isKeyOf(word: string, items: readonly Item[] = []): boolean {
  return items.some((item) => keyForm(itemKeyOf(item) ?? "") === keyForm(word));
}

/** `due<+4w` and `status=pending` would find those words, and so nothing, in silence. */
function refuseComparison(token: Token, tracker: Tracker): void {
  const [, word = "", sign = "", value = ""] = /^([\p{L}][\p{L}\p{N}_-]*)(<=?|>=?|=)(.+)$/u.exec(token.value) ?? [];
  const column = word === "" ? null : findColumn(word, tracker);
  if (column === null) return;
  const bound = sign === "=" ? value : `"${sign}${value}"`;
  fail(token, `did you mean ${token.negated ? "-" : ""}${word}:${bound}? To look for the word, put it in quotes`);
}

function readSince(token: Token, { hasPast = false }: QueryContext): Condition {
  if (hasPast) return { kind: "since", when: split(token.value).join(",") };
  return fail(token, "since: is for commands, not for the page: gtm render --since marks what has changed");
}

function readState(word: string, token: Token, tracker: Tracker): State {
  const state = states.find((name) => name === word.toLowerCase());
  if (state) return state;
  const status = vocabularyKeys("status", tracker).find((key) => key === statusKey(word));
  if (status !== undefined) fail(token, `is:${word} is not known; did you mean status:${status}?`);
  const near = /^late$/i.test(word) ? "overdue" : nearest(word, states);
  return fail(
    token,
    `is:${word} is not known: ${states.map((name) => `is:${name}`).join(", ")}${near ? `; did you mean is:${near}?` : ""}`,
  );
}

function readSort(token: Token, tracker: Tracker): SortKey[] {
  return split(token.value).map((word) => {
    const match = /^(-?)(.*?)(?:-(asc|desc))?$/.exec(word);
    return {
      column: columnOf(match?.[2] ?? word, token, tracker),
      descending: match?.[1] === "-" || match?.[3] === "desc",
    };
  });
}

interface NamedColumn {
  readonly column: Column;
  /** Null: the tracker's own. */
  readonly heading: string | null;
}

/** `number,refs="Risk ID",owners` */
function readColumns(token: Token, tracker: Tracker): NamedColumn[] {
  return split(token.value).map((word) => {
    const [, name = word, heading = null] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (heading?.trim() === "") fail(token, `"${word}" needs a heading, as in ${name}="Open items"`);
    return { column: columnOf(name, token, tracker), heading };
  });
}

function columnOf(word: string, token: Token, tracker: Tracker): Column {
  const column = findColumn(word, tracker);
  if (column) return column;
  const { names, near } = suggestColumn(word, tracker);
  return fail(token, `"${word}" is not a column: ${names.join(", ")}${near ? `; did you mean ${near}?` : ""}`);
}

export function isDateColumn(column: Column, tracker: Tracker): boolean {
  return isOfKind(column, "day") || (Object.hasOwn(tracker.fields, column) && tracker.fields[column]?.type === "date");
}

export function isNumberColumn(column: Column, tracker: Tracker): boolean {
  return (
    isOfKind(column, "number") || (Object.hasOwn(tracker.fields, column) && tracker.fields[column]?.type === "number")
  );
}

/** What a bound names: a value, or a stretch from its first to its last. */
interface Extent {
  readonly first: Bound["value"];
  readonly last: Bound["value"];
}

function readDates(text: string, token: Token, column: Column, { today }: QueryContext): Extent {
  const date = readTypedDate(text, today, factsOf(column)?.dateUse === "then" ? "then" : "due");
  return date.ok ? date.span : fail(token, date.isKnown ? date.message : `${date.message}: ${dateExamples}`);
}

function readNumber(text: string, token: Token): Extent {
  const number = Number(text.replace(/^#/, ""));
  if (text === "" || !Number.isFinite(number)) return fail(token, `"${text}" is not a number`);
  return { first: number, last: number };
}

/** `<x`, `<=x`, `>x`, `>=x`, `a..b`, `a..*`, `*..b` or a single value; a stretch such as `Q1` counts whole. */
function readBounds(token: Token, read: (text: string) => Extent): readonly Bound[] {
  const value = split(token.value).join(",");
  const compared = /^([<>]=?)(.+)$/.exec(value);
  if (compared) {
    const [operator, { first, last }] = [compared[1] as Bound["operator"], read(compared[2] ?? "")];
    return [{ operator, value: operator === "<" || operator === ">=" ? first : last }];
  }
  const between = /^(.*?)\.\.(.*)$/.exec(value);
  const [from, to] = between ? [between[1] ?? "", between[2] ?? ""] : [value, value];
  const isOpenEnd = (text: string) => text === "" || text === "*";
  return [
    ...(isOpenEnd(from) ? [] : [{ operator: ">=" as const, value: read(from).first }]),
    ...(isOpenEnd(to) ? [] : [{ operator: "<=" as const, value: read(to).last }]),
  ];
}
