// Whole processes, measured: each round runs every case once, in turn, so that whatever else the machine does falls on all of
// them. A case is `{ run, commands, prepare }`: a runner, what it runs in a round (`round => [[program, ...args], …]`), and
// what must be done before, outside of the clock.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const identity = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada Author",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Carl Committer",
  GIT_COMMITTER_EMAIL: "carl@example.com",
};

const scratch = mkdtempSync(join(tmpdir(), "gtm-bench-runs-"));
const printed = join(scratch, "output");
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** Runs programs in a folder, in the environment as it is but for what `env` changes; one that fails is an error. */
export function runnerIn(folder, env = {}) {
  // Certificates that one user has asked for slow each start by 37 ms: beside such a floor everything looks quick.
  const { NODE_EXTRA_CA_CERTS: _, ...own } = process.env;
  return (program, ...args) => {
    // A pipe would measure its reader too; /dev/null is a device, as a terminal is, and programs look at it as long.
    const output = openSync(printed, "w");
    const { status, stderr, error } = spawnSync(program, args, {
      cwd: folder,
      env: { ...own, ...identity, ...env },
      stdio: ["ignore", output, "pipe"],
    });
    closeSync(output);
    if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")}: exit code ${status}\n${stderr}`);
  };
}

/** Milliseconds of each round, by the cases. The first rounds are not counted. */
export function timeRounds(cases, rounds, warmUps = 2) {
  return inTurn(cases, { rounds, fewest: 3, warmUps }, (run, commands) => {
    // To empty a file of 30 MB takes time, which is not that of the next case.
    writeFileSync(printed, "");
    const begun = performance.now();
    for (const command of commands) run(...command);
    return performance.now() - begun;
  });
}

/** Peak memory of each round in MiB, by the cases; the processes that a command starts count. Null without GNU time. */
export function memoryRounds(cases, rounds) {
  const time = "/usr/bin/time";
  if (spawnSync(time, ["-f", "%M", "true"]).status !== 0) return null;
  const file = join(scratch, "peak");
  return inTurn(cases, { rounds, fewest: 1, warmUps: 0 }, (run, commands) => {
    const peaks = commands.map((command) => {
      run(time, "-f", "%M", "-o", file, ...command);
      return Number(readFileSync(file, "utf8")) / 1024;
    });
    return Math.max(...peaks);
  });
}

/** A case that has taken half a minute in all is run no further, when so many rounds of it have been; and is warm after one. */
const enough = 30_000;

function inTurn(cases, { rounds, fewest, warmUps }, measure) {
  const values = new Map(cases.map((each) => [each, []]));
  const spent = new Map(cases.map((each) => [each, 0]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const each of cases) {
      const isWarm = round < 0 && spent.get(each) > enough / 10;
      if (isWarm || (spent.get(each) > enough && values.get(each).length >= fewest)) continue;
      each.prepare?.(round);
      const begun = performance.now();
      const value = measure(each.run, each.commands(round));
      spent.set(each, spent.get(each) + performance.now() - begun);
      if (round >= 0) values.get(each).push(value);
    }
  }
  return values;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function least(values) {
  return Math.min(...values);
}
