/** The tracker that a command works on: found, read, with every problem of reading kept. */
import { dirname, join, relative, resolve, sep } from "node:path";
import type { IsoDate } from "../core/calendar.ts";
import { numberInName } from "../core/file-name.ts";
import { groupBy } from "../core/group-by.ts";
import type { Item } from "../core/item.ts";
import type { ItemFile } from "../core/item-file.ts";
import { type HeadRow, headOfRow, headRow } from "../core/item-head.ts";
import { once } from "../core/once.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker, type TrackerReading } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { Context, FileIndex, FileReading, FolderSurvey, KeptRow, Repository } from "../ports.ts";
import type { GlobalOptions } from "./flags.ts";
import {
  isNoteForPeople,
  keptItemFile,
  type ReadFile,
  readItemFile,
  readingBehind,
  unreadable,
} from "./read-item-file.ts";

export interface TrackerPlace {
  /** Absolute path of the tracker's folder. */
  readonly folder: string;
  /** Absolute path that shown paths are relative to: the repository's top, or the folder around the tracker. */
  readonly base: string;
}

export interface Workspace extends TrackerPlace {
  readonly tracker: Tracker;
  readonly trackerText: string;
  /** How many files no index knows: to ask for all items reads these. */
  readonly unread: number;
  /** Every item file, readable or not, by name; all are read when one is first asked for. */
  readonly files: readonly ItemFile[];
  /** The files whose names begin with a number, and no other file is read. */
  readonly numbered: (number: number) => readonly ItemFile[];
  readonly items: readonly Item[];
  /** What was found while reading: errors and warnings of `tracker.md` and of every item file. */
  readonly problems: readonly Problem[];
  /** The tracker's frozen day, or the machine's. */
  readonly today: IsoDate;
  /** What an index keeps of files that have not changed since, by their names. */
  readonly kept: FolderSurvey["kept"];
  /** Has an index keep what follows from the text of each file that was read: null for nothing. */
  readonly keep: (index: FileIndex, rowOf: (file: ItemFile) => KeptRow | null) => void;
}

/** Where `init` makes a tracker: the folder of that name where one stands. */
export function trackerHere(context: Context, options: GlobalOptions): TrackerPlace {
  return placeAt(context, resolve(context.cwd, trackerName(context, options)));
}

/** Where the tracker is: the nearest folder of that name at or above the working directory; null where there is none. */
export function nearestTracker(context: Context, options: GlobalOptions): TrackerPlace | null {
  const name = trackerName(context, options);
  for (let folder = resolve(context.cwd); ; folder = dirname(folder)) {
    const found = resolve(folder, name);
    if (context.files.exists(join(found, "tracker.md"))) return placeAt(context, found);
    if (context.files.exists(join(folder, ".git")) || folder === dirname(folder)) return null;
  }
}

/** The nearest tracker, or where one would be made. */
export function findTracker(context: Context, options: GlobalOptions): TrackerPlace {
  return nearestTracker(context, options) ?? trackerHere(context, options);
}

/** The nearest tracker. Throws a UserError where there is none. */
export function requireTracker(context: Context, options: GlobalOptions): TrackerPlace {
  const place = findTracker(context, options);
  if (!context.files.exists(join(place.folder, "tracker.md"))) throw noTracker(place, options);
  return place;
}

function trackerName(context: Context, options: GlobalOptions): string {
  return options.tracker ?? (context.env.GTM_TRACKER || "items");
}

function placeAt(context: Context, folder: string): TrackerPlace {
  const top = repositoryTop(context, resolve(context.cwd));
  const isInside = top !== null && `${folder}${sep}`.startsWith(`${top}${sep}`);
  return { folder, base: isInside ? top : dirname(folder) };
}

function repositoryTop(context: Context, start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (context.files.exists(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/** A tracker's folder with everything in it, of which `tracker.md` is understood; its tracker is null where it cannot be. */
export interface TrackerFolder extends TrackerPlace, TrackerReading {
  readonly trackerText: string;
  /** Of all its files; made once. */
  readonly survey: () => FolderSurvey;
}

/** With --no-cache nothing was kept, and nothing is. */
function surveyOf({ files }: Context, { folder }: TrackerPlace, { cache = true }: GlobalOptions): FolderSurvey {
  const survey = files.survey(folder);
  return cache ? survey : { ...survey, unknown: () => survey.names.length, kept: () => () => null, keep: () => {} };
}

/** Reads a tracker's folder, the nearest one's. Throws a UserError where there is none, or it is a link out of the repository. */
export function readTrackerFolder(
  context: Context,
  options: GlobalOptions,
  place: TrackerPlace = findTracker(context, options),
): TrackerFolder {
  if (!context.files.exists(join(place.folder, "tracker.md"))) throw noTracker(place, options);
  refuseOutside(context, place);
  const own = context.files.readInFolder(place.folder, "tracker.md");
  if (own === null) throw noTracker(place, options);
  const survey = once(() => surveyOf(context, place, options));
  return "text" in own
    ? { ...place, ...readTracker(own.text), trackerText: own.text, survey }
    : { ...place, tracker: null, problems: [unreadable(own.problem)], trackerText: "", survey };
}

/** Reads the tracker and all its items. Throws a UserError where there is no tracker, or `tracker.md` cannot be read. */
export function loadWorkspace(context: Context, options: GlobalOptions, place?: TrackerPlace): Workspace {
  return workspaceIn(readTrackerFolder(context, options, place), context);
}

/** To find so many by looking through all names is quicker than to put each name to its number. */
const fewNumbers = 3;

/** The same of a folder that is read already. */
export function workspaceIn({ survey, ...folder }: TrackerFolder, context: Context): Workspace {
  const { tracker, problems } = folder;
  const shownFolder = shownPath(folder, folder.folder);
  const path = (name: string): string => (shownFolder === "" ? name : `${shownFolder}/${name}`);
  if (!tracker)
    throw new UserError(problemLine(inFile(path("tracker.md"), problems)[0]), {
      hint: "fix tracker.md, then try again",
    });
  /** Those that were read by their numbers, before all are. */
  const early = new Map<string, ItemFile>();
  /** Those that were read with a survey: of the others, an index keeps what it has. */
  const freshlyRead: ItemFile[] = [];
  const readKept = (file: ItemFile): ReadFile => {
    freshlyRead.push(file);
    return readItemFile(survey().read(file.name), file.path, tracker);
  };
  const index = itemIndex(tracker);
  let areRead = false;
  const files = once(() => {
    const { names, kept, read } = survey();
    const rowOf = kept(index);
    const fileOf = (name: string): ItemFile => {
      const row = rowOf(name) as HeadRow | null;
      if (row !== null) return keptItemFile(name, path(name), headOfRow(row), readKept);
      const file = readItemFile(read(name), path(name), tracker);
      freshlyRead.push(file);
      return file;
    };
    areRead = true;
    return names.filter((name) => !isNoteForPeople(name)).map((name) => early.get(name) ?? fileOf(name));
  });
  const keep: Workspace["keep"] = (index, rowOf) => {
    const rows: (readonly [FileReading, KeptRow])[] = [];
    for (const file of freshlyRead) {
      const source = readingBehind(file);
      const row = source && rowOf(file);
      if (source !== null && row !== null) rows.push([source, row]);
    }
    survey().keep(index, rows);
  };
  const filesByName = once(() => new Map(files().map((file) => [file.name, file])));
  const fileNamed = (name: string): ItemFile | null => {
    const known = early.get(name) ?? (areRead ? filesByName().get(name) : undefined);
    if (known !== undefined) return known;
    const reading = context.files.readInFolder(folder.folder, name);
    const file = reading && readItemFile(reading, path(name), tracker);
    if (file !== null) early.set(name, file);
    return file;
  };
  const ownNames = once(() => context.files.names(folder.folder));
  const namesByNumber = once(() => groupBy(ownNames(), numberInName));
  let asked = 0;
  const namesOf = (number: number): readonly string[] => {
    asked++;
    if (asked > fewNumbers) return namesByNumber().get(number) ?? [];
    return ownNames().filter((name) => Number.parseInt(name, 10) === number && numberInName(name) === number);
  };
  const items = once(() => {
    const all = files().flatMap((file) => file.item ?? []);
    keep(index, ({ item, problems: found }) => (item === null || found.length > 0 ? null : headRow(item)));
    return all;
  });
  const all = once(() => [
    ...inFile(path("tracker.md"), problems),
    // Of thousands, most have none.
    ...files()
      .filter((file) => file.problems.length > 0)
      .flatMap((file) => inFile(file.path, file.problems)),
  ]);
  return {
    ...folder,
    tracker,
    kept: (which) => survey().kept(which),
    keep,
    get unread() {
      return survey().unknown(index);
    },
    numbered: (number) => namesOf(number).flatMap((name) => fileNamed(name) ?? []),
    get files() {
      return files();
    },
    get items() {
      return items();
    },
    get problems() {
      return all();
    },
    today: tracker["as-of"] ?? context.today(),
  };
}

/** Fewer are read or checked before V8 has optimized much: to load what has it wait would take longer than that. */
const manyFiles = 300;

/** Work on so many files, within which nothing is loaded. */
export async function onFiles<Result>({ bulk }: Context, count: number, work: () => Result): Promise<Result> {
  return count < manyFiles ? work() : bulk(work);
}

/** Of what a file says alone, its item depends on the tracker's fields. */
function itemIndex({ fields }: Pick<Tracker, "fields">): FileIndex {
  return { name: "items", key: JSON.stringify(fields) };
}

/** What is today to whoever asks about the past, which can be told while the tracker of now cannot be read. */
export function todayIn(context: Context, { folder }: Pick<TrackerPlace, "folder">): IsoDate {
  const own = context.files.isFolder(folder) ? context.files.readInFolder(folder, "tracker.md") : null;
  const tracker = own !== null && "text" in own ? readTracker(own.text).tracker : null;
  return tracker?.["as-of"] ?? context.today();
}

/** A path as people are shown it: from the base, with forward slashes. */
export function shownPath(place: TrackerPlace, path: string): string {
  return relative(place.base, path).split(sep).join("/");
}

/** The tracker's folder as git names it: from the repository's top, every link resolved. */
export function folderInGit(context: Context, { top }: Repository, { folder }: Pick<TrackerPlace, "folder">): string {
  return relative(context.files.realPath(top), context.files.realPath(folder)).split(sep).join("/");
}

export function problemLine(problem: Problem | undefined): string {
  return problem ? `${problem.file}:${problem.line}:${problem.column}: ${problem.message}` : "";
}

function noTracker(place: TrackerPlace, { tracker }: GlobalOptions): UserError {
  const shown = shownPath(place, place.folder) || place.folder;
  const init = tracker === undefined ? "gtm init" : `gtm -t ${tracker} init`;
  return new UserError(`no tracker here: ${shown}/tracker.md does not exist`, {
    hint: `${init} makes one; to use another folder, set -t DIR or GTM_TRACKER`,
  });
}

/** A tracker folder that is a link out of the repository would have gtm write there. */
export function refuseOutside(context: Context, { folder, base }: TrackerPlace): void {
  const [real, realBase] = [context.files.realPath(folder), context.files.realPath(base)];
  if (real !== realBase && !real.startsWith(`${realBase}${sep}`)) {
    throw new UserError(`the tracker's folder is a link out of the repository, to ${real}`, {
      hint: "gtm does not follow links out of it",
    });
  }
}
