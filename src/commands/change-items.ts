/** The way of every change: under the lock, each file edited as it is then, one commit of exactly these files. */
import { relative } from "node:path";
import type { Refusal } from "../core/change.ts";
import { errorsIn } from "../core/check-item.ts";
import type { Item } from "../core/item.ts";
import { type ItemText, itemIn } from "../core/item-file.ts";
import { UserError } from "../errors.ts";
import type { BranchMove, ChangePlan, Context, FileEdit, Repository } from "../ports.ts";
import { type FoundItem, parse } from "./find-item.ts";
import type { ChangeOptions } from "./flags.ts";
import { shownPath, type Workspace } from "./workspace.ts";

/** The repository around a tracker, where a change can be made now. Throws a UserError that says why it cannot. */
export async function openRepository(context: Context, folder: string, options: ChangeOptions): Promise<Repository> {
  const repository = await context.git.repository(folder);
  if (repository.obstacle && options.commit !== false && !options.dryRun) {
    throw new UserError(repository.obstacle.message, { hint: repository.obstacle.hint });
  }
  return repository;
}

/** A change that was made, or for `--dry-run` that would be. */
export interface MadeChange {
  /** The short id, or null where nothing was committed. */
  readonly commit: string | null;
  /** A file's text behind the change. */
  readonly read: (path: string) => string;
}

/** Makes a change, or shows it for `--dry-run`: as a difference, where nobody asked for data. */
export async function changeFiles(
  context: Context,
  repository: Repository,
  plan: () => ChangePlan,
  options: ChangeOptions & { readonly move?: BranchMove },
): Promise<MadeChange> {
  if (!options.dryRun) {
    const { move } = options;
    const commit = await context.git.change(repository, plan, {
      commit: options.commit !== false,
      ...(move && { move }),
    });
    return { commit, read: context.files.read };
  }
  const edited = plan().edits.map(({ path, edit }): EditedFile => {
    const before = context.files.exists(path) ? context.files.read(path) : null;
    return { path, before, after: edit(before) };
  });
  if (!options.json) await showDifference(context, repository, edited);
  const texts = new Map(edited.map(({ path, after }) => [path, after]));
  return { commit: null, read: (path) => texts.get(path) ?? context.files.read(path) };
}

interface EditedFile {
  readonly path: string;
  /** Null where there is no such file. */
  readonly before: string | null;
  readonly after: string | null;
}

async function showDifference(context: Context, { top }: Repository, edited: readonly EditedFile[]): Promise<void> {
  const { filePatch } = await import("./file-patch.ts");
  for (const { path, before, after } of edited) context.stdout.write(filePatch(relative(top, path), before, after));
}

/** An edit of an item's file that goes through whatever else is wrong with the file, as long as it adds no problem. */
export function editOf(
  found: FoundItem,
  workspace: Workspace,
  change: (before: ItemText, item: Item) => ItemText | Refusal,
): FileEdit {
  const { tracker } = workspace;
  const { file, parsed } = found;
  const path = shownPath(workspace, file);
  return {
    path: file,
    edit: (text) => {
      if (text === null) throw new UserError(`${path} is gone`, { hint: "git status shows what happened to it" });
      // Not always the text that was found: somebody may have saved another, and git may hold others, that get the change too.
      const before = parse(text, parsed);
      const { item } = itemIn(before, path, tracker);
      if (!before.ok || !item) throw new UserError(`${path} can no longer be read`, { hint: "gtm check shows why" });
      const after = change(before, item);
      if (!after.ok) throw new UserError(`${path}:${after.line}:${after.column}: ${after.message}`);
      parsed.set(after.text, after);
      refuseNewProblems(before, after, path, workspace);
      return after.text;
    },
  };
}

function refuseNewProblems(before: ItemText, after: ItemText, path: string, workspace: Workspace): void {
  if (before.text === after.text) return;
  const known = new Set(errorsIn(before, path, workspace).map(({ code, message }) => `${code} ${message}`));
  const added = errorsIn(after, path, workspace).find(({ code, message }) => !known.has(`${code} ${message}`));
  if (added) throw new UserError(added.message);
}
