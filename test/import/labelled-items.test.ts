/** Items under headings of their own, whose values stand below as a list of labels. */
import { expect, test } from "vitest";
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
