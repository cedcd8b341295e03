/** The user's browser, and the files that change under our eyes. */
import type { ChildProcess } from "node:child_process";
import { watch } from "node:fs";
import open from "open";
import { UserError } from "../errors.ts";
import { codeOf } from "./files.ts";

/** Editors write a file in several steps: what comes within this many milliseconds is one change. */
const burst = 80;

/** An opener that has found no browser says so within this many milliseconds; one that runs on is the browser itself. */
const patience = 1000;

/** Throws a UserError where no browser shows the file. */
export async function openFile(path: string): Promise<void> {
  const opener = await startOpener(path);
  const code = await endWithin(opener, patience);
  if (code !== null && code !== 0) throw noBrowser(path, `${opener.spawnfile} failed (exit code ${code})`);
}

async function startOpener(path: string): Promise<ChildProcess> {
  try {
    return await open(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw noBrowser(path, `this machine has no program that opens files (${code})`, error);
  }
}

function noBrowser(path: string, reason: string, cause?: unknown): UserError {
  return new UserError(`no browser opened: ${reason}`, { hint: `the page was written: open ${path} yourself`, cause });
}

/** A process's exit code, or null where it is still running by then, or died of a signal. */
function endWithin(child: ChildProcess, milliseconds: number): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => {
    // `open` lets the process be: this timer is all that keeps us here until it ends.
    const timer = setTimeout(() => done(null), milliseconds);
    child.once("exit", (code) => {
      clearTimeout(timer);
      done(code);
    });
  });
}

/** Ends with Ctrl-C. What `changed` throws ends it too; it is called again only once it has settled. */
export function watchFolder(folder: string, changed: () => Promise<void>): Promise<void> {
  return new Promise((done, fail) => {
    let timer: NodeJS.Timeout | null = null;
    let last = Promise.resolve();
    const call = () => {
      last = last.then(changed).catch(stop);
    };
    const watcher = watch(folder, () => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(call, burst);
    });
    const stop = (error?: unknown) => {
      watcher.close();
      if (timer) clearTimeout(timer);
      process.off("SIGINT", interrupted);
      if (error === undefined) done();
      else fail(error);
    };
    const interrupted = () => stop();
    process.once("SIGINT", interrupted);
    watcher.once("error", stop);
    // What was saved before the watcher was there is told by nobody else.
    call();
  });
}
