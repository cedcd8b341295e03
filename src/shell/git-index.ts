/** The user's index: as a file that no other git may write meanwhile, and the entries in it. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { linkOrCopy } from "./exchange-file.ts";
import { codeOf, explainFailure } from "./files.ts";
import { Contention } from "./git-contention.ts";
import { type Environment, GitFailure, literal, type RunGit } from "./git-process.ts";

/** A file's content in git: its mode (`100644`) and the blob's id. */
export interface Blob {
  readonly mode: string;
  readonly id: string;
}

/** What the user has asked of git for a file: an entry that is replaced loses it. */
export type Mark = "assume-unchanged" | "skip-worktree" | "intent-to-add";

export interface IndexEntry extends Blob {
  readonly mark: Mark | null;
}

/** Where a file (or the item in it, under an earlier name) is in git. */
export interface Place {
  /** From the top, with slashes. */
  readonly path: string;
  readonly head: Blob | null;
  readonly entry: IndexEntry | null;
}

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
 * Makes `copy` the same as the index; a new repository has none. Also in its time: by that git knows which files it has to
 * read, because they may have been saved in the second in which the index was written. Whole seconds, as git has them.
 */
export function copyIndex(index: string, copy: string): void {
  const stats = statSync(index, { throwIfNoEntry: false });
  if (stats === undefined) return;
  explainFailure(copy, "write", () => {
    copyFileSync(index, copy);
    const second = Math.floor(stats.mtimeMs / 1000);
    utimesSync(copy, second, second);
  });
}

/** What entries become; null for one that goes. */
type Puts = readonly { readonly path: string; readonly entry: IndexEntry | Blob | null }[];

export interface HeldIndex {
  /** Makes a file the index, and keeps the old one for `putBack`. */
  replaceBy(file: string): void;
  /**
   * Makes that old index the index again, if nobody has changed it since: by a move, which needs no room on the disk.
   * Gives false where that cannot be done.
   */
  putBack(): boolean;
  /** Sets entries as `putInIndex` does. */
  put(git: RunGit, top: string, entries: Puts): Promise<void>;
  release(): void;
}

/** Begins what gtm writes into git's own lock, where git itself would have begun a new index. */
const signature = "held by gtm\n";

/**
 * Keeps every other git from the index by git's own `index.lock`. Throws a Contention where another one holds it.
 * `folder` is one of gtm's own, in the git folder.
 */
export function holdIndex(index: string, folder: string): HeldIndex {
  const lock = `${index}.lock`;
  const draft = join(folder, "hold");
  explainFailure(lock, "write", () => {
    // There already where the change is taken back, maybe on a full disk.
    if (!existsSync(draft))
      writeFileSync(draft, `${signature}any gtm command removes this file once that gtm has ended\n`);
    try {
      linkOrCopy(draft, lock);
    } catch (error) {
      throw codeOf(error) === "EEXIST" ? new Contention("the index is locked", lock) : error;
    }
  });
  return {
    replaceBy: (file) =>
      explainFailure(index, "write", () => {
        keepLinks(index, file, folder);
        renameSync(file, index);
      }),
    putBack: () => putBackIndex(index, folder),
    put: async (git, top, entries) => {
      if (entries.length === 0) return;
      // Git would want the lock for itself.
      const copy = join(folder, "put-index");
      copyIndex(index, copy);
      await putInIndex(onIndex(git, copy), top, entries);
      explainFailure(index, "write", () => renameSync(copy, index));
    },
    release: () => rmSync(lock, { force: true }),
  };
}

const [oldIndex, newIndex] = ["old-index", "new-index"];

/** Where the file system has links: without them the entries are put back one by one. */
function keepLinks(index: string, file: string, folder: string): void {
  try {
    linkSync(index, join(folder, oldIndex));
    linkSync(file, join(folder, newIndex));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

function putBackIndex(index: string, folder: string): boolean {
  const kept = [oldIndex, newIndex].map((name) => join(folder, name));
  const [before = "", after = ""] = kept;
  if (!kept.every((path) => existsSync(path))) return false;
  // Whoever writes an index puts a new file in its place.
  if (statSync(index, { throwIfNoEntry: false })?.ino !== statSync(after).ino) return false;
  explainFailure(index, "write", () => renameSync(before, index));
  return true;
}

/** Removes a lock that a gtm has left behind. To be called while no other gtm can hold one. */
export function dropHold(index: string): void {
  const lock = `${index}.lock`;
  const size = statSync(lock, { throwIfNoEntry: false })?.size;
  if (size === undefined || size > 1_000) return;
  const text = readFileSync(lock, "utf8");
  if (text.startsWith(signature)) rmSync(lock, { force: true });
}

/** The entries of some files (from the top) in the index. An unmerged file has several; one of them is given. */
export async function readEntries(
  git: RunGit,
  top: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, IndexEntry>> {
  if (names.length === 0) return new Map();
  const output = await git(top, ["ls-files", "-v", "-s", "-z", "--", ...names.map(literal)]);
  const found = new Map<string, IndexEntry>();
  for (const record of output.split("\0")) {
    const [, tag = "", mode = "", id = "", name] = /^(\S) (\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(record) ?? [];
    if (name !== undefined) found.set(name, { mode, id, mark: markOf(tag) });
  }
  return found;
}

function markOf(tag: string): Mark | null {
  if (tag.toUpperCase() === "S") return "skip-worktree";
  return tag === tag.toLowerCase() ? "assume-unchanged" : null;
}

/** Takes files of the work tree into the index as they are; those that are not there go out of it. */
export async function addToIndex(git: RunGit, top: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await git(top, ["update-index", "--add", "--remove", "-z", "--stdin"], {
    input: names.map((name) => `${name}\0`).join(""),
  });
}

/** Sets entries as they are given. */
export async function putInIndex(git: RunGit, top: string, entries: Puts): Promise<void> {
  const list = (paths: readonly string[]): string => paths.map((path) => `${path}\0`).join("");
  const update = async (input: string, ...options: string[]): Promise<void> => {
    if (input !== "") await git(top, ["update-index", "-z", ...options], { input });
  };
  const marked = (mark: Mark): readonly string[] =>
    entries.flatMap(({ path, entry }) => (entry !== null && "mark" in entry && entry.mark === mark ? [path] : []));
  const intended = marked("intent-to-add");
  const removed = entries.flatMap(({ path, entry }) => (entry === null ? [path] : []));
  const blobs = entries.flatMap(({ path, entry }) =>
    entry === null || intended.includes(path) ? [] : [`${entry.mode} ${entry.id}\t${path}`],
  );
  await update(list([...removed, ...intended]), "--force-remove", "--stdin");
  await update(list(blobs), "--index-info");
  for (const mark of ["assume-unchanged", "skip-worktree"] as const)
    await update(list(marked(mark)), `--${mark}`, "--stdin");
  if (intended.length > 0) await git(top, ["add", "--intent-to-add", "--", ...intended.map(literal)]);
}

/** See `Git.tracked` in ports.ts. */
export async function listTracked(git: RunGit, top: string, folder: string): Promise<readonly string[]> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const [here, elsewhere] = await Promise.all([listHere(git, top, prefix), listOnBranches(git, top, prefix)]);
  const names = [...here, ...elsewhere].map((path) => path.slice(prefix.length));
  // Of a branch the folders within are listed as well.
  return [...new Set(names)].filter((name) => /^[^/]+\.(?:md|markdown)$/i.test(name));
}

/** What HEAD or the index has in a folder, by paths from the top. */
async function listHere(git: RunGit, top: string, prefix: string): Promise<readonly string[]> {
  const list = (...options: string[]): Promise<string> =>
    git(top, ["ls-files", "-z", ...options, "--", ...(prefix === "" ? [] : [literal(prefix)])]);
  const output = await list("--with-tree=HEAD").catch((error: unknown) => {
    // There is no commit yet.
    if (error instanceof GitFailure) return list();
    throw error;
  });
  return output.split("\0");
}

/** How many branches are looked at, those with the newest commits first. */
const mostBranches = 200;

/**
 * What local and remote-tracking branches have there. One git whatever their number: it enters a tree that several
 * branches share once (10,000 items on 20 branches: 17 ms, beside the 11 of `listHere`).
 */
async function listOnBranches(git: RunGit, top: string, prefix: string): Promise<readonly string[]> {
  const output = await git(top, [
    // --sparse: also the tips that did not themselves change the folder. --missing: a partial clone must not fetch here.
    ...["rev-list", "--objects", "--no-walk", "--sparse", "--missing=allow-any", `--max-count=${mostBranches}`],
    ...["--branches", "--remotes", "--", prefix === "" ? ":(top,glob)*" : literal(prefix)],
  ]);
  return output.split("\n").flatMap((line) => {
    const path = line.slice(line.indexOf(" ") + 1);
    return path !== line && path.startsWith(prefix) ? [path] : [];
  });
}
