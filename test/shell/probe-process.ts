/** `probe.ts` as a process of its own, built for the file of tests that imports this. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { gitEnvironment } from "./repository.ts";

const bundle = mkdtempSync(join(tmpdir(), "gtm-probe-"));
const probe = join(bundle, "probe.mjs");
beforeAll(async () => {
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  const entry = fileURLToPath(new URL("./probe.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile: probe, bundle: true, format: "esm", platform: "node", banner });
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

/** Starts it; `end` is the signal that it died of or its exit code, with what it said, and empty where it did as told. */
export function start(...args: readonly string[]): { child: ChildProcess; end: Promise<string> } {
  const child = spawn(process.execPath, [probe, ...args], { env: gitEnvironment, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  const end = new Promise<string>((done) => {
    child.on("close", (code, signal) => done(code === 0 ? "" : `${signal ?? code} ${words}`.trim()));
  });
  return { child, end };
}
