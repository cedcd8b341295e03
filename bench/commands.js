// What each command takes at several sizes of a tracker, as times of `node -e 0` in the same rounds, beside what git takes for
// its part and what other trackers take (bench/peers.js). Prints tables, judges nothing.
//   npm run build && node bench/commands.js [--sizes 35,1000,10000] [--rounds 11] [--only WORD]…
// --node PATH measures on another Node too, --backlog PATH and --task PATH say where peers are, --least takes the least of
// the rounds in place of the medians (for a machine with other work), --json prints all figures, --readme writes the README's table.
//
// Warm is what a user meets all day: the code is compiled, the index of the items is there. Cold is the first run after an
// installation in a new clone: neither is. Files are in the system's memory for both.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { comment, dueIn, findPeers } from "./peers.js";
import { least, median, memoryRounds, runnerIn, timeRounds } from "./runs.js";
import { writeTracker } from "./trackers.js";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "35,1000,10000" },
    rounds: { type: "string", default: "11" },
    only: { type: "string", multiple: true, default: [] },
    node: { type: "string", multiple: true, default: [] },
    backlog: { type: "string" },
    task: { type: "string" },
    least: { type: "boolean", default: false },
    readme: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
const rounds = Number(options.rounds);
const memoryRoundCount = Math.min(3, rounds);
const average = options.least ? least : median;
const gtm = fileURLToPath(new URL("../bin/gtm.js", import.meta.url));
const nodes = [process.execPath, ...options.node].map((program) => ({ program, version: versionOf(program) }));
const { found: peers, missing } = findPeers(options);
for (const line of missing) console.error(line);

const ours = [
  { name: "--version", commands: () => ["--version"] },
  { name: "list", commands: () => ["list"], isColdToo: true },
  { name: "show 17", like: "show", commands: () => ["show", "17"], isColdToo: true },
  {
    name: "completion of a number",
    like: "complete",
    commands: () => ["complete", "--", "show", "1"],
    isColdToo: true,
  },
  { name: "agenda", commands: () => ["agenda"], isColdToo: true },
  { name: "check", commands: () => ["check"], isColdToo: true },
  { name: "log 17", commands: () => ["log", "17"] },
  { name: "diff of a branch", commands: () => ["diff", "main...feature"] },
  { name: "check --base of a branch", commands: () => ["check", "--base", "main"] },
  {
    name: "note 17, with its commit",
    like: "note",
    changes: true,
    commands: (round) => ["note", "17", `${comment}, ${round}`],
  },
  {
    name: "set 17, with its commit",
    like: "set",
    changes: true,
    commands: (round) => ["set", "17", `due=${dueIn(round)}`],
  },
  { name: "render, md", like: "render", commands: () => ["render"], isColdToo: true },
  { name: "render, html", commands: () => ["render", "-f", "html"], isColdToo: true },
  { name: "render, confluence", commands: () => ["render", "-f", "confluence"] },
];
const addAndCommit = "git add, git commit of one file";
const floors = [
  { name: "git status", commands: () => [["git", "status"]] },
  {
    name: addAndCommit,
    changes: true,
    prepare: (folder, round) => appendFileSync(join(folder, "minutes.txt"), `Round ${round}.\n`),
    commands: () => [
      ["git", "add", "minutes.txt"],
      ["git", "commit", "--quiet", "--message=minutes", "minutes.txt"],
    ],
  },
  { name: "git diff --stat of a branch", commands: () => [["git", "diff", "--stat", "main...feature"]] },
  { name: "cat of all items", commands: () => [["find", "items", "-type", "f", "-exec", "cat", "{}", "+"]] },
];

const [load] = loadavg();
const scratch = mkdtempSync(join(tmpdir(), "gtm-bench-"));
try {
  const measured = sizes.map((size) => measure(size));
  if (options.json) console.log(JSON.stringify(asJson(measured), null, 2));
  else console.log(asText(measured));
  if (options.readme) writeReadme(asMarkdown(measured));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Figures of each row at one size: `{ section, name, state, node, ms, ratio, memory }`. */
function measure(size) {
  console.error(`${size.toLocaleString("en")} items …`);
  const folder = join(scratch, String(size));
  writeTracker(folder, size);
  addBranch(folder);
  // What is changed, and what is made cold, has its own: the other stays as it is, as trackers do most of the day.
  const other = `${folder}-other`;
  cpSync(folder, other, { recursive: true, preserveTimestamps: true });

  const cases = nodes.flatMap((node, at) => casesOf(node, at, folder, other));
  for (const { name, changes, prepare, commands } of floors) {
    const place = changes ? other : folder;
    const row = { section: "git and cat", name, state: "warm", commands };
    cases.push({ ...row, run: runnerIn(place), prepare: (round) => prepare?.(place, round) });
  }
  for (const peer of peers) {
    const own = `${folder}-${peer.name}`;
    const theirs = ours.filter((row) => isWanted(row) && peer.commands[row.like ?? row.name]);
    const run = theirs.length > 0 ? peer.make(own, size, peer.program) : null;
    for (const row of theirs) {
      const words = peer.commands[row.like ?? row.name];
      const commands = (round) => [[peer.program, ...words(round)]];
      cases.push({ section: `${peer.name} ${peer.version}`, name: row.name, state: "warm", run, commands });
    }
  }

  // What was written just now may still change: gtm's index, like git's, does not believe it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
  const times = timeRounds(cases, rounds);
  const memory = memoryRounds(cases, memoryRoundCount);
  const floorOf = (node) => average(times.get(cases.find((each) => each.isFloor && each.node === node)));
  const figures = cases.map((each) => {
    const ms = average(times.get(each));
    const { section, name, state, node } = each;
    const peak = memory === null ? null : median(memory.get(each));
    return { section, name, state, node: node?.version, size, ms, ratio: ms / floorOf(node ?? nodes[0]), memory: peak };
  });
  return withoutGit(figures);
}

/** Behind each change that is committed, what is left of it without what git takes to add and commit one file. */
function withoutGit(figures) {
  const git = figures.find(({ name }) => name === addAndCommit);
  if (git === undefined) return figures;
  return figures.flatMap((each) => {
    const name = each.name.replace("with its commit", "beyond git's own");
    if (name === each.name || each.node === undefined) return [each];
    const ms = each.ms - git.ms;
    return [each, { ...each, name, ms, ratio: (each.ratio * ms) / each.ms, memory: null }];
  });
}

function casesOf(node, at, folder, other) {
  const section = `gtm on Node ${node.version}`;
  const floor = { section, name: "node -e 0", state: "warm", node, isFloor: true };
  const cases = [{ ...floor, run: runnerIn(folder), commands: () => [[node.program, "-e", "0"]] }];
  const home = makeHome(`${folder}-home-${at}`);
  const bare = makeHome(`${other}-home-${at}`);
  const prepare = () => {
    rmSync(bare.HOME, { recursive: true });
    makeHome(bare.HOME);
    removeIndex(other);
  };
  for (const { name, changes, commands, isColdToo } of ours.filter(isWanted)) {
    const row = { section, name, node, commands: (round) => [[node.program, gtm, ...commands(round)]] };
    cases.push({ ...row, state: "warm", run: runnerIn(changes ? other : folder, home) });
    if (isColdToo) cases.push({ ...row, state: "cold", run: runnerIn(other, bare), prepare });
  }
  return cases;
}

/** A user's own folders, where gtm or node itself keeps compiled code. */
function makeHome(HOME) {
  const env = { HOME, XDG_CACHE_HOME: join(HOME, ".cache"), LOCALAPPDATA: "", TMPDIR: join(HOME, "tmp") };
  mkdirSync(env.TMPDIR, { recursive: true });
  return env;
}

/** All that gtm keeps in the git folder of a clone where nothing is going on can be made anew. */
function removeIndex(folder) {
  for (const name of readdirSync(join(folder, ".git")))
    if (name.startsWith("gtm")) rmSync(join(folder, ".git", name), { recursive: true });
}

/** On a branch of its own, as a pull request has it: the same comment on five items, or on all that there are. */
function addBranch(folder) {
  const run = runnerIn(folder);
  run("git", "checkout", "--quiet", "-b", "feature");
  const files = readdirSync(join(folder, "items")).filter((name) => /^\d/.test(name));
  for (const at of [0, 0.17, 0.34, 0.68, 0.99])
    appendFileSync(
      join(folder, "items", files[Math.floor(at * files.length)]),
      "- **2026-03-11** The odd ones are explained.\n",
    );
  run("git", "commit", "--quiet", "--all", "--message=five items");
}

function isWanted({ name }) {
  return options.only.length === 0 || options.only.some((word) => name.includes(word));
}

function versionOf(program) {
  const { stdout, error } = spawnSync(program, ["--version"], { encoding: "utf8" });
  if (error) throw error;
  return stdout.trim().replace(/^v/, "");
}

/** The figures of one row over all sizes, by its state. */
function rowsOf(measured) {
  const rows = new Map();
  for (const figures of measured.flat()) {
    const key = `${figures.section} ${figures.name}`;
    const row = rows.get(key) ?? { section: figures.section, name: figures.name, warm: [], cold: [] };
    row[figures.state].push(figures);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/**
 * How cost grows between the two largest sizes, what the smallest one costs taken off: 1 is in step with the items, 2 with their
 * square. Null where it hardly grows, or the sizes are too few to tell.
 */
function slopeOf(figures) {
  const [first, before, last] = [figures.at(0), figures.at(-2), figures.at(-1)];
  if (figures.length < 3 || last.ms < 2 * first.ms || before.ms <= first.ms) return null;
  return Math.log((last.ms - first.ms) / (before.ms - first.ms)) / Math.log(last.size / before.size);
}

/** By sections: the cells of each row, times of `node -e 0` warm / cold, how they grow, and the peak of memory at each size. */
function tablesOf(measured) {
  const tables = new Map();
  for (const { section, name, warm, cold } of rowsOf(measured)) {
    const both = (cell) => {
      const [hot, chilled] = [warm, cold].map((figures) => (figures.length > 0 ? cell(figures) : null));
      return chilled === null ? hot : `${hot} / ${chilled}`;
    };
    const ratios = sizes.map((_, at) => both((figures) => inShort(figures[at].ratio)));
    const peaks = warm.flatMap(({ memory }) => (memory === null ? [] : Math.round(memory)));
    const growth = sizes.length < 3 ? "" : both((figures) => slopeOf(figures)?.toFixed(2) ?? "flat");
    const isFloor = name === "node -e 0";
    const cells = isFloor ? [...warm.map(({ ms }) => `${ms.toFixed(1)} ms`), ""] : [...ratios, growth];
    const rows = tables.get(section) ?? [];
    tables.set(section, [...rows, [name, ...cells, peaks.join(", ")]]);
  }
  return tables;
}

function inShort(ratio) {
  return ratio.toFixed(ratio < 9.995 ? 2 : ratio < 99.95 ? 1 : 0);
}

function headings() {
  return [...sizes.map((size, at) => `${size.toLocaleString("en")}${at === 0 ? " items" : ""}`), "growth", "MiB"];
}

function asText(measured) {
  const tables = [...tablesOf(measured)].map(([section, rows]) => {
    const table = [[section, ...headings()], ...rows];
    const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
    const lines = table.map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "),
    );
    return lines.map((line) => line.trimEnd()).join("\n");
  });
  return [circumstances(), ...tables].join("\n\n");
}

function asMarkdown(measured) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const head = headings();
  const rows = [...tablesOf(measured)].flatMap(([section, rows]) => [
    line([`**${section}**`, ...head.map(() => "")]),
    ...rows.map(line),
  ]);
  return [circumstances(), "", line(["", ...head]), line(["---", ...head.map(() => "--:")]), ...rows].join("\n");
}

/** The table stands between two marks. */
function writeReadme(table) {
  const path = fileURLToPath(new URL("../README.md", import.meta.url));
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replace(/(?<=<!-- bench -->\n).*?(?=<!-- \/bench -->)/s, () => `\n${table}\n\n`),
  );
}

function circumstances() {
  const git = spawnSync("git", ["--version"], { encoding: "utf8" }).stdout.trim();
  const machine = `${process.platform} with ${availableParallelism()} cores, load ${load.toFixed(1)} at the start`;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}, ${git}; ${options.least ? "least" : "medians"} of ${rounds} rounds (3, where they take over half a minute), warm / cold.`;
}

function asJson(measured) {
  return {
    circumstances: circumstances(),
    rows: rowsOf(measured).map((row) => ({ ...row, growth: { warm: slopeOf(row.warm), cold: slopeOf(row.cold) } })),
  };
}
