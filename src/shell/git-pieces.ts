/**
 * What a change makes of the texts that git holds, where the user has work of his own in the file: the committed text and
 * the staged one get the same change each, and the work in between stays what it was.
 */
import { UserError } from "../errors.ts";
import { decodeText } from "./file-text.ts";
import type { Blob, IndexEntry, Place } from "./git-index.ts";
import type { RunGit } from "./git-process.ts";
import type { Standing } from "./git-status.ts";

/** A path of the repository before and after a change. */
export interface Step {
  /** The file of the work tree that it is about: another path where that has been renamed. */
  readonly file: string;
  readonly path: string;
  readonly entry: IndexEntry | null;
  /** What the commit has there; null where it leaves the path as it is. */
  readonly committed: Blob | null;
  /** What the user's index has there; null where it stays as it is. */
  readonly staged: Blob | null;
}

/** A file in a change: its name from the top, and what the change makes of a text. */
export interface Change {
  readonly name: string;
  readonly edit: (text: string | null) => string | null;
}

/** Works out what each place of a file is to hold, and stores it in git's object database. */
export async function cutPieces(
  git: RunGit,
  top: string,
  change: Change,
  { place, earlier }: Standing,
): Promise<readonly Step[]> {
  const steps = await Promise.all([
    editPlace(git, top, change, earlier ?? place),
    // The new name is the user's own work, and is not committed.
    ...(earlier === null ? [] : [editPlace(git, top, change, place).then((step) => ({ ...step, committed: null }))]),
  ]);
  return steps.filter(({ committed, staged }) => committed !== null || staged !== null);
}

async function editPlace(git: RunGit, top: string, change: Change, { path, head, entry }: Place): Promise<Step> {
  const isStaged = entry !== null && entry.id !== head?.id;
  const [ofHead, ofEntry] = await Promise.all([
    head === null ? null : editBlob(git, top, change, head, "as it was last committed"),
    isStaged ? editBlob(git, top, change, entry, "as it is staged") : null,
  ]);
  // A file that HEAD does not have yet is committed as far as the user has staged it.
  const committed = ofHead ?? ofEntry;
  const staged = ofEntry ?? ofHead;
  return {
    file: change.name,
    path,
    entry,
    committed: committed?.id === head?.id ? null : committed,
    // The mode is the user's own: a chmod may be all that is staged.
    staged: entry === null || staged === null ? null : { ...staged, mode: entry.mode },
  };
}

async function editBlob(git: RunGit, top: string, change: Change, blob: Blob, which: string): Promise<Blob> {
  // Through the filters both ways, so that `edit` sees what it would see in the work tree (CRLF, git-crypt, …).
  const text = await git(top, ["cat-file", "--filters", `--path=${change.name}`, blob.id]);
  const edited = tryEdit(change, text, which);
  const id = await git(top, ["hash-object", "-w", `--path=${change.name}`, "--stdin"], { input: edited });
  return { mode: blob.mode, id: id.trim() };
}

function tryEdit(change: Change, text: string, which: string): string {
  const hint = "commit or stash your own edits in that file first, or use --no-commit";
  // What could not be decoded was replaced; then the text is not git's any more.
  if (text.includes("\uFFFD") || decodeText(Buffer.from(text)) === null) {
    throw new UserError(`${change.name} ${which} is not UTF-8 text`, { hint });
  }
  let edited: string | null;
  try {
    edited = change.edit(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${change.name} ${which} cannot take this change: ${error.message}`, { hint, cause: error });
  }
  if (edited === null) throw new UserError(`${change.name} has edits of your own, and would be renamed`, { hint });
  return edited;
}
