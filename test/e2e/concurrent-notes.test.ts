import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm, ownProcess } from "./built-gtm.ts";

const twenty = Array.from({ length: 20 }, (_, index) => `Comment number ${index + 1}`);

test("twenty notes on one item at once: twenty comments, a linear history, a clean work tree, no lock left", async () => {
  const { folder, git, path, read } = makeRepository(kettle);
  const runs = await Promise.all(twenty.map((text) => ownProcess(folder, ["note", "2", text])));
  expect(runs.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(twenty.map(() => "0"));
  const comments = read("items/002-warranty-text.md").match(/^- \*\*2026-03-12\*\* (.*)$/gm) ?? [];
  expect(comments.map((line) => line.slice("- **2026-03-12** ".length)).sort()).toEqual([...twenty].sort());
  expect(git("rev-list", "--count", "HEAD")).toBe("21\n");
  expect(git("rev-list", "--min-parents=2", "HEAD")).toBe("");
  expect(git("log", "-20", "--format=", "--numstat").trim().split("\n").slice(0, 19)).toEqual(
    twenty.slice(1).map(() => "1\t0\titems/002-warranty-text.md"),
  );
  expect(git("status", "--porcelain")).toBe("");
  expect(readdirSync(path(".git")).filter((name) => /gtm|lock/.test(name))).toEqual([]);
  expect(readdirSync(path("items"))).toHaveLength(Object.keys(kettle).length);
});

test("ten items added at once get ten numbers", async () => {
  const { folder, git } = makeRepository(kettle);
  const runs = await Promise.all(twenty.slice(10).map((text) => ownProcess(folder, ["add", text])));
  expect(runs.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(runs.map(() => "0"));
  expect((await gtm(folder, ["check"])).stdout).toMatch(/^no errors, \d+ warnings in 14 files\n$/m);
  expect((await gtm(folder, ["list", "--all", "columns:number"])).stdout.trim().split("\n")).toHaveLength(13);
  expect(git("status", "--porcelain")).toBe("");
});
