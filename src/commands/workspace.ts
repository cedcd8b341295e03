/** The tracker that a command works on: found, read, with every problem of reading kept. */
import { dirname, join, relative, resolve, sep } from "node:path";
import type { IsoDate } from "../core/calendar.ts";
import type { ReadFile } from "../core/check.ts";
import type { Item } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { Context, FileReading, Repository } from "../ports.ts";

/** The options that every command takes. */
export interface GlobalOptions {
  /** `-t`, or GTM_TRACKER. */
  readonly tracker?: string;
}

export interface TrackerPlace {
  /** Absolute path of the tracker's folder. */
  readonly folder: string;
  /** Absolute path that shown paths are relative to: the repository's top, or the folder around the tracker. */
  readonly base: string;
}

export interface Workspace extends TrackerPlace {
  readonly tracker: Tracker;
  readonly trackerText: string;
  /** Every item file, readable or not, by name. */
  readonly files: readonly ReadFile[];
  readonly items: readonly Item[];
  /** What was found while reading: errors and warnings of `tracker.md` and of every item file. */
  readonly problems: readonly Problem[];
  /** The tracker's frozen day, or the machine's. */
  readonly today: IsoDate;
}

/** Notes for people that may lie in a tracker's folder and are no items. */
export const notItems = /^(?:tracker|readme|contributing|changelog)\.md$/i;

/** Where the tracker is, or would be: the nearest folder of that name at or above the working directory. */
export function findTracker(context: Context, options: GlobalOptions): TrackerPlace {
  const name = options.tracker ?? (context.env.GTM_TRACKER || "items");
  const start = resolve(context.cwd);
  let [found, top]: [string | null, string | null] = [null, null];
  for (let folder = start; ; folder = dirname(folder)) {
    if (found === null && context.files.exists(join(resolve(folder, name), "tracker.md")))
      found = resolve(folder, name);
    if (context.files.exists(join(folder, ".git"))) top = folder;
    if (top !== null || folder === dirname(folder)) break;
  }
  const folder = found ?? resolve(top ?? start, name);
  const isInside = top !== null && `${folder}${sep}`.startsWith(`${top}${sep}`);
  return { folder, base: isInside && top !== null ? top : dirname(folder) };
}

/** Reads the tracker and all its items. Throws a UserError where there is no tracker, or `tracker.md` cannot be read. */
export function loadWorkspace(context: Context, options: GlobalOptions): Workspace {
  const place = findTracker(context, options);
  const trackerPath = join(place.folder, "tracker.md");
  if (!context.files.exists(trackerPath)) throw noTracker(place);
  refuseOutside(context, place);
  const trackerText = context.files.read(trackerPath);
  const { tracker, problems } = readTracker(trackerText);
  const shown = shownPath(place, trackerPath);
  if (!tracker)
    throw new UserError(problemLine(inFile(shown, problems)[0]), { hint: "mend tracker.md, then try again" });
  const readings = context.files.readFolder(place.folder).filter(({ name }) => !notItems.test(name));
  const files = readings.map((reading) => readFile(reading, place, tracker));
  const items = once(() => files.flatMap((file) => file.item ?? []));
  const all = once(() => [...inFile(shown, problems), ...files.flatMap((file) => inFile(file.path, file.problems))]);
  return {
    ...place,
    tracker,
    trackerText,
    files,
    get items() {
      return items();
    },
    get problems() {
      return all();
    },
    today: tracker["as-of"] ?? context.today(),
  };
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

/** A file, parsed when its item is first asked for: `note` on one item of a thousand parses one. */
function readFile(reading: FileReading, place: TrackerPlace, tracker: Tracker): ReadFile {
  const path = shownPath(place, join(place.folder, reading.name));
  if ("problem" in reading) {
    const problem = {
      code: "file-unreadable",
      severity: "error",
      line: 1,
      column: 1,
      message: reading.problem,
    } as const;
    return { name: reading.name, path, text: "", item: null, problems: [problem] };
  }
  const parsed = once(() => readItem(reading.text, path, tracker));
  return {
    name: reading.name,
    path,
    text: reading.text,
    get item() {
      return parsed().item;
    },
    get problems() {
      return parsed().problems;
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function noTracker(place: TrackerPlace): UserError {
  const shown = shownPath(place, place.folder) || place.folder;
  return new UserError(`no tracker here: ${shown}/tracker.md does not exist`, {
    hint: "gtm init makes one; -t DIR or GTM_TRACKER names another folder",
  });
}

/** A tracker folder that is a link out of the repository would have gtm write there. */
function refuseOutside(context: Context, { folder, base }: TrackerPlace): void {
  const [real, realBase] = [context.files.realPath(folder), context.files.realPath(base)];
  if (real !== realBase && !real.startsWith(`${realBase}${sep}`)) {
    throw new UserError(`the tracker's folder leads out of the repository, to ${real}`, {
      hint: "gtm follows no link out of it",
    });
  }
}
