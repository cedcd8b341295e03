/** `gtm set ID… FIELD=VALUE…`: fields changed, every other byte as it was. */
import { resolve } from "node:path";
import { withWeekday } from "../core/calendar-names.ts";
import { columnText, columnWord } from "../core/columns.ts";
import { type Item, writtenOrder } from "../core/item.ts";
import { isItemKey, nameOf } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import { isDateColumn } from "../core/query.ts";
import { shellWord } from "../core/shell-word.ts";
import { saysClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { answer, commitSubject, readAgain } from "./answer.ts";
import { changeFiles, editOf, openRepository } from "./change-items.ts";
import { type Assignment, type ResolvedAssignment, readAssignment, resolveAssignment } from "./field-values.ts";
import { findItems, hasKeys, noSuchKey } from "./find-item.ts";
import { myHandle } from "./identity.ts";
import { askAhead, nextTurn } from "./next-turn.ts";
import { pickItem } from "./pick-item.ts";
import type { SetOptions } from "./set-flags.ts";
import { confirmChosen, isQuery, leadingNames, targetsIn } from "./targets.ts";
import { findTracker, loadWorkspace, type Workspace } from "./workspace.ts";

export async function set(context: Context, given: readonly string[], options: SetOptions): Promise<number> {
  const place = findTracker(context, options);
  const repositoryThere = askAhead(openRepository(context, place.folder, options));
  await nextTurn();
  const workspace = loadWorkspace(context, options, place);
  const words = await withWhatIsLeftOut(context, given, workspace, options);
  const { names, rest, isChosen } = await leadingItems(context, words, workspace, options);
  if (names.length === 0) throw noName(words, workspace);
  if (rest.length === 0 && options.file === undefined)
    throw new UserError("nothing to set", { hint: "gtm set 17 status=blocked due=+2w" });
  if (isItemKey(rest[0] ?? "") && hasKeys(workspace)) throw noSuchKey(rest[0] ?? "", workspace.items);
  const found = findItems(names, workspace);
  const { tracker, today } = workspace;
  const me = () => myHandle(context, workspace);
  const typed = [...rest.map((word) => readAssignment(word, tracker)), ...(await describedIn(context, options))];
  const assignments: ResolvedAssignment[] = [];
  for (const assignment of typed) assignments.push(await resolveAssignment(assignment, { tracker, today, me, names }));
  const repository = await repositoryThere();
  if (isChosen) await confirmChosen(context, `set ${rest.join(" ")}`.trim(), found, workspace, options);
  const { setValues } = await import("../core/set-values.ts");
  const order = writtenOrder(tracker);
  const changes = (item: Item) => assignments.map(({ key, valueFor }) => [key, valueFor(item)] as const);
  const edits = found.map((each) => editOf(each, workspace, (before, item) => setValues(before, changes(item), order)));
  const ids = found.map(({ item }) => item.id);
  const plan = {
    message: commitSubject("set", ids, [...rest, ...(options.file === undefined ? [] : ["description"])].join(" ")),
    edits,
  };
  const change = await changeFiles(context, repository, () => plan, options);
  const after = readAgain(change, found, workspace);
  const lines = found.map(({ item }, index) => describe(item, after[index] ?? item, assignments, tracker));
  await answer(context, lines, change.commit, () => after, options);
  for (const item of after) await hintAtClosing(context, item, tracker);
  return 0;
}

/** On a terminal, the item and the field are asked for where the words name none. */
async function withWhatIsLeftOut(
  context: Context,
  words: readonly string[],
  workspace: Workspace,
  { file }: SetOptions,
): Promise<readonly string[]> {
  const isTerminal = context.stdin.isTerminal && context.stdout.isTerminal;
  const hasNoNumber = words.length === 0 || (isTerminal && words.every((word) => /^[^=\s]+=/.test(word)));
  const named = hasNoNumber
    ? [await pickItem(context, workspace, "gtm set 17 status=blocked due=+2w"), ...words]
    : words;
  const { names, rest } = leadingNames(named, workspace);
  if (!isTerminal || rest.length > 0 || names.length !== 1 || file !== undefined) return named;
  const [found] = findItems(names, workspace);
  if (found === undefined) return named;
  const { askForAssignment } = await import("./ask-for-assignment.ts");
  const asked = await askForAssignment(context, found.item, workspace);
  if (asked === null) throw new UserError("nothing was changed");
  return [...named, asked];
}

/** The description from a file; none where none is given. */
async function describedIn(context: Context, { file }: SetOptions): Promise<readonly Assignment[]> {
  if (file === undefined) return [];
  const value = file === "-" ? await context.stdin.read() : context.files.read(resolve(context.cwd, file));
  return [{ key: "description", operator: "=", value }];
}

/** The items that the words before the first FIELD=VALUE name, by their numbers and keys or by a query. */
async function leadingItems(
  context: Context,
  words: readonly string[],
  workspace: Workspace,
  options: SetOptions,
): Promise<ReturnType<typeof leadingNames> & { readonly isChosen: boolean }> {
  const at = words.findIndex((word) => /^[^=:\s]+=/.test(word));
  const leading = words.slice(0, at === -1 ? words.length : at);
  if (!leading.some((word) => isQuery(word, workspace))) return { ...leadingNames(words, workspace), isChosen: false };
  const { namesByQuery } = await import("./query-targets.ts");
  const names = await namesByQuery(context, leading, workspace, options);
  return { names, rest: words.slice(leading.length), isChosen: true };
}

/** Not put right in silence: a value that lost its quotes (`timeline=Nov 18`) ends in a number too. */
function noName(words: readonly string[], workspace: Workspace): UserError {
  const fields = words.filter((word) => word.includes("="));
  const names = words.flatMap((word) => targetsIn(word, workspace) ?? []);
  const [first = ""] = words;
  if (fields.length > 0 && names.length > 0)
    return new UserError("put the item's number before its fields", {
      hint: `gtm set ${names.join(",")} ${fields.map(shellWord).join(" ")}`,
    });
  return isItemKey(first) && hasKeys(workspace)
    ? noSuchKey(first, workspace.items)
    : new UserError(`"${first}" is not an item number`, {
        hint: "put the numbers first: gtm set 17 status=blocked due=+2w",
      });
}

function describe(before: Item, after: Item, assignments: readonly ResolvedAssignment[], tracker: Tracker): string {
  const changes = [...new Set(assignments.map(({ key }) => key))].map((key) => {
    const [old, now] = [columnText(before, key, tracker), columnText(after, key, tracker)];
    const shown = (now && isDateColumn(key, tracker) ? withWeekday(now) : now) || "empty";
    const name = columnWord(key, tracker);
    if (key === "description")
      return old === now
        ? "description already so"
        : `description ${now === "" ? "removed" : old === "" ? "set" : "changed"}`;
    if (old === now) return `${name} already ${shown}`;
    return old === ""
      ? `${name} set to ${shown}`
      : now === ""
        ? `${name} removed (was ${old})`
        : `${name} ${old} → ${shown}`;
  });
  return `${nameOf(after, tracker)} ${after.title}: ${changes.join(", ")}`;
}

async function hintAtClosing(context: Context, item: Item, tracker: Tracker): Promise<void> {
  if (item.closed !== null || !saysClosed(item.status, tracker)) return;
  const status = printableLine(item.status ?? "");
  await writeMessage(
    context.stderr,
    `#${item.id} is ${status}, but still counts as open; to close it: gtm close ${item.id}\n`,
  );
}
