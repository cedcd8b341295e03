/** What an import does to a tracker: texts of new files, comments for items that are there, the new `tracker.md`. */
import type { IsoDate } from "../core/calendar.ts";
import { composeItem } from "../core/compose.ts";
import { highestNumber, itemFileName } from "../core/file-name.ts";
import { groupBy } from "../core/group-by.ts";
import { type Item, isOpen } from "../core/item.ts";
import { type ItemRepair, trustedConfidence } from "../core/repair.ts";
import { openingStatus, statusWhenClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import { compareFields, type FieldChange, type KnownItem, newComments, type StoredValue } from "./compare.ts";
import { type Match, matchDrafts } from "./match.ts";
import type { Draft, PageReading } from "./reading.ts";

/** What the page says otherwise than an item does, and whether the import makes it so. */
export interface PlannedChange extends FieldChange {
  readonly item: number;
  readonly applied: boolean;
  readonly kept: WhyKept | null;
}

/**
 * Why an item keeps what it has though the page says otherwise: nobody asked for the change; it was changed in git too, or
 * history does not tell by whom; the page's cell, its row, or the row's being this item is itself a guess; or it is prose,
 * which is changed by hand.
 */
export type WhyKept = "unasked" | "both" | "unknown" | "cell" | "row" | "match" | "prose";

/** Of a pair that is only likely; there is too little of them to measure more finely. */
const likelyMatch = 0.7;

export type ItemUpdate = Pick<ReturnType<typeof planUpdate>, "item" | "comments" | "keys">;

export type ImportPlan = ReturnType<typeof planImport>;

export interface PlanOptions {
  readonly tracker: Tracker;
  readonly today: IsoDate;
  /** What imports call this page. */
  readonly source: string;
  /** Numbers that are not free: of every file of the tracker, readable or not. */
  readonly taken: ReadonlySet<number>;
  /** Apply what changed on the page alone. */
  readonly update: boolean;
  /** Who wins where both changed; null leaves it as it is, and says so. */
  readonly prefer: "page" | "git" | null;
}

/** A draft that is an item already gives it comments and, where that is asked for, values; any other becomes an item. */
export function planImport(page: PageReading, known: readonly KnownItem[], options: PlanOptions) {
  const knownBy = new Map<Item, KnownItem>(known.map((each) => [each.item, each]));
  const hasHistory = known.some(({ imported }) => imported !== null);
  const isOfPage = (item: Item) => !hasHistory || knownBy.get(item)?.imported !== null;
  const matches = matchDrafts(page.drafts, [...knownBy.keys()], isOfPage);
  const fresh = page.drafts.filter((_, index) => !matches[index]);
  const numbers = giveNumbers(fresh, options.taken);
  const pairs = page.drafts.flatMap((draft, index): Pair[] => {
    const { item, doubt = null } = matches[index] ?? {};
    const own = item && knownBy.get(item);
    return own ? [{ draft, row: index + 1, known: own, doubt }] : [];
  });
  const updates = pairs.map((pair) => planUpdate(pair, page, options));
  const hasNews = ({ comments, keys }: ItemUpdate) => comments.length > 0 || keys.length > 0;
  const guesses = fresh.flatMap((draft) => repairsOf(draft, numbers.get(draft) ?? 0));
  return {
    created: fresh.map((draft) => newFile(draft, numbers.get(draft) ?? 0, options)),
    // Items that are there already and get comments or values that only the page had.
    updated: updates.filter(hasNews),
    unchanged: updates.filter((update) => !hasNews(update)).map(({ item }) => item.id),
    // Every difference, applied or not; those that need a look first.
    changes: updates.flatMap(({ changes }) => changes).sort((a, b) => urgencyOf(b) - urgencyOf(a) || a.item - b.item),
    // Of new items; of others, those for which a change was not taken.
    repairs: [...guesses, ...updates.flatMap(({ repairs }) => repairs)].sort(
      (a, b) => a.confidence - b.confidence || a.line - b.line,
    ),
    // Items that a row is only likely to be: a repair of each says so.
    likely: pairs.flatMap(({ known: { item }, doubt }) => (doubt === null ? [] : item.id)),
    gone: goneItems(page, known, new Set(matches.flatMap((match) => match?.item ?? [])), options),
    order: page.drafts.map((draft, index) => matches[index]?.item.id ?? numbers.get(draft) ?? 0),
    // New items whose number on the page was another item's.
    renumbered: fresh.flatMap((draft) => {
      const item = numbers.get(draft) ?? 0;
      return draft.number === null || draft.number === item ? [] : { item, onPage: draft.number };
    }),
  };
}

interface Pair {
  readonly draft: Draft;
  /** Its place among all rows of the page. */
  readonly row: number;
  readonly known: KnownItem;
  readonly doubt: Match["doubt"];
}

/** What is in doubt about a row and held something back: all of its guesses, or that it is this item. */
function doubtsOf({ draft, row, known, doubt }: Pair, changes: readonly PlannedChange[]): readonly ItemRepair[] {
  const item = known.item.id;
  if (doubt !== null) {
    const guess = { value: draft.title, alternative: "a new item", reason: doubt, confidence: likelyMatch };
    return [{ item, row, line: draft.source.line, column: "title", ...guess }];
  }
  const isHeld = changes.some(({ kept }) => kept === "cell" || kept === "row");
  return isHeld ? repairsOf(draft, item).filter(isDoubt) : [];
}

function repairsOf({ repairs, headings }: Draft, item: number): readonly ItemRepair[] {
  return repairs.map((repair) => ({ ...repair, item, heading: headings?.[repair.column] }));
}

function isDoubt({ confidence }: Pick<ItemRepair, "confidence">): boolean {
  return confidence < trustedConfidence;
}

/**
 * What the page has dropped. A page comes each week under another name: what other names brought counts where this one has
 * most of it. What stands on the page, but was not taken this time, is not gone.
 */
function goneItems(page: PageReading, known: readonly KnownItem[], there: ReadonlySet<Item>, { source }: PlanOptions) {
  const brought = known.filter((each) => each.source !== "" && isOpen(each.item));
  return [...groupBy(brought, (each) => each.source)].flatMap(([name, all]) => {
    const missing = all.filter(({ item }) => !there.has(item));
    const isThisPage = name === source || missing.length * 2 < all.length;
    return isThisPage ? missing.flatMap(({ item }) => (page.template.includes(item.title) ? [] : item)) : [];
  });
}

const urgencyOf = ({ by, applied }: PlannedChange) => (applied ? 0 : 1) + { both: 4, page: 2, git: 0 }[by];

function planUpdate(pair: Pair, page: PageReading, options: PlanOptions) {
  const { draft, known } = pair;
  const { item } = known;
  const changes = compareFields(draft, known, page, options.tracker).map((change) => {
    const kept = whyKept(change, pair, options);
    return { ...change, item: item.id, kept, applied: change.by !== "git" && kept === null };
  });
  const keys = changes.filter(({ applied }) => applied).flatMap((change) => keysOf(change, draft, options));
  return { item, comments: newComments(draft, item), keys, changes, repairs: doubtsOf(pair, changes) };
}

function whyKept({ key, by }: FieldChange, { draft, known, doubt }: Pair, options: PlanOptions): WhyKept | null {
  if (by === "git") return null;
  if (key === "description") return "prose";
  if (doubt !== null) return "match";
  if (isDoubt(draft)) return draft.repairs.some((repair) => repair.column === key && isDoubt(repair)) ? "cell" : "row";
  if (by === "page") return options.update ? null : "unasked";
  if (options.update && options.prefer === "page") return null;
  return known.imported === null ? "unknown" : "both";
}

type KeyValue = readonly [key: string, value: StoredValue];

function keysOf({ key, page }: FieldChange, draft: Draft, { tracker, today }: PlanOptions): readonly KeyValue[] {
  if (key !== "closed") return [[key, page !== null && page.length === 0 ? null : page]];
  const closed = page === null ? null : (draft.closedDate ?? today);
  const status = closed === null ? (draft.status ?? openingStatus(tracker)) : statusWhenClosed(draft.status, tracker);
  return [["closed", closed], ...(closed !== null && status === null ? [] : [["status", status] as const])];
}

/** The page's own numbers first; then the next free ones, in the page's order. */
function giveNumbers(drafts: readonly Draft[], taken: ReadonlySet<number>): ReadonlyMap<Draft, number> {
  const used = new Set(taken);
  const numbers = new Map<Draft, number>();
  const give = (draft: Draft, number: number) => {
    numbers.set(draft, number);
    used.add(number);
  };
  for (const draft of drafts) {
    const number = draft.number ?? 0;
    if (number >= 1 && number <= highestNumber && !used.has(number)) give(draft, number);
  }
  let last = [...used].reduce((highest, number) => Math.max(highest, number), 0);
  for (const draft of drafts.filter((each) => !numbers.has(each))) {
    do last = last < highestNumber ? last + 1 : 1;
    while (used.has(last));
    give(draft, last);
  }
  return numbers;
}

function newFile(draft: Draft, id: number, { today }: PlanOptions) {
  const { source, title } = draft;
  // The row as the page has it, in an HTML comment that its own words cannot end.
  const note = `<!-- gtm:source line ${source.line}\n${source.text.replaceAll("-->", "--&gt;").trim()}\n-->`;
  const closed = draft.closed ? (draft.closedDate ?? today) : null;
  const description = [isDoubt(draft) ? note : "", draft.description].filter(Boolean).join("\n\n");
  const comments = newComments(draft, { comments: [] });
  return { id, name: itemFileName(id, title), text: composeItem({ ...draft, id, closed, description, comments }) };
}
