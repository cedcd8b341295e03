/** The built program, built anew where `dist` is older than what it is made from. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll } from "vitest";
import { gitEnvironment } from "../shell/repository.ts";
import { type Run, runInTurn } from "./resident-gtm.ts";

/** The checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(root, "bin/gtm.js");

type Environment = Readonly<Record<string, string | undefined>>;

/** Nothing of this machine's: identity, dates, zone and width are fixed, and so is today. */
export const environment: Environment = { ...gitEnvironment, GTM_TODAY: "2026-03-12", COLUMNS: "100" };

/**
 * Runs `gtm` in a folder. Variables of `env` are added to the environment; undefined takes one away. For what a start loads, and
 * for several runs at once, see `ownProcess`.
 */
export function gtm(folder: string, args: readonly string[], env: Environment = {}): Promise<Run> {
  return runInTurn({ folder, args, env: { ...environment, ...env } });
}

/** The same, as the user starts it: a process for this run alone. */
export function ownProcess(folder: string, args: readonly string[], env: Environment = {}): Promise<Run> {
  return run(folder, process.execPath, [bin, ...args], { ...environment, ...env });
}

/** The same as a line of a shell, where `gtm` is a command; a failure anywhere in a pipe is the line's own. */
export function shell(folder: string, line: string, env: Environment = {}): Promise<Run> {
  const script = `set -o pipefail; gtm() { "$NODE" "$GTM" "$@"; }; ${line}`;
  return run(folder, "bash", ["-c", script], { ...environment, NODE: process.execPath, GTM: bin, ...env });
}

/** Runs a program to its end, with an empty standard input. */
export function run(folder: string, program: string, args: readonly string[], env: Environment): Promise<Run> {
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) =>
      done({
        code: code ?? signal ?? "unknown",
        stdout: Buffer.concat(chunks.stdout).toString("utf8"),
        stderr: Buffer.concat(chunks.stderr).toString("utf8"),
      }),
    );
  });
}

beforeAll(async () => {
  // The files of tests run side by side: the first one builds, the others wait.
  const lock = join(root, "node_modules/.gtm-build");
  while (isStale()) {
    if (takeLock(lock)) {
      try {
        if (isStale()) execFileSync(process.execPath, ["build.js"], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
      } finally {
        rmdirSync(lock);
      }
    } else await sleep(50);
  }
});

function isStale(): boolean {
  // The licences are what a build writes last.
  const built = statSync(join(root, "dist/third-party-licenses.txt"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((name) => `src/${name}`);
  return [...sources, "build.js", "bundle-page.js", "package-lock.json"].some(
    (name) => modified(join(root, name)) > built,
  );
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** False where somebody holds it; one that is older than any build was left behind by a run that was killed. */
function takeLock(lock: string): boolean {
  if (existsSync(lock) && Date.now() - modified(lock) > 60_000) rmdirSync(lock);
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
