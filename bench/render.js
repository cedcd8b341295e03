// What a page costs: the sample's and one of a thousand items with six comments each, against the floor that node itself
// sets. Prints a table, judges nothing.
//   npm run build && node bench/render.js [ROUNDS]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 7);
const root = fileURLToPath(new URL("..", import.meta.url));
const gtm = join(root, "bin/gtm.js");
const large = mkdtempSync(join(tmpdir(), "gtm-bench-"));
writeTracker(large, 1000, 6);

const cases = [
  ["node -e 0", null, root, ["-e", "0"]],
  ["sample, md", 2.5, root, [gtm, "render"]],
  ["sample, html", 4, root, [gtm, "render", "-f", "html"]],
  ["sample, confluence", null, root, [gtm, "render", "-f", "confluence"]],
  ["sample, csv", null, root, [gtm, "render", "-f", "csv"]],
  ["1,000 items, md", 15, large, [gtm, "render"]],
  ["1,000 items, html", 20, large, [gtm, "render", "-f", "html"]],
  ["1,000 items, confluence", null, large, [gtm, "render", "-f", "confluence"]],
  ["1,000 items, list", null, large, [gtm, "list"]],
];
const times = new Map(cases.map(([name]) => [name, []]));
for (let round = -1; round < rounds; round++) {
  for (const [name, , cwd, args] of cases) {
    const begun = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`${name}: exit code ${status}\n${stderr}`);
    if (round >= 0) times.get(name).push(performance.now() - begun);
  }
}
rmSync(large, { recursive: true, force: true });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const floor = median(times.get("node -e 0"));
console.log(`${rounds} rounds, node ${process.version}, ${process.platform}\n`);
console.log(`${"".padEnd(26)}median ms  times floor  target`);
for (const [name, target] of cases) {
  const ms = median(times.get(name));
  const cells = [ms.toFixed(1).padStart(9), (ms / floor).toFixed(2).padStart(11), String(target ?? "").padStart(6)];
  console.log(`${name.padEnd(26)}${cells.join("  ")}`);
}

/** Invented items of about 1.7 KB: every third comment with a mention, every fifth with a ticket. */
function writeTracker(folder, items, comments) {
  const people = ["amara", "bo", "chen", "dalia"];
  mkdirSync(join(folder, "items"));
  writeFileSync(
    join(folder, "items/tracker.md"),
    `---\ntitle: Large\npeople:\n${people.map((name) => `  ${name}: { name: ${name}, url: "https://people.example.com/${name}" }\n`).join("")}areas: [Design, Legal, Sales]\nstatuses: { pending: Pending, in-progress: In progress, blocked: Blocked, done: Done }\npriorities:\n  P1: { label: Soon, weeks: 2 }\n  P2: { label: Later, weeks: 8 }\nrefs:\n  KET: "https://tickets.example.com/browse/KET-{n}"\nas-of: 2026-03-12\n---\n\n# Large\n\n<!-- gtm:table is:open sort:priority columns:number,priority,start,due,area,title,owners,timeline,status,comments -->\n`,
  );
  for (let id = 1; id <= items; id++) {
    const who = people[id % 4];
    const entries = Array.from({ length: comments }, (_, index) => {
      const extra = index % 3 === 0 ? ` and @${who} looks at it` : index % 5 === 0 ? `, see KET-${id}` : "";
      return `- **2026-0${1 + Math.floor(index / 3)}-1${index % 3}** Talked it over with the supplier, who needs another week for the samples; the price stays as it was in the offer of last month${extra}. Next step is the call on Tuesday, then the decision.`;
    });
    const name = `${String(id).padStart(3, "0")}-item-number-${id}.md`;
    writeFileSync(
      join(folder, "items", name),
      `---\nid: ${id}\ntitle: Item number ${id} of the large launch\nstatus: ${["pending", "in-progress", "blocked"][id % 3]}\npriority: P${1 + (id % 2)}\narea: ${["Design", "Legal", "Sales"][id % 3]}\nowners: [${who}]\nstart: 2026-01-1${id % 10}\ndue: 2026-0${3 + (id % 4)}-15\ntimeline: Q2'26\n---\n\n## Comments\n\n${entries.join("\n")}\n`,
    );
  }
}
