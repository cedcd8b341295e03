/** How teams lay out and letter their sheets: groups told once, titles in steps, letters for a status, facts beside a table. */
import { describe, expect, test } from "vitest";
import { trustedConfidence } from "../../src/core/repair.ts";
import { read, table } from "./support.ts";

const isSure = ({ confidence }: { readonly confidence: number }) => confidence >= trustedConfidence;

describe("a first column that says once what holds for its group", () => {
  const rows = [
    ["Q4 2026", "Kitchen", "Move the stoves", "Ines Quill", "2026-11-30"],
    ["", "Bar", "Order the taps", "Wei Zhang", "2026-12-11"],
    ["", "Hall", "Lay the floor", "Ines Quill", "2026-11-04"],
    ["Q1 2027", "Kitchen", "Train the cooks", "Mara Dunn", "2027-02-26"],
    ["", "Bar", "Print the menus", "Wei Zhang", "2027-03-12"],
    ["", "Hall", "Hang the lamps", "Mara Dunn", "2027-03-31"],
  ];
  const header = ["Quarter", "Room", "Task", "Lead", "Target"];

  test("goes on in the rows below, and says so", () => {
    const page = read(table(header, rows), "2026-11-20");
    expect(page.drafts.map(({ timeline }) => timeline)).toEqual([
      ...Array(3).fill("Q4 2026"),
      ...Array(3).fill("Q1 2027"),
    ]);
    expect(page.drafts.map(({ area }) => area)).toEqual(["Kitchen", "Bar", "Hall", "Kitchen", "Bar", "Hall"]);
    expect(page.drafts[1]?.repairs.map(({ column, value }) => [column, value])).toContainEqual(["timeline", "Q4 2026"]);
  });

  test("but not where a value comes again: then the others were left empty", () => {
    const again = rows.map((row, index) => (index === 5 ? ["Q4 2026", ...row.slice(1)] : row));
    const page = read(table(header, again), "2026-11-20");
    expect(page.drafts.map(({ timeline }) => timeline)).toEqual(["Q4 2026", null, null, "Q1 2027", null, "Q4 2026"]);
  });
});

describe("titles that stand deeper, in a column for each step", () => {
  const csv = (rows: readonly string[]) =>
    read(["ID,Title 1,Title 2,Title 3,Assigned To,State", ...rows].join("\n"), "2026-11-20");

  test("are one column", () => {
    const page = csv([
      "801,Returns,,,Ines Quill,Active",
      "802,,Labels,,Wei Zhang,New",
      "803,,,Print at the counter,Ines Quill,New",
    ]);
    expect(page.drafts.map(({ number, title }) => [number, title])).toEqual([
      [801, "Returns"],
      [802, "Labels"],
      [803, "Print at the counter"],
    ]);
    expect(page.drafts.every(isSure)).toBe(true);
  });

  test("but two in one row are two things", () => {
    const page = csv(["801,Returns,Labels,,Ines Quill,Active", "802,,Stamps,,Wei Zhang,New"]);
    expect(page.drafts.every(isSure)).toBe(false);
  });
});

test("numbers under LOP-Nr. are the items'", () => {
  const rows = ["17", "18", "21"].map((number, n) => [number, `Tür ${"ABC"[n]} streichen`, "Ines Quill", "2026-12-04"]);
  const page = read(table(["LOP-Nr.", "Aufgabe", "Zuständig", "Termin"], rows), "2026-11-20");
  expect(page.drafts.map(({ number }) => number)).toEqual([17, 18, 21]);
});

describe("letters and numbers for levels", () => {
  const rows = [
    ["S1", "Mend the pump", "Ines Quill", "Open"],
    ["S2", "Oil the gate", "Wei Zhang", "Open"],
    ["S1", "Clean the filter", "Ines Quill", "Open"],
  ];

  test("are priorities below a heading for such", () => {
    const page = read(table(["Sev", "Defect", "Owner", "State"], rows), "2026-11-20");
    expect(page.drafts.map(({ priority }) => priority)).toEqual(["S1", "S2", "S1"]);
    expect(page.drafts.every(isSure)).toBe(true);
  });

  test("but keys below another", () => {
    const page = read(
      table(
        ["ID", "Defect", "Owner", "State"],
        rows.map((row, at) => [`S${at + 1}`, ...row.slice(1)]),
      ),
      "2026-11-20",
    );
    expect(page.drafts.map(({ refs }) => refs)).toEqual([["S1"], ["S2"], ["S3"]]);
  });
});

test("a first column without a heading that counts the rows is their number, without a doubt", () => {
  const html = `<table><tr><th></th><th>Stream</th><th>Task</th><th>Owner</th><th>Due</th></tr>${["Sow", "Reap", "Bind"]
    .map(
      (title, at) =>
        `<tr><td>${at + 1}</td>${at === 0 ? '<td rowspan="3">Field</td>' : ""}<td>${title} the rye</td><td>Ines Quill</td><td>2026-12-0${at + 1}</td></tr>`,
    )
    .join("")}</table>`;
  const page = read(html, "2026-11-20");
  expect(page.drafts.map(({ number, confidence }) => [number, confidence >= trustedConfidence])).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
});

describe("letters for a status", () => {
  const rows = [
    ["Paint the door", "Ines Quill", "C"],
    ["Cut the hedge", "Wei Zhang", "A"],
    ["Ring the caretaker", "Mara Dunn", "R"],
    ["Sweep the yard", "Wei Zhang", "G"],
    ["Wash the van", "Wei Zhang", "C"],
  ];
  const page = (legend: string) => read(`# Yard\n\n${legend}\n\n${table(["Task", "Own.", "RAG"], rows)}\n`);

  test("stand under RAG, and close what the page's legend calls closed", () => {
    const { drafts } = page("**G** fine, **A** late, **R** in danger, **C** complete");
    expect(drafts.map(({ status, closed }) => [status, closed])).toEqual([
      ["c", true],
      ["a", false],
      ["r", false],
      ["g", false],
      ["c", true],
    ]);
    expect(drafts.map(({ owners }) => owners.length)).toEqual([1, 1, 1, 1, 1]);
    expect(page("G = fine; C = done").drafts.filter(({ closed }) => closed)).toHaveLength(2);
  });

  test("or signs, which a legend explains by standing before the words", () => {
    const signs = rows.map(([task = "", owner = ""], index) => [task, owner, index === 0 ? "🔵" : "🟢"]);
    const page = read(`# Yard\n\nLegend: 🟢 on plan, 🔵 done\n\n${table(["Task", "Owner", "Health"], signs)}\n`);
    expect(page.drafts.map(({ closed }) => closed)).toEqual([true, false, false, false, false]);
  });

  test("close nothing where nobody says what they mean", () => {
    expect(page("Every Monday.").drafts.some(({ closed }) => closed)).toBe(false);
    expect(page("**C** completely blocked").drafts.some(({ closed }) => closed)).toBe(false);
  });
});

test("facts of the page in a table without headings are no items", () => {
  const facts = table(
    ["", ""],
    [
      ["Incident", "INC-301"],
      ["Severity", "High"],
      ["Author", "Ines Quill"],
      ["How long", "two hours"],
    ],
  );
  const actions = table(
    ["Action", "Owner", "Due"],
    [
      ["Check the valves", "Wei Zhang", "2026-11-20"],
      ["Write the guide", "Mara Dunn", "2026-12-04"],
    ],
  );
  const page = read(`# Review\n\n${facts}\n\n## Actions\n\n${actions}\n`, "2026-11-20");
  expect(page.drafts.map(({ title }) => title)).toEqual(["Check the valves", "Write the guide"]);
});

test("a team under From is no day", () => {
  const page = read(
    table(
      ["Dependency", "From", "Due"],
      [
        ["Opening of the gate", "Harbour team", "2026-12-04"],
        ["Tariffs for spring", "Pricing", "2026-12-11"],
      ],
    ),
    "2026-11-20",
  );
  expect(page.drafts.map(({ fields, start }) => [fields.from, start])).toEqual([
    ["Harbour team", null],
    ["Pricing", null],
  ]);
  expect(page.drafts.every(isSure)).toBe(true);
});

test("meetings on one line of HTML are as many sections", () => {
  const meeting = (day: string, task: string) =>
    `<h2>${day}</h2><p><b>Action items</b></p><table><tr><th>Action</th><th>Owner</th></tr><tr><td>${task}</td><td>Ines Quill</td></tr><tr><td>${task} again</td><td>Wei Zhang</td></tr></table>`;
  const page = read(`<h1>Notes</h1>${meeting("12 Nov 2026", "Sweep")}${meeting("5 Nov 2026", "Dust")}`, "2026-11-20");
  expect(page.drafts.map(({ area }) => area)).toEqual(["12 Nov 2026", "12 Nov 2026", "5 Nov 2026", "5 Nov 2026"]);
});

describe("a column that nobody told gtm about", () => {
  const page = (headings: readonly string[]) =>
    read(
      table(headings, [
        ["Opening of the gate", "Ines Quill", "At risk", "2026-12-04"],
        ["Tariffs for spring", "Wei Zhang", "On hold", "2026-12-11"],
        ["Lamps on the pier", "Mara Dunn", "At risk", "2026-12-18"],
      ]),
      "2026-11-20",
    );

  test("of people is the owners' where no other is, and is doubted", () => {
    const { drafts } = page(["Task", "Zzyx", "Status", "Due"]);
    expect(drafts.map(({ owners }) => owners)).toEqual([["Ines Quill"], ["Wei Zhang"], ["Mara Dunn"]]);
    expect(drafts.some(isSure)).toBe(false);
  });

  test("of people is the owners' beside teams, too", () => {
    const rows = [
      ["Operations", "Close the tills", "Ines Quill"],
      ["Database", "Copy the ledger to tape", "Wei Zhang"],
      ["Network", "Switch the routes", "Mara Dunn"],
    ];
    const { drafts } = read(table(["Team", "Task", "Zzyx"], rows), "2026-11-20");
    expect(drafts.map(({ owners, area }) => [owners, area])).toEqual(rows.map(([team, , name]) => [[name], team]));
    expect(drafts.some(isSure)).toBe(false);
  });

  test("of days is when they are due, the last of several, and is doubted", () => {
    const rows = ["Sow", "Reap", "Bind"].map((task, at) => [task, `2026-11-0${at + 1}`, `2026-12-0${at + 1}`]);
    const { drafts } = read(table(["Task", "Zzyx", "Qwrt"], rows), "2026-11-20");
    expect(drafts.map(({ due }) => due)).toEqual(["2026-12-01", "2026-12-02", "2026-12-03"]);
    expect(drafts.some(isSure)).toBe(false);
  });

  test("of words for a status is the status where no other is, and is doubted", () => {
    const { drafts } = page(["Task", "Owner", "Zzyx", "Due"]);
    expect(drafts.map(({ status }) => status)).toEqual(["at-risk", "on-hold", "at-risk"]);
    expect(drafts.some(isSure)).toBe(false);
  });

  test("of lights is the status, whatever its heading says, and no doubt", () => {
    const rows = [
      ["Opening of the gate", "🟢"],
      ["Tariffs for spring", "🔴"],
      ["Lamps on the pier", "🟡"],
    ];
    const { drafts } = read(table(["Task", "Confidence"], rows), "2026-11-20");
    expect(drafts.map(({ status }) => status)).toEqual(["🟢", "🔴", "🟡"]);
    expect(drafts.every(isSure)).toBe(true);
    const beside = rows.map(([task = "", light = ""]) => [task, light, light]);
    const two = read(table(["Task", "Confidence", "Budget"], beside), "2026-11-20").drafts;
    expect(two.map(({ title, status }) => [title, status])).toEqual(rows.map(([title]) => [title, null]));
  });

  test("stays the page's own beside a column that is named", () => {
    const { drafts } = read(
      table(
        ["Task", "Zzyx", "Owner"],
        [
          ["Opening of the gate", "Ines Quill", "Wei Zhang"],
          ["Tariffs for spring", "Wei Zhang", "Mara Dunn"],
        ],
      ),
      "2026-11-20",
    );
    expect(drafts.map(({ owners, fields }) => [owners, fields.zzyx])).toEqual([
      [["Wei Zhang"], "Ines Quill"],
      [["Mara Dunn"], "Wei Zhang"],
    ]);
    expect(drafts.every(isSure)).toBe(true);
  });
});

test("dated remarks behind one another on one line are as many comments", () => {
  const page = read(
    table(
      ["Issue", "Owner", "Answered", "Progress"],
      [
        ["Noise at night", "G. Parry", "", "16.11.26 Called the school. 19.11.26 New times are agreed"],
        ["Dust on cars", "A. Dunn", "17.11.26", "17.11.26 Street is washed, see 2.11.26 too"],
      ],
    ),
    "2026-11-20",
  );
  expect(page.drafts.map(({ comments }) => comments.map(({ date, text }) => `${date} ${text}`))).toEqual([
    ["2026-11-16 Called the school.", "2026-11-19 New times are agreed"],
    ["2026-11-17 Street is washed, see 2.11.26 too"],
  ]);
  expect(page.drafts.map(({ closedDate }) => closedDate)).toEqual([null, "2026-11-17"]);
});

test("days under Action by are when things are due, and people are who has them", () => {
  const page = (by: readonly string[]) =>
    read(
      table(
        ["Description", "Action by", "Status"],
        by.map((cell, at) => [`Paint gate ${at}`, cell, "Open"]),
      ),
    );
  expect(page(["2024-06-03", "2024-06-10", "2024-06-17"]).drafts.map(({ due }) => due)).toEqual([
    "2024-06-03",
    "2024-06-10",
    "2024-06-17",
  ]);
  expect(page(["Ines Quill", "Wei Zhang", "Mara Dunn"]).drafts.map(({ owners }) => owners.length)).toEqual([1, 1, 1]);
});

test("rows of sums, named by what they sum up and short of what the others say in words, are words of the page", () => {
  const page = read(`Category,Line item,Budget holder,Committed,Needed by,Status
Print,Wobblers,Ruth Hale,"1,400",2024-05-27,Ordered
Print,Total rebuild of the stand,Owen Brel,"2,000",2024-05-28,Ordered
,Zwischensumme Druck,,"3,400",,
Media,Radio,Ruth Hale,"5,000",2024-05-29,Ordered
Sous-total médias,,,"5,000",,
Subtotal other,,,0,,
`);
  expect(page.drafts.map(({ title, owners, confidence }) => [title, owners, confidence])).toEqual([
    ["Wobblers", ["Ruth Hale"], 1],
    ["Total rebuild of the stand", ["Owen Brel"], 1],
    ["Radio", ["Ruth Hale"], 1],
  ]);
  for (const words of ["Zwischensumme Druck", "Sous-total médias", "Subtotal other"])
    expect(page.template).toContain(words);
});

test("rows that have all their cells are not taken for damaged, though two columns hold the same words", () => {
  const rows = [
    ["Kitchen", "Price list in four languages", "Ines Quill", "Mara Dunn", "Finance", "Sales", "Complete"],
    ["", "Discounts of the partners", "Ines Quill", "Mara Dunn", "Channel", "Sales", "In progress"],
    ["Bar", "Script and sample drinks", "Wei Zhang", "Oona Lahti", "Product", "Support", "In progress"],
    ["", "Quiz", "Wei Zhang", "Oona Lahti", "", "Channel", "Not started"],
    ["Hall", "Room for 300 guests", "Tess Murray", "Oona Lahti", "Security", "Support", "Late"],
    ["", "Rehearsal", "Tess Murray", "Oona Lahti", "Support", "Product", "Not started"],
    ["Garden", "Visit of the press (two papers)", "Bo Roy", "Mara Dunn", "Product", "", "In progress"],
    ["", "Letter", "Bo Roy", "Mara Dunn", "Legal", "Sales", "Not started"],
  ];
  const page = read(table(["Room", "Deliverable", "R", "A", "C", "I", "State"], rows));
  expect(page.drafts.every(isSure)).toBe(true);
  expect(page.drafts.map(({ fields }) => [fields.c ?? "", fields.i ?? ""])).toEqual(rows.map((row) => row.slice(4, 6)));
});

test.each(["Go date", "Print date", "Versanddatum", "Date de diffusion"])("%s is when things are due", (heading) => {
  const rows = ["2024-06-03", "2024-06-10"].map((day, at) => [`Poster ${at + 1} of the fair`, "Ines Quill", day]);
  const { drafts } = read(table(["Deliverable", "Owner", heading], rows));
  expect(drafts.map(({ due }) => due)).toEqual(["2024-06-03", "2024-06-10"]);
  expect(drafts.every(isSure)).toBe(true);
});

test("in a log of risks the description is the title, and the action what is done about it", () => {
  const rows = [
    ["Risk", "The motor overheats in the second act", "Hire a spare", "Ines Quill"],
    ["Issue", "The fire curtain drops too slowly", "Service visit", "Wei Zhang"],
  ];
  const { drafts } = read(table(["R/A/I/D", "Description", "Action", "Owner"], rows), "2026-11-20");
  expect(drafts.map(({ title, fields }) => [title, fields.action])).toEqual(
    rows.map(([, text, action]) => [text, action]),
  );
  const bare = rows.map(([, text = "", action = "", owner = ""], at) => [
    "2026-11-02",
    text,
    at === 0 ? "" : action,
    owner,
  ]);
  const before = read(table(["Raised", "Description", "Action", "Owner"], bare), "2026-11-20").drafts;
  expect(before.map(({ title }) => title)).toEqual(rows.map(([, text]) => text));
  const turned = bare.map(([day = "", text = "", , owner = ""], at) => [day, rows[at]?.[2] ?? "", text, owner]);
  const behind = read(table(["Raised", "Action", "Description", "Owner"], turned), "2026-11-20").drafts;
  expect(behind.map(({ title }) => title)).toEqual(rows.map(([, , action]) => action));
  const issues = rows.map(([, text = "", action = "", owner = ""]) => [text, action, owner]);
  const worded = read(table(["What is wrong", "Next step", "Owner"], issues), "2026-11-20").drafts;
  expect(worded.map(({ title }) => title)).toEqual(issues.map(([text]) => text));
  expect(worded.every(isSure)).toBe(true);
});

test("a day below a word for over is when open rows are due, whatever words say that they are open", () => {
  const rows = [
    ["Schijf keuren", "30-10-2026", "loopt"],
    ["Lampen vervangen", "13-11-2026", "nog te doen"],
    ["Doek wassen", "27-11-2026", "wacht op gemeente"],
  ];
  const { drafts } = read(table(["Actiepunt", "Gereed op", "Voortgang"], rows), "2026-11-20");
  expect(drafts.map(({ due, closed }) => [due, closed])).toEqual([
    ["2026-10-30", false],
    ["2026-11-13", false],
    ["2026-11-27", false],
  ]);
});

test("white boxes are open where green ticks are done", () => {
  const rows = [
    ["✅", "Map tiles licence renewed"],
    ["⬜", "Screen reader walk through the form"],
    ["⬜", "Findings of the test fixed"],
  ];
  const { drafts } = read(table(["Ticked", "Check"], rows), "2026-11-20");
  expect(drafts.map(({ closed, confidence }) => [closed, confidence >= trustedConfidence])).toEqual([
    [true, true],
    [false, true],
    [false, true],
  ]);
});

test("ranges of days are no doubt below a heading for days", () => {
  const rows = [
    ["Pour the plate", "September 28, 2026 → October 2, 2026"],
    ["Lay the cable", "October 12, 2026 → October 30, 2026"],
    ["Inspect the kitchen", "November 11, 2026"],
  ];
  const { drafts } = read(table(["Task", "Dates"], rows), "2026-11-20");
  expect(drafts.map(({ start, due, confidence }) => [start, due, confidence >= trustedConfidence])).toEqual([
    ["2026-09-28", "2026-10-02", true],
    ["2026-10-12", "2026-10-30", true],
    [null, "2026-11-11", true],
  ]);
});

test("owners with their teams in brackets are people, whatever may only be their heading", () => {
  const rows = [
    ["Mend the winch", "Ada Quill (Harbour)", "Open"],
    ["Count the ropes", "Wei Zhang (Stores)", "Open"],
    ["Paint the mast", "Ada Quill (Harbour)", "Done"],
  ];
  const { drafts } = read(table(["Criterion", "Accountable", "State"], rows), "2026-11-20");
  expect(drafts.map(({ owners }) => owners)).toEqual([["Ada Quill"], ["Wei Zhang"], ["Ada Quill"]]);
  expect(drafts.every(isSure)).toBe(true);
});
