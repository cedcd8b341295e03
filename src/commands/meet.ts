/** `gtm meet [QUERY]`: walks the items, takes notes and changes, one commit at the end; goes on where it was interrupted. */
import { agendaOf } from "../core/agenda.ts";
import { countOf } from "../core/count-of.ts";
import { type Item, isOpen } from "../core/item.ts";
import { makePage } from "../core/page.ts";
import { pageOrder } from "../core/page-order.ts";
import { printableLine } from "../core/printable.ts";
import { groupItems } from "../core/rank.ts";
import { namesState, selectItems } from "../core/select.ts";
import { UserError } from "../errors.ts";
import type { Context, MeetingFiles, Repository } from "../ports.ts";
import { describeChange } from "../render/changes-words.ts";
import { writeMessage } from "../write-message.ts";
import { openRepository } from "./change-items.ts";
import { commentAuthor } from "./identity.ts";
import { inGit } from "./item-age.ts";
import type { MeetOptions } from "./meet-flags.ts";
import { changesOf, forgetMeeting, keepMeeting, type Meeting, readMeeting, typedFile } from "./meeting.ts";
import { commitMeeting, type MeetingTools } from "./meeting-changes.ts";
import { walk } from "./meeting-walk.ts";
import { findMeeting } from "./past.ts";
import { readAgendaContext } from "./read-agenda.ts";
import { readQuery, selectContext } from "./read-query.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { folderInGit, loadWorkspace, type Workspace } from "./workspace.ts";

export async function meet(context: Context, words: readonly string[], options: MeetOptions): Promise<number> {
  refuseTwo(options, words);
  const workspace = loadWorkspace(context, options);
  const repository = await openRepository(context, workspace.folder, options.drop ? { commit: false } : {});
  const author = await commentAuthor(context, workspace, {});
  return context.git.meeting(repository, async (files) => {
    const tools = { context, repository, files, author };
    const kept = openMeeting(context, files, repository, workspace);
    if (options.finish) return finish(tools, requireOpen(kept), workspace);
    if (options.drop) return drop(tools, requireOpen(kept), workspace);
    refuseWithoutTerminal(context);
    const isAsked = words.length > 0 || options.agenda || options.each;
    if (kept !== null && isAsked) throw notFinished(kept, countOf(Object.keys(kept.starts).length, "items"));
    const isOld = kept !== null && kept.date !== workspace.today && !(await goesOn(context, kept));
    if (isOld) await finish(tools, kept, workspace);
    const meeting = (isOld ? null : kept) ?? (await begin(context, files, repository, workspace, words, options));
    const end = await walk(tools, meeting, options, { isResumed: meeting === kept });
    const now = loadWorkspace(context, options);
    if (end.isFinished) return finish(tools, end.meeting, now);
    await tellPause(tools, end.meeting, now);
    return 1;
  });
}

function refuseTwo({ finish, drop, agenda, each }: MeetOptions, words: readonly string[]): void {
  const others = [words.length > 0 && "a query", agenda && "--agenda", each && "--each"].filter(Boolean);
  const ends = [finish && "--finish", drop && "--drop"].filter(Boolean);
  const given = ends.length > 1 ? ends : ends.length === 1 && others.length > 0 ? [...ends, ...others] : [];
  if (given.length > 0) throw new UserError(`${given.slice(0, 2).join(" and ")} exclude each other`);
  if (words.length > 0 && agenda) throw new UserError("give a query or --agenda, not both");
}

function refuseWithoutTerminal({ stdin, stdout }: Context): void {
  if (stdin.isTerminal && stdout.isTerminal) return;
  throw new UserError("gtm meet needs a terminal", {
    hint: "without one: gtm agenda, gtm note, gtm set; gtm meet --finish commits a meeting that was not finished",
  });
}

/** The meeting that is not over. Throws a UserError where it is one of another tracker. */
function openMeeting(
  context: Context,
  files: MeetingFiles,
  repository: Repository,
  workspace: Workspace,
): Meeting | null {
  const kept = readMeeting(files);
  if (kept === null || kept.folder === folderInGit(context, repository, workspace)) return kept;
  throw new UserError(`a meeting of the tracker in ${kept.folder} is not finished`, {
    hint: `gtm -t ${kept.folder} meet goes on with it`,
  });
}

function requireOpen(kept: Meeting | null): Meeting {
  if (kept !== null) return kept;
  throw new UserError("no meeting is open here", { hint: "gtm meet begins one" });
}

function notFinished({ date, at, order }: Meeting, changed: string): UserError {
  return new UserError(`the meeting of ${date} is not finished: ${placeWords(at, order)}, ${changed} changed`, {
    hint: "gtm meet goes on with it, gtm meet --finish commits it, gtm meet --drop leaves its changes in the files",
  });
}

/** Whether a meeting of another day is the one that is held now. */
async function goesOn(context: Context, { date, at, order }: Meeting): Promise<boolean> {
  return await context.ask.choose(`The meeting of ${date} was not finished (${placeWords(at, order)})`, [
    { name: "go on with it", value: true },
    { name: "commit what it has changed, and begin today's", value: false },
  ]);
}

function placeWords(at: number, order: readonly number[]): string {
  return `at ${Math.min(at + 1, order.length)} of ${order.length}`;
}

async function begin(
  context: Context,
  files: MeetingFiles,
  repository: Repository,
  workspace: Workspace,
  words: readonly string[],
  options: MeetOptions,
): Promise<Meeting> {
  const items = await itemsToWalk(context, workspace, words, options);
  if (items.length === 0)
    throw new UserError("there are no items to walk", {
      hint: workspace.items.length === 0 ? 'gtm add "Title" makes one' : "gtm list shows what is open",
    });
  const meeting: Meeting = {
    folder: folderInGit(context, repository, workspace),
    date: workspace.today,
    each: options.each === true,
    order: items.map(({ id }) => id),
    at: 0,
    seen: [],
    starts: {},
    last: null,
  };
  files.remove(typedFile);
  keepMeeting(files, meeting);
  return meeting;
}

/** In the order of the query, of the agenda, or of the page that everybody looks at. */
async function itemsToWalk(
  context: Context,
  workspace: Workspace,
  words: readonly string[],
  options: MeetOptions,
): Promise<readonly Item[]> {
  const { tracker, items, today } = workspace;
  const open = items.filter(isOpen);
  const place = inGit(context, workspace);
  if (options.agenda)
    return agendaOf(open, await readAgendaContext(context, place, open, workspace)).map(({ item }) => item);
  if (words.length === 0) {
    const { page } = makePage(tracker, items, today);
    return pageOrder(page.parts, page.open);
  }
  const query = await readQuery(context, words, {}, workspace);
  const chosen = selectItems(
    namesState(query) ? items : open,
    query,
    await selectContext(context, place, query, workspace),
  );
  return groupItems(chosen, query.group, tracker).flatMap((group) => group.items);
}

async function finish(tools: MeetingTools, meeting: Meeting, workspace: Workspace): Promise<number> {
  const { context, repository, files } = tools;
  const diffs = changesOf(meeting, repository, context, workspace);
  const commit = meeting.each
    ? null
    : await commitMeeting(tools, meeting, workspace).catch((error: unknown) => {
        throw notCommitted(error, meeting);
      });
  forgetMeeting(files);
  const lines = diffs.map((diff) => printableLine(describeChange(diff, workspace.tracker)));
  const sum = diffs.length === 0 ? "nothing was changed" : `${countOf(diffs.length, "items")} changed`;
  await writeMessage(
    context.stdout,
    [...lines, `meeting of ${meeting.date}: ${sum}${commit ? ` [${commit}]` : ""}`].map((line) => `${line}\n`).join(""),
  );
  if (diffs.length > 0) {
    const before = await findMeeting(context, repository, workspace, meeting.date);
    const next =
      before === null
        ? "the page: gtm render --open; from the next meeting on, --since last-meeting marks what has changed"
        : "the page with what has changed: gtm render --open --since last-meeting";
    await writeMessage(context.stderr, `${next}\n`);
  }
  return reportUnreadable(context, workspace.problems);
}

/** Everything is in the files: nothing has to be typed again. */
function notCommitted(error: unknown, { starts }: Meeting): unknown {
  if (!(error instanceof UserError)) return error;
  const paths = Object.keys(starts);
  const message = error.message.replace("so nothing was changed", "and the meeting is not over");
  return new UserError(message, {
    hint: `all that was noted is in ${paths.length > 5 ? `${paths.length} files` : paths.join(", ")}, not committed; mend the cause, then gtm meet --finish`,
    code: error.code,
    cause: error,
  });
}

async function drop(
  { context, repository, files }: MeetingTools,
  meeting: Meeting,
  workspace: Workspace,
): Promise<number> {
  const changed = changesOf(meeting, repository, context, workspace);
  forgetMeeting(files);
  const left =
    changed.length === 0 || meeting.each
      ? ""
      : `; ${countOf(changed.length, "items")} changed, not committed: gtm diff`;
  context.stdout.write(`meeting of ${meeting.date}: dropped${left}\n`);
  return 0;
}

async function tellPause(
  { context, repository, files }: MeetingTools,
  meeting: Meeting,
  workspace: Workspace,
): Promise<void> {
  const count = changesOf(meeting, repository, context, workspace).length;
  const state = count === 0 ? "" : meeting.each ? " (committed)" : " (in the files, not committed)";
  const typed =
    files.read(typedFile) === null
      ? ""
      : `\nwhat was typed last is in no item yet; it is kept in ${files.pathOf(typedFile)}`;
  await writeMessage(
    context.stderr,
    `the meeting of ${meeting.date} is not finished: ${placeWords(meeting.at, meeting.order)}, ${countOf(count, "items")} changed${state}\n  gtm meet goes on with it, gtm meet --finish ends it${typed}\n`,
  );
}
