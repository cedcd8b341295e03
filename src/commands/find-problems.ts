/** What `check` looks at: the whole tracker, or what has changed since a revision. */
import { join } from "node:path";
import type { IsoDate } from "../core/calendar.ts";
import { byPlace, checkFolder, reviewChange } from "../core/check.ts";
import { isRead } from "../core/file-name.ts";
import type { ItemFile } from "../core/item-file.ts";
import { makePage } from "../core/page.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import type { GlobalOptions } from "./flags.ts";
import { findUnheard, inGit } from "./item-age.ts";
import { readMoment } from "./past.ts";
import { changesIn, compareRange, type Range, rangeSince, readRange } from "./revisions.ts";
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
  const place = inGit(context, findTracker(context, options));
  const repository = await place.repository();
  const range = await rangeFrom(context, repository, base, todayIn(context, place));
  const comparison = await compareRange(context, place, { ...range, to: null }, { everywhere: true });
  const { before, after, outside } = comparison;
  if (!after.tracker) return checkAll(context, options);
  const { tracker, items } = changesIn(comparison);
  // By the rules that the base has: no change switches off the rule that it breaks.
  const asked = { tracker: before.tracker ?? tracker, items, outside };
  const review = reviewChange({ ...asked, before: before.files, after: after.files });
  const { problems, files, textOf } =
    before.trackerText === after.trackerText
      ? checkFiles(context, place, after.files, tracker, after.trackerText)
      : await checkAll(context, options);
  const gone = items.filter(({ kind }) => kind === "gone").length;
  return { problems: [...problems, ...review].sort(byPlace), files: files + gone, textOf };
}

/** From the commit that a revision has in common with this branch; from a day on, its last commit. */
async function rangeFrom(context: Context, repository: Repository, base: string, today: IsoDate): Promise<Range> {
  if (base.trim() === "") throw new UserError("--base needs a revision", { hint: "gtm check --base main" });
  const moment = await readMoment(context, repository, base, { today, use: "since" });
  return moment.kind === "day"
    ? rangeSince(context, repository, base, today)
    : readRange(context, repository, `${base}...`);
}

/** Some of the files: of the others only their names are looked at. */
function checkFiles(
  context: Context,
  place: TrackerPlace,
  files: readonly ItemFile[],
  tracker: Tracker,
  trackerText: string,
): Checked {
  const [names, paths] = [new Set(files.map(({ name }) => name)), new Set(files.map(({ path }) => path))];
  const others = context.files.names(place.folder).filter((name) => isRead(name) === true && !names.has(name));
  const today = todayIn(context, place);
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
