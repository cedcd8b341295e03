/** A commit of exactly what a change is about, through an index of its own. */
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { BranchMove, Repository } from "../ports.ts";
import { writeCommitter } from "./change-journal.ts";
import { readSteps } from "./change-steps.ts";
import { Contention, whenUnlocked } from "./git-contention.ts";
import { addToIndex, type Blob, copyIndex, onIndex, putInIndex, readEntries } from "./git-index.ts";
import type { Step } from "./git-pieces.ts";
import { GitFailure, makeRoom, type RunGit } from "./git-process.ts";
import { findIdentity } from "./git-repository.ts";

export interface CommitPlan {
  readonly repository: Repository;
  /** The journal's folder, with the commit's index, which is filled. */
  readonly folder: string;
  /** The commit that the change is made on; null for the first one. */
  readonly head: string | null;
  readonly message: string;
  readonly signal: AbortSignal;
}

/** The index of the commit; hooks see it as theirs. */
export function commitIndex(folder: string): string {
  return join(folder, "index");
}

/** Fills the commit's own index from the user's `index`: HEAD, with whole files of the work tree, and the pieces. */
export async function fillIndex(
  git: RunGit,
  top: string,
  { folder, index, head }: { readonly folder: string; readonly index: string; readonly head: string | null },
  { whole, pieces }: { readonly whole: readonly string[]; readonly pieces: readonly Step[] },
): Promise<void> {
  const own = onIndex(git, commitIndex(folder));
  // A copy keeps what the index knows of the files' times: else the commit would read every file of the repository.
  copyIndex(index, commitIndex(folder));
  await own(top, ["read-tree", ...(head === null ? ["--empty"] : ["--reset", head])]);
  await addToIndex(own, top, whole);
  await putInIndex(
    own,
    top,
    pieces.flatMap(({ path, committed }) => (committed === null ? [] : [{ path, entry: committed }])),
  );
}

/** Makes the commit, and gives its short id. */
export async function makeCommit(git: RunGit, plan: CommitPlan): Promise<string> {
  const { repository, folder, head, message, signal } = plan;
  const { top, gitFolder, hooks } = repository;
  const own = onIndex(git, commitIndex(folder));
  writeCommitter(folder);
  // --cleanup: with commit.cleanup=strip a subject that begins with an item's "#17" would be gone as a comment.
  const output = await own(top, ["commit", "--cleanup=whitespace", "--file=-"], {
    input: message,
    signal,
    started: (pid) => writeCommitter(folder, pid),
  });
  // "[main 1a2b3c4] subject"; "(root-commit)" and "detached HEAD" in between, in the user's language.
  const id =
    /^\[.*? ([0-9a-f]{4,64})\] /m.exec(output)?.[1] ?? (await git(top, ["rev-parse", "--short", "HEAD"])).trim();
  const canDiffer = existsSync(join(hooks, "pre-commit"));
  if (!canDiffer && isLogged(gitFolder, { id, parent: head })) return id;
  const made = await readCommit(git, top, id);
  if (made.parent !== head) await retract(git, top, made);
  await followHooks(git, top, folder, made);
  return id;
}

/** Moves the branch to a commit that is there already, and gives its short id. */
export async function moveBranch(
  git: RunGit,
  { repository: { top }, folder, message, signal }: Omit<CommitPlan, "head">,
  { from, to }: BranchMove,
): Promise<string> {
  if (!(await hasTreeOf(onIndex(git, commitIndex(folder)), top, to))) {
    throw new UserError("the commit changed more than the texts of files: modes, or links", {
      hint: "git revert takes it back, git cherry-pick brings it back",
    });
  }
  writeCommitter(folder);
  // From its input, so that it does nothing before its process id is written down.
  await git(top, ["update-ref", "-m", message.split("\n")[0] ?? "", "--stdin"], {
    input: `update HEAD ${to} ${from}\n`,
    signal,
    started: (pid) => writeCommitter(folder, pid),
  });
  return (await git(top, ["rev-parse", "--short", to])).trim();
}

async function hasTreeOf(own: RunGit, top: string, revision: string): Promise<boolean> {
  try {
    await own(top, ["diff-index", "--cached", "--quiet", "--ignore-submodules=none", revision, "--"]);
    return true;
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return false;
    throw error;
  }
}

/** Whether HEAD's log ends with this commit on that parent: it tells without another git. */
function isLogged(gitFolder: string, { id, parent }: { readonly id: string; readonly parent: string | null }): boolean {
  const [last = ""] = lastLines(join(gitFolder, "logs/HEAD"));
  const [from = "", to = ""] = last.split(" ");
  return to.startsWith(id) && (parent === null ? isNothing(from) : from === parent);
}

/** The end of a file by lines, last first; empty where there is no such file. */
function lastLines(path: string): readonly string[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return [];
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.min(size, 4096));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("latin1").trimEnd().split("\n").reverse();
  } finally {
    closeSync(file);
  }
}

interface MadeCommit {
  readonly id: string;
  /** Null for a first commit. */
  readonly parent: string | null;
  readonly changes: readonly { readonly path: string; readonly from: string; readonly to: Blob }[];
}

/** A commit as it differs from its first parent. */
export async function readCommit(git: RunGit, top: string, revision: string): Promise<MadeCommit> {
  const args = ["--raw", "--no-renames", "--no-abbrev", "--diff-merges=first-parent", revision, "--"];
  const output = await git(top, ["log", "-1", "-z", "--format=%H%x00%P%x00", ...args]);
  const [id = "", parents = ""] = output.split("\0");
  const records = output.matchAll(/:\d+ (\d+) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\0([^\0]*)\0/g);
  const changes = [...records].map(([, mode = "", from = "", to = "", path = ""]) => ({
    path,
    from,
    to: { mode, id: to },
  }));
  return { id, parent: parents.split(" ")[0] || null, changes };
}

/**
 * The branch had moved between the change's look at it and git's own: the commit would take back what came in between.
 * It is taken off the branch again, and the change begins anew.
 */
async function retract(git: RunGit, top: string, { id, parent }: MadeCommit): Promise<never> {
  try {
    const target = parent === null ? ["-d", "HEAD", id] : ["HEAD", parent, id];
    await git(top, ["update-ref", "-m", "gtm: the branch had moved", ...target]);
  } catch (error) {
    const short = id.slice(0, 10);
    throw new UserError(`the branch moved while gtm committed ${short}, and it undoes what came in between`, {
      hint: `git revert ${short}, then try again`,
      cause: error,
    });
  }
  throw new Contention("the branch has moved");
}

/** Where a hook has changed what is committed (a formatter, a list of contents), the user's index gets that too. */
export async function followHooks(git: RunGit, top: string, folder: string, { changes }: MadeCommit): Promise<void> {
  const steps = await readSteps(git, top, folder);
  const byPath = new Map(steps.map((step) => [step.path, step]));
  const odd = changes.filter(({ path, to }) => byPath.get(path)?.committed?.id !== to.id);
  const entries = await readEntries(
    git,
    top,
    odd.map(({ path }) => path),
  );
  const behind = odd.filter(({ path, from }) => {
    const expected = byPath.get(path)?.staged?.id ?? (isNothing(from) ? undefined : from);
    return entries.get(path)?.id === expected;
  });
  const followed = behind.map(({ path, to }) => {
    return { path, entry: isNothing(to.id) ? null : { ...to, mark: entries.get(path)?.mark ?? null } };
  });
  await whenUnlocked(() => putInIndex(git, top, followed));
}

/** Git's id of no file. */
function isNothing(id: string): boolean {
  return /^0+$/.test(id);
}

/** What the user is told of a commit that git did not make. */
export async function explainRefusal(git: RunGit, top: string, error: GitFailure): Promise<UserError> {
  if (error.exitCode === 128) {
    // git's words on a missing identity are in the user's language; whether it has one is not.
    const missing = await missingIdentity(git, top);
    if (missing !== null) return missing;
  }
  return new UserError(`git refused the commit, so nothing was changed:\n${error.message}`, {
    hint: error.isDiskFull ? makeRoom : "fix the problem and try again, or use --no-commit",
    cause: error,
  });
}

async function missingIdentity(git: RunGit, top: string): Promise<UserError | null> {
  for (const role of ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"]) {
    try {
      await findIdentity(git, top, role);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }
  return null;
}
