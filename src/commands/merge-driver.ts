/** `gtm merge-driver`: two versions of a file of the tracker, merged by meaning, for git. */
import { basename, resolve } from "node:path";
import { numberInName } from "../core/file-name.ts";
import type { Versions } from "../core/merge/chunks.ts";
import { type Conflict, conflictWords } from "../core/merge/conflicts.ts";
import type { ConflictStyle, MarkerOptions } from "../core/merge/markers.ts";
import { mergeFile } from "../core/merge/merge-item.ts";
import { UserError } from "../errors.ts";
import type { Context, ThreeFiles } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { toldApart } from "./same-item.ts";

/** Whatever goes wrong, git merges the files itself: a driver that ends without a merge would lose what the others wrote. */
export async function mergeDriver(context: Context, words: readonly string[]): Promise<number> {
  const [base = "", ours = "", theirs = "", size = "", path = "", ...labels] = words;
  if (!/^\d{1,3}$/.test(size))
    throw new UserError(`"${size}" is not the size of conflict markers`, {
      hint: "git config merge.gtm.driver shows how git calls gtm; gtm setup sets it",
    });
  const files = { base, ours, theirs, markerSize: Number(size), labels: labelsOf(labels) };
  try {
    if (isAddedTwice(context, files, path)) {
      const words = "an item of this name was added on both sides: gtm resolve gives one of them the next number";
      await writeMessage(context.stderr, `${path}: ${words}\n`);
      return (await context.git.mergeAsText(context.cwd, files)) ? 0 : 1;
    }
    const conflicts = await mergeByMeaning(context, files, basename(path));
    if (conflicts.length > 0)
      await writeMessage(context.stderr, `${path}: merge conflict in ${conflictWords(conflicts)}\n`);
    return conflicts.length > 0 ? 1 : 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await writeMessage(context.stderr, `gtm: git merges ${path} by lines: ${reason}\n`);
    return (await context.git.mergeAsText(context.cwd, files)) ? 0 : 1;
  }
}

/**
 * Two people have each added an item under one number and title, or somebody has picked a commit and gone on with it: the
 * driver knows no commits, so that it cannot tell. `sync` can, and says so; else `resolve` does, behind the driver.
 */
function isAddedTwice({ files, cwd, env }: Context, { base }: ThreeFiles, path: string): boolean {
  return env[toldApart] !== "1" && numberInName(basename(path)) !== null && files.read(resolve(cwd, base)) === "";
}

/** An older git leaves the placeholders as they are. */
function labelsOf([base, ours, theirs]: readonly string[]): ThreeFiles["labels"] {
  const given = (label: string | undefined, usual: string) =>
    label === undefined || label === "" || /^%[SXY]$/.test(label) ? usual : label;
  return { base: given(base, "base"), ours: given(ours, "ours"), theirs: given(theirs, "theirs") };
}

async function mergeByMeaning(context: Context, files: ThreeFiles, name: string): Promise<readonly Conflict[]> {
  const read = (path: string) => context.files.read(resolve(context.cwd, path));
  const versions: Versions<string> = { base: read(files.base), ours: read(files.ours), theirs: read(files.theirs) };
  const options: MarkerOptions = { markerSize: files.markerSize, labels: files.labels };
  const merged = mergeFile(name, versions, options);
  // Only a clash has a style: git is not asked for it otherwise.
  const { text, conflicts } =
    merged.conflicts.length === 0
      ? merged
      : mergeFile(name, versions, { ...options, style: await conflictStyle(context) });
  context.files.write(resolve(context.cwd, files.ours), text, context.cwd);
  return conflicts;
}

async function conflictStyle(context: Context): Promise<ConflictStyle> {
  const style = await context.git.setting(context.cwd, "merge.conflictStyle");
  return style === "diff3" || style === "zdiff3" ? style : "merge";
}
