import { expect, it } from "vitest";
import { agendaOf } from "../../src/core/agenda.ts";
import { itemOfHead } from "../../src/core/item.ts";
import { readItem } from "../../src/core/item-file.ts";
import { readTracker } from "../../src/core/tracker-file.ts";

const tracker = readTracker(
  "---\ntitle: Teapot\nstatuses: { open: Open, stuck: Stuck at customs, done: Done }\n---\n",
).tracker;

function itemOf(id: number, keys: string, comment = "2026-03-10") {
  const text = `---\nid: ${id}\ntitle: Item ${id}\n${keys}---\n\n## Comments\n\n- **${comment}** Said.\n`;
  if (tracker === null) throw new Error("the tracker cannot be read");
  return readItem(text, `items/${id}.md`, tracker).item ?? [];
}

function agenda(
  items: readonly ReturnType<typeof itemOf>[],
  { added = new Map<string, string>(), since = "2026-03-05" as string } = {},
) {
  if (tracker === null) throw new Error("the tracker cannot be read");
  const known = new Map(items.flat().map(({ path }) => [path, added.get(path) ?? "2026-01-01"]));
  const entries = agendaOf(items.flat(), { tracker, today: "2026-03-12", since, added: known, unheard: new Set() });
  return entries.map(
    ({ item, reasons }) => `${item.id} ${reasons.map(({ kind, days }) => `${kind} ${days ?? ""}`.trim()).join(", ")}`,
  );
}

it("puts each item once under its gravest reason, with the others behind it", () => {
  expect(
    agenda([
      itemOf(1, "owners: [kim]\n"),
      itemOf(2, ""),
      itemOf(3, "status: open\ndue: 2026-03-19\nowners: [kim]\n"),
      itemOf(4, "due: 2026-03-20\nowners: [kim]\n"),
      itemOf(5, "owners: [kim]\n", "2026-02-20"),
      itemOf(6, "due: 2026-03-11\n", "2026-02-20"),
      itemOf(7, "status: stuck\ndue: 2026-03-01\nowners: [kim]\n"),
      itemOf(8, "status: done\nclosed: 2026-03-01\ndue: 2026-02-01\n", "2026-01-01"),
    ]),
  ).toEqual(["7 blocked, overdue 11", "6 overdue 1, stale 20, unowned", "3 due 7", "5 stale 20", "2 unowned"]);
});

it("asks for no comments of what came before, nor of what has not been spoken about since", () => {
  const heads = [itemOf(1, ""), itemOf(2, "", "2026-02-20")].flat().map(({ id, ...item }) => {
    const { title, status, priority, area, owners, start, due, timeline, refs, closed, fields, path, comments } = item;
    const keys = { id, title, status, priority, area, owners, start, due, timeline, refs, closed };
    const readWhole = () => expect.fail(`${path} is read`);
    return itemOfHead({ keys, fields, newest: comments.at(-1)?.date ?? null }, path, { readWhole });
  });
  expect(agenda(heads, { added: new Map([["items/2.md", "2026-03-09"]]) })).toEqual([
    "2 stale 20, unowned",
    "1 unowned",
  ]);
});

it("has the longest waiting first, and of what is due the nearest", () => {
  const due = (id: number, day: string) => itemOf(id, `due: ${day}\nowners: [kim]\n`);
  expect(agenda([due(1, "2026-03-10"), due(2, "2026-03-01"), due(3, "2026-03-14"), due(4, "2026-03-12")])).toEqual([
    "2 overdue 11",
    "1 overdue 2",
    "4 due 0",
    "3 due 2",
  ]);
});

it("takes for new what came since the last meeting, but not what an import brought with its past", () => {
  const added = new Map([
    ["items/1.md", "2026-03-05"],
    ["items/2.md", "2026-03-04"],
    ["items/3.md", "2026-03-09"],
  ]);
  const items = [
    itemOf(1, "owners: [kim]\n"),
    itemOf(2, "owners: [kim]\n"),
    itemOf(3, "owners: [kim]\n", "2026-03-01"),
  ];
  expect(agenda(items, { added })).toEqual(["1 new"]);
  expect(agenda(items, { added, since: "2026-03-04" })).toEqual(["1 new", "2 new"]);
});
