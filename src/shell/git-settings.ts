/** What git is told in its configuration, and git's own merge of three files. */
import { rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { ThreeFiles } from "../ports.ts";
import { GitFailure, type RunGit } from "./git-process.ts";

/** A setting as git sees it in a folder, wherever it is set; null where it is not. */
export async function readSetting(git: RunGit, folder: string, key: string): Promise<string | null> {
  try {
    return (await git(folder, ["config", "--get", key])).replace(/\n$/, "");
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return null;
    throw error;
  }
}

/** Sets it for this clone alone. */
export async function writeSetting(git: RunGit, folder: string, key: string, value: string): Promise<void> {
  await git(folder, ["config", "--local", key, value]);
}

/** Git's merge by lines, written to `ours`; `merge.conflictStyle` is git's own affair. True where nothing clashed. */
export async function mergeAsText(git: RunGit, folder: string, files: ThreeFiles): Promise<boolean> {
  const { base, ours, theirs, markerSize, labels } = files;
  const file = resolve(folder, ours);
  const { size } = statSync(file);
  const names = [labels.ours, labels.base, labels.theirs].flatMap((label) => ["-L", label]);
  try {
    await git(folder, ["merge-file", "--quiet", `--marker-size=${markerSize}`, ...names, "--", ours, base, theirs]);
    return true;
  } catch (error) {
    // It ends with the number of conflicts, and with 255 where it could not merge at all.
    if (error instanceof GitFailure && error.exitCode !== null && error.exitCode < 128) return false;
    // On a full disk it leaves a part of ours, or nothing: git makes no merge where the file is gone.
    if (statSync(file, { throwIfNoEntry: false })?.size !== size) rmSync(file, { force: true });
    throw error;
  }
}
