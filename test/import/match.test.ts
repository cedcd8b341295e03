import { describe, expect, it } from "vitest";
import type { Item } from "../../src/core/item.ts";
import { matchDrafts } from "../../src/import/match.ts";
import type { Draft } from "../../src/import/reading.ts";
import { aComment, anItem } from "../support/builders.ts";

const bare = { area: null, owners: [], start: null, due: null, timeline: null, refs: [], comments: [] };

function item(id: number, title: string, changes: Partial<Item> = {}): Item {
  return anItem({ ...bare, id, title, ...changes });
}

/** A row just as an item has it, under the number given or none. */
function row(from: Item, changes: Partial<Draft> = {}): Draft {
  return {
    ...from,
    number: null,
    closed: false,
    closedDate: null,
    repairs: [],
    confidence: 1,
    source: { line: from.id + 10, text: "" },
    ...changes,
  };
}

const numbers = (drafts: readonly Draft[], items: readonly Item[], own: readonly Item[] = []) =>
  matchDrafts(drafts, [...items, ...own], (each) => !own.includes(each)).map((match) => match?.item.id ?? null);

const owners = ["ilse"];
const comments = [aComment("The crane is booked.", { date: "2026-05-04" })];

describe("a row is an item already", () => {
  const crane = item(4, "Crane for the mast", { owners, comments, area: "Yard", due: "2026-06-01" });
  const others = [item(5, "Sails for the race", { area: "Yard" }), item(6, "Rope and blocks")];
  it.each<[string, Draft]>([
    ["with all the same", row(crane, { number: 4 })],
    ["whose title is new, but number, owner and comments are not", row(crane, { number: 4, title: "Lifting gear" })],
    ["whose number is new", row(crane, { number: 9 })],
    ["whose title has a new word, without a number", row(crane, { title: "Big crane for the mast" })],
    ["that has moved to another area", row(crane, { area: "Quay" })],
    [
      "whose owner, day and a word have changed",
      row(crane, { number: 4, owners: ["per"], due: null, title: "A crane" }),
    ],
  ])("%s", (_, draft) => {
    expect(matchDrafts([draft], [...others, crane])).toEqual([{ item: crane, doubt: null }]);
  });

  it("under its key, whatever else has changed", () => {
    const keyed = [item(1, "Crane", { refs: ["R-001"], owners }), item(2, "Sails", { refs: ["R-002"], owners })];
    const later = [{ title: "Lifting gear", owners: ["per"] }, { title: "Crane" }];
    const drafts = keyed.map((each, index) => row(each, later[index]));
    expect(numbers(drafts.reverse(), keyed)).toEqual([2, 1]);
  });

  it("with the number of its neighbour, on a page that counts its rows anew", () => {
    const items = ["Crane", "Sails", "Rope", "Paint"].map((title, index) => item(index + 1, title, { owners }));
    const later = items.slice(1).map((each, index) => row(each, { number: index + 1 }));
    expect(numbers(later, items)).toEqual([2, 3, 4]);
  });

  it("by its words alone, where a tracker has never seen the page before", () => {
    expect(numbers([row(crane, { area: null, owners: [], due: null, comments: [] })], [crane])).toEqual([4]);
  });
});

describe("rows of one title are told apart", () => {
  const title = "Sign-off";
  it.each<[string, Partial<Item>, Partial<Item>]>([
    ["key", { refs: ["Y-1"] }, { refs: ["Y-2"] }],
    ["area", { area: "Yard" }, { area: "Quay" }],
    ["owner", { owners }, { owners: ["per"] }],
    ["comments", { comments }, { comments: [aComment("Waits for Per.")] }],
    ["day", { due: "2026-06-01" }, { due: "2026-07-01" }],
  ])("by their %s", (_, first, second) => {
    const items = [item(1, title, first), item(2, title, second)];
    expect(
      numbers(
        [...items].reverse().map((each) => row(each)),
        items,
      ),
    ).toEqual([2, 1]);
  });

  it("by their number", () => {
    const items = [item(1, title), item(2, title)];
    expect(numbers([row(item(2, title), { number: 2 })], items)).toEqual([2]);
  });

  it("by their order, where nothing else differs, were they a thousand", () => {
    const items = Array.from({ length: 1000 }, (_, index) => item(index + 1, title));
    const drafts = items.map((each) => row(each));
    expect(numbers(drafts, items)).toEqual(items.map(({ id }) => id));
    expect(matchDrafts(drafts, items).filter((match) => match?.doubt)).toEqual([]);
  });
});

describe("a row is flagged", () => {
  const crane = item(4, "Crane for the mast", { owners, comments, due: "2026-06-01" });

  it("that neither number, key nor title gives away", () => {
    const two = [...comments, aComment("It came late.", { date: "2026-05-09" })];
    const known = { ...crane, comments: two };
    const neither = "neither number, key nor title is the same";
    expect(matchDrafts([row(known, { title: "Lifting gear" })], [known])).toEqual([{ item: known, doubt: neither }]);
    // With the title half the same, all of it is enough.
    expect(matchDrafts([row(known, { title: "Lifting gear for the mast" })], [known])).toEqual([
      { item: known, doubt: null },
    ]);
  });

  it("where two items would do as well and one has no row", () => {
    const items = [item(1, "Sign-off"), item(2, "Sign-off")];
    expect(matchDrafts([row(item(1, "Sign-off"))], items)).toEqual([
      { item: items[0], doubt: "#2 is as much like it" },
    ]);
  });

  it("whose title is another's that it has little else of", () => {
    const [match] = matchDrafts(
      [row(item(9, "Sign-off", { area: "Quay", owners: ["per"] }))],
      [item(1, "Sign-off", { area: "Yard", owners })],
    );
    expect(match?.doubt).toBe("neither number, key nor title is the same");
  });
});

describe("a row is a new item", () => {
  it("of another title, under the number of one that git alone has", () => {
    const own = item(7, "Brass band", { area: "Yard", owners });
    const horn = row(item(7, "Horn that the harbour allows", { area: "Yard", owners }), { number: 7 });
    expect(numbers([horn], [item(1, "Crane")], [own])).toEqual([null]);
  });

  it("like an item that has its own row", () => {
    const review = item(1, "Legal review of the Danish contract", { owners });
    const rows = [row({ ...review, title: "Legal review of the Dutch contract" }), row(review)];
    expect(numbers(rows, [review])).toEqual([null, 1]);
  });
});

it("five thousand rows find their items", () => {
  const words = ["check", "sign", "send", "review", "order"];
  const items = Array.from({ length: 5000 }, (_, index) =>
    item(index + 1, `${words[index % 5]} the ${index % 3 === 0 ? "list" : "plan"} for lot ${index}`, { owners }),
  );
  const drafts = items.map((each) => row(each, { title: each.title.replace("the", "this") }));
  expect(numbers(drafts, items)).toEqual(items.map(({ id }) => id));
});
