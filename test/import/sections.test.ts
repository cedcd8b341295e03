import { describe, expect, test } from "vitest";
import { makePage } from "../../src/core/page.ts";
import { isClosedHeading, isGenericHeading, isTotal } from "../../src/import/section-words.ts";
import { anItem, aTracker } from "../support/builders.ts";
import { draft, read, table } from "./support.ts";

const markers = (template: string) => template.match(/<!-- gtm:.* -->/g);
const rows = (heading: string, titles: readonly string[], others: readonly string[] = []) =>
  table(
    [heading, "Owner", ...others],
    titles.map((title) => [title, "Ines Quill", ...others.map(() => "Harbour")]),
  );

describe("a page of several tables", () => {
  const raid = read(
    [
      "# Ferry RAID log",
      "## Risks",
      table(["Risk", "Owner", "Where it shows"], [["Ice in the harbour", "Ines Quill", "At the north pier"]]),
      "## Issues",
      table(["Issue", "Who", "Due"], [["The ramp is stuck", "Wei Zhang", "2024-06-03"]]),
      "## Actions",
      table(["Action", "Owner", "Due"], [["Grease the ramp", "Wei Zhang", "2024-06-04"]]),
    ].join("\n\n"),
  );

  test("keeps each table's columns and headings, and gives its rows their section", () => {
    expect(raid.drafts.map(({ title, area }) => [title, area])).toEqual([
      ["Ice in the harbour", "Risks"],
      ["The ramp is stuck", "Issues"],
      ["Grease the ramp", "Actions"],
    ]);
    expect(markers(raid.template)).toEqual([
      '<!-- gtm:table area:"Risks" columns:title,owners,where-it-shows,comments -->',
      '<!-- gtm:table area:"Issues" columns:title="Issue",owners="Who",due,comments -->',
      '<!-- gtm:table area:"Actions" columns:title="Action",owners,due,comments -->',
    ]);
  });

  test("names the section of a generic heading by the one above it, and lengthens names that two would share", () => {
    const meeting = (day: string, action: string, decision: string) =>
      `## ${day} Crew\n\n### Action items\n\n${rows("Task", [action])}\n\n### Questions\n\n${rows("Task", [decision])}`;
    const page = read(
      `# Crew\n\n${meeting("2024-05-13", "Sweep", "Who sweeps?")}\n\n${meeting("2024-05-06", "Dust", "Why dust?")}\n`,
    );
    expect(page.drafts.map(({ area }) => area)).toEqual([
      "2024-05-13 Crew",
      "2024-05-13 Crew / Questions",
      "2024-05-06 Crew",
      "2024-05-06 Crew / Questions",
    ]);
  });

  test("names a section without the count of what stands there", () => {
    const lists = ["Stalls (2)", "Stage 0/2 done", "Gate (1 open)"];
    const page = read(`# Fair\n\n${lists.map((name) => `## ${name}\n\n- [ ] Sweep ${name}\n`).join("\n")}`);
    expect(page.areas).toEqual(["Stalls", "Stage", "Gate"]);
  });

  test("falls back to the caption, then to the heading of the title; a table that only goes on shares its marker", () => {
    const captions = read(`# Move\n\nKitchen:\n\n${rows("Task", ["Sweep"])}\n\nCellar:\n\n${rows("Task", ["Dust"])}\n`);
    expect(captions.areas).toEqual(["Kitchen", "Cellar"]);
    const titles = read(
      `# Move\n\n${rows("Task", ["Sweep"])}\n\nIt is a long way there.\n\n${rows("Risk", ["Rain"])}\n`,
    );
    expect(titles.areas).toEqual(["Task", "Risk"]);
    const goesOn = read(
      `# Move\n\n${rows("Task", ["Sweep"])}\n\nIt is a long way there.\n\n${rows("Task", ["Dust"])}\n`,
    );
    expect([goesOn.drafts.length, goesOn.areas, markers(goesOn.template)?.length]).toEqual([2, [], 1]);
  });

  test("knows what is closed by a caption too, in a mail without headings", () => {
    const page = read(
      "Hello all,\n\nDone this week:\n\n- Sweep the yard\n- Dust the hall\n\nNext:\n\n- Wax the floor\n- Air the rooms\n",
    );
    expect(page.drafts.map(({ closed }) => closed)).toEqual([true, true, false, false]);
    expect(markers(page.template)).toEqual(["<!-- gtm:list is:closed -->", "<!-- gtm:list is:open -->"]);
  });

  test("keeps the section in a field where a table has areas of its own", () => {
    const page = read(
      `# Move\n\n## Risks\n\n${rows("Risk", ["Rain"], ["Area"])}\n\n## Issues\n\n${rows("Issue", ["Mud"], ["Area"])}\n`,
    );
    expect(page.drafts.map(({ area, fields }) => [area, fields])).toEqual([
      ["Harbour", { section: "Risks" }],
      ["Harbour", { section: "Issues" }],
    ]);
    expect(page.fields).toEqual({ section: { label: "Section", type: "text", values: [] } });
    expect(page.template).toContain('<!-- gtm:table section:"Issues" columns:title="Issue",');
  });

  test("sends closed items to a closed table of their section, and to none where the page has none", () => {
    const page = read(
      `# Move\n\n## Kitchen\n\n### Open\n\n${rows("Task", ["Sweep"])}\n\n### Done\n\n${rows("Task", ["Dust"])}\n\n## Cellar\n\n### Open\n\n${rows("Task", ["Count"])}\n\n### Done\n\n${rows("Task", ["Shut"])}\n\n## Attic\n\n${rows("Task", ["Climb"])}\n`,
    );
    expect(markers(page.template)).toEqual([
      '<!-- gtm:table is:open area:"Kitchen" columns:title,owners,comments -->',
      '<!-- gtm:table is:closed area:"Kitchen" columns:title,owners,comments -->',
      '<!-- gtm:table is:open area:"Cellar" columns:title,owners,comments -->',
      '<!-- gtm:table is:closed area:"Cellar" columns:title,owners,comments -->',
      '<!-- gtm:table area:"Attic" columns:title,owners,comments -->',
    ]);
  });

  test("writes sections so that a marker reads them back, whatever is in them", () => {
    const names = ['Say "go" --> now', "Back\\\\slash, comma", "#1 first"];
    const page = read(
      `# Move\n\n${names.map((name, index) => `## ${name}\n\n${rows("Task", [`Sweep ${"abc"[index]}`])}`).join("\n\n")}\n`,
    );
    const { statuses, priorities, fields, template } = page;
    const tracker = aTracker({ statuses, priorities, fields, areas: [...page.areas], template });
    const items = page.drafts.map((each, index) => anItem({ id: index + 1, title: each.title, area: each.area }));
    const made = makePage(tracker, items, "2024-05-20");
    expect(made.problems).toEqual([]);
    const shown = made.page.parts.flatMap((part) =>
      part.kind === "table" ? [part.items.map(({ title }) => title)] : [],
    );
    expect(shown).toEqual([["Sweep a"], ["Sweep b"], ["Sweep c"]]);
  });
});

describe("the order of the rows", () => {
  const numbered = (cells: readonly (readonly [string, string])[]) =>
    read(
      table(
        ["#", "Task", "Owner", "Due"],
        cells.map(([number, due], index) => [
          number,
          `Sweep ${"yard hall roof cellar".split(" ")[index]}`,
          "Ines Quill",
          due,
        ]),
      ),
    ).template;

  test("needs no word where numbers give it", () => {
    expect(
      numbered([
        ["1", "2024-06-09"],
        ["2", "2024-06-03"],
        ["3", "2024-06-05"],
      ]),
    ).not.toContain("sort:");
  });

  test("is that of a column where numbers do not give it, and one column does", () => {
    expect(
      numbered([
        ["7", "2024-06-03"],
        ["2", "2024-06-05"],
        ["5", "2024-06-09"],
      ]),
    ).toContain(" sort:due columns:");
    expect(
      numbered([
        ["7", "2024-06-09"],
        ["2", "2024-06-05"],
        ["5", "2024-06-03"],
      ]),
    ).toContain(" sort:-due columns:");
  });
});

test("a row that sums up others is doubted", () => {
  const page = read(rows("Task", ["Sweep the yard", "Dust the hall", "Total"]));
  expect(draft(page, "Total").repairs).toMatchObject([{ row: 3, line: 5, column: "title", confidence: 0.5 }]);
  expect(draft(page, "Sweep the yard").confidence).toBe(1);
  expect(["Grand total: 14", "Gesamtsumme", "Somme (7)"].map(isTotal)).toEqual([true, true, true]);
  expect(["Total rewrite of the plan", "Summary"].map(isTotal)).toEqual([false, false]);
});

test("sums in the midst of a table are lines beside it, named or not", () => {
  const table = (name: string) =>
    [
      "# Barn\n",
      "| Task | Owner | Status | Cost | Hours |",
      "|---|---|---|---|---|",
      "| Mend the roof | Ada Quill | Open | 1200 | 12 |",
      "| Oil the gate | Wei Zhang | Done | 80 | 3 |",
      `| ${name} | | | 1280 | 15 |`,
      "| Sweep the yard | Ada Quill | Open | 40 | 2 |",
      `| ${name} | | | 40 | 2 |`,
    ].join("\n");
  for (const name of ["Subtotal", ""]) {
    const page = read(table(name));
    expect(page.drafts.map(({ title, confidence }) => [title, confidence])).toEqual([
      ["Mend the roof", 1],
      ["Oil the gate", 1],
      ["Sweep the yard", 1],
    ]);
    const lead = name === "" ? "" : `${name}: `;
    expect(page.template.endsWith(`-->\n\n${lead}1280; 15\n\n${lead}40; 2\n`)).toBe(true);
  }
});

test("a last row of sums is a line below the table", () => {
  const page = read(
    "# Barn\n\n| # | Task | Owner | Cost | Status |\n|---|---|---|---|---|\n| 1 | Mend the roof | Ada Quill | 1.200,00 | Open |\n| 2 | Oil the gate | Wei Zhang | 80,50 | Done |\n| | Total | | 1.280,50 | |\n\nAll in euros.\n",
  );
  expect(page.drafts.map(({ title, confidence }) => [title, confidence])).toEqual([
    ["Mend the roof", 1],
    ["Oil the gate", 1],
  ]);
  expect(page.template).toMatch(/<!-- gtm:table [^\n]*-->\n\nTotal: 1\.280,50\n\nAll in euros\.\n$/);
});

test("headings are understood in several languages", () => {
  expect(
    ["Erledigt", "Terminé", "Cerrados", "Afgerond", "Completed items"].filter((each) => !isClosedHeading(each)),
  ).toEqual([]);
  expect(["Not done", "Offen", "Nicht erledigt", "Unresolved"].filter(isClosedHeading)).toEqual([]);
  expect(
    ["Offene Punkte", "Next steps (4)", "Acciones", "Open action items"].filter((each) => !isGenericHeading(each)),
  ).toEqual([]);
  expect(["Kitchen", "2024-05-13 Crew", "Launch tasks"].filter(isGenericHeading)).toEqual([]);
});

test("a new item's status is the page's word for work that has not begun, whatever its first row has", () => {
  const table =
    "# Mill\n\n| Task | Status |\n| --- | --- |\n| Grind | In Arbeit |\n| Sift | Offen |\n| Sack | Fertig |\n";
  expect(Object.values(read(table).statuses)).toEqual(["Offen", "In Arbeit", "Fertig"]);
});

test("a column without a heading and without a cell is none of the marker's", () => {
  const page = read(
    "# Mill\n\n| Task | Owner |  |\n| --- | --- | --- |\n| Grind | Ada Quill |  |\n| Sift | Bo Lindt |  |\n| Sack | Ada Quill | |\n",
  );
  const [, columns = ""] = /columns:(\S+)/.exec(page.template) ?? [];
  expect(columns.split(",").filter((key) => key.startsWith("column-"))).toEqual([]);
});

test("a field of two tables has the choices of both", () => {
  const lot = (risk: string, values: readonly string[]) =>
    `## ${risk}\n\n| Task | Owner | Oven |\n| --- | --- | --- |\n${values.map((oven, at) => `| ${risk} ${at} | Ada Quill | ${oven} |`).join("\n")}\n`;
  const page = read(
    `# Mill\n\n${lot("Rye", ["North", "South", "North", "South"])}\n${lot("Oats", ["East", "North", "East", "North"])}`,
  );
  const { type, values = [] } = page.fields.oven ?? {};
  expect([type, [...values].sort()]).toEqual(["choice", ["East", "North", "South"]]);
});

describe("a section's owner", () => {
  test.each([
    ["### Packing — owner: Tomke Ahr", "Packing"],
    ["### Packing (Owner: Tomke Ahr)", "Packing"],
    ["### Packing | DRI: Tomke Ahr", "Packing"],
    ["### Packing - Lead: Tomke Ahr", "Packing"],
    ["### Verpackung (verantwortlich: Tomke Ahr)", "Verpackung"],
    ["### Emballage — responsable : Tomke Ahr", "Emballage"],
    ["**Packing (owner: Tomke Ahr)**", "Packing"],
    ["**Packing** (owner: Tomke Ahr)", "Packing"],
    ["### Packing\n\nOwner: Tomke Ahr", "Packing"],
    ["### Packing\n\n**Verantwortlich:** Tomke Ahr", "Packing"],
  ])("%j has all that stands below", (heading, area) => {
    const page = read(`# Launch\n\n${heading}\n\n- Boxes\n- Foil\n\n### Shop\n\n- Till\n`);
    expect(page.drafts.map((item) => [item.title, item.area, item.owners, item.confidence])).toEqual([
      ["Boxes", area, ["Tomke Ahr"], 1],
      ["Foil", area, ["Tomke Ahr"], 1],
      ["Till", "Shop", [], 1],
    ]);
    expect(page.template).toContain(heading);
  });

  test("is that of a table without owners, and none of one that has them", () => {
    const rows = (...owners: string[]) =>
      table(
        ["Task", "Due", ...owners.slice(0, 1)],
        ["Boxes", "Foil"].map((title, at) => [title, "3 June 2024", ...owners.slice(at + 1, at + 2)]),
      );
    const owners = (text: string) =>
      read(`# Launch\n\n## Packing (owner: Ruth Hale)\n\n${text}`).drafts.map((item) => item.owners);
    expect(owners(rows())).toEqual([["Ruth Hale"], ["Ruth Hale"]]);
    expect(owners(rows("Owner", "", "Lee Park"))).toEqual([[], ["Lee Park"]]);
  });

  test("is doubted beside entries with their own, and where no word says so", () => {
    const mixed = read("# Launch\n\n## Packing (lead: Ruth Hale)\n\n- Boxes (@lee)\n- Foil\n\n## Shop\n\n- Till\n");
    expect(mixed.drafts.map((item) => [item.owners, item.confidence])).toEqual([
      [["lee"], 1],
      [["Ruth Hale"], 0.8],
      [[], 1],
    ]);
    const unsaid = read("# Launch\n\n## Packing – Ruth Hale\n\n- Boxes\n\n## Shop\n\n- Till\n");
    expect(unsaid.drafts.map((item) => [item.area, item.owners, item.confidence])).toEqual([
      ["Packing", ["Ruth Hale"], 0.85],
      ["Shop", [], 1],
    ]);
  });

  test("needs no word where each section has one", () => {
    const page = read("# Launch\n\n## Ruth Hale\n\n- Boxes\n\n## Owen Brel\n\n- Till\n");
    expect(page.drafts.map((item) => [item.owners, item.confidence])).toEqual([
      [["Ruth Hale"], 1],
      [["Owen Brel"], 1],
    ]);
  });

  test("is somebody: words for work are none", () => {
    const page = read("# Launch\n\n## Growth - Lead: generation by mail\n\n- Boxes\n\n## Release by 5 Nov\n\n- Till\n");
    expect(page.drafts.map((item) => item.owners)).toEqual([[], []]);
  });
});

test("a heading in capitals that every list may have names nobody", () => {
  const page = read("From: Ada Quill\n\nOPEN POINTS\n\n- Mend the winch (Ada Quill)\n- Count the ropes\n");
  expect(page.drafts.map(({ owners }) => owners)).toEqual([["Ada Quill"], []]);
});
