/** The commit that `gtm undo` takes back, and which of its files. */
import { posix } from "node:path";
import { diffItems, numberBefore } from "../core/diff.ts";
import { isRead, numberInName } from "../core/file-name.ts";
import type { Item } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import { printableLine } from "../core/printable.ts";
import type { TextChange } from "../core/take-out.ts";
import { UserError } from "../errors.ts";
import type { Context, HistoryCommit, Repository } from "../ports.ts";
import { findItems } from "./find-item.ts";
import { folderInGit, type Workspace } from "./workspace.ts";

/** A file that a commit has changed; its path is from the repository's top. */
export interface UndoneFile extends TextChange {
  readonly path: string;
}

export interface Undoable {
  readonly commit: HistoryCommit;
  /** What is to be taken back of it. */
  readonly files: readonly UndoneFile[];
  /** The number of the one item whose part it is; null for the whole commit. */
  readonly number: number | null;
  /** The commit is gtm's, and the user's own. */
  readonly isOwn: boolean;
  /** It has changed nothing else. */
  readonly isWhole: boolean;
}

/**
 * How gtm knows its commits: `gtm note 17: …`, behind at most one word that a hook has put there (`[KET-12] `). Git's own
 * `Revert "gtm note 17: …"` is none.
 */
const ownSubject = /^(?:[^\s"]+ )?gtm [a-z]+\b[^:]*(?::|…$)/;

/** What `gtm init --ci` and `gtm setup` change, beside a tracker that is there. */
const otherPlaces = [".github/workflows", ".gitlab", ".gitattributes"];

/** The last commit that gtm made for the user in this tracker. Throws a UserError where there is none. */
export async function findLast(context: Context, repository: Repository, workspace: Workspace): Promise<Undoable> {
  const me = await context.git.identity(workspace.folder);
  const paths = [folderInGit(context, repository, workspace), ...otherPlaces];
  const commits = await context.git.commits(repository, { paths, subject: "gtm " });
  const commit = commits.find((each) => isOwn(each, me.email));
  if (commit === undefined) {
    throw new UserError(`gtm has made no commit here for ${me.email}`, {
      hint: "gtm undo ID takes back the last change of an item, whoever made it; gtm log shows them",
    });
  }
  const { files } = await readFiles(context, repository, commit);
  return { commit, files, number: null, isOwn: true, isWhole: true };
}

/**
 * The commit that an undo took off the branch, where nothing else has happened on it since; its texts in the other direction.
 * HEAD's log is a stack: each undo puts one there, each redo takes one from it.
 */
export async function findRemoved(context: Context, repository: Repository): Promise<Undoable> {
  const entries = await context.git.reflog(repository);
  let given = 0;
  for (const [index, { message }] of entries.entries()) {
    if (message.startsWith("gtm redo: ")) given++;
    else if (!/^gtm undo(?: \d+)?: /.test(message)) break;
    else if (given > 0) given--;
    else {
      const commit = await context.git.revision(repository, entries[index + 1]?.id ?? "");
      const { files } = await readFiles(context, repository, commit);
      const turned = files.map(({ path, before, after }) => ({ path, before: after, after: before }));
      return { commit, files: turned, number: null, isOwn: true, isWhole: true };
    }
  }
  throw new UserError("no undo is the last thing that happened on this branch", {
    hint: "git reflog shows the commits that it had; git cherry-pick brings one back",
  });
}

/** The last change of an item, also of one that is gone by now, whoever made it. Throws a UserError where there is none. */
export async function findLastOf(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  word: string,
): Promise<Undoable> {
  const [me, { number, commit }] = await Promise.all([
    context.git.identity(workspace.folder),
    findCommitOf(context, repository, workspace, word),
  ]);
  const folder = folderInGit(context, repository, workspace);
  const { files: inFolder, others } = await readFiles(context, repository, commit, (path) => isIn(folder, path));
  const files = filesOf(number, inFolder, workspace);
  const isWhole = others + inFolder.length === files.length;
  return { commit, files, number, isOwn: isOwn(commit, me.email), isWhole };
}

function isOwn({ subject, author }: HistoryCommit, email: string): boolean {
  return ownSubject.test(subject) && author.email.toLowerCase() === email.toLowerCase();
}

async function findCommitOf(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  word: string,
): Promise<{ number: number; commit: HistoryCommit }> {
  const name = word.replace(/^#(?=\d+$)/, "");
  const folder = folderInGit(context, repository, workspace);
  const number = /^\d{1,9}$/.test(name) ? Number(name) : null;
  if (number !== null && !workspace.files.some((file) => numberInName(file.name) === number)) {
    const commits = await context.git.commits(repository, { paths: [folder] });
    const commit = commits.find(({ files }) => files.some((path) => numberOf(path) === number));
    if (commit !== undefined) return { number, commit };
  }
  const [found] = findItems([name], workspace);
  if (found === undefined) throw new Error(`${name} is no item, and findItems did not say so`);
  const path = posix.join(folder, found.file.slice(workspace.folder.length + 1));
  const [commit] = await context.git.commits(repository, { paths: [path] });
  if (commit !== undefined) return { number: found.item.id, commit };
  throw new UserError(`#${found.item.id} has not been committed yet, so there is nothing to take back`, {
    hint: "gtm diff shows what is not committed",
  });
}

function numberOf(path: string): number | null {
  return numberInName(posix.basename(path));
}

/** What the commit changed, against the one before it, and how many other files. Throws a UserError for what cannot be taken back. */
async function readFiles(
  context: Context,
  repository: Repository,
  commit: HistoryCommit,
  isWanted: (path: string) => boolean = () => true,
): Promise<{ readonly files: readonly UndoneFile[]; readonly others: number }> {
  const { id, parents } = commit;
  const short = id.slice(0, 10);
  const [parent, ...others] = parents;
  if (others.length > 0) {
    throw new UserError(`${named(commit)} is a merge, which has no one change to take back`, {
      hint: `git revert -m 1 ${short} takes back what it brought in`,
    });
  }
  if (parent === undefined) {
    if ((await context.git.whereabouts(repository, id)).isShallow) {
      throw new UserError(`this clone is shallow: it does not have what was there before ${named(commit)}`, {
        hint: "git fetch --unshallow gets the rest",
      });
    }
    throw new UserError(`${named(commit)} is the first commit of the repository: there is nothing to go back to`);
  }
  const all = await context.git.changesBetween(repository, parent, id);
  const changed = all.filter(({ path }) => isWanted(path));
  const objects = changed.flatMap(({ path, before, after }) =>
    [before, after].flatMap((object) => (object === null ? [] : { id: object, path })),
  );
  const texts = await context.git.filteredTexts(repository, objects);
  const textOf = new Map(objects.map((object, index) => [`${object.id} ${object.path}`, texts[index] ?? null]));
  const files = changed.map(({ path, before, after }) => {
    const read = (object: string | null): string | null => {
      if (object === null) return null;
      const text = textOf.get(`${object} ${path}`) ?? null;
      if (text !== null) return text;
      throw new UserError(`${named(commit)} also changed ${printableLine(path)}, which is no text`, {
        hint: `git revert ${short} takes it back`,
      });
    };
    return { path, before: read(before), after: read(after) };
  });
  return { files, others: all.length - changed.length };
}

/** `"gtm note 17: TAC model agreed" (1a2b3c4d5e)`. */
export function named({ subject, id }: Pick<HistoryCommit, "subject" | "id">): string {
  return `"${printableLine(subject)}" (${id.slice(0, 10)})`;
}

/** True of a file that may be an item's. */
function isIn(folder: string, path: string): boolean {
  return posix.dirname(path) === (folder || ".") && isRead(posix.basename(path)) === true;
}

/** The files of one item among those of a commit, also under the name or number that it had before. */
function filesOf(number: number, files: readonly UndoneFile[], { tracker }: Workspace): readonly UndoneFile[] {
  const read = (path: string, text: string | null): readonly Item[] =>
    text === null ? [] : [readItem(text, path, tracker).item ?? []].flat();
  const diffs = diffItems(
    files.flatMap(({ path, before }) => read(path, before)),
    files.flatMap(({ path, after }) => read(path, after)),
    tracker,
  );
  const own = diffs.find(({ item }) => item.id === number);
  const earlier = own && numberBefore(own);
  return files.filter(({ path }) => [number, earlier].includes(numberOf(path) ?? Number.NaN));
}
