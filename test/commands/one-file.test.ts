import { expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";

const files = {
  "items/tracker.md": "---\ntitle: Harbour\n---\n",
  "items/001-crane.md": "---\nid: 1\ntitle: Crane\n---\n",
  "items/002-tide-gauge.md": "---\nid: 2\ntitle: Tide gauge\n---\n",
  "items/012-paint.md": "---\nid: 13\ntitle: Paint\n---\n",
};

it.each([
  [["show", "2"]],
  [["show", "#2", "--json"]],
  [["note", "2", "Ordered", "in", "March"]],
  [["note", "2", "-m", "Ordered"]],
  [["set", "2", "due=2026-04-01"]],
  [["close", "2", "It hangs"]],
])("a number reads its own file, and no other: %j", async (argv) => {
  const read: string[] = [];
  expect(await gtm(argv, files, { read })).toMatchObject({ code: 0 });
  expect(read).toEqual(["tracker.md", "002-tide-gauge.md"]);
});

it("a number that no name has is looked for in all files", async () => {
  const read: string[] = [];
  const { code, stderr } = await gtm(["show", "13"], files, { read });
  expect(read).toContain("*");
  expect(code).toBe(2);
  expect(stderr).toContain("items/012-paint.md has id 13: the file name and the id must agree");
});

it("the items of a query are read once, all together", async () => {
  const read: string[] = [];
  expect(await gtm(["set", "id:1..2", "due=2026-04-01", "--yes"], files, { read })).toMatchObject({ code: 0 });
  expect(read).toEqual(["tracker.md", "*"]);
});
