/** The files of a change in the work tree: read, edited, written, and looked at again, for others save them too. */
import { statSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { FileEdit } from "../ports.ts";
import { type Intent, oldFile, topmostMissing, writeIntent } from "./change-journal.ts";
import { exchangeFile, holds, takeAway } from "./exchange-file.ts";
import { files, isWithin, readPlainText, replaceFile } from "./files.ts";
import { removeLitter } from "./temporary-file.ts";

/** A file before and after; `name` is its path from the top, with slashes. */
export interface FileDraft {
  readonly path: string;
  readonly name: string;
  readonly edit: FileEdit["edit"];
  readonly before: string | null;
  readonly after: string | null;
}

/** A file that is about to be edited, as it is now. */
type FileBefore = Omit<FileDraft, "after">;

/** The files of some edits. Two edits of one file follow each other. */
export function readBefore(top: string, edits: readonly FileEdit[]): readonly FileBefore[] {
  const byPath = new Map<string, FileEdit["edit"]>();
  for (const { path, edit } of edits) {
    const real = files.realPath(path);
    const earlier = byPath.get(real);
    byPath.set(real, earlier === undefined ? edit : (text) => edit(earlier(text)));
  }
  return [...byPath].map(([path, edit]) => {
    const name = relative(top, path).split(sep).join("/");
    if (!isWithin(top, path) || name === "") throw new UserError(`${path} is outside the repository ${top}`);
    return { path, name, edit, before: textOf(path) };
  });
}

/** What the edits make of them, without those that stay as they are; null where the plan was made from other texts. */
export function makeDrafts(edits: readonly FileEdit[], before: readonly FileBefore[]): readonly FileDraft[] | null {
  const drafts = before.map((file): FileDraft => ({ ...file, after: file.edit(file.before) }));
  const texts = new Map(drafts.map((draft) => [draft.path, draft]));
  const isPlanned = ({ path, madeFrom, isLeftover }: FileEdit): boolean => {
    const draft = texts.get(files.realPath(path));
    return madeFrom === undefined || draft?.before === (isLeftover ? draft?.after : madeFrom);
  };
  if (!edits.every(isPlanned)) return null;
  const leftovers = new Set(edits.flatMap(({ path, isLeftover }) => (isLeftover ? files.realPath(path) : [])));
  return drafts.filter(({ path, before, after }) => before !== after || leftovers.has(path));
}

function textOf(path: string): string | null {
  return files.exists(path) ? readPlainText(path) : null;
}

/** Tries until nobody saves a file while it is tried: then `attempt` gives something. */
export async function whenQuiet<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let tries = 0; tries < 10; tries++) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new UserError("the files keep changing while gtm reads them", {
    hint: "try again when nothing is writing to them",
  });
}

export function isAsRead({ path, before }: FileDraft): boolean {
  return textOf(path) === before;
}

/** Writes the files, once the journal knows of them; gives a stamp of each as gtm wrote it, for `refuseSaved`. */
export function writeDrafts(
  folder: string,
  top: string,
  drafts: readonly FileDraft[],
  { message, ...intent }: { readonly message: string } & Pick<Intent, "head" | "commit" | "target">,
): readonly string[] {
  const entries = drafts.map(({ name, path, before, after }) => ({
    name,
    isNew: before === null,
    isGone: after === null,
    made: topmostMissing(path),
  }));
  const subject = message.split("\n")[0] ?? "";
  const texts = drafts.map(({ after }) => after);
  writeIntent(folder, top, { ...intent, subject, files: entries }, texts);
  // Once: to look through a folder for each of its files takes the square of their number.
  for (const place of new Set(drafts.map(({ path }) => dirname(path)))) removeLitter(place);
  return drafts.map(({ path, name, before, after }, index) => {
    const expected = { expected: bytesIn(before), kept: oldFile(folder, index) };
    let stamp = "";
    if (after === null) {
      if (!takeAway(folder, path, Buffer.from(before ?? ""))) throw savedMeanwhile([name], null);
      return stamp;
    }
    replaceFile(path, after, top, (fresh, target) => {
      // Before it is moved: from then on, what lies there may be somebody else's.
      stamp = stampOf(fresh);
      if (!exchangeFile(fresh, target, expected)) throw savedMeanwhile([name], null);
    });
    return stamp;
  });
}

function bytesIn(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text);
}

/** Throws a UserError where somebody has saved one of the files since it was stamped, or the one that was there before. */
export function refuseSaved(folder: string, drafts: readonly FileDraft[], stamps: readonly string[]): void {
  const saved = drafts.flatMap(({ path, name, before, after }, index) => {
    const isOld = before === null || holds(oldFile(folder, index), Buffer.from(before));
    const isNew = after === null || holds(path, Buffer.from(after));
    return isOld && stampOf(path) === stamps[index] && isNew ? [] : [name];
  });
  if (saved.length > 0) throw savedMeanwhile(saved, null);
}

/**
 * Another one each time that a file is saved, but for a text of the same length in the same few milliseconds: the file
 * system's clock ticks no faster. A move leaves it the same.
 */
function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}

/** Files that another program has saved in the middle of a change, which was then taken back. */
class SavedMeanwhile extends UserError {
  readonly names: readonly string[];

  constructor(names: readonly string[], { reason, cause }: { readonly reason: string; readonly cause: unknown }) {
    const [is, it] = names.length === 1 ? ["was", "it is"] : ["were", "they are"];
    super(
      `${reason}${names.join(", ")} ${is} saved by another program while gtm was running, so ${it} left as saved; nothing was committed`,
      { hint: "check it with git diff, then try again", cause },
    );
    this.names = names;
  }
}

/** What the user is told of them, and of the `cause` that ended the change where that was another one. */
export function savedMeanwhile(names: readonly string[], cause: unknown): UserError {
  if (cause instanceof SavedMeanwhile) {
    return new SavedMeanwhile([...new Set([...cause.names, ...names])], { reason: "", cause });
  }
  return new SavedMeanwhile(names, { reason: cause instanceof UserError ? `${cause.message}\n` : "", cause });
}

/** The files that an editor has saved meanwhile from an older reading: they lack the change, though it is committed. */
export function findOverwritten(drafts: readonly FileDraft[]): readonly string[] {
  return drafts.flatMap(({ path, name, before, after }) => {
    if (after === null) return [];
    const old = new Set(before?.split("\n"));
    const now = new Set(textOf(path)?.split("\n"));
    return after.split("\n").every((line) => old.has(line) || now.has(line)) ? [] : [name];
  });
}
