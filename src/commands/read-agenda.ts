/** What the agenda of some items is told from: what git knows of their age and of the last meeting. */
import type { AgendaContext } from "../core/agenda.ts";
import { addDays } from "../core/calendar.ts";
import type { Item } from "../core/item.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { findAddedDays, longSilent, type TrackerInGit } from "./item-age.ts";
import { findMeeting } from "./past.ts";
import type { Workspace } from "./workspace.ts";

export async function readAgendaContext(
  context: Context,
  place: TrackerInGit,
  items: readonly Item[],
  { tracker, today }: Workspace,
): Promise<AgendaContext> {
  const added = await findAddedDays(context, place, "all");
  const unheard = longSilent(items, added, { tracker, today });
  const since = (await lastMeetingDay(context, place, today)) ?? addDays(today, -7);
  return { tracker, today, unheard, added, since };
}

/** Null where there was none, and outside of git. */
async function lastMeetingDay(context: Context, place: TrackerInGit, today: string): Promise<string | null> {
  try {
    return (await findMeeting(context, await place.repository(), place, today))?.date ?? null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
