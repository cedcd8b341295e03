/** `gtm add [TITLE] [FIELD=VALUE…]`: a new item with the next free number. */
import { join } from "node:path";
import { tidyComment } from "../core/add-comment.ts";
import { withWeekday } from "../core/calendar-names.ts";
import { errorsIn } from "../core/check-item.ts";
import { columnText } from "../core/columns.ts";
import type { NewItem } from "../core/compose.ts";
import { itemFileName } from "../core/file-name.ts";
import { type Item, itemKeys, writtenOrder } from "../core/item.ts";
import { readItem, readItemText } from "../core/item-file.ts";
import { isDateColumn } from "../core/query.ts";
import { shellWord } from "../core/shell-word.ts";
import { openingStatus } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { AddOptions } from "./add-flags.ts";
import { answer, commitSubject, readAgain } from "./answer.ts";
import { askForItem } from "./ask-for-item.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import { type ResolvedAssignment, readAssignment, resolveAssignment } from "./field-values.ts";
import { commentAuthor, myHandle } from "./identity.ts";
import { nextNumber, numbersInGit } from "./numbers-in-git.ts";
import { loadWorkspace, shownPath, type Workspace } from "./workspace.ts";

export async function add(context: Context, words: readonly string[], options: AddOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const [title, ...assigned] = await titleAndFields(context, words, workspace);
  const typed = [...fromFlags(options), ...assigned].map((word) => readAssignment(word, workspace.tracker));
  const assignments: ResolvedAssignment[] = [];
  for (const assignment of typed) {
    assignments.push(
      await resolveAssignment(assignment, {
        tracker: workspace.tracker,
        today: workspace.today,
        me: () => myHandle(context, workspace),
      }),
    );
  }
  const described = typed.findLast(({ key }) => key === "description")?.value ?? options.description ?? "";
  const comment = tidyComment(options.note ?? "");
  const repository = await openRepository(context, workspace.folder, options);
  const inGit = await numbersInGit(context, repository, workspace);
  const author = comment === "" ? null : await commentAuthor(context, workspace, options);
  const blank = { ...emptyItem(title, workspace.tracker), description: described.trim() };
  const comments = comment === "" ? [] : [{ date: workspace.today, author, text: comment }];
  const compose = await composer(workspace);
  let made: Made = { id: 0, file: "" };
  const plan = () => {
    // Under the lock, so that two people at once get two numbers.
    const id = nextNumber(loadWorkspace(context, options), inGit);
    const text = compose({ ...blank, id, comments }, assignments);
    made = { id, file: join(workspace.folder, itemFileName(id, title)) };
    return {
      message: commitSubject("add", [id], title),
      edits: [{ path: made.file, edit: () => text, madeFrom: null }],
    };
  };
  const change = await changeFiles(context, repository, plan, options);
  const path = shownPath(workspace, made.file);
  const after = readAgain(change, [{ ...made, parsed: new Map() }], workspace);
  const dates = after.flatMap((item) => assignedDates(item, assignments, workspace.tracker));
  const line = [`#${made.id} ${title}: added as ${path}`, ...dates].join(", ");
  await answer(context, [line], change.commit, () => after, options);
  return 0;
}

interface Made {
  readonly id: number;
  readonly file: string;
}

/** Each date as it was understood: `due 2026-03-26 (Thu)`. */
function assignedDates(item: Item, assignments: readonly ResolvedAssignment[], tracker: Tracker): readonly string[] {
  return assignments.flatMap(({ key }) => {
    const date = isDateColumn(key, tracker) ? columnText(item, key, tracker) : "";
    return date === "" ? [] : `${key} ${withWeekday(date)}`;
  });
}

async function titleAndFields(
  context: Context,
  words: readonly string[],
  workspace: Workspace,
): Promise<readonly [string, ...string[]]> {
  const [title, ...rest] = words;
  const first = words.findIndex((word) => word.includes("="));
  const called = words.slice(0, first === -1 ? words.length : first);
  if (called.length > 1)
    throw new UserError(`"${called[1]}" is not FIELD=VALUE`, {
      hint: `quote a title of more than one word: gtm add ${shellWord(called.join(" "))}`,
    });
  if (title !== undefined) return [oneLine(title), ...rest];
  if (!context.stdin.isTerminal || !context.stdout.isTerminal)
    throw new UserError("no title", { hint: 'gtm add "Support model" owner=dahersey due=+2w' });
  const asked = await askForItem(context, workspace);
  return [oneLine(asked.title), ...asked.fields];
}

function oneLine(title: string): string {
  const line = title.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (line === "") throw new UserError("the title is empty", { hint: 'gtm add "Support model"' });
  return line;
}

function fromFlags({ status, priority, area, owner, start, due, timeline, ref }: AddOptions): string[] {
  const flags = { status, priority, area, owners: owner?.join(","), start, due, timeline, refs: ref?.join(",") };
  return Object.entries(flags).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
}

function emptyItem(title: string, tracker: Tracker): NewItem {
  const keys = itemKeys().parse({ id: "1", title });
  return { ...keys, id: 0, status: openingStatus(tracker), fields: {}, description: "", comments: [] };
}

/** Made like any other change, key by key, so that a new file obeys the same rules as an edited one. */
async function composer({
  tracker,
  today,
}: Workspace): Promise<(blank: NewItem, assignments: readonly ResolvedAssignment[]) => string> {
  const [{ composeItem }, { setKeys }] = await Promise.all([
    import("../core/compose.ts"),
    import("../core/set-keys.ts"),
  ]);
  return (blank, assignments) => {
    const bare = composeItem(blank);
    const { item: empty, problems: unread } = readItem(bare, "", tracker);
    if (!empty) throw new UserError(`gtm could not read this item: ${unread[0]?.message}`, { hint: "make it shorter" });
    const result = setKeys(
      bare,
      assignments.flatMap(({ key, valueFor }) => (key === "description" ? [] : [[key, valueFor(empty)] as const])),
      writtenOrder(tracker),
    );
    if (!result.ok) throw new UserError(result.message);
    const error = errorsIn(readItemText(result.text), "", { tracker, today })[0];
    if (error) throw new UserError(error.message);
    return result.text;
  };
}
