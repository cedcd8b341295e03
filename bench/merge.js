// What `gtm merge-driver` takes for one file, as its process, against `gtm --version` in the same rounds; then a `git merge`
// of many items changed on both sides, by lines and by meaning. Prints figures, judges nothing.
//   npm run build && node bench/merge.js [ROUNDS] [ITEMS]
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { least, median, runnerIn, timeRounds } from "./runs.js";

const rounds = Number(process.argv[2] ?? 20);
const items = Number(process.argv[3] ?? 500);
const root = fileURLToPath(new URL("..", import.meta.url));
const gtm = join(root, "bin/gtm.js");
const program = process.execPath;
const folder = mkdtempSync(join(tmpdir(), "gtm-bench-"));
const run = runnerIn(folder);

const base = readFileSync(join(root, "items/017-support-line-for-the-night-shift.md"), "utf8");
const ours = `${base.replace(/^due: .*$/m, "due: 2026-12-01")}- **2026-11-02** The model is agreed.\n`;
const theirs = `${base.replace(/^status: .*$/m, "status: blocked")}- **2026-11-03** Waiting for the last country.\n`;

for (const [name, text] of Object.entries({ base, ours, theirs })) writeFileSync(join(folder, name), text);
const merge = [gtm, "merge-driver", "base", "copy", "theirs", "7", "items/017-support.md"];
// The driver writes its answer there.
const prepare = () => writeFileSync(join(folder, "copy"), ours);
const cases = [[gtm, "--version"], merge].map((words) => ({ run, prepare, commands: () => [[program, ...words]] }));
const times = timeRounds(cases, rounds);
for (const [name, read] of Object.entries({ median, least })) {
  const [version, driver] = cases.map((each) => read(times.get(each)));
  const target = 1.5 * version + 25;
  console.log(
    `${name}: merge-driver ${driver.toFixed(1)} ms, gtm --version ${version.toFixed(1)}; the target, 1.5 times that and 25 ms, is ${target.toFixed(1)}: ${(driver / target).toFixed(2)} of it`,
  );
}

mkdirSync(join(folder, "items"));
writeFileSync(join(folder, "items/tracker.md"), readFileSync(join(root, "items/tracker.md")));
git("init --quiet --initial-branch=main");
commitAll(base);
git("switch --quiet --create side");
commitAll(theirs);
git("switch --quiet main");
commitAll(ours);
// By lines every item conflicts, and git ends with 1: what else is told of it does not matter here.
const byLines = timeOnce("sh", "-c", "git merge --no-edit side; git merge --abort");
run(program, gtm, "setup");
const byMeaning = timeOnce("git", "merge", "--quiet", "--no-edit", "side");
console.log(
  `git merge of ${items} items changed on both sides: by meaning ${Math.round(byMeaning)} ms, no conflict; by lines ${Math.round(byLines)} ms, with its abort, all in conflict`,
);
rmSync(folder, { recursive: true, force: true });

function commitAll(text) {
  for (let id = 1; id <= items; id++) {
    const name = `${String(id).padStart(3, "0")}-item.md`;
    writeFileSync(join(folder, "items", name), text.replace(/^id: .*$/m, `id: ${id}`));
  }
  git("add items");
  git("commit --quiet --message=items");
}

function timeOnce(...command) {
  const each = { run, commands: () => [command] };
  return timeRounds([each], 1, 0).get(each)[0];
}

function git(line) {
  run("git", ...line.split(" "));
}
