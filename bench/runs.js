// Whole processes, timed: each round runs every case once, in turn, so that whatever else the machine does falls on all of them.
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

const identity = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada Author",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Carl Committer",
  GIT_COMMITTER_EMAIL: "carl@example.com",
};

/** Runs programs in a folder, in the environment as it is but for what `env` changes; one that fails is an error. */
export function runnerIn(folder, env = process.env) {
  return (program, args) => {
    const { status, stderr, error } = spawnSync(program, args, {
      cwd: folder,
      env: { ...env, ...identity },
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")}: exit code ${status}\n${stderr}`);
  };
}

/** Milliseconds of each round, by the cases' names: `{ name, program, args }`. The first rounds are not counted. */
export function timeRounds(run, cases, rounds, warmUps = 2) {
  const times = new Map(cases.map(({ name }) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, program, args } of cases) {
      const begun = performance.now();
      run(program, args);
      if (round >= 0) times.get(name).push(performance.now() - begun);
    }
  }
  return times;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
