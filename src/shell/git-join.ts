/** The checked-out branch joined with its upstream, by git's own merge or rebase and with whatever states those leave. */
import { lstatSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Branch, Joining, Repository, Upstream } from "../ports.ts";
import { joinOutput, lockFile } from "./cut-off.ts";
import { contentionIn, whenUnlocked } from "./git-contention.ts";
import { GitFailure, type RunGit } from "./git-process.ts";
import { untidied } from "./git-remote.ts";
import { findObstacle } from "./git-repository.ts";
import { withLock } from "./lock.ts";
import { recover, type Tools } from "./recover.ts";
import { whileStoppable } from "./stop-signals.ts";

/** See `Git.join` in ports.ts. */
export async function joinUpstream(
  tools: Tools,
  repository: Repository,
  { tracking, shown }: Pick<Upstream, "tracking" | "shown">,
  how: Branch["joins"] & { readonly driver: string | null; readonly env?: Readonly<Record<string, string>> },
): Promise<Joining> {
  const args = {
    merge: ["merge", "--quiet", "--no-edit", ...forward[how.forward], tracking],
    rebase: ["rebase", "--quiet", tracking],
    "rebase-merges": ["rebase", "--quiet", "--rebase-merges", tracking],
  }[how.by];
  const settings = how.driver === null ? [] : ["-c", `merge.gtm.driver=${how.driver}`];
  return await whileStoppable(async (signal) => {
    const joining = await withLock(
      lockFile(repository.gitFolder),
      async () => {
        await recover(tools, repository);
        return await whenUnlocked(() => run(tools, repository, how, [...settings, ...args]), signal);
      },
      { signal },
    );
    if (signal.aborted && joining.kind === "joined")
      throw new UserError(`stopped behind joining ${shown}; nothing was pushed`, { hint: "gtm sync goes on" });
    return joining;
  });
}

const forward = { only: ["--ff-only"], never: ["--no-ff"], can: ["--ff"] } as const;

async function run(
  { git }: Tools,
  { top, gitFolder }: Repository,
  { by, env }: Pick<Branch["joins"], "by"> & { readonly env?: Readonly<Record<string, string>> },
  args: readonly string[],
): Promise<Joining> {
  const obstacle = findObstacle(gitFolder);
  if (obstacle !== null) throw new UserError(obstacle.message, { hint: obstacle.hint });
  const output = join(gitFolder, joinOutput);
  // A rebase stashes them itself, or begins nothing.
  const own = by === "merge" ? await keepChanges(git, top) : "";
  // The times of files are up to 10 milliseconds behind the clock.
  const begun = Date.now() - 10;
  try {
    // Apart, and not into a pipe: cut off in the middle, by Ctrl-C or with its gtm, git would leave half of the files.
    await git(top, [...untidied, ...args], {
      apart: true,
      output,
      env: { GIT_MERGE_AUTOEDIT: "no", GIT_EDITOR: "true", ...env },
    });
    return { kind: "joined", merge: by === "merge" ? await mergeWith(git, top, args.at(-1) ?? "") : null };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const words = error.message;
    const stopped = findObstacle(gitFolder);
    if (stopped === null) {
      await giveBack(git, top, own);
      if (by === "merge") await removeLeftovers(git, top, args.at(-1) ?? "", begun);
      if (contentionIn(error) !== null) throw error;
      return { kind: "refused", words };
    }
    const files = (await git(top, ["diff", "--name-only", "--diff-filter=U", "-z"])).split("\0").filter(Boolean);
    return { kind: "stopped", by: by === "merge" ? by : "rebase", files, words };
  } finally {
    rmSync(output, { force: true });
  }
}

/** HEAD, where it is a merge with another revision. */
async function mergeWith(git: RunGit, top: string, other: string): Promise<string | null> {
  const [head = "", , second] = (await git(top, ["log", "-1", "--format=%H %P"])).trim().split(" ");
  if (second === undefined) return null;
  return (await git(top, ["rev-parse", "--verify", "--end-of-options", `${other}^{commit}`])).trim() === second
    ? head
    : null;
}

/**
 * What the user has changed and not committed, as a commit that nothing names; "" for nothing. A merge that fails for want of
 * room puts the branch back without it, having found no room to keep it either.
 */
async function keepChanges(git: RunGit, top: string): Promise<string> {
  try {
    return (await git(top, ["stash", "create"])).trim();
  } catch (error) {
    // Of the rest, a branch without commits and the like, the merge itself tells.
    if (!(error instanceof GitFailure) || error.isDiskFull) throw error;
    return "";
  }
}

/** New files, or the beginnings of them, that a merge has left which failed for want of room: the next would stop at them. */
async function removeLeftovers(git: RunGit, top: string, other: string, begun: number): Promise<void> {
  const args = ["--no-optional-locks", "diff", "--no-renames", "--name-only", "-z", "--diff-filter=A", "HEAD", other];
  for (const path of (await git(top, args)).split("\0").filter(Boolean)) {
    const file = join(top, path);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.ctimeMs < begun) continue;
    const whole = Buffer.from(await git(top, ["cat-file", "blob", `${other}:${path}`]));
    if (whole.subarray(0, stats.size).equals(readFileSync(file))) rmSync(file);
  }
}

async function giveBack(git: RunGit, top: string, own: string): Promise<void> {
  if (own === "") return;
  try {
    // Without room even this fails where git would write down what it has looked at.
    const gone = await git(top, ["--no-optional-locks", "diff", "--name-only", own]);
    if (gone !== "") await git(top, ["stash", "apply", "--quiet", "--index", own]);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const id = own.slice(0, 10);
    throw new UserError(
      `git's merge failed, and may have taken your uncommitted changes away:\n${error.message}\nthey are kept in ${id}`,
      { hint: `make room if the disk is full, then git stash apply --index ${id}`, cause: error },
    );
  }
}

/** See `Git.unjoin` in ports.ts. */
export async function takeBackMerge(tools: Tools, repository: Repository, merge: string): Promise<boolean> {
  const { git } = tools;
  const { top, gitFolder } = repository;
  return await whileStoppable((signal) =>
    withLock(
      lockFile(gitFolder),
      async () => {
        const [head, ...parents] = (await git(top, ["log", "-1", "--format=%H %P"])).trim().split(" ");
        if (head !== merge || parents.length !== 2 || findObstacle(gitFolder) !== null) return false;
        try {
          await whenUnlocked(() => git(top, ["reset", "--quiet", "--keep", `${merge}^`], { apart: true }), signal);
          return true;
        } catch (error) {
          // It refuses where the user has changed what the merge has, and has changed nothing then.
          if (error instanceof GitFailure && contentionIn(error) === null && !error.isDiskFull) return false;
          throw error;
        }
      },
      { signal },
    ),
  );
}

/** See `Git.commitMerge` in ports.ts. */
export async function commitStopped(tools: Tools, repository: Repository): Promise<string> {
  const { git } = tools;
  const { top, gitFolder } = repository;
  const output = join(gitFolder, joinOutput);
  return await whileStoppable((signal) =>
    withLock(
      lockFile(gitFolder),
      async () => {
        try {
          await whenUnlocked(() => git(top, ["commit", "--quiet", "--no-edit"], { apart: true, output }), signal);
          return (await git(top, ["rev-parse", "--short", "HEAD"])).trim();
        } catch (error) {
          if (!(error instanceof GitFailure)) throw error;
          throw new UserError(`everything is solved, but git refused the commit:\n${error.message}`, {
            hint: "fix the problem, then git commit",
            cause: error,
          });
        } finally {
          rmSync(output, { force: true });
        }
      },
      { signal },
    ),
  );
}
