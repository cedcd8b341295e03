/** Two states of a tracker, before and after: only the files that differ are read. */
import { join } from "node:path";
import type { IsoDate } from "../core/calendar.ts";
import { diffItems } from "../core/diff.ts";
import { diffTrackers, type TrackerChanges } from "../core/diff-tracker.ts";
import { isRead } from "../core/file-name.ts";
import { meantItem } from "../core/fixes.ts";
import type { ItemFile } from "../core/item-file.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { ChangedFile, Context, FileReading, Repository } from "../ports.ts";
import type { TrackerInGit } from "./item-age.ts";
import { readMoment } from "./past.ts";
import { itemReadings, readItemFile, unreadable } from "./read-item-file.ts";
import { folderInGit, shownPath } from "./workspace.ts";

/** Two commits, or a commit and the work tree. */
export interface Range {
  /** Null for nothing: the time before the first commit. */
  readonly from: string | null;
  /** The day that was asked for; null where the commit's own tells it. */
  readonly since: IsoDate | null;
  /** Null for the work tree. */
  readonly to: string | null;
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
  /** Every changed file outside of the tracker's folder, from the repository's top; none where they were not asked for. */
  readonly outside: readonly string[];
}

/**
 * What `A`, `A..B` and `A...B` name, as git reads them; "" is HEAD with the work tree. Throws a UserError where a word is
 * no revision.
 */
export async function readRange(context: Context, repository: Repository, words: string): Promise<Range> {
  const commit = async (word: string) => (await context.git.revision(repository, word || "HEAD")).id;
  const [, one = "", dots, other = ""] = /^(.*?)(\.{2,3})(.*)$/s.exec(words) ?? [];
  const shown = { since: null, words: words || "HEAD" };
  if (dots === undefined) return { ...shown, from: await commit(words), to: null };
  if (dots === "...") {
    const from = await context.git.mergeBase(repository, one || "HEAD", other || "HEAD");
    return { ...shown, from, to: other || "HEAD" };
  }
  const [from, to] = await Promise.all([commit(one), commit(other)]);
  return { ...shown, from, to };
}

/** From a day or revision to the work tree; from before its first commit, everything is new. */
export async function rangeSince(
  context: Context,
  repository: Repository,
  word: string,
  today: IsoDate,
): Promise<Range> {
  const moment = await readMoment(context, repository, word, { today, use: "since" });
  if (moment.kind === "revision") return readRange(context, repository, word);
  const commit = await context.git.newestOf(repository, moment.day);
  return { from: commit?.id ?? null, since: moment.day, to: null, words: moment.day };
}

/** Reads what differs in a range. `everywhere` also names what changed outside of the tracker. */
export async function compareRange(
  context: Context,
  place: TrackerInGit,
  range: Range,
  { everywhere = false } = {},
): Promise<Comparison> {
  const repository = await place.repository();
  const folder = folderInGit(context, repository, place);
  const inFolder = folder === "" ? "" : `${folder}/`;
  const changed = await context.git.changedFiles(repository, { ...range, folder: everywhere ? null : folder });
  const own = changed.filter(({ path }) => path.startsWith(inFolder));
  const read = await reader(context, place, repository, own, range, `${inFolder}tracker.md`);
  return {
    range,
    before: read((file) => file.before, range.from),
    after: read((file) => file.after, range.to ?? "work tree"),
    outside: changed.flatMap(({ path }) => (path.startsWith(inFolder) ? [] : path)),
  };
}

/** Every object that either side needs, asked for at once. */
async function reader(
  context: Context,
  place: TrackerInGit,
  repository: Repository,
  own: readonly ChangedFile[],
  range: Range,
  trackerPath: string,
): Promise<(idOf: (file: ChangedFile) => string | null, revision: string | null) => Side> {
  const trackers = [range.from, range.to].flatMap((revision) =>
    revision === null ? [] : `${revision}:${trackerPath}`,
  );
  const ids = own.flatMap(({ before, after }) => [before, after]).filter((id) => id !== null && id !== "file");
  const texts = new Map(
    (await context.git.texts(repository, [...trackers, ...(ids as readonly string[])])).map((text) => [
      text.name,
      text,
    ]),
  );
  const shown = shownPath(place, place.folder);
  const nameOf = ({ path }: ChangedFile) => path.slice(trackerPath.length - "tracker.md".length);
  const here = (name: string): FileReading | null => context.files.readInFolder(place.folder, name);
  return (idOf, revision) => {
    const trackerReading =
      revision === "work tree" ? here("tracker.md") : (texts.get(`${revision}:${trackerPath}`) ?? null);
    const { tracker, trackerText, problems } = readTrackerText(trackerReading, join(shown, "tracker.md"));
    const readings = own.flatMap((file): FileReading[] => {
      const [id, name] = [idOf(file), nameOf(file)];
      const wanted = isRead(name);
      if (id === null || wanted === false) return [];
      if (wanted !== true) return [{ name, problem: wanted }];
      const reading = id === "file" ? here(name) : texts.get(id);
      return reading ? [{ ...reading, name }] : [];
    });
    const files = tracker
      ? itemReadings(readings).map((each) => readItemFile(each, `${shown}/${each.name}`, tracker))
      : [];
    return { tracker, trackerText, problems, files };
  };
}

function readTrackerText(reading: FileReading | null, path: string) {
  if (reading === null) return { tracker: null, trackerText: "", problems: [] };
  if ("problem" in reading) {
    // An object that is not there: this side has no tracker.
    const isThere = !/missing/.test(reading.problem);
    return { tracker: null, trackerText: "", problems: isThere ? inFile(path, [unreadable(reading.problem)]) : [] };
  }
  const { tracker, problems } = readTracker(reading.text);
  return { tracker, trackerText: reading.text, problems: inFile(path, problems) };
}

/** True of a side whose tracker is read, or not there. */
function isKnown({ tracker, problems }: Side): boolean {
  return tracker !== null || problems.length === 0;
}

/** What a comparison says, in keys and handles. Throws a UserError where no side has a tracker that can be read. */
export function changesIn({ before, after, range }: Comparison): TrackerChanges & { readonly tracker: Tracker } {
  const tracker = after.tracker ?? before.tracker;
  if (tracker === null) throw new UserError(`there is no tracker in ${range.words} that could be read`);
  // What cannot be read on one side is neither new nor gone.
  const unread = new Set([before, after].flatMap(({ files }) => files.flatMap(({ name, item }) => (item ? [] : name))));
  const itemsOf = (side: Side) =>
    side.files.flatMap((file) => (unread.has(file.name) ? [] : (meantItem(file, tracker) ?? [])));
  return {
    tracker,
    items: diffItems(itemsOf(before), itemsOf(after), tracker),
    settings: isKnown(before) && isKnown(after) ? diffTrackers(before.tracker, after.tracker) : [],
  };
}
