/**
 * One change: under the lock, read, edit, write, stage, commit. Up to the commit everything can be taken back, and after it
 * nothing is left to do: the work tree and the index have the change already when HEAD gets it.
 */
import { existsSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { ChangePlan, FileEdit, Repository } from "../ports.ts";
import { closeJournal, openJournal, topmostMissing, writeIntent, writeSteps } from "./change-journal.ts";
import { lockFile } from "./cut-off.ts";
import { files, isWithin, readPlainText, replaceFile } from "./files.ts";
import { commitIndex, explainRefusal, fillIndex, makeCommit } from "./git-commit.ts";
import { contentionIn, whenUnlocked } from "./git-contention.ts";
import { addToIndex, copyIndex, type HeldIndex, holdIndex, indexFile, onIndex, putInIndex } from "./git-index.ts";
import { cutPieces, type Step } from "./git-pieces.ts";
import { GitFailure, type RunGit } from "./git-process.ts";
import { findObstacle } from "./git-repository.ts";
import { readStatus, type Status } from "./git-status.ts";
import { isHeld, withLock } from "./lock.ts";
import { recover, type Tools } from "./recover.ts";
import { whileStoppable } from "./stop-signals.ts";
import { takeBack } from "./take-back.ts";

/** A file before and after; `name` is its path from the top, with slashes. */
interface Draft {
  readonly path: string;
  readonly name: string;
  readonly edit: FileEdit["edit"];
  readonly before: string | null;
  readonly after: string;
}

interface Job extends Tools {
  readonly repository: Repository;
  readonly plan: () => ChangePlan;
  readonly commit: boolean;
  readonly signal: AbortSignal;
  /** The user's index. */
  readonly index: string;
  /** The journal's folder, for the change's own files too. */
  readonly folder: string;
}

/** See `Git.change` in ports.ts. */
export async function makeChange(
  tools: Tools,
  repository: Repository,
  plan: () => ChangePlan,
  { commit }: { readonly commit: boolean },
): Promise<string | null> {
  const index = indexFile(repository.gitFolder, tools.environment);
  return await whileStoppable((signal) =>
    withLock(
      lockFile(repository.gitFolder),
      async () => {
        await recover(tools, repository);
        return await whenUnlocked(() => attempt({ ...tools, repository, plan, commit, signal, index }), signal);
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
  } catch (error) {
    // What a command only reads is there all the same; one that changes something meets the same error, and says so.
    if (!(error instanceof UserError)) throw error;
    tools.say(error.message);
  }
}

/** Makes the change, or leaves everything as it was. */
async function attempt(given: Omit<Job, "folder">): Promise<string | null> {
  const { git, index, repository, signal } = given;
  const job: Job = { ...given, folder: openJournal(repository.gitFolder) };
  let id: string | null;
  try {
    id = job.commit ? await makeCommitted(job) : writeOnly(job);
  } catch (error) {
    const cut = { git, top: repository.top, index, folder: job.folder, keepTexts: false };
    const { commit, saved } = await takeBack(cut).catch((failure: unknown) => {
      throw notTakenBack(error, failure);
    });
    closeJournal(job.folder);
    if (commit !== null) return commit;
    if (saved.length > 0) throw savedMeanwhile(saved, error);
    throw signal.aborted ? new UserError("stopped; nothing was changed", { cause: error }) : error;
  }
  closeJournal(job.folder);
  return id;
}

/** For `--no-commit`: the files alone. */
function writeOnly({ repository: { top }, plan, folder }: Job): null {
  const { message, edits } = plan();
  const drafts = readDrafts(top, edits);
  writeDrafts(folder, top, drafts, { message, head: null, commit: false });
  return null;
}

async function makeCommitted(job: Job): Promise<string | null> {
  const { git, repository, folder, index, signal } = job;
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
    const id = await makeCommit(git, { repository, folder, head: staged.head, message: staged.message, signal });
    tellSaved(job, staged.drafts);
    return id;
  } catch (error) {
    const isRefusal = error instanceof GitFailure && contentionIn(error) === null && !signal.aborted;
    throw isRefusal ? await explainRefusal(git, repository.top, error) : error;
  }
}

interface Staged {
  readonly message: string;
  readonly head: string | null;
  readonly drafts: readonly Draft[];
  /** False where HEAD has all of the change already. */
  readonly isNews: boolean;
}

/** Writes the change into the work tree and the user's index, and fills the commit's; null where there is none. */
async function stage(job: Job, hold: HeldIndex): Promise<Staged | null> {
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
  const whole = drafts.map(({ name }) => name).filter((name) => !status.files.get(name)?.hasOwnWork);
  const stamps = writeDrafts(folder, top, drafts, { message, head, commit: true });
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
  const saved = drafts.filter(({ path }, at) => stampOf(path) !== stamps[at]);
  if (saved.length > 0)
    throw savedMeanwhile(
      saved.map(({ name }) => name),
      null,
    );
  const wholeSteps = whole.map((path) => {
    return { path, entry: status.files.get(path)?.place.entry ?? null, committed: null, staged: null };
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
  readonly drafts: readonly Draft[];
  readonly status: Status;
  readonly pieces: readonly Step[];
}

/** What is to be done, once more if a file was saved while git was asked about it; null where that is nothing. */
async function readChange({ git, repository: { top }, plan }: Job): Promise<Reading | null> {
  for (let tries = 0; tries < 10; tries++) {
    const { message, edits } = plan();
    const drafts = readDrafts(top, edits);
    if (drafts.length === 0) return null;
    const status = await readStatus(
      git,
      top,
      drafts.map(({ name, before }) => ({ name, isThere: before !== null })),
    );
    const pieces = await Promise.all(
      drafts.map(async (draft) => {
        const standing = status.files.get(draft.name);
        return standing?.hasOwnWork ? await cutPieces(git, top, draft, standing) : [];
      }),
    );
    if (drafts.every(isAsRead)) return { message, drafts, status, pieces: pieces.flat() };
  }
  throw new UserError("the files change faster than gtm can read them", { hint: "try again when they are at rest" });
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
    const before = textOf(path);
    return { path, name, edit, before, after: edit(before) };
  });
  const leftovers = new Set(edits.flatMap(({ path, isLeftover }) => (isLeftover ? files.realPath(path) : [])));
  return drafts.filter(({ path, before, after }) => before !== after || leftovers.has(path));
}

function textOf(path: string): string | null {
  return files.exists(path) ? readPlainText(path) : null;
}

function isAsRead({ path, before }: Draft): boolean {
  return textOf(path) === before;
}

/** Writes the files, once the journal knows of them; gives a stamp of each as it is then. */
function writeDrafts(
  folder: string,
  top: string,
  drafts: readonly Draft[],
  { message, ...intent }: { readonly message: string; readonly head: string | null; readonly commit: boolean },
): readonly string[] {
  const entries = drafts.map(({ name, path, before }) => ({
    name,
    isNew: before === null,
    made: topmostMissing(path),
  }));
  const subject = message.split("\n")[0] ?? "";
  const texts = drafts.map(({ after }) => after);
  writeIntent(folder, top, { ...intent, subject, files: entries }, texts);
  return drafts.map((draft) => {
    if (!isAsRead(draft)) throw savedMeanwhile([draft.name], null);
    replaceFile(draft.path, draft.after, top);
    return stampOf(draft.path);
  });
}

/** Another one each time that a file is saved. */
function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}

function savedMeanwhile(names: readonly string[], cause: unknown): UserError {
  const reason = cause instanceof UserError ? `${cause.message}\n` : "";
  const [is, it] = names.length === 1 ? ["was", "it is"] : ["were", "they are"];
  return new UserError(
    `${reason}${names.join(", ")} ${is} saved by another program while gtm was at work, so ${it} left as saved; nothing was committed`,
    { hint: "git diff shows what is in there now; then try again", cause },
  );
}

function notTakenBack(error: unknown, failure: unknown): UserError {
  const [first, second] = [error, failure].map((each) => (each instanceof Error ? each.message : String(each)));
  return new UserError(`${first}\nand the change could not be taken back: ${second}`, {
    hint: "mend what stands in the way; any gtm command then takes it back",
    cause: error,
  });
}

/** What an editor saves from an older reading lacks the change that is committed: the next commit would take it back. */
function tellSaved({ say }: Job, drafts: readonly Draft[]): void {
  for (const { path, name, before, after } of drafts) {
    const old = new Set(before?.split("\n"));
    const now = new Set(textOf(path)?.split("\n"));
    const isThere = after.split("\n").every((line) => old.has(line) || now.has(line));
    if (!isThere) say(`${name} was saved by another program meanwhile, without this change: git diff ${name} shows it`);
  }
}
