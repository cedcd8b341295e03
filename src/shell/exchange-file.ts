/**
 * A file put in the place of another while other programs save there too: what they save in the same moment must not be
 * gone. Neither looking before nor looking after is enough: the one misses who comes next, the other who came first.
 */
import { constants, copyFileSync, existsSync, linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "./files.ts";

/** A link appears with its content in one step; some file systems have none. Throws where `to` is there already. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/**
 * Moves `fresh` to `path`, where a file with the bytes `expected` lies, or for null none. Gives false, and leaves what
 * is there, where another program has saved it since. `kept` is a second name of the file that is replaced, where there
 * is one: an editor that had it open writes on into that.
 */
export function exchangeFile(
  fresh: string,
  path: string,
  { expected, kept }: { readonly expected: Buffer | null; readonly kept: string },
): boolean {
  if (expected === null) return placeNew(fresh, path);
  if (!holds(path, expected)) return false;
  renameSync(fresh, path);
  if (!existsSync(kept) || holds(kept, expected)) return true;
  renameSync(kept, path);
  return false;
}

/** A link, unlike a move, never replaces a file; where there are none, looking just before must do. */
function placeNew(fresh: string, path: string): boolean {
  try {
    linkSync(fresh, path);
    rmSync(fresh, { force: true });
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    if (existsSync(path)) return false;
    renameSync(fresh, path);
  }
  return true;
}

/** Removes a file that holds `expected`; false, with it in its place, where it has been saved since. */
export function takeAway(folder: string, path: string, expected: Buffer): boolean {
  const kept = emptyPlace(folder);
  try {
    renameSync(path, kept);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    rmSync(path, { force: true });
    return true;
  }
  if (holds(kept, expected)) return true;
  exchangeFile(kept, path, { expected: null, kept });
  return false;
}

/** Where a file that is replaced or removed has its second name meanwhile. */
export function emptyPlace(folder: string): string {
  const kept = join(folder, "replaced");
  rmSync(kept, { force: true });
  return kept;
}

/** True where a file is there, with these bytes. */
export function holds(path: string, bytes: Uint8Array): boolean {
  return bytesOf(path)?.equals(bytes) ?? false;
}

/** The bytes of a file, or null where there is none. */
export function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}
