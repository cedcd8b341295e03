/** `gtm delete ID… REASON`: items' files taken away, with the reason in the commit. Closing is the usual way. */
import { basename } from "node:path";
import { countOf } from "../core/count-of.ts";
import type { Item } from "../core/item.ts";
import { nameOf } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import { mentions } from "../core/renumber.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { answer, commitSubject } from "./answer.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import type { DeleteOptions } from "./delete-flags.ts";
import { type FoundItem, findItems } from "./find-item.ts";
import { pickItem } from "./pick-item.ts";
import { readCommentText, readTargets } from "./targets.ts";
import { folderInGit, loadWorkspace, shownPath, type Workspace } from "./workspace.ts";

export async function deleteItems(context: Context, given: readonly string[], options: DeleteOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const words = given.length > 0 ? given : [await pickItem(context, workspace, 'gtm delete 17 "the same as #12"')];
  const targets = await readTargets(context, "delete", words, options, workspace);
  const found = findItems(targets.names, workspace);
  const names = found.map(({ item }) => item.id).join(",");
  const reason = ((await readCommentText(context, targets.text, options)) ?? (await askWhy(context))).trim();
  if (reason === "")
    throw new UserError("say why, for the history", {
      hint: `gtm delete ${names} "the same as #12"; if the work is over, or was dropped: gtm close ${names}`,
    });
  const repository = await openRepository(context, workspace.folder, options);
  await refuseLosses(context, repository, found, workspace);
  await confirmDelete(context, found, names, workspace, options);
  const subject = commitSubject(
    "delete",
    found.map(({ item }) => item.id),
    reason.split("\n")[0] ?? "",
  );
  const isWhole = subject.endsWith(printableLine(reason));
  const plan = () => ({
    message: isWhole ? subject : `${subject}\n\n${reason}`,
    edits: found.map(({ file }) => ({ path: file, edit: () => null })),
  });
  const { commit } = await changeFiles(context, repository, plan, options);
  const lines = found.map(({ item }) => `${nameOf(item, workspace.tracker)} ${item.title}: deleted`);
  await answer(context, lines, commit, () => found.map(({ item }) => item), options);
  await tellMentions(context, found, workspace);
  return 0;
}

/** On a terminal; elsewhere nothing. */
async function askWhy({ stdin, stdout, ask }: Context): Promise<string> {
  return stdin.isTerminal && stdout.isTerminal ? ask.text("Why should it go? (for the history)") : "";
}

/** What git does not have, nothing brings back. */
async function refuseLosses(
  context: Context,
  repository: Repository,
  found: readonly FoundItem[],
  workspace: Workspace,
): Promise<void> {
  const folder = folderInGit(context, repository, workspace);
  const tracked = new Set(await context.git.tracked(repository, folder));
  const unknown = found.find(({ file }) => !tracked.has(basename(file)));
  if (unknown)
    throw new UserError(`${shownPath(workspace, unknown.file)} is not in git, so nothing could bring it back`, {
      hint: "git add and git commit it first, or take the file away by hand",
    });
  const { changed } = await context.git.branch(repository);
  const edited = found.find(({ file }) => changed.some(({ path }) => path === `${folder}/${basename(file)}`));
  if (edited)
    throw new UserError(`${shownPath(workspace, edited.file)} has changes that are not committed: they would be lost`, {
      hint: "git commit them, or git restore the file, then try again",
    });
}

async function confirmDelete(
  context: Context,
  found: readonly FoundItem[],
  names: string,
  { tracker }: Workspace,
  { yes, dryRun }: DeleteOptions,
): Promise<void> {
  if (yes || dryRun) return;
  const usual = `gtm close ${names} is the usual way: it keeps the item, with its history, among the closed ones`;
  if (!context.stdin.isTerminal || !context.stdout.isTerminal)
    throw new UserError("delete asks before it takes a file away, and there is no terminal", {
      hint: `--yes does it without asking; ${usual}`,
    });
  const lines = found.map(({ item }) => `  ${printableLine(`${nameOf(item, tracker)} ${item.title}`)}\n`);
  context.stderr.write(lines.join(""));
  await writeMessage(context.stderr, `${usual}\n`);
  const what = found.length === 1 ? "this item" : `these ${countOf(found.length, "items")}`;
  if (!(await context.ask.confirm(`Delete ${what}?`, false))) throw new UserError("nothing was changed", { code: 1 });
}

/** The items that still speak of the one that is gone. */
async function tellMentions(context: Context, found: readonly FoundItem[], { files }: Workspace): Promise<void> {
  const gone = new Set(found.map(({ item }) => item.id));
  for (const id of gone) {
    const others = files.flatMap(({ item, text }): Item[] =>
      item && !gone.has(item.id) && mentions(text, [id]) ? [item] : [],
    );
    if (others.length > 0)
      await writeMessage(
        context.stderr,
        `#${id} is still mentioned in ${others.map((item) => `#${item.id}`).join(", ")}\n`,
      );
  }
}
