// Whole-process wall times of gtm against the floor that node itself sets. Each round runs every case once, in
// turn, so that whatever else the machine does falls on all of them. Prints a table, judges nothing.
//   npm run build && node bench/start-up.js [ROUNDS]
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const warmUps = 2;
const rounds = Number(process.argv[2] ?? 20);
const root = fileURLToPath(new URL("..", import.meta.url));
const gtm = join(root, "bin/gtm.js");

// The environment as it is: what slows every node (NODE_OPTIONS, NODE_EXTRA_CA_CERTS) is in the floor too.
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada Author",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Carl Committer",
  GIT_COMMITTER_EMAIL: "carl@example.com",
};

// The sample in a repository of its own: `note` commits.
const sample = mkdtempSync(join(tmpdir(), "gtm-bench-"));
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

const times = new Map(cases.map(({ name }) => [name, []]));
for (let round = -warmUps; round < rounds; round++) {
  for (const { name, args } of cases) {
    const begun = performance.now();
    run(process.execPath, args);
    if (round >= 0) times.get(name).push(performance.now() - begun);
  }
}
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

function run(program, args) {
  const { status, stderr, error } = spawnSync(program, args, { cwd: sample, env, stdio: ["ignore", "pipe", "pipe"] });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")}: exit code ${status}\n${stderr}`);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
