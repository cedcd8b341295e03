/** The texts of git's objects: bounded in memory, whatever a stranger has committed. */
import { fileLimit, tooLarge } from "../core/file-size.ts";
import { UserError } from "../errors.ts";
import type { FileReading } from "../ports.ts";
import { decodeText } from "./file-text.ts";
import { GitFailure, type RunGit } from "./git-process.ts";

/** Of an object that is not there, or is no file. */
export const missing = "is missing from git's objects";

/** The texts of objects, by ids or `REV:path`, in their order and each under its name; what is too large or no text is said so. */
export async function readObjects(
  git: RunGit,
  folder: string,
  names: readonly string[],
): Promise<readonly FileReading[]> {
  if (names.some((name) => name.includes("\n"))) {
    throw new UserError("git cannot look up a file whose name has a line break");
  }
  const readings = await readUntilTooLarge(git, folder, names);
  // One question is enough mostly. Behind an object that is too large, git is asked for the sizes first.
  const rest = names.slice(readings.length);
  if (rest.length === 0) return readings;
  const sizes = (await git(folder, ["cat-file", "--batch-check=%(objectsize)"], { input: lines(rest) })).split("\n");
  const isSmall = (index: number): boolean => !(Number(sizes[index]) > fileLimit);
  const small = await readUntilTooLarge(
    git,
    folder,
    rest.filter((_, index) => isSmall(index)),
  );
  const left = [...small];
  const others = rest.map((name, index) => (isSmall(index) && left.shift()) || { name, problem: tooLarge });
  return [...readings, ...others];
}

/** The readings of the first names: all of them, or up to the first object that is too large. */
async function readUntilTooLarge(
  git: RunGit,
  folder: string,
  names: readonly string[],
): Promise<readonly FileReading[]> {
  if (names.length === 0) return [];
  const readings: FileReading[] = [];
  let isStopped = false;
  let header: { readonly isFile: boolean; readonly size: number } | null = null;
  let pending: Buffer = Buffer.alloc(0);
  const say = (reading: { text: string } | { problem: string }): void => {
    readings.push({ name: names[readings.length] ?? "", ...reading });
  };
  const read = (chunk: Buffer): boolean => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      if (header === null) {
        const end = pending.indexOf("\n");
        if (end < 0) return true;
        const [, type, size] = / (\w+) (\d+)$/.exec(pending.toString("utf8", 0, end)) ?? [];
        pending = pending.subarray(end + 1);
        if (type === undefined) say({ problem: missing });
        else header = { isFile: type === "blob", size: Number(size) };
      } else if (header.size > fileLimit) {
        say({ problem: tooLarge });
        isStopped = true;
        return false;
      } else if (pending.length <= header.size) return true;
      else {
        const text = header.isFile ? decodeText(pending.subarray(0, header.size)) : null;
        say(text === null ? { problem: header.isFile ? "is not UTF-8 text" : missing } : { text });
        // A line break ends it.
        pending = pending.subarray(header.size + 1);
        header = null;
      }
    }
  };
  try {
    await git(folder, ["cat-file", "--batch"], { input: lines(names), read });
  } catch (error) {
    if (!(error instanceof GitFailure && isStopped)) throw error;
  }
  return readings;
}

/** See `Git.filteredTexts` in ports.ts. */
export async function readFiltered(
  git: RunGit,
  folder: string,
  files: readonly { readonly id: string; readonly path: string }[],
): Promise<readonly (string | null)[]> {
  if (files.length === 0) return [];
  const word = `gtm-${Math.random().toString(36).slice(2)}`;
  const input = lines(files.map(({ id, path }) => `${id} ${path}`));
  const texts = (await git(folder, ["cat-file", "--filters", `--batch=${word}`], { input }))
    .split(`${word}\n`)
    .slice(1);
  if (texts.length !== files.length) throw new Error(`git gave ${texts.length} of ${files.length} objects`);
  return texts.map((text) => (/[\0\uFFFD]/.test(text) ? null : text.slice(0, -1)));
}

function lines(names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join("");
}
