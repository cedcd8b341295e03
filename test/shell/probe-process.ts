/** `probe.ts` as a process of its own, built by whoever imports this. */
import { type ChildProcess, spawn } from "node:child_process";
import { renameSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { gitEnvironment } from "./repository.ts";

const probe = fileURLToPath(new URL("../../node_modules/.gtm-probe.mjs", import.meta.url));
const draft = `${probe}.${process.pid}`;
await build({
  entryPoints: [fileURLToPath(new URL("./probe.ts", import.meta.url))],
  outfile: draft,
  bundle: true,
  format: "esm",
  platform: "node",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
// At once: the files of tests run side by side.
renameSync(draft, probe);

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
