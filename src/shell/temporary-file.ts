/**
 * Temporary files: where they lie, and what becomes of those that a killed gtm has left. They are in the git folder, where
 * no `git add` finds them, or beside their target where that is on another disk.
 */
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isAlive } from "./is-alive.ts";

/** Process and machine come with the name, so that whoever finds the file knows whether anybody still wants it. */
const prefix = ".gtm-temp";
/** `.001-box.md.4711.x1y2` is how they were once named. */
const litter = /^\.(?:gtm-temp|(?:\d{3,9}-.*|tracker)\.md)\.(\d{1,9})\.[a-z0-9]{1,16}(?:\.(.+))?$/;

/** Paths of a temporary file for a target, best first; the last one always will do. */
export function temporaryPaths(target: string): readonly string[] {
  const folder = dirname(target);
  const name = temporaryName();
  const gitFolder = findGitFolder(folder);
  const isUsable = gitFolder !== null && isLike(gitFolder, folder);
  return [...(isUsable ? [join(gitFolder, name)] : []), join(folder, name)];
}

/** A name that no other file has. */
export function temporaryName(): string {
  return `${prefix}.${process.pid}.${Math.random().toString(36).slice(2)}.${hostname()}`;
}

/**
 * Removes what processes that are gone have left in a folder, and in the git folder around it.
 * @param names of all that lies in the folder, where somebody knows them
 */
export function removeLitter(folder: string, names = namesIn(folder)): void {
  const gitFolder = findGitFolder(folder);
  const places = [[folder, names] as const, ...(gitFolder === null ? [] : [[gitFolder, namesIn(gitFolder)] as const])];
  for (const [place, there] of places) {
    for (const name of there) {
      if (!name.startsWith(".")) continue;
      const [, pid, host] = litter.exec(name) ?? [];
      if (pid === undefined || (host !== undefined && host !== hostname())) continue;
      if (Number(pid) !== process.pid && !isAlive(Number(pid))) remove(join(place, name));
    }
  }
}

/** Of the work tree that a folder is in; null outside of any. */
export function findGitFolder(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, ".git");
    try {
      if (statSync(path).isDirectory()) return path;
      // A linked work tree, or a submodule: a file that names the folder.
      const named = /^gitdir: (.+?)\r?\n?$/.exec(readFileSync(path, "utf8"))?.[1];
      return named === undefined ? null : resolve(at, named);
    } catch {
      // Nothing that can be used here; the work tree may begin further up.
      if (at === dirname(at)) return null;
    }
  }
}

/** A file can be moved from one to the other, and belongs to the same group afterwards. */
function isLike(gitFolder: string, folder: string): boolean {
  const [git, target] = [gitFolder, folder].map((path) => statSync(path, { throwIfNoEntry: false }));
  const setsGroup = ((target?.mode ?? 0) & 0o2000) !== 0;
  return git !== undefined && git.dev === target?.dev && (!setsGroup || git.gid === target.gid);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Whoever needs the folder reports it; there is nothing to tidy.
    return [];
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A read-only disk, or somebody else's file: it does no harm where it is.
  }
}
