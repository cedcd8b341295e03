// Invented tracker pages, damaged in every way that exports damage them, read by position and by gtm. Judges nothing but
// prints, by kind of damage: rows, rows read exactly by position and by gtm, rows that gtm vouches for (0.9 and above),
// and how many of those are wrong, with the first of them (--list N) spelt out.
//   node bench/import-damage.js [SEED…] [--rows N] [--list N]     default: seed 1, 2,000 rows a seed over all kinds
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string", default: "2000" }, list: { type: "string", default: "10" } },
});
const seeds = positionals.length > 0 ? positionals.map(Number) : [1];
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "gtm-damage-"));
try {
  const outfile = join(folder, "measure.mjs");
  const entry = join(root, "test/import/generator/measure.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", logLevel: "error" });
  print(await import(pathToFileURL(outfile).href));
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {typeof import("../test/import/generator/measure.ts")} bundle */
function print({ measure, add }) {
  const runs = seeds.map((seed) => measure(seed, Math.ceil(Number(values.rows) / 8)));
  const byKind = (runs[0] ?? []).map((_, index) => runs.map((run) => run[index]).reduce(add));
  const all = { ...byKind.reduce(add), kind: "all" };
  const percent = (part, whole) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`);
  const lines = [...byKind, all].map(({ kind, rows, byPosition, exact, trusted, wrong }) =>
    [kind, rows, percent(byPosition, rows), percent(exact, rows), percent(trusted, rows), wrong.length].map(String),
  );
  const table = [["damage", "rows", "by position", "gtm exact", "trusted", "wrong at >= 0.9"], ...lines];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log(`seeds ${seeds.join(", ")}, node ${process.version}\n`);
  for (const row of table)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "));
  for (const { kind, wrong } of byKind)
    for (const line of wrong.slice(0, Number(values.list))) console.log(`\nwrong: ${kind}: ${line}`);
}
