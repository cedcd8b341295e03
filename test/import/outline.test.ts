/** Which tables and lists of a page are items: by what their columns are, and what stands above them. */
import { describe, expect, test } from "vitest";
import { readPage } from "../../src/import/read-page.ts";
import { isRefusal } from "../../src/import/reading.ts";
import { read, table } from "./support.ts";

const tasks = table(
  ["Task", "Owner", "Due", "Status"],
  [
    ["Sweep the yard", "Ada Quill", "2024-05-01", "Open"],
    ["Dust the hall", "Wei Zhang", "2024-05-02", "Open"],
  ],
);
const beside = (heading: string, block: string) =>
  read(`# Ferry\n\n## Work\n\n${tasks}\n\n## ${heading}\n\n${block}\n`);
const own = ["Sweep the yard", "Dust the hall"];

const items: readonly (readonly [heading: string, header: readonly string[], row: readonly string[]])[] = [
  ["Assumptions", ["Assumption", "Comment"], ["Ice melts by May", "as last year"]],
  ["Assumptions", ["ID", "Assumption"], ["A-1", "Ice melts by May"]],
  ["Risks", ["Risk", "Impact", "Mitigation"], ["Ice in the harbour", "High", "Break it early"]],
  ["Questions", ["#", "Question", "Answer"], ["1", "Who pays the pilot?", ""]],
  ["Decisions", ["Decision", "Date", "Decided by"], ["Paint it blue", "2024-05-01", "Ada Quill"]],
  ["Cut-over", ["Time", "Step", "Who"], ["10:00", "Close the booking desk", "Ada Quill"]],
  ["Checks", ["What", "Done?"], ["Grease the ramp", "yes"]],
  ["Zadania", ["Zadanie", "Kto", "Kiedy"], ["Pomalować maszt", "Ada Quill", "2024-05-01"]],
];

test.each(items)("%s with %j is items", (heading, header, row) => {
  const page = beside(heading, table(header, [row]));
  expect(page.drafts).toHaveLength(3);
  expect(page.left).toEqual([]);
});

const others: readonly (readonly [heading: string, header: readonly string[], rows: readonly (readonly string[])[]])[] =
  [
    [
      "People",
      ["Name", "Role", "Mail"],
      [
        ["Ada Quill", "Pilot", "ada@x.example"],
        ["Wei Zhang", "Cook", "wei@x.example"],
      ],
    ],
    [
      "Who is who",
      ["Name", "Team", "Phone"],
      [
        ["Ada Quill", "Deck", "+1 555 12"],
        ["Wei Zhang", "Galley", "+1 555 13"],
      ],
    ],
    [
      "Colours",
      ["Status", "Meaning"],
      [
        ["Green", "On track"],
        ["Red", "Late"],
      ],
    ],
    [
      "Words",
      ["Term", "Definition"],
      [
        ["ETA", "Time of arrival"],
        ["PAX", "Passengers"],
      ],
    ],
    [
      "This page",
      ["Version", "Date", "Author", "Change"],
      [
        ["1.0", "2024-05-01", "Ada Quill", "First draft"],
        ["1.1", "2024-05-09", "Wei Zhang", "Crew added"],
      ],
    ],
    [
      "Was da war",
      ["Datum", "Autor", "Änderungen"],
      [
        ["2024-05-01", "Ada Quill", "Entwurf"],
        ["2024-05-09", "Wei Zhang", "Ergänzt"],
      ],
    ],
    [
      "Monday",
      ["Attendee", "Company", "Present?"],
      [
        ["Ada Quill", "Acme", "yes"],
        ["Wei Zhang", "Bolt", "no"],
      ],
    ],
    [
      "Agenda",
      ["Time", "Topic", "Speaker"],
      [
        ["10:00", "Hull", "Ada Quill"],
        ["10:30", "Crew", "Wei Zhang"],
      ],
    ],
    [
      "Costs",
      ["Item", "Planned", "Actual"],
      [
        ["Paint", "1200", "1100"],
        ["Rope", "300", "450"],
      ],
    ],
    [
      "Where",
      ["Document", "Link"],
      [
        ["Plan", "https://x.example/a"],
        ["Map", "https://x.example/b"],
      ],
    ],
  ];

test.each(others)("%s with %j is none, and is named", (heading, header, rows) => {
  const page = beside(heading, table(header, rows));
  expect(page.drafts.map(({ title }) => title)).toEqual(own);
  expect(page.left).toEqual([{ line: 12, kind: "table", rows: 2, heading }]);
});

describe("a table alone on its page", () => {
  const alone = (heading: string, block: string) =>
    readPage(`# Ferry\n\n## ${heading}\n\n${block}\n`, { today: "2024-04-20" });

  test.each([
    [
      ["Promise", "Made by", "For"],
      ["2024-05-01", "2024-05-09"],
    ],
    [
      ["Lovat", "Keneltä", "Koska"],
      ["2024-05-01", "2024-05-09"],
    ],
    [["Promise", "Made by"], []],
  ] as const)("is items under headings that nobody knows, each doubted or plain: %j", (header, days) => {
    const rows = [
      ["Repair the roof before snow", "Ada Quill"],
      ["Count all the ropes", "Wei Zhang"],
    ].map((row, index) => [...row, ...days.slice(index, index + 1)]);
    const page = alone("Promises", table(header, rows));
    expect(isRefusal(page) ? page.message : page.drafts.map(({ title }) => title)).toEqual(
      rows.map(([title]) => title),
    );
    if (!isRefusal(page))
      for (const { owners, confidence } of page.drafts) expect(owners.length > 0 || confidence < 0.9).toBe(true);
  });

  test.each(others.filter(([heading]) => heading !== "Costs"))("is none under %s with %j", (heading, header, rows) => {
    expect(isRefusal(alone(heading, table(header, rows)))).toBe(true);
  });

  test("is none where it is a history of the page", () => {
    const rows = [
      ["2024-05-01", "Ada Quill", "First draft of the text"],
      ["2024-05-09", "Wei Zhang", "Crew added to the list"],
    ];
    expect(isRefusal(alone("What changed", table(["When", "Who", "What changed"], rows)))).toBe(true);
  });
});

test("a table of one cell is a frame around words", () => {
  const frame = "<table><tr><td><h3>Ferry tasks</h3>2 found on 2024-05-01</td></tr></table>";
  const row = "<tr><td>Sweep the yard</td><td>Ada Quill</td><td>Open</td></tr>";
  const page = read(`${frame}<table><tr><th>Task</th><th>Owner</th><th>Status</th></tr>${row}${row}</table>`);
  expect(page.drafts.map(({ title }) => title)).toEqual(["Sweep the yard", "Sweep the yard"]);
});

test("milestones in a table are milestones, whatever the heading above", () => {
  const page = beside(
    "What comes",
    table(["Milestone", "Date", "Comment"], [["Hull laid", "2024-05-01", "in dock 2"]]),
  );
  expect(page.milestones).toMatchObject([{ date: "2024-05-01", title: "Hull laid in dock 2" }]);
  expect(page.drafts).toHaveLength(2);
});

describe("what is left aside", () => {
  test.each([
    ["Agenda", "- Report on the new ramp\n- Welcome by the harbour master"],
    ["Content", "- How to grease the ramp\n- How to paint the mast"],
    ["Resources", "- [ ] Ropes\n- [ ] Paint"],
  ])("is named where a list under %s looks like items", (heading, list) => {
    const page = beside(heading, list);
    expect(page.drafts).toHaveLength(2);
    expect(page.left).toEqual([{ line: 12, kind: "list", rows: 2, heading }]);
  });

  test("is named with the way to take it where the page has nothing else", () => {
    const [, header, rows] = others[0] ?? ["", [], []];
    expect(readPage(`# Crew\n\n${table(header, rows)}\n`, { today: "2024-05-20" })).toMatchObject({
      ok: false,
      hint: "--take 3 takes what stands there",
    });
  });
});

test("an empty status is the first that its heading lists, and nothing where the heading lists none", () => {
  const statuses = (heading: string) =>
    read(
      table(
        ["Task", "Owner", heading],
        [
          ["Sweep", "Ada Quill", "Blocked"],
          ["Dust", "Wei Zhang", ""],
        ],
      ),
    ).drafts.map(({ status }) => status);
  expect(statuses("Status (Pending, Blocked, Done)")).toEqual(["blocked", "pending"]);
  expect(statuses("Status (Done, Blocked)")).toEqual(["blocked", "blocked"]);
  expect(statuses("Status")).toEqual(["blocked", null]);
});

describe("what was decided, with nothing but its key", () => {
  const decisions = (heading: string) =>
    table(
      ["No.", heading],
      [
        ["D-1", "The yard is swept on Fridays."],
        ["D-2", "The hall stays closed in May."],
      ],
    );

  test.each(["Decision", "Beschluss", "Décision", "Besluit"])("stays words of the page beside tasks: %s", (heading) => {
    const page = read(`# Minutes\n\n${decisions(heading)}\n\n## Actions\n\n${tasks}\n`);
    expect(page.drafts.map(({ title }) => title)).toEqual(["Sweep the yard", "Dust the hall"]);
    expect(page.left.map(({ line }) => line)).toEqual([3]);
    const list = read(`# Minutes\n\n${decisions(heading)}\n\n## Actions\n\n- [ ] Sweep the yard (@ada)\n`);
    expect(list.drafts.map(({ title }) => title)).toEqual(["Sweep the yard"]);
  });

  test("is what a page is about that has nothing else", () => {
    expect(read(decisions("Decision")).drafts).toHaveLength(2);
  });
});

test.each(["Highlights", "**Achievements**", "News", "## Erfolge", "Faits marquants", "Novità"])(
  "entries below %s are no items beside those that are",
  (heading) => {
    const news = `${heading}\n\n- The new yard is open to all\n- Two halls joined us`;
    const page = read(
      `# Week 20\n\n${news}\n\n## Actions\n\n1. Ada Quill: sweep the yard by 2024-06-03\n2. Wei Zhang: dust the hall\n`,
    );
    expect(page.drafts.map(({ title }) => title)).toEqual(["sweep the yard", "dust the hall"]);
  },
);
