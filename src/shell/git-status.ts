/** What git says of the files that are about to change. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

/** A file's content in git: its mode (`100644`) and the blob's id. */
export interface Blob {
  readonly mode: string;
  readonly id: string;
}

export type FileState =
  /** As in HEAD, but for what git's filters make of line ends. */
  | { readonly kind: "clean" }
  /** No such file, neither in the work tree nor in git. */
  | { readonly kind: "absent" }
  | { readonly kind: "untracked" }
  /** Not in HEAD, but wholly in the index (or marked with `add --intent-to-add`). */
  | { readonly kind: "added" }
  /** The user has work of his own in it. `head` is null where HEAD has no such file; `staged` where the index equals HEAD. */
  | { readonly kind: "changed"; readonly head: Blob | null; readonly staged: Blob | null };

export interface Status {
  /** No commit yet. */
  readonly unborn: boolean;
  readonly states: ReadonlyMap<string, FileState>;
}

/**
 * The state of each path (from the top, with slashes). Throws a UserError for a file that cannot be committed: unmerged,
 * ignored, deleted, no plain file.
 */
export async function readStatus(git: RunGit, top: string, names: readonly string[]): Promise<Status> {
  const output = await git(top, [
    // Else status writes the index whenever it can, and stands in the way of other gits.
    "--no-optional-locks",
    ...["status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--no-renames"],
    ...["--untracked-files=all", "--ignored=matching", "--", ...names.map(literal)],
  ]);
  const records = output.split("\0").filter((record) => record !== "");
  const lines = new Map<string, string>();
  for (const record of records) {
    if (record.startsWith("#")) continue;
    const name = nameIn(record);
    const earlier = lines.get(name);
    // Deleted in the index, yet still on the disk: two records of one name; the first is the one that matters.
    if (earlier === undefined) lines.set(name, record);
  }
  const folders = [...lines.keys()].filter((name) => name.endsWith("/"));
  const states = new Map<string, FileState>();
  for (const name of names) {
    const record = lines.get(name) ?? lines.get(folders.find((folder) => name.startsWith(folder)) ?? "");
    const refusal = record?.startsWith("!") ? await refuseIgnored(git, top, name) : null;
    if (refusal !== null) throw refusal;
    const untold: FileState = { kind: existsSync(join(top, name)) ? "clean" : "absent" };
    states.set(name, record === undefined ? untold : stateOf(name, record));
  }
  return { unborn: records.includes("# branch.oid (initial)"), states };
}

/** Paths come last in a record and may hold blanks: count the fields before them. */
function nameIn(record: string): string {
  const fields = record.startsWith("1") ? 8 : record.startsWith("u") ? 10 : 1;
  return record.split(" ").slice(fields).join(" ");
}

function stateOf(name: string, record: string): FileState {
  if (record.startsWith("?")) return { kind: "untracked" };
  if (record.startsWith("u")) {
    throw new UserError(`${name} is unmerged: git still waits for its conflict to be resolved`, {
      hint: `resolve it, then git add ${name}`,
    });
  }
  const [, xy = "..", , headMode = "", indexMode = "", , headId = "", indexId = ""] = record.split(" ");
  if (xy.includes("D")) throw deleted(name, xy.startsWith("D"));
  if (xy.includes("T") || xy.includes("R") || xy.includes("C")) {
    throw new UserError(`${name} changed its kind (${xy}): git status shows it`, { hint: "commit that by hand first" });
  }
  if (xy === "A." || xy === ".A") return { kind: "added" };
  const head = xy.startsWith("A") ? null : { mode: headMode, id: headId };
  return { kind: "changed", head, staged: xy.startsWith(".") ? null : { mode: indexMode, id: indexId } };
}

function deleted(name: string, staged: boolean): UserError {
  return new UserError(`${name} is deleted, ${staged ? "staged for the next commit" : "but not yet in git"}`, {
    hint: `bring it back with git restore ${staged ? "--staged --worktree " : ""}${name}, or commit the deletion first`,
  });
}

/** The refusal of a path that an ignore file keeps out, with the rule that does it; null where none does. */
export async function refuseIgnored(git: RunGit, top: string, name: string): Promise<UserError | null> {
  // check-ignore refuses pathspec magic, and needs none: it takes names as they are, once no colon comes first.
  const args = ["check-ignore", "-v", "-z", "--no-index", "--stdin"];
  const output = await git(top, args, { input: `./${name}\0` }).catch((error: unknown) => {
    if (error instanceof GitFailure && error.exitCode === 1) return "";
    throw error;
  });
  const [file = "", line = "", pattern = ""] = output.split("\0");
  if (pattern === "" || pattern.startsWith("!")) return null;
  return new UserError(`${name} is ignored by git: ${file}:${line}: ${pattern}`, {
    hint: "take that rule out of the ignore file, or use --no-commit",
  });
}
