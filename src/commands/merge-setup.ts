/** How git comes to merge a tracker by meaning: a line that is cloned, and settings that are not. */
import { delimiter, join } from "node:path";
import { hasMergeAttribute, withMergeAttribute } from "../core/merge-attribute.ts";
import { shellWord } from "../core/shell-word.ts";
import { UserError } from "../errors.ts";
import type { Context, FileEdit, Repository } from "../ports.ts";
import { folderInGit, shownPath, type TrackerPlace } from "./workspace.ts";

const key = "merge.gtm.driver";

/** The edit of `.gitattributes` at the repository's top; null where nothing is missing. */
export function attributeEdit(context: Context, repository: Repository, place: TrackerPlace): FileEdit | null {
  const path = join(repository.top, ".gitattributes");
  const folder = folderInGit(context, repository, place);
  const text = context.files.exists(path) ? context.files.read(path) : null;
  if (hasMergeAttribute(text, folder)) return null;
  return { path, edit: (now) => withMergeAttribute(now, folder) };
}

/** True where the settings of this clone were not yet as they are now. */
export async function setDriver(context: Context, repository: Repository): Promise<boolean> {
  const driver = driverOf(context);
  if ((await context.git.setting(repository.top, key)) === driver) return false;
  await context.git.set(repository, "merge.gtm.name", "gtm: merge items by meaning");
  await context.git.set(repository, key, driver);
  return true;
}

/** True where the tracker's files are to be merged by gtm, and this clone does not say how: git then merges them by lines. */
export async function lacksDriver(context: Context, place: TrackerPlace): Promise<boolean> {
  const path = join(place.base, ".gitattributes");
  const text = context.files.exists(path) ? context.files.read(path) : null;
  if (!hasMergeAttribute(text, shownPath(place, place.folder))) return false;
  return !(await context.git.hasSetting(place.base, key));
}

/**
 * What git runs, through a shell. Where gtm is gone or fails, git's own merge takes its place: git would else leave ours in
 * the file, without a marker, and what the others wrote would be lost to whoever does not look.
 */
export function driverOf(context: Context): string {
  const gtm = isOnPath(context)
    ? "gtm"
    : context.program.map((word) => shellWord(word).replaceAll("%", "%%")).join(" ");
  const own = `${gtm} merge-driver %O %A %B %L %P %S %X %Y`;
  // A node that cannot even load gtm ends with 1 as well: then there are no markers.
  const answered = "case $? in 0) exit 0;; 1) grep -q '^<<<<<<<' %A && exit 1;; esac";
  const byLines = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B";
  // On a full disk it leaves a part of ours, or nothing: git makes no merge where the file is gone.
  const whole = '[ $s -lt 128 ] || [ "$n" = "$(wc -c <%A)" ] || rm -f %A';
  return `${own}; ${answered}; n=$(wc -c <%A); ${byLines}; s=$?; ${whole}; exit $s`;
}

/** In a folder that stays: npm and npx put folders of their own there while they run. */
function isOnPath({ env, files }: Context): boolean {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => !/node_modules|_npx/.test(folder));
  return folders.some(
    (folder) => folder !== "" && ["gtm", "gtm.cmd"].some((name) => isThere(files, join(folder, name))),
  );
}

/** A folder that may not be read, another user's say, has no gtm to start. */
function isThere(files: Context["files"], path: string): boolean {
  try {
    return files.exists(path);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
