/** Rows that are no items of their own, or may be none. */
import { describe, expect, test } from "vitest";
import { draft, read, table } from "./support.ts";

const header = ["Task", "Owner", "Due", "Status", "Updates"];

describe("a row over the whole width names the rows below", () => {
  const page = read(
    table(header, [
      ["**Marketing**", "", "", "", ""],
      ["Print badges", "Ines Quill", "2024-06-03", "Open", ""],
      ["Book the hall", "Wei Zhang", "", "Open", "2024-05-02: asked"],
      ["**Sales:**"],
      ["Price list", "Wei Zhang", "2024-06-09", "Done", ""],
    ]),
  );

  test("as their area", () => {
    expect(page.areas).toEqual(["Marketing", "Sales"]);
    expect(page.drafts.map((item) => [item.title, item.area, item.confidence])).toEqual([
      ["Print badges", "Marketing", 1],
      ["Book the hall", "Marketing", 1],
      ["Price list", "Sales", 1],
    ]);
  });

  test("in HTML without bold, and says that they are closed", () => {
    const rows = ["Frames", "Benches"].map(
      (title) => `<tr><td>${title}</td><td>Ines Quill</td><td>2024-06-03</td></tr>`,
    );
    const [open, done] = ["Garden", "Done"].map((name) => `<tr><td colspan=3>${name}</td></tr>`);
    const html = `<table><tr><th>Task<th>Owner<th>Due</tr>${open}${rows[0]}${done}${rows[1]}</table>`;
    expect(read(html).drafts.map(({ title, closed }) => [title, closed])).toEqual([
      ["Frames", false],
      ["Benches", true],
    ]);
  });

  test("or says so in a column of types", () => {
    const page = read(
      table(
        ["Kind", ...header],
        [
          ["Section", "Marketing", "", "", "", ""],
          ["Task", "Print badges", "Ines Quill", "2024-06-03", "Open", ""],
          ["Task", "Book the hall", "", "", "", ""],
          ["Section", "Sales", "", "", "", ""],
          ["Task", "Price list", "Wei Zhang", "2024-06-09", "Done", ""],
        ],
      ),
    );
    expect(page.drafts.map(({ title, area, confidence }) => [title, area, confidence])).toEqual([
      ["Print badges", "Marketing", 1],
      ["Book the hall", "Marketing", 1],
      ["Price list", "Sales", 1],
    ]);
  });

  test("in the midst of a table too, where it says that those below are closed", () => {
    const page = read(
      table(header, [
        ["Print badges", "Ines Quill", "2024-06-03", "Open", ""],
        ["Closed this month", "", "", "", ""],
        ["Price list", "Wei Zhang", "2024-06-09", "Ready", ""],
      ]),
    );
    expect(page.drafts.map(({ title, closed, confidence }) => [title, closed, confidence])).toEqual([
      ["Print badges", false, 1],
      ["Price list", true, 1],
    ]);
  });

  test("and is doubted where it may be an item that has nothing but its title", () => {
    const plain = read(
      table(header, [
        ["Marketing", "", "", "", ""],
        ["Print badges", "Ines Quill", "2024-06-03", "Open", ""],
        ["Sales", "", "", "", ""],
        ["Price list", "Wei Zhang", "2024-06-09", "Done", ""],
      ]),
    );
    expect(plain.drafts.map((item) => [item.title, item.area, item.confidence])).toEqual([
      ["Marketing", null, 0.8],
      ["Print badges", null, 1],
      ["Sales", null, 0.8],
      ["Price list", null, 1],
    ]);
    const alone = read(
      table(header, [
        ["Print badges", "Ines Quill", "2024-06-03", "Open", ""],
        ["Call the printer", "", "", "", ""],
        ["Price list", "Wei Zhang", "2024-06-09", "Done", ""],
      ]),
    );
    expect(alone.drafts.map((item) => item.title)).toEqual(["Print badges", "Call the printer", "Price list"]);
  });
});

describe("a row with comments alone may go on from the row above: it is doubted", () => {
  test.each([
    ["its cells in place", ["", "", "", "", "2024-05-09: confirmed"]],
    ["its empty cells dropped", ["2024-05-09: confirmed"]],
  ])("with %s", (_, below) => {
    const page = read(
      table(header, [
        ["Book the hall", "Wei Zhang", "2024-06-03", "Open", "2024-05-02: asked"],
        below,
        ["Print badges", "Ines Quill", "2024-06-09", "Open", ""],
      ]),
    );
    expect(page.drafts.map((item) => [item.title, item.confidence < 0.9])).toEqual([
      ["Book the hall", false],
      ["confirmed", true],
      ["Print badges", false],
    ]);
    expect(draft(page, "confirmed").comments).toMatchObject([{ date: "2024-05-09", text: "confirmed" }]);
  });
});

test("an area that stands in the first row of its group holds for the rows below it", () => {
  const page = read(
    table(
      ["Area", "Task", "Owner"],
      [
        ["Sales", "Price list", "Wei Zhang"],
        ["", "Offers", "Ines Quill"],
        ["", "Terms", "Ines Quill"],
        ["Press", "Badges", "Wei Zhang"],
        ["", "Hall", "Ines Quill"],
        ["", "Film", "Wei Zhang"],
        ["Shop", "Sign", "Wei Zhang"],
        ["", "Queue", "Ines Quill"],
        ["", "Cards", "Wei Zhang"],
      ],
    ),
  );
  expect(page.drafts.map((item) => item.area).join(" ")).toBe("Sales Sales Sales Press Press Press Shop Shop Shop");
  expect(page.drafts[1]?.repairs).toMatchObject([{ column: "area", value: "Sales", confidence: 0.93 }]);
});

describe("a row that only sums up those below it names them", () => {
  const areas = (text: string) => read(text).drafts.map(({ title, area, confidence }) => [title, area, confidence]);

  test("where it has nothing but its title, several times", () => {
    const rows = "Inside,,,\nWall,Ines Quill,2024-06-03,Open\nLamp,Wei Zhang,2024-06-09,Open\n";
    expect(
      areas(
        `Task,Owner,Due,Status\n${rows}${rows.replace("Inside", "Outside").replace("Wall", "Sign").replace("Lamp", "Bench")}`,
      ),
    ).toEqual([
      ["Wall", "Inside", 1],
      ["Lamp", "Inside", 1],
      ["Sign", "Outside", 1],
      ["Bench", "Outside", 1],
    ]);
  });

  test("where its days are the first and the last of theirs, and it has no owner", () => {
    const page = read(
      [
        "Task,Owner,Start,Finish,% Complete",
        "Inside,,2024-05-06,2024-06-09,40%",
        "Wall,Ines Quill,2024-05-06,2024-05-20,80%",
        "Lamp,Wei Zhang,2024-05-21,2024-06-09,0%",
        "Outside,,2024-06-10,2024-06-28,0%",
        "Sign,Ines Quill,2024-06-10,2024-06-14,0%",
        "Bench,Wei Zhang,2024-06-17,2024-06-28,0%",
      ].join("\n"),
    );
    expect(page.drafts.map(({ title, area }) => [title, area])).toEqual([
      ["Wall", "Inside"],
      ["Lamp", "Inside"],
      ["Sign", "Outside"],
      ["Bench", "Outside"],
    ]);
    expect(page.template).toContain("**Inside** (2024-05-06; 2024-06-09; 40%)");
  });

  test("where a column says how deep it stands", () => {
    const page = read(
      [
        "Outline Level,Name,Start,Finish,Resource Names",
        "1,Shop,2024-05-06,2024-06-28,",
        "2,Inside,2024-05-06,2024-06-09,",
        "3,Wall,2024-05-06,2024-05-20,Ines Quill",
        "3,Lamp,2024-05-21,2024-06-09,Wei Zhang",
        "2,Sign,2024-06-10,2024-06-28,Wei Zhang",
      ].join("\n"),
    );
    expect(page.drafts.map(({ title, area }) => [title, area])).toEqual([
      ["Wall", "Inside"],
      ["Lamp", "Inside"],
      ["Sign", "Shop"],
    ]);
  });

  test("and is doubted where another that stands above others has an owner", () => {
    const page = read(
      [
        "Outline Level,Name,Finish,Resource Names",
        "1,Inside,2024-06-09,Ada Moss",
        "2,Wall,2024-05-20,Ines Quill",
        "2,Lamp,2024-06-09,Wei Zhang",
        "1,Outside,2024-06-28,",
        "2,Sign,2024-06-28,Wei Zhang",
      ].join("\n"),
    );
    expect(page.drafts.map(({ title, area, confidence }) => [title, area, confidence < 0.9])).toEqual([
      ["Inside", null, false],
      ["Wall", null, false],
      ["Lamp", null, false],
      ["Outside", null, true],
      ["Sign", null, false],
    ]);
  });
});
