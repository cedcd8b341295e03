/** Tables of plain text, whose columns blanks keep apart. */
import { expect, test } from "vitest";
import { trustedConfidence } from "../../../src/core/repair.ts";
import { read } from "../support.ts";

const page = (...rows: readonly string[]) =>
  read(["Left to do at the pier:", "", "DUE          WHAT TO DO            OWNER", ...rows, "", "Yours"].join("\n"));
const isSure = ({ confidence }: { readonly confidence: number }) => confidence >= trustedConfidence;

test("cells stand below their headings, with a line between or without", () => {
  const rows = ["2024-06-03   Oil the winch         Ada Quill", "             Count the ropes       Wei Zhang"];
  for (const rule of [[], ["----         ----------            -----"], ["-".repeat(40)]]) {
    const { drafts } = page(...rule, ...rows);
    expect(drafts).toMatchObject([
      { title: "Oil the winch", due: "2024-06-03", owners: ["Ada Quill"] },
      { title: "Count the ropes", due: null, owners: ["Wei Zhang"] },
    ]);
    expect(drafts.every(isSure)).toBe(true);
  }
});

test("a cell may go on below itself", () => {
  const { drafts } = page(
    "2024-06-03   Oil the winch         Ada Quill",
    "             and the chain",
    "2024-06-04   Count the ropes       Wei Zhang",
  );
  expect(drafts.map(({ title }) => title)).toEqual(["Oil the winch and the chain", "Count the ropes"]);
});

test("a cell that is wider than its column moves those behind it", () => {
  const { drafts } = page(
    "2024-06-03   Oil the winch         Ada Quill",
    "2024-06-05   Ask the harbour master for a berth   Wei Zhang",
    "2024-06-04   Count the ropes       Wei Zhang",
  );
  expect(drafts[1]).toMatchObject({ title: "Ask the harbour master for a berth", owners: ["Wei Zhang"] });
  expect(drafts).toHaveLength(3);
});

test("words that are merely far apart are no table", () => {
  expect(() => read("The pier   is old   and long\n\nIt needs   paint   soon\n")).toThrow(/no table/);
});

test("sixty thousand lines of headings are read in a test's time", () => {
  expect(page(...Array(60_000).fill("DUE          WHAT TO DO            OWNER")).drafts).toBeDefined();
}, 30_000);
