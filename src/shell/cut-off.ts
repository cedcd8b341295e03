/** Whether a gtm was cut off in the middle of a change here. On every command's path, so it only looks. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Environment } from "./git-process.ts";

/** The folder in the git folder that is there while a change is being made. */
export const journalName = "gtm.change";

/** What git says while it joins two branches, a file of the git folder. */
export const joinOutput = "gtm.join";

/** The lock of all changes in a repository and its worktrees. */
export function lockFile(gitFolder: string): string {
  return join(commonFolder(gitFolder), "gtm.lock");
}

/** The lock of a sync in one work tree. It outlives a sync that is killed. */
export function syncLock(gitFolder: string): string {
  return join(gitFolder, "gtm.sync");
}

/** True where a change is being made in the repository around a folder, or one has left something behind. */
export function isChanging(folder: string, env: Environment): boolean {
  const gitFolder = gitFolderAt(folder, env);
  if (gitFolder === null) return false;
  return [...new Set([gitFolder, commonFolder(gitFolder)])].some((place) => namesIn(place).some(isOwn));
}

/** The journal, the lock, those who wait for it, temporary files. */
function isOwn(name: string): boolean {
  return name.startsWith("gtm.") || name.startsWith(".gtm-");
}

/** A folder that cannot be read is no git folder that anything could be changed in. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The git folder that all work trees of a repository share. */
export function commonFolder(gitFolder: string): string {
  const pointer = join(gitFolder, "commondir");
  return existsSync(pointer) ? resolve(gitFolder, readFileSync(pointer, "utf8").trim()) : gitFolder;
}

/** The git folder of the work tree that a folder is in; null outside of any. */
export function gitFolderAt(folder: string, env: Environment): string | null {
  return env.GIT_DIR ? resolve(folder, env.GIT_DIR) : gitFolderAbove(folder);
}

function gitFolderAbove(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, ".git");
    if (existsSync(path)) return pointedTo(path);
    if (at === dirname(at)) return null;
  }
}

/** In a linked worktree or a submodule `.git` is a file that says where the git folder is. */
function pointedTo(path: string): string | null {
  try {
    const [, folder] = /^gitdir: (.*)$/m.exec(readFileSync(path, "utf8")) ?? [];
    return folder === undefined ? null : resolve(dirname(path), folder);
  } catch {
    return path;
  }
}
