/** What the agenda of some items is told from: what git knows of their age and of the last meeting. */
import type { AgendaContext } from "../core/agenda.ts";
import { addDays } from "../core/calendar.ts";
import type { Item } from "../core/item.ts";
import { UserError } from "../errors.ts";
import type { Context, MeetingCommit } from "../ports.ts";
import { type AddedDays, findAddedDays, longSilent, type TrackerInGit } from "./item-age.ts";
import { findMeeting } from "./past.ts";
import { folderInGit, shownPath, type Workspace } from "./workspace.ts";

export async function readAgendaContext(
  context: Context,
  place: TrackerInGit,
  items: readonly Item[],
  { tracker, today }: Workspace,
): Promise<AgendaContext> {
  const added = await findAddedDays(context, place, "all");
  const unheard = longSilent(items, added, { tracker, today });
  const meeting = await lastMeeting(context, place, today);
  if (meeting === null) return { tracker, today, unheard, added, since: addDays(today, -7) };
  return {
    tracker,
    today,
    unheard,
    added: added && (await heldBefore(context, place, added, meeting)),
    since: meeting.date,
  };
}

/** Null where there was none, and outside of git. */
async function lastMeeting(context: Context, place: TrackerInGit, today: string): Promise<MeetingCommit | null> {
  try {
    return await findMeeting(context, await place.repository(), place, today);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** What was added on the day of a meeting, and was there when it ended, came before it: it has been talked about. */
async function heldBefore(
  context: Context,
  place: TrackerInGit,
  added: AddedDays,
  { id, date }: MeetingCommit,
): Promise<AddedDays> {
  if (![...added.values()].includes(date)) return added;
  const repository = await place.repository();
  const [folder, shown] = [folderInGit(context, repository, place), shownPath(place, place.folder)];
  const after = await context.git.additions(repository, folder, { since: id, revision: "HEAD" });
  const isNew = (path: string) => after.has(`${folder}${path.slice(shown.length)}`);
  return new Map([...added].map(([path, day]) => [path, day === date && !isNew(path) ? addDays(date, -1) : day]));
}
