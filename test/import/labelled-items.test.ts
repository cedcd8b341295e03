/** Items under headings of their own, whose values stand below as a list of labels. */
import { describe, expect, test } from "vitest";
import { readPage } from "../../src/import/read-page.ts";
import { isRefusal } from "../../src/import/reading.ts";
import { read, table } from "./support.ts";

const values = (owner: string, due: string, status: string) => `- Owner: ${owner}\n- Due: ${due}\n- Status: ${status}`;
const ada = values("Ada Quill", "2024-05-01", "Open");
const wei = values("Wei Zhang", "2024-05-02", "Closed");
const expected = [
  { title: "Sweep the yard", owners: ["Ada Quill"], due: "2024-05-01", status: "open", closed: false },
  { title: "Dust the hall", owners: ["Wei Zhang"], due: "2024-05-02", status: "closed", closed: true },
];
const numbered = (text: string) => text.replaceAll("- ", "");

test.each([
  ["headings", `### Sweep the yard\n\n${ada}\n\n### Dust the hall\n\n${wei}`],
  ["bold lines", `**Sweep the yard**\n\n${ada}\n\n**Dust the hall**\n\n${wei}`],
  ["plain lines", `Sweep the yard\n\n${ada}\n\nDust the hall\n\n${wei}`],
  ["headings, the labels as lines", `### Sweep the yard\n\n${numbered(ada)}\n\n### Dust the hall\n\n${numbered(wei)}`],
])("items under %s are items", (_, items) => {
  const page = read(`# Yard\n\n## Follow-ups\n\n${items}\n`);
  expect(page.drafts).toMatchObject(expected);
  expect(page.left).toEqual([]);
  expect(page.template).toMatch(/^# Yard\n\n## Follow-ups\n\n<!-- gtm:list [^\n]*-->\n$/);
});

test("words below the labels, and labels of no column, are the description", () => {
  const page = read(
    `## Sweep the yard\n\n${ada}\n- Cost: 300\n\nBring a broom.\n\n## Dust the hall\n\n${wei}\n\nMind the dog.\n`,
  );
  expect(page.drafts.map(({ description }) => description)).toEqual(["Cost: 300\n\nBring a broom.", "Mind the dog."]);
});

const tasks = table(["Task", "Owner", "Status"], [["Paint the mast", "Ada Quill", "Open"]]);

test("labels over a table say something of its section", () => {
  const page = read(`# Yard\n\n## North\n\n${ada}\n\n${tasks}\n\n## South\n\n${wei}\n\n${tasks}\n`);
  expect(page.drafts.map(({ title }) => title)).toEqual(["Paint the mast", "Paint the mast"]);
  expect(page.left).toMatchObject([
    { kind: "list", heading: "North" },
    { kind: "list", heading: "South" },
  ]);
});

test("a list of labels alone is about the page, unless the user takes it", () => {
  const text = `# Yard\n\n## The yard\n\n${ada}\n`;
  const page = readPage(text, { today: "2024-05-20" });
  expect(isRefusal(page) && page.hint).toBe("--take 5 takes what stands there");
  const taken = readPage(text, { today: "2024-05-20", take: [6] });
  expect(isRefusal(taken) ? taken.message : taken.drafts).toMatchObject([{ title: "The yard", owners: ["Ada Quill"] }]);
});

const said = (page: ReturnType<typeof read>) =>
  page.drafts.map(({ title, owners, due, status, refs, closed, description, confidence }) => {
    const all = { owners: owners.join(" + "), due, status, refs: refs.join(" "), description };
    const told = Object.entries(all).filter(([, value]) => value !== null && value !== "");
    return { title, ...Object.fromEntries(told), ...(closed ? { closed } : {}), sure: confidence >= 0.9 };
  });

const sweep = { title: "Sweep the yard", owners: "Ada Quill", due: "2024-05-01", status: "open", sure: true };
const dust = { title: "Dust the hall", owners: "Wei Zhang", due: "2024-05-02", sure: true };

describe("a title with its labels in the lines below is an item", () => {
  const [one, two] = [numbered(ada), numbered(values("Wei Zhang", "2024-05-02", ""))];
  const indented = (text: string) => text.replaceAll(/^/gm, "   ");
  test.each([
    ["blocks", `Sweep the yard\n${one}\n\nDust the hall\n${two}`],
    ["indented lines", `Sweep the yard\n${indented(one)}\n\nDust the hall\n${indented(two)}`],
    ["lines without a gap", `Sweep the yard\n${one}\nDust the hall\n${two}`],
    ["lines between rules", `Sweep the yard\n${one}\n---\nDust the hall\n${two}\n---\n`],
    ["labels for the titles too", `Task: Sweep the yard\n${one}\n\nTask: Dust the hall\n${two}`],
    [
      "bold labels",
      `**Task:** Sweep the yard\n**Owner**: Ada Quill\n**Due:** 2024-05-01\n**Status:** Open\n\n**Task:** Dust the hall\n${two}`,
    ],
    [
      "bullets, titles and all",
      `- Task: Sweep the yard\n${ada}\n\n- Task: Dust the hall\n- Owner: Wei Zhang\n- Due: 2024-05-02`,
    ],
    [
      "labels in a row",
      `Sweep the yard\nOwner: Ada Quill | Due: 2024-05-01 | Status: Open\nDust the hall\nOwner: Wei Zhang. Due: 2024-05-02`,
    ],
    [
      "a numbered list",
      `1. Sweep the yard\n   Owner: Ada Quill\n   Due: 2024-05-01\n   Status: Open\n2. Dust the hall\n   Owner: Wei Zhang. Due: 2024-05-02`,
    ],
  ])("in %s", (_, text) => {
    expect(said(read(`Hello all,\n\n${text}\n`))).toEqual([sweep, dust]);
  });

  test("with its key, and where a value goes on in the next line", () => {
    const page = read(
      "Y-1  Sweep the yard\n  Verantwortlich: Ada Quill und\n    Wei Zhang\n  Frist: 1.5.2024\n\nY-2  Dust the hall\n  Verantwortlich:\n  Frist:\n  Stand: erledigt, geprüft am 2.5.2024\nMind the dog.\n",
    );
    expect(said(page)).toEqual([
      { title: "Sweep the yard", owners: "Ada Quill + Wei Zhang", due: "2024-05-01", refs: "Y-1", sure: true },
      {
        title: "Dust the hall",
        status: "erledigt",
        refs: "Y-2",
        description: "Mind the dog.\n\ngeprüft am 2.5.2024",
        closed: true,
        sure: true,
      },
    ]);
  });

  test("under headings that name their sections", () => {
    const task = (title: string) => `Task: ${title}\n${one}`;
    const page = read(`# Yard\n\n## North\n\n${task("Sweep")}\n\n${task("Mow")}\n\n## South\n\n${task("Dust")}\n`);
    expect(page.drafts.map(({ title, area }) => [title, area])).toEqual([
      ["Sweep", "North"],
      ["Mow", "North"],
      ["Dust", "South"],
    ]);
  });

  test("but not the head of a mail, nor one alone", () => {
    const mail = "-----Original Message-----\nFrom: Ada Quill\nSent: Monday\nTo: Wei Zhang\nSubject: The yard";
    expect(said(read(`${mail}\n\nSweep the yard\n${one}\n\nDust the hall\n${two}\n\n${mail}\n`))).toEqual([
      sweep,
      dust,
    ]);
    const alone = readPage(`The yard\n${one}\n\nNothing else.\n`, { today: "2024-05-20" });
    expect(isRefusal(alone)).toBe(true);
  });
});

test("how much of a section is done is no part of its name", () => {
  const page = read("Yard\n1/2 completed\n\n☐ Sweep\n☑ Mow\n\nHall\n(0/1)\n\n☐ Dust\n");
  expect(page.drafts.map(({ title, area }) => [title, area])).toEqual([
    ["Sweep", "Yard"],
    ["Mow", "Yard"],
    ["Dust", "Hall"],
  ]);
});

describe("labels that no column is for", () => {
  const page = read(`# Ferry risks

### R-01: Ice in the harbour

- **Owner:** Ruth Hale
- **Probability:** 3
- **Impact:** High
- **Area hit:** North pier
- **Status:** Open

### R-02: Fog

- **Owner:** Owen Brel
- **Probability:** 2
- **Impact:** Low
- **Area hit:** Sea
- **Status:** Closed
- **Wording:** as agreed, in May
`);

  test("are fields where entry after entry has them, and make up an item with what has columns", () => {
    expect(page.drafts.map((item) => [item.title, item.fields, item.description])).toEqual([
      ["Ice in the harbour", { probability: 3, impact: "High", "area-hit": "North pier" }, ""],
      ["Fog", { probability: 2, impact: "Low", "area-hit": "Sea" }, "**Wording:** as agreed, in May"],
    ]);
    expect(page.fields).toMatchObject({ impact: { label: "Impact", type: "text" }, probability: { type: "number" } });
    expect(page.template).toContain("status,probability,impact,area-hit,comments -->");
  });

  test("are so behind one another, too; long words stay in the description", () => {
    const { drafts } = read(`# Work

- Mend the roof. Owner: Ruth Hale. Effort: 3d. Due: 5 June 2024
  - Remark: first the tiles, then the gutter
- Paint the gate. Owner: Owen Brel. Effort: 1d. Due: 6 June 2024
  - Remark: ask the neighbours, who may mind the colour
`);
    expect(drafts.map((item) => [item.title, item.owners, item.due, item.fields])).toEqual([
      ["Mend the roof", ["Ruth Hale"], "2024-06-05", { effort: "3d" }],
      ["Paint the gate", ["Owen Brel"], "2024-06-06", { effort: "1d" }],
    ]);
    expect(drafts[0]?.description).toContain("first the tiles, then the gutter");
  });
});

test("places in an outline are the keys of records, and numbers alone on a line head what follows", () => {
  const record = (place: string, title: string, owner: string) =>
    `${place} ${title}\n    Owner: ${owner}\n    Due: 2024-06-03\n    Status: open\n`;
  const page = read(
    `MINUTES\n\n1. Summary\n\nThe yard is dry.\n\n2. Agreed\n\n- The gate stays shut.\n- Dogs on a lead.\n\n3. Actions\n\n${record(
      "3.1",
      "Sweep the yard",
      "Ada Quill",
    )}\n${record("3.2", "Dust the hall", "Wei Zhang")}\n4. Next meeting\n\nOn Monday.\n`,
  );
  expect(page.drafts.map(({ title, refs }) => [title, refs])).toEqual([
    ["Sweep the yard", ["3.1"]],
    ["Dust the hall", ["3.2"]],
  ]);
  expect(page.left).toMatchObject([{ line: 9, rows: 2 }]);
});

test("numbers that go on in the next list say no more than their places", () => {
  const item = (number: number, title: string) =>
    `${number}) ${title}\n   Owner:  Ada Quill\n   Due:    2024-06-0${number}\n`;
  const page = read(
    `OPEN POINTS\n\n${item(1, "Sweep the yard")}\n${item(2, "Dust the hall")}\nCLOSED THIS WEEK\n\n${item(3, "Oil the gate")}`,
  );
  expect(page.drafts).toMatchObject([
    { title: "Sweep the yard", number: null, due: "2024-06-01", confidence: 1 },
    { title: "Dust the hall", number: null, confidence: 1 },
    { title: "Oil the gate", number: null, closed: true },
  ]);
});
