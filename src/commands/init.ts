/** `gtm init`: a tracker in this repository, committed. */
import { join } from "node:path";
import { freshTracker } from "../core/tracker-file.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { type ChangeOptions, makeChange, openRepository } from "./change-items.ts";
import { findTracker, type GlobalOptions, shownPath } from "./workspace.ts";

export type InitOptions = GlobalOptions & ChangeOptions;

export async function init(context: Context, options: InitOptions): Promise<number> {
  const place = findTracker(context, options);
  const file = join(place.folder, "tracker.md");
  const shown = shownPath(place, file);
  if (context.files.exists(file)) {
    context.stdout.write(`${shown} is there already: nothing to do\n`);
    return 0;
  }
  const repository = await openRepository(context, existingFolder(context, place.folder), options);
  const plan = () => ({
    message: `gtm init: a tracker in ${shownPath(place, place.folder)}`,
    edits: [{ path: file, edit: (text: string | null) => text ?? freshTracker }],
  });
  const commit = await makeChange(context, repository, plan, options);
  if (options.dryRun) return 0;
  context.stdout.write(`${shown} made${commit ? ` [${commit}]` : ""}\n`);
  await writeMessage(
    context.stderr,
    `next: gtm import PAGE.md brings in a page you have, gtm add "Title" begins without one\n`,
  );
  return 0;
}

/** The nearest folder that is there: the tracker's own may not be yet. */
function existingFolder(context: Context, folder: string): string {
  let existing = folder;
  while (!context.files.isFolder(existing) && existing !== join(existing, "..")) existing = join(existing, "..");
  return existing;
}
