/** A tracker that somebody else wrote: a pull request, a clone. Looking at it must do nothing but look. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { item1, item2, kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

const newlineAndTab = "\n\t";

/** Control characters (C0 but newline and tab, DEL, C1) in a text, but for the colours that gtm itself makes. */
function controls(text: string): string[] {
  const own = text.replace(/\x1b\[\d+(?:;\d+)*m/g, "");
  return [...own].filter((character) => /[\x00-\x1f\x7f-\x9f]/.test(character) && !newlineAndTab.includes(character));
}

const openings = ["---js", "---javascript", "--- js", "---JS", "\uFEFF---js", "---\tjs", "---coffee", "---json"];

test("front matter in another language than YAML runs nothing; list, check, show and render report the file", async () => {
  const sentinel = join(temporaryFolder(), "ran");
  const code = `require("node:fs").writeFileSync(${JSON.stringify(sentinel)}, "")`;
  const presents = openings.map((opening, index) => {
    const id = index + 10;
    return [
      `items/0${id}-a-present.md`,
      `${opening}\n{ id: ${id}, title: "A present", status: (${code}, "pending") }\n---\n`,
    ] as const;
  });
  const { folder, git } = makeRepository({ ...kettle, ...Object.fromEntries(presents) });
  const all = presents.map(([name]) => expect.stringMatching(`^${name}:1:1: `));

  const list = await gtm(folder, ["list", "columns:number"]);
  expect([list.code, list.stdout, list.stderr.trim().split("\n")]).toEqual([1, "1\n2\n", expect.arrayContaining(all)]);
  const check = await gtm(folder, ["check"]);
  expect([check.code, check.stdout.split("\n")]).toEqual([1, expect.arrayContaining(all)]);
  const render = await gtm(folder, ["render"]);
  expect([render.code, render.stderr.trim().split("\n")]).toEqual([1, expect.arrayContaining(all)]);
  const eachOf = openings.flatMap((_, index) => [
    ["show", `${index + 10}`],
    ["note", `${index + 10}`, "x"],
  ]);
  for (const args of eachOf) {
    const { code, stdout, stderr } = await gtm(folder, args);
    expect([args, code, stdout, stderr]).toEqual([
      args,
      2,
      "",
      expect.stringContaining(`items/0${args[1]}-a-present.md:1:1: `),
    ]);
  }
  expect(existsSync(sentinel)).toBe(false);
  expect(git("status", "--porcelain")).toBe("");
});

test("a YAML tag for a function runs nothing", async () => {
  const sentinel = join(temporaryFolder(), "ran");
  const evil = `!!js/function "function () { process.mainModule.require('fs').writeFileSync('${sentinel}', '') }"`;
  const { folder } = makeRepository({
    ...kettle,
    "items/004-a-present.md": `---\nid: 4\ntitle: A present\nstatus: pending\ntoString: ${evil}\n---\n`,
  });
  for (const args of [["list"], ["check"], ["show", "4"], ["render"]])
    expect((await gtm(folder, args)).code).not.toBe(70);
  expect(existsSync(sentinel)).toBe(false);
});

const title = `<script>alert(1)</script> a | b <img src=x onerror=alert(1)> [c](javascript:alert(1))`;
const hostile = {
  ...kettle,
  "items/001-handle-that-stays-cool.md": `${item1
    .replace("title: Handle that stays cool", `title: '${title}'`)
    .replace(
      "The old one",
      "Retitled \u001b]0;x\u0007 \u009d0;y\u009c The old one",
    )}- **2026-02-21** Before \u001b]0;x\u0007\u001b[2J\u009b2J\u0085\u202e\r after | <b onclick="x">b</b>\n`,
  "items/002-warranty-text.md": item2.replace("Warranty text", '"Warranty \\e]0;x\\a\\x9b2J\\x00 text"'),
};

test.for([{}, { FORCE_COLOR: "3" }, { FORCE_COLOR: "1", GTM_TODAY: "2027-01-01" }])(
  "escape sequences in a title, a description or a comment never reach standard output, with %j",
  async (env) => {
    const { folder } = makeRepository(hostile);
    for (const args of [
      ["list", "--all", "--columns", "number,title,description,comments"],
      ["list", "--json"],
      ["show", "1", "2", "3"],
      ["show", "1", "2", "--json"],
      ["check"],
      ["check", "--json"],
      ["render"],
      ["render", "--format", "json"],
      ["note", "2", "fine", "--dry-run"],
      ["note", "2", "fine"],
    ]) {
      const { code, stdout, stderr } = await gtm(folder, args, env);
      expect([args, code]).toEqual([args, args[0] === "check" ? expect.any(Number) : 0]);
      expect([args, controls(stdout), controls(stderr)]).toEqual([args, [], []]);
      expect([args, stdout.includes("\u202e")]).toEqual([args, false]);
    }
  },
);

test("what is dangerous in a title or a comment is shown by a sign in its place", async () => {
  const { folder } = makeRepository(hostile);
  const { stdout } = await gtm(folder, ["show", "1", "2"]);
  expect(stdout).toContain("Before ␛]0;x␇␛[2J�2J");
  expect(stdout).toMatch(/^#2 Warranty ␛\]0;x␇�2J␀ text$/m);
});

test("HTML, a script link and a bar in a title are text on the page, and the row keeps its cells", async () => {
  const { folder } = makeRepository(hostile);
  const { stdout } = await gtm(folder, ["render"]);
  expect(stdout).not.toMatch(/<(?:script|img|b)\b/i);
  expect(stdout).not.toMatch(/(?<!\\)\]\(javascript:/i);
  const rows = stdout.split("\n").filter((line) => line.startsWith("| "));
  const cells = (row: string) => row.split(/(?<!\\)\|/).length;
  expect(rows.filter((row) => /alert/.test(row))).toHaveLength(1);
  expect(new Set(rows.slice(0, 4).map(cells)).size).toBe(1);
});

test("HTML and a bar in a title stand in list and show as they are", async () => {
  const { folder } = makeRepository(hostile);
  expect((await gtm(folder, ["list", "id:1", "columns:title"])).stdout).toBe(`${title}\n`);
  expect((await gtm(folder, ["show", "1"])).stdout.split("\n")[0]).toBe(`#1 ${title}`);
});
