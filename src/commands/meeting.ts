/** A meeting as gtm keeps it from one key to the next, through a kill. */
import { posix } from "node:path";
import { diffItems, type ItemDiff } from "../core/diff.ts";
import type { Item } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import type { Context, MeetingFiles, Repository } from "../ports.ts";
import { folderInGit, type Workspace } from "./workspace.ts";

export interface Meeting {
  /** The tracker's folder, as git names it. */
  readonly folder: string;
  /** The ISO date that it began on. */
  readonly date: string;
  /** Whether each change is a commit of its own. */
  readonly each: boolean;
  /** The numbers of the items, in the order in which they are walked. */
  readonly order: readonly number[];
  /** The place in the order; its length once the walk is at its end. */
  readonly at: number;
  readonly seen: readonly number[];
  /** By path from the repository's top, what a file was before the meeting first changed it. */
  readonly starts: Readonly<Record<string, string>>;
  /** The last change, to be taken back. */
  readonly last: { readonly path: string; readonly before: string; readonly after: string } | null;
}

const stateFile = "state.json";
/** What was typed and has not found its way into an item yet. */
export const typedFile = "typed.md";

/** The meeting that is not over yet; null where there is none. */
export function readMeeting(files: MeetingFiles): Meeting | null {
  const text = files.read(stateFile);
  // Only gtm writes there, in one step: what is there is what it wrote.
  return text === null ? null : (JSON.parse(text) as Meeting);
}

export function keepMeeting(files: MeetingFiles, meeting: Meeting): void {
  files.write(stateFile, JSON.stringify(meeting));
}

/** Its changes stay where they are. */
export function forgetMeeting(files: MeetingFiles): void {
  files.remove(stateFile);
  files.remove(typedFile);
}

export function pathInGit(context: Context, repository: Repository, workspace: Workspace, file: string): string {
  return posix.join(folderInGit(context, repository, workspace), posix.basename(file));
}

/** What the meeting has changed so far, item by item, from the files as they are. */
export function changesOf(
  { starts }: Meeting,
  { top }: Repository,
  context: Context,
  { tracker }: Workspace,
): readonly ItemDiff[] {
  const read = (text: string | null, path: string): readonly Item[] =>
    text === null ? [] : [readItem(text, path, tracker).item ?? []].flat();
  const paths = Object.keys(starts);
  const now = (path: string) =>
    context.files.exists(posix.join(top, path)) ? context.files.read(posix.join(top, path)) : null;
  return diffItems(
    paths.flatMap((path) => read(starts[path] ?? null, path)),
    paths.flatMap((path) => read(now(path), path)),
    tracker,
  );
}
