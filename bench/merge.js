// What `gtm merge-driver` takes for one file, as its process, against `gtm --version` measured in the same rounds; then a
// `git merge` of many items changed on both sides, by lines and by meaning. Prints figures, judges nothing.
//   npm run build && node bench/merge.js [ROUNDS] [ITEMS]
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 20);
const items = Number(process.argv[3] ?? 500);
const root = fileURLToPath(new URL("..", import.meta.url));
const gtm = join(root, "bin/gtm.js");
const folder = mkdtempSync(join(tmpdir(), "gtm-bench-"));
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada Author",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Carl Committer",
  GIT_COMMITTER_EMAIL: "carl@example.com",
};

const base = readFileSync(join(root, "items/017-support-line-for-the-night-shift.md"), "utf8");
const ours = `${base.replace(/^due: .*$/m, "due: 2026-12-01")}- **2026-11-02** The model is agreed.\n`;
const theirs = `${base.replace(/^status: .*$/m, "status: blocked")}- **2026-11-03** Waiting for the last country.\n`;

const times = { version: [], driver: [] };
for (let round = -2; round < rounds; round++) {
  const version = timed(() => run(process.execPath, [gtm, "--version"]));
  for (const [name, text] of Object.entries({ base, ours, theirs })) writeFileSync(join(folder, name), text);
  const args = [gtm, "merge-driver", "base", "ours", "theirs", "7", "items/017-support.md"];
  const driver = timed(() => run(process.execPath, args));
  if (round < 0) continue;
  times.version.push(version);
  times.driver.push(driver);
}
for (const read of [median, (values) => Math.min(...values)]) {
  const [version, driver] = [read(times.version), read(times.driver)];
  const allowed = 1.5 * version + 25;
  console.log(
    `${read === median ? "median" : "least "}: gtm --version ${version.toFixed(1)} ms, merge-driver ${driver.toFixed(1)} ms; 1.5 times the first and 25 ms are ${allowed.toFixed(1)} ms, ratio ${(driver / allowed).toFixed(2)}`,
  );
}

const repository = join(folder, "repository");
mkdirSync(join(repository, "items"), { recursive: true });
cpSync(join(root, "items/tracker.md"), join(repository, "items/tracker.md"));
git("init", "--quiet", "--initial-branch=main");
commitAll(base, "base");
git("switch", "--quiet", "--create", "side");
commitAll(theirs, "theirs");
git("switch", "--quiet", "main");
commitAll(ours, "ours");
const byLines = timed(() => run("git", ["merge", "--quiet", "--no-edit", "side"], repository, [1]));
git("merge", "--abort");
run(process.execPath, [gtm, "setup"], repository);
const byMeaning = timed(() => run("git", ["merge", "--quiet", "--no-edit", "side"], repository));
console.log(
  `git merge of ${items} items changed on both sides: ${Math.round(byMeaning)} ms by meaning, without a conflict; ${Math.round(byLines)} ms by lines, with conflicts`,
);
rmSync(folder, { recursive: true, force: true });

function commitAll(text, message) {
  for (let id = 1; id <= items; id++)
    writeFileSync(
      join(repository, `items/${String(id).padStart(3, "0")}-item.md`),
      text.replace(/^id: .*$/m, `id: ${id}`),
    );
  git("add", "--all");
  git("commit", "--quiet", `--message=${message}`);
}

function git(...args) {
  run("git", args, repository);
}

function timed(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function run(program, args, cwd = folder, alsoGood = []) {
  const { status, stderr, error } = spawnSync(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  if (status !== 0 && !alsoGood.includes(status))
    throw error ?? new Error(`${program} ${args.join(" ")}: exit code ${status}\n${stderr}`);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
