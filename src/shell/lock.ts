/**
 * One gtm at a time in a repository: without it, 7 of 20 notes made at once were lost. The lock is a file that says who
 * holds it; it appears with its content in one step (a link to a finished file), so nobody ever reads half a lock.
 */
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.ts";
import { codeOf } from "./files.ts";
import { isAlive } from "./is-alive.ts";

const patience = 60_000;
/** A lock that says nothing is being written by a file system without links, or was cut off by a crash. */
const unreadableIsStaleAfter = 60_000;

interface Seen {
  readonly text: string;
  /** Tells two locks of one path apart, whatever is in them. */
  readonly identity: string;
  readonly modified: number;
}

/** Contents of the locks that this process holds: another lock with our pid is a dead process's (pids come back). */
const held = new Set<string>();

/**
 * Runs `work` while holding the lock at `path`; waits for it up to a minute (`wait`, in milliseconds), then throws a UserError
 * that names the holder. SIGINT and SIGTERM abort the signal that `work` gets; once it has cleaned up and the lock is
 * released, the process ends by that same signal.
 */
export async function withLock<Result>(
  path: string,
  work: (signal: AbortSignal) => Promise<Result>,
  wait = patience,
): Promise<Result> {
  const abort = new AbortController();
  let received: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    // The second one means it: end at once. The lock stays, and is taken over as a dead process's.
    if (received !== undefined) endBy(signal);
    received = signal;
    abort.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    const release = await acquire(path, abort.signal, wait);
    process.once("exit", release);
    try {
      return await work(abort.signal);
    } finally {
      process.off("exit", release);
      release();
    }
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    if (received !== undefined) endBy(received);
  }
}

/** Ends this process as the signal would have: callers and shells see it died of that. */
function endBy(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

async function acquire(path: string, signal: AbortSignal, wait: number): Promise<() => void> {
  const own = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    time: new Date().toISOString(),
    nonce: nonce(),
  });
  const draft = `${path}.${process.pid}.${nonce()}`;
  const deadline = Date.now() + wait;
  held.add(own);
  try {
    writeFileSync(draft, own);
    while (!take(path, draft, own)) {
      if (Date.now() >= deadline) throw stillTaken(path, wait);
      await sleep(4 + Math.random() * 16, undefined, { signal });
    }
  } catch (error) {
    held.delete(own);
    if (signal.aborted) throw new UserError("stopped; nothing was changed", { cause: error });
    const code = codeOf(error);
    throw code === undefined ? error : new UserError(`cannot make the lock ${path} (${code})`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    held.delete(own);
    if (see(path)?.text === own) rmSync(path, { force: true });
  };
}

/**
 * Takes the lock if it is free or its holder is dead. A stale lock is replaced only by whoever holds the claim named after
 * exactly that lock; the claim is a lock itself, so a taker that dies is taken over in the same way. (Moving a stale
 * lock aside, and back when it turns out to be somebody's fresh one, leaves a gap in which a third process gets in.)
 */
function take(path: string, draft: string, own: string): boolean {
  if (create(path, draft, own)) return true;
  const seen = see(path);
  if (seen === null || !isStale(seen)) return false;
  const claim = `${path}.${seen.identity}`;
  if (!take(claim, draft, own)) return false;
  if (!isSame(see(path), seen)) {
    rmSync(claim, { force: true });
    return false;
  }
  // The claim holds our content: in its new place it is our lock, and the claim is gone in the same step.
  renameSync(claim, path);
  return true;
}

function isSame(now: Seen | null, seen: Seen): boolean {
  return now?.identity === seen.identity && now.text === seen.text;
}

function create(path: string, draft: string, own: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS" && code !== "EMLINK")
      throw error;
    return createWithoutLinks(path, own);
  }
}

/** For file systems without hard links (exFAT, some network shares). */
function createWithoutLinks(path: string, own: string): boolean {
  try {
    writeFileSync(path, own, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function see(path: string): Seen | null {
  try {
    const { ino, mtimeMs } = statSync(path);
    const text = readFileSync(path, "utf8");
    return { text, identity: `${ino}-${mtimeMs}`, modified: mtimeMs };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** Not of node:crypto, which takes 2 ms to load: it need not be a secret, only another one each time. */
function nonce(): string {
  return Math.random().toString(36).slice(2);
}

function isStale({ text, modified }: Seen): boolean {
  const holder = readHolder(text);
  if (holder === null) return Date.now() - modified > unreadableIsStaleAfter;
  // Another machine's processes cannot be asked; its lock is left to its owner.
  if (holder.host !== hostname()) return false;
  return holder.pid === process.pid ? !held.has(text) : !isAlive(holder.pid);
}

function readHolder(text: string): { pid: number; host: string; time: string } | null {
  try {
    const { pid, host, time } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    // 0 and negative numbers would ask after process groups.
    if (!Number.isInteger(pid) || typeof pid !== "number" || pid <= 0) return null;
    return typeof host === "string" && typeof time === "string" ? { pid, host, time } : null;
  } catch {
    return null;
  }
}

function stillTaken(path: string, wait: number): UserError {
  const holder = readHolder(see(path)?.text ?? "");
  const who = holder === null ? "an unknown process" : `process ${holder.pid} on ${holder.host} since ${holder.time}`;
  return new UserError(`the tracker is locked by ${who}; waited ${Math.round(wait / 1000)} s for ${path}`, {
    hint: `if no gtm runs there any more, remove ${path}`,
  });
}
