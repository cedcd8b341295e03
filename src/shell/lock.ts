/**
 * One gtm at a time in a repository: without it, 7 of 20 notes made at once were lost. The lock is a file that says who
 * holds it; it appears with its content in one step (a link to a finished file), so nobody ever reads half a lock.
 */
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted, UserError } from "../errors.ts";
import { codeOf, explainFailure } from "./files.ts";
import { judgeProcess, markProcess, type ProcessMark, readMark } from "./process-mark.ts";

const patience = 60_000;
/** A holder writes its lock again this often, in milliseconds: a sign of life for those who cannot ask after the process. */
const beat = 5_000;
/** Without a sign of life for so long, the lock of a process that cannot be asked after is a dead one's. */
const silence = 30_000;

/** A lock as it was found. */
export interface Seen {
  readonly text: string;
  /** Tells two locks of one path apart, whatever is in them. */
  readonly identity: string;
  readonly modified: number;
}

interface Wait {
  readonly signal: AbortSignal | undefined;
  /** In milliseconds. */
  readonly wait: number;
  /** What whoever does not get the lock is told; `holder` is `process 17 on host since …`. */
  readonly taken: (path: string, wait: number, holder: string) => UserError;
}

type LockOptions = Partial<Omit<Wait, "signal">> & { readonly signal?: AbortSignal };

/** What this process writes into a lock; `draft` is a file of its own beside it, that holds the same. */
interface Claim {
  readonly draft: string;
  readonly own: string;
}

/** Contents of the locks that this process holds: another lock with our pid is a dead process's (pids come back). */
const held = new Set<string>();

/**
 * Runs `work` while holding the lock at `path`; waits for it up to a minute (`wait`, in milliseconds), or until the signal
 * is aborted, then throws a UserError, which names the holder.
 */
export async function withLock<Result>(
  path: string,
  work: () => Promise<Result>,
  { signal, wait = patience, taken = stillTaken }: LockOptions = {},
): Promise<Result> {
  const release = await acquire(path, { signal, wait, taken });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/** True where a process that lives, or may live, holds the lock. */
export function isHeld(path: string): boolean {
  const holder = readHolder(see(path)?.text ?? "");
  return holder !== null && judgeProcess(holder) !== "dead";
}

async function acquire(path: string, { signal, wait, taken }: Wait): Promise<() => void> {
  const own = JSON.stringify({ ...markProcess(process.pid), time: new Date().toISOString(), nonce: nonce() });
  const draft = `${path}.${process.pid}.${nonce()}`;
  const deadline = Date.now() + wait;
  held.add(own);
  try {
    explainFailure(path, "write", () => writeFileSync(draft, own));
    while (!explainFailure(path, "write", () => take(path, { draft, own }))) {
      if (Date.now() >= deadline) throw taken(path, wait, holderOf(path));
      await sleep(4 + Math.random() * 16, undefined, signal && { signal });
    }
  } catch (error) {
    held.delete(own);
    if (signal?.aborted) throw new Interrupted({ cause: error });
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  sweep(path);
  const life = setInterval(() => showLife(path, own), beat).unref();
  return () => {
    clearInterval(life);
    held.delete(own);
    if (see(path)?.text === own) rmSync(path, { force: true });
  };
}

/** Removes what processes left beside the lock that died while they waited for it. */
function sweep(path: string): void {
  const [folder, start] = [dirname(path), `${basename(path)}.`];
  const now = see(path)?.modified ?? 0;
  for (const name of readdirSync(folder).filter((each) => each.startsWith(start))) {
    const seen = see(join(folder, name));
    if (seen !== null && isLitter(seen, now)) rmSync(join(folder, name), { force: true });
  }
}

/** Nobody waits for so long (`now` is the file system's, too) where the file does not tell: its writer may have died first. */
function isLitter({ text, modified }: Seen, now: number): boolean {
  const life = judgeHolder(text);
  return life === "dead" || (life === "unknown" && now - modified > patience + silence);
}

/** The same bytes again: their time is then the file system's, whatever the clock of this machine says. */
function showLife(path: string, own: string): void {
  try {
    if (see(path)?.text !== own) return;
    const file = openSync(path, "r+");
    writeSync(file, own, 0);
    closeSync(file);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

/**
 * Takes the lock if it is free or its holder is dead. A stale lock is replaced only by whoever holds the lock named after
 * exactly that one; that is a lock itself, so a taker that dies is taken over in the same way. (Moving a stale
 * lock aside, and back when it turns out to be somebody's fresh one, leaves a gap in which a third process gets in.)
 */
function take(path: string, claim: Claim): boolean {
  if (create(path, claim)) return true;
  const seen = see(path);
  if (seen === null || !isStale(seen, claim)) return false;
  const heir = `${path}.${seen.identity}`;
  if (!take(heir, claim)) return false;
  if (!isSame(see(path), seen)) {
    rmSync(heir, { force: true });
    return false;
  }
  // It holds our content: in its new place it is our lock, and the old place is empty in the same step.
  renameSync(heir, path);
  return true;
}

function isSame(now: Seen | null, seen: Seen): boolean {
  return now?.identity === seen.identity && now.text === seen.text;
}

function create(path: string, { draft, own }: Claim): boolean {
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

/** A lock as it is now, or null where there is none. */
export function see(path: string): Seen | null {
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

function isStale({ text, modified }: Seen, { draft, own }: Claim): boolean {
  const life = judgeHolder(text);
  if (life === "unknown") {
    // Both times are the file system's: the clocks of two machines on one share differ.
    writeFileSync(draft, own);
    return statSync(draft).mtimeMs - modified > silence;
  }
  return life === "dead" || (readHolder(text)?.pid === process.pid && !held.has(text));
}

function judgeHolder(text: string): ReturnType<typeof judgeProcess> {
  const holder = readHolder(text);
  return holder === null ? "unknown" : judgeProcess(holder);
}

function readHolder(text: string): (ProcessMark & { time: string }) | null {
  try {
    const value: unknown = JSON.parse(text);
    const mark = readMark(value);
    const { time } = value as Readonly<Record<string, unknown>>;
    return mark !== null && typeof time === "string" ? { ...mark, time } : null;
  } catch {
    return null;
  }
}

function holderOf(path: string): string {
  const holder = readHolder(see(path)?.text ?? "");
  return holder === null ? "an unknown process" : `process ${holder.pid} on ${holder.host} since ${holder.time}`;
}

function stillTaken(path: string, wait: number, who: string): UserError {
  return new UserError(`the tracker is locked by ${who}; waited ${Math.round(wait / 1000)} s for ${path}`, {
    hint: `if gtm is no longer running there, remove ${path}`,
  });
}
