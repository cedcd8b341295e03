/** `gtm close ID… [TEXT]` and `gtm reopen ID… [TEXT]`: with the date, and a closing comment. */
import { insertComment, tidyComment } from "../core/add-comment.ts";
import type { IsoDate } from "../core/calendar.ts";
import type { Refusal } from "../core/change.ts";
import { closingKeys } from "../core/closing-keys.ts";
import { type Item, isOpen, writtenOrder } from "../core/item.ts";
import type { ItemText } from "../core/item-file.ts";
import { nameOf } from "../core/item-key.ts";
import type { KeyChange } from "../core/set-keys.ts";
import { openingStatus, saysClosed } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { answer, commitSubject, readAgain } from "./answer.ts";
import { changeFiles, editOf, type MadeChange, openRepository } from "./change-items.ts";
import type { CloseOptions, ReopenOptions } from "./close-flags.ts";
import { type EarlierStatus, earlierStatus } from "./earlier-status.ts";
import { type FoundItem, findItems } from "./find-item.ts";
import { commentAuthor } from "./identity.ts";
import { pickItem } from "./pick-item.ts";
import { confirmChosen, mentionSeveral, readCommentText, readTargets } from "./targets.ts";
import { commentDay } from "./typed-date.ts";
import { loadWorkspace, type Workspace } from "./workspace.ts";

interface StateChange {
  readonly verb: "close" | "reopen";
  /** "closed", "open": what an item is afterwards, and may be already. */
  readonly state: string;
  readonly isThere: (item: Item) => boolean;
  readonly keys: (item: Item, tracker: Tracker, when: When) => readonly KeyChange[];
}

interface When {
  readonly date: IsoDate;
  /** What the item had for a status while it was open, where git knows. */
  readonly earlier: EarlierStatus | null;
}

const closing: StateChange = {
  verb: "close",
  state: "closed",
  isThere: (item) => !isOpen(item),
  keys: (item, tracker, { date }) => closingKeys(item, tracker, date),
};

const reopening: StateChange = {
  verb: "reopen",
  state: "open",
  isThere: isOpen,
  keys: ({ status }, tracker, { earlier }) => {
    const again = earlier ? earlier.status : openingStatus(tracker);
    return [...(saysClosed(status, tracker) ? [["status", again] as const] : []), ["closed", null]];
  },
};

export function close(context: Context, words: readonly string[], options: CloseOptions): Promise<number> {
  return changeState(context, words, closing, options);
}

export function reopen(context: Context, words: readonly string[], options: ReopenOptions): Promise<number> {
  return changeState(context, words, reopening, options);
}

async function changeState(
  context: Context,
  given: readonly string[],
  change: StateChange,
  options: CloseOptions,
): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const pick = () => pickItem(context, workspace, `gtm ${change.verb} 17`, (item) => !change.isThere(item));
  const words = given.length > 0 ? given : [await pick()];
  const targets = await readTargets(context, change.verb, words, options, workspace);
  const found = findItems(targets.names, workspace);
  const { date, shown } = commentDay(options.date, workspace.today);
  const text = tidyComment((await readCommentText(context, targets.text, options)) ?? "");
  if (targets.isChosen) await confirmChosen(context, change.verb, found, workspace, options);
  const [there, moving] = [
    found.filter(({ item }) => change.isThere(item)),
    found.filter(({ item }) => !change.isThere(item)),
  ];
  const done: MadeChange =
    moving.length === 0
      ? { commit: null, read: context.files.read }
      : await move(context, workspace, moving, { change, text, date, options });
  const lines = [
    ...there.map(
      ({ item }) =>
        `${nameOf(item, workspace.tracker)} ${item.title}: already ${change.state}${item.closed ? `, on ${item.closed}` : ""}`,
    ),
    ...moving.map(
      ({ item }) =>
        `${nameOf(item, workspace.tracker)} ${item.title}: ${change.state}${change.verb === "close" ? ` on ${shown}` : " again"}`,
    ),
  ];
  await answer(context, lines, done.commit, () => readAgain(done, found, workspace), options);
  await mentionSeveral(context, targets, workspace);
  if (text !== "" && there.length > 0)
    await writeMessage(
      context.stderr,
      `no comment was added to items that did not change; to add it: gtm note ${there.map(({ item }) => item.id).join(",")}\n`,
    );
  return 0;
}

interface Move {
  readonly change: StateChange;
  readonly text: string;
  readonly date: IsoDate;
  readonly options: CloseOptions;
}

async function move(
  context: Context,
  workspace: Workspace,
  found: readonly FoundItem[],
  { change, text, date, options }: Move,
): Promise<MadeChange> {
  const { tracker } = workspace;
  const [repository, author] = await Promise.all([
    openRepository(context, workspace.folder, options),
    commentAuthor(context, workspace, options),
  ]);
  const { changeKeys } = await import("../core/set-keys.ts");
  const earlier = new Map<number, EarlierStatus | null>();
  for (const each of change.verb === "reopen" ? found : [])
    earlier.set(each.item.id, await earlierStatus(context, repository, each, tracker));
  const edit = (before: ItemText, item: Item): ItemText | Refusal => {
    const keys = change.keys(item, tracker, { date, earlier: earlier.get(item.id) ?? null });
    const moved = changeKeys(before, keys, writtenOrder(tracker));
    return moved.ok && text !== "" ? insertComment(moved, { date, author, text }) : moved;
  };
  const titles = found.map(({ item }) => item.title).join(", ");
  const plan = () => ({
    message: commitSubject(
      change.verb,
      found.map(({ item }) => item.id),
      text.split("\n")[0] || titles,
    ),
    edits: found.map((each) => editOf(each, workspace, edit)),
  });
  return changeFiles(context, repository, plan, options);
}
