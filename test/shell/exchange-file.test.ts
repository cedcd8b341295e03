import { existsSync, linkSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { exchangeFile } from "../../src/shell/exchange-file.ts";
import { temporaryFolder } from "./repository.ts";

let [folder, path, fresh, kept] = ["", "", "", ""];

beforeEach(() => {
  folder = temporaryFolder();
  [path, fresh, kept] = [join(folder, "1.md"), join(folder, "fresh"), join(folder, "kept")];
  writeFileSync(fresh, "new\n");
});

const old = { expected: Buffer.from("old\n") };
const text = (): string => readFileSync(path, "utf8");

test("a file that is as it was read is replaced", () => {
  writeFileSync(path, "old\n");
  linkSync(path, kept);
  expect([exchangeFile(fresh, path, { ...old, kept }), text()]).toEqual([true, "new\n"]);
});

test("a file that was saved or removed since it was read stays so", () => {
  expect([exchangeFile(fresh, path, { ...old, kept }), existsSync(path)]).toEqual([false, false]);
  writeFileSync(path, "typed\n");
  expect([exchangeFile(fresh, path, { ...old, kept }), text()]).toEqual([false, "typed\n"]);
});

test("what an editor wrote into the replaced file takes its place again", () => {
  writeFileSync(path, "old\n");
  writeFileSync(kept, "typed\n");
  expect([exchangeFile(fresh, path, { ...old, kept }), text()]).toEqual([false, "typed\n"]);
});

test("a new file takes no place that somebody else's has taken meanwhile", () => {
  expect([exchangeFile(fresh, path, { expected: null, kept }), text()]).toEqual([true, "new\n"]);
  expect(readdirSync(folder)).toEqual(["1.md"]);
  renameSync(path, fresh);
  writeFileSync(path, "typed\n");
  expect([exchangeFile(fresh, path, { expected: null, kept }), text()]).toEqual([false, "typed\n"]);
});
