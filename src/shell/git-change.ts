/** One change: under the lock, read, edit, write, commit; and back to what was, should any of it fail. */
import { readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { ChangePlan, FileEdit, Repository } from "../ports.ts";
import { files, isWithin, readPlainText, replaceFile } from "./files.ts";
import { addFiles, explainRefusal, makeCommit, unstageFiles } from "./git-commit.ts";
import { indexFile, onIndex, withIndexHeld } from "./git-index.ts";
import { commitPieces, preparePieces, updateUserIndex } from "./git-partial-commit.ts";
import type { Environment, RunGit } from "./git-process.ts";
import { commonFolder, findObstacle } from "./git-repository.ts";
import { readStatus, type Status } from "./git-status.ts";
import { withLock } from "./lock.ts";

/** A file before and after; `name` is its path from the top, with slashes. */
interface Draft {
  readonly path: string;
  readonly name: string;
  readonly edit: FileEdit["edit"];
  readonly before: string | null;
  readonly after: string;
}

/** See `Git.change` in ports.ts. */
export async function makeChange(
  git: RunGit,
  environment: Environment,
  repository: Repository,
  plan: () => ChangePlan,
  { commit }: { readonly commit: boolean },
): Promise<string | null> {
  const { top, gitFolder } = repository;
  return await withLock(join(commonFolder(gitFolder), "gtm.lock"), async (signal) => {
    // Asked again under the lock: a merge may have begun since the repository was looked at.
    const obstacle = commit ? findObstacle(gitFolder) : null;
    if (obstacle !== null) throw new UserError(obstacle.message, { hint: obstacle.hint });
    const { message, edits } = plan();
    const drafts = readDrafts(top, edits);
    if (drafts.length === 0) return null;
    if (!commit) {
      writeDrafts(top, drafts);
      return null;
    }
    const names = drafts.map(({ name }) => name);
    const status = await readStatus(git, top, names);
    const isPartial = [...status.states.values()].some(({ kind }) => kind === "changed");
    const job = { git, repository, drafts, status, message, signal };
    return isPartial ? await commitPart(job, environment) : await commitWhole(job);
  });
}

interface Job {
  readonly git: RunGit;
  readonly repository: Repository;
  readonly drafts: readonly Draft[];
  readonly status: Status;
  readonly message: string;
  readonly signal: AbortSignal;
}

async function commitWhole({ git, repository: { top }, drafts, status, message, signal }: Job): Promise<string> {
  const names = drafts.map(({ name }) => name);
  const fresh = names.filter((name) => ["absent", "untracked"].includes(status.states.get(name)?.kind ?? ""));
  const undo = writeDrafts(top, drafts);
  try {
    if (fresh.length > 0) await addFiles(git, top, fresh);
    return await makeCommit(git, top, message, { names, signal });
  } catch (error) {
    undo();
    if (fresh.length > 0) await unstageFiles(git, top, fresh);
    throw await explainRefusal(git, top, error, signal);
  }
}

async function commitPart(
  { git, repository, drafts, message, signal }: Job,
  environment: Environment,
): Promise<string | null> {
  const { top, gitFolder } = repository;
  const index = indexFile(gitFolder, environment);
  return await withIndexHeld(index, async (draftIndex) => {
    // Read again now that nothing can move: a commit made from an older HEAD would take the newer one's changes back.
    const names = drafts.map(({ name }) => name);
    const status = await readStatus(git, top, names);
    const prepared = await preparePieces(git, top, status, drafts);
    const undo = writeDrafts(top, drafts);
    let id: string | null;
    try {
      id = await commitPieces(git, repository, { prepared, index, unborn: status.unborn, message, signal });
    } catch (error) {
      undo();
      throw await explainRefusal(git, top, error, signal);
    }
    await updateUserIndex(onIndex(git, draftIndex), top, prepared).catch((error: unknown) => {
      throw indexLeftBehind(id, error);
    });
    return id;
  });
}

/** The commit stands: taking it back now could take somebody else's with it. */
function indexLeftBehind(id: string | null, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(`committed as ${id}, but the index still holds the files as they were: ${reason}`, {
    hint: "git diff --cached shows the change as undone: stage these files again before the next commit",
    cause: error,
  });
}

/** What the edits make of the files, without those that stay as they are. Two edits of one file follow each other. */
function readDrafts(top: string, edits: readonly FileEdit[]): readonly Draft[] {
  const byPath = new Map<string, FileEdit["edit"]>();
  for (const { path, edit } of edits) {
    const real = files.realPath(path);
    const earlier = byPath.get(real);
    byPath.set(real, earlier === undefined ? edit : (text) => edit(earlier(text)));
  }
  const drafts = [...byPath].map(([path, edit]): Draft => {
    const name = relative(top, path).split(sep).join("/");
    if (!isWithin(top, path) || name === "") throw new UserError(`${path} is outside of the repository ${top}`);
    const before = files.exists(path) ? readPlainText(path) : null;
    return { path, name, edit, before, after: edit(before) };
  });
  const leftovers = new Set(edits.flatMap(({ path, isLeftover }) => (isLeftover ? files.realPath(path) : [])));
  return drafts.filter(({ path, before, after }) => before !== after || leftovers.has(path));
}

/** Writes all or nothing, and gives the way back. */
function writeDrafts(top: string, drafts: readonly Draft[]): () => void {
  const steps: (() => void)[] = [];
  const undo = (): void => {
    for (const step of steps.reverse()) step();
  };
  try {
    for (const { path, before, after } of drafts) {
      const bytes = before === null ? null : readFileSync(path);
      const made = replaceFile(path, after, top);
      steps.push(() => {
        if (bytes !== null) replaceFile(path, bytes, top);
        else removeFile(path, made);
      });
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

/** Removes a file that was new, and the folders that were made for it. */
function removeFile(path: string, topmostMade: string | null): void {
  rmSync(path, { force: true });
  if (topmostMade === null) return;
  for (let folder = dirname(path); isWithin(topmostMade, folder); folder = dirname(folder)) rmdirSync(folder);
}
