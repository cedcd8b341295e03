/** Files that git could not merge, settled: written, and taken into the index where nothing is left of the conflict. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Repository, Settlement } from "../ports.ts";
import { closeJournal, openJournal } from "./change-journal.ts";
import { lockFile } from "./cut-off.ts";
import { bytesOf, emptyPlace, exchangeFile } from "./exchange-file.ts";
import { replaceFile } from "./files.ts";
import { whenUnlocked } from "./git-contention.ts";
import { holdIndex, indexFile } from "./git-index.ts";
import { withLock } from "./lock.ts";
import { recover, type Tools } from "./recover.ts";
import { replaceSame } from "./restore-file.ts";
import { whileStoppable } from "./stop-signals.ts";

/**
 * See `Git.settle` in ports.ts. Killed at any moment it leaves whole files, old or new, and an index that waits for them: the
 * next `resolve` finds its own texts, and goes on.
 */
export async function settleFiles(
  tools: Tools,
  repository: Repository,
  settlements: () => readonly Settlement[],
): Promise<void> {
  await whileStoppable((signal) =>
    withLock(
      lockFile(repository.gitFolder),
      async () => {
        await recover(tools, repository);
        const folder = openJournal(repository.gitFolder);
        try {
          await whenUnlocked(() => settle(tools, repository, folder, settlements()), signal);
        } finally {
          closeJournal(folder);
        }
      },
      { signal },
    ),
  );
}

async function settle(
  { git, environment }: Tools,
  { top, gitFolder }: Repository,
  folder: string,
  settlements: readonly Settlement[],
): Promise<void> {
  const hold = holdIndex(indexFile(gitFolder, environment), folder);
  try {
    for (const { path, before, after } of settlements) {
      const file = join(top, path);
      if (before === after) continue;
      if (!(before === null ? placeNew(folder, top, file, after) : replace(folder, top, file, before, after))) {
        throw new UserError(`${path} was saved by another program meanwhile, and is left as saved`, {
          hint: "try again when nothing is writing to it",
        });
      }
    }
    const solved = settlements.filter(({ isSolved }) => isSolved);
    const entries = await Promise.all(
      solved.map(async ({ path, mode, after }) => {
        const id = await git(top, ["hash-object", "-w", `--path=${path}`, "--stdin"], { input: after });
        return { path, entry: { mode, id: id.trim() } };
      }),
    );
    await hold.put(git, top, entries);
  } finally {
    hold.release();
  }
}

function replace(folder: string, top: string, file: string, before: string, after: string): boolean {
  const now = bytesOf(file);
  return now?.equals(Buffer.from(before)) === true && replaceSame(folder, top, file, { before: now, after });
}

function placeNew(folder: string, top: string, file: string, after: string): boolean {
  let isPut = false;
  replaceFile(file, after, top, (fresh, target) => {
    isPut = exchangeFile(fresh, target, { expected: null, kept: emptyPlace(folder) });
    if (!isPut) rmSync(fresh, { force: true });
  });
  return isPut;
}
