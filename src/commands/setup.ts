/** `gtm setup`: what git does not clone. */
import { printableLine } from "../core/printable.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import { attributeEdit, driverOf, setDriver } from "./merge-setup.ts";
import type { SetupOptions } from "./setup-flags.ts";
import { readTrackerFolder, shownPath } from "./workspace.ts";

export async function setup(context: Context, options: SetupOptions): Promise<number> {
  const place = readTrackerFolder(context, options);
  const repository = await openRepository(context, place.folder, options);
  const attribute = attributeEdit(context, repository, place);
  const folder = shownPath(place, place.folder);
  const message = printableLine(`gtm setup: git merges ${folder} by meaning`);
  const { commit } = attribute
    ? await changeFiles(context, repository, () => ({ message, edits: [attribute] }), options)
    : { commit: null };
  if (options.dryRun) {
    await writeMessage(context.stdout, `would set merge.gtm.driver to: ${driverOf(context)}\n`);
    return 0;
  }
  const isNew = await setDriver(context, repository);
  const lines = [
    ...(attribute ? [`.gitattributes: ${folder}/*.md merge=gtm${commit ? ` [${commit}]` : ""}`] : []),
    isNew
      ? `git now merges ${folder} by meaning in this clone`
      : `git merges ${folder} by meaning in this clone already`,
  ];
  await writeMessage(context.stdout, lines.map((line) => `${printableLine(line)}\n`).join(""));
  return 0;
}
