/** What `gtm undo` says when it is done: what it took back, in the words of the one comparison, and how to get it again. */
import type { TrackerChanges } from "../core/diff-tracker.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import type { Context, Whereabouts } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { named, type Undoable } from "./find-undoable.ts";
import { lookOf } from "./look.ts";
import type { UndoOptions } from "./undo-flags.ts";
import type { Workspace } from "./workspace.ts";

export interface Undone {
  readonly undoable: Undoable;
  readonly place: Whereabouts;
  /** The short id of what HEAD is at now; null where nothing was committed. */
  readonly commit: string | null;
  /** The commit itself went from the branch, or came back. */
  readonly isMoved: boolean;
  readonly changes: TrackerChanges;
  /** What is neither an item nor the tracker's settings: paths from the repository's top, and whether they are gone now. */
  readonly files: readonly { readonly path: string; readonly isGone: boolean }[];
}

export async function tellUndone(
  context: Context,
  undone: Undone,
  { tracker }: Workspace,
  options: UndoOptions,
): Promise<void> {
  if (options.json) return await printData(context, undone, options);
  const { undoable, commit, changes, files, isMoved } = undone;
  const who = undoable.isOwn ? "" : ` of ${printableLine(undoable.commit.author.name)}`;
  const what = `${named(undoable.commit)}${who}`;
  if (options.dryRun) return await writeMessage(context.stderr, `${what}: ${intent(undone, options)}\n`);
  await writeMessage(context.stdout, `${what} ${deed(undone, options)}\n`);
  const { changeLines } = await import("../render/log-report.ts");
  const lines = [
    ...changeLines(changes, tracker, lookOf(context.stdout)),
    ...files.map(({ path, isGone }) => `  ${printableLine(path)} ${isGone ? "is gone again" : "is as it was before"}`),
  ];
  context.stdout.write(lines.map((line) => `${line}\n`).join(""));
  if (options.redo || commit === null) return;
  const again = undoable.number === null ? "gtm undo" : `gtm undo ${undoable.number}`;
  const next = isMoved
    ? "gtm undo --redo brings it back"
    : `by a new commit, as ${reason(undone)}; ${again} brings it back`;
  await writeMessage(context.stderr, `${next}\n`);
}

async function printData(context: Context, undone: Undone, { redo, dryRun }: UndoOptions): Promise<void> {
  const { undoable, commit, changes, files, isMoved } = undone;
  const { itemChangeData } = await import("../render/json.ts");
  const { id, date, author, subject } = undoable.commit;
  const data = {
    undone: { id, date, author: author.name, subject },
    redo: redo ?? false,
    moved: isMoved,
    commit,
    items: changes.items.map(itemChangeData),
    tracker: changes.settings,
    files: files.map(({ path }) => path),
    ...(dryRun && { dryRun: true }),
  };
  context.stdout.write(`${printableJson(data)}\n`);
}

/** What would be done. */
function intent(undone: Undone, { redo, commit }: UndoOptions): string {
  if (commit === false) return "the work tree would change";
  if (redo) return `the commit would be back on ${undone.place.branch}`;
  return undone.isMoved
    ? `the commit would go from ${undone.place.branch}`
    : `a new commit would take it back, as ${reason(undone)}`;
}

function deed({ commit, changes, files, isMoved, place }: Undone, { redo }: UndoOptions): string {
  if (redo) return commit === null ? "is back in the work tree" : `is back on ${place.branch}`;
  if (commit !== null)
    return isMoved ? `is taken back: the commit is off ${place.branch}` : `is taken back [${commit}]`;
  const isNothing = changes.items.length + changes.settings.length + files.length === 0;
  return isNothing ? "has been taken back already" : "is taken back in the work tree";
}

/** Why the commit stays, and another takes it back. */
function reason({ undoable, place }: Undone): string {
  const [holder] = place.holders;
  if (!undoable.isOwn) return "it is not one that gtm made for you";
  if (holder !== undefined) return `${printableLine(holder)} has it`;
  return undoable.isWhole ? "there are later ones" : "it changed more than that";
}
