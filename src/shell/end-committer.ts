/** The git of a gtm that was cut off: its commit would come after the change was taken back. */
import { rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.ts";
import type { Journal } from "./change-journal.ts";
import { commitIndex } from "./git-commit.ts";
import { judgeProcess } from "./process-mark.ts";

/** How long a git may take to end, in milliseconds. */
const patience = 10_000;

/** Ends it, if it still runs. `folder` is the journal's. */
export async function endCommitter(folder: string, committer: NonNullable<Journal["committer"]>): Promise<void> {
  spoil(commitIndex(folder));
  // Its id was not written down: it has just begun, and ends at the index.
  if (committer === "starting") return void (await sleep(500));
  // Where the id may be another process's by now, it is only waited for.
  if (judgeProcess(committer) === "alive" && committer.started !== null) process.kill(committer.pid, "SIGTERM");
  for (const deadline = Date.now() + patience; judgeProcess(committer) === "alive"; ) {
    if (Date.now() > deadline) {
      throw new UserError(`git is still making the commit of an interrupted gtm (process ${committer.pid})`, {
        hint: "try again when it has finished",
      });
    }
    await sleep(10);
  }
}

/** Git reads the index again after its first hook. It refuses a broken one; a missing one would be an empty one to it. */
function spoil(index: string): void {
  rmSync(`${index}.lock`, { force: true });
  try {
    writeFileSync(index, "cut off");
  } catch {
    // On a full disk the file is empty by now, which is as good.
  }
}
