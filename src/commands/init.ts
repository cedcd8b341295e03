/** `gtm init`: a tracker where one stands, committed. */
import { join } from "node:path";
import { freshTracker } from "../core/fresh-tracker.ts";
import { printableLine } from "../core/printable.ts";
import { UserError } from "../errors.ts";
import type { Context, Identity } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import type { CalledWith, changeFlags } from "./flags.ts";
import { type NewPerson, personOfIdentity } from "./identity.ts";
import { nearestTracker, shownPath, type TrackerPlace, trackerHere } from "./workspace.ts";

type InitOptions = CalledWith<typeof changeFlags>;

export async function init(context: Context, options: InitOptions): Promise<number> {
  const place = trackerHere(context, options);
  const file = join(place.folder, "tracker.md");
  const shown = shownPath(place, file);
  if (context.files.exists(file)) {
    await writeMessage(context.stdout, `${shown} already exists: nothing to do\n`);
    return 0;
  }
  const outer = nearestTracker(context, options);
  const folder = existingFolder(context, place.folder);
  const [repository, maker] = await Promise.all([
    openRepository(context, folder, options),
    findIdentity(context, folder),
  ]);
  // Without an identity git makes no commit; a tracker can be begun all the same.
  const isUnknown = maker instanceof UserError;
  const me = isUnknown ? null : personOfIdentity(maker);
  const fresh = await newTracker(me);
  const plan = () => ({
    message: printableLine(`gtm init: a tracker in ${shownPath(place, place.folder)}`),
    edits: [{ path: file, edit: (text: string | null) => text ?? fresh }],
  });
  const { commit } = await changeFiles(context, repository, plan, isUnknown ? { ...options, commit: false } : options);
  if (options.dryRun) return 0;
  await writeMessage(context.stdout, `${shown} created${commit ? ` [${commit}]` : ""}\n`);
  const lines = [...begun(maker, me, shown), ...outerStays(place, outer), nextStep(options)];
  await writeMessage(context.stderr, lines.map((line) => `${line}\n`).join(""));
  return 0;
}

function outerStays(place: TrackerPlace, outer: TrackerPlace | null): readonly string[] {
  if (outer === null) return [];
  const [inner, above] = [place, outer].map(({ folder }) => printableLine(shownPath(place, folder)));
  return [`from here, gtm now uses ${inner}; ${above} is unchanged`];
}

function nextStep({ tracker }: InitOptions): string {
  const gtm = tracker === undefined ? "gtm" : `gtm -t ${printableLine(tracker)}`;
  return `next: ${gtm} import PAGE.md to bring in an existing page, or ${gtm} add "Title" to start from scratch`;
}

/** Who is in the new tracker, or why nobody is. */
function begun(maker: Identity | UserError, me: NewPerson | null, shown: string): readonly string[] {
  if (maker instanceof UserError) {
    const mend = `  ${maker.hint}, then git add ${shown} && git commit`;
    return [`not committed, and you are not listed under people: ${maker.message}`, mend];
  }
  return me === null ? [] : [printableLine(`you are listed in it as ${me.handle}: ${me.name} <${me.email}>`)];
}

/** Who makes the tracker; the error that says how to set it where git does not know. */
async function findIdentity(context: Context, folder: string): Promise<Identity | UserError> {
  try {
    return await context.git.identity(folder);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function newTracker(me: NewPerson | null): Promise<string> {
  if (me === null) return freshTracker;
  const { addEntries } = await import("../core/tracker-edit.ts");
  const { handle, ...person } = me;
  const result = addEntries(freshTracker, "people", { [handle]: person });
  return result.ok ? result.text : freshTracker;
}

/** The nearest folder that is there: the tracker's own may not be yet. */
function existingFolder(context: Context, folder: string): string {
  let existing = folder;
  while (!context.files.isFolder(existing) && existing !== join(existing, "..")) existing = join(existing, "..");
  return existing;
}
