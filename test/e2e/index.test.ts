/** The index of items in the git folder: when it is there, and what it saves. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { ownProcess } from "./built-gtm.ts";

const clockScript = fileURLToPath(new URL("other-clock.cjs", import.meta.url));

/** Notes the files that a process opens, a line each, and the flags that it gives V8. */
const openedScript = `
const fs = require("node:fs");
const v8 = require("node:v8");
const { openSync } = fs;
const { setFlagsFromString } = v8;
v8.setFlagsFromString = (flag) => {
  fs.appendFileSync(process.env.GTM_OPENED, flag + "\\n");
  setFlagsFromString(flag);
};
fs.openSync = (path, ...rest) => {
  if (String(path).endsWith(".md")) fs.appendFileSync(process.env.GTM_OPENED, path + "\\n");
  return openSync(path, ...rest);
};
`;

function tracker(count: number) {
  const items = Array.from({ length: count }, (_, index): [string, string] => {
    const id = index + 1;
    const comment = "## Comments\n\n- **2026-03-10** Oiled.\n";
    return [`items/${String(id).padStart(3, "0")}-hinge.md`, `---\nid: ${id}\ntitle: Hinge ${id}\n---\n\n${comment}`];
  });
  const repository = makeRepository({ "items/tracker.md": "---\ntitle: Gate\n---\n", ...Object.fromEntries(items) });
  const notes = temporaryFolder();
  const [opened, script] = [join(notes, "opened"), join(notes, "opened.cjs")];
  writeFileSync(script, openedScript);
  // A second has passed a thousand times as soon: the files are old enough to be believed.
  const clock = JSON.stringify({ from: statSync(repository.path("items")).mtimeMs, speed: 1000, step: 0, sets: [] });
  const env = { NODE_OPTIONS: `--require ${clockScript} --require ${script}`, GTM_OPENED: opened, GTM_CLOCK: clock };
  const names = (path: string) => (existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : []);
  return {
    ...repository,
    indexes: () => readdirSync(repository.path(".git")).filter((name) => name.endsWith(".index")),
    /** The item files that a command opens. */
    async opens(...args: string[]): Promise<readonly string[]> {
      rmSync(opened, { force: true });
      const { code, stderr } = await ownProcess(repository.folder, args, env);
      expect([code, stderr]).toEqual([0, ""]);
      return names(opened)
        .map((path) => basename(path))
        .filter((name) => name !== "tracker.md");
    },
  };
}

test("what has not changed is not read again, by a list or by a check", async () => {
  const { opens, write, indexes, path } = tracker(120);
  expect(await opens("list")).toHaveLength(120);
  expect(await opens("list")).toEqual([]);
  expect(await opens("check")).toHaveLength(120);
  expect(await opens("check")).toEqual([]);
  expect(indexes()).toHaveLength(2);
  expect(indexes().map((name) => statSync(path(`.git/${name}`)).mode & 0o777)).toEqual([0o600, 0o600]);
  write("items/017-hinge.md", "---\nid: 17\ntitle: Latch\n---\n");
  expect(await opens("list")).toEqual(["017-hinge.md"]);
  expect(await opens("list", "is:open")).toEqual(["017-hinge.md"]);
});

test("what is asked of one item reads its file alone", async () => {
  const { opens } = tracker(120);
  await opens("list");
  expect(await opens("show", "17")).toEqual(["017-hinge.md"]);
  expect(await opens("list", "id:17", "--json")).toEqual(["017-hinge.md"]);
});

test("--no-cache reads every file, and keeps nothing", async () => {
  const { opens, indexes } = tracker(120);
  expect(await opens("list", "--no-cache")).toHaveLength(120);
  expect(indexes()).toEqual([]);
  await opens("list");
  expect(await opens("--no-cache", "list")).toHaveLength(120);
});

const hasNoFlag = Number.parseInt(process.versions.v8, 10) > 12;

test.skipIf(hasNoFlag)("V8 is told to wait where many files are read, and no flag is left changed", async () => {
  const { opens } = tracker(320);
  const isFlag = (line: string) => line.startsWith("--");
  const flags = (await opens("list")).filter(isFlag);
  expect(flags.map((flag) => flag.split("=")[0])).toEqual([expect.stringMatching(/^--/), flags[0]?.split("=")[0]]);
  expect(flags[0]).not.toBe(flags[1]);
  expect((await opens("list")).filter(isFlag)).toEqual([]);
});

test("few items, or items outside of a repository, have no index", async () => {
  const few = tracker(98);
  await few.opens("list");
  expect(few.indexes()).toEqual([]);
  const outside = tracker(120);
  rmSync(outside.path(".git"), { recursive: true });
  expect(await outside.opens("list")).toHaveLength(120);
  expect(readdirSync(outside.folder)).toEqual(["items"]);
});
