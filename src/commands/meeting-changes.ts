/** The changes of a meeting: each in its file at once, and all of them in one commit at its end. */
import { posix } from "node:path";
import { insertComment } from "../core/add-comment.ts";
import type { Refusal } from "../core/change.ts";
import { closingKeys } from "../core/closing-keys.ts";
import { countOf } from "../core/count-of.ts";
import { type Item, writtenOrder } from "../core/item.ts";
import type { ItemText } from "../core/item-file.ts";
import { withMeeting } from "../core/meeting.ts";
import { mergeFile } from "../core/merge/merge-item.ts";
import { changeKeys } from "../core/set-keys.ts";
import { setValues } from "../core/set-values.ts";
import { UserError } from "../errors.ts";
import type { Context, FileEdit, MeetingFiles, Repository } from "../ports.ts";
import { describeChange } from "../render/changes-words.ts";
import { commitSubject } from "./answer.ts";
import { understand } from "./ask-for-assignment.ts";
import { changeFiles, editOf } from "./change-items.ts";
import type { FoundItem } from "./find-item.ts";
import { changesOf, keepMeeting, type Meeting, pathInGit } from "./meeting.ts";
import type { Workspace } from "./workspace.ts";

/** What a meeting is held with. */
export interface MeetingTools {
  readonly context: Context;
  readonly repository: Repository;
  readonly files: MeetingFiles;
  /** Who says what is noted. */
  readonly author: string | null;
}

/** What a key of the meeting asks for, in the words of the command that does the same. */
export type Wish =
  | { readonly verb: "note"; readonly text: string }
  | { readonly verb: "set"; readonly words: string }
  | { readonly verb: "close"; readonly text: string };

/** Makes a change, and gives the meeting behind it. Throws a UserError where it cannot be made: then the file is as it was. */
export async function makeWish(
  tools: MeetingTools,
  meeting: Meeting,
  found: FoundItem,
  wish: Wish,
  workspace: Workspace,
): Promise<Meeting> {
  const { context, repository, files } = tools;
  const change = await changeFor(tools, wish, workspace);
  const path = pathInGit(context, repository, workspace, found.file);
  let before = "";
  const plan = () => {
    before = context.files.read(found.file);
    // Known before the file is touched: a meeting that is killed from here on knows what it has changed.
    keepMeeting(files, started(meeting, path, before));
    const words = wish.verb === "set" ? wish.words : (wish.text.split("\n")[0] ?? "");
    const message = withMeeting(commitSubject(wish.verb, [found.item.id], words || found.item.title), meeting.date);
    return { message, edits: [{ ...editOf(found, workspace, change), madeFrom: before }] };
  };
  await changeFiles(context, repository, plan, { commit: meeting.each });
  const after = context.files.read(found.file);
  const made = { ...started(meeting, path, before), last: { path, before, after } };
  keepMeeting(files, made);
  return made;
}

function started(meeting: Meeting, path: string, text: string): Meeting {
  return Object.hasOwn(meeting.starts, path) ? meeting : { ...meeting, starts: { ...meeting.starts, [path]: text } };
}

async function changeFor(
  { context, author }: MeetingTools,
  wish: Wish,
  workspace: Workspace,
): Promise<(before: ItemText, item: Item) => ItemText | Refusal> {
  const { tracker, today } = workspace;
  const order = writtenOrder(tracker);
  if (wish.verb === "note") return (before) => insertComment(before, { date: today, author, text: wish.text });
  if (wish.verb === "set") {
    const { key, valueFor } = await understand(context, wish.words, workspace);
    return (before, item) => setValues(before, [[key, valueFor(item)]], order);
  }
  return (before, item) => {
    const closed = changeKeys(before, closingKeys(item, tracker, today), order);
    return closed.ok && wish.text !== "" ? insertComment(closed, { date: today, author, text: wish.text }) : closed;
  };
}

/** Takes the last change of the meeting back. Throws a UserError where there is none, or somebody has saved the file since. */
export async function takeBackLast({ context, repository, files }: MeetingTools, meeting: Meeting): Promise<Meeting> {
  const { last, each } = meeting;
  if (each) throw new UserError("each change is committed: gtm undo takes the last one back");
  if (last === null) throw new UserError("there is no change to take back");
  const edit = (text: string | null): string => {
    if (text === last.after) return last.before;
    throw new UserError(`${last.path} has been saved since: take the change out by hand`);
  };
  const path = posix.join(repository.top, last.path);
  await changeFiles(context, repository, () => ({ message: "gtm meet", edits: [{ path, edit }] }), { commit: false });
  const after = { ...meeting, last: null };
  keepMeeting(files, after);
  return after;
}

/**
 * Commits what the meeting has changed, and nothing else: what the user has changed in the same files before it stays
 * uncommitted. Gives the short id, or null where nothing is left to commit.
 */
export async function commitMeeting(
  { context, repository }: MeetingTools,
  meeting: Meeting,
  workspace: Workspace,
): Promise<string | null> {
  const plan = () => {
    const edits = Object.entries(meeting.starts).flatMap(([path, start]) =>
      commitEdit(context, repository, path, start),
    );
    return { message: meetingMessage(context, repository, meeting, workspace), edits };
  };
  return (await changeFiles(context, repository, plan, {})).commit;
}

/** None for a file that is as it was, or gone. */
function commitEdit(context: Context, { top }: Repository, name: string, start: string): readonly FileEdit[] {
  const path = posix.join(top, name);
  const now = context.files.exists(path) ? context.files.read(path) : start;
  if (now === start) return [];
  const edit = (text: string | null): string => {
    if (text === null) throw new UserError(`${name} is gone`, { hint: "git status shows what happened to it" });
    if (text === now || text === start) return now;
    // What git holds is another text: the user has work of his own in it, or has committed meanwhile.
    const merged = mergeFile(posix.basename(name), { base: start, ours: text, theirs: now });
    if (merged.conflicts.length === 0) return merged.text;
    throw new UserError("the meeting has changed what your own edits, not yet committed, change too");
  };
  return [{ path, edit, madeFrom: now, isLeftover: true }];
}

/** A line for each item, so that the log of the meeting can be read in git. */
function meetingMessage(context: Context, repository: Repository, meeting: Meeting, workspace: Workspace): string {
  const diffs = changesOf(meeting, repository, context, workspace);
  const lines = diffs.map((diff) => `- ${describeChange(diff, workspace.tracker)}`);
  return withMeeting(
    `gtm meet ${meeting.date}: ${countOf(diffs.length, "items")} changed\n\n${lines.join("\n")}`,
    meeting.date,
  );
}
