// The review of a branch that touches 5 of N items, against what git and node take for their part: `git diff --stat` of
// that branch and `node -e 0` together are the floor. Prints a table, judges nothing.
//   npm run build && node bench/review.js [ROUNDS] [ITEMS]        default: 10 rounds, 10,000 items
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, runnerIn, timeRounds } from "./runs.js";

const rounds = Number(process.argv[2] ?? 10);
const count = Number(process.argv[3] ?? 10_000);
const gtm = fileURLToPath(new URL("../bin/gtm.js", import.meta.url));
// It makes the floor's node slower, and so everything look quicker beside it.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const folder = mkdtempSync(join(tmpdir(), "gtm-bench-"));
const run = runnerIn(folder, env);
const git = (...args) => run("git", args);
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
const times = timeRounds(run, cases, rounds);
rmSync(folder, { recursive: true, force: true });

const floor = median(times.get("node -e 0")) + median(times.get("git diff --stat"));
console.log(`${rounds} rounds, ${count} items, node ${process.version}; the floor is ${floor.toFixed(1)} ms\n`);
for (const { name } of cases) {
  const middle = median(times.get(name));
  const ratio = name.startsWith("gtm") ? `${(middle / floor).toFixed(2)} times the floor` : "";
  console.log(`${name.padEnd(18)} ${middle.toFixed(1).padStart(7)} ms  ${ratio}`.trimEnd());
}
