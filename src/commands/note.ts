/** `gtm note ID… [TEXT]`: a dated comment on each item. */
import { insertComment, tidyComment } from "../core/add-comment.ts";
import { isHandle } from "../core/handle.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import { answer, commitSubject, readAgain } from "./answer.ts";
import { editOf, makeChange, openRepository } from "./change-items.ts";
import { resolvePerson } from "./field-values.ts";
import { type FoundItem, findItems } from "./find-item.ts";
import { type CalledWith, changeFlags, jsonFlag, textFlags } from "./flags.ts";
import { commentAuthor, myHandle } from "./identity.ts";
import { mentionSeveral, readTargets, readText } from "./targets.ts";
import { commentDay } from "./typed-date.ts";
import { loadWorkspace, type Workspace } from "./workspace.ts";

export const noteFlags = [
  ...textFlags,
  ["--date <date>", "the comment's date, such as last thu (default: today)"],
  ["--author <person>", "handle or name (default: you, by your git e-mail or name)"],
  jsonFlag,
  ...changeFlags,
] as const;

type NoteOptions = CalledWith<typeof noteFlags>;

export async function note(context: Context, words: readonly string[], options: NoteOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const targets = readTargets("note", words, options);
  const found = findItems(targets.numbers, workspace);
  const day = commentDay(options.date, workspace.today);
  const given = await readText(context, targets.text, options);
  if (given === null) refuseWithoutTerminal(context);
  const [repository, author] = await Promise.all([
    openRepository(context, workspace.folder, options),
    findAuthor(context, workspace, options),
  ]);
  const write = (text: string) => writeNote(context, { workspace, found, day, author, repository, options, text });
  const code = await (given === null ? typeText(context, found, { repository, options, write }) : write(given));
  await mentionSeveral(context, targets, workspace);
  return code;
}

interface Note {
  readonly workspace: Workspace;
  readonly found: readonly FoundItem[];
  readonly day: { readonly date: string; readonly shown: string };
  readonly author: string | null;
  readonly repository: Repository;
  readonly options: NoteOptions;
  readonly text: string;
}

async function writeNote(
  context: Context,
  { workspace, found, day, author, repository, options, ...given }: Note,
): Promise<number> {
  const text = tidyComment(withoutHelp(given.text));
  if (text === "") throw new UserError("the comment is empty", { hint: "nothing was changed" });
  const comment = { date: day.date, author, text };
  const edits = found.map((each) => editOf(each, workspace, (before) => insertComment(before, comment)));
  const ids = found.map(({ item }) => item.id);
  const plan = { message: commitSubject("note", ids, text.split("\n")[0] ?? ""), edits };
  const change = await makeChange(context, repository, () => plan, options);
  const lines = found.map(({ item }) => `#${item.id} ${item.title}: noted on ${day.shown}`);
  answer(context, lines, change.commit, () => readAgain(change, found, workspace), options);
  return 0;
}

function refuseWithoutTerminal(context: Context): void {
  if (context.stdin.isTerminal && context.stdout.isTerminal) return;
  throw new UserError("no text for the comment", {
    hint: "gtm note 17 TEXT, -m TEXT, -F FILE, or - to read standard input",
  });
}

async function typeText(
  context: Context,
  found: readonly FoundItem[],
  { repository, options, write }: Pick<Note, "repository" | "options"> & { write: (text: string) => Promise<number> },
): Promise<number> {
  // Whatever stands in the way of a change is better met before anything is typed.
  await makeChange(context, repository, () => ({ message: "", edits: [] }), options);
  return context.edit(helpText(found), "comment.md", write);
}

async function findAuthor(context: Context, workspace: Workspace, options: NoteOptions): Promise<string | null> {
  if (options.author === undefined) return commentAuthor(context, workspace, options);
  const me = () => myHandle(context, workspace);
  const author = await resolvePerson(options.author, { tracker: workspace.tracker, me }, "author");
  if (isHandle(author)) return author;
  throw new UserError(`"${author}" is not a handle`, {
    hint: "a handle has no spaces, such as amara.osei; its name is declared under people: in tracker.md",
  });
}

const scissors = "<!-- gtm: what stands below is not part of the comment -->";

function helpText(found: readonly FoundItem[]): string {
  const items = found.map(({ item }) => `#${item.id} ${item.title}`).join("\n");
  return `\n\n${scissors}\n\n${items}\n\n${found[0]?.item.comments.at(-1)?.text ?? ""}\n`;
}

/** Also of a file that gtm has kept for the user when it could not take the text. */
function withoutHelp(text: string): string {
  return text.split(scissors)[0] ?? "";
}
