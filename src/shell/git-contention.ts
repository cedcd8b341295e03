/** Another git that holds the index or the branch: its work takes milliseconds, so it is waited for. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.ts";
import { GitFailure } from "./git-process.ts";

/** How long another git may hold its lock, in milliseconds: a commit takes some tens, a hook of it seconds. */
const patience = 5_000;

/** Another git was faster; `lock` is the file that it holds, where that is known. */
export class Contention extends Error {
  readonly lock: string | null;

  constructor(message: string, lock: string | null = null) {
    super(message);
    this.name = "Contention";
    this.lock = lock;
  }
}

/** Runs an action again while another git is in its way: at least once more, and until some seconds are over. */
export async function whenUnlocked<Result>(
  action: () => Result | Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  let deadline: number | undefined;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      const contention = contentionIn(error);
      if (contention === null || signal?.aborted) throw error;
      if (deadline !== undefined && Date.now() >= deadline) throw stillLocked(contention);
      deadline ??= Date.now() + patience;
      await sleep(20 + Math.random() * 40);
    }
  }
}

/** The contention that an error tells of, or null for any other error. */
export function contentionIn(error: unknown): Contention | null {
  if (error instanceof Contention) return error;
  if (!(error instanceof GitFailure) || error.exitCode !== 128) return null;
  const [, lock] = /'([^'\n]*(?:index|HEAD|refs\/[^'\n]*|packed-refs)\.lock)'/.exec(error.stderr) ?? [];
  if (lock === undefined) return error.stderr.includes("cannot lock ref") ? new Contention(error.message) : null;
  // Why git could not make it is told in the user's language; whether anybody could make one is not.
  return existsSync(lock) || canBeMade(lock) ? new Contention(error.message, lock) : null;
}

function canBeMade(lock: string): boolean {
  const probe = `${lock}.${process.pid}`;
  try {
    writeFileSync(probe, "lock");
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

function stillLocked(contention: Contention): UserError {
  return new UserError(`another git process is running in this repository; waited ${patience / 1000} s`, {
    hint: `try again when it has finished${contention.lock === null ? "" : `; if none is running, remove ${contention.lock}`}`,
    cause: contention,
  });
}
