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
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    banner,
    logLevel: "error",
  });
  print(await import(pathToFileURL(outfile).href));
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {typeof import("../test/import/generator/measure.ts")} bundle */
function print({ measure, add, makers }) {
  const percent = (part, whole) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`);
  console.log(`seeds ${seeds.join(", ")}, node ${process.version}`);
  for (const maker of Object.keys(makers)) {
    const runs = seeds.map((seed) => measure(seed, Math.ceil(Number(values.rows) / 8), maker));
    const byKind = (runs[0] ?? []).map((_, index) => runs.map((run) => run[index]).reduce(add));
    const damaged = byKind.filter(({ kind }) => kind !== "undamaged").reduce(add);
    const lines = [...byKind, { ...damaged, kind: "all damage" }].map((figures) => {
      const { kind, rows, byPosition, exact, trusted, wrong, doubted } = figures;
      const shares = [byPosition, exact, trusted, doubted.length].map((count) => percent(count, rows));
      return [kind, rows, ...shares, wrong.length].map(String);
    });
    const head = [maker, "rows", "by position", "gtm exact", "trusted", "doubted though exact", "wrong at >= 0.9"];
    const widths = head.map((_, column) => Math.max(...[head, ...lines].map((row) => row[column].length)));
    console.log();
    for (const row of [head, ...lines])
      console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "));
    for (const { kind, wrong, doubted } of byKind) {
      for (const line of wrong.slice(0, Number(values.list))) console.log(`\nwrong: ${kind}: ${line}`);
      if (kind === "undamaged")
        for (const line of doubted.slice(0, Number(values.list))) console.log(`\nfalse doubt: ${line}`);
    }
  }
}
