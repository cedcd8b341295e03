// What the steps of a command take by themselves, in bare Node and with nothing of gtm's, as times of `node -e 0` in the same
// rounds: what gtm cannot go below as long as it takes these steps (docs/performance.md). Prints a table, judges nothing.
//   npm run build && node bench/floors.js [--sizes 35,1000,10000] [--rounds 11] [--node PATH] [--least]
// --least takes the least of the rounds in place of the medians, for a machine with other work.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { least, median, runnerIn, timeRounds } from "./runs.js";
import { writeTracker } from "./trackers.js";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "35,1000,10000" },
    rounds: { type: "string", default: "11" },
    node: { type: "string", default: process.execPath },
    least: { type: "boolean", default: false },
  },
});
const average = options.least ? least : median;
const gtm = fileURLToPath(new URL("../bin/gtm.js", import.meta.url));
const yaml = fileURLToPath(new URL("../node_modules/js-yaml/index.js", import.meta.url));

const names = `const fs = require("fs"); const names = fs.readdirSync("items").filter((name) => /^\\d/.test(name));`;
const looks = `${names} for (const name of names) fs.lstatSync("items/" + name);`;
// As one must who reads what strangers put there: by a handle, whose size is known and which is no pipe.
const reads = `${names} const texts = names.map((name) => {
  const file = fs.openSync("items/" + name); const bytes = Buffer.allocUnsafe(fs.fstatSync(file).size);
  fs.readSync(file, bytes); fs.closeSync(file); return bytes.latin1Slice(); });`;
const parses = `${reads} const { safeLoad } = require(${JSON.stringify(yaml)});
  for (const text of texts) safeLoad(text.slice(4, text.indexOf("\\n---", 4)));`;
const writes = (page) => `const fs = require("fs"); fs.writeFileSync(1, fs.readFileSync("${page}", "latin1"));`;
const git = `require("child_process").spawn("git", ["rev-parse", "HEAD"], { stdio: "ignore" })`;
const gits = (count) =>
  `let left = ${count}; const next = () => { if (left-- > 0) ${git}.on("close", next); }; next();`;
// As \`note\` asks: the repository and the author, then three questions at once, then the index, then the commit.
const noteGits = `const run = (count) => Promise.all(Array.from({ length: count }, () => new Promise((done) => ${git}.on("close", done))));
  (async () => { for (const count of [2, 3, 1, 1]) await run(count); })();`;

const steps = [
  ["node -e 0", "0"],
  ["streams of node, which a terminal needs", `require("stream")`],
  ["what starts programs, with none started", `require("child_process")`],
  ["2 gits in turn that say one line", gits(2)],
  ["7 gits in turn that say one line", gits(7)],
  ["7 gits as note starts them: 2, 3, 1, 1", noteGits],
  ["names of all files", names],
  ["names, and lstat of each", looks],
  ["names; open, fstat, read and close of each", reads],
  ["the same, and heads by js-yaml", parses],
  ["the page in Markdown, read and written", writes("page.md")],
  ["the page in HTML, read and written", writes("page.html")],
];

const sizes = options.sizes.split(",").map(Number);
const scratch = mkdtempSync(join(tmpdir(), "gtm-floors-"));
try {
  const columns = sizes.map((size) => measure(size));
  const rows = columns[0].map(([name], at) => [name, ...columns.map((column) => column[at][1])]);
  for (const row of [["", ...sizes.map((size) => size.toLocaleString("en"))], ...rows])
    console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(44) : cell.padStart(9))).join(""));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The name of each step, and its times of `node -e 0`; of that itself milliseconds. */
function measure(size) {
  const folder = join(scratch, String(size));
  writeTracker(folder, size);
  const HOME = join(scratch, "home");
  mkdirSync(HOME, { recursive: true });
  const run = runnerIn(folder, { HOME, XDG_CACHE_HOME: "", LOCALAPPDATA: "" });
  for (const page of ["page.md", "page.html"]) run(options.node, gtm, "render", "-o", page);
  const cases = steps.map(([name, code]) => ({ name, run, commands: () => [[options.node, "-e", code]] }));
  // All that a list loads, its code kept.
  mkdirSync(join(folder, "none"));
  writeFileSync(join(folder, "none/tracker.md"), "---\ntitle: None\n---\n");
  cases.push({ name: "gtm list, no items there", run, commands: () => [[options.node, gtm, "-t", "none", "list"]] });
  const times = timeRounds(cases, Number(options.rounds));
  const floor = average(times.get(cases[0]));
  return cases.map((each, at) => {
    const ms = average(times.get(each));
    return [each.name, at === 0 ? `${ms.toFixed(1)} ms` : (ms / floor).toFixed(2)];
  });
}
