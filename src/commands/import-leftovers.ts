/**
 * What an import that was killed has left in the work tree: files that are not committed, each just as this import would
 * write it. They are planned as if they were not there, and so committed, as the import's own.
 */
import { join } from "node:path";
import { readTracker } from "../core/tracker-file.ts";
import type { Context, FileEdit, FileReading, Repository } from "../ports.ts";
import { folderInGit, type Workspace } from "./workspace.ts";

/** The texts of the tracker's folder as they were last committed, by name. */
export type CommittedTexts = ReadonlyMap<string, string>;

export async function readCommitted(
  context: Context,
  repository: Repository,
  workspace: Workspace,
): Promise<CommittedTexts> {
  const readings = await context.git.folderAt(repository, "HEAD", folderInGit(context, repository, workspace));
  const entry = (reading: FileReading): [string, string] => [reading.name, "text" in reading ? reading.text : ""];
  return new Map(readings.map(entry));
}

interface Planned {
  readonly edits: readonly FileEdit[];
}

/** What `plan` makes of a workspace, without the leftovers in it; the edits that meet one are committed though it stays as it is. */
export function planWithoutLeftovers<Plan extends Planned>(
  workspace: Workspace,
  committed: CommittedTexts,
  plan: (workspace: Workspace) => Plan,
): Plan {
  const waiting = waitingTexts(workspace, committed);
  if (waiting.size === 0) return plan(workspace);
  const own = meeting(plan(without(workspace, committed, waiting)), waiting, workspace);
  if (own.size === 0) return plan(workspace);
  const planned = plan(without(workspace, committed, own));
  // Somebody else's new files may have taken a number from them.
  if (meeting(planned, own, workspace).size < own.size) return plan(workspace);
  const isOwn = (path: string): boolean => [...own.keys()].some((name) => join(workspace.folder, name) === path);
  return { ...planned, edits: planned.edits.map((edit) => (isOwn(edit.path) ? { ...edit, isLeftover: true } : edit)) };
}

/** The files that are not in the work tree as they were committed, and so may be leftovers. */
function waitingTexts({ files, trackerText }: Workspace, committed: CommittedTexts): ReadonlyMap<string, string> {
  const fresh = files.filter(({ name }) => !committed.has(name)).map(({ name, text }) => [name, text] as const);
  const before = committed.get("tracker.md");
  const isEdited = before !== undefined && before !== trackerText;
  return new Map([...(isEdited ? [["tracker.md", trackerText] as const] : []), ...fresh]);
}

/** Those of the texts that the plan would write, letter for letter. */
function meeting(
  { edits }: Planned,
  texts: ReadonlyMap<string, string>,
  { folder }: Workspace,
): ReadonlyMap<string, string> {
  const planned = new Map(edits.map(({ path, edit }) => [path, edit]));
  return new Map([...texts].filter(([name, text]) => planned.get(join(folder, name))?.(null) === text));
}

function without(workspace: Workspace, committed: CommittedTexts, names: ReadonlyMap<string, string>): Workspace {
  const files = workspace.files.filter(({ name }) => !names.has(name));
  const trackerText = names.has("tracker.md") ? (committed.get("tracker.md") ?? "") : workspace.trackerText;
  return {
    ...workspace,
    files,
    items: files.flatMap(({ item }) => item ?? []),
    trackerText,
    tracker: readTracker(trackerText).tracker ?? workspace.tracker,
  };
}
