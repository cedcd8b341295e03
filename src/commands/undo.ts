/** `gtm undo [ID]`: the last commit that gtm made is taken back, or the last change of an item. */
import { join, posix } from "node:path";
import { diffItems } from "../core/diff.ts";
import { diffTrackers } from "../core/diff-tracker.ts";
import { isRead, numberInName } from "../core/file-name.ts";
import type { Item } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import { printableLine } from "../core/printable.ts";
import { shorten } from "../core/shorten.ts";
import { takeOut } from "../core/take-out.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { BranchMove, ChangePlan, Context, FolderCommit, Repository, Whereabouts } from "../ports.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import { findLast, findLastOf, findRemoved, named, type Undoable, type UndoneFile } from "./find-undoable.ts";
import { isNoteForPeople } from "./read-item-file.ts";
import { tellUndone, type Undone } from "./undo-answer.ts";
import type { UndoOptions } from "./undo-flags.ts";
import { folderInGit, loadWorkspace, type Workspace } from "./workspace.ts";

export async function undo(context: Context, words: readonly string[], options: UndoOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const repository = await openRepository(context, workspace.folder, options);
  const undoable = await findUndoable(context, repository, workspace, words, options);
  const place = await context.git.whereabouts(repository, undoable.commit.id);
  if (place.branch === null && options.commit !== false) throw detached();
  const move = options.commit === false ? undefined : moveFor(undoable, place, options);
  const files = await readNow(context, repository, undoable, options);
  for (const file of files) await refuseClash(context, repository, undoable, file);
  refuseTwins(files, workspace);
  let texts: readonly FileTexts[] = [];
  const plan = (): ChangePlan => {
    texts = files.map((file) => textsOf(context, repository, file));
    return { message: messageOf(undoable, options), edits: texts.map(editOf) };
  };
  const { commit } = await changeFiles(context, repository, plan, { ...options, ...(move && { move }) });
  const done = changesIn(texts, folderInGit(context, repository, workspace), workspace);
  await tellUndone(context, { undoable, place, commit, isMoved: move !== undefined, ...done }, workspace, options);
  return 0;
}

async function findUndoable(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  words: readonly string[],
  { redo }: UndoOptions,
): Promise<Undoable> {
  const [word, ...others] = words.flatMap((each) => each.split(","));
  if (others.length > 0) throw new UserError("one item at a time", { hint: `gtm undo ${word}` });
  if (redo && word !== undefined)
    throw new UserError("--redo brings back a commit, not an item", { hint: `gtm undo --redo, or gtm undo ${word}` });
  if (redo) return findRemoved(context, repository);
  return word === undefined
    ? findLast(context, repository, workspace)
    : findLastOf(context, repository, workspace, word);
}

/** The commit itself goes where it is the last, all of it is taken back, and nobody else has it; it comes where it went from. */
function moveFor(
  { commit, isOwn, isWhole }: Undoable,
  place: Whereabouts,
  { redo }: UndoOptions,
): BranchMove | undefined {
  const [parent] = commit.parents;
  if (parent === undefined) return undefined;
  if (redo) return { from: parent, to: commit.id };
  const isFree = isOwn && isWhole && place.isHead && place.holders.length === 0;
  return isFree ? { from: commit.id, to: parent } : undefined;
}

function detached(): UserError {
  return new UserError("no branch is checked out (detached HEAD), so there is none to take a commit back on", {
    hint: "git switch BRANCH, then try again; or use --no-commit",
  });
}

/** A file that is taken back, with its text in the commit that is checked out. */
interface CommittedFile extends UndoneFile {
  readonly atHead: string | null;
}

async function readNow(
  context: Context,
  repository: Repository,
  { commit, files }: Undoable,
  { redo }: UndoOptions,
): Promise<readonly CommittedFile[]> {
  // HEAD is where the undo has left it.
  if (redo) return files.map((file) => ({ ...file, atHead: file.after }));
  const later = await context.git.changesBetween(repository, commit.id, "HEAD");
  const changed = later.filter(({ path }) => files.some((file) => file.path === path));
  const there = changed.flatMap(({ path, after }) => (after === null ? [] : [{ path, id: after }]));
  const texts = await context.git.filteredTexts(repository, there);
  const textOf = new Map(there.map(({ path }, index) => [path, texts[index] ?? null]));
  return files.map((file) => {
    const isChanged = changed.some(({ path }) => path === file.path);
    return { ...file, atHead: isChanged ? (textOf.get(file.path) ?? null) : file.after };
  });
}

function without(text: string | null, file: UndoneFile): ReturnType<typeof takeOut> {
  return takeOut(posix.basename(file.path), text, file);
}

/** Throws a UserError that names the first later commit which has changed the same, or the user's own edits. */
async function refuseClash(
  context: Context,
  repository: Repository,
  { commit, number }: Undoable,
  file: CommittedFile,
): Promise<void> {
  const now = textAt(context, join(repository.top, file.path));
  if (without(now, file) !== "clash" && without(file.atHead, file) !== "clash") return;
  const culprit = await findCulprit(context, repository, commit.id, file);
  const by =
    culprit === null ? "edits that are not committed" : `${named(culprit)} by ${printableLine(culprit.author)}`;
  const id = number ?? numberInName(posix.basename(file.path));
  throw new UserError(
    `${named(commit)} cannot be taken back: what it changed in ${file.path} has been changed since, by ${by}`,
    {
      hint:
        culprit === null
          ? "commit or stash them first: gtm diff shows them"
          : `${id === null ? "git log" : `gtm log ${id}`} shows both; take back the later one first, or change the file by hand`,
    },
  );
}

async function findCulprit(
  context: Context,
  repository: Repository,
  since: string,
  file: CommittedFile,
): Promise<FolderCommit | null> {
  if (without(file.atHead, file) !== "clash") return null;
  const commits = await context.git.history(repository, file.path, since);
  for (const commit of commits.toReversed()) {
    const [change] = commit.changes[0] ?? [];
    const [text = null] =
      change?.after == null ? [] : await context.git.filteredTexts(repository, [{ id: change.after, path: file.path }]);
    if (without(text, file) === "clash") return commit;
  }
  return null;
}

/** Throws a UserError where a number that comes back is another item's by now. */
function refuseTwins(files: readonly CommittedFile[], workspace: Workspace): void {
  const own = new Set(files.map(({ path }) => posix.basename(path)));
  for (const { path, before, after } of files) {
    const number = numberInName(posix.basename(path));
    if (after !== null || before === null || number === null) continue;
    const other = workspace.files.find(({ name }) => numberInName(name) === number && !own.has(name));
    if (other === undefined) continue;
    throw new UserError(`${path} would come back, but number ${number} is used by ${other.path} now`, {
      hint: "gtm add makes a new item; git show has the old text",
    });
  }
}

interface FileTexts {
  readonly file: CommittedFile;
  /** Absolute. */
  readonly path: string;
  readonly now: string | null;
  readonly back: string | null;
}

function textsOf(context: Context, { top }: Repository, file: CommittedFile): FileTexts {
  const path = join(top, file.path);
  const now = textAt(context, path);
  return { file, path, now, back: takenOut(now, file) };
}

function textAt(context: Context, path: string): string | null {
  return context.files.exists(path) ? context.files.read(path) : null;
}

function takenOut(now: string | null, file: CommittedFile): string | null {
  const result = without(now, file);
  if (result !== "clash") return result.text;
  throw new UserError(`${file.path} was changed in the same place`, { hint: "gtm diff shows what is not committed" });
}

function editOf({ file, path, now, back }: FileTexts): ChangePlan["edits"][number] {
  // Taken back by hand in the work tree alone: it is committed all the same.
  const isLeftover = now === back && file.atHead !== back;
  return { path, edit: (text) => takenOut(text, file), madeFrom: now, isLeftover };
}

function messageOf({ commit: { subject, id }, number, isWhole }: Undoable, { redo }: UndoOptions): string {
  if (redo) return `gtm redo: ${subject.replace(/^gtm /, "")}`;
  const verb = number === null ? "gtm undo" : `gtm undo ${number}`;
  const head = shorten(`${verb}: ${printableLine(subject.replace(/^gtm /, ""))}`, 72);
  return `${head}\n\n${isWhole ? "This reverts commit" : `This reverts item ${number} of commit`} ${id}.`;
}

/** What the undoing changes, by the one comparison. */
function changesIn(
  texts: readonly FileTexts[],
  folder: string,
  { tracker }: Workspace,
): Pick<Undone, "changes" | "files"> {
  const changed = texts.filter(({ now, back }) => now !== back);
  const isIn = ({ file }: FileTexts) => posix.dirname(file.path) === (folder || ".");
  const isTracker = (each: FileTexts) => isIn(each) && posix.basename(each.file.path) === "tracker.md";
  const isItem = (each: FileTexts) => {
    const name = posix.basename(each.file.path);
    return isIn(each) && isRead(name) === true && !isNoteForPeople(name);
  };
  const items = changed.filter(isItem);
  const read = ({ file: { path } }: FileTexts, text: string | null): readonly Item[] =>
    text === null ? [] : [readItem(text, path, tracker).item ?? []].flat();
  const own = changed.find(isTracker);
  const [before, after] = [own?.now, own?.back].map((text) => (text == null ? null : readTracker(text).tracker));
  const others = changed.filter((each) => !isItem(each) && !(isTracker(each) && before && after));
  return {
    changes: {
      items: diffItems(
        items.flatMap((each) => read(each, each.now)),
        items.flatMap((each) => read(each, each.back)),
        tracker,
      ),
      settings: before && after ? diffTrackers(before, after) : [],
    },
    files: others.map(({ file, back }) => ({ path: file.path, isGone: back === null })),
  };
}
