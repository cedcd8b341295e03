/**
 * Clones of one bare repository, each making random changes with a sync behind each, all at once. Prints how long it took,
 * how often somebody was outrun, which items came second and how many changes met a conflict (those are made again on what
 * came). Fails where a change is not on the remote in the end, a conflict is no true clash, a number is taken twice, or
 * `gtm check` finds an error.
 *
 *   node bench/sync-clones.js [CLONES] [CHANGES] [SEED]
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const [clones = 8, changes = 25, seed = 1] = process.argv.slice(2).map(Number);
const bin = fileURLToPath(new URL("../bin/gtm.js", import.meta.url));
const run = promisify(execFile);

/** As in test/import/generator/random.ts: the same games each time, but for who is faster. */
let state = seed;
const chance = () => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
};
const pick = (values) => values[Math.floor(chance() * values.length)];

const folder = mkdtempSync(join(tmpdir(), "gtm-clones-"));
const hub = join(folder, "hub.git");
const environment = (name) => ({
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  TZ: "UTC",
  GTM_TODAY: "2026-03-12",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: `${name}@example.com`,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: `${name}@example.com`,
});
const git = (where, ...args) =>
  execFileSync("git", args, {
    cwd: where,
    env: environment("seed"),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

/** Exit code and what was said. */
async function gtm(name, ...args) {
  try {
    const { stdout } = await run(process.execPath, [bin, ...args], { cwd: join(folder, name), env: environment(name) });
    return { code: 0, stdout, stderr: "" };
  } catch (error) {
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

async function makeHub() {
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", hub);
  git(folder, "clone", "--quiet", hub, "seed");
  const items = join(folder, "seed/items");
  mkdirSync(items);
  writeFileSync(
    join(items, "tracker.md"),
    "---\ntitle: Many\nstatuses: [pending, done]\n---\n\n# Many\n\n<!-- gtm:table -->\n",
  );
  for (let id = 1; id <= 20; id++)
    writeFileSync(
      join(items, `${String(id).padStart(3, "0")}-item-${id}.md`),
      `---\nid: ${id}\ntitle: Item ${id}\nstatus: pending\n---\n\n## Comments\n\n- **2026-03-01** Begun.\n`,
    );
  git(join(folder, "seed"), "add", "--all");
  git(join(folder, "seed"), "commit", "--quiet", "--message=first");
  // Where git is to merge items by meaning.
  await gtm("seed", "setup");
  git(join(folder, "seed"), "push", "--quiet", "origin", "main");
}

const total = { outrun: 0, worst: 0, renumbered: 0, conflicts: 0 };
const words = [];
const untrue = [];

/** The conflicts that git waits at but for those of one timeline set to two values, the one clash that these changes make. */
function untrueClashes(where) {
  const timeline = (stage, file) => /^timeline: (.*)$/m.exec(git(where, "show", `:${stage}:${file}`))?.[1];
  const files = git(where, "diff", "--name-only", "--diff-filter=U").trim().split("\n");
  return files.filter((file) => {
    const [base, ours, theirs] = [1, 2, 3].map((stage) => timeline(stage, file));
    return ours === base || theirs === base || ours === theirs;
  });
}

/** One clone's day; a change that meets a conflict is made again on what came. */
async function work(name) {
  git(folder, "clone", "--quiet", hub, name);
  const here = () =>
    readdirSync(join(folder, name, "items"))
      .flatMap((file) => /^(\d+)-/.exec(file)?.[1] ?? [])
      .map(Number);
  for (let count = 1; count <= changes; count++) {
    const word = `${name}-${count}`;
    const change = pick([
      () => ["add", `New ${word}`, "-m", `Of ${word}, see #${pick(here())}.`],
      () => ["note", `${pick(here())}`, `Said ${word}.`],
      () => ["note", `${pick(here())}`, `Said ${word}.`],
      () => ["set", `${pick(here())}`, `timeline=${word}`],
      () => ["close", `${pick(here())}`, `Done ${word}.`],
    ]);
    words.push(word);
    for (;;) {
      const made = await gtm(name, ...change());
      if (made.code !== 0) throw new Error(`${word}: ${made.stderr}`);
      // Closed already by somebody else: then it is another one's turn.
      if (!made.stdout.includes("[")) continue;
      const synced = await gtm(name, "sync", "--json");
      if (synced.code !== 0 && synced.code !== 1) throw new Error(`${word}: ${synced.stderr}`);
      const outcome = JSON.parse(synced.stdout);
      total.outrun += outcome.outrun;
      total.worst = Math.max(total.worst, outcome.outrun);
      total.renumbered += outcome.renumbered.length;
      if (synced.code === 0) break;
      total.conflicts++;
      untrue.push(...untrueClashes(join(folder, name)));
      git(join(folder, name), "merge", "--abort");
      git(join(folder, name), "reset", "--quiet", "--hard", "origin/main");
    }
  }
}

try {
  await makeHub();
  const names = Array.from({ length: clones }, (_, index) => `c${index + 1}`);
  const begun = performance.now();
  await Promise.all(names.map(work));
  const seconds = (performance.now() - begun) / 1000;
  git(join(folder, "seed"), "pull", "--quiet");
  const told = git(join(folder, "seed"), "log", "--format=%s");
  const lost = words.filter((word) => !new RegExp(`\\b${word}\\b`).test(told));
  const items = join(folder, "seed/items");
  const numbers = readdirSync(items).flatMap((file) => /^(\d+)-/.exec(file)?.[1] ?? []);
  const texts = readdirSync(items)
    .map((file) => readFileSync(join(items, file), "utf8"))
    .join("");
  const unsaid = words.filter((word) => texts.split(`${word}.`).length + texts.split(`timeline: ${word}\n`).length > 3);
  const check = await gtm("seed", "check");
  console.log(`${clones} clones, ${changes} changes each, at once: ${seconds.toFixed(1)} s`);
  console.log(
    `somebody was faster ${total.outrun} times, ${total.worst} times in a row at most; ${total.renumbered} items got another number; ${total.conflicts} changes met a conflict`,
  );
  console.log(
    `${words.length - lost.length} of ${words.length} changes on the remote, ${numbers.length} items, ${check.stdout.trim().split("\n").at(-1)}`,
  );
  const isWhole =
    lost.length === 0 &&
    unsaid.length === 0 &&
    untrue.length === 0 &&
    new Set(numbers).size === numbers.length &&
    check.code === 0;
  if (!isWhole) {
    console.error("lost:", lost, "twice:", unsaid, "no true clash:", untrue, check.stdout);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
