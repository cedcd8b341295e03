/** What a gtm that was cut off (killed, or out of room for going back) has left behind, put in order and told. */
import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { countOf } from "../core/count-of.ts";
import type { Repository } from "../ports.ts";
import { closeJournal, readJournal } from "./change-journal.ts";
import { joinOutput, journalName, syncLock } from "./cut-off.ts";
import { indexFile } from "./git-index.ts";
import { type Environment, GitFailure, type RunGit } from "./git-process.ts";
import { findObstacle, operationIn } from "./git-repository.ts";
import { isHeld } from "./lock.ts";
import { takeBack } from "./take-back.ts";

/** What a change works with. */
export interface Tools {
  readonly git: RunGit;
  readonly environment: Environment;
  /** Tells the user something beside the answer. */
  readonly say: (words: string) => void;
}

/** To be called under the lock of changes: then whoever left something behind is dead. */
export async function recover(tools: Tools, repository: Repository): Promise<void> {
  tellCutJoin(tools, repository);
  await endChange(tools, repository);
}

async function endChange({ git, environment, say }: Tools, { top, gitFolder }: Repository): Promise<void> {
  const folder = join(gitFolder, journalName);
  if (!existsSync(folder)) return;
  const { subject = "", target } = readJournal(folder)?.intent ?? {};
  const index = indexFile(gitFolder, environment);
  const { commit, kept, restored, saved, staged } = await takeBack({ git, top, index, folder, keepTexts: true });
  closeJournal(folder);
  const what = `"${subject}" was interrupted`;
  if (commit !== null)
    say(
      target === undefined
        ? `${what} after its commit ${commit}, which is kept`
        : `${what} when it was done, and stands`,
    );
  if (restored.length > 0) say(`${what}, so its changes were undone: ${list(restored)}${whereKept(kept)}`);
  const unstaged = saved.filter((name) => !staged.includes(name));
  if (unstaged.length > 0) {
    say(
      `${what}, but ${list(unstaged)} ${unstaged.length === 1 ? "has" : "have"} been saved since and may contain its changes: see git diff`,
    );
  }
  if (staged.length > 0) {
    say(
      `${what}, but ${list(staged)} ${staged.length === 1 ? "has" : "have"} been staged since and may contain its changes: see git diff --cached; git restore --staged takes a file out of the index`,
    );
  }
}

/** Git's own merge or rebase outlives its gtm, so there is nothing to take back. A sync that began it is told of as a sync. */
function tellCutJoin({ say }: Tools, { gitFolder }: Repository): void {
  const output = join(gitFolder, joinOutput);
  if (!existsSync(output)) return;
  rmSync(output, { force: true });
  if (existsSync(syncLock(gitFolder))) return;
  const operation = operationIn(gitFolder);
  say(
    operation === null
      ? "gtm resolve --onto was interrupted; the same command again goes on"
      : `gtm resolve --onto was interrupted: ${operation} is in progress in this repository; gtm resolve goes on`,
  );
}

/** What a sync that was killed has come to: git's own state, whatever it is, is the user's to end. */
export async function tellCutSync({ git, say }: Tools, { top, gitFolder }: Repository): Promise<void> {
  const mark = syncLock(gitFolder);
  if (!existsSync(mark) || isHeld(mark)) return;
  rmSync(mark, { force: true });
  const what = "gtm sync was interrupted";
  if (operationIn(gitFolder) === "a rebase") await untilStill(gitFolder);
  const obstacle = findObstacle(gitFolder);
  if (obstacle !== null) return say(`${what}: ${obstacle.message}; ${obstacle.hint}`);
  const unpushed = await git(top, ["rev-list", "--count", "@{upstream}..HEAD", "--"]).catch((error: unknown) => {
    // The first of all syncs: the upstream branch is not there yet.
    if (error instanceof GitFailure) return "";
    throw error;
  });
  const count = Number(unpushed);
  const left = count > 0 ? `: ${countOf(count, "commits")} ${count === 1 ? "is" : "are"} not pushed yet` : "";
  say(`${what}${left}; gtm sync goes on`);
}

/** A rebase outlives the sync that began it: until it is over, or nothing of it has moved for a second. */
async function untilStill(gitFolder: string): Promise<void> {
  const parts = ["", "HEAD", "index", "rebase-merge", "rebase-apply"].map((name) => join(gitFolder, name));
  const stamp = () => parts.map((part) => statSync(part, { throwIfNoEntry: false })?.mtimeMs).join();
  const deadline = Date.now() + 20_000;
  let [last, since] = [stamp(), Date.now()];
  while (operationIn(gitFolder) !== null && Date.now() - since < 1_000 && Date.now() < deadline) {
    await sleep(50);
    const now = stamp();
    if (now !== last) [last, since] = [now, Date.now()];
  }
}

function list(names: readonly string[]): string {
  return names.length > 3 ? `${names.length} files` : names.join(", ");
}

/** Git keeps the texts for some weeks. */
function whereKept(ids: readonly string[]): string {
  return ids.length === 0 || ids.length > 10
    ? ""
    : `; git show ${ids.map((id) => id.slice(0, 10)).join(" ")} has the new text`;
}
