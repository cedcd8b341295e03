/** The name that HEAD has for a file, where the user has renamed it and not yet committed that. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { numberInName } from "../core/file-name.ts";
import { type Blob, type Place, readEntries } from "./git-index.ts";
import type { RunGit } from "./git-process.ts";

/**
 * Items of the checked-out commit that have another name by now: the same number in the same folder, and the work tree
 * does not have the old name any more. Committing the new name alone would leave both in the repository.
 */
export async function findEarlier(
  git: RunGit,
  top: string,
  head: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const found = new Map<string, Place>();
  for (const folder of new Set(names.filter(isNumbered).map((name) => dirname(name)))) {
    const here = names.filter((name) => isNumbered(name) && dirname(name) === folder && existsSync(join(top, name)));
    if (here.length === 0) continue;
    const blobs = await readTree(git, top, head, folder);
    for (const name of here) {
      const path = [...blobs.keys()].find(
        (other) => other !== name && isSameNumber(other, name) && !existsSync(join(top, other)),
      );
      const blob = path === undefined ? undefined : blobs.get(path);
      if (path === undefined || blob === undefined) continue;
      const entry = (await readEntries(git, top, [path])).get(path) ?? null;
      found.set(name, { path, head: blob, entry });
    }
  }
  return found;
}

function isNumbered(path: string): boolean {
  return numberInName(basename(path)) !== null;
}

function isSameNumber(one: string, other: string): boolean {
  return numberInName(basename(one)) === numberInName(basename(other));
}

/** The files directly in a folder (from the top), by their paths. */
async function readTree(
  git: RunGit,
  top: string,
  revision: string,
  folder: string,
): Promise<ReadonlyMap<string, Blob>> {
  const args = ["ls-tree", "-z", "--full-tree", revision, "--", ...(folder === "." ? [] : [`${folder}/`])];
  return parseTree(await git(top, args));
}

/** The blobs that `ls-tree -z` lists, by their paths. */
export function parseTree(output: string): ReadonlyMap<string, Blob> {
  const found = new Map<string, Blob>();
  for (const record of output.split("\0")) {
    const [, mode = "", id = "", path] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(record) ?? [];
    if (path !== undefined) found.set(path, { mode, id });
  }
  return found;
}
