// The review of a branch that touches 5 of N items, against what git and node take for their part: `git diff --stat` of
// that branch and `node -e 0` together are the floor. Prints a table, judges nothing.
//   npm run build && node bench/review.js [ROUNDS] [ITEMS]        default: 10 rounds, 10,000 items
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const warmUps = 2;
const rounds = Number(process.argv[2] ?? 10);
const count = Number(process.argv[3] ?? 10_000);
const gtm = fileURLToPath(new URL("../bin/gtm.js", import.meta.url));
const { NODE_EXTRA_CA_CERTS: _, ...plain } = process.env;
const env = {
  ...plain,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada Author",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Carl Committer",
  GIT_COMMITTER_EMAIL: "carl@example.com",
};

const folder = mkdtempSync(join(tmpdir(), "gtm-bench-"));
const nouns = ["warehouse", "label", "price list", "demo unit", "training", "partner portal", "warranty", "packaging"];
mkdirSync(join(folder, "items"));
git("init", "--quiet", "--initial-branch=main");
run(process.execPath, [gtm, "init"]);
const number = (id) => String(id).padStart(3, "0");
for (let id = 1; id <= count; id++) {
  const text = `---
id: ${id}
title: Agree on the ${nouns[id % nouns.length]} for region ${id}
status: ${["pending", "in-progress", "blocked"][id % 3]}
owners: [ada]
due: 2027-0${1 + (id % 9)}-1${id % 10}
---

What **must** be known before the fair, see [the plan](https://wiki.example.com/plan/${id}).

## Comments

- **2026-11-0${1 + (id % 9)} @ada** Asked \`store ${id}\` for figures; they answer by Friday.
- **2026-11-1${id % 10}** Figures are in, **two** of them odd.
`;
  writeFileSync(join(folder, `items/${number(id)}-agree.md`), text);
}
git("add", "--all");
git("commit", "--quiet", "--message=items");
git("checkout", "--quiet", "-b", "feature");
for (const id of [17, 1700, 3400, 6800, count].filter((each) => each <= count)) {
  const path = join(folder, `items/${number(id)}-agree.md`);
  writeFileSync(path, `${readFileSync(path, "utf8")}- **2026-11-20 @ada** The odd ones are explained.\n`);
}
git("commit", "--quiet", "--all", "--message=five items");

const cases = [
  { name: "node -e 0", program: process.execPath, args: ["-e", "0"] },
  { name: "git diff --stat", program: "git", args: ["diff", "--stat", "main...feature"] },
  { name: "gtm diff", program: process.execPath, args: [gtm, "diff", "main...feature"] },
  { name: "gtm check --base", program: process.execPath, args: [gtm, "check", "--base", "main"] },
];
const times = new Map(cases.map(({ name }) => [name, []]));
for (let round = -warmUps; round < rounds; round++) {
  for (const { name, program, args } of cases) {
    const begun = performance.now();
    run(program, args);
    if (round >= 0) times.get(name).push(performance.now() - begun);
  }
}
rmSync(folder, { recursive: true, force: true });

const floor = median(times.get("node -e 0")) + median(times.get("git diff --stat"));
console.log(`${rounds} rounds, ${count} items, node ${process.version}; the floor is ${floor.toFixed(1)} ms\n`);
for (const { name } of cases) {
  const middle = median(times.get(name));
  const ratio = name.startsWith("gtm") ? `${(middle / floor).toFixed(2)} times the floor` : "";
  console.log(`${name.padEnd(18)} ${middle.toFixed(1).padStart(7)} ms  ${ratio}`.trimEnd());
}

function git(...args) {
  run("git", args);
}

function run(program, args) {
  const { status, stderr, error } = spawnSync(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")}: exit code ${status}\n${stderr}`);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
