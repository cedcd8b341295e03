/** What `check` looks at: the whole tracker, or what has changed since a revision. */
import { join } from "node:path";
import type { IsoDate } from "../core/calendar.ts";
import {
  asksWhatElseChanged,
  byPlace,
  checkFolder,
  type FileFindings,
  findInFile,
  reviewChange,
} from "../core/check.ts";
import { type ItemDiff, numberBefore } from "../core/diff.ts";
import { isRead } from "../core/file-name.ts";
import type { ItemFile } from "../core/item-file.ts";
import { type Findings, newProblems } from "../core/new-problems.ts";
import { inFile, type Problem, type TextProblem } from "../core/problem.ts";
import type { CheckedFolder } from "../core/rules/folder-rules.ts";
import type { ItemContext } from "../core/rules/item-rules.ts";
import { readTemplate } from "../core/template.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTypedDate } from "../core/typed-date.ts";
import { UserError } from "../errors.ts";
import type { Context, FileIndex } from "../ports.ts";
import type { GlobalOptions } from "./flags.ts";
import { findUnheard, inGit } from "./item-age.ts";
import { nextTurn } from "./next-turn.ts";
import { itemReadings, readItemFile } from "./read-item-file.ts";
import { type Comparison, changesIn, compareRange, type Range, rangeSince, type Side } from "./revisions.ts";
import {
  findTracker,
  onFiles,
  readTrackerFolder,
  shownPath,
  type TrackerPlace,
  todayIn,
  type Workspace,
  workspaceIn,
} from "./workspace.ts";

/** What was looked at, and found. */
export interface Checked {
  readonly problems: readonly Problem[];
  /** How many were there before a change, and are not among them. */
  readonly known?: number;
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
  const items = await onFiles(context, workspace.unread, () => workspace.items);
  const unheard = await findUnheard(context, inGit(context, workspace), items, workspace);
  const { files, tracker, trackerText, today } = workspace;
  const template = inFile(trackerPath, templateProblems(tracker, today));
  const { findIn, keep } = keptFindings(workspace);
  const checked = { files, tracker, trackerText, today, trackerPath };
  const problems = await onFiles(context, files.length, () =>
    checkFolder(checked, [...own, ...template], unheard, findIn),
  );
  keep();
  return { problems, files: files.length + 1, textOf: textsOf(workspace, trackerPath) };
}

/**
 * What is found in a file alone follows from its text, all of `tracker.md` and the day, and from two things about the other
 * items that stand in its row: whether they have owners, and whether this one is known to be old.
 */
function keptFindings(workspace: Workspace) {
  const index: FileIndex = { name: "check", key: JSON.stringify([workspace.trackerText, workspace.today]) };
  const rowOf = workspace.kept(index);
  const rows = new Map<ItemFile, FindingsRow>();
  const findIn = (file: ItemFile, context: ItemContext): FileFindings => {
    const row = rowOf(file.name) as FindingsRow | null;
    const usesOwners = context.usesOwners === true;
    const isUnheard = file.item !== null && context.unheard?.has(file.item.id) === true;
    if (row !== null && row[0] === usesOwners && row[1] === isUnheard) return { problems: row[2], strangers: row[3] };
    const { problems, strangers } = findInFile(file, context);
    rows.set(file, [usesOwners, isUnheard, problems, strangers]);
    return { problems, strangers };
  };
  return { findIn, keep: () => workspace.keep(index, (file) => rows.get(file) ?? null) };
}

type FindingsRow = readonly [
  usesOwners: boolean,
  isUnheard: boolean,
  problems: FileFindings["problems"],
  strangers: FileFindings["strangers"],
];

/** The texts of files by their paths as shown: of thousands, those with a problem are asked for. */
function textsOf(
  { files, trackerText }: { readonly files: readonly ItemFile[]; readonly trackerText: string },
  trackerPath: string,
): Checked["textOf"] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (path) => (path === trackerPath ? trackerText : byPath.get(path)?.text);
}

/**
 * What has changed since the last commit that this branch and a revision have in common, in the work tree too: the problems
 * that it brings along, and what a review refuses. Where `tracker.md` changed, every item may be wrong now, and all are
 * checked. How long items have said nothing is no change's doing, so nobody asks git for their age.
 */
export async function checkSince(context: Context, options: GlobalOptions, base: string): Promise<Checked> {
  const place = findTracker(context, options);
  const comparison = await compareSince(context, place, base);
  const { before, after, range } = comparison;
  if (!after.tracker) return checkAll(context, options);
  const { tracker, items } = await changesIn(comparison);
  // By the rules that the base has: no change switches off the rule that it breaks.
  const law = before.tracker ?? tracker;
  const outside = asksWhatElseChanged(law) ? await context.git.changedOutside(place, range) : [];
  const review = reviewChange({ tracker: law, items, before: before.files, after: after.files, outside });
  const { now, earlier } =
    before.trackerText === after.trackerText
      ? someFiles(context, place, { before, after })
      : allFiles(context, options, place, { before, after });
  const fresh = newProblems(now, earlier, renumbered(items));
  const gone = items.filter(({ kind }) => kind === "gone").length;
  return {
    problems: [...fresh, ...review].sort(byPlace),
    known: now.problems.length - fresh.length,
    files: now.count + gone,
    textOf: now.textOf,
  };
}

/** The numbers that items have now, by those that they had. */
function renumbered(items: readonly ItemDiff[]): ReadonlyMap<number, number> {
  return new Map(
    items.flatMap((diff) => {
      const from = numberBefore(diff);
      return from === null ? [] : [[from, diff.item.id] as const];
    }),
  );
}

/**
 * To the work tree, from the commit that a revision has in common with this branch; from a day on, from its last commit. It is
 * a branch mostly: git is at work on that while the word is read, which takes 3 ms.
 */
async function compareSince(context: Context, place: TrackerPlace, base: string): Promise<Comparison> {
  if (base.trim() === "") throw new UserError("--base needs a revision", { hint: "gtm check --base main" });
  const fork: Range = { from: base, isFromFork: true, since: null, to: null, words: `${base}...` };
  const [compared, range] = await Promise.allSettled([
    compareRange(context, place, fork),
    rangeOfDay(context, place, base),
  ]);
  if (range.status === "rejected") throw range.reason;
  if (range.value !== null) return compareRange(context, place, range.value);
  if (compared.status === "rejected") throw compared.reason;
  return compared.value;
}

/** Null for a word that is no date. */
async function rangeOfDay(context: Context, place: TrackerPlace, word: string): Promise<Range | null> {
  await nextTurn();
  // Which day it is depends on the tracker, but not whether it is one.
  const date = readTypedDate(word, context.today(), "since");
  if (!date.ok && !date.isKnown) return null;
  return rangeSince(context, await context.git.repository(place.base), word, {
    place,
    today: todayIn(context, place),
  });
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** What was found now, in how many files, and what was there before, by the same rules on the same day. */
interface NowAndThen {
  readonly now: Findings & { readonly count: number };
  readonly earlier: Findings;
}

/**
 * The files that differ: of the others only their names are looked at, where they begin with a number that an item has been
 * given. Whose number was there before may share it as before.
 */
function someFiles(context: Context, place: TrackerPlace, { before, after }: Sides): NowAndThen {
  const numbered = (file: ItemFile) => `${file.item?.id} ${file.name}`;
  const known = new Set(before.files.map(numbered));
  const given = new Set(
    after.files.flatMap((file) => (file.item === null || known.has(numbered(file)) ? [] : file.item.id)),
  );
  const touched = new Set([before, after].flatMap(({ files }) => files.map(({ name }) => name)));
  const names = given.size > 0 ? context.files.names(place.folder) : [];
  const others = names.filter(
    (name) => given.has(Number.parseInt(name, 10)) && isRead(name) === true && !touched.has(name),
  );
  const findingsOf = ({ files, ...side }: Side): Findings => {
    const found = findIn(context, place, { ...side, files, others }, after);
    const paths = new Set(files.map(({ path }) => path));
    return { ...found, problems: found.problems.filter(({ file }) => paths.has(file)) };
  };
  return { now: { ...findingsOf(after), count: after.files.length }, earlier: findingsOf(before) };
}

/** Every file: by the settings of another `tracker.md`, any may be wrong. */
function allFiles(context: Context, options: GlobalOptions, place: TrackerPlace, { before, after }: Sides): NowAndThen {
  const touched = new Set([before, after].flatMap(({ files }) => files.map(({ name }) => name)));
  const { names, read } = readTrackerFolder(context, options, place).survey();
  const others = itemReadings(names.map(read)).filter(({ name }) => !touched.has(name));
  const findingsOf = (side: Side, usesThem?: boolean): Findings => {
    const { tracker } = side;
    if (!tracker) return { problems: [], files: [], textOf: () => undefined };
    const same = others.map((each) => readItemFile(each, shownPath(place, join(place.folder, each.name)), tracker));
    const files = [...side.files, ...same].sort((a, b) => (a.name < b.name ? -1 : 1));
    const template = inFile(trackerPathOf(place), templateProblems(tracker, dayOf(after, context)));
    const owners = usesThem === undefined ? {} : { usesOwners: usesThem };
    return findIn(context, place, { ...side, problems: [...side.problems, ...template], files, ...owners }, after);
  };
  const now = findingsOf(after);
  const hasOwners = now.files.some(({ item }) => item !== null && item.owners.length > 0);
  return { now: { ...now, count: now.files.length + 1 }, earlier: findingsOf(before, hasOwners) };
}

/** What is wrong in one state of a tracker's files, as grave and on the day that another says. */
function findIn(
  context: Context,
  place: TrackerPlace,
  { tracker, trackerText, problems: own, ...folder }: Side & Pick<CheckedFolder, "others" | "usesOwners">,
  law: Side,
): Findings {
  const { files } = folder;
  const trackerPath = trackerPathOf(place);
  const textOf = textsOf({ files, trackerText }, trackerPath);
  if (!tracker) return { problems: own, files, textOf };
  const weighed = { ...tracker, rules: law.tracker?.rules ?? tracker.rules };
  const today = dayOf(law, context);
  return {
    problems: checkFolder({ ...folder, tracker: weighed, trackerText, trackerPath, today }, own),
    files,
    textOf,
  };
}

function dayOf({ tracker }: Side, context: Context): IsoDate {
  return tracker?.["as-of"] ?? context.today();
}

function templateProblems(tracker: Tracker, today: IsoDate): readonly TextProblem[] {
  return readTemplate(tracker.template, tracker.templateLine, { tracker, today, me: null }).problems;
}

function trackerPathOf(place: TrackerPlace): string {
  return shownPath(place, join(place.folder, "tracker.md"));
}
