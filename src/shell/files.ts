/** Files of a tracker: read whatever a stranger put there without hanging or leaving the folder; write all or nothing. */
import { Buffer, isUtf8 } from "node:buffer";
import {
  chmodSync,
  closeSync,
  constants,
  type Dirent,
  existsSync,
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
import { UserError } from "../errors.ts";
import type { FileReading, Files } from "../ports.ts";

/** An item is a few kilobytes; what is larger is no item, and would only stall a list. */
const maxBytes = 2 * 1024 * 1024;
/** O_NONBLOCK: opening a FIFO without a writer would otherwise wait for ever. Windows has no such flag. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export const files: Files = {
  exists: (path) => existsSync(path),
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  read(path) {
    return textOf(path, files.readBytes(path));
  },
  readBytes(path) {
    // A pipe that the user names is meant: gtm import <(curl ...).
    const isPipe = mendable(path, "read", () => statSync(path).isFIFO());
    return isPipe ? mendable(path, "read", () => readFileSync(path)) : readPlainFile(path);
  },
  readFolder(folder) {
    const entries = mendable(folder, "read", () => readdirSync(folder, { withFileTypes: true }));
    const realFolder = realpathSync(folder);
    return entries
      .filter((entry) => entry.name.endsWith(".md"))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => readEntry(realFolder, entry));
  },
  write(path, text, within) {
    replaceFile(path, text, within);
  },
  realPath(path) {
    return mendable(path, "read", () => realPathOf(path));
  },
};

/**
 * Replaces a file at once and gives the topmost folder that had to be made for it, or null. Refuses (UserError) where
 * the file, or the folder it would be in, is really outside of `within`.
 */
export function replaceFile(path: string, content: string | Uint8Array, within: string): string | null {
  return mendable(path, "write", () => {
    const target = realPathOf(path);
    if (!isWithin(realpathSync(within), target)) {
      throw new UserError(`${path} leads out of ${within}, to ${target}`, {
        hint: "replace the link by the file itself",
      });
    }
    const old = lstatSync(target, { throwIfNoEntry: false });
    if (old !== undefined && !old.isFile()) throw new UserError(`cannot write ${path}: it ${kindOf(old)}`);
    const made = mkdirSync(dirname(target), { recursive: true }) ?? null;
    const temporary = join(
      dirname(target),
      `.${basename(target)}.${process.pid}.${Math.random().toString(36).slice(2)}`,
    );
    try {
      writeFileSync(temporary, content, { flag: "wx" });
      if (old !== undefined) chmodSync(temporary, old.mode & 0o7777);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    return made;
  });
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

/** The text of UTF-8 bytes with its byte order mark, or null: the bytes that are written back must be the bytes read. */
export function decodeText(bytes: Uint8Array): string | null {
  // A NUL passes as UTF-8, but no text has one, and git takes the file for binary.
  if (!isUtf8(bytes) || bytes.includes(0)) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function textOf(path: string, bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === null) throw new UserError(`${path} is not UTF-8 text`, { hint: "save it as UTF-8 and try again" });
  return text;
}

function readPlainFile(path: string): Uint8Array {
  const bytes = mendable(path, "read", () => readBytesOrProblem(path, Number.POSITIVE_INFINITY));
  if (typeof bytes === "string") throw new UserError(`cannot read ${path}: it ${bytes}`);
  return bytes;
}

function readEntry(realFolder: string, entry: Dirent): FileReading {
  const { name } = entry;
  const path = join(realFolder, name);
  try {
    if (entry.isSymbolicLink()) {
      const target = realpathSync(path);
      if (!isWithin(realFolder, target)) return { name, problem: "is a link that leads out of the folder" };
    }
    const bytes = readBytesOrProblem(path, maxBytes);
    if (typeof bytes === "string") return { name, problem: bytes };
    const text = decodeText(bytes);
    return text === null ? { name, problem: "is not UTF-8 text" } : { name, text };
  } catch (error) {
    return { name, problem: reasons[codeOf(error) ?? ""] ?? `cannot be read (${codeOf(error) ?? String(error)})` };
  }
}

/** The bytes of a regular file, or what is wrong with it as the end of a sentence. */
function readBytesOrProblem(path: string, limit: number): Buffer | string {
  const file = openSync(path, readFlags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return kindOf(stats);
    if (stats.size > limit) return "is larger than 2 MB";
    const bytes = Buffer.allocUnsafe(stats.size);
    // A file that changes under the reader is read again as a whole; almost never, hence the cheap way first.
    return readSync(file, bytes) === stats.size ? bytes : readFileSync(path);
  } finally {
    closeSync(file);
  }
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
  EACCES: "may not be read by you",
  ENXIO: "is a device, not a file",
};

/** Turns what the file system says about a path into words; anything else is a bug and passes. */
export function mendable<Result>(path: string, verb: "read" | "write", action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const words: Readonly<Record<string, string>> = {
      ENOENT: `no such file: ${path}`,
      ENOTDIR: `not a folder on the way to ${path}`,
      EISDIR: `cannot ${verb} ${path}: it is a folder`,
      ELOOP: `cannot ${verb} ${path}: its links go round in a circle`,
      ENXIO: `cannot ${verb} ${path}: it is a device, not a file`,
      EACCES: `cannot ${verb} ${path}: permission denied`,
      EPERM: `cannot ${verb} ${path}: permission denied`,
      EROFS: `cannot ${verb} ${path}: the file system is read-only`,
      ENOSPC: `cannot ${verb} ${path}: the disk is full`,
    };
    throw new UserError(words[code] ?? `cannot ${verb} ${path} (${code})`, { cause: error });
  }
}

/** The system's code of a failed call (ENOENT, …), or undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
