/** A change brought into the work tree and the user's index, and the commit's own index filled. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { BranchMove, ChangePlan, Repository } from "../ports.ts";
import { writeSteps } from "./change-journal.ts";
import {
  type FileDraft,
  isAsRead,
  makeDrafts,
  readBefore,
  refuseSaved,
  whenQuiet,
  writeDrafts,
} from "./file-drafts.ts";
import { commitIndex, fillIndex } from "./git-commit.ts";
import { addToIndex, copyIndex, type HeldIndex, onIndex, putInIndex } from "./git-index.ts";
import { cutPieces, type Step } from "./git-pieces.ts";
import type { RunGit } from "./git-process.ts";
import { readStatus, type Status } from "./git-status.ts";

export interface StageJob {
  readonly git: RunGit;
  readonly repository: Repository;
  readonly plan: () => ChangePlan;
  /** The user's index. */
  readonly index: string;
  /** The journal's folder, for the change's own files too. */
  readonly folder: string;
  /** Where the branch goes, in place of a commit that is made. */
  readonly move: BranchMove | null;
}

export interface Staged {
  readonly message: string;
  readonly head: string | null;
  readonly drafts: readonly FileDraft[];
  /** False where HEAD has all of the change already. */
  readonly isNews: boolean;
}

/** Writes the change into the work tree and the user's index, and fills the commit's; null where there is none. */
export async function stage(job: StageJob, hold: HeldIndex): Promise<Staged | null> {
  const {
    git,
    repository: { top },
    folder,
    index,
  } = job;
  const reading = await readChange(job);
  if (reading === null) return null;
  const { message, drafts, status, pieces } = reading;
  const { head } = status;
  if (job.move !== null && job.move.from !== head) {
    throw new UserError("the branch has moved meanwhile, and nothing was changed", { hint: "try again" });
  }
  const target = job.move === null ? {} : { target: job.move.to };
  const whole = drafts.map(({ name }) => name).filter((name) => !status.files.get(name)?.hasOwnWork);
  const stamps = writeDrafts(folder, top, drafts, { message, head, commit: true, ...target });
  const copy = join(folder, "user-index");
  copyIndex(index, copy);
  const parts = { whole, pieces };
  const tasks = [stageParts(onIndex(git, copy), top, parts)];
  const isSame = status.isIndexClean && pieces.length === 0;
  if (!isSame) tasks.push(fillIndex(git, top, { folder, index, head }, parts));
  // All of them end before anything is taken back.
  await Promise.allSettled(tasks);
  await Promise.all(tasks);
  // Git has read the files from the work tree: what it read must be what gtm has written there.
  refuseSaved(folder, drafts, stamps);
  const wholeSteps = whole.map((path) => {
    return { file: path, path, entry: status.files.get(path)?.place.entry ?? null, committed: null, staged: null };
  });
  writeSteps(folder, [...pieces, ...wholeSteps]);
  if (isSame) copyIndex(copy, commitIndex(folder));
  if (existsSync(copy)) hold.replaceBy(copy);
  const isNews = whole.length > 0 || pieces.some(({ committed }) => committed !== null);
  return { message, head, drafts, isNews };
}

/** Takes the change into the user's index. */
async function stageParts(
  git: RunGit,
  top: string,
  { whole, pieces }: { readonly whole: readonly string[]; readonly pieces: readonly Step[] },
): Promise<void> {
  await addToIndex(git, top, whole);
  const entries = pieces.flatMap(({ path, staged, entry }) =>
    staged === null ? [] : [{ path, entry: { ...staged, mark: entry?.mark ?? null } }],
  );
  await putInIndex(git, top, entries);
}

interface Reading {
  readonly message: string;
  readonly drafts: readonly FileDraft[];
  readonly status: Status;
  readonly pieces: readonly Step[];
}

/** What is to be done, once more if a file was saved while git was asked about it; null where that is nothing. */
async function readChange(job: StageJob): Promise<Reading | null> {
  const {
    git,
    repository: { top },
    plan,
  } = job;
  return await whenQuiet(async () => {
    const { message, edits } = plan();
    const before = readBefore(top, edits);
    // Git is at work while the edits are made: it looks at the files from now on, and they are read already.
    const asked = before.length === 0 ? null : askStatus(job, before);
    const drafts = makeDrafts(edits, before);
    if (drafts === null) return;
    if (drafts.length === 0) return null;
    const status = await (asked !== null && drafts.length === before.length ? asked : askStatus(job, drafts));
    const pieces = await Promise.all(
      drafts.map(async (draft) => {
        const standing = status.files.get(draft.name);
        return standing?.hasOwnWork ? await cutPieces(git, top, draft, standing) : [];
      }),
    );
    return drafts.every(isAsRead) ? { message, drafts, status, pieces: pieces.flat() } : undefined;
  });
}

/** What git says of files that stay as they are after all is nobody's concern. */
function askStatus(
  { git, repository }: StageJob,
  files: readonly Pick<FileDraft, "name" | "before">[],
): Promise<Status> {
  const asked = readStatus(
    git,
    repository.top,
    files.map(({ name, before }) => ({ name, isThere: before !== null })),
  );
  asked.catch(() => {});
  return asked;
}
