/** What `check` looks at: the whole tracker, or what has changed since a revision. */
import { join } from "node:path";
import { asksWhatElseChanged, byPlace, checkFolder, reviewChange } from "../core/check.ts";
import { isRead } from "../core/file-name.ts";
import type { ItemFile } from "../core/item-file.ts";
import { makePage } from "../core/page.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTypedDate } from "../core/typed-date.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { GlobalOptions } from "./flags.ts";
import { findUnheard, inGit } from "./item-age.ts";
import { nextTurn } from "./next-turn.ts";
import { changesIn, compareRange, type Range, rangeSince } from "./revisions.ts";
import { findTracker, readTrackerFolder, shownPath, type TrackerPlace, todayIn, workspaceIn } from "./workspace.ts";

/** What was looked at, and found. */
export interface Checked {
  readonly problems: readonly Problem[];
  /** How many files, those that were deleted among them. */
  readonly files: number;
  readonly textOf: (file: string) => string | undefined;
}

/** Every problem of every file. */
export async function checkAll(context: Context, options: GlobalOptions): Promise<Checked> {
  const folder = readTrackerFolder(context, options);
  const trackerPath = trackerPathOf(folder);
  const own = inFile(trackerPath, folder.problems);
  // A `tracker.md` that cannot be read is this command's answer, not its failure.
  if (!folder.tracker) return { problems: own, files: 1, textOf: () => folder.trackerText };
  const workspace = workspaceIn(folder, context);
  const unheard = await findUnheard(context, inGit(context, workspace), workspace.items, workspace);
  const { files, tracker, trackerText, today, items } = workspace;
  const template = inFile(trackerPath, makePage(tracker, items, today).problems);
  return {
    problems: checkFolder({ files, tracker, trackerText, today, trackerPath }, [...own, ...template], unheard),
    files: files.length + 1,
    textOf: (file) => (file === trackerPath ? trackerText : files.find((each) => each.path === file)?.text),
  };
}

/**
 * What has changed since the last commit that this branch and a revision have in common, in the work tree too: its problems,
 * and what a review refuses. Where `tracker.md` changed, every item may be wrong now, and all are checked.
 */
export async function checkSince(context: Context, options: GlobalOptions, base: string): Promise<Checked> {
  const place = findTracker(context, options);
  const range = await rangeFrom(context, place, base);
  const [comparison, names] = await Promise.all([compareRange(context, place, range), namesIn(context, place)]);
  const { before, after } = comparison;
  if (!after.tracker) return checkAll(context, options);
  const { tracker, items } = changesIn(comparison);
  // By the rules that the base has: no change switches off the rule that it breaks.
  const law = before.tracker ?? tracker;
  const outside = asksWhatElseChanged(law) ? await context.git.changedOutside(place, range) : [];
  const review = reviewChange({ tracker: law, items, before: before.files, after: after.files, outside });
  const { problems, files, textOf } =
    before.trackerText === after.trackerText
      ? checkFiles(context, place, { names, files: after.files, tracker, trackerText: after.trackerText })
      : await checkAll(context, options);
  const gone = items.filter(({ kind }) => kind === "gone").length;
  return { problems: [...problems, ...review].sort(byPlace), files: files + gone, textOf };
}

/** To the work tree, from the commit that a revision has in common with this branch; from a day on, from its last commit. */
async function rangeFrom(context: Context, place: TrackerPlace, base: string): Promise<Range> {
  if (base.trim() === "") throw new UserError("--base needs a revision", { hint: "gtm check --base main" });
  // Which day it is depends on the tracker, but not whether it is one.
  const date = readTypedDate(base, context.today(), "since");
  if (!date.ok && !date.isKnown) return { from: base, isFromFork: true, since: null, to: null, words: `${base}...` };
  return rangeSince(context, await context.git.repository(place.base), base, todayIn(context, place));
}

/** The names of all that lies in a tracker's folder, read while git is at work. */
async function namesIn(context: Context, { folder }: TrackerPlace): Promise<readonly string[]> {
  await nextTurn();
  return context.files.isFolder(folder) ? context.files.names(folder) : [];
}

/** Some of the files: of the others only their names are looked at, where they begin with the same number. */
function checkFiles(
  context: Context,
  place: TrackerPlace,
  {
    names,
    files,
    tracker,
    trackerText,
  }: {
    readonly names: readonly string[];
    readonly files: readonly ItemFile[];
    readonly tracker: Tracker;
    readonly trackerText: string;
  },
): Checked {
  const [own, paths] = [new Set(files.map(({ name }) => name)), new Set(files.map(({ path }) => path))];
  const numbers = new Set(files.flatMap(({ item }) => item?.id ?? []));
  const others = names.filter(
    (name) => numbers.has(Number.parseInt(name, 10)) && isRead(name) === true && !own.has(name),
  );
  const today = tracker["as-of"] ?? context.today();
  const problems = checkFolder({ files, others, tracker, trackerText, trackerPath: trackerPathOf(place), today });
  return {
    problems: problems.filter(({ file }) => paths.has(file)),
    files: files.length,
    textOf: (file) => files.find(({ path }) => path === file)?.text,
  };
}

function trackerPathOf(place: TrackerPlace): string {
  return shownPath(place, join(place.folder, "tracker.md"));
}
