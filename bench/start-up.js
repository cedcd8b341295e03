// Whole-process wall times of gtm against the floor that node itself sets, which holds what slows every node too
// (NODE_OPTIONS, NODE_EXTRA_CA_CERTS). Prints a table, judges nothing.
//   npm run build && node bench/start-up.js [ROUNDS]
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, runnerIn, timeRounds } from "./runs.js";

const rounds = Number(process.argv[2] ?? 20);
const root = fileURLToPath(new URL("..", import.meta.url));
const gtm = join(root, "bin/gtm.js");

// The sample in a repository of its own: `note` commits.
const sample = mkdtempSync(join(tmpdir(), "gtm-bench-"));
const run = runnerIn(sample);
cpSync(join(root, "items"), join(sample, "items"), { recursive: true });
for (const line of ["init --quiet", "add --all", "commit --quiet --message=sample"]) run("git", line.split(" "));

// Targets are multiples of the floor.
const cases = [
  { name: "node -e 0", target: null, args: ["-e", "0"] },
  { name: "gtm --version", target: 1.3, args: [gtm, "--version"] },
  { name: "gtm list", target: 1.9, args: [gtm, "list"] },
  { name: "gtm note, with its commit", target: 2.5, args: [gtm, "note", "17", "A comment of usual length"] },
  { name: "gtm render", target: 2.5, args: [gtm, "render"] },
];

const program = process.execPath;
const times = timeRounds(
  run,
  cases.map((each) => ({ ...each, program })),
  rounds,
);
rmSync(sample, { recursive: true, force: true });

const floor = median(times.get("node -e 0"));
const rows = cases.map(({ name, target }) => {
  const middle = median(times.get(name));
  const fastest = Math.min(...times.get(name));
  return [name, middle.toFixed(1), fastest.toFixed(1), (middle / floor).toFixed(2), target?.toFixed(1) ?? ""];
});
const table = [["", "median ms", "least ms", "times floor", "target"], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
const lines = table.map((row) =>
  row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "),
);
console.log(`${rounds} rounds, node ${process.version}, ${process.platform}\n\n${lines.join("\n")}`);
