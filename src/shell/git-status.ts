/** What git knows of the files that are about to change. */
import { UserError } from "../errors.ts";
import { findEarlier } from "./earlier-name.ts";
import { refuseIgnored } from "./git-ignored.ts";
import { type Blob, type IndexEntry, type Place, readEntries } from "./git-index.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

export interface Standing {
  /**
   * The user has work of his own in it that no commit of gtm's may take along: in the index, in the work tree, in a file
   * that he has told git not to look at, or a new name.
   */
  readonly hasOwnWork: boolean;
  readonly place: Place;
  /** Where HEAD has the item, if the user has given its file a new name that is not yet committed. */
  readonly earlier: Place | null;
}

export interface Status {
  /** The commit that is checked out; null where there is none yet. */
  readonly head: string | null;
  /** The index is that commit's, but for files that are only intended to be added. */
  readonly isIndexClean: boolean;
  readonly files: ReadonlyMap<string, Standing>;
}

/**
 * The standing of each path. `isThere` says whether the work tree has it. Throws a UserError for a file that cannot be
 * committed: unmerged, ignored, deleted, hidden by a sparse checkout, no plain file.
 */
export async function readStatus(
  git: RunGit,
  top: string,
  files: readonly { readonly name: string; readonly isThere: boolean }[],
): Promise<Status> {
  const names = files.map(({ name }) => name);
  const [records, entries, isIndexClean] = await Promise.all([
    readRecords(git, top, names),
    readEntries(git, top, names),
    compareIndex(git, top),
  ]);
  const standings = new Map<string, Standing>();
  for (const { name, isThere } of files) {
    standings.set(name, standingOf(name, isThere, records.lines.get(name), entries.get(name) ?? null));
  }
  const added = names.filter((name) => standings.get(name)?.place.head === null);
  const untracked = added.filter((name) => !entries.has(name));
  const [refusal, earlier] = await Promise.all([
    refuseIgnored(git, top, untracked),
    records.head === null ? new Map<string, Place>() : findEarlier(git, top, records.head, added),
  ]);
  if (refusal !== null) throw refusal;
  for (const [name, place] of earlier) {
    const standing = standings.get(name);
    if (standing) standings.set(name, { ...standing, hasOwnWork: true, earlier: place });
  }
  return { head: records.head, isIndexClean, files: standings };
}

interface Records {
  readonly head: string | null;
  readonly lines: ReadonlyMap<string, string>;
}

async function readRecords(git: RunGit, top: string, names: readonly string[]): Promise<Records> {
  const output = await git(top, [
    // Else status writes the index whenever it can, and stands in the way of other gits.
    "--no-optional-locks",
    ...["status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--no-renames"],
    ...["--untracked-files=no", "--", ...names.map(literal)],
  ]);
  const records = output.split("\0").filter((record) => record !== "");
  const [, head = null] = /^# branch\.oid ([0-9a-f]+)$/m.exec(records.join("\n")) ?? [];
  const lines = records.filter((record) => !record.startsWith("#"));
  return { head, lines: new Map(lines.map((line) => [nameIn(line), line])) };
}

async function compareIndex(git: RunGit, top: string): Promise<boolean> {
  try {
    await git(top, ["diff-index", "--cached", "--quiet", "--ignore-submodules=none", "HEAD", "--"]);
    return true;
  } catch (error) {
    // 1: they differ; 128: there is no HEAD yet, or git says the same where it is asked for more.
    if (error instanceof GitFailure) return false;
    throw error;
  }
}

/** Paths come last in a record and may hold blanks: count the fields before them. */
function nameIn(record: string): string {
  return record
    .split(" ")
    .slice(record.startsWith("u") ? 10 : 8)
    .join(" ");
}

function standingOf(name: string, isThere: boolean, record: string | undefined, entry: IndexEntry | null): Standing {
  const stands = (head: Blob | null, hasOwnWork: boolean, mark = entry?.mark ?? null): Standing => ({
    hasOwnWork,
    place: { path: name, head, entry: entry && { ...entry, mark } },
    earlier: null,
  });
  if (record === undefined) {
    if (!isThere && entry !== null) throw hidden(name);
    // Git says nothing of what it was told not to look at: the work tree may hold anything.
    return stands(entry && { mode: entry.mode, id: entry.id }, entry !== null && entry.mark !== null);
  }
  if (record.startsWith("u")) {
    throw new UserError(`${name} is unmerged: git still waits for its conflict to be resolved`, {
      hint: `resolve it, then git add ${name}`,
    });
  }
  const [, xy = "..", , mode = "", , , id = ""] = record.split(" ");
  if (xy.includes("D")) throw deleted(name, xy.startsWith("D"));
  if (xy.includes("T") || xy.includes("R") || xy.includes("C")) {
    throw new UserError(`${name} changed type (${xy}): git status shows it`, { hint: "commit that by hand first" });
  }
  if (xy === "A.") return stands(null, false);
  if (xy === ".A") return stands(null, false, "intent-to-add");
  return stands(xy.startsWith("A") ? null : { mode, id }, true);
}

function hidden(name: string): UserError {
  return new UserError(`${name} is already in git, but outside this sparse checkout`, {
    hint: "widen it first: git sparse-checkout add FOLDER",
  });
}

function deleted(name: string, staged: boolean): UserError {
  return new UserError(`${name} is deleted, ${staged ? "staged for the next commit" : "but not yet in git"}`, {
    hint: `bring it back with git restore ${staged ? "--staged --worktree " : ""}${name}, or commit the deletion first`,
  });
}
