/**
 * Items as people write them, in odd but legal YAML, and what two people do to one: each edit is known by what it changes, so
 * that a test can say which pairs clash, and what both together mean, without a look at the merge.
 */
import fc from "fast-check";

export interface ModelComment {
  readonly date: string;
  readonly author: string | null;
  readonly text: string;
  /** Its place in the item that both began with; null of one that a side added. */
  readonly origin: number | null;
}

export interface Model {
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** One line each, no two alike. */
  readonly description: readonly { readonly text: string; readonly origin: number | null }[];
  readonly comments: readonly ModelComment[];
}

/** How an item is written down; nothing of it has a meaning. */
export interface Look {
  readonly quotes: Readonly<Record<string, "plain" | "single" | "double" | "folded">>;
  readonly lists: "flow" | "spaced" | "block" | "flush";
  readonly remarks: Readonly<Record<string, string>>;
  readonly order: readonly string[];
  readonly bullet: "-" | "*" | "+";
  readonly isLoose: boolean;
  readonly lineEnd: "\n" | "\r\n";
  readonly hasMark: boolean;
  readonly isClosed: boolean;
}

export const wordKeys = ["status", "priority", "area", "start", "due", "timeline", "effort"] as const;
export const listKeys = ["owners", "refs", "channels"] as const;
const allKeys = [...wordKeys, ...listKeys];

const values: Readonly<Record<(typeof wordKeys)[number], readonly string[]>> = {
  status: ["pending", "in-progress", "blocked", "done"],
  priority: ["P1", "P2", "P4"],
  area: ["Product / Engineering", "Pilot: Bakeries", "Sales"],
  start: ["2026-10-01", "2026-10-12"],
  due: ["2026-11-30", "2026-12-04", "2026-12-18"],
  timeline: ["Nov'26", "Ongoing # for now", "Mar '27 and beyond"],
  effort: ["3", "0.5", "yes"],
};
const listValues = ["mreyes", "tokonkwo", "hnakata", "DOUGH-12", "2.10", "a, b"];
const days = ["2026-10-02", "2026-10-09", "2026-10-09", "2026-10-16", "2026-10-23"];
const sentences = [
  "The oven is booked",
  "Flour comes on Monday",
  "Waiting for the pilot bakery, again",
  "Price agreed: 4.20",
  "Samples went out\n\nA second paragraph:\n\n- rye\n- spelt",
  "See @mreyes and #12",
];

const news = ["Signed by all", "No answer yet\n\n> quoted", "**2026-10-01** is the day", "Signed by all of them"];

const wordKey = fc.constantFrom(...wordKeys);
const listKey = fc.constantFrom(...listKeys);
const comment = fc.record({
  date: fc.constantFrom(...days),
  author: fc.constantFrom(null, null, "mreyes", "tokonkwo"),
  text: fc.constantFrom(...sentences),
});

const note = comment.chain((each) => fc.constantFrom(...news).map((text) => ({ ...each, text })));

/** An item without two comments of one text: which of them was edited, nobody could tell. */
export const model: fc.Arbitrary<Model> = fc
  .record({
    words: fc.record(
      Object.fromEntries(wordKeys.map((key) => [key, fc.constantFrom(...values[key])])) as Record<
        string,
        fc.Arbitrary<string>
      >,
      { requiredKeys: [] },
    ),
    lists: fc.record(
      Object.fromEntries(
        listKeys.map((key) => [key, fc.uniqueArray(fc.constantFrom(...listValues), { minLength: 1, maxLength: 3 })]),
      ) as Record<string, fc.Arbitrary<string[]>>,
      { requiredKeys: [] },
    ),
    description: fc.nat(4),
    comments: fc.uniqueArray(comment, { maxLength: 4, selector: ({ text }) => text }),
  })
  .map(({ words, lists, description, comments }) => ({
    keys: Object.fromEntries(
      Object.entries({ ...words, ...lists }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
    description: Array.from({ length: description }, (_, index) => ({
      text: `Line ${index} of what it is about`,
      origin: index,
    })),
    comments: comments
      .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
      .map((each, index) => ({ ...each, origin: index })),
  }));

/** What one person does; `tag` makes words that nobody else writes. */
export type Edit =
  | { readonly kind: "set"; readonly key: string; readonly value: string | null }
  | { readonly kind: "join" | "leave"; readonly key: string; readonly value: string }
  | { readonly kind: "note"; readonly comment: Omit<ModelComment, "origin">; readonly times: number }
  | { readonly kind: "edit"; readonly at: number; readonly words: string }
  | { readonly kind: "redate"; readonly at: number; readonly date: string }
  | { readonly kind: "remove"; readonly at: number }
  | {
      readonly kind: "line";
      readonly how: "replace" | "delete" | "insert";
      readonly at: number;
      readonly words: string;
    };

const words = fc.constantFrom("agreed", "moved", "asked again");

/** The day and the text of one comment are never both edited: that is another comment. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: wordKey.chain((key) =>
      fc.record({
        kind: fc.constant("set" as const),
        key: fc.constant(key),
        value: fc.constantFrom(null, ...values[key]),
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("join" as const, "leave" as const),
      key: listKey,
      value: fc.constantFrom(...listValues),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("note" as const), comment: note, times: fc.constantFrom(1, 1, 1, 2) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("edit" as const), at: fc.constantFrom(0, 2), words }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("redate" as const),
      at: fc.constantFrom(1, 3),
      date: fc.constantFrom("2026-10-05", "2026-10-30"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), at: fc.nat(3) }) },
);

/** At most one edit of the description: neighbouring edits of one side are one. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc
  .tuple(
    fc.array(edit, { minLength: 1, maxLength: 4 }),
    fc.option(
      fc.record({
        kind: fc.constant("line" as const),
        how: fc.constantFrom("replace" as const, "delete" as const, "insert" as const),
        at: fc.nat(4),
        words,
      }),
    ),
  )
  .map(([some, line]) => (line ? [...some, line] : some));

/** The item after an edit; an edit of what is not there changes nothing. */
export function apply(item: Model, change: Edit): Model {
  switch (change.kind) {
    case "set": {
      const { [change.key]: _, ...others } = item.keys;
      return { ...item, keys: change.value === null ? others : { ...others, [change.key]: change.value } };
    }
    case "join":
    case "leave": {
      const before = [item.keys[change.key] ?? []].flat();
      const without = before.filter((value) => value !== change.value);
      const after =
        change.kind === "leave" ? without : before.includes(change.value) ? before : [...before, change.value];
      const { [change.key]: _, ...others } = item.keys;
      return { ...item, keys: after.length === 0 ? others : { ...others, [change.key]: after } };
    }
    case "note": {
      const fresh = Array.from({ length: change.times }, () => ({ ...change.comment, origin: null }));
      const behind = item.comments.findLastIndex(({ date }) => date <= change.comment.date) + 1;
      return { ...item, comments: item.comments.toSpliced(behind, 0, ...fresh) };
    }
    case "edit":
      return withComment(item, change.at, (each) => [
        each.text.endsWith(")") ? each : { ...each, text: `${each.text} (${change.words})` },
      ]);
    case "redate":
      return withComment(item, change.at, (each) => [{ ...each, date: change.date }]);
    case "remove":
      return withComment(item, change.at, () => []);
    case "line": {
      const { at, how } = change;
      const fresh = { text: `With ${how}: ${change.words}`, origin: null };
      if (how === "insert")
        return { ...item, description: item.description.toSpliced(Math.min(at, item.description.length), 0, fresh) };
      const place = item.description.findIndex(({ origin }) => origin === at);
      if (place === -1) return item;
      const line = how === "replace" ? [{ ...fresh, origin: at }] : [];
      return { ...item, description: item.description.toSpliced(place, 1, ...line) };
    }
  }
}

function withComment(item: Model, origin: number, change: (comment: ModelComment) => readonly ModelComment[]): Model {
  const at = item.comments.findIndex((each) => each.origin === origin);
  const comment = item.comments[at];
  return comment ? { ...item, comments: item.comments.toSpliced(at, 1, ...change(comment)) } : item;
}

const sign = fc.constantFrom(
  "plain" as const,
  "plain" as const,
  "single" as const,
  "double" as const,
  "folded" as const,
);

export const look: fc.Arbitrary<Look> = fc.record({
  quotes: fc.record(Object.fromEntries(wordKeys.map((key) => [key, sign]))),
  lists: fc.constantFrom("flow" as const, "flow" as const, "spaced" as const, "block" as const, "flush" as const),
  remarks: fc.dictionary(fc.constantFrom(...allKeys), fc.constantFrom("why", "ask: Marisol", "see #4"), { maxKeys: 2 }),
  order: fc.shuffledSubarray(allKeys, { minLength: allKeys.length }),
  bullet: fc.constantFrom("-" as const, "-" as const, "*" as const, "+" as const),
  isLoose: fc.boolean(),
  lineEnd: fc.constantFrom("\n" as const, "\n" as const, "\r\n" as const),
  hasMark: fc.constantFrom(false, false, true),
  isClosed: fc.constantFrom(true, true, false),
});

/** The text of an item in a look. */
export function write(item: Model, how: Look): string {
  const keys = how.order.flatMap((key) => {
    const value = item.keys[key];
    if (value === undefined) return [];
    const remark = Object.hasOwn(how.remarks, key) ? `  # ${how.remarks[key]}` : "";
    return typeof value === "string" ? wordLines(key, value, how, remark) : listLines(key, value, how, remark);
  });
  const gap = how.isLoose ? "\n\n" : "\n";
  const comments = item.comments.map(({ date, author, text }) => {
    const head = `**${date}${author === null ? "" : ` @${author}`}**`;
    return `${how.bullet} ${head} ${text}`.replace(/\n(?=[^\n])/g, "\n  ");
  });
  const parts = [
    ["---", "id: 17", "title: Sourdough starter", ...keys, "---"].join("\n"),
    ...(item.description.length > 0 ? [item.description.map(({ text }) => text).join("\n")] : []),
    ...(comments.length > 0 ? ["## Comments", comments.join(gap)] : []),
  ];
  const text = `${parts.join("\n\n")}${how.isClosed ? "\n" : ""}`;
  return (how.hasMark ? "\uFEFF" : "") + text.replaceAll("\n", how.lineEnd);
}

function wordLines(key: string, value: string, { quotes }: Look, remark: string): string[] {
  const isPlain = !/[:#]/.test(value);
  switch (quotes[key]) {
    case "single":
      return [`${key}: '${value.replaceAll("'", "''")}'${remark}`];
    case "double":
      return [`"${key}":   ${JSON.stringify(value)}${remark}`];
    case "folded":
      return [`${key}: >-${remark}`, `  ${value}`];
    default:
      return [`${key}: ${isPlain ? value : JSON.stringify(value)}${remark}`];
  }
}

function listLines(key: string, list: readonly string[], { lists }: Look, remark: string): string[] {
  const entries = list.map((value) => (/[,]|^\d/.test(value) ? `"${value}"` : value));
  switch (lists) {
    case "flow":
      return [`${key}: [${entries.join(", ")}]${remark}`];
    case "spaced":
      return [`${key}: [`, ...entries.map((entry) => `  ${entry},`), `]${remark}`];
    case "block":
      return [`${key}:${remark}`, ...entries.map((entry) => `  - ${entry}`)];
    case "flush":
      return [`${key}:${remark}`, ...entries.map((entry) => `- ${entry}`)];
  }
}
