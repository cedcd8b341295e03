/** The tracker as it was, read from git's objects; and what its history tells for the page. */
import { addDays, type IsoDate } from "../core/calendar.ts";
import { withWeekday } from "../core/calendar-names.ts";
import type { DateUse } from "../core/date-span.ts";
import type { Item } from "../core/item.ts";
import type { ItemFile } from "../core/item-file.ts";
import type { DayCount } from "../core/page.ts";
import { inFile, type Problem } from "../core/problem.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { readTypedDate } from "../core/typed-date.ts";
import { UserError } from "../errors.ts";
import type { Context, HistoryCommit, MeetingCommit, Repository } from "../ports.ts";
import type { AddedDays } from "./item-age.ts";
import { itemReadings, readItemFile, unreadable } from "./read-item-file.ts";
import { folderInGit, shownPath, type TrackerPlace } from "./workspace.ts";

export interface PastState {
  readonly tracker: Tracker;
  readonly files: readonly ItemFile[];
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
  /** The day that was asked for, or the commit's. */
  readonly date: IsoDate;
}

/** A moment of the past: the end of a day, or a revision. */
export type Moment =
  | { readonly kind: "day"; readonly word: string; readonly day: IsoDate }
  | { readonly kind: "revision"; readonly word: string }
  /** The end of a meeting, by the id of its last commit. */
  | { readonly kind: "meeting"; readonly word: string; readonly id: string; readonly day: IsoDate };

/** What a moment is read against. */
export interface MomentContext {
  readonly place: Pick<TrackerPlace, "folder">;
  readonly today: IsoDate;
  readonly use: DateUse;
}

/** What `--at` and `--since` name: a date, a revision, or `last-meeting`. Throws a UserError for a day that does not exist, and for a word that is both. */
export async function readMoment(
  context: Context,
  repository: Repository,
  word: string,
  { place, today, use }: MomentContext,
): Promise<Moment> {
  if (word.toLowerCase() === "last-meeting") return lastMeeting(context, repository, place, today);
  const date = readTypedDate(word, today, use);
  if (!date.ok && date.isKnown) throw new UserError(date.message);
  if (!date.ok) return { kind: "revision", word };
  const refs = mayNameRef.test(word) ? await context.git.refsNamed(repository, word) : [];
  if (refs[0] === undefined) return { kind: "day", word, day: date.day };
  throw new UserError(`"${word}" is both a date, ${withWeekday(date.day)}, and ${refs.join(" and ")}`, {
    hint: `write ${date.day} or ${refs[0]}`,
  });
}

/** A word for a date that a branch or tag may well have for its name; the other forms are no names, or nobody's. */
const mayNameRef = /^(?!\d{4}-\d\d-\d\d$)[\w'][\w'.-]*$/;

/** The tracker at a moment; null where the day lies before its first. Throws a UserError where a revision has none. */
export async function readPast(
  context: Context,
  repository: Repository,
  place: TrackerPlace,
  moment: Moment,
): Promise<PastState | null> {
  const { word } = moment;
  const day = moment.kind === "day" ? moment.day : null;
  const commit = await commitAt(context, repository, moment);
  if (commit === null) return null;
  const folder = folderInGit(context, repository, place);
  const readings = await context.git.folderAt(repository, commit.id, folder);
  const own = readings.find(({ name }) => name === "tracker.md");
  if (own === undefined) {
    if (day !== null) return null;
    throw new UserError(`there was no ${folder}/tracker.md at ${word}`, {
      hint: `git log -- ${folder} shows when it began`,
    });
  }
  const shown = shownPath(place, place.folder);
  const { tracker, problems } =
    "text" in own ? readTracker(own.text) : { tracker: null, problems: [unreadable(own.problem)] };
  if (!tracker) throw new UserError(`${shown}/tracker.md could not be read at ${word}: ${problems[0]?.message}`);
  const files = itemReadings(readings).map((reading) => readItemFile(reading, `${shown}/${reading.name}`, tracker));
  return {
    tracker,
    files,
    items: files.flatMap(({ item }) => item ?? []),
    problems: [
      ...inFile(`${shown}/tracker.md`, problems),
      ...files.flatMap((file) => inFile(file.path, file.problems)),
    ],
    date: moment.kind === "revision" ? commit.date : moment.day,
  };
}

/** The commit that a moment ends with; null where its day lies before the first. */
export async function commitAt(
  context: Context,
  repository: Repository,
  moment: Moment,
): Promise<Pick<HistoryCommit, "id" | "date"> | null> {
  if (moment.kind === "day") return context.git.newestOf(repository, moment.day);
  return context.git.revision(repository, moment.kind === "meeting" ? moment.id : moment.word);
}

/** The meeting before today's: what one of today has changed is still news on its own page. */
async function lastMeeting(
  context: Context,
  repository: Repository,
  place: MomentContext["place"],
  today: IsoDate,
): Promise<Moment> {
  const found = await findMeeting(context, repository, place, today);
  if (found !== null) return { kind: "meeting", word: `the meeting of ${found.date}`, ...found, day: found.date };
  throw new UserError(`no meeting before ${today} is known`, {
    hint: "gtm meet holds one; until then use a date or a revision: -1w, last thu, HEAD~5",
  });
}

/** The newest meeting before a day; null where the history of HEAD knows none. */
export async function findMeeting(
  context: Context,
  repository: Repository,
  place: MomentContext["place"],
  before: IsoDate,
): Promise<MeetingCommit | null> {
  const meetings = await context.git.meetings(repository, folderInGit(context, repository, place));
  const earlier = meetings.filter(({ date }) => date < before);
  const day = earlier
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return earlier.find(({ date }) => date === day) ?? null;
}

/**
 * Open and closed items by day, up to a day. An item is there from its first sign on: its first commit, a comment, its
 * start, its end; and closed from its `closed` date on. An item of which nobody knows since when is not counted.
 */
export function countDays(items: readonly Item[], added: AddedDays, until: IsoDate): readonly DayCount[] {
  const imports = importDays(items, added);
  const begun = new Map<IsoDate, number>();
  const ended = new Map<IsoDate, number>();
  for (const item of items) {
    const from = firstSign(item, added, imports, until);
    if (from === null) continue;
    begun.set(from, (begun.get(from) ?? 0) + 1);
    if (item.closed !== null && item.closed <= until) ended.set(item.closed, (ended.get(item.closed) ?? 0) + 1);
  }
  if (begun.size === 0) return [];
  let [open, closed] = [0, 0];
  const counts = [...new Set([...begun.keys(), ...ended.keys(), until])].sort().map((date) => {
    closed += ended.get(date) ?? 0;
    // None ends before its first sign: its end is one.
    open += (begun.get(date) ?? 0) - (ended.get(date) ?? 0);
    return { date, open, closed };
  });
  return counts.length > 1
    ? counts
    : counts.flatMap((count) => [{ date: addDays(count.date, -1), open: 0, closed: 0 }, count]);
}

/** The first day, up to `until`, on which something of an item tells that it is there. */
function firstSign(
  { path, comments, start, closed }: Item,
  added: AddedDays,
  imports: ReadonlySet<IsoDate>,
  until: IsoDate,
): IsoDate | null {
  const day = added.get(path) ?? null;
  let first: IsoDate | null = null;
  const tell = (sign: IsoDate | null) => {
    if (sign !== null && sign <= until && (first === null || sign < first)) first = sign;
  };
  for (const { date } of comments) tell(date);
  tell(start);
  tell(closed);
  tell(day === null || imports.has(day) ? null : day);
  return first;
}

/** Days on which files came with comments older than themselves: what an import brings in did not begin with it. */
function importDays(items: readonly Item[], added: AddedDays): ReadonlySet<IsoDate> {
  return new Set(
    items.flatMap(({ path, comments }) => {
      const day = added.get(path);
      return day !== undefined && comments.some(({ date }) => date !== null && date < day) ? day : [];
    }),
  );
}
