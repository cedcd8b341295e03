/** A file of the work tree brought back to what it was before a change, except for what somebody has saved in it since. */
import { linkSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type JournalFile, newTextFile, oldFile } from "./change-journal.ts";
import { bytesOf, emptyPlace, exchangeFile, takeAway } from "./exchange-file.ts";
import { codeOf, isWithin, replaceFile } from "./files.ts";

/**
 * Gives a file of the work tree its old bytes back. "saved" where it holds neither these nor the change's: then somebody
 * has saved it since, and it stays. `folder` is the journal's, `index` the file's place in it.
 */
export function restoreFile(
  folder: string,
  top: string,
  file: JournalFile,
  index: number,
): "restored" | "old" | "saved" {
  const path = join(top, file.name);
  const now = bytesOf(path);
  const after = bytesOf(newTextFile(folder, index));
  const isChanged = now !== null && after !== null && now.equals(after);
  if (file.isNew) {
    if (now === null) return "old";
    if (!isChanged || !isInside(top, path) || !takeAway(folder, path, after)) return "saved";
    if (file.made !== null) removeFolders(path, file.made);
    return "restored";
  }
  const old = oldFile(folder, index);
  const before = bytesOf(old);
  // Moved back to its place already, by one that was cut off as well.
  if (before === null) return "old";
  if (now?.equals(before)) return "old";
  if (file.isGone) {
    const isBack = isInside(top, path) && exchangeFile(old, path, { expected: null, kept: old });
    return isBack ? "restored" : "saved";
  }
  if (!isChanged || !isInside(top, path)) return "saved";
  // A move needs no room: it works on the full disk that may be the reason for going back.
  try {
    return exchange(folder, old, path, after) ? "restored" : "saved";
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
  }
  return replaceSame(folder, top, path, { before: after, after: before }) ? "restored" : "saved";
}

/** Replaces a file that holds `before`; false, with nothing changed, where it has been saved since. */
export function replaceSame(
  folder: string,
  top: string,
  path: string,
  { before, after }: { readonly before: Buffer; readonly after: string | Uint8Array },
): boolean {
  let isPut = false;
  replaceFile(path, after, top, (fresh, target) => {
    isPut = exchange(folder, fresh, target, before);
    if (!isPut) rmSync(fresh, { force: true });
  });
  return isPut;
}

function exchange(folder: string, fresh: string, path: string, expected: Buffer): boolean {
  const kept = emptyPlace(folder);
  try {
    linkSync(path, kept);
  } catch (error) {
    // No links there, no room for one, or no file any more: then looking just before must do.
    if (codeOf(error) === undefined) throw error;
  }
  return exchangeFile(fresh, path, { expected, kept });
}

/** The folder may have become a link that leads elsewhere. */
function isInside(top: string, path: string): boolean {
  return isWithin(realpathSync(top), realpathSync(dirname(path)));
}

/** Removes the folders that were made for a file, as far as nothing else has come into them. */
function removeFolders(path: string, topmostMade: string): void {
  for (let folder = dirname(path); isWithin(topmostMade, folder); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch (error) {
      if (codeOf(error) === "ENOTEMPTY" || codeOf(error) === "EEXIST") return;
      if (codeOf(error) !== "ENOENT") throw error;
    }
  }
}
