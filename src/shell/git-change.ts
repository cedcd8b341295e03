/**
 * One change: under the lock, read, edit, write, stage, commit. Up to the commit everything can be taken back, and after it
 * nothing is left to do: the work tree and the index have the change already when HEAD gets it.
 */
import { Interrupted, UserError } from "../errors.ts";
import type { BranchMove, ChangePlan, Repository } from "../ports.ts";
import { closeJournal, openJournal } from "./change-journal.ts";
import { lockFile } from "./cut-off.ts";
import { findOverwritten, makeDrafts, readBefore, savedMeanwhile, whenQuiet, writeDrafts } from "./file-drafts.ts";
import { explainRefusal, makeCommit, moveBranch } from "./git-commit.ts";
import { contentionIn, whenUnlocked } from "./git-contention.ts";
import { holdIndex, indexFile } from "./git-index.ts";
import { GitFailure } from "./git-process.ts";
import { findObstacle } from "./git-repository.ts";
import { type Staged, type StageJob, stage } from "./git-stage.ts";
import { isHeld, withLock } from "./lock.ts";
import { recover, type Tools, tellCutSync } from "./recover.ts";
import { whileStoppable } from "./stop-signals.ts";
import { takeBack } from "./take-back.ts";
import { removeLitter } from "./temporary-file.ts";

interface Job extends Tools, StageJob {
  readonly commit: boolean;
  readonly signal: AbortSignal;
}

/** See `Git.change` in ports.ts. */
export async function makeChange(
  tools: Tools,
  repository: Repository,
  plan: () => ChangePlan,
  { commit, move = null }: { readonly commit: boolean; readonly move?: BranchMove | null },
): Promise<string | null> {
  const index = indexFile(repository.gitFolder, tools.environment);
  return await whileStoppable((signal) =>
    withLock(
      lockFile(repository.gitFolder),
      async () => {
        await recover(tools, repository);
        return await whenUnlocked(() => attempt({ ...tools, repository, plan, commit, move, signal, index }), signal);
      },
      { signal },
    ),
  );
}

/** See `Git.recover` in ports.ts. */
export async function endCutOff(tools: Tools, repository: Repository): Promise<void> {
  const lock = lockFile(repository.gitFolder);
  // Nothing was cut off: another gtm is at work.
  if (isHeld(lock)) return;
  try {
    await whileStoppable((signal) => withLock(lock, () => recover(tools, repository), { signal, wait: 1_000 }));
    await tellCutSync(tools, repository);
    removeLitter(repository.top);
  } catch (error) {
    // What a command only reads is there all the same; one that changes something meets the same error, and says so.
    if (!(error instanceof UserError)) throw error;
    // Another gtm was faster: whatever was left behind, it has put in order.
    if (!isHeld(lock)) tools.say(error.message);
  }
}

/** Makes the change, or leaves everything as it was. */
async function attempt(given: Omit<Job, "folder">): Promise<string | null> {
  const { git, index, repository, signal } = given;
  const job: Job = { ...given, folder: openJournal(repository.gitFolder) };
  let id: string | null;
  try {
    id = await (job.commit ? makeCommitted(job) : writeOnly(job));
  } catch (error) {
    const cut = { git, top: repository.top, index, folder: job.folder, keepTexts: false };
    const { commit, saved, staged } = await takeBack(cut).catch((failure: unknown) => {
      throw notTakenBack(error, failure);
    });
    closeJournal(job.folder);
    if (commit !== null) return commit;
    const left = [...new Set([...saved, ...staged])];
    if (left.length > 0) throw savedMeanwhile(left, error);
    throw signal.aborted ? new Interrupted({ cause: error }) : error;
  }
  closeJournal(job.folder);
  return id;
}

/** For `--no-commit`: the files alone. */
async function writeOnly({ repository: { top }, plan, folder }: Job): Promise<null> {
  const { message, drafts } = await whenQuiet(async () => {
    const { message, edits } = plan();
    const drafts = makeDrafts(edits, readBefore(top, edits));
    return drafts === null ? undefined : { message, drafts };
  });
  writeDrafts(folder, top, drafts, { message, head: null, commit: false });
  return null;
}

async function makeCommitted(job: Job): Promise<string | null> {
  const { git, repository, folder, index, signal, move } = job;
  // Asked again under the lock: a merge may have begun since the repository was looked at.
  const obstacle = findObstacle(repository.gitFolder);
  if (obstacle !== null) throw new UserError(obstacle.message, { hint: obstacle.hint });
  const hold = holdIndex(index, folder);
  let staged: Staged | null;
  try {
    staged = await stage(job, hold);
  } finally {
    hold.release();
  }
  if (staged === null || !staged.isNews) return null;
  try {
    const plan = { repository, folder, head: staged.head, message: staged.message, signal };
    const id = await (move === null ? makeCommit(git, plan) : moveBranch(git, plan, move));
    for (const name of findOverwritten(staged.drafts)) {
      job.say(`${name} was saved by another program meanwhile, without this change: git diff ${name} shows it`);
    }
    return id;
  } catch (error) {
    const isRefusal = error instanceof GitFailure && contentionIn(error) === null && !signal.aborted;
    throw isRefusal ? await explainRefusal(git, repository.top, error) : error;
  }
}

function notTakenBack(error: unknown, failure: unknown): UserError {
  const [first, second] = [error, failure].map((each) => (each instanceof Error ? each.message : String(each)));
  return new UserError(`${first}\nand the change could not be taken back: ${second}`, {
    hint: "fix the cause; the next gtm command then takes the change back",
    cause: error,
  });
}
