/** `gtm render`: the meeting page, now or as it was, in the forms people read it. */
import { dirname, join, resolve } from "node:path";
import { withWeekday } from "../core/calendar-names.ts";
import { diffFiles } from "../core/diff-files.ts";
import { withMarkdownParser } from "../core/markdown-parser.ts";
import { makePage, type Page, type PagePast } from "../core/page.ts";
import { inFile, type Problem } from "../core/problem.ts";
import { UserError } from "../errors.ts";
import type { Context, FolderCommit } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { findSlips } from "./find-slips.ts";
import { findAddedDays, findHistory, findUnheard, inGit, longSilent, type TrackerInGit } from "./item-age.ts";
import { pageFile, pageFormat } from "./page-file.ts";
import { type Format, pageFormats } from "./page-formats.ts";
import { inChunks, isSameText } from "./page-text.ts";
import { countDays, type PastState, readMoment, readPast } from "./past.ts";
import type { RenderOptions } from "./render-flags.ts";
import { reportError } from "./report-error.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { findTracker, loadWorkspace, shownPath, type TrackerPlace, todayIn } from "./workspace.ts";

export async function render(context: Context, options: RenderOptions): Promise<number> {
  const place = inGit(context, findTracker(context, options));
  const format = pageFormat(options);
  const file = pageFile(context, place, format, options);
  const renderer = await pageFormats[format].load();
  const isThere = isBeside(context, file === null ? context.cwd : dirname(file.path));
  let written: readonly string[] = [];
  const once = async () => {
    const { page, problems } = await readAskedPage(context, place, format, options);
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const asked = { wide: options.wide === true, bom: options.bom || file !== null, isThere, warn };
    const text = await withMarkdownParser(() => context.bulk(() => inChunks(renderer(page, asked))));
    if (file === null) for (const chunk of text) context.stdout.write(chunk);
    // The same page is not written again: where the file lies in the tracker's folder, writing it wakes the watcher.
    else if (!isSameText(text, written)) {
      // The user names the file: it may be anywhere.
      context.files.write(file.path, text, "/");
      const since = page.changes ? `, with changes since ${withWeekday(page.changes.since)}` : "";
      const counted = `${page.open.length} open, ${page.closed.length} closed`;
      await writeMessage(context.stderr, `${file.shown}: ${counted}, as of ${page.asOf}${since}\n`);
    }
    for (const warning of warnings) await writeMessage(context.stderr, `gtm: ${warning}\n`);
    written = text;
    return reportUnreadable(context, problems);
  };
  const code = await once();
  if (file !== null && options.open) await context.desktop.open(file.path);
  if (!options.watch) return code;
  let isWatching = false;
  await context.desktop.watch(place.folder, async () => {
    await goOn(context, once);
    if (!isWatching)
      await writeMessage(context.stderr, `watching ${shownPath(place, place.folder)}; press Ctrl-C to stop\n`);
    isWatching = true;
  });
  return 0;
}

/** Tells whether the file of a relative address is there, beside a page in that folder. */
function isBeside({ files }: Context, folder: string): (url: string) => boolean {
  return (url) => {
    const [path = ""] = url.split(/[?#]/);
    const names = [
      path,
      path.replace(/%[\da-f]{2}/gi, (sign) => String.fromCharCode(Number.parseInt(sign.slice(1), 16))),
    ];
    return names.some((name) => !name.includes("\0") && files.exists(resolve(folder, name)));
  };
}

/** A file that is half saved is whole a moment later: what the user can mend is said, and watching goes on. */
async function goOn(context: Context, once: () => Promise<unknown>): Promise<void> {
  try {
    await once();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await reportError(context, error);
  }
}

/** The page that the options ask for; history is read only where they, or the format, need it. */
async function readAskedPage(
  context: Context,
  place: TrackerInGit,
  format: Format,
  options: RenderOptions,
): Promise<{ page: Page; problems: readonly Problem[] }> {
  const isTold = format === "html" || format === "json";
  // It looks around while the items are read; what it cannot find is said by whoever needs it.
  if (isTold) place.repository().catch(() => null);
  const state =
    options.at === undefined
      ? await context.bulk(() => readNow(context, place, options))
      : await readThen(context, place, options.at);
  const since = options.since === undefined ? null : await changesSince(context, place, state, options.since);
  // A page of the past knows no later move.
  const until = options.at === undefined ? null : state.date;
  const history = isTold ? await findHistory(context, place) : null;
  const known = await ages(context, place, state, format, history);
  const slips = isTold ? await findSlips(context, place, state, history ?? [], until) : undefined;
  const past: PagePast = { changes: since?.changes ?? null, ...known, slips };
  const { page, problems } = makePage(state.tracker, state.items, state.date, past);
  return {
    page,
    problems: [
      ...inFile(shownPath(place, join(place.folder, "tracker.md")), problems),
      ...state.problems,
      ...(since?.problems ?? []),
    ],
  };
}

function readNow(context: Context, place: TrackerPlace, options: RenderOptions): PastState {
  const { tracker, files, items, problems, today } = loadWorkspace(context, options, place);
  return { tracker, files, items, problems, date: today };
}

/** A tracker's frozen day, or GTM_TODAY, is today then as now. */
async function readThen(context: Context, place: TrackerInGit, word: string): Promise<PastState> {
  const repository = await place.repository();
  const moment = await readMoment(context, repository, word, { place, today: todayIn(context, place), use: "then" });
  const state = await readPast(context, repository, place, moment);
  if (state === null) {
    throw new UserError(`there was no tracker yet at the end of ${moment.kind === "day" ? moment.day : word}`, {
      hint: `git log -- ${shownPath(place, place.folder)} shows when it began`,
    });
  }
  return { ...state, date: state.tracker["as-of"] ?? (context.env.GTM_TODAY ? context.today() : state.date) };
}

/** From the page's own day on: to an older page, `-1w` is the week before it. In a tracker's first days, all is new. */
async function changesSince(
  context: Context,
  place: TrackerInGit,
  { tracker, files, date }: PastState,
  word: string,
): Promise<{ changes: PagePast["changes"]; problems: readonly Problem[] }> {
  const repository = await place.repository();
  const moment = await readMoment(context, repository, word, { place, today: date, use: "since" });
  const before = await readPast(context, repository, place, moment);
  const since = moment.kind === "revision" ? (before?.date ?? date) : moment.day;
  const changes = { since, items: diffFiles(before?.files ?? [], files, tracker).items };
  // What could not be read then is neither new nor changed now: whoever reads the page is told why.
  const problems = (before?.problems ?? []).map((each) => ({ ...each, message: `${each.message} (at ${word})` }));
  return { changes, problems };
}

/** What only the items' ages tell; what a page does not show is not asked for. */
async function ages(
  context: Context,
  place: TrackerInGit,
  { tracker, items, date }: PastState,
  format: Format,
  history: readonly FolderCommit[] | null,
): Promise<Pick<PagePast, "counts" | "unheard">> {
  const select = { tracker, today: date };
  if (format === "html") {
    const added = await findAddedDays(context, place, "all", history);
    // It is the first to ask for the items' comments.
    const counts = await context.bulk(() => (added === null ? [] : countDays(items, added, date)));
    return { counts, unheard: longSilent(items, added, select) };
  }
  const isShown = format !== "json" || /\bis:\S*stale/i.test(tracker.template);
  return isShown ? { counts: [], unheard: await findUnheard(context, place, items, select) } : { counts: [] };
}
