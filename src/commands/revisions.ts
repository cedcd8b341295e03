/** Two states of a tracker, before and after: only the files that differ are read. */
import { join } from "node:path";
import type { IsoDate } from "../core/calendar.ts";
import { diffFiles, type FilesDiff, type UnreadDiff } from "../core/diff-files.ts";
import { renamesBetween } from "../core/diff-renames.ts";
import { diffTrackers, type SettingDiff } from "../core/diff-tracker.ts";
import type { ItemFile } from "../core/item-file.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { WordRename } from "../core/rename-query.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker, type TrackerReading } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { Context, FileReading, Repository, RevisionSpan } from "../ports.ts";
import { commitAt, type MomentContext, readMoment } from "./past.ts";
import { itemReadings, readItemFile, unreadable } from "./read-item-file.ts";
import { refuseOutside, shownPath, type TrackerPlace } from "./workspace.ts";

/** Two commits, or a commit and the work tree. */
export interface Range extends RevisionSpan {
  /** The day that was asked for; null where the commit's own tells it. */
  readonly since: IsoDate | null;
  /** As people named it, for messages: `main...feature`. */
  readonly words: string;
}

/** One side of a range: of the items only those that differ. */
export interface Side {
  readonly tracker: Tracker | null;
  readonly trackerText: string;
  readonly files: readonly ItemFile[];
  readonly problems: readonly Problem[];
}

export interface Comparison {
  readonly range: Range;
  readonly before: Side;
  readonly after: Side;
}

/** What `A`, `A..B` and `A...B` name, as git reads them; "" is HEAD with the work tree. Whether they are revisions, git says. */
export function readRange(words: string): Range {
  const [, one = "", dots, other = ""] = /^(.*?)(\.{2,3})(.*)$/s.exec(words) ?? [];
  const shown = { since: null, words: words || "HEAD" };
  if (dots === undefined) return { ...shown, from: words || "HEAD", isFromFork: false, to: null };
  return { ...shown, from: one || "HEAD", isFromFork: dots === "...", to: other || "HEAD" };
}

/** From a day or revision to the work tree, by the id of its commit; from before its first commit, everything is new. */
export async function rangeSince(
  context: Context,
  repository: Repository,
  word: string,
  around: Omit<MomentContext, "use">,
): Promise<Range> {
  const moment = await readMoment(context, repository, word, { ...around, use: "since" });
  const commit = await commitAt(context, repository, moment);
  const since = moment.kind === "revision" ? null : moment.day;
  return { from: commit?.id ?? null, isFromFork: false, since, to: null, words: since ?? word };
}

/** Reads what differs in a range. */
export async function compareRange(context: Context, place: TrackerPlace, range: Range): Promise<Comparison> {
  refuseOutside(context, place);
  const files = await context.git.compare(place, range);
  const readings = new Map<string, TrackerReading>();
  // Mostly the same on both sides.
  const readOnce = (text: string): TrackerReading => {
    const reading = readings.get(text) ?? readTracker(text);
    readings.set(text, reading);
    return reading;
  };
  const shown = shownPath(place, place.folder);
  const own = files.find(({ name }) => name === "tracker.md");
  const trackers = [own?.before, own?.after].map((reading) =>
    readTrackerText(reading, join(shown, "tracker.md"), readOnce),
  );
  const side = (index: 0 | 1, readingOf: (file: (typeof files)[number]) => FileReading | null): Side => {
    const { tracker = null, trackerText = "", problems = [] } = trackers[index] ?? {};
    // Items can be read beside a broken tracker.md too, as the other side's understands them.
    const reads = tracker ?? (problems.length > 0 ? trackers[1 - index]?.tracker : null);
    const items = itemReadings(files.flatMap((file) => readingOf(file) ?? []));
    return {
      tracker,
      trackerText,
      problems,
      files: reads ? items.map((each) => readItemFile(each, `${shown}/${each.name}`, reads)) : [],
    };
  };
  return { range, before: side(0, ({ before }) => before), after: side(1, ({ after }) => after) };
}

export function readTrackerText(
  reading: FileReading | null | undefined,
  path: string,
  read: (text: string) => TrackerReading,
): Omit<Side, "files"> {
  if (!reading) return { tracker: null, trackerText: "", problems: [] };
  if ("problem" in reading)
    return { tracker: null, trackerText: "", problems: inFile(path, [unreadable(reading.problem)]) };
  const { tracker, problems } = read(reading.text);
  return { tracker, trackerText: reading.text, problems: inFile(path, problems) };
}

/** True of a side whose tracker is read, or not there. */
export function isTrackerKnown({ tracker, problems }: Omit<Side, "files">): boolean {
  return tracker !== null || problems.length === 0;
}

/** What differs, as a tracker understands it. */
export interface RangeChanges extends FilesDiff {
  readonly settings: readonly SettingDiff[];
  /** Words of the tracker that got another name, which is no change of an item. */
  readonly renames: readonly WordRename[];
  readonly tracker: Tracker;
}

/** What a comparison says, in keys and handles. Throws a UserError where no side has a tracker that can be read. */
export async function changesIn({ before, after, range }: Comparison): Promise<RangeChanges> {
  const tracker = after.tracker ?? before.tracker;
  if (tracker === null) throw new UserError(`there is no tracker in ${range.words} that could be read`);
  const old = before.tracker ?? tracker;
  const renames = renamesBetween(old, tracker);
  const named = renames.length === 0 ? ({ files }: Side) => files : await renamer(renames, old, tracker);
  const { items, unread } = diffFiles(named(before), named(after), tracker);
  return {
    tracker,
    renames,
    items,
    unread: [...unreadTracker(before, after), ...unread],
    settings: isTrackerKnown(before) && isTrackerKnown(after) ? diffTrackers(before.tracker, after.tracker) : [],
  };
}

/** The files with the new names in place of the old: what still has the old one is meant by it too. Its editor is loaded when needed. */
async function renamer(renames: readonly WordRename[], before: Tracker, after: Tracker) {
  const { renameInItem } = await import("../core/rename-item.ts");
  const renamed = (file: ItemFile): ItemFile => {
    const text = renames.reduce((words, rename) => {
      const result = renameInItem(words, rename, before);
      return result.ok ? result.text : words;
    }, file.text);
    return text === file.text ? file : readItemFile({ name: file.name, text }, file.path, after);
  };
  return ({ files }: Side) => files.map(renamed);
}

/** A `tracker.md` that differs and cannot be read before, or after; mostly none. */
export function unreadTracker(before: Omit<Side, "files">, after: Omit<Side, "files">): readonly UnreadDiff[] {
  const isRead = [before, after].map(isTrackerKnown);
  if (before.trackerText === after.trackerText || (isRead[0] && isRead[1])) return [];
  const [why] = (isRead[1] ? before : after).problems.filter(({ severity }) => severity === "error");
  if (why === undefined) return [];
  const kind = isRead[1] ? (after.tracker ? "mended" : "gone") : before.tracker ? "broken" : "unread";
  return [{ path: why.file, id: null, title: null, kind, why }];
}
