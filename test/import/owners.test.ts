/** Where one owner ends and the next begins: told by all the cells of the page together. */
import { describe, expect, test } from "vitest";
import { trackerKeys } from "../../src/core/tracker.ts";
import { readLinks } from "../../src/import/inline.ts";
import { declareOwners } from "../../src/import/merge-tracker.ts";
import { readOwners } from "../../src/import/owners.ts";
import { collectPeople } from "../../src/import/people.ts";
import { read, table } from "./support.ts";

const linked = "[Mira Holt](https://w.example.org/display/~mholt) [Tomas Brandt](https://w.example.org/display/~tb)";

function owners(cell: string, others: readonly string[] = []) {
  const people = collectPeople(readLinks(linked), [cell, ...others]);
  const read = readOwners(cell, people);
  return { owners: read.owners, doubted: read.doubts.some(({ confidence }) => confidence < 0.9) };
}

const cells: readonly (readonly [cell: string, owners: readonly string[], others?: readonly string[]])[] = [
  ["R&D", ["R&D"]],
  ["M&E", ["M&E"]],
  ["Legal & Compliance", ["Legal & Compliance"]],
  ["Hughes & Sons", ["Hughes & Sons"]],
  ["Supply Chain (EMEA)", ["Supply Chain (EMEA)"]],
  ["AI/Data", ["AI/Data"], ["Wei Zhang"]],
  ["AI/Data", ["AI", "Data"], ["AI", "Data"]],
  ["Finance / Sales", ["Finance", "Sales"], ["Sales", "Finance"]],
  ["Finance / Sales", ["Finance / Sales"]],
  ["Marketing + Localization", ["Marketing + Localization"]],
  ["Health, Safety & Environment", ["Health, Safety & Environment"]],
  ["Ines / Wei", ["Ines", "Wei"]],
  ["Amy/Bob", ["Amy", "Bob"]],
  ["Ines Quill, Wei Zhang", ["Ines Quill", "Wei Zhang"]],
  ["Ines Quill und Jan van der Meer", ["Ines Quill", "Jan van der Meer"]],
  ["Holt, Mira <mira.holt@example.com>", ["mira.holt"]],
  ["Quill, Ines; Zhang, Wei", ["Quill, Ines", "Zhang, Wei"]],
  ["Quill, Ines", ["Quill, Ines"], ["Zhang, Wei", "Poe, Ann", "Lee, Bo"]],
  ["Ines, Wei", ["Ines", "Wei"], ["Ines", "Wei"]],
  ["Ines Quill (PM)", ["Ines Quill"]],
  ["Lead: Ines Quill", ["Ines Quill"]],
  ["Ines + team", ["Ines"]],
  ["@ines / @wei", ["ines", "wei"]],
  ["@ines @wei @r.d", ["ines", "wei", "r.d"]],
  ["Quill, I.", ["Quill, I."]],
  ["Quill I. M.,\nZhang W.", ["Quill I. M.", "Zhang W."]],
  ["Quill, I. / Fa. Reuter", ["Quill, I.", "Fa. Reuter"]],
  ["Dr. Quill, I.-M.; Zhang, W.", ["Dr. Quill, I.-M.", "Zhang, W."]],
  ["Quill, Ines (EXT) <ines.quill@example.com>", ["ines.quill"]],
  ["Mira Holt / Legal", ["mholt", "Legal"]],
  ["QA lead", ["QA lead"]],
  ["JD", ["JD"]],
  ["[Ines Quill, Wei Zhang]", ["Ines Quill", "Wei Zhang"]],
  ['["Ines Quill", "R&D"]', ["Ines Quill", "R&D"]],
  ["[Mira Holt]", ["mholt"]],
  ["[]", []],
  ["Ines Quill (inesquill)", ["inesquill"]],
  ["Ines Quill (iquill), Wei Zhang (wzhang)", ["iquill", "wzhang"]],
  ["Ines Quill [quill.i] / Wei Zhang [zhangw2]", ["quill.i", "zhangw2"]],
  ["Quill, Ines (iq); Zhang, Wei (wz)", ["iq", "wz"]],
  ["Ann Poe (sunny), Wei Zhang (wei)", ["sunny", "wei"], ["Ines Quill (ines)"]],
  ["Iñés Quill (inesq) and Bo", ["inesq", "Bo"]],
  ["Ines Quill (nights), Wei Zhang (days)", ["Ines Quill", "Wei Zhang"], ["Ines Quill", "Wei Zhang"]],
  ["Paul Meyer (pm)", ["Paul Meyer"]],
];

test.each(cells.map(([cell, expected, others]) => ({ cell, expected, others })))(
  "$cell is $expected",
  ({ cell, expected, others }) => {
    expect(owners(cell, others)).toEqual({ owners: expected, doubted: false });
  },
);

test.each(["R&D, Ann Lee", "Ann Lee / r&d", "R&D (@r.d); Ann Lee (@ann)"])(
  "whoever is known by a name with a sign in it is one, in %s",
  (cell) => {
    const people = collectPeople(readLinks(""), [cell], { "r.d": { name: "R&D" }, ann: { name: "Ann Lee" } });
    expect([...readOwners(cell, people).owners].sort()).toEqual(["ann", "r.d"]);
  },
);

test.each(["TBD", "-", "n/a", "offen", "à définir", "por definir", "n.t.b.", "N.N.", "TBD (Legal)"])(
  "%s is nobody",
  (cell) => {
    expect(owners(cell)).toEqual({ owners: [], doubted: false });
  },
);

test.each(["Ines & Wei", "Finance, Sales", "Ines, Wei", "Ines / Sales"])(
  "%s alone may be one or two, and is doubted",
  (cell) => {
    expect(owners(cell)).toEqual({ owners: [cell], doubted: true });
  },
);

test("a first name is said to be the one person's who has it, never to be what it is", () => {
  const people = collectPeople(readLinks(linked), ["Mira"]);
  expect(readOwners("Mira", people).doubts).toMatchObject([{ value: "Mira Holt", alternative: "Mira" }]);
});

test("an address in the column beside is the owner's", () => {
  const page = read(
    "Task,Assignee,Assignee Email,Status\nSweep,Ines Quill,ines.q@example.com,Open\nMop,,,Open\nDust,Wei Zhang,wei@example.com,Open\n",
  );
  expect(page.drafts.map((draft) => draft.owners)).toEqual([["ines.q"], [], ["wei"]]);
  expect(page.people["ines.q"]).toEqual({ name: "Ines Quill", email: "ines.q@example.com" });
});

test("a name keeps the bracket before its address", () => {
  const cells = ["Quill, Ines (EXT) <ines@example.com>", "Wei Zhang (night shift) <wei@example.com>"];
  expect([...collectPeople(readLinks(""), cells).byHandle.values()]).toEqual([
    { name: "Quill, Ines (EXT)", email: "ines@example.com" },
    { name: "Wei Zhang (night shift)", email: "wei@example.com" },
  ]);
});

test.each([
  ["Dr. Quill", "quill", "Quill"],
  ["Fa. Reuter", "reuter"],
  ["Ing.-Büro Tann", "tann"],
  ["Prof. Dr. Ines Quill", "ines.quill", "Ines Quill"],
  ["Mme Petit", "petit", "Petit"],
  ["Don Petit", "don.petit"],
  ["Sister Ines Quill", "ines.quill", "Ines Quill"],
  ["Ines (night shift)", "ines"],
  ["Supply Chain (EMEA)", "supply.chain.emea"],
  ["Firma", "firma"],
  ["G. Parry", "parry"],
  ["Hr. Brandt", "brandt", "Brandt"],
  ["HR Payroll", "hr.payroll"],
  ["Quill I. M.", "quill"],
])("%s gets the handle %s", (name, handle, bare = name) => {
  const page = read(`| Task | Owner |\n| --- | --- |\n| Sweep | ${name} |\n| Dust | Wei Zhang |\n`);
  const { people } = declareOwners(page, { ...trackerKeys().parse({}), template: "", templateLine: 1 });
  expect(people[handle]).toEqual({ name: bare });
});

test("with a title and without it is the same person, on the page and in the tracker", () => {
  const page = read(
    "| Task | Owner |\n| --- | --- |\n| Sweep | Dr Ines Quill |\n| Dust | Ines Quill |\n| Wax | Prof. Zhang |\n",
  );
  const people = { wei: { name: "Dr. Zhang" } };
  const tracker = { ...trackerKeys().parse({ people }), template: "", templateLine: 1 };
  const { drafts } = declareOwners(page, tracker);
  expect(drafts.map(({ owners }) => owners)).toEqual([["ines.quill"], ["ines.quill"], ["wei"]]);
});

test("initials tell apart who else would have one handle", () => {
  const page = read(
    table(
      ["Task", "Owner"],
      [
        ["Sweep", "Anna B."],
        ["Dust", "Anna S."],
      ],
    ),
  );
  const { people } = declareOwners(page, { ...trackerKeys().parse({}), template: "", templateLine: 1 });
  expect(Object.keys(people)).toEqual(["anna", "anna.s"]);
});

describe("mentions with blanks in their names", () => {
  test("are as many owners, in a cell and behind an entry", () => {
    const cells = ["@Ines Quill @Wei Zhang", "@Jan van der Berg (@jvdb) @mara", "@Ines Quill"];
    const rows = cells.map((cell, at) => [`Paint gate ${at}`, cell, "Open"]);
    const page = read(table(["What", "Who", "State"], rows));
    expect(page.drafts.map(({ owners }) => owners.length)).toEqual([2, 2, 1]);
    expect(page.drafts.every(({ confidence }) => confidence === 1)).toBe(true);
    const list = read(
      "- [ ] Paint the gate @Ines Quill @Wei Zhang\n- [ ] @Ines Quill oil the lock\n- [ ] Call (@Wei Zhang)\n",
    );
    expect(list.drafts.map(({ title, owners }) => [title, owners])).toEqual([
      ["Paint the gate", ["Ines Quill", "Wei Zhang"]],
      ["oil the lock", ["Ines Quill"]],
      ["Call", ["Wei Zhang"]],
    ]);
  });

  test("a day behind one is none of it", () => {
    const [draft] = read("- [ ] Call @Mara Friday\n- [ ] Paint the gate @ines\n").drafts;
    expect(draft?.title).toBe("Call @Mara Friday");
  });
});

test("a sign at the end of a line parts owners no more than the line's end does", () => {
  const html =
    "<table><tr><th>Task<th>Owner<th>Due</tr><tr><td>Sweep the hall<td>Ines Quill /<br>Wei Zhang<td>2024-06-03</tr></table>";
  expect(read(html).drafts[0]?.owners).toEqual(["Ines Quill", "Wei Zhang"]);
});

test("an account in brackets behind a name of many letters is read in a test's time", () => {
  const cell = `A${" a".repeat(29)} (${"a".repeat(15)}b)`;
  expect(owners(cell, []).owners).toEqual([]);
});
