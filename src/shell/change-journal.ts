/**
 * What a change is about to do, kept in the git folder until it is done: whoever finds it there, in this process or in a
 * later one, can say what has happened and take back what has not. Each part is written before what it tells of.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { journalName } from "./cut-off.ts";
import { linkOrCopy } from "./exchange-file.ts";
import { explainFailure } from "./files.ts";
import type { Step } from "./git-pieces.ts";
import { markProcess, type ProcessMark, readMark } from "./process-mark.ts";

/** A file of the work tree; `name` is its path from the top, with slashes. */
export interface JournalFile {
  readonly name: string;
  readonly isNew: boolean;
  /** The change takes it away. */
  readonly isGone?: boolean;
  /** The topmost folder that has to be made for it. */
  readonly made: string | null;
}

/** Before the first file of the work tree is written. */
export interface Intent {
  /** The commit's first line. */
  readonly subject: string;
  /** The commit that is checked out; null where there is none yet, or none is to be made. */
  readonly head: string | null;
  readonly commit: boolean;
  /** The commit that HEAD goes to, where none is made. */
  readonly target?: string;
  readonly files: readonly JournalFile[];
}

export interface Journal {
  readonly intent: Intent;
  /** Once the user's index is about to be replaced. Files that are taken as a whole have no blobs in it: see `newText`. */
  readonly steps: readonly Step[] | null;
  /** The git that makes the commit; "starting" where nobody knows its id yet. */
  readonly committer: ProcessMark | "starting" | null;
}

/** Makes the journal's folder, in which the change keeps its own files too, and gives its path. */
export function openJournal(gitFolder: string): string {
  const folder = join(gitFolder, journalName);
  explainFailure(folder, "write", () => mkdirSync(folder));
  return folder;
}

/** Ends a change: from the first step on, there is nothing to take back. */
export function closeJournal(folder: string): void {
  rmSync(join(folder, "intent.json"), { force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** Keeps the old files, the new texts and the intent. `texts` are in the order of the files; null for one that goes. */
export function writeIntent(folder: string, top: string, intent: Intent, texts: readonly (string | null)[]): void {
  explainFailure(folder, "write", () => {
    intent.files.forEach(({ name, isNew }, index) => {
      if (!isNew) linkOrCopy(join(top, name), oldFile(folder, index));
      const text = texts[index] ?? null;
      if (text !== null) writeFileSync(newTextFile(folder, index), text);
    });
  });
  writeJson(folder, "intent", intent);
}

export function writeSteps(folder: string, steps: readonly Step[]): void {
  writeJson(folder, "steps", steps);
}

/** When the intent was written, in the file system's milliseconds. */
export function intendedAt(folder: string): number {
  return statSync(join(folder, "intent.json")).mtimeMs;
}

/** When the steps were written, and no committer had begun yet, in the file system's milliseconds. */
export function stagedAt(folder: string): number {
  return statSync(join(folder, "steps.json")).mtimeMs;
}

/** Without a process id: one is about to be started. */
export function writeCommitter(folder: string, pid?: number): void {
  writeJson(folder, "committer", pid === undefined ? "starting" : markProcess(pid));
}

/** The journal in a folder, or null where nothing of the user's had been touched yet. */
export function readJournal(folder: string): Journal | null {
  const intent = readJson(folder, "intent");
  if (intent === null) return null;
  const committer = readJson(folder, "committer");
  return {
    intent: intent as Intent,
    steps: readJson(folder, "steps") as readonly Step[] | null,
    committer: committer === "starting" ? committer : readMark(committer),
  };
}

/** The text that the change has written, or was about to write; null for a file that goes. */
export function newText(folder: string, index: number): string | null {
  const file = newTextFile(folder, index);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** The file that was there before, itself where it can be: an editor that has it open may still write into it. */
export function oldFile(folder: string, index: number): string {
  return join(folder, `${index}.old`);
}

export function newTextFile(folder: string, index: number): string {
  return join(folder, `${index}.new`);
}

/** The topmost folder that is missing on the way to a file. */
export function topmostMissing(path: string): string | null {
  let missing: string | null = null;
  for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) missing = folder;
  return missing;
}

/** In one step: half of it must not be taken for all. */
function writeJson(folder: string, name: string, value: unknown): void {
  const path = join(folder, `${name}.json`);
  explainFailure(path, "write", () => {
    writeFileSync(`${path}.part`, JSON.stringify(value));
    renameSync(`${path}.part`, path);
  });
}

/** Only gtm writes there: what is there is what it wrote. */
function readJson(folder: string, name: string): unknown {
  const path = join(folder, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
