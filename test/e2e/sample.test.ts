/** The tracker that comes with the checkout is what a newcomer sees first. */
import { expect, test } from "vitest";
import { gtm, root } from "./built-gtm.ts";

test("the sample has no errors, and warnings about what a meeting should talk of", async () => {
  const { code, stdout, stderr } = await gtm(root, ["check", "--json"]);
  expect([code, stderr]).toEqual([0, ""]);
  const { errors, problems } = JSON.parse(stdout) as { errors: number; problems: { code: string; file: string }[] };
  expect(errors).toBe(0);
  expect(problems.map(({ code: rule, file }) => `${rule} ${file.replace(/^items\/(\d+)?.*$/, "$1")}`.trim())).toEqual([
    "owner-missing 003",
    "stale 019",
    "stale 020",
    "stale 022",
    "stale 024",
    "stale 030",
    "owner-missing 030",
    "owner-missing 032",
    "milestone-past",
  ]);
});

test("list shows its 33 open items, list --all the two closed ones too", async () => {
  const lines = async (...args: string[]) => (await gtm(root, ["list", ...args])).stdout.trimEnd().split("\n").length;
  expect([await lines(), await lines("--all"), await lines("is:closed")]).toEqual([33, 35, 2]);
});

test("its page has a table of 33 rows and one of 2, every cell under its heading", async () => {
  const { code, stdout, stderr } = await gtm(root, ["render"]);
  expect([code, stderr]).toEqual([0, ""]);
  const shapes = shapesOf(stdout);
  expect(shapes).toEqual([
    { rows: 33, cells: [7] },
    { rows: 2, cells: [5] },
  ]);
  const [linked, sections] = [/\]\(#item-(\d+)\)/g, /^### Item (\d+)$/gm].map((pattern) =>
    [...stdout.matchAll(pattern)].map((match) => match[1]),
  );
  expect(sections).toHaveLength(35);
  expect(linked).toEqual(sections);
  expect(shapesOf((await gtm(root, ["render", "--wide"])).stdout)).toEqual([
    { rows: 33, cells: [11] },
    { rows: 2, cells: [6] },
  ]);
});

function shapesOf(page: string) {
  const tables = page.split("\n\n").filter((block) => block.startsWith("|"));
  return tables.map((table) => {
    const rows = table.trim().split("\n");
    return { rows: rows.length - 2, cells: [...new Set(rows.map((row) => row.split(/(?<!\\)\|/).length - 2))] };
  });
}

test("its page as data has the same items", async () => {
  const page = JSON.parse((await gtm(root, ["render", "--format", "json"])).stdout);
  expect([page.open.length, page.closed.length, page.asOf]).toEqual([33, 2, "2026-10-22"]);
});
