/** What pages of one kind have in common: exports, minutes, plans of deliverables, notes. */
import { describe, expect, test } from "vitest";
import { trustedConfidence } from "../../src/core/repair.ts";
import { readPage } from "../../src/import/read-page.ts";
import { draft, read, table } from "./support.ts";

const titlesOf = (text: string) => read(text, "2026-11-20").drafts.map(({ title }) => title);
const isSure = ({ confidence }: { readonly confidence: number }) => confidence >= trustedConfidence;

describe("tables that hold no items", () => {
  test("other headings that begin as the first ones do, below a plan: its people", () => {
    const page = read(
      [
        "ID,Name,Begin date,End date,Resources,Notes",
        "0,Measure the hall,3/2/26,3/6/26,Ines Quill,",
        "1,Draw the stage,3/9/26,3/20/26,Wei Zhang,oak if possible",
        "2,Build the stage,3/23/26,4/24/26,,",
        "",
        "ID,Name,Default role,e-mail,Phone",
        "0,Ines Quill,lead,ines@hall.example,",
        "1,Wei Zhang,undefined,wei@hall.example,555 01",
      ].join("\n"),
    );
    expect(page.drafts.map(({ title }) => title)).toEqual(["Measure the hall", "Draw the stage", "Build the stage"]);
    expect(page.drafts.every(isSure)).toBe(true);
  });

  test("amounts below a name of their own, in a sheet", () => {
    const rows = [
      ["Task", "Owner", "Due"],
      ["**Before we go**", "", ""],
      ["Book the coach", "Ines Quill", "2026-12-04"],
      ["Ask for allergies", "Wei Zhang", "2026-11-27"],
      ["**Budget**", "", ""],
      ["Entry", "Amount", ""],
      ["Coach", "2 450", ""],
      ["Hostel", "8 120", ""],
    ];
    const cells = (row: readonly string[]) =>
      row[1] === "" && row[0]?.startsWith("**")
        ? `<td colspan="3">${row[0].replaceAll("*", "")}</td>`
        : row.map((text) => `<td>${text}</td>`).join("");
    expect(titlesOf(`<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table>`)).toEqual([
      "Book the coach",
      "Ask for allergies",
    ]);
  });

  test("an owner alone right below a name is no heading", () => {
    const header = ["Task", "Owner", "Due"];
    const rows = [
      ["**Hall**", "", ""],
      ["Ring the caretaker", "Team", ""],
      ["Paint the door", "Ines Quill", "2026-12-04"],
      ["**Garden**", "", ""],
      ["Cut the hedge", "Wei Zhang", "2026-12-05"],
    ];
    expect(titlesOf(table(header, rows))).toEqual(["Ring the caretaker", "Paint the door", "Cut the hedge"]);
  });

  test("the topics of a meeting, and days on which nothing may be changed", () => {
    const rows = [
      ["10 min", "Lamps", "[Ines](user:ines)", "All here"],
      ["15 min", "Oars", "[Wei](user:wei)", "Two are cracked"],
    ];
    const topics = table(["Time", "Item", "Presenter", "Notes"], rows);
    const days = [
      ["Month end", "2026-11-30", "2026-12-02"],
      ["Year end", "2026-12-19", "2027-01-04"],
    ];
    const freeze = table(["Freeze", "From", "To"], days);
    const tasks = "- [ ] order two lamps (@wei, due 2026-12-01)\n- [ ] hang them";
    expect(
      titlesOf(`## Discussion topics\n\n${topics}\n\n## Freeze periods\n\n${freeze}\n\n## Actions\n\n${tasks}`),
    ).toEqual(["order two lamps", "hang them"]);
  });

  test("an Org file is refused, and said how else to write it", () => {
    const page = readPage("* House\n** TODO [#A] Mend the pump\n   DEADLINE: <2026-11-27 Fri>\n* Notes\n  None.\n", {
      today: "2026-11-20",
    });
    expect(page).toMatchObject({ ok: false, message: "Org files are not read" });
  });
});

describe("columns", () => {
  test("keys that tell the rows apart are references under a heading that might mean something else", () => {
    const rows = [
      ["CHG-41", "Newer firmware for the printers", "Ines Quill", "2026-12-01"],
      ["CHG-43", "Larger disk for the archive", "Wei Zhang", "2026-12-02"],
      ["CHG-47", "Second line to the depot", "Wei Zhang", "2026-12-09"],
    ];
    const page = read(table(["Change", "Summary", "Implementer", "Planned end"], rows), "2026-11-20");
    expect(page.drafts.map(({ refs }) => refs)).toEqual([["CHG-41"], ["CHG-43"], ["CHG-47"]]);
  });

  test("where rows name the parts of a table, a type is a column of its own; what is delivered and accepted is closed", () => {
    const rows = [
      ["**WP1 Harbour**", "", "", "", ""],
      ["D1.1", "Plan of the new pier", "R", "Ines Quill", "Accepted"],
      ["D1.2", "Model of the tide", "DEM", "Wei Zhang", "In preparation"],
      ["**WP2 Boats**", "", "", "", ""],
      ["D2.1", "First boat on the water", "DEM", "Wei Zhang", "Not started"],
      ["D2.2", "Handbook for the crew", "R", "Ines Quill", "Not started"],
    ];
    const page = read(table(["No.", "Deliverable", "Type", "Lead", "State"], rows), "2026-11-20");
    expect(page.drafts.map(({ area, fields, closed }) => [area, fields, closed])).toEqual([
      ["WP1 Harbour", { type: "R" }, true],
      ["WP1 Harbour", { type: "DEM" }, false],
      ["WP2 Boats", { type: "DEM" }, false],
      ["WP2 Boats", { type: "R" }, false],
    ]);
  });

  test("an accepted risk is not closed", () => {
    const rows = [["The pier sinks", "Ines Quill", "Accepted"]];
    expect(read(table(["Risk", "Owner", "Status"], rows)).drafts.map(({ closed }) => closed)).toEqual([false]);
  });
});

describe("days and comments", () => {
  const rows = [
    ["Invite the harbour master", "Ines Quill", "The meeting after next (14/01/2027)", ""],
    [
      "Answer the letter of the school",
      "Wei Zhang",
      "26/11/2026",
      "(16/11/26) Draft is written. (18/11/26) The chair signs it.",
    ],
    ["Count the bollards", "Wei Zhang", "30/11/2026", ""],
  ];
  const page = read(table(["Action", "Owner", "By when", "Progress"], rows), "2026-11-20");

  test("the only date among other words is taken, and doubted", () => {
    const { due, confidence } = draft(page, "Invite the harbour master");
    expect([due, confidence]).toEqual(["2027-01-14", 0.8]);
  });

  test("dated entries may follow one another in one line", () => {
    expect(draft(page, "Answer the letter of the school").comments.map(({ date, text }) => [date, text])).toEqual([
      ["2026-11-16", "Draft is written."],
      ["2026-11-18", "The chair signs it."],
    ]);
  });
});

describe("lists", () => {
  test("a box with a dash is cancelled, one with a slash is begun; how often a task comes again is no title", () => {
    const page = read(
      "- [-] Tar the roof @wei 📅 2026-12-20 ❌ 2026-11-12\n- [/] Order oars @ines 📅 2026-11-27\n- [ ] Read the meter @ines 🔁 every month on the 1st 📅 2026-12-01\n",
      "2026-11-20",
    );
    expect(
      page.drafts.map(({ title, owners, due, closed, closedDate }) => [title, owners[0], due, closed, closedDate]),
    ).toEqual([
      ["Tar the roof", "wei", "2026-12-20", true, "2026-11-12"],
      ["Order oars", "ines", "2026-11-27", false, null],
      ["Read the meter", "ines", "2026-12-01", false, null],
    ]);
    expect(draft(page, "Read the meter").description).toContain("every month on the 1st");
  });

  test("a mail with headings in capitals: a note is no part of the title, decisions are no items", () => {
    const mail = `TASKS

1) Order salt for the paths
   Owner: Ines Quill
   Due: 2026-11-27
   Note: the depot has half a ton left

2) Mend the fence
   Owner: Wei Zhang
   Due: 2026-12-04

DECISIONS

- The depot stays closed on Saturdays.
- The old van is kept for another year.
`;
    expect(titlesOf(mail)).toEqual(["Order salt for the paths", "Mend the fence"]);
    expect(draft(read(mail), "Order salt for the paths").description).toContain("half a ton");
  });
});
