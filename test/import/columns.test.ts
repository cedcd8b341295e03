/** What a table's columns mean: words of headings in any language, shapes of cells, and one assignment over all of them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestMatching } from "../../src/import/matching.ts";
import type { Table } from "../../src/import/sources/blocks.ts";
import { itemOdds, readTables } from "../../src/import/table-columns.ts";
import { trials } from "../support/trials.ts";
import { draft, read, table } from "./support.ts";

type Lines = readonly (readonly string[])[];

function tableOf(header: readonly string[], lines: Lines, grid: "exact" | "ragged" = "ragged"): Table {
  const rows = lines.map((cells, index) => ({ cells, line: index + 3, source: cells.join(" | ") }));
  return { kind: "table", grid, header, rows, line: 1, source: "" };
}

/** Heading to its column; a column of the page's own is "own". */
function meaningsOf(header: readonly string[], lines: Lines, grid?: "exact" | "ragged"): Record<string, string> {
  const made = tableOf(header, lines, grid);
  const columns = readTables([made], new Set()).get(made)?.columns ?? [];
  return Object.fromEntries(
    columns.map(({ label, key, kind }) => [label, kind === "field" || kind === "boolean" ? "own" : key]),
  );
}

function doubtedIn(header: readonly string[], lines: Lines): readonly string[] {
  const made = tableOf(header, lines);
  const columns = readTables([made], new Set()).get(made)?.columns ?? [];
  return columns.flatMap(({ label, inferred = 1 }) => (inferred < 0.9 ? [label] : []));
}

const rows = [
  ["1", "Vertrieb", "Rig the harbour lights", "Mira Holt", "2026-03-12", "A", "B"],
  ["2", "Technik", "Order the spare lamps", "Tomas Brandt", "2026-03-20", "A", "C"],
  ["3", "Technik", "Print the tide tables", "Mira Holt", "2026-04-02", "D", "B"],
];

test("what a team has added in Jira is read by its own name", () => {
  const rows = ["1 Nov 2026", "9 Nov 2026", ""].map((due, n) => [`KET-${n}`, `Paint gate ${n}`, due, "2 Oct 2026"]);
  const meanings = meaningsOf(["Issue key", "Summary", "Custom field (Target end)", "Custom field (Decided on)"], rows);
  expect(meanings).toMatchObject({ "Custom field (Target end)": "due", "Custom field (Decided on)": "closed" });
});

test("a number under Item is the item's", () => {
  const rows = ["Paint the gate", "Order sand", "Sweep the yard"].map((title, n) => [`${41 + n}`, title, "Ines Quill"]);
  expect(meaningsOf(["Item", "Issue", "Assigned To"], rows)).toMatchObject({ Item: "number", Issue: "title" });
});

test("what may count days (`D-21`) is a key where things have keys, and stays a timeline where they are due", () => {
  const rows = (cell: (n: number) => string) =>
    ["Paint the gate", "Order sand", "Sweep the yard"].map((title, n) => [cell(n), title, "Ines Quill"]);
  expect(
    meaningsOf(
      ["ID", "Task", "Owner"],
      rows((n) => `D-2${n + 1}`),
    ).ID,
  ).toBe("refs");
  expect(
    doubtedIn(
      ["ID", "Task", "Owner", "Colour"],
      rows((n) => `D-2${n + 1}`).map((row) => [...row, "blue"]),
    ),
  ).toEqual([]);
  expect(
    meaningsOf(
      ["When", "Task", "Owner"],
      rows((n) => `D-2${n + 1}`),
    ).When,
  ).not.toBe("refs");
});

describe("headings in the words of a language", () => {
  const pages: Readonly<Record<string, readonly [string, readonly string[], readonly string[]]>> = {
    English: ["No,Workstream,Deliverable,Assigned to,Due date,Status,Priority", ["Open", "Done"], ["High", "Low"]],
    German: [
      "Lfd. Nr.,Bereich,Maßnahme,Zuständig,Fällig am,Status,Priorität",
      ["Offen", "Erledigt"],
      ["Hoch", "Niedrig"],
    ],
    French: ["Nº,Domaine,Tâche,Responsable,Échéance,Statut,Priorité", ["En cours", "Terminé"], ["Haute", "Basse"]],
    Spanish: ["Núm.,Área,Tarea,Responsable,Fecha límite,Estado,Prioridad", ["En curso", "Hecho"], ["Alta", "Baja"]],
    Italian: ["N.,Ambito,Attività,Responsabile,Scadenza,Stato,Priorità", ["In corso", "Completato"], ["Alta", "Bassa"]],
    Portuguese: [
      "Nº,Área,Tarefa,Responsável,Prazo,Situação,Prioridade",
      ["Em andamento", "Concluído"],
      ["Alta", "Baixa"],
    ],
    Dutch: ["Nr.,Thema,Actie,Verantwoordelijke,Vervaldatum,Stand,Prioriteit", ["Bezig", "Gereed"], ["Hoog", "Laag"]],
  };
  test.each(Object.entries(pages))("%s", (_, [header, [open = "", done = ""], [high = "", low = ""]]) => {
    const lines = rows.map((cells, index) => [
      ...cells.slice(0, 5),
      index === 0 ? done : open,
      index === 1 ? low : high,
    ]);
    const page = read(table(header.split(","), lines), "2026-03-01");
    expect(page.fields).toEqual({});
    expect(page.drafts[0]).toMatchObject({
      number: 1,
      area: "Vertrieb",
      title: "Rig the harbour lights",
      owners: ["Mira Holt"],
      due: "2026-03-12",
      priority: high,
      closed: true,
      confidence: 1,
    });
    expect(page.drafts.map(({ closed }) => closed)).toEqual([true, false, false]);
  });
});

describe("headings and cells decide together", () => {
  const titles = ["Rig the harbour lights", "Order the spare lamps", "Print the tide tables", "Paint buoy number nine"];
  const lines = (...more: readonly (readonly string[])[]) =>
    titles.map((title, row) => [title, ...more.map((cells) => cells[row] ?? "")]);
  const people = ["Mira Holt", "Tomas Brandt", "Mira Holt", "Ines Quill"];
  const states = ["Open", "In progress", "Open", "Done"];

  test("RAG beside a status is a field, and a status where it stands alone", () => {
    const rag = ["Red", "Amber", "Green", "Green"];
    expect(meaningsOf(["Task", "RAG", "Status"], lines(rag, states))).toEqual({
      Task: "title",
      RAG: "own",
      Status: "status",
    });
    expect(meaningsOf(["Task", "RAG"], lines(rag))).toEqual({ Task: "title", RAG: "status" });
  });

  test("a lead beside an assignee is a field", () => {
    const leads = ["Ines Quill", "Ines Quill", "Jonah Peck", "Jonah Peck"];
    expect(meaningsOf(["Task", "Programme lead", "Assignee"], lines(leads, people))).toMatchObject({
      "Programme lead": "own",
      Assignee: "owners",
    });
  });

  test("progress in percents is a field, in words it is the status", () => {
    const percents = ["40%", "80 %", "0%", "100%"];
    expect(meaningsOf(["Task", "Progress"], lines(percents))).toMatchObject({ Progress: "own" });
    expect(meaningsOf(["Task", "Progress"], lines(states))).toMatchObject({ Progress: "status" });
  });

  test("a target of numbers is a field, of dates it is when the item is due", () => {
    expect(meaningsOf(["Key result", "Target"], lines(["20", "4.5", "2 h", "98%"]))).toMatchObject({ Target: "own" });
    const days = ["2026-03-12", "2026-03-20", "2026-04-02", "2026-04-09"];
    expect(meaningsOf(["Key result", "Target"], lines(days))).toMatchObject({ Target: "due" });
  });

  test("a column that is everywhere the same tells no areas apart", () => {
    const same = titles.map(() => "Lighthouse relaunch");
    expect(meaningsOf(["Task", "Project", "Owner"], lines(same, people))).toMatchObject({ Project: "own" });
  });

  test("keys are refs, integers numbers, and what only programs say a field", () => {
    expect(
      meaningsOf(
        ["ID", "Task"],
        lines(["", "", "", ""]).map(([task = ""], row) => [`R-00${row + 1}`, task]),
      ),
    ).toMatchObject({ ID: "refs" });
    expect(
      meaningsOf(
        ["ID", "Task"],
        titles.map((task, row) => [`${row + 11}`, task]),
      ),
    ).toMatchObject({ ID: "number" });
    expect(
      meaningsOf(
        ["ID", "Task"],
        titles.map((task, row) => [`pX9cQ0YkIEq1nMqvK2l3W5gA${row}`, task]),
      ),
    ).toMatchObject({ ID: "own" });
  });

  test("fractions are days only where their heading says so", () => {
    const page = read(
      table(["Task", "Confidence", "Due"], lines(["7/10", "6/10", "5/10", "8/10"], ["3/12", "3/20", "4/2", "4/9"])),
      "2026-03-01",
    );
    expect(page.fields.confidence?.type).not.toBe("date");
    expect(page.drafts[0]).toMatchObject({ due: "2026-03-12", fields: { confidence: "7/10" } });
  });

  test("a bare date is when an item is due, and doubted; counts are no days; what has a plural of its own is that", () => {
    const lines = [
      ["Rig the lights", "Ada Quill", "2026-03-12", "3/5", "Lift them"],
      ["Sand the deck", "Wei Zhang", "2026-03-20", "0/3", "Sweep it"],
      ["Print the tides", "Ada Quill", "2026-04-02", "2/2", "Ask the port"],
    ];
    const header = ["Defect", "Owner", "Date", "Done", "Steps"];
    expect(meaningsOf(header, lines)).toMatchObject({
      Defect: "title",
      Date: "due",
      Done: "own",
      Steps: "description",
    });
    expect(doubtedIn(header, lines)).toEqual(["Date"]);
  });

  test("a letter alone is a word for and only where it is small", () => {
    const lines = [
      ["Rig the lights", "Ada Quill", "Open"],
      ["Sand the deck", "Wei Zhang", "Done"],
    ];
    expect(meaningsOf(["Tarea", "Responsable y dueño", "ESTADO Y NOTAS"], lines)).toMatchObject({
      "ESTADO Y NOTAS": "status",
    });
    expect(meaningsOf(["Task", "Owner", "Status Y Notes"], lines)).not.toMatchObject({ "Status Y Notes": "comments" });
  });

  test("two headings that fit alike are flagged, plain ones never", () => {
    expect(doubtedIn(["Task", "Owner", "Status"], lines(people, states))).toEqual([]);
    expect(
      doubtedIn(
        ["Task", "Responsible", "Assignee"],
        lines(people, ["Ines Quill", "Jonah Peck", "Ines Quill", "Mira Holt"]),
      ),
    ).not.toEqual([]);
  });
});

describe("what a row says", () => {
  const cells = [
    ["R-001", "Dock crane fails its test", "Mira Holt", "🟢 On track", "Inspector comes on Monday", "2026-03-12"],
    ["AI-S3-02", "Tide tables arrive late", "Tomas Brandt", "✅ Done", "", "2026-03-20"],
    ["2.3", "Harbour master resigns", "Mira Holt", "🟡", "Ask the council", ""],
  ];
  const page = read(table(["Risk ID", "Risk", "Owner", "Status", "Notes", "Due"], cells), "2026-03-01");

  test("a key is its first ref, as it is written", () => {
    expect(page.drafts.map(({ refs }) => refs[0])).toEqual(["R-001", "AI-S3-02", "2.3"]);
  });

  test("a tick before a word for done closes, a dot alone is a status", () => {
    expect(page.drafts.map(({ closed }) => closed)).toEqual([false, true, false]);
    expect(page.drafts[2]?.status).not.toBeNull();
  });

  test("notes without dates are the description, under their own heading", () => {
    expect(page.columns.description).toBe("Notes");
    expect(draft(page, "Harbour master resigns").description).toBe("Ask the council");
  });

  test("yes under a heading that asks for the end closes", () => {
    const asked = read(
      table(
        ["Aufgabe", "Wer", "Erledigt?"],
        [
          ["Lampen bestellen", "Mira Holt", "ja"],
          ["Bojen streichen", "Tomas Brandt", "nein"],
          ["Karten drucken", "Mira Holt", "ja"],
        ],
      ),
    );
    expect(asked.drafts.map(({ status, closed }) => [status, closed])).toEqual([
      ["ja", true],
      ["nein", false],
      ["ja", true],
    ]);
  });

  test("tables with the same headings share what their cells show", () => {
    const week = (day: string, ref: string) =>
      `## ${day}\n\n${table(["ID", "Action", "Who"], [[ref, `Call the pilot about ${day}`, "Mira Holt"]])}\n`;
    const minutes = read(["Monday", "Tuesday", "Friday"].map((day, index) => week(day, `AC-${index + 1}`)).join("\n"));
    expect(minutes.drafts.map(({ refs, owners }) => [refs[0], owners[0]])).toEqual([
      ["AC-1", "Mira Holt"],
      ["AC-2", "Mira Holt"],
      ["AC-3", "Mira Holt"],
    ]);
  });
});

test("exports of tools are known by their headings", () => {
  const header = ["Card ID", "Card Name", "Labels", "Members", "Due Date", "List Name", "Board Name"];
  const lines = [
    ["64f0c1d2e3a4b5c6d7e8f901", "Rig the harbour lights", "pier", "miraholt", "2026-03-12", "Doing", "Harbour"],
    ["64f0c1d2e3a4b5c6d7e8f902", "Order the spare lamps", "pier", "tbrandt", "", "Done", "Harbour"],
    ["64f0c1d2e3a4b5c6d7e8f903", "Print the tide tables", "desk", "miraholt", "2026-03-20", "To do", "Harbour"],
  ];
  expect(meaningsOf(header, lines, "exact")).toMatchObject({
    "Card ID": "own",
    "Card Name": "title",
    Members: "owners",
    "Due Date": "due",
    "List Name": "status",
    "Board Name": "own",
  });
});

test("a table of items speaks for itself, a table of other things does not", () => {
  const lines = rows.map((cells) => [cells[2] ?? "", cells[3] ?? "", cells[4] ?? ""]);
  expect(itemOdds(tableOf(["Action", "Owner", "Due"], lines))).toBeGreaterThan(10);
  expect(
    itemOdds(
      tableOf(
        ["Port", "Depth", "Berths"],
        [
          ["North", "12.5", "4"],
          ["South", "9.0", "7"],
        ],
      ),
    ),
  ).toBeLessThan(5);
});

describe("the assignment", () => {
  const header = ["ID", "Area", "Task", "Owner", "Due", "Status", "Level"];
  const lines = rows.map((cells, index) => [
    ...cells.slice(0, 5),
    index === 0 ? "Done" : "Open",
    index === 1 ? "Low" : "High",
  ]);
  const expected = meaningsOf(header, lines, "exact");

  test("does not depend on the order of the columns", () => {
    const order = fc.shuffledSubarray([...header.keys()], { minLength: header.length, maxLength: header.length });
    fc.assert(
      fc.property(order, (places) => {
        const shuffled = (cells: readonly string[]) => places.map((place) => cells[place] ?? "");
        expect(meaningsOf(shuffled(header), lines.map(shuffled), "exact")).toEqual(expected);
      }),
      trials.page,
    );
  });

  test("is not changed by a column of which nobody knows anything", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[qxz]{3,9}$/), { minLength: 4, maxLength: 4 }),
        ([heading = "", ...cells]) => {
          const more = meaningsOf(
            [...header, heading],
            lines.map((line, row) => [...line, cells[row] ?? ""]),
            "exact",
          );
          expect(more).toMatchObject(expected);
        },
      ),
      trials.page,
    );
  });

  test("is the best of all", () => {
    const score = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(
        fc.array(fc.array(score, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (scores) => {
          const best = (row: number, taken: readonly number[]): number =>
            row === scores.length
              ? 0
              : Math.max(
                  best(row + 1, taken),
                  ...[0, 1, 2, 3]
                    .filter((column) => !taken.includes(column))
                    .map((column) => (scores[row]?.[column] ?? 0) + best(row + 1, [...taken, column])),
                );
          expect(bestMatching(scores).total).toBe(best(0, []));
        },
      ),
      trials.strangers,
    );
  });
});

describe("headings that no list of words has", () => {
  test("keys that tell the rows apart are what people call them", () => {
    const lines = [
      ["SAIL-4", "Sew the main sail", "Mira Holt", "Open"],
      ["SAIL-9", "Tar the hull below water", "Tomas Brandt", "Done"],
      ["SAIL-12", "Carve a new tiller", "Mira Holt", "Open"],
    ];
    const header = ["Paragraph", "Task", "Owner", "Status"];
    expect(meaningsOf(header, lines)).toMatchObject({ Paragraph: "refs", Task: "title" });
    const other = lines.map(([key = "", ...cells], index) => [`${index + 1}`, ...cells, key]);
    expect(meaningsOf(["Ref", ...header.slice(1), "Paragraph"], other)).toMatchObject({ Paragraph: "refs" });
    const twice = lines.map(([, ...cells]) => ["SAIL-4", ...cells]);
    expect(meaningsOf(header, twice)).toMatchObject({ Paragraph: "own" });
    const named = lines.map(([key = "", ...cells], index) => [`MAST-${index}`, ...cells, key]);
    expect(meaningsOf(["Ticket", ...header.slice(1), "Paragraph"], named)).toMatchObject({
      Ticket: "refs",
      Paragraph: "own",
    });
  });

  const dated = [
    ["Sew the main sail", "Mira Holt", "2026-03-12", "Open"],
    ["Tar the hull below water", "Tomas Brandt", "2026-03-20", "Done"],
    ["Carve a new tiller", "Mira Holt", "2026-04-02", "Open"],
  ];
  test.each(["Stitched by", "Genäht bis", "Cousu pour le", "Sytt senast"])("%s is when things are due", (heading) => {
    const header = ["Task", "Owner", heading, "Status"];
    expect(meaningsOf(header, dated)).toMatchObject({ [heading]: "due" });
    expect(doubtedIn(header, dated)).toEqual([]);
  });

  test("the only dates are those that are due, and doubted; where it is known what they are, they are not", () => {
    const header = (heading: string) => ["Task", "Owner", heading, "Status"];
    expect(meaningsOf(header("Sailing day of"), dated)).toMatchObject({ "Sailing day of": "due" });
    expect(doubtedIn(header("Sailing day of"), dated)).toEqual(["Sailing day of"]);
    expect(meaningsOf(header("Raised"), dated)).toMatchObject({ Raised: "own" });
    expect(doubtedIn(header("Raised"), dated)).toEqual([]);
    const both = dated.map((cells) => [...cells, "2026-05-01"]);
    expect(meaningsOf([...header("Sailing day of"), "Due"], both)).toMatchObject({
      "Sailing day of": "own",
      Due: "due",
    });
  });

  test("people under a heading that ends like one of dates are not when things are due", () => {
    const lines = dated.map(([title = "", owner = "", , status = ""]) => [title, owner, "Ada Quill", status]);
    expect(meaningsOf(["Task", "Owner", "Steered by", "Status"], lines)).toMatchObject({ "Steered by": "own" });
  });
});

test("what is signed off is not done: a column of the page's own, and doubted where no other is the status", () => {
  const lines = [
    ["Rig the harbour lights", "Mira Holt", "Yes"],
    ["Order the spare lamps", "Tomas Brandt", "No"],
    ["Print the tide tables", "Mira Holt", "Yes"],
    ["Paint buoy number nine", "Mira Holt", "No"],
  ];
  const header = (asked: string) => ["Task", "Owner", asked];
  expect(meaningsOf(header("Signed off?"), lines)).toMatchObject({ "Signed off?": "own" });
  expect(doubtedIn(header("Signed off?"), lines)).toEqual(["Signed off?"]);
  expect(meaningsOf(header("Done?"), lines)).toMatchObject({ "Done?": "status" });
  expect(doubtedIn(header("Done?"), lines)).toEqual([]);
  const beside = lines.map((cells, index) => [...cells, index === 0 ? "Done" : "Open"]);
  expect(doubtedIn([...header("Signed off?"), "Status"], beside)).toEqual([]);
});

test.each([
  ["numbers", ["8250", "6000", "5900", "4950"], "number"],
  ["levels", ["High", "Low", "High", "Medium"], "priority"],
])("%s under a heading that was lost may be the page's own: they are doubted", (_, values, column) => {
  const header = ["Task", "Owner", "", "Measures"];
  const lines = ["Rig the lights", "Order the lamps", "Print the tables", "Paint the buoy"].map((title, index) => [
    title,
    index === 1 ? "Tomas Brandt" : "Mira Holt",
    values[index] ?? "",
    "Two from Bergen, one from Oslo, by the night boat",
  ]);
  const page = read(table(header, lines));
  const vouched = page.drafts.filter(({ confidence }) => confidence >= 0.9);
  expect(vouched.filter((draft) => draft[column as "number" | "priority"] !== null)).toEqual([]);
});

test("the stage is the status, beside what is yes or no", () => {
  const lines = [
    ["Six new fenders", "Yes", "Ordered"],
    ["Rope for the ferry", "No", "Price asked for"],
    ["Two lamps for the pier", "No", "Comparing"],
  ];
  expect(meaningsOf(["Item", "Approved", "Stage"], lines)).toMatchObject({ Approved: "own", Stage: "status" });
});

test("what hardly a row has is no title", () => {
  const lines = [
    ["BOAT-1", "Tide clock", "Mira Holt", ""],
    ["BOAT-2", "Fish scale", "Mira Holt", "Waits for the new licence"],
    ["BOAT-3", "Ice maker", "Tomas Brandt", ""],
    ["BOAT-4", "Radio mast", "Tomas Brandt", ""],
  ];
  expect(meaningsOf(["Key", "Apparatus", "Owner", "Blocker"], lines)).toMatchObject({ Apparatus: "title" });
});

test("an answer that is neither yes nor no makes a question a choice", () => {
  const page = read(
    table(
      ["Task", "Sealed?", "Status"],
      [
        ["Tar the hull below water", "Yes", "Open"],
        ["Carve a new tiller", "n.a.", "Open"],
        ["Sew the main sail", "No", "Done"],
      ],
    ),
  );
  expect(page.fields.sealed).toMatchObject({ type: "choice", values: ["Yes", "n.a.", "No"] });
  expect(page.drafts[1]).toMatchObject({ fields: { sealed: "n.a." }, confidence: 1 });
});

test("the first column's numbers are what their heading says, where no cell is one too many", () => {
  const lines = [
    ["46", "2026-11-12", "Sew the main sail", "Mira Holt", "Open"],
    ["46", "2026-11-13", "Tar the hull below water", "Tomas Brandt", "Open"],
    ["47", "2026-11-18", "Carve a new tiller", "Mira Holt", "Done"],
    ["48", "2026-11-26", "Paint the pier", "Mira Holt", "Done"],
    ["45", "2026-11-04", "Mend the nets", "Tomas Brandt", "Open"],
  ];
  expect(meaningsOf(["Week", "Due", "Task", "Owner", "Status"], lines)).toMatchObject({ Week: "own", Due: "due" });
});

test("a row that is closed has the day under another heading that says closed", () => {
  const page = read(
    table(
      ["Task", "Status", "Completed", "Canceled"],
      [
        ["Tar the hull below water", "Done", "2026-03-12", ""],
        ["Carve a new tiller", "Canceled", "", "2026-03-14"],
        ["Sew the main sail", "Open", "", ""],
      ],
    ),
  );
  expect(page.drafts.map(({ closedDate }) => closedDate)).toEqual(["2026-03-12", "2026-03-14", null]);
});

test("a first column names its group once, and the rows below have it too", () => {
  const lines = [
    ["Dry feet", "Raise the gangway", "Mira Holt"],
    ["", "Pump out the bilge", "Tomas Brandt"],
    ["Fair wind", "Sew the main sail", "Mira Holt"],
    ["", "Carve a new tiller", "Tomas Brandt"],
  ];
  const page = read(table(["Goal", "Task", "Owner"], lines));
  expect(page.drafts.map(({ area }) => area)).toEqual(["Dry feet", "Dry feet", "Fair wind", "Fair wind"]);
  expect(page.drafts.map(({ confidence }) => confidence >= 0.9)).toEqual([true, true, true, true]);
});

test("in a project of GitHub's the milestone is the area, and the repository a column of the page's own", () => {
  const lines = [
    ["Tar the hull below water", "miraholt", "Todo", "", "Spring", "sail-club/yard"],
    ["Carve a new tiller", "tomasb", "Done", "", "Spring", "sail-club/yard"],
    ["Sew the main sail", "miraholt", "Todo", "", "Autumn", "sail-club/loft"],
  ];
  const header = ["Title", "Assignees", "Status", "Linked pull requests", "Milestone", "Repository"];
  expect(meaningsOf(header, lines, "exact")).toMatchObject({ Milestone: "area", Repository: "own" });
  expect(doubtedIn(header, lines)).toEqual([]);
});

test("at 100 %, and with done for its day, a row without a status is closed; with one its status tells", () => {
  const page = (status: string) =>
    read(
      table(
        ["Task", "Owner", "Due", "% done", status],
        [
          ["Rig the lights", "Ada Quill", "2026-03-12", "100 %", "Testing"],
          ["Sand the deck", "Ada Quill", "done", "20 %", "Testing"],
          ["Print the tides", "Wei Zhang", "2026-04-02", "80 %", "Testing"],
        ],
      ),
      "2026-03-01",
    ).drafts.map(({ closed, confidence }) => [closed, confidence >= 0.9]);
  expect(page("Room")).toEqual([
    [true, true],
    [true, true],
    [false, true],
  ]);
  expect(page("Status").map(([closed]) => closed)).toEqual([false, false, false]);
});

test("a number that would come back otherwise makes its column text", () => {
  const page = (last: string) =>
    read(
      table(
        ["Task", "Owner", "Level"],
        [
          ["Rig the lights", "Ada Quill", "2.9"],
          ["Sand the deck", "Ada Quill", last],
        ],
      ),
    );
  expect(page("2.10").drafts.map(({ fields }) => fields.level)).toEqual(["2.9", "2.10"]);
  expect(page("2.1").drafts.map(({ fields }) => fields.level)).toEqual([2.9, 2.1]);
});

test("a row that other rows are part of is doubted", () => {
  const page = read(
    table(
      ["Task", "Folder", "Owner", "Due"],
      [
        ["Spring sale", "", "", ""],
        ["Rig the lights", "Spring sale", "Ada Quill", "2026-03-12"],
        ["Sand the deck", "Spring sale", "Wei Zhang", "2026-03-12"],
      ],
    ),
    "2026-03-01",
  );
  expect(page.drafts.map(({ confidence }) => confidence >= 0.9)).toEqual([false, true, true]);
});

test("in a table too wide to align, a row of another width is doubted", () => {
  const own = Array.from({ length: 70 }, (_, index) => `Berth ${index + 1}`);
  const whole = ["Rig the lights", "Ada Quill", ...own.map((_, index) => `rope ${index}`)];
  const made = tableOf(["Task", "Owner", ...own], [whole, whole.slice(0, -1), whole]);
  const placed = readTables([made], new Set()).get(made)?.aligned.rows ?? [];
  expect(placed.map(([first]) => (first?.confidence ?? 0) >= 0.9)).toEqual([true, false, true]);
});

test("a heading that says it is the status, whatever another table has under a heading of this one", () => {
  const first = table(
    ["Task", "Who", "Call"],
    ["Green", "Amber", "Green"].map((call, n) => [`Paint gate ${n}`, "Ines Quill", call]),
  );

  const other = [
    ["Oil gate 7", "Wei Zhang", "Halfway there", "Open"],
    ["Oil gate 8", "Wei Zhang", "Waits for rain", "Done"],
  ];
  const page = read(`# Gates\n\n${first}\n\n## Oil\n\n${table(["Job", "Who", "Call", "Status"], other)}\n`);
  expect(draft(page, "Oil gate 7")).toMatchObject({ status: "open", fields: { call: "Halfway there" } });
});

test("signs before a level, a status or a day change nothing of what these are", () => {
  const page = read(
    table(
      ["Shop", "Who", "Prio", "Readiness", "Opens by", "Lease", "Paint"],
      [
        ["Ghent", "Ines Quill", "🔴 High", "🟡 Go, with care", "📅 2026-12-01", "✔ 2026-09-01", "2026-11-02"],
        ["Lille", "Wei Zhang", "🟢 Low", "🔴 Not yet", "2026-12-08", "✓ 2026-09-14", ""],
        ["Namur", "Kim Oduya", "🟡 Medium", "🟢 Go", "2026-12-15", "2026-11-19", ""],
      ],
    ),
    "2026-10-20",
  );
  expect(draft(page, "Ghent")).toMatchObject({
    priority: "🔴 High",
    status: "go-with-care",
    due: "2026-12-01",
    fields: { lease: "✔ 2026-09-01", paint: "2026-11-02" },
  });
  expect(page.drafts.map(({ confidence }) => confidence)).toEqual([1, 1, 1]);
});

test("a short form with a full stop means what all words mean that begin so", () => {
  const lines = [
    ["Mast streichen", "A", "x"],
    ["Anker heben", "B", "y"],
  ];
  expect(meaningsOf(["Aufgabe", "Dringl.", "Mast."], lines)).toEqual({
    Aufgabe: "title",
    "Dringl.": "priority",
    "Mast.": "own",
  });
});

test("what is agreed on behind a description is its answer, in two words or with a stroke", () => {
  const lines = [
    ["Repairers stay away from the portal", "Letter drafted", "Ines Quill"],
    ["Two hands leave in the middle of it", "Bonus approved", "Wei Zhang"],
  ];
  for (const answer of ["Response / action", "Planned response", "Mitigation"])
    expect(meaningsOf(["Description", answer, "Owner"], lines)).toEqual({
      Description: "title",
      [answer]: "own",
      Owner: "owners",
    });
  expect(
    meaningsOf(
      ["Description", "Action owner"],
      lines.map(([text = "", , who = ""]) => [text, who]),
    ),
  ).toEqual({
    Description: "title",
    "Action owner": "owners",
  });
});

test("beside its number an issue is what its row is about, whatever the action", () => {
  const lines = [
    ["S-1", "Gas main lies higher than drawn", "Ask for a quote", "Ines Quill"],
    ["S-2", "Two objections to the bay", "Report to the board", "Wei Zhang"],
    ["S-3", "Ramp is too steep at the bank", "Draw it again", "Kim Oduya"],
  ];
  const head = ["Issue no.", "Issue", "Action", "Owner"];
  expect(meaningsOf(head, lines)).toMatchObject({ "Issue no.": "refs", Issue: "title", Action: "own" });
  expect(doubtedIn(head, lines)).toEqual([]);
});

test.each(["Wanted on", "Target fix", "Fix expected", "Gewünscht zum", "Verwachte levering"])(
  "days below %s are when it is due, words below it are not",
  (heading) => {
    const days = ["2026-11-20", "2026-11-27", "2026-12-04"].map((day, at) => [`Send the hull to dock ${at}`, day]);
    expect(meaningsOf(["Item", heading], days)[heading]).toBe("due");
    expect(doubtedIn(["Item", heading], days)).toEqual([]);
    const words = days.map(([item = ""]) => [item, "two coats of paint"]);
    expect(meaningsOf(["Item", heading], words)[heading]).toBe("own");
  },
);

test("what a heading asks for, beginning with what, is the title beside a group", () => {
  const lines = [
    ["Rope", "Splice the spring line", "Ines Quill"],
    ["Rope", "Buy a fender for the stern", "Wei Zhang"],
    ["Sail", "Sew the torn batten pocket", "Kim Oduya"],
    ["Sail", "Wash the old mainsail", "Kim Oduya"],
  ];
  for (const heading of ["What the yard does for us", "Wat wordt gedaan"])
    expect(meaningsOf(["Topic", heading, "Owner"], lines)[heading]).toBe("title");
});

test("what comes from decisions by their keys has no beginning", () => {
  const lines = ["D-07", "D-09", "D-10"].map((from, at) => [from, `Paint the hull ${at}`, `2026-11-2${at}`]);
  const head = ["From", "Item", "Until"];
  expect(meaningsOf(head, lines)).toEqual({ From: "own", Item: "title", Until: "due" });
  expect(doubtedIn(head, lines)).toEqual([]);
});

test("a kick-off that is planned is no deadline", () => {
  const lines = ["2026-11-20", "2026-11-27"].map((day) => ["Send the hull to dock", day]);
  expect(meaningsOf(["Item", "Planned start date"], lines)).toMatchObject({ "Planned start date": "start" });
});

test("a sponsor owns what has no owner, and nothing else", () => {
  const lines = [
    ["Frozen goods", "Ines Quill", "Wei Zhang"],
    ["Aprons", "Wei Zhang", "Kim Oduya"],
  ];
  expect(meaningsOf(["Item", "Sponsor", "Owner"], lines)).toEqual({ Item: "title", Sponsor: "own", Owner: "owners" });
  expect(
    meaningsOf(
      ["Item", "Sponsor"],
      lines.map((line) => line.slice(0, 2)),
    ),
  ).toEqual({ Item: "title", Sponsor: "owners" });
});

test("where nothing else may be the title, the column that is it is not doubted", () => {
  const rows = ["Ghent", "Lille", "Namur"].map((shop, n) => [shop, "Ines Quill", `2026-12-0${n + 1}`, "Open"]);
  expect(doubtedIn(["Shop", "Owner", "Due", "Status"], rows)).toEqual([]);
});
