import { describe, expect, test } from "vitest";
import { readPage } from "../../src/import/read-page.ts";
import { draft, read, table } from "./support.ts";

const wiki = "https://wiki.example.org/display";
const mira = `[Mira Holt](${wiki}/~mholt)`;
const tomas = `[Tomas Brandt](${wiki}/~tbrandt)`;

const ragged = `# Bakery : Oven launch

### Key dates

* Plans: [kitchen calendar](kitchen-calendar.html)
* 5/30 Tasting
* 6/4-6-7 Bread fair (Lyon)

### Open work

P1: needed within 2 weeks

P2 needed within 3-5 weeks

P3: some day

| | Chef ask? | Rank | Begin | ETA | Team | Deliverable | DRI | Timeframe | State (Cold, Warming, Stuck) | Updates |
|---|---|---|---|---|---|---|---|---|---|---|---|
| 1 | Y | 1 | 5/2 | 5/29 | Dough Lab | Sourdough starter kit | ${mira} | Jun'24 | Warming | <li>5/17: ${tomas} brings jars. <li>5/10 Ordered flour. |
| 2 | 1 | | | | Dough Lab | Rye samples for the fair | ${tomas} | Jun'24 | Warming | <li>5/17: [Mira Holt:](${wiki}/~mholt) taste them.<li>first the dark one<li>*   then the light one |
| 3 | 1 | Front Shop | Window display | ${mira} / ${tomas} | Ongoing | Cold |
| 4 | Y | 2 | Front Shop | Opening hours sign | TBD - ${mira} will find somebody | Jul'24 | Stuck | 5/10: Waiting for the landlord. |
| 5 | 2 | 5/6 | 6/28 | Dough Lab | Gluten free corner | ${tomas} | | Jul'24 | Cold | 5/17: Not before the fair. |
| 6 | Y | 3 | Front Shop | Loyalty cards | ${mira} | Aug'24 and beyond | Cold |
| 7 | 3 | Front Shop | Queue rope | Gary | Aug'24 | Cold |

### Completed

| Team | Deliverable | DRI | Updates |
| --- | --- | --- | --- | --- | --- |
| Dough Lab | Pick the mill | Mira H | 5/3: **Done**. |
`;

describe("a ragged tracker page", () => {
  const page = read(ragged);

  test("gives every cell to its column, however the row was damaged", () => {
    const rows = page.drafts.map((item) => [
      item.number,
      item.fields["chef-ask"] ?? "",
      item.priority,
      item.start,
      item.due,
      item.area,
      item.title,
      item.owners.join("+"),
      item.timeline,
      item.status,
    ]);
    expect(rows).toEqual([
      [1, true, "P1", "2024-05-02", "2024-05-29", "Dough Lab", "Sourdough starter kit", "mholt", "Jun'24", "warming"],
      [2, "", "P1", null, null, "Dough Lab", "Rye samples for the fair", "tbrandt", "Jun'24", "warming"],
      [3, "", "P1", null, null, "Front Shop", "Window display", "mholt+tbrandt", "Ongoing", "cold"],
      [4, true, "P2", null, null, "Front Shop", "Opening hours sign", "", "Jul'24", "stuck"],
      [5, "", "P2", "2024-05-06", "2024-06-28", "Dough Lab", "Gluten free corner", "tbrandt", "Jul'24", "cold"],
      [6, true, "P3", null, null, "Front Shop", "Loyalty cards", "mholt", "Aug'24 and beyond", "cold"],
      [7, "", "P3", null, null, "Front Shop", "Queue rope", "Gary", "Aug'24", "cold"],
      [null, "", null, null, null, "Dough Lab", "Pick the mill", "mholt", null, null],
    ]);
  });

  test("reads dated comments oldest first, with what is nested below them and mentions as handles", () => {
    expect(draft(page, "Rye samples for the fair").comments).toEqual([
      {
        date: "2024-05-17",
        author: null,
        text: "@mholt: taste them.\n\n- first the dark one\n   - then the light one",
      },
    ]);
    expect(draft(page, "Sourdough starter kit").comments.map((entry) => [entry.date, entry.text])).toEqual([
      ["2024-05-10", "Ordered flour."],
      ["2024-05-17", "@tbrandt brings jars."],
    ]);
  });

  test("keeps the words of an owner still to be found", () => {
    expect(draft(page, "Opening hours sign").description).toBe("DRI: TBD - @mholt will find somebody");
  });

  test("learns the tracker's people, statuses, priorities, milestones and headings", () => {
    expect(page).toMatchObject({
      title: "Oven launch",
      year: 2024,
      people: { mholt: { name: "Mira Holt", url: `${wiki}/~mholt` }, tbrandt: { name: "Tomas Brandt" } },
      statuses: { cold: "Cold", warming: "Warming", stuck: "Stuck" },
      priorities: {
        P1: { label: "needed within 2 weeks", weeks: 2 },
        P2: { label: "needed within 3-5 weeks", weeks: 5 },
        P3: { weeks: null },
      },
      fields: { "chef-ask": { label: "Chef ask?", type: "boolean" } },
      columns: { title: "Deliverable", owners: "DRI", status: "State (Cold, Warming, Stuck)", comments: "Updates" },
      milestones: [
        { date: "2024-05-30", end: null, title: "Tasting", url: null },
        { date: "2024-06-04", end: "2024-06-07", title: "Bread fair (Lyon)", url: null },
      ],
    });
  });

  test("writes the page around the items, with markers where they stood", () => {
    expect(page.template).toMatchInlineSnapshot(`
      "# Bakery : Oven launch

      ### Key dates

      - Plans: [kitchen calendar](kitchen-calendar.html)

      <!-- gtm:milestones -->

      [as written]: # "6/4-6-7 Bread fair (Lyon)"

      ### Open work

      <!-- gtm:priorities -->

      <!-- gtm:table is:open columns:number,chef-ask,priority,start,due,area,title,owners,timeline,status,comments -->

      ### Completed

      <!-- gtm:table is:closed columns:area,title,owners,comments -->
      "
    `);
  });

  test("closes the rows of a closed section on the day of their newest comment", () => {
    expect(draft(page, "Pick the mill")).toMatchObject({ closed: true, closedDate: "2024-05-03" });
  });

  test("puts every cell that moved on record", () => {
    const moved = draft(page, "Window display").repairs;
    expect(moved.find((repair) => repair.column === "title")).toMatchObject({
      row: 3,
      line: 21,
      value: "Window display",
      reason: "it was under Begin",
    });
    expect(draft(page, "Window display").confidence).toBeLessThan(1);
  });
});

describe("a whole table", () => {
  const text = table(
    ["Lead", "Task", "Needed by", "RAG", "Notes", "Cost centre", "Workstream"],
    [
      ["Ines Quill", "Write the press note", "2024-06-03", "Green", "2024-05-02: drafted", "7", "Press"],
      ["Jonah Peck", "Book the hall", "2024-06-10", "Amber", "", "12", "Events"],
      ["Ines Quill, Jonah Peck", "Print badges", "", "Green", "waiting for names", "", "Events"],
    ],
  );

  test("comes out as it stands, without a repair", () => {
    const page = read(`# Plan\n\n${text}\n`);
    expect(page.drafts.map((item) => [item.confidence, item.repairs.length])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(
      page.drafts.map((item) => [
        item.title,
        item.owners,
        item.due,
        item.status,
        item.area,
        item.fields["cost-centre"],
      ]),
    ).toEqual([
      ["Write the press note", ["Ines Quill"], "2024-06-03", "green", "Press", 7],
      ["Book the hall", ["Jonah Peck"], "2024-06-10", "amber", "Events", 12],
      ["Print badges", ["Ines Quill", "Jonah Peck"], null, "green", "Events", undefined],
    ]);
  });

  test("keeps a note without a date in the description", () => {
    expect(draft(read(text), "Print badges")).toMatchObject({ description: "waiting for names", comments: [] });
  });
});

test("columns without a heading are known by what they hold", () => {
  const rows = Array.from({ length: 6 }, (_, index) => [
    String(index + 1),
    `Bake sheet number ${"abcdef"[index]} for the oven`,
    ["Open", "Done"][index % 2] ?? "",
    `6/${index + 20}`,
  ]);
  const page = read(table(["", "", "", ""], rows));
  expect(page.drafts[1]).toMatchObject({
    number: 2,
    title: "Bake sheet number b for the oven",
    status: "done",
    closed: true,
    due: "2024-06-21",
  });
});

test("a header that lost its first heading still leaves the rows in place", () => {
  const rows = Array.from(
    { length: 5 },
    (_, index) => `| ${index + 1} | Cool the ${index} trays | Stuck | 6/1${index} |`,
  ).join("\n");
  expect(read(`| Task | Status | Due |\n|---|---|---|\n${rows}\n`).drafts[3]).toMatchObject({
    number: 4,
    title: "Cool the 3 trays",
    status: "stuck",
    due: "2024-06-13",
  });
});

test("days before months are told by the page's own evidence", () => {
  const page = read(
    table(
      ["Task", "Owner", "Due", "Updates"],
      [
        ["Sweep", "Ines Quill", "03/06", "28/04: begun <br>03/05: half"],
        ["Dust", "Wei Zhang", "05/06", ""],
      ],
    ),
  );
  expect(page.drafts.map((item) => item.due)).toEqual(["2024-06-03", "2024-06-05"]);
  expect(page.drafts[0]?.comments.map((entry) => entry.date)).toEqual(["2024-04-28", "2024-05-03"]);
});

test("a page on which no date tells day from month says so, and gives the other reading", () => {
  const page = read(
    table(
      ["Task", "Owner", "Due"],
      [
        ["Sweep", "Ines Quill", "3/6"],
        ["Dust", "Wei Zhang", "5/6"],
      ],
    ),
  );
  expect(page.drafts[0]?.repairs).toMatchObject([
    { column: "due", value: "2024-03-06", alternative: "2024-06-03", confidence: 0.6 },
  ]);
});

test("short dates have the year of the page's timelines, or the year they are told to have", () => {
  const text = table(
    ["Task", "Owner", "Due", "Timeline", "Updates"],
    [
      ["Sweep", "Ines Quill", "11/28", "Dec'19", "11/15: begun"],
      ["Dust", "Wei Zhang", "1/20", "Jan'20", "11/1: begun"],
    ],
  );
  expect(read(text).drafts.map((item) => item.due)).toEqual(["2019-11-28", "2020-01-20"]);
  expect(read(text, "2024-05-20", 2021).drafts.map((item) => item.due)).toEqual(["2021-11-28", "2022-01-20"]);
});

test("statuses that nobody has heard of are statuses where they repeat", () => {
  const words = ["Simmering", "Plated", "Simmering", "Plated", "Simmering", "Plated", "Simmering"];
  const rows = words.map((status, index) => {
    const area = index % 3 === 0 ? "" : index % 2 ? "Kitchen |" : "Cellar |";
    return `| Prepare the ${"abcdefg"[index]} course for guests | ${index % 2 ? "Ines Quill" : "Wei Zhang"} | ${area} ${status} |`;
  });
  const page = read(`| Item | Who | Area | Stage | Log |\n|---|---|---|---|---|\n${rows.join("\n")}\n`);
  expect(page.drafts.map((item) => item.status)).toEqual(words.map((word) => word.toLowerCase()));
});

test("one heading over each table is the area of its rows", () => {
  const one = (title: string) => table(["Task", "Owner"], [[title, "Ines Quill"]]);
  const page = read(`# Move\n\n## Kitchen\n\n${one("Pack the pans")}\n\n## Cellar\n\n${one("Count bottles")}\n`);
  expect(page.areas).toEqual(["Kitchen", "Cellar"]);
  expect(page.template).toContain('<!-- gtm:table area:"Cellar" columns:title,owners,comments -->');
});

test("a list beside a table is one of items where it has check boxes, or a heading that says so; other lists are words", () => {
  const page = read(
    `# Move\n\n## Goals\n\n- Be quick\n- Be kind\n\n## Plan\n\n${table(["Task", "Owner"], [["Sweep", "Ines Quill"]])}\n\n## Today\n\n- [ ] Find the keys\n- [x] Call the landlord\n\n## Action items\n\n- Order boxes\n`,
  );
  expect(page.drafts.map((item) => [item.title, item.area, item.closed])).toEqual([
    ["Sweep", "Plan", false],
    ["Find the keys", "Today", false],
    ["Call the landlord", "Today", true],
    ["Order boxes", "Action items", false],
  ]);
  expect(page.template).toContain("- Be quick\n- Be kind");
});

describe("a page that cannot be read", () => {
  test.each([
    ["", "the page has no table and no list of items"],
    ["Only words, and a thought.\n", "the page has no table and no list of items"],
    [
      `|${" a |".repeat(300)}\n|${"-|".repeat(300)}\n|${" b |".repeat(300)}\n`,
      "the table on line 1 has 300 columns; gtm reads up to 200",
    ],
  ])("is refused with a reason (%#)", (text, message) => {
    expect(readPage(text, { today: "2024-05-20" })).toMatchObject({ ok: false, message });
  });
});

test("a row far too long is kept whole, with low confidence", () => {
  const page = read(
    `| Task | Owner | Status |\n|---|---|---|\n| Sweep | Ines Quill | Open |\n|${" x |".repeat(5000)}\n`,
  );
  expect(page.drafts[1]?.confidence).toBe(0.1);
  expect(page.drafts[1]?.description).toContain("x | x");
});

test("markers that the page itself carries are disarmed", () => {
  const page = read(`<!-- gtm:table is:open -->\n\n${table(["Task", "Owner"], [["Sweep", "Ines Quill"]])}`);
  expect(page.template.match(/gtm:/g)).toHaveLength(1);
});

test("headings and handles such as __proto__ are words like others", () => {
  const page = read(
    table(
      ["Task", "__proto__", "constructor", "Owner"],
      [
        ["Sweep", "a", "b", `[x](${wiki}/~constructor)`],
        ["Dust", "c", "d", `[y](${wiki}/~__proto__)`],
      ],
    ),
  );
  expect(Object.keys(page.fields)).toEqual(["proto", "constructor"]);
  expect(Object.hasOwn(page.people, "constructor")).toBe(true);
  expect(page.drafts[0]?.fields).toEqual({ proto: "a", constructor: "b" });
});
