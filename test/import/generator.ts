/** Invented trackers, seeded: what a page holds, what gtm should read from it. Writers turn one into text (`generator/write-*.ts`). */
import { addDays, addMonths, type IsoDate } from "../../src/core/calendar.ts";
import { isClosedStatus } from "../../src/core/status.ts";
import { type Random, randomFrom } from "./generator/random.ts";
import { spellMonth } from "./generator/spell.ts";
import { vocabularies } from "./generator/vocabularies.ts";
import type { Key, SharedKey, Vocabulary, Words } from "./generator/vocabulary.ts";

export interface Remark {
  readonly date: IsoDate;
  /** The person spoken to, or null. */
  readonly to: string | null;
  readonly text: string;
  readonly nested: readonly string[];
}

export type Value =
  | { readonly kind: "blank" }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "date"; readonly date: IsoDate }
  | { readonly kind: "people"; readonly names: readonly string[] }
  | { readonly kind: "remarks"; readonly remarks: readonly Remark[] };

export interface MadeRow {
  readonly number: number | null;
  /** By column. */
  readonly values: ReadonlyMap<Key, Value>;
}

export interface MadeTracker {
  readonly seed: number;
  readonly vocabulary: Vocabulary;
  readonly today: IsoDate;
  readonly columns: readonly { readonly key: Key; readonly heading: string }[];
  readonly rows: readonly MadeRow[];
  /** How comments are marked up: 0, 1, … each source has its own list of forms. */
  readonly form: number;
}

const blank: Value = { kind: "blank" };
const words = (text: string): Value => ({ kind: "words", text });

/** How often a cell is filled, by column; each page shifts these a little. */
const fills: Partial<Readonly<Record<Key, number>>> = {
  status: 0.95,
  priority: 0.85,
  area: 0.93,
  owners: 0.88,
  start: 0.4,
  due: 0.65,
  timeline: 0.6,
  refs: 0.6,
  comments: 0.7,
  description: 0.6,
  flag: 0.5,
  count: 0.5,
  choice: 0.7,
};
const optional: ReadonlySet<SharedKey> = new Set<SharedKey>([
  "number",
  "start",
  "timeline",
  "refs",
  "flag",
  "count",
  "choice",
]);

const sentences: Words = [
  "first version is with legal",
  "waiting for the supplier, who promised an answer by Monday",
  "numbers look fine; two open questions remain",
  "moved to the next round",
  "agreed in the weekly call. Slides follow.",
  "needs a second look (see the board)",
  "kick-off went well",
  "cost went up by 5%",
];
const nestedWords: Words = ["ask the printer", "check the contract", "two samples, then choose", "tell the office"];
const backgrounds: Words = [
  "Carried over from last year because nobody had the time",
  "The board asked for this twice, and wants to see a plan",
  "Comes from the visitor survey: most people never found it",
  "Part of the general renewal, paid for by the second grant",
];

function remarksOf(random: Random, vocabulary: Vocabulary, today: IsoDate): readonly Remark[] {
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  let date = addDays(today, -random.whole(0, 6));
  return Array.from({ length: count }, (): Remark => {
    const remark = {
      date,
      to: random.chance(0.3) ? random.pick(vocabulary.people) : null,
      text: random.pick(sentences),
      nested: random.chance(0.15) ? random.shuffle(nestedWords).slice(0, 2) : [],
    };
    date = addDays(date, -random.whole(3, 12));
    return remark;
  });
}

function ownersOf(random: Random, { people }: Vocabulary): Value {
  const names = random.shuffle(people).slice(0, random.chance(0.15) ? 2 : 1);
  return { kind: "people", names };
}

/** The words of a timeline, in the months and the year to come. */
function timelineOf(random: Random, { timelines }: Vocabulary, today: IsoDate): string {
  const next = String(Number(today.slice(0, 4)) + 1);
  return random
    .pick(timelines)
    .replace(/\{(\d)\}/, (_, months: string) => spellMonth(addMonths(today, Number(months))))
    .replace("NYNY", next)
    .replace("NY", next.slice(2));
}

export function makeValue(
  key: Key,
  random: Random,
  vocabulary: Vocabulary,
  today: IsoDate,
  start: IsoDate | null,
): Value {
  switch (key) {
    case "status":
      return words(random.pick(vocabulary.statuses));
    case "priority":
      return words(random.pick(vocabulary.priorities));
    case "area":
      return words(random.pick(vocabulary.areas));
    case "choice":
      return words(random.pick(vocabulary.choices));
    case "owners":
      return ownersOf(random, vocabulary);
    case "start":
      return { kind: "date", date: addDays(today, random.whole(-40, 10)) };
    case "due":
      return { kind: "date", date: addDays(start ?? today, random.whole(start === null ? -10 : 3, 100)) };
    case "timeline":
      return words(timelineOf(random, vocabulary, today));
    case "refs":
      return words(`${vocabulary.prefix}-${random.whole(11, 4000)}`);
    case "comments":
      return { kind: "remarks", remarks: remarksOf(random, vocabulary, today) };
    case "description":
      return words(random.pick(backgrounds));
    case "flag":
      return words(random.pick(["Y", "Y", "N"]));
    case "count":
      return words(String(random.whole(6, 480)));
    default:
      return blank;
  }
}

export function titles(random: Random, { verbs, things, places }: Vocabulary, count: number): readonly string[] {
  const all = verbs.flatMap((verb) =>
    things.flatMap((thing) => [`${verb} ${thing}`, ...places.map((place) => `${verb} ${thing} for ${place}`)]),
  );
  return random.shuffle(all).slice(0, count);
}

function columnsOf(random: Random, vocabulary: Vocabulary): MadeTracker["columns"] {
  const order = random.pick(vocabulary.orders).filter((key) => !optional.has(key) || random.chance(0.75));
  return order.map((key) => ({ key, heading: random.pick(vocabulary.headings[key]) }));
}

function makeRow(
  random: Random,
  tracker: Omit<MadeTracker, "rows">,
  title: string,
  index: number,
  fill: (key: Key) => number,
): MadeRow {
  const { vocabulary, today, columns } = tracker;
  const values = new Map<Key, Value>();
  let start: IsoDate | null = null;
  for (const key of ["start", ...columns.map((column) => column.key)] as const) {
    if (values.has(key) || !columns.some((column) => column.key === key)) continue;
    const value: Value = random.chance(fill(key)) ? makeValue(key, random, vocabulary, today, start) : blank;
    values.set(key, value);
    if (key === "start" && value.kind === "date") start = value.date;
  }
  values.set("title", words(title));
  const number = columns.some((column) => column.key === "number") ? index + 1 : null;
  if (number !== null) values.set("number", words(String(number)));
  return { number, values };
}

/** A tracker of `least` to `most` items. The same seed gives the same tracker. */
export function makeTracker(seed: number, least = 8, most = 40): MadeTracker {
  const random = randomFrom(seed);
  const vocabulary = random.pick(vocabularies);
  const today = addDays("2024-01-20", random.whole(0, 1000));
  const columns: MadeTracker["columns"] = columnsOf(random, vocabulary);
  const bare = { seed, vocabulary, today, columns, form: random.whole(0, 11) };
  const shift = new Map(bare.columns.map(({ key }) => [key, random.next() * 0.2 - 0.1]));
  const fill = (key: Key) => (fills[key] ?? 1) + (shift.get(key) ?? 0);
  const names = titles(random, vocabulary, random.whole(least, most));
  return { ...bare, rows: names.map((title, index) => makeRow(random, bare, title, index, fill)) };
}

export function isClosed(row: MadeRow): boolean {
  const status = row.values.get("status");
  return status?.kind === "words" && isClosedStatus(status.text);
}
