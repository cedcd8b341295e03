/**
 * A commit of gtm's change alone in files that the user is still working on. The commit is made from HEAD's text through
 * an index of its own; then the user's staged text and his work tree get the same change each.
 */
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Repository } from "../ports.ts";
import { decodeText } from "./files.ts";
import { addFiles, makeCommit, whenUnlocked } from "./git-commit.ts";
import { onIndex } from "./git-index.ts";
import type { RunGit } from "./git-process.ts";
import type { Blob, FileState, Status } from "./git-status.ts";

/** A file in a change: its name from the top, and what the change makes of a text. */
export interface Change {
  readonly name: string;
  readonly edit: (text: string | null) => string;
}

interface Piece {
  readonly name: string;
  /** For the commit; null where HEAD has the change already. */
  readonly committed: Blob | null;
  /** For the user's index. */
  readonly staged: Blob;
}

export interface Prepared {
  readonly pieces: readonly Piece[];
  /** Files of the change in which the user has no work of his own. */
  readonly whole: readonly string[];
}

/** Works out, and stores in git's object database, what each index is to hold. Nothing of the user's changes yet. */
export async function preparePieces(
  git: RunGit,
  top: string,
  status: Status,
  changes: readonly Change[],
): Promise<Prepared> {
  const whole: string[] = [];
  const tasks: Promise<Piece>[] = [];
  for (const change of changes) {
    const state = status.states.get(change.name);
    if (state?.kind === "changed") tasks.push(preparePiece(git, top, change, state));
    else whole.push(change.name);
  }
  return { pieces: await Promise.all(tasks), whole };
}

async function preparePiece(
  git: RunGit,
  top: string,
  change: Change,
  { head, staged }: FileState & { kind: "changed" },
): Promise<Piece> {
  const [ofHead, ofStaged] = await Promise.all([
    head === null ? null : editBlob(git, top, change, head, "as it was last committed"),
    staged === null ? null : editBlob(git, top, change, staged, "as it is staged"),
  ]);
  const next = ofStaged ?? ofHead;
  if (next === null) throw new Error(`git status knows ${change.name} neither in HEAD nor in the index`);
  // A file that HEAD does not have yet is committed as far as the user has staged it.
  const committed = ofHead ?? next;
  return { name: change.name, committed: committed.id === head?.id ? null : committed, staged: next };
}

async function editBlob(git: RunGit, top: string, change: Change, blob: Blob, which: string): Promise<Blob> {
  // Through the filters both ways, so that `edit` sees what it would see in the work tree (CRLF, git-crypt, …).
  const text = await git(top, ["cat-file", "--filters", `--path=${change.name}`, blob.id]);
  const edited = tryEdit(change, text, which);
  const hash = ["hash-object", "-w", `--path=${change.name}`];
  return { mode: blob.mode, id: (await git(top, [...hash, "--stdin"], { input: edited })).trim() };
}

function tryEdit(change: Change, text: string, which: string): string {
  const hint = "commit or stash your own edits in that file first, or use --no-commit";
  // What could not be decoded was replaced; then the text is not git's any more.
  if (text.includes("\uFFFD") || decodeText(Buffer.from(text)) === null) {
    throw new UserError(`${change.name} ${which} is not UTF-8 text`, { hint });
  }
  try {
    return change.edit(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${change.name} ${which} cannot take this change: ${error.message}`, { hint, cause: error });
  }
}

/** Makes the commit; null where HEAD has all of it already. The work tree must have been written before. */
export async function commitPieces(
  git: RunGit,
  { top, gitFolder }: Repository,
  { prepared: { pieces, whole }, index, unborn, message, signal }: PartialCommit,
): Promise<string | null> {
  const committed = pieces.flatMap(({ name, committed }) => (committed === null ? [] : [{ name, blob: committed }]));
  if (committed.length + whole.length === 0) return null;
  const own = join(gitFolder, `gtm.index.${process.pid}`);
  const inOwnIndex = onIndex(git, own);
  try {
    // A copy keeps what the index knows of the files' times: else the commit would read every file of the repository.
    copyFileSync(index, own);
    await inOwnIndex(top, ["read-tree", ...(unborn ? ["--empty"] : ["--reset", "HEAD"])]);
    await putInIndex(inOwnIndex, top, committed);
    if (whole.length > 0) await addFiles(inOwnIndex, top, whole);
    return await makeCommit(inOwnIndex, top, message, { signal });
  } finally {
    rmSync(own, { force: true });
    rmSync(`${own}.lock`, { force: true });
  }
}

export interface PartialCommit {
  readonly prepared: Prepared;
  /** The user's index, which stays as it is. */
  readonly index: string;
  readonly unborn: boolean;
  readonly message: string;
  readonly signal: AbortSignal;
}

/** Brings the user's own index along, so that the change is not shown as undone in it. */
export async function updateUserIndex(git: RunGit, top: string, { pieces, whole }: Prepared): Promise<void> {
  await putInIndex(
    git,
    top,
    pieces.map(({ name, staged }) => ({ name, blob: staged })),
  );
  if (whole.length > 0) await addFiles(git, top, whole);
}

async function putInIndex(git: RunGit, top: string, entries: readonly { name: string; blob: Blob }[]): Promise<void> {
  if (entries.length === 0) return;
  const input = entries.map(({ name, blob }) => `${blob.mode} ${blob.id}\t${name}\0`).join("");
  await whenUnlocked(() => git(top, ["update-index", "-z", "--index-info"], { input }));
}
