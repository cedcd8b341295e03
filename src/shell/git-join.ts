/** The checked-out branch joined with its upstream, by git's own merge or rebase and with whatever states those leave. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Branch, Joining, Repository, Upstream } from "../ports.ts";
import { joinOutput, lockFile } from "./cut-off.ts";
import { contentionIn, whenUnlocked } from "./git-contention.ts";
import { GitFailure } from "./git-process.ts";
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
  how: Branch["joins"] & { readonly driver: string | null },
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
        return await whenUnlocked(() => run(tools, repository, how.by, [...settings, ...args]), signal);
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
  by: Branch["joins"]["by"],
  args: readonly string[],
): Promise<Joining> {
  const obstacle = findObstacle(gitFolder);
  if (obstacle !== null) throw new UserError(obstacle.message, { hint: obstacle.hint });
  const output = join(gitFolder, joinOutput);
  try {
    // Apart, and not into a pipe: cut off in the middle, by Ctrl-C or with its gtm, git would leave half of the files.
    await git(top, [...untidied, ...args], {
      apart: true,
      output,
      env: { GIT_MERGE_AUTOEDIT: "no", GIT_EDITOR: "true" },
    });
    return { kind: "joined" };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const words = error.message;
    const stopped = findObstacle(gitFolder);
    if (stopped === null) {
      if (contentionIn(error) !== null) throw error;
      return { kind: "refused", words };
    }
    const files = (await git(top, ["diff", "--name-only", "--diff-filter=U", "-z"])).split("\0").filter(Boolean);
    return { kind: "stopped", by: by === "merge" ? by : "rebase", files, words };
  } finally {
    rmSync(output, { force: true });
  }
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
