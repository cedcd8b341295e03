/** Tables as teams keep them: few rows, and many columns of their own, some of which hold the same words as others. */
import { addDays, type IsoDate } from "../../../src/core/calendar.ts";
import { isUnnamed } from "../../../src/import/heading-words.ts";
import { type MadeRow, type MadeTracker, makeValue, titles, type Value } from "../generator.ts";
import { type Random, randomFrom } from "./random.ts";
import { vocabularies } from "./vocabularies.ts";
import { type Key, keys, type OwnKey, type SharedKey, type Vocabulary, type Words, w } from "./vocabulary.ts";

interface OwnColumn {
  readonly headings: Words;
  readonly make: (random: Random, vocabulary: Vocabulary, today: IsoDate) => Value;
}

const words = (text: string): Value => ({ kind: "words", text });
const oneOf = (headings: string, values: string): OwnColumn => ({
  headings: w(headings),
  make: (random) => words(random.pick(w(values))),
});
const wholeOf = (headings: string, low: number, high: number, step = 1): OwnColumn => ({
  headings: w(headings),
  make: (random) => words(String(random.whole(low, high) * step)),
});

const own: Readonly<Record<OwnKey, OwnColumn>> = {
  impact: oneOf("Impact", "High,Medium,Low"),
  likelihood: oneOf("Likelihood,Probability", "High,Medium,Low"),
  mitigation: oneOf(
    "Mitigation,Response",
    "Agree a second supplier before the freeze,Keep the old line running for a month,Rehearse twice with the night crew,Ask the insurer for written consent,Split the delivery in three,Hire two people for the peak,Accept,Store spare parts on site",
  ),
  vendor: oneOf("Vendor,Supplier", "Northwind,Brightline Ltd,Kestrel & Co,Umbra Systems,Oakhurst"),
  environment: oneOf("Environment", "Dev,Test,Staging,Production"),
  trade: oneOf("Trade,Discipline needed", "Joinery,Electrics,Plumbing,Plaster,Roofing"),
  version: oneOf("Version,Release", "v1.2,v1.3,v2.1,v2.10"),
  cost: wholeOf("Cost,Estimate (EUR)", 3, 190, 50),
  score: wholeOf("Score,Points", 1, 25),
  approved: oneOf("Approved?,Signed off?", "Yes,No"),
  reviewer: {
    headings: w("Reviewer,Backup"),
    make: (random, { people }) => ({ kind: "people", names: [random.pick(people)] }),
  },
  raised: {
    headings: w("Raised,Last tested"),
    make: (random, _, today) => ({ kind: "date", date: addDays(today, -random.whole(5, 200)) }),
  },
  evidence: oneOf(
    "Evidence,Location",
    "cupboard 14,north yard,folder 3b,minutes of May,photo set,gate 2,loading bay,drawing A7,mail thread,stair C",
  ),
};
export const ownKeys = Object.keys(own) as OwnKey[];
const isOwn = (key: Key): key is OwnKey => key in own;

const looks: Partial<Readonly<Record<Key, string>>> = {
  impact: "level",
  likelihood: "level",
  priority: "level",
  cost: "number",
  score: "number",
  count: "number",
  start: "date",
  due: "date",
  raised: "date",
  approved: "tick",
  flag: "tick",
  mitigation: "sentence",
  description: "sentence",
  reviewer: "person",
  owners: "person",
  vendor: "word",
  environment: "word",
  trade: "word",
  evidence: "word",
  choice: "word",
  area: "word",
  status: "word",
};

/** What a column's values look like to someone who knows nothing of its team: words there might be any, names too. */
export function lookOf(key: Key, { owner }: Vocabulary): string {
  return key === "reviewer" && owner === "name" ? "word" : (looks[key] ?? key);
}

/** How often a table has a column that other teams have too. */
const shared: Partial<Readonly<Record<SharedKey, number>>> = {
  number: 0.5,
  status: 0.75,
  priority: 0.45,
  area: 0.4,
  owners: 0.8,
  start: 0.3,
  due: 0.6,
  timeline: 0.15,
  refs: 0.25,
  comments: 0.25,
  description: 0.25,
  flag: 0.15,
  count: 0.15,
  choice: 0.2,
};

function columnsOf(random: Random, vocabulary: Vocabulary): MadeTracker["columns"] {
  const having = (Object.keys(shared) as SharedKey[]).filter(
    (key) => key !== "number" && random.chance(shared[key] ?? 0),
  );
  const beside: readonly Key[] = random.shuffle([...having, ...random.shuffle(ownKeys).slice(0, random.whole(1, 6))]);
  const at = random.pick([0, 0, 0, 1, 2]);
  const order = [...beside.slice(0, at), "title" as const, ...beside.slice(at)].slice(0, random.whole(4, 12));
  const all: readonly Key[] = random.chance(shared.number ?? 0) ? [...keys("number"), ...order] : order;
  const taken = new Set<string>();
  return all.flatMap((key) => {
    const headings = (isOwn(key) ? own[key].headings : vocabulary.headings[key]).filter(
      (heading) => !isUnnamed(heading),
    );
    const heading = random.pick([headings[0] ?? "", ...headings]);
    if (taken.has(heading)) return [];
    taken.add(heading);
    return [{ key, heading }];
  });
}

/** A table of 3 to 20 rows. The same seed gives the same table. */
export function makeTeamTable(seed: number): MadeTracker {
  const random = randomFrom(seed * 31 + 7);
  // Dates tell their year: which year a short one means is not what these tables try.
  const date = random.pick(["iso", "full", "day-month"] as const);
  const vocabulary = { ...random.pick(vocabularies), date };
  const today = addDays("2024-01-20", random.whole(0, 1000));
  const columns = columnsOf(random, vocabulary);
  const fills = new Map(columns.map(({ key }) => [key, random.pick([1, 1, 0.95, 0.8, 0.5, 0.15])]));
  const rows = titles(random, vocabulary, random.whole(3, 20)).map((title, index): MadeRow => {
    const values = new Map<Key, Value>();
    let start: IsoDate | null = null;
    for (const { key } of columns.toSorted((a, b) => Number(b.key === "start") - Number(a.key === "start"))) {
      if (!random.chance(fills.get(key) ?? 1)) continue;
      const value: Value = isOwn(key)
        ? own[key].make(random, vocabulary, today)
        : makeValue(key, random, vocabulary, today, start);
      values.set(key, value);
      if (key === "start" && value.kind === "date") start = value.date;
    }
    values.set("title", words(title));
    const number = columns[0]?.key === "number" ? index + 1 : null;
    if (number !== null) values.set("number", words(String(number)));
    return { number, values };
  });
  return { seed, vocabulary, today, columns, rows, form: random.whole(0, 11) };
}
