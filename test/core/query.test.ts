import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asksForMe, parseQuery, type QueryContext } from "../../src/core/query.ts";
import { isStale, namesState, selectItems, silentItems } from "../../src/core/select.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const today = "2026-10-22";
const tracker = aTracker();
const context: QueryContext = { tracker, today, me: "mreyes" };

const items = [
  anItem({
    id: 1,
    title: "Price list",
    status: "pending",
    priority: "P2",
    area: "Product Marketing",
    owners: ["tokonkwo"],
    start: "2026-09-01",
    due: "2026-10-01",
    timeline: null,
    fields: { "legal-input": true, effort: 5 },
  }),
  anItem({
    id: 2,
    title: "Support: tier 1",
    status: "in-progress",
    priority: "P1",
    area: "Product",
    owners: ["mreyes", "hnakata"],
    start: "2026-10-20",
    due: "2026-11-30",
    refs: ["DOUGH-12"],
    fields: { "legal-input": false, effort: 1.5 },
    comments: [aComment("TAC model agreed", { author: "mreyes", date: "2026-10-21" })],
  }),
  anItem({
    id: 3,
    title: "Oven test",
    status: "blocked",
    priority: null,
    area: null,
    owners: [],
    start: null,
    due: null,
    comments: [aComment("waiting", { date: "2026-09-30" }), aComment("still, waiting", { date: "2026-10-01" })],
  }),
  anItem({
    id: 17,
    title: "Booth",
    status: "done",
    priority: "P1",
    area: "Pilot Bakeries",
    start: null,
    due: "2026-10-01",
    closed: "2026-10-05",
    description: "A corner bakery",
  }),
];

function select(query: string, changes: Partial<QueryContext> = {}): string {
  const reading = parseQuery(query, { ...context, ...changes });
  if (!reading.ok) return `${reading.problem.column}: ${reading.problem.message}`;
  return selectItems(items, reading.query, context)
    .map(({ id }) => id)
    .join(" ");
}

describe("a query", () => {
  test.each([
    ["", "1 2 3 17"],
    ["   ", "1 2 3 17"],
    // states
    ["is:open", "1 2 3"],
    ["is:CLOSED", "17"],
    ["is:overdue", "1"],
    ["is:stale", "1 3"],
    ["-is:stale", "2 17"],
    ["is:open -is:overdue", "2 3"],
    ["is:overdue,stale", "1 3"],
    ["is:closed,overdue", "1 17"],
    ["-is:overdue,stale", "2 17"],
    // values
    ["status:blocked", "3"],
    ["STATUS:Blocked", "3"],
    ['status:"In progress"', "2"],
    ["status:in_progress", "2"],
    ["status:pending,blocked", "1 3"],
    ["-status:pending,blocked", "2 17"],
    ["priority:p1", "2 17"],
    ["priority:1", "2 17"],
    ['priority:"Due within two weeks"', "2 17"],
    ["status:in-p", "2"],
    ['area:"Product Marketing"', "1"],
    ['area:"product marketing","Pilot Bakeries"', "1 17"],
    ["area:product", "2"],
    ["-area:Product", "1 3 17"],
    ["title:oven", "3"],
    ["title:SUPPORT", "2"],
    ['title:"support: tier"', "2"],
    ["description:corner", "17"],
    ["comments:agreed", "2"],
    ["comment:mreyes", "2"],
    ['comments:"still, waiting"', "3"],
    ["refs:dough-12", "2"],
    ["ref:DOUGH-1", ""],
    ["timeline:nov'26", "2 3 17"],
    ["legal-input:yes", "1"],
    ["legal-input:Y", "1"],
    ["legal-input:no", "2"],
    ["legal-input:off", "2"],
    // people
    ["owner:mreyes", "2 17"],
    ["owner:@mreyes", "2 17"],
    ["owners:me", "2 17"],
    ["owner:@me", "2 17"],
    ["-owner:me", "1 3"],
    ["owner:tobe", "1"],
    ['owner:"Tobe Okonkwo"', "1"],
    ["owner:tob", "1"],
    ["owner:okonkwo", "1"],
    ["owner:tokonkwo@example.com", "1"],
    ["owner:hnakata,tokonkwo", "1 2"],
    // numbers
    ["number:17", "17"],
    ["id:#17", "17"],
    ["#:017", "17"],
    ["number:1,3", "1 3"],
    ["number:2..17", "2 3 17"],
    ["number:#2..#3", "2 3"],
    ["number:>3", "17"],
    ["number:<=2", "1 2"],
    ["number:..2", "1 2"],
    ["number:3..*", "3 17"],
    ["number:*", "1 2 3 17"],
    ["effort:5", "1"],
    ["effort:5.0", "1"],
    ["effort:1.5..4", "2"],
    ["effort:>1", "1 2"],
    ["-effort:>1", "3 17"],
    // dates
    ["due:2026-10-01", "1 17"],
    ["due:<2026-11-01", "1 17"],
    ["due:<=2026-10-01 is:open", "1"],
    ["due:>=2026-11-30", "2"],
    ["due:2026-10-01..2026-11-30", "1 2 17"],
    ["due:10/1", "1 17"],
    ["due:<today", "1 17"],
    ["due:today..+6w", "2"],
    ["due:*..2026-10-30", "1 17"],
    ["due:..", "1 2 17"],
    ["-due:<2026-11-01", "2 3"],
    ["updated:>2026-10-01", "2"],
    ["closed:2026-10-05", "17"],
    ["start:<-3w", "1"],
    // presence
    ["has:due", "1 2 17"],
    ["no:due", "3"],
    ["-no:due", "1 2 17"],
    ["-has:owner", "3"],
    ["no:comments", "1 17"],
    ["has:legal-input", "1 2"],
    ["no:closed no:due", "3"],
    // words
    ["waiting", "3"],
    ["WAIT", "3"],
    ["-waiting", "1 2 17"],
    ["tier support", "2"],
    ['"tier support"', ""],
    ['"Support: tier"', "2"],
    ["still,", "3"],
    ["still,waiting", ""],
    ["marisol", "2 17"],
    ["#17", "17"],
    ["#1", "1"],
    ["-#1", "2 3 17"],
    ['"is:open"', ""],
    ["-", "2"],
    // sorts
    ["sort:-number", "17 3 2 1"],
    ["sort:number-desc", "17 3 2 1"],
    ["sort:title", "17 3 1 2"],
    ["sort:priority", "2 17 1 3"],
    ["sort:-priority", "1 2 17 3"],
    ["sort:status", "1 2 3 17"],
    ["sort:area-desc", "17 1 2 3"],
    ["sort:due", "1 17 2 3"],
    ["sort:-due", "2 1 17 3"],
    ["sort:priority,-due", "2 17 1 3"],
    ["sort:effort", "2 1 3 17"],
    ["sort:-legal-input", "1 2 3 17"],
    ["sort:title sort:number", "1 2 3 17"],
  ])("%j gives %j", (query, ids) => {
    expect(select(query)).toBe(ids);
  });

  test("that cannot be read says where and why", () => {
    const queries = [
      "is:opne",
      "is:",
      "is:open,clsoed",
      "stauts:open",
      "x:y",
      "https://x.example.com",
      "constructor:x",
      "status:",
      "owner: me",
      'area:""',
      "no:stuff",
      "has:",
      "sort:dew",
      "sort:",
      "sort:due-down",
      "columns:title,wat",
      "columns:title=,due",
      "columns:",
      "group:wat",
      "group:",
      "due:soon",
      "due:2026-02-30",
      "due:<",
      "due:2026-10-01,2026-10-02",
      "due:constructor",
      "number:a..b",
      "number:<x",
      "effort:..x",
      'is:open -area:"Product" due:never',
      "status:wip",
      "status:closed",
      "owner:nobody",
      "owner:mreyes,tokonwo",
      "area:Prodct",
      "area:p",
      "priority:7",
      "legal-input:perhaps",
      "number:1x",
    ];
    expect(queries.map((query) => `${query}\n  ${select(query)}`).join("\n")).toMatchInlineSnapshot(`
      "is:opne
        1: is:opne is not known: is:open, is:closed, is:overdue, is:stale; did you mean is:open?
      is:
        1: is: needs a value
      is:open,clsoed
        1: is:clsoed is not known: is:open, is:closed, is:overdue, is:stale; did you mean is:closed?
      stauts:open
        1: "stauts" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort; did you mean status?
      x:y
        1: "x" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      https://x.example.com
        1: "https" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      constructor:x
        1: "constructor" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      status:
        1: status: needs a value; for items without one use no:status
      owner: me
        1: owner: needs a value; for items without one use no:owner
      area:""
        1: area: needs a value; for items without one use no:area
      no:stuff
        1: "stuff" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      has:
        1: has: needs a value
      sort:dew
        1: "dew" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      sort:
        1: sort: needs a value
      sort:due-down
        1: "due-down" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      columns:title,wat
        1: "wat" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      columns:title=,due
        1: "title=" needs a heading, as in title="Open items"
      columns:
        1: columns: needs a value
      group:wat
        1: "wat" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort
      group:
        1: group: needs a value
      due:soon
        1: "soon" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48
      due:2026-02-30
        1: "2026-02-30" is not a date that exists
      due:<
        1: "<" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48
      due:2026-10-01,2026-10-02
        1: "2026-10-01,2026-10-02" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48
      due:constructor
        1: "constructor" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48
      number:a..b
        1: "a" is not a number
      number:<x
        1: "x" is not a number
      effort:..x
        1: "x" is not a number
      is:open -area:"Product" due:never
        25: "never" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48
      status:wip
        1: unknown status "wip": use one of pending, in-progress, blocked, done
      status:closed
        1: unknown status "closed", did you mean "done"? use one of pending, in-progress, blocked, done; to find closed items, use is:closed
      owner:nobody
        1: unknown owner "nobody": use one of mreyes, tokonkwo, hnakata
      owner:mreyes,tokonwo
        1: unknown owner "tokonwo", did you mean "tokonkwo"? use one of mreyes, tokonkwo, hnakata
      area:Prodct
        1: unknown area "Prodct", did you mean "Product"? use one of Product, Product Marketing, Pilot Bakeries
      area:p
        1: unknown area "p": use one of Product, Product Marketing, Pilot Bakeries
      priority:7
        1: unknown priority "7": use one of P1, P2
      legal-input:perhaps
        1: legal-input must be yes or no, not "perhaps"
      number:1x
        1: "1x" is not a number"
    `);
  });

  test("may ask for me where nobody is", () => {
    expect(select("status:blocked owner:me", { me: null })).toMatchInlineSnapshot(
      `"16: nobody in tracker.md has your git e-mail or name: add yourself (gtm person add HANDLE --email ADDRESS), or name the owner"`,
    );
    expect(select("title:me", { me: null })).toBe("");
  });

  test.each([
    ["owner:me", true],
    ["owner:@me", true],
    ["owner:dan,me", true],
    ["owner:mercury", false],
    ["me", false],
    ["readme:x", false],
  ])("%j asks who I am: %s", (query, asks) => {
    expect(asksForMe(query)).toBe(asks);
  });

  test.each([
    ["is:open", true],
    ["is:overdue", true],
    ["is:overdue,stale", true],
    ["-is:closed", true],
    ["number:17", true],
    ["closed:>2026-01-01", true],
    ["no:closed", true],
    ["status:done", false],
    ["due:<today", false],
    ["words", false],
  ])("%j says itself whether open or closed items are wanted: %s", (query, names) => {
    const reading = parseQuery(query, context);
    expect(reading.ok && namesState(reading.query)).toBe(names);
  });

  test("reads the headings that columns are given, in quotes or without", () => {
    const reading = parseQuery('columns:ref="Risk ID, or so",title=Risk,owner,due="a \\"b\\" = c" is:open', context);
    expect(reading).toMatchObject({ ok: true, query: { columns: ["refs", "title", "owners", "due"] } });
    expect(reading.ok && [...reading.query.headings]).toEqual([
      ["refs", "Risk ID, or so"],
      ["title", "Risk"],
      ["due", 'a "b" = c'],
    ]);
  });

  test("names columns by any of their words", () => {
    const reading = parseQuery("columns:#,Title,owner,LEGAL-INPUT group:owner", context);
    expect(reading).toMatchObject({
      query: { columns: ["number", "title", "owners", "legal-input"], group: "owners", terms: [] },
    });
  });

  test("of any characters is read or refused, with a place in it", () => {
    const piece = fc.constantFrom(
      "is:",
      "open",
      "due:",
      "<",
      "..",
      '"',
      ",",
      "-",
      " ",
      ":",
      "\\",
      "owner:",
      "me",
      "a",
      "sort:",
      "#",
      "é",
      "(",
      "*",
      "no:",
      "title:",
      "\n",
      "👩‍🍳",
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 15 }), (query) => {
        const reading = parseQuery(query, context);
        if (reading.ok) selectItems(items, reading.query, context);
        else {
          expect(reading.problem.column).toBeGreaterThanOrEqual(1);
          expect(reading.problem.column).toBeLessThanOrEqual(query.length);
        }
      }),
      trials.value,
    );
  });

  test("is the same quoted as bare, whatever the words", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        const quoted = `title:"${words.replace(/[\\"]/g, "\\$&")}"`;
        const reading = parseQuery(quoted, context);
        expect(reading).toMatchObject({
          query: { terms: [{ kind: "value", values: [words.replace(/^[@#](?=.)/, "")] }] },
        });
      }),
    );
  });

  test.each(['"', "a:", "-", 'a"', "\\", ",", "(", "x".repeat(50), 'title:"a\\'])(
    "of %j many times over comes to an end",
    (piece) => {
      expect(typeof select(piece.repeat(20_000 / piece.length))).toBe("string");
    },
  );
});

describe("an item without a comment or a start", () => {
  const silent = anItem({ id: 4, start: null });
  const ahead = anItem({ id: 5, start: "2026-12-01", comments: [aComment("later", { date: "2026-12-24" })] });

  test("is stale by its age alone, which history tells", () => {
    expect(silentItems([...items, silent, ahead], today).map(({ id }) => id)).toEqual([4, 5]);
    expect(isStale(silent, { tracker, today })).toBe(false);
    expect(isStale(silent, { tracker, today, unheard: new Set([4]) })).toBe(true);
    expect(isStale({ ...silent, closed: "2026-10-01" }, { tracker, today, unheard: new Set([4]) })).toBe(false);
  });

  test("is not spoken for by what history tells of others", () => {
    expect(isStale(items[1] ?? silent, { tracker, today, unheard: new Set([2]) })).toBe(false);
  });
});

describe("selecting", () => {
  test("and its opposite share all items between them", () => {
    const term = fc.constantFrom(
      "is:open",
      "is:stale",
      "status:blocked",
      "owner:me",
      "due:<today",
      "has:due",
      "no:area",
      "wait",
      "number:>2",
      "effort:5",
      "legal-input:no",
    );
    fc.assert(
      fc.property(term, (query) => {
        const both = `${select(query)} ${select(`-${query}`)}`.trim().split(/ +/).map(Number);
        expect(both.sort((a, b) => a - b)).toEqual([1, 2, 3, 17]);
      }),
    );
  });

  test("sorts by number where all else is equal, and the absent last either way", () => {
    const many = [9, 3, 7].map((id) => anItem({ id, due: id === 3 ? null : "2026-10-10" }));
    const ids = (query: string) => {
      const reading = parseQuery(query, context);
      return reading.ok && selectItems(many, reading.query, context).map(({ id }) => id);
    };
    expect(ids("sort:due")).toEqual([7, 9, 3]);
    expect(ids("sort:-due")).toEqual([7, 9, 3]);
  });

  test("copes with a field that is named like one of the language's own", () => {
    const hostile = aTracker({
      fields: Object.fromEntries(
        ["constructor", "toString", "valueOf"].map((key) => [key, { label: null, type: "text", values: [] }]),
      ),
    });
    for (const key of Object.keys(hostile.fields)) {
      const reading = parseQuery(`sort:${key} no:${key}`, { ...context, tracker: hostile });
      expect(reading.ok && selectItems(items, reading.query, { ...context, tracker: hostile })).toHaveLength(4);
    }
  });
});
