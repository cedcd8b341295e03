/**
 * What each command loads: all of it is read, and its compiled code kept, at every start. Figures, for a time depends on the
 * machine. After a change that is meant, `npx vitest run test/e2e/loaded-modules.test.ts -u` writes the table anew.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { environment, root, run } from "./built-gtm.ts";

/** Runs the program without what keeps its code, and notes what it asks for. */
const start = `const { _load, isBuiltin } = require("node:module");
const asked = new Set();
require("node:module")._load = (word, ...rest) => (asked.add(word), _load(word, ...rest));
process.on("exit", () => {
  const files = Object.keys(require.cache);
  // What the global \`performance\` loads.
  if (process.moduleLoadList.includes("NativeModule perf_hooks")) asked.add("node:perf_hooks");
  const builtins = [...asked].filter(isBuiltin);
  require("node:fs").writeFileSync(process.env.REPORT, JSON.stringify({ files, builtins }));
});
process.argv.splice(1, 0, "gtm");
require(process.env.PROGRAM);`;

const commands = [
  "list",
  "list status:blocked sort:due",
  "show 17",
  "complete -- show 1",
  "agenda",
  "check",
  "note 17 Agreed",
  "set 17 status=blocked due=2026-12-01",
  "add Carton",
  "close 17 Signed",
  "diff",
  "log 17",
  "render",
  "render --format html",
  "render --format confluence",
  "render --format csv",
];

interface Loaded {
  readonly command: string;
  /** Files of dist, and their bytes together. */
  readonly files: number;
  readonly bytes: number;
  /** What was imported when it was called for, without esbuild's chunks of what several share. */
  readonly lazy: readonly string[];
  /** Of node's own. */
  readonly builtins: readonly string[];
}

/** Chunks come and go with what commands share, and a little code is nobody's business. */
const tolerance = { files: 3, bytes: 4096 };

const table = join(import.meta.dirname, "loaded-modules.jsonl");

test("what a command loads is what the table says, and grows only where somebody says so", async () => {
  const written = readFileSync(table, "utf8").split("\n").filter(Boolean);
  const recorded: readonly Loaded[] = written.map((line) => JSON.parse(line));
  const lines: string[] = [];
  for (const command of commands) {
    const loaded = await loadedBy(command);
    const known = recorded.find((row) => row.command === command);
    lines.push(`${JSON.stringify(known !== undefined && isNearly(loaded, known) ? known : loaded)}\n`);
  }
  await expect(lines.join("")).toMatchFileSnapshot(table);
});

async function loadedBy(command: string): Promise<Loaded> {
  const items = readdirSync(join(root, "items"));
  const sample = items.map((name) => [`items/${name}`, readFileSync(join(root, "items", name), "utf8")]);
  const { folder, path } = makeRepository(Object.fromEntries(sample));
  const env = { ...environment, PROGRAM: join(root, "dist/cli.cjs"), REPORT: path(".git/loaded.json") };
  const { code, stderr } = await run(folder, process.execPath, ["-e", start, "--", ...command.split(" ")], env);
  expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
  const report: { files: string[]; builtins: string[] } = JSON.parse(readFileSync(env.REPORT, "utf8"));
  const names = report.files.map((file) => basename(file).replace(/(?:-\w+)?\.cjs$/, ""));
  return {
    command,
    files: report.files.length,
    bytes: report.files.reduce((sum, file) => sum + statSync(file).size, 0),
    lazy: names.filter((name) => name !== "chunk" && name !== "cli").sort(),
    builtins: [...new Set(report.builtins.map((name) => name.replace(/^node:/, "")))].sort(),
  };
}

function isNearly(loaded: Loaded, known: Loaded): boolean {
  return (
    Math.abs(loaded.files - known.files) <= tolerance.files &&
    Math.abs(loaded.bytes - known.bytes) <= tolerance.bytes &&
    JSON.stringify([loaded.lazy, loaded.builtins]) === JSON.stringify([known.lazy, known.builtins])
  );
}
