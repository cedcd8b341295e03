/**
 * Generated trackers for the law, as far as a page can hold them. What cannot come back is not generated:
 * - texts of paragraphs, lists and line breaks alone: a cell of a page writes a heading, a table, a quote or a block of code
 *   as lines, and two lists in a row are one in HTML;
 * - emphasis over part of a link's words: HTML pages show the words of a link plain;
 * - tickets in titles: an import takes them for the item's refs, on purpose; the e-mail of a person in a text: it is a mention;
 * - comments without a date (an import has no place for them), or out of order;
 * - people of one name; for a tracker that knows nobody, people whose handle no address tells (but in CSV, which has it),
 *   prefixes of tickets that are words (`RC-1`), headings in words that an import does not know, and values of a text field
 *   that look like another type's, for nothing on the page tells these apart;
 * - titles beyond 200 characters, which an import cuts, and of pages of lists what stands in brackets behind a title.
 */
import fc from "fast-check";
import type { Comment, Item } from "../../src/core/item.ts";
import type { Milestone, Person, Tracker } from "../../src/core/tracker.ts";
import { anItem, aTracker } from "../support/builders.ts";

/** Where a page is imported: into a tracker that knows nobody, or into the one that it was rendered from. */
export type Target = "fresh" | "same";

export interface Made {
  readonly tracker: Tracker;
  readonly items: readonly Item[];
  /** The columns of the open items' table, and of the closed ones'. */
  readonly open: readonly string[];
  readonly closed: readonly string[];
  /** The items as they were since when the page marks what is new, or null. */
  readonly before: readonly Item[] | null;
}

const handles = ["mreyes", "tokonkwo", "h.nakata", "j-doe", "wt4", "ybaran"] as const;
const names = ["Marisol Reyes", "Tobe Okonkwo", "Haruki Nakata", "John Doe-Smith", "Wiremu Tamatea", "Yael Bar’an"];
const nobody: Person = { name: null, url: null, email: null, "account-id": null, userkey: null, username: null };

/** Addresses that end in the handle, or no name beside it: nothing else tells a handle to a tracker that knows nobody. */
const tellingForms: readonly ((handle: string, name: string, index: number) => Partial<Person>)[] = [
  (handle, name) => ({ name, url: `https://people.example.com/${handle}` }),
  (handle, name) => ({ name, url: `https://wiki.example.com/display/~${handle}` }),
  (handle, name) => ({ name, email: `${handle}@example.com` }),
  (handle, name) => ({ name, url: `https://intra.example.com/staff/${handle}` }),
  () => ({}),
  (handle) => ({ url: `https://people.example.com/${handle}` }),
];
const anyForms: typeof tellingForms = [
  ...tellingForms,
  (_, name, index) => ({ name, url: `https://intra.example.com/card?id=${index}7` }),
  (_, name, index) => ({ name, email: `someone.else.${index}@example.com` }),
  (handle, name) => ({
    name,
    "account-id": `712020:ab-${handle.replace(/\W/g, "")}`,
    url: `https://people.example.com/${handle}`,
  }),
  (handle, name) => ({ name, userkey: `${handle.replace(/\W/g, "")}0123456789abcdef` }),
  (_, name) => ({ name }),
];

const sentence = fc.constantFrom(
  "First version is with legal.",
  "waiting for the supplier",
  "a | b || c",
  "<b>bold</b> & <script>",
  "#17 comes first, see #2",
  "R&D, AT&T; &lt; &amp; &copy;",
  "5 * 3 = 15",
  "a*b*c",
  "snake_case and _edges_ of __it__",
  "ready by 10/25",
  "on 2026-10-22 at 10:00",
  "22 Oct or 3 November",
  "100 % – “quoted”, (in brackets)",
  "🥐 and 👩‍🍳 done",
  "C:\\new\\dir",
  "costs 5€, ~7 $, ~~not~~ 9",
  "what? why!",
  "[x] done, [ ] open",
  "see [brackets](not a link",
  "مرحبا",
  "email me",
  "- not a list - really",
  "1. no number 2. neither",
  "`",
  "no\\* escape",
  "x^2 = y",
  "~a~ b~c",
  "a: b; c, d",
);
/** As Markdown that says just these words. */
function escaped(words: string): string {
  return words
    .replace(/[\\`*_[\]~<&|]/g, "\\$&")
    .replace(/^(\d+)(?=[.)])/, "$1\\")
    .replace(/^(?=[-+#>=])/, "\\");
}

const plain = sentence.map((words) => words.replace(/[`]/g, "'"));
const raw = fc.constantFrom(
  "<b>bold</b>",
  "a | b",
  "R&D",
  "#17",
  "DOUGH-341",
  "DESK-5, DESK-6",
  "(DOUGH-12)",
  "**strong** words",
  "an *emphasis*",
  "~~gone~~",
  "**bold *and* both**",
  "*a **b***",
  "`code | span`",
  "`<li>` and `a*b`",
  "``a ` b``",
  "[a link](https://example.com/a_b?x=1&y=2)",
  "**see [this](https://example.com/y)**",
  "https://example.com/path_to/x",
  "<https://example.com/z>",
  "www.example.com",
  "one\\\ntwo",
  "soft\nbreak",
  "snake_case",
  "a \\* b",
  "&lt;",
  "!",
  "wow!",
  "[ticket DOUGH-9](https://tickets.example.com/browse/DOUGH-9)",
  "\\[x\\]",
);

function inline(mentioned: readonly string[]): fc.Arbitrary<string> {
  const mention =
    mentioned.length === 0
      ? fc.constant("nobody")
      : fc.constantFrom(
          ...mentioned.flatMap((handle) => [
            `@${handle}`,
            `**@${handle}**`,
            `(@${handle}:`,
            `*ask @${handle} now*`,
            `@${handle}.`,
          ]),
        );
  const piece = fc.oneof(
    { arbitrary: sentence.map(escaped), weight: 4 },
    { arbitrary: raw, weight: 3 },
    { arbitrary: mention, weight: 2 },
  );
  return fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(" "));
}

const leads = fc.constantFrom(
  "",
  "",
  "",
  "10/25: ",
  "2026-10-22 ",
  "22 Oct: ",
  "\\- ",
  "\\* ",
  "1\\. ",
  "\\# ",
  "\\> ",
  "10/25 - ",
  "• ",
  "@nobody ",
);

/** Paragraphs and lists, nested at most once; two lists in a row would be one. */
function markdown(mentioned: readonly string[]): fc.Arbitrary<string> {
  const words = inline(mentioned);
  const paragraph = fc.tuple(leads, words).map(([lead, text]) => lead + text);
  const entry = words.map((text) => text.replaceAll("\n", "\n  "));
  const list = fc
    .tuple(fc.boolean(), fc.array(fc.tuple(entry, fc.array(entry, { maxLength: 2 })), { minLength: 1, maxLength: 3 }))
    .map(([ordered, entries]) =>
      entries
        .map(([text, nested], index) => {
          const marker = ordered ? `${index + 1}. ` : "- ";
          const pad = " ".repeat(marker.length);
          return [
            marker + text.replaceAll("\n", `\n${ordered ? " " : ""}`),
            ...nested.map((line) => `${pad}- ${line.replaceAll("\n", `\n${pad}`)}`),
          ].join("\n");
        })
        .join("\n"),
    );
  return fc
    .tuple(paragraph, fc.option(list), fc.option(paragraph), fc.option(list))
    .map(([first, a, second, b]) =>
      [first, a, second, second === null ? null : b].filter((part) => part !== null).join("\n\n"),
    );
}

const day = fc.nat({ max: 500 }).map((offset) => new Date(Date.UTC(2026, 0, 5 + offset)).toISOString().slice(0, 10));
const title = fc
  .tuple(fc.array(plain, { minLength: 1, maxLength: 2 }), fc.constantFrom("", "", "- ", "10/25 ", "1. ", "# "))
  .map(([parts, lead]) => lead + parts.join(" "));

function commentOf(people: readonly string[], mentioned: readonly string[]): fc.Arbitrary<Comment> {
  return fc.record({ date: day, author: fc.option(fc.constantFrom(...people)), text: markdown(mentioned) });
}

const areas = ["Product", "Sales / Partners", "Support & Training", "R&D <b>", "Pilot | Bakeries"];
const statusSets = [
  { pending: "Pending", "in-progress": "In progress", blocked: "Blocked", done: "Done" },
  { open: "Open", wip: "In the oven", waiting: "Waiting (for others)", closed: "Closed" },
];
const prioritySets = [
  {
    P1: { label: "Needed in the coming two weeks", weeks: 2 },
    P2: { label: "Within 3-4 weeks", weeks: 4 },
    P3: { label: "a | b & *c*", weeks: null },
  },
  {
    High: { label: "now", weeks: null },
    Medium: { label: "soon: really", weeks: null },
    Low: { label: "later", weeks: null },
  },
];
/** Headings in the tracker's own words: a tracker that knows nobody understands those that mean one thing. */
const headingSets: readonly Readonly<Record<string, string>>[] = [
  {},
  {
    number: "No.",
    start: "From",
    due: "Until",
    title: "Open item",
    owners: "Who",
    timeline: "When",
    comments: "Notes",
  },
  { title: "Open Items", comments: "Status/Comments", area: "Workstream", due: "Deadline" },
];
const ownHeadings: Readonly<Record<string, string>> = {
  title: "Offener Punkt",
  owners: "Wer",
  due: "Bis",
  status: "Stand",
  comments: "Protokoll",
};
const fields: Tracker["fields"] = {
  "legal-input": { label: "Legal input?", type: "boolean", values: [] },
  effort: { label: "Effort", type: "number", values: [] },
  "board-review": { label: "Board review", type: "date", values: [] },
  "town-or-screen": { label: "Town or screen", type: "choice", values: ["Ghent", "Utrecht", "Online"] },
  "budget-code": { label: "Budget code", type: "text", values: [] },
};

const milestone: fc.Arbitrary<Milestone> = fc
  .record({
    date: day,
    length: fc.option(fc.integer({ min: 1, max: 9 })),
    title,
    url: fc.option(fc.constantFrom("https://fair.example.com/2026", "https://example.com/a_(b)")),
  })
  .map(({ date, length, ...rest }) => ({
    ...rest,
    date,
    end: length === null ? null : new Date(Date.parse(date) + length * 864e5).toISOString().slice(0, 10),
  }));

const optionalColumns = [
  "priority",
  "start",
  "due",
  "area",
  "owners",
  "timeline",
  "status",
  "refs",
  "description",
  ...Object.keys(fields),
];

function peopleFor(target: Target, isCsv: boolean): fc.Arbitrary<Tracker["people"]> {
  const forms = target === "fresh" && !isCsv ? tellingForms : anyForms;
  return fc
    .tuple(...handles.map(() => fc.nat({ max: forms.length - 1 })))
    .map((chosen) =>
      Object.fromEntries(
        handles.map((handle, index) => [
          handle,
          { ...nobody, ...forms[chosen[index] ?? 0]?.(handle, names[index] ?? "", index) },
        ]),
      ),
    );
}

interface Options {
  readonly target: Target;
  readonly format: "md" | "wide md" | "html" | "confluence" | "csv";
}

function itemOf(
  target: Target,
  people: Tracker["people"],
  statuses: readonly string[],
  priorities: readonly string[],
): fc.Arbitrary<Omit<Item, "id" | "path">> {
  const all = Object.keys(people);
  // An address that tells no handle by itself is a person's only where that handle owns or says something on the page.
  const mentioned = all.filter((handle) => target === "same" || !people[handle]?.url?.includes("//intra."));
  return fc
    .record({
      title,
      status: fc.option(fc.constantFrom(...statuses.slice(0, -1)), { freq: 8 }),
      priority: fc.option(fc.constantFrom(...priorities)),
      area: fc.option(fc.constantFrom(...areas)),
      owners: fc.uniqueArray(fc.constantFrom(...all), { maxLength: 3 }),
      start: fc.option(day),
      due: fc.option(day),
      timeline: fc.option(
        fc.constantFrom("Nov'26", "Q1 2027", "Ongoing", "Mar'27 and beyond", "after the fair", "a | b"),
      ),
      refs: fc.uniqueArray(fc.constantFrom("DOUGH-12", "DESK-7", "DOUGH-341", "CIR-2100"), { maxLength: 3 }),
      closed: fc.option(day),
      fields: fc.record(
        {
          "legal-input": fc.boolean(),
          effort: fc.integer({ min: -5, max: 500 }),
          "board-review": day,
          "town-or-screen": fc.constantFrom("Ghent", "Utrecht", "Online"),
          "budget-code": fc.constantFrom("to be agreed", "from *last* year", "K-17/b, see the board"),
        },
        { requiredKeys: [] },
      ),
      description: fc.option(markdown(mentioned)).map((text) => text ?? ""),
      comments: fc
        .array(commentOf(all, mentioned), { maxLength: 4 })
        .map((list) => list.toSorted((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : 1))),
    })
    .map((item) => ({ ...item, status: item.closed === null ? item.status : (statuses.at(-1) ?? "done") }));
}

/** One comment at least: by their comments alone pages in Markdown and at Confluence are known to be gtm's own. */
function withComment(item: Omit<Item, "id" | "path"> | undefined): Omit<Item, "id" | "path"> {
  const comments: readonly Comment[] = item?.comments.length
    ? item.comments
    : [{ date: "2026-10-20", author: null, text: "Begun." }];
  return { ...anItem(), ...item, comments: [...comments] };
}

function numbered(items: readonly Omit<Item, "id" | "path">[]): readonly Item[] {
  return items.map((item, index) => ({ ...item, id: index * 2 + 1, path: `items/${index * 2 + 1}.md` }));
}

/** As if since then one item in three was new, one had a comment and a day more, and one was as it is. */
function itemsBefore(items: readonly Item[]): readonly Item[] {
  return items
    .filter(({ id }) => id % 3 !== 0)
    .map((item) => (item.id % 3 === 1 ? { ...item, due: "2026-02-01", comments: item.comments.slice(0, -1) } : item));
}

export function trackers({ target, format }: Options): fc.Arbitrary<Made> {
  return fc
    .record({
      people: peopleFor(target, format === "csv"),
      statuses: fc.constantFrom(...statusSets),
      priorities: fc.constantFrom<Tracker["priorities"]>(...prioritySets),
      columns: fc.constantFrom(...headingSets, ...(target === "same" ? [ownHeadings] : [])),
      milestones: fc.array(milestone, { maxLength: 4 }),
      shown: fc.shuffledSubarray(optionalColumns),
      hasPast: fc.boolean(),
    })
    .chain(({ shown, hasPast, ...settings }) => {
      const open = ["number", ...shown, "title", "comments"];
      const closed = ["number", "area", "title", "owners", "closed", "comments"];
      return fc
        .array(itemOf(target, settings.people, Object.keys(settings.statuses), Object.keys(settings.priorities)), {
          minLength: 1,
          maxLength: 8,
        })
        .map((list) => numbered([...list.slice(0, -1), withComment(list.at(-1))]))
        .map((items) => ({
          items,
          before: hasPast ? itemsBefore(items) : null,
          open,
          closed,
          tracker: aTracker({
            ...settings,
            title: "The launch",
            areas,
            fields,
            refs: { DOUGH: "https://tickets.example.com/browse/DOUGH-{n}", DESK: "https://desk.example.com/cases/{n}" },
            milestones: settings.milestones.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
            template: templateOf(open, closed),
          }),
        }));
    });
}

function templateOf(open: readonly string[], closed: readonly string[]): string {
  return [
    "# The launch",
    "Walked every Thursday.",
    "## Key milestones",
    "<!-- gtm:milestones -->",
    "## Open items",
    "<!-- gtm:priorities -->",
    `<!-- gtm:table is:open columns:${open.join(",")} -->`,
    "## Closed",
    `<!-- gtm:table is:closed columns:${closed.join(",")} -->`,
  ].join("\n\n");
}
