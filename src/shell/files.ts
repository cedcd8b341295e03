/** Files of a tracker: read whatever a stranger put there without hanging or leaving the folder; write all or nothing. */
import { Buffer } from "node:buffer";
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isRead } from "../core/file-name.ts";
import { fileLimit, tooLarge } from "../core/file-size.ts";
import { UserError } from "../errors.ts";
import type { FileReading, Files } from "../ports.ts";
import { decodeText, encodingOf, FileText } from "./file-text.ts";
import { surveyFolder } from "./folder-survey.ts";
import { identityOf } from "./index-file.ts";
import { removeLitter, temporaryPaths } from "./temporary-file.ts";

/** O_NONBLOCK: opening a FIFO without a writer would otherwise wait for ever. Windows has no such flag. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export const files: Files = {
  exists: (path) => explainFailure(path, "read", () => statSync(path, { throwIfNoEntry: false })) !== undefined,
  isFolder: (path) =>
    explainFailure(path, "read", () => statSync(path, { throwIfNoEntry: false }))?.isDirectory() ?? false,
  read(path) {
    return textOf(path, files.readBytes(path));
  },
  readBytes(path) {
    // A pipe that the user names is meant: gtm import <(curl ...).
    const isPipe = explainFailure(path, "read", () => statSync(path).isFIFO());
    return isPipe ? explainFailure(path, "read", () => readFileSync(path)) : readPlainFile(path);
  },
  survey(folder) {
    return explainFailure(folder, "read", () => surveyFolder(folder, readEntry));
  },
  readFolder(folder) {
    const { names, read } = files.survey(folder);
    return names.map((name) => plainly(read(name)));
  },
  names(folder) {
    return explainFailure(folder, "read", () => readdirSync(folder));
  },
  readInFolder(folder, name) {
    return explainFailure(folder, "read", () => {
      const realFolder = realpathSync(folder);
      const isThere = lstatSync(join(realFolder, name), { throwIfNoEntry: false }) !== undefined;
      return isThere && isRead(name) !== false ? plainly(readEntry(realFolder, name)) : null;
    });
  },
  write(path, text, within) {
    removeLitter(dirname(path));
    replaceFile(path, text, within);
  },
  realPath(path) {
    return explainFailure(path, "read", () => realPathOf(path));
  },
};

/**
 * Replaces a file at once and gives the topmost folder that had to be made for it, or null. Refuses (UserError) where
 * the file, or the folder it would be in, is really outside of `within`. `place` puts the finished file in its place.
 */
export function replaceFile(path: string, content: Content, within: string, place: Place = renameSync): string | null {
  return explainFailure(path, "write", () => {
    const target = realPathOf(path);
    if (!isWithin(realpathSync(within), target)) {
      throw new UserError(`${path} leads out of ${within}, to ${target}`, {
        hint: "replace the link with the file itself",
      });
    }
    const old = lstatSync(target, { throwIfNoEntry: false });
    if (old !== undefined && !old.isFile()) throw new UserError(`cannot write ${path}: it ${kindOf(old)}`);
    const made = mkdirSync(dirname(target), { recursive: true }) ?? null;
    const [last = target, ...better] = temporaryPaths(target).toReversed();
    const draft = { target, content, old, place };
    if (!better.some((temporary) => moveInto(draft, temporary, elsewhere))) moveInto(draft, last, none);
    return made;
  });
}

/** What says that a temporary file cannot be had there, or not be moved from there; it can beside its target. */
const elsewhere: ReadonlySet<string> = new Set(["EXDEV", "EACCES", "EPERM", "EROFS", "ENAMETOOLONG"]);
const none: ReadonlySet<string> = new Set();

type Content = string | Uint8Array | readonly string[];
type Place = (fresh: string, target: string) => void;

interface Replacement {
  readonly target: string;
  readonly content: Content;
  readonly old: Stats | undefined;
  readonly place: Place;
}

/** Writes a temporary file and puts it in the target's place; false, with nothing left, for a failure of `forgiven` codes. */
function moveInto(
  { target, content, old, place }: Replacement,
  temporary: string,
  forgiven: ReadonlySet<string>,
): boolean {
  try {
    writeParts(temporary, Array.isArray(content) ? content : [content]);
    if (old !== undefined) chmodSync(temporary, old.mode & 0o7777);
    place(temporary, target);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    if (forgiven.has(codeOf(error) ?? "")) return false;
    throw error;
  }
}

/** Into a file that is made for it. */
function writeParts(path: string, parts: readonly (string | Uint8Array)[]): void {
  const file = openSync(path, "wx");
  try {
    for (const part of parts) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
}

/** The text of a file that is no pipe, device or folder: never waits. Throws a UserError like `Files.read`. */
export function readPlainText(path: string): string {
  return textOf(path, readPlainFile(path));
}

/** True where `path` is the folder or lies in it; both must be real paths. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
}

function textOf(path: string, bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === null) throw new UserError(`${path} is not UTF-8 text`, { hint: "save it as UTF-8 and try again" });
  return text;
}

function readPlainFile(path: string): Uint8Array {
  const bytes = explainFailure(path, "read", () => readBytesOrProblem(path, Number.POSITIVE_INFINITY));
  if (typeof bytes === "string") throw new UserError(`cannot read ${path}: it ${bytes}`);
  return bytes;
}

/** With the text itself. */
function plainly(reading: FileReading): FileReading {
  return "text" in reading ? { name: reading.name, text: reading.text } : reading;
}

/** One of a folder's files; one that cannot be read is a problem. */
function readEntry(realFolder: string, name: string): FileReading {
  const wanted = isRead(name);
  if (wanted !== true) return { name, problem: wanted || "is not read" };
  const path = `${realFolder}/${name}`;
  try {
    if (opensLinks && lstatSync(path).isSymbolicLink()) return readLinked(realFolder, name);
    return readItself(path, name, { isLinked: false });
  } catch (error) {
    if (linkRefusals.has(codeOf(error) ?? "")) return readLinked(realFolder, name);
    return { name, problem: codeOf(error) === "ENOENT" ? "was removed while gtm was reading" : reasonOf(error) };
  }
}

/** Where the system cannot be told to refuse links, as on Windows, they are looked for first. */
const opensLinks = constants.O_NOFOLLOW === undefined;
const linkRefusals: ReadonlySet<string> = new Set(["ELOOP", "EMLINK"]);

function readLinked(realFolder: string, name: string): FileReading {
  const path = join(realFolder, name);
  try {
    if (!isWithin(realFolder, realpathSync(path))) return { name, problem: "is a link that leads out of the folder" };
    return readItself(path, name, { isLinked: true });
  } catch (error) {
    return { name, problem: reasonOf(error) };
  }
}

/** Thousands of small files are read: a piece of memory for each four of them, as usual, is a third of what that costs. */
Buffer.poolSize = 1024 * 1024;

function readItself(path: string, name: string, { isLinked }: { readonly isLinked: boolean }): FileReading {
  const file = openSync(path, isLinked ? readFlags : readFlags | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = fstatSync(file);
    const bytes = bytesOrProblem(file, stats, path, fileLimit);
    if (typeof bytes === "string") return { name, problem: bytes };
    const encoding = encodingOf(bytes);
    if (encoding === null) return { name, problem: "is not UTF-8 text" };
    return new FileText(name, bytes, encoding, isLinked ? null : identityOf(stats));
  } finally {
    closeSync(file);
  }
}

function reasonOf(error: unknown): string {
  return reasons[codeOf(error) ?? ""] ?? `cannot be read (${codeOf(error) ?? String(error)})`;
}

/** The bytes of a regular file, or what is wrong with it as the end of a sentence. */
function readBytesOrProblem(path: string, limit: number): Buffer | string {
  const file = openSync(path, readFlags);
  try {
    return bytesOrProblem(file, fstatSync(file), path, limit);
  } finally {
    closeSync(file);
  }
}

function bytesOrProblem(file: number, stats: Stats, path: string, limit: number): Buffer | string {
  if (!stats.isFile()) return kindOf(stats);
  if (stats.size > limit) return tooLarge;
  const bytes = Buffer.allocUnsafe(stats.size);
  // A file that changes under the reader is read again as a whole; almost never, hence the cheap way first.
  return readSync(file, bytes) === stats.size ? bytes : readFileSync(path);
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    // A dangling link must not pass for a free name: writing would follow it.
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw new UserError(`${path} is a link to nothing`);
    const parent = dirname(path);
    return parent === path ? path : join(realPathOf(parent), basename(path));
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "is a folder, not a file";
  return stats.isFIFO() ? "is a pipe, not a file" : "is a device, not a file";
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "is a link to nothing",
  ELOOP: "is a link to itself",
  EACCES: "cannot be read: permission denied",
  ENXIO: "is a device, not a file",
};

/** Turns what the file system says about a path into words; anything else is a bug and passes. */
export function explainFailure<Result>(path: string, verb: "read" | "write", action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    const isForbidden = verb === "write" && ["EACCES", "EPERM", "EROFS"].includes(codeOf(error) ?? "");
    const hint = isForbidden ? "make it writable for you, or work in a clone of your own" : undefined;
    throw new UserError(failureWords(verb, path, error), { cause: error, ...(hint && { hint }) });
  }
}

/** What the system said when `path` could not be read or written, in words. */
export function failureWords(verb: "read" | "write", path: string, error: unknown): string {
  const code = codeOf(error) ?? String(error);
  if (code === "ENOENT") return `no such file: ${path}`;
  if (code === "ENOTDIR") return `part of the path is not a folder: ${path}`;
  const reason = failures[code];
  return reason === undefined ? `cannot ${verb} ${path} (${code})` : `cannot ${verb} ${path}: ${reason}`;
}

const failures: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder",
  ELOOP: "its links form a loop",
  ENXIO: "it is a device, not a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "your disk quota is used up",
  EFBIG: "the file would be too large",
  EIO: "the disk reported an error",
  ENAMETOOLONG: "the name is too long",
};

/** The system's code of a failed call (ENOENT, …), or undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
