/** Which items a query names, and in what order. */
import { addDays, type IsoDate } from "./calendar.ts";
import { type Column, columnText } from "./columns.ts";
import { type Item, isOpen, lastCommentDate } from "./item.ts";
import { itemKeyOf, keyForm, namesIn } from "./item-key.ts";
import { onceAWord } from "./once-a-word.ts";
import type { Bound, Query, State, Term } from "./query.ts";
import { sortItems } from "./rank.ts";
import { columnNames, factsOf, isOfKind } from "./standard-columns.ts";
import { statusKey, type Tracker } from "./tracker.ts";
import { readBoolean } from "./yes-no.ts";

export interface SelectContext {
  readonly tracker: Tracker;
  readonly today: IsoDate;
  /** Numbers of items without a sign of life of their own that are stale by their age: only history can tell. */
  readonly unheard?: ReadonlySet<number> | undefined;
  /** The numbers of the items that have changed since each moment that a query names. */
  readonly changed?: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The items that every term of the query holds for, sorted as it says; by number where it says nothing. */
export function selectItems(items: readonly Item[], query: Query, context: SelectContext): readonly Item[] {
  const matching = items.filter((item) => query.terms.every((term) => holds(item, term, context) !== term.negated));
  return sortItems(matching, query.sort, context.tracker);
}

/** True when the query itself says whether open or closed items are wanted. */
export function namesState(query: Query): boolean {
  return query.terms.some(
    (term) =>
      term.kind === "is" ||
      // What was closed has changed too; what has not is asked for among what is open.
      (term.kind === "since" && !term.negated) ||
      ("column" in term && (term.column === "closed" || term.column === "number")),
  );
}

/** True when a query speaks of stale items: only then need anyone ask how old those are that say nothing of it. */
export function asksForStale(query: Query): boolean {
  return query.terms.some((term) => term.kind === "is" && term.states.includes("stale"));
}

/** True when a query speaks of what has changed: only then need anyone look into history. */
export function asksForPast(query: Query): boolean {
  return query.terms.some(({ kind }) => kind === "since");
}

function holds(item: Item, term: Term, context: SelectContext): boolean {
  switch (term.kind) {
    case "words":
      return hasWords(searchText(item, context.tracker), term);
    case "is":
      return term.states.some((state) => isInState(item, state, context));
    case "has":
      return columnText(item, term.column, context.tracker) !== "";
    case "since":
      return context.changed?.get(term.when)?.has(item.id) === true;
    case "value":
      return term.values.some((value) => isValue(item, term.column, value, context.tracker));
    case "range":
      return inRange(item, term.column, term.bounds, context.tracker);
  }
}

/** True of an open item whose due day has passed. */
export function isOverdue(item: Item, today: IsoDate): boolean {
  return isOpen(item) && item.due !== null && item.due < today;
}

/** True of an open item with no sign of life (a comment, or its start) within the tracker's `stale-after` days. */
export function isStale(item: Item, { tracker, today, unheard }: SelectContext): boolean {
  if (!isOpen(item)) return false;
  const sign = lastSign(item, today);
  return sign === null ? unheard?.has(item.id) === true : isLongAgo(sign, tracker, today);
}

/** The open items that say nothing of their age: neither a comment nor a start, up to a day. */
export function silentItems(items: readonly Item[], today: IsoDate): readonly Item[] {
  return items.filter((item) => isOpen(item) && lastSign(item, today) === null);
}

/** True of a day further back than the tracker's `stale-after`. */
export function isLongAgo(day: IsoDate, tracker: Tracker, today: IsoDate): boolean {
  return day < oldestFresh(today, tracker);
}

const oldestFresh = onceAWord((today, tracker): IsoDate => addDays(today, -tracker["stale-after"]));

/** The last day on which an item gave a sign of life; null where nothing of its own tells one. */
export function lastSign(item: Item, today: IsoDate): IsoDate | null {
  let last: IsoDate | null = null;
  for (const day of [lastCommentDate(item), item.start])
    if (day !== null && day <= today && (last === null || day > last)) last = day;
  return last;
}

function isInState(item: Item, state: State, context: SelectContext): boolean {
  switch (state) {
    case "open":
      return isOpen(item);
    case "closed":
      return !isOpen(item);
    case "overdue":
      return isOverdue(item, context.today);
    case "stale":
      return isStale(item, context);
  }
}

/** `#17` is that number, not the beginning of `#170`, and R-1 not that of R-10. */
function hasWords(text: string, { words, isKey }: Extract<Term, { kind: "words" }>): boolean {
  if (/^#\d+$/.test(words)) return new RegExp(`${words}(?!\\d)`).test(text);
  if (!isKey) return text.includes(words.toLowerCase());
  return [...namesIn(text)].some(([name]) => keyForm(name) === keyForm(words));
}

const searched = columnNames.filter((column) => factsOf(column)?.isSearched);

function searchText(item: Item, tracker: Tracker): string {
  const words = searched.map((column) => columnText(item, column, tracker));
  return [`#${item.id}`, ...words, ...item.comments.map((comment) => comment.text)].join("\n").toLowerCase();
}

function isValue(item: Item, column: Column, value: string, tracker: Tracker): boolean {
  const wanted = value.toLowerCase();
  if (column === "status") return item.status !== null && statusKey(item.status) === statusKey(value);
  if (isOfKind(column, "words")) return item[column].some((word) => word.toLowerCase() === wanted);
  switch (factsOf(column)?.kind) {
    case "number":
      return item.id === Number(value) || keyForm(itemKeyOf(item) ?? "") === keyForm(value);
    case "title":
    case "prose":
      return columnText(item, column, tracker).toLowerCase().includes(wanted);
    case "comments":
      return item.comments.some((comment) => comment.text.toLowerCase().includes(wanted) || comment.author === value);
    default:
      return sameWord(columnText(item, column, tracker).toLowerCase(), wanted, item.fields[column]);
  }
}

function sameWord(text: string, wanted: string, value: unknown): boolean {
  if (typeof value === "boolean") return value === readBoolean(wanted);
  if (typeof value === "number") return wanted !== "" && value === Number(wanted);
  return text === wanted;
}

function inRange(item: Item, column: Column, bounds: readonly Bound[], tracker: Tracker): boolean {
  const text = columnText(item, column, tracker);
  if (text === "") return false;
  return bounds.every(({ operator, value }) => {
    const own = typeof value === "number" ? Number(text) : text;
    if (operator === "<") return own < value;
    if (operator === "<=") return own <= value;
    return operator === ">" ? own > value : own >= value;
  });
}
