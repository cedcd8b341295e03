/** The user's index as a file. */
import { constants, copyFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { whenUnlocked } from "./git-commit.ts";
import type { Environment, RunGit } from "./git-process.ts";

/** The index that git uses in this environment. */
export function indexFile(gitFolder: string, environment: Environment): string {
  const own = environment.GIT_INDEX_FILE;
  return own === undefined || own === "" ? join(gitFolder, "index") : resolve(own);
}

/** The same git, on another index. */
export function onIndex(git: RunGit, index: string): RunGit {
  return (folder, args, options) => git(folder, args, { ...options, env: { ...options?.env, GIT_INDEX_FILE: index } });
}

/**
 * Keeps every other git from the index, and so from committing, by git's own `index.lock`. `work` gets a draft of the index
 * (the lock file itself), which becomes the index when the work is done, and is dropped when it fails.
 */
export async function withIndexHeld<Result>(index: string, work: (draft: string) => Promise<Result>): Promise<Result> {
  const draft = `${index}.lock`;
  await whenUnlocked(() => copyFileSync(index, draft, constants.COPYFILE_EXCL));
  try {
    const result = await work(draft);
    renameSync(draft, index);
    return result;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
