/** Headings that are not the first row, and rows that are none. */
import { describe, expect, test } from "vitest";
import { draft, read, table } from "./support.ts";

const titlesOf = (text: string) => read(text).drafts.map(({ title }) => title);
const html = (rows: readonly (readonly string[])[], cell = "td") =>
  `<table>${rows.map((row) => `<tr>${row.map((text) => `<${cell}>${text}</${cell}>`).join("")}</tr>`).join("")}</table>`;

describe("the headings are the row that names columns", () => {
  test("below the letters of a sheet, whose own numbers are left out", () => {
    const rows = [
      ["", "A", "B", "C"],
      ["1", "Task", "Owner", "Due"],
      ["2", "Order the cups", "Ines Quill", "2024-06-03"],
      ["3", "Paint the sign", "&#8203;", "2024-06-09"],
    ];
    const page = read(html(rows));
    expect(
      page.drafts.map(({ title, number, owners, due, confidence }) => [title, number, owners, due, confidence]),
    ).toEqual([
      ["Order the cups", null, ["Ines Quill"], "2024-06-03", 1],
      ["Paint the sign", null, [], "2024-06-09", 1],
    ]);
    expect(page.columns).toMatchObject({ title: "Task", owners: "Owner", due: "Due" });
  });

  test("below a frame, a title, and once more over other rows of the sheet", () => {
    const head = ["Ref", "Issue", "Owner", "Status"];
    const rows = [
      ["Snags, north hall"],
      [],
      head,
      ["S-1", "Door scrapes", "Ines Quill", "Open"],
      head,
      ["S-2", "Lamp hums", "Wei Zhang", "Open"],
    ];
    const framed = rows.map((row, index) => [String(index + 1), ...row, "", "", "", ""].slice(0, 5));
    const page = read(html([["", "A", "B", "C", "D"], ...framed]));
    expect(page.drafts.map(({ refs, title }) => [refs, title])).toEqual([
      [["S-1"], "Door scrapes"],
      [["S-2"], "Lamp hums"],
    ]);
  });

  test("below the letters of a sheet, though most are words that nobody told gtm", () => {
    const rows = [
      ["", "A", "B", "C", "D", "E"],
      ["1", "Pending with the board", "", "", "", ""],
      ["2", "Corner", "Decision to take", "Choices", "Voice", "Status"],
      ["3", "Yard", "Keep the old gate", "yes, no", "Ines Quill", "Open"],
      ["4", "Bar", "Open on Mondays", "yes, no, summer only", "Wei Zhang", "Open"],
    ];
    expect(titlesOf(html(rows))).toEqual(["Keep the old gate", "Open on Mondays"]);
  });

  test("of rows within a row, behind which the others go on below their own", () => {
    const page = read(
      html([
        ["Name", "Lead", "Status", "Priority", "Deadline"],
        ["Night walk", "Ines Quill", "Open", "High", "2024-06-03"],
        ["Subitems", "Name", "Owner", "Status", "Due date"],
        ["", "Print the map", "Wei Zhang", "Done", "2024-05-20"],
        ["", "Buy lamps", "Wei Zhang", "Open", "2024-05-27"],
        ["Harbour choir", "Wei Zhang", "Open", "Low", "2024-06-09"],
      ]),
    );
    expect(page.drafts.map(({ title, owners, priority, due }) => [title, owners, priority, due])).toEqual([
      ["Night walk", ["Ines Quill"], "High", "2024-06-03"],
      ["Print the map", ["Wei Zhang"], null, "2024-05-20"],
      ["Buy lamps", ["Wei Zhang"], null, "2024-05-27"],
      ["Harbour choir", ["Wei Zhang"], "Low", "2024-06-09"],
    ]);
  });

  test("below lines of a CSV that are as wide as they are", () => {
    const above = "Project,Shop,Client,Harbour,Sheet,4\nPrinted,2024-05-02,By,Ines Quill,,\n";
    const page = read(`${above}No.,Task,Trade,Who,Until,Status\n1,Order the cups,Tea,Ines Quill,2024-06-03,Open\n`);
    expect(page.drafts.map(({ title, number, owners }) => [title, number, owners])).toEqual([
      ["Order the cups", 1, ["Ines Quill"]],
    ]);
  });

  test("below a title and a long note, whose words stay on the page", () => {
    const note =
      "What the shop still needs before it may open, as agreed with the landlord and the fire brigade in May.";
    const page = read(
      html([
        ["Shop list", "", ""],
        [note, "", ""],
        ["Task", "Owner", "Due"],
        ["Order the cups", "Ines Quill", "2024-06-03"],
        ["Paint the sign", "Wei Zhang", "2024-06-09"],
      ]),
    );
    expect(page.drafts.map(({ title, confidence }) => [title, confidence])).toEqual([
      ["Order the cups", 1],
      ["Paint the sign", 1],
    ]);
    expect(page.template).toContain(note);
    expect(page.template).toContain("Shop list");
  });

  test("below the cells of a merged title in Markdown", () => {
    const rows = [
      ["Task", "Owner", "Due"],
      ["Order the cups", "Ines Quill", "2024-06-03"],
      ["Paint the sign", "Wei Zhang", "2024-06-09"],
    ];
    expect(titlesOf(table(["Shop list", "", ""], rows))).toEqual(["Order the cups", "Paint the sign"]);
  });
});

describe("headings that come again are no item", () => {
  const head = ["Task", "Owner", "Due"];
  const [cups, sign] = [
    ["Order the cups", "Ines Quill", "2024-06-03"],
    ["Paint the sign", "Wei Zhang", "2024-06-09"],
  ] as const;

  test("in the middle of a table", () => {
    expect(titlesOf(table(head, [cups, head, sign]))).toEqual(["Order the cups", "Paint the sign"]);
  });

  test("over a group of their own, which has a name", () => {
    const page = read(
      html([["Inside"], head, cups, ["Outside"], head, sign].map((row) => [...row, "", ""].slice(0, 3))),
    );
    expect(page.drafts.map(({ title, area }) => [title, area])).toEqual([
      ["Order the cups", "Inside"],
      ["Paint the sign", "Outside"],
    ]);
  });

  test("and other headings begin another table", () => {
    const page = read(
      table(head, [cups, ["Question", "Owner", "Status"], ["May we nail into the wall?", "Wei Zhang", "Open"]]),
    );
    expect(page.drafts.map(({ title, status }) => [title, status])).toEqual([
      ["Order the cups", null],
      ["May we nail into the wall?", "open"],
    ]);
  });
});

describe("boxes", () => {
  test("before titles say what is done", () => {
    const rows = [
      ["☑ Order the cups", "Ines Quill", "2024-05-03"],
      ["☐ Paint the sign", "Wei Zhang", "2024-06-09"],
    ];
    expect(read(table(["Task", "Owner", "Due"], rows)).drafts.map(({ title, closed }) => [title, closed])).toEqual([
      ["Order the cups", true],
      ["Paint the sign", false],
    ]);
  });

  test("in a column without a heading do, too, and are doubted beside a status that says otherwise", () => {
    const rows = [
      ["✅", "Order the cups", "Ines Quill", ""],
      ["☐", "Paint the sign", "Wei Zhang", "Open"],
      ["✅", "Hang the lamp", "Wei Zhang", "In progress"],
    ];
    const page = read(table(["", "Task", "Owner", "Status"], rows));
    expect(page.drafts.map(({ closed, confidence }) => [closed, confidence < 0.9])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });
});

test("what programs write where nothing is, is nothing", () => {
  const page = read(
    "Task,Owner,Priority,Due,Tags\nOrder the cups,null,NULL,2024-06-03,[]\nPaint the sign,Wei Zhang,High,,{}\n",
  );
  expect(draft(page, "Order the cups")).toMatchObject({ owners: [], priority: null, fields: {}, description: "" });
});

test("a sum in the last row is no item", () => {
  expect(
    titlesOf("ID,Task,Owner\nT-1,Order the cups,Ines Quill\nT-2,Paint the sign,Wei Zhang\nTotal open tasks: 2,,\n"),
  ).toEqual(["Order the cups", "Paint the sign"]);
});

describe("of two headings that may mean a column", () => {
  const rows = (first: string, second: string) =>
    `Task,${first},${second},Due\nOrder the cups,Ines Quill,Wei Zhang,2024-06-03\nPaint the sign,Ada Moss,Wei Zhang,2024-06-09\n`;

  test("the one that does it surely has it", () => {
    for (const text of [rows("Responsible (R)", "Accountable (A)"), rows("Responsible", "Accountable")])
      expect(draft(read(text), "Order the cups")).toMatchObject({ owners: ["Ines Quill"], confidence: 1 });
  });

  test("the other has it alone", () => {
    expect(draft(read(rows("Accountable", "Informed")), "Order the cups").owners).toEqual(["Ines Quill"]);
  });

  test("a name is the title beside what describes it", () => {
    const text =
      "Gap Name,Gap Description,Owner,Due\nNo spare key,The only key is with the caretaker.,Ines Quill,2024-06-03\nLoose rail,The rail moves when somebody leans on it.,Wei Zhang,2024-06-09\n";
    expect(draft(read(text), "No spare key")).toMatchObject({
      confidence: 1,
      description: "The only key is with the caretaker.",
    });
  });
});

test("keys of any form below an ID that nobody told gtm of are refs", () => {
  const rows = "V-101,Old lock,Ines Quill,Open\nINC-7,Loose rail,Wei Zhang,Open\nV-109,Dim lamp,Wei Zhang,Done\n";
  const page = read(`Hazard ID,Summary,Owner,Status\n${rows}`);
  expect(page.drafts.map(({ refs, confidence }) => [...refs, confidence])).toEqual([
    ["V-101", 1],
    ["INC-7", 1],
    ["V-109", 1],
  ]);
});

test("a number with its sign is the item's, linked or not", () => {
  const rows = [
    ["[#41](https://tracker.example/41)", "Order the cups", "Ines Quill", "Open"],
    ["[#38](https://tracker.example/38)", "Paint the sign", "Wei Zhang", "Done"],
  ];
  const page = read(table(["Ticket", "Summary", "Owner", "Status"], rows));
  expect(page.drafts.map(({ number }) => number)).toEqual([41, 38]);
});

test("a surname before the given name is the person whose name stands elsewhere on the page", () => {
  const page = read('Task,Owner\nOrder the cups,Ines Quill\nPaint the sign,"Quill, Ines"\nHang the lamp,Wei Zhang\n');
  expect(draft(page, "Paint the sign")).toMatchObject({ owners: ["Ines Quill"], confidence: 1 });
});

test("as soon as possible is no day, and no doubt", () => {
  const rows = "Paint the sign,Wei Zhang,2024-06-09\nHang the lamp,Wei Zhang,2024-06-12\n";
  const page = read(`Task,Owner,Due\nOrder the cups,Ines Quill,as soon as possible\n${rows}`);
  expect(draft(page, "Order the cups")).toMatchObject({ due: null, timeline: "as soon as possible", confidence: 1 });
});

test("a row that ends before the titles with boxes is read, and doubted", () => {
  const rows =
    "A-1,Ines Quill,[x] Order the cups,2024-05-03\nA-2,Kim Oduya\nA-3,Wei Zhang,[ ] Hang the lamp,2024-06-12\n";
  const page = read(`Ref,Owner,Task,Due\n${rows}`);
  expect(page.drafts.map(({ closed, owners }) => [closed, owners[0]])).toEqual([
    [true, "Ines Quill"],
    [false, "Kim Oduya"],
    [false, "Wei Zhang"],
  ]);
  expect(page.drafts[1]?.confidence).toBeLessThan(0.9);
});

describe("a legend above the headings of a sheet", () => {
  const rows = "1,Order the cups,Ines Quill,Y,2024-06-03\n2,Paint the sign,Wei Zhang,B,2024-05-03\n";
  const sheet = (above: string) => read(`${above}No.,Task,DRI,RAG,Target\n${rows}`);

  test.each([
    [
      "in one row",
      "Opening of the kiosk,,,,\nBy Mara,,,,\n,,,,\nLegend,G = on track,Y = needs care,R = off track,B = done\n,,,,\n",
    ],
    ["in a row with words for statuses", "Key,Open,Late,On track,\n"],
    ["beside the filters", "Filter,Owner: all,Status: open,,\n"],
  ])("is words of the page: %s", (_, above) => {
    const { drafts } = sheet(above);
    expect(drafts.map(({ number, title, owners, status }) => [number, title, owners[0], status])).toEqual([
      [1, "Order the cups", "Ines Quill", "y"],
      [2, "Paint the sign", "Wei Zhang", "b"],
    ]);
    expect(drafts.every(({ confidence }) => confidence === 1)).toBe(true);
  });

  test("says which letter or colour is closed", () => {
    const isClosed = (above: string) => sheet(above).drafts.map(({ closed }) => closed);
    expect(isClosed("Key,B = done,Y = late,,\n")).toEqual([false, true]);
    expect(isClosed("Key,Blue – done,Yellow – late,,\n")).toEqual([false, true]);
    expect(isClosed("Key,B = late,Y = fine,,\n")).toEqual([false, false]);
  });
});

test("headings of an export with underscores are those with blanks, and NA is no day", () => {
  const page = read(
    `ID,Active,Task_Mode,Name,Start_Date,Finish_Date,Outline_Level,Resource_Names,Percent_Complete,Actual_Finish
1,Yes,Auto Scheduled,Order the cups,"May 6, 2024 8:00 AM","May 10, 2024 5:00 PM",1,Ines Quill,100%,"May 9, 2024 5:00 PM"
2,Yes,Auto Scheduled,Paint the sign,"May 13, 2024 8:00 AM","June 10, 2024 5:00 PM",1,Wei Zhang,40%,NA
`,
  );
  expect(page.drafts.map(({ closed, closedDate }) => [closed, closedDate])).toEqual([
    [true, "2024-05-09"],
    [false, null],
  ]);
  expect(page.drafts.every(({ confidence }) => confidence === 1)).toBe(true);
});

test("an amount alone in the last row of a group is its sum, and no item", () => {
  const head = "Name,Person,Status,Due date,Budget\n";
  const page = read(
    `Kiosk,,,,\n${head}Order the cups,Ines Quill,Open,2024-06-03,400\n,,,,400\n,,,,\nHall,,,,\n${head}Paint the sign,Wei Zhang,Open,2024-06-09,\nHang the lamp,Wei Zhang,Open,2024-06-12,70 EUR\n,,,,70 EUR\n`,
  );
  expect(page.drafts.map(({ title }) => title)).toEqual(["Order the cups", "Paint the sign", "Hang the lamp"]);
});

test("a row whose words are headings elsewhere is none where it begins with a day, whatever the next one leaves out", () => {
  const rows = [
    ["6.8.", "Order the cups", "Ines Quill", "Open", "Low"],
    ["18.8.", "Paint the sign", "", "Todo", "Urgent"],
    ["", "Hang the lamp", "Wei Zhang", "Open", "High"],
  ];
  const page = read(table(["ETA", "Task", "Driver", "Status", "Pri"], rows));
  expect(page.drafts.map(({ title, status }) => [title, status])).toEqual([
    ["Order the cups", "open"],
    ["Paint the sign", "todo"],
    ["Hang the lamp", "open"],
  ]);
});
