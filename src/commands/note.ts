/** `gtm note ID… [TEXT]`: a dated comment on each item. */
import { insertComment } from "../core/add-comment.ts";
import { isHandle } from "../core/handle.ts";
import { nameOf } from "../core/item-key.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository, TypedText } from "../ports.ts";
import { answer, commitSubject, readAgain } from "./answer.ts";
import { changeFiles, editOf, type MadeChange, openRepository } from "./change-items.ts";
import { resolvePerson } from "./field-values.ts";
import { type FoundItem, findItems } from "./find-item.ts";
import { commentAuthor, myHandle } from "./identity.ts";
import { askAhead, nextTurn } from "./next-turn.ts";
import type { NoteOptions } from "./note-flags.ts";
import { pickItem } from "./pick-item.ts";
import { confirmChosen, mentionSeveral, readCommentText, readTargets } from "./targets.ts";
import { commentHelp, commentText } from "./typed-comment.ts";
import { commentDay } from "./typed-date.ts";
import { findTracker, loadWorkspace, type Workspace } from "./workspace.ts";

export async function note(context: Context, given: readonly string[], options: NoteOptions): Promise<number> {
  const place = findTracker(context, options);
  const repositoryThere = askAhead(openRepository(context, place.folder, options));
  const identity = options.author === undefined ? askAhead(context.git.identity(place.folder)) : null;
  await nextTurn();
  const workspace = loadWorkspace(context, options, place);
  const words = given.length > 0 ? given : [await pickItem(context, workspace, 'gtm note 17 "TAC model agreed"')];
  const targets = await readTargets(context, "note", words, options, workspace);
  const found = findItems(targets.names, workspace);
  const day = commentDay(options.date, workspace.today);
  const text = await readCommentText(context, targets.text, options);
  if (text === null) refuseWithoutTerminal(context);
  const repository = await repositoryThere();
  const author =
    identity === null
      ? await givenAuthor(context, workspace, options)
      : await commentAuthor(context, workspace, options, identity);
  if (targets.isChosen) await confirmChosen(context, "note", found, workspace, options);
  const typed = text === null ? await typeText(context, found, workspace, repository, options) : keptElsewhere(text);
  const write = async (): Promise<MadeChange> => {
    const text = commentText(typed.text);
    const edits = found.map((each) =>
      editOf(each, workspace, (before) => insertComment(before, { date: day.date, author, text })),
    );
    const ids = found.map(({ item }) => item.id);
    const plan = { message: commitSubject("note", ids, text.split("\n")[0] ?? ""), edits };
    return changeFiles(context, repository, () => plan, options);
  };
  const change = await write().catch((error: unknown) => {
    throw typed.keep(error);
  });
  typed.remove();
  const lines = found.map(({ item }) => `${nameOf(item, workspace.tracker)} ${item.title}: noted on ${day.shown}`);
  await answer(context, lines, change.commit, () => readAgain(change, found, workspace), options);
  await mentionSeveral(context, targets, workspace);
  return 0;
}

function refuseWithoutTerminal(context: Context): void {
  if (context.stdin.isTerminal && context.stdout.isTerminal) return;
  throw new UserError("no text for the comment", {
    hint: "gtm note 17 TEXT, -m TEXT, -F FILE, or - to read standard input",
  });
}

/** A text that stands in the words of the command or in a file of the user's. */
function keptElsewhere(text: string): TypedText {
  return { text, remove: () => undefined, keep: (error) => error };
}

async function typeText(
  context: Context,
  found: readonly FoundItem[],
  workspace: Workspace,
  repository: Repository,
  options: NoteOptions,
): Promise<TypedText> {
  // Whatever stands in the way of a change is better met before anything is typed.
  await changeFiles(context, repository, () => ({ message: "", edits: [] }), options);
  return context.edit(commentHelp(found, workspace), "comment.md");
}

async function givenAuthor(
  context: Context,
  workspace: Workspace,
  { author: given = "" }: NoteOptions,
): Promise<string> {
  const me = () => myHandle(context, workspace);
  const author = await resolvePerson(given, { tracker: workspace.tracker, me }, "author");
  if (isHandle(author)) return author;
  throw new UserError(`"${author}" is not a handle`, {
    hint: 'a handle has no spaces, e.g. amara.osei: gtm person add amara.osei --name "Amara Osei"',
  });
}
