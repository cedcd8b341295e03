/**
 * Locks of HEAD and its branch that the committing git has left behind. It makes such a file, and only then notes that a
 * signal must remove it: of 187 changes that were stopped by one, 4 left a lock, and no later commit could be made.
 */
import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Journal, stagedAt } from "./change-journal.ts";
import { commonFolder } from "./cut-off.ts";
import { GitFailure, type RunGit } from "./git-process.ts";
import { type Seen, see } from "./lock.ts";
import { judgeProcess } from "./process-mark.ts";

/** How long nothing may have happened, in milliseconds: a living git has nothing but empty locks for less than one. */
const stillness = 500;

/** Removes them where the committer is dead and nobody else can have made them. `folder` is the journal's. */
export async function dropRefLocks(git: RunGit, top: string, folder: string, journal: Journal): Promise<void> {
  const { committer, intent } = journal;
  if (committer === null || committer === "starting" || judgeProcess(committer) !== "dead") return;
  const left = await findLeft(folder);
  const texts = left.map(({ text }) => text).filter((text) => text !== "");
  for (const text of texts) if (!(await isOwnCommit(git, top, text, intent))) return;
  for (const { path } of left) rmSync(path, { force: true });
}

interface RefLock extends Seen {
  readonly path: string;
}

/** The locks that are there, if they are of the committer's time, stay as they are, and no other git is at work; else none. */
async function findLeft(folder: string): Promise<readonly RefLock[]> {
  const { refs, others } = placesOf(dirname(folder));
  const look = (): readonly RefLock[] =>
    refs.flatMap((path) => {
      const seen = see(path);
      return seen === null ? [] : [{ path, ...seen }];
    });
  const found = look();
  const begun = stagedAt(folder);
  if (found.some(({ modified }) => modified < begun)) return [];
  for (const end = Date.now() + stillness; found.length > 0 && Date.now() < end; ) {
    await sleep(20);
    if (others.some((path) => existsSync(path)) || JSON.stringify(look()) !== JSON.stringify(found)) return [];
  }
  return found;
}

/** What a commit locks; and what a living git locks too that has an empty lock for longer, as `git reflog expire` does. */
function placesOf(gitFolder: string): { readonly refs: readonly string[]; readonly others: readonly string[] } {
  const common = commonFolder(gitFolder);
  const [, branch] = /^ref: (refs\/.+)$/m.exec(see(join(gitFolder, "HEAD"))?.text ?? "") ?? [];
  const refs = [join(gitFolder, "HEAD.lock")];
  const others = [join(gitFolder, "logs/HEAD.lock"), join(common, "packed-refs.lock")];
  if (branch !== undefined) {
    refs.push(join(common, `${branch}.lock`));
    others.push(join(common, "logs", `${branch}.lock`));
  }
  return { refs, others };
}

/** Whether what a branch's lock was to make of the branch is the change's commit: no other git knows of that. */
async function isOwnCommit(git: RunGit, top: string, id: string, intent: Journal["intent"]): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}\n?$/.test(id)) return false;
  if (intent.target !== undefined) return id.trim() === intent.target;
  const output = await git(top, ["log", "-1", "--format=%P%n%B", id.trim(), "--"]).catch((error: unknown) => {
    if (error instanceof GitFailure) return "";
    throw error;
  });
  return output.startsWith(`${intent.head ?? ""}\n`) && output.includes(intent.subject);
}
