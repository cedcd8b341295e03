/** One file that git could not merge: merged by meaning, or why it is left to the user. */
import { basename, join } from "node:path";
import { isRead, numberInName } from "../core/file-name.ts";
import { type Conflict, readConflicts } from "../core/merge/conflicts.ts";
import type { ConflictStyle, MarkerOptions } from "../core/merge/markers.ts";
import { mergeFile } from "../core/merge/merge-item.ts";
import type { Context, Repository, Settlement, Stopped, UnmergedFile } from "../ports.ts";
import { isNoteForPeople } from "./read-item-file.ts";
import { separateItems, titleInText } from "./separate-items.ts";

/** What becomes of a file. */
export type Verdict =
  | { readonly kind: "merged"; readonly settlement: Settlement; readonly conflicts: readonly Conflict[] }
  /** Two items came into being under one name, of which the newer has got another. */
  | { readonly kind: "taken apart"; readonly settlements: readonly Settlement[]; readonly words: string }
  /** The user has changed what git had written there. */
  | { readonly kind: "edited"; readonly hasMarkers: boolean }
  /** Deleted on one side, or on both: `kept` is the one that still has it. */
  | { readonly kind: "deleted"; readonly kept: "ours" | "theirs" | null }
  | { readonly kind: "no text" };

export interface Judged {
  readonly file: UnmergedFile;
  /** `#17 Support`, `tracker.md`. */
  readonly name: string;
  readonly verdict: Verdict;
}

/** Whether a file of a tracker's folder is one that gtm merges. */
export function isOfTracker(path: string, folder: string): boolean {
  const inFolder = folder === "" ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
  return inFolder === "tracker.md" || (inFolder !== null && isRead(inFolder) === true && !isNoteForPeople(inFolder));
}

export async function judgeFile(
  context: Context,
  repository: Repository,
  file: UnmergedFile,
  stopped: Stopped,
): Promise<Judged> {
  return { file, name: nameOf(file), verdict: await judge(context, repository, file, stopped) };
}

function nameOf({ path, ours, theirs, base }: UnmergedFile): string {
  const number = numberInName(basename(path));
  const text = [ours, theirs, base].flatMap((side) => side?.text ?? []).at(0) ?? "";
  return number === null ? basename(path) : `#${number} ${titleInText(text) ?? ""}`.trim();
}

const styles = ["merge", "diff3", "zdiff3"] as const satisfies readonly ConflictStyle[];

async function judge(
  context: Context,
  repository: Repository,
  { path, base, ours, theirs }: UnmergedFile,
  stopped: Stopped,
): Promise<Verdict> {
  if (ours === null || theirs === null) return { kind: "deleted", kept: ours ? "ours" : theirs ? "theirs" : null };
  if (ours.text === null || theirs.text === null || (base !== null && base.text === null)) return { kind: "no text" };
  const texts = { base: base?.text ?? "", ours: ours.text, theirs: theirs.text };
  const now = readNow(context, join(repository.top, path));
  const size = /^<{7,}/m.exec(now ?? "")?.[0].length ?? 7;
  const merge = (style: ConflictStyle, labels: MarkerOptions["labels"] = {}) =>
    mergeFile(basename(path), texts, { style, markerSize: size, labels });
  const known = () => styles.map((style) => merge(style).text);
  const isUntouched =
    now !== null && (isAmong(now, known()) || isAmong(now, await context.git.plainMerges(repository, texts, size)));
  if (base === null && now !== null) {
    const both = { path, ours: texts.ours, theirs: texts.theirs, now, isUntouched };
    const apart = await separateItems(context, repository, both, stopped);
    if (apart !== null) return apart;
  }
  if (!isUntouched) return { kind: "edited", hasMarkers: readConflicts(now ?? "").length > 0 };
  const set = await context.git.setting(repository.top, "merge.conflictStyle");
  const style = styles.find((each) => each === set) ?? "merge";
  const { text, conflicts } = merge(style, { ours: stopped.ours, base: "before", theirs: stopped.theirs });
  // The markers that are there may say other names: another gtm's, or those of git.
  const after = conflicts.length > 0 && isAmong(now, known()) ? now : text;
  const mode = ours.mode === base?.mode ? theirs.mode : ours.mode;
  return {
    kind: "merged",
    settlement: { path, before: now, after, mode, isSolved: conflicts.length === 0 },
    conflicts: after === text ? conflicts : readConflicts(after),
  };
}

function readNow(context: Context, path: string): string | null {
  return context.files.exists(path) ? context.files.read(path) : null;
}

/** Whether a text is one of some others, but for the names behind the markers, and the line ends that git makes of them. */
function isAmong(text: string, others: readonly string[]): boolean {
  const bare = (each: string) => each.replaceAll("\r\n", "\n").replace(/^([<|>])(\1{6,}) .*$/gm, "$1$2");
  return others.some((other) => bare(other) === bare(text));
}
