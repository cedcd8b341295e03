/** The tracker as it was, read from git's objects; and what its history tells for the page. */
import { addDays, type IsoDate } from "../core/calendar.ts";
import type { Item } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import type { DayCount } from "../core/page.ts";
import { inFile, type Problem } from "../core/problem.ts";
import { readShortDate } from "../core/short-date.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import { folderInGit, notItems, shownPath, type TrackerPlace } from "./workspace.ts";

export interface PastState {
  readonly tracker: Tracker;
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
  /** The day that was asked for, or the commit's. */
  readonly date: IsoDate;
}

/** The tracker at a revision, or at the end of a day (`2017-10-25`, `10/25`, `-1w`). Throws a UserError where there was none. */
export async function readPast(
  context: Context,
  repository: Repository,
  place: TrackerPlace,
  word: string,
): Promise<PastState> {
  const day = readShortDate(word, context.today());
  if (day === "impossible") throw new UserError(`"${word}" is not a date that exists`);
  const commit = await context.git.revision(repository, day ?? word);
  const folder = folderInGit(context, repository, place);
  const names = (await context.git.folderAt(repository, commit.id, folder)).filter((name) => name.endsWith(".md"));
  if (!names.includes("tracker.md")) {
    throw new UserError(`there was no ${folder}/tracker.md at ${word}`, {
      hint: `git log -- ${folder} shows when it began`,
    });
  }
  const files = ["tracker.md", ...names.filter((name) => !notItems.test(name))];
  const texts = await context.git.blobs(
    repository,
    files.map((name) => `${commit.id}:${folder}/${name}`),
  );
  const { tracker, problems } = readTracker(texts[0] ?? "");
  const shown = shownPath(place, place.folder);
  if (!tracker) throw new UserError(`${shown}/tracker.md could not be read at ${word}: ${problems[0]?.message}`);
  const readings = files.slice(1).map((name, index) => ({
    path: `${shown}/${name}`,
    ...readItem(texts[index + 1] ?? "", `${shown}/${name}`, tracker),
  }));
  return {
    tracker,
    items: readings.flatMap(({ item }) => item ?? []),
    problems: [
      ...inFile(`${shown}/tracker.md`, problems),
      ...readings.flatMap(({ path, problems: found }) => inFile(path, found)),
    ],
    date: day ?? commit.date,
  };
}

/**
 * Open and closed items by day, up to a day. An item is there from its first commit on (or its first comment, where that
 * is older: an imported page brings its past with it), and closed from its `closed` date on.
 */
export async function countDays(
  context: Context,
  repository: Repository,
  place: TrackerPlace,
  items: readonly Item[],
  until: IsoDate,
): Promise<readonly DayCount[]> {
  const folder = folderInGit(context, repository, place);
  const commits = await context.git.commits(repository, { paths: [folder] });
  const added = new Map(commits.flatMap(({ date, files }) => files.map((file) => [file, date] as const)));
  const shown = shownPath(place, place.folder);
  const lives = items.map((item) => {
    const signs = [
      added.get(`${folder}${item.path.slice(shown.length)}`),
      item.comments[0]?.date,
      item.start,
      item.closed,
      until,
    ];
    return { from: signs.flatMap((sign) => sign ?? []).sort()[0] ?? until, closed: item.closed };
  });
  const days = [...new Set(lives.flatMap(({ from, closed }) => [from, ...(closed ? [closed] : [])]))]
    .filter((day) => day <= until)
    .sort();
  const counts = [...days, ...(days.at(-1) === until ? [] : [until])].map((date) => ({
    date,
    open: lives.filter(({ from, closed }) => from <= date && (closed === null || closed > date)).length,
    closed: lives.filter(({ closed }) => closed !== null && closed <= date).length,
  }));
  return counts.length > 1
    ? counts
    : counts.flatMap((count) => [{ date: addDays(count.date, -1), open: 0, closed: 0 }, count]);
}
