/** What differs between two states of the repository, and in each commit of its history: by objects, so that only what changed is read. */
import { isRead } from "../core/file-name.ts";
import { groupBy } from "../core/group-by.ts";
import { UserError } from "../errors.ts";
import type { ChangedFile, FileChange, FileReading, FolderCommit, Repository, RevisionSpan } from "../ports.ts";
import { files } from "./files.ts";
import { findRevision, isShallow, isUnborn, nothingCommitted, requireWholeHistory, tooShallow } from "./git-history.ts";
import { missing, readObjects } from "./git-objects.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

const raw = ["--raw", "-z", "--no-renames", "--no-abbrev"];
const untracked = ["--others", "--exclude-standard", "-z"];

/** Where git is asked about a folder: it runs there, so that nothing else has to be asked first, or at the top. */
export interface Standpoint {
  readonly at: string;
  /** The folder's path from there: "", or `docs/items/`. */
  readonly prefix: string;
  /** For what git cannot tell from there. */
  readonly repository: () => Promise<Repository>;
}

/** The files of a folder that differ, with both texts; its `tracker.md` in any case. */
export async function compareFolder(
  git: RunGit,
  standpoint: Standpoint,
  folder: string,
  asked: RevisionSpan,
): Promise<readonly FileChange[]> {
  const { changed, span } = await findChanged(git, standpoint, asked, "inside");
  const own = changed.some(({ path }) => path === "tracker.md") ? [] : unchangedTracker(standpoint, span);
  const wanted = [...changed, ...own].filter(({ path }) => isRead(path) === true);
  const ids = new Set(wanted.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()));
  ids.delete("file");
  const objects = new Map((await readObjects(git, standpoint.at, [...ids])).map((each) => [each.name, each]));
  const reading = (path: string, id: string | null): FileReading | null => {
    const is = isRead(path);
    if (id === null || is === false) return null;
    if (is !== true) return { name: path, problem: is };
    if (id === "file") return files.readInFolder(folder, path);
    const object = objects.get(id);
    // By its name, unlike by its id, an object may be asked for that is not there.
    return object === undefined || ("problem" in object && object.problem === missing && id.includes(":"))
      ? null
      : { ...object, name: path };
  };
  return [...changed, ...own].map(({ path, before, after }) => ({
    name: path,
    before: reading(path, before),
    after: reading(path, after),
  }));
}

/** Where it is the same in both states, one of them is enough. */
function unchangedTracker({ prefix }: Standpoint, { to }: RevisionSpan): readonly ChangedFile[] {
  const place = to === null ? "file" : `${to}:./${prefix}tracker.md`;
  return [{ path: "tracker.md", before: place, after: place }];
}

/** Paths, from the top, of what differs outside of a folder. */
export async function findOutside(
  git: RunGit,
  standpoint: Standpoint,
  asked: RevisionSpan,
): Promise<readonly string[]> {
  return (await findChanged(git, standpoint, asked, "outside")).changed.map(({ path }) => path);
}

type Side = "inside" | "outside";

/** What differs, and the span as git took it. */
async function findChanged(
  git: RunGit,
  standpoint: Standpoint,
  asked: RevisionSpan,
  side: Side,
): Promise<{ readonly changed: readonly ChangedFile[]; readonly span: RevisionSpan }> {
  // `:/words` names the commit of a message, and cannot be said more exactly.
  const span = [asked.from, asked.to].some((word) => word?.startsWith(":"))
    ? await inIds(git, standpoint, asked)
    : asked;
  try {
    return { changed: await listChanged(git, standpoint, span, side), span };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // Whoever looks for the commits one by one says what is wrong with them. Else it is a git before 2.30, or two branches
    // that were merged crosswise.
    const found = await inIds(git, standpoint, asked);
    return { changed: await listChanged(git, standpoint, found, side), span: found };
  }
}

/** The same by the ids of its commits. Throws a UserError where a word is none. */
export async function inIds(git: RunGit, { repository }: Standpoint, span: RevisionSpan): Promise<RevisionSpan> {
  const there = await repository();
  const idOf = async (word: string | null) => (word === null ? null : (await findRevision(git, there, word)).id);
  const fork = span.from !== null && span.isFromFork;
  const from = await (fork ? findMergeBase(git, there, span.from, span.to ?? "HEAD") : idOf(span.from));
  return { from, to: await idOf(span.to), isFromFork: false };
}

async function listChanged(
  git: RunGit,
  { at, prefix }: Standpoint,
  { from, to, isFromFork }: RevisionSpan,
  side: Side,
): Promise<readonly ChangedFile[]> {
  const isInside = side === "inside";
  const folder = prefix || ".";
  const where = isInside ? [`:(literal)${folder}`] : [":/", `:(exclude,literal)${folder}`];
  const paths = isInside ? (prefix === "" ? "--relative" : `--relative=${prefix}`) : "--no-relative";
  // The tree without files has another id in a repository of SHA-256.
  const start =
    from === null ? (await git(at, ["hash-object", "-t", "tree", "--stdin"], { input: "" })).trim() : commitOf(from);
  const states = [start, ...(to === null ? [] : [commitOf(to)])];
  const base = isFromFork ? ["--merge-base"] : [];
  const [output, added] = await Promise.all([
    git(at, ["diff", ...raw, paths, ...base, "--end-of-options", ...states, "--", ...where]),
    to === null ? git(at, ["ls-files", ...untracked, ...(isInside ? [] : ["--full-name"]), "--", ...where]) : "",
  ]);
  const names = added.split("\0").filter((name) => name !== "");
  return [
    ...readRaw(output.split("\0"), to === null),
    ...names.map((name) => ({ path: isInside ? name.slice(prefix.length) : name, before: null, after: "file" })),
  ];
}

/** A word that names no commit, such as a tree's, is refused. */
function commitOf(word: string): string {
  return `${word}^{commit}`;
}

/** Records `:100644 100644 ID ID M` and `PATH`, by turns; of a merge `::… ID ID ID MM`, its last id the result's. */
function readRaw(words: readonly string[], isWorkTree: boolean): readonly ChangedFile[] {
  const changes: ChangedFile[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const record = /^:\d+ (\d+) (\w+) (\w+) \w+$/.exec(words[at]?.trim() ?? "");
    if (!record) break;
    const [, mode = "", before = "", after = ""] = record;
    const isGone = mode === "000000";
    changes.push({
      path: words[at + 1] ?? "",
      before: objectId(before),
      after: isGone ? null : (objectId(after) ?? (isWorkTree ? "file" : null)),
    });
  }
  return changes;
}

function objectId(id: string): string | null {
  return /^0+$/.test(id) ? null : id;
}

/** The files that differ between two commits, by paths from the top. */
export async function diffCommits(
  git: RunGit,
  { top }: Repository,
  from: string,
  to: string,
): Promise<readonly ChangedFile[]> {
  return readRaw((await git(top, ["diff", ...raw, "--no-relative", from, to, "--"])).split("\0"), false);
}

/** See `Git.additions` in ports.ts. */
export async function readAdditions(
  git: RunGit,
  { top }: Repository,
  folder: string,
  { since, revision }: { readonly since: string; readonly revision: string },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const args = ["log", "--format=", "--diff-filter=A", ...raw, revision, `^${since}`, "--", ...inside(folder)];
  const added = readRaw((await git(top, args)).split("\0"), false);
  const groups = groupBy(added, ({ path }) => path);
  return new Map([...groups].map(([path, files]) => [path, files.flatMap(({ after }) => after ?? [])]));
}

export async function findMergeBase(git: RunGit, repository: Repository, one: string, other: string): Promise<string> {
  try {
    return (await git(repository.top, ["merge-base", "--end-of-options", one, other])).trim();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // 128 where one of them is no commit: whoever looks for that says so.
    if (error.exitCode !== 1) for (const word of [one, other]) await findRevision(git, repository, word);
  }
  if (isShallow(repository))
    throw tooShallow("this clone is shallow: it does not go back to the commit that both have in common");
  throw new UserError("the two have no commit in common", { hint: "compare A..B instead of A...B" });
}

const mark = "\u0001";

/** The commits of a folder, newest first. A merge counts where its result is neither side's. */
export async function readHistory(
  git: RunGit,
  repository: Repository,
  folder: string,
  since: string | null,
): Promise<readonly FolderCommit[]> {
  const range = since === null ? ["HEAD"] : ["HEAD", `^${since}`];
  const format = `--format=${mark}%H%x00%cs%x00%an%x00%s%x00`;
  const args = ["log", format, "--diff-merges=combined", ...raw, ...range, "--", ...inside(folder)];
  const log = git(repository.top, args).catch(async (error: unknown) => {
    throw (await isUnborn(git, repository)) ? nothingCommitted() : error;
  });
  const [output] = await Promise.all([log, requireWholeHistory(git, repository, since)]);
  return output.split(mark).slice(1).map(readCommit);
}

/** The pathspecs of a folder; none for the whole repository. */
function inside(folder: string | null): readonly string[] {
  return folder === null || folder === "" ? [] : [literal(folder)];
}

function readCommit(record: string): FolderCommit {
  const [id = "", date = "", author = "", subject = "", ...rest] = record.split("\0");
  const words = rest.slice(rest.findIndex((word) => word.trim().startsWith(":")));
  const combined = words[0]?.trim().startsWith("::") ?? false;
  return { id, date, author, subject, changes: combined ? readCombined(words) : [readRaw(words, false)] };
}

/** `::100644 100644 100644 ID ID RESULT MM` and `PATH`: a list for each parent. */
function readCombined(words: readonly string[]): readonly (readonly ChangedFile[])[] {
  const parents: ChangedFile[][] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [, colons = "", record = ""] = /^(:{2,})(.*)$/.exec(words[at]?.trim() ?? "") ?? [];
    if (colons === "") break;
    // A mode for each parent and one for the result, then the ids likewise.
    const ids = record
      .split(" ")
      .slice(colons.length + 1, 2 * colons.length + 2)
      .map(objectId);
    const after = ids.at(-1) ?? null;
    ids.slice(0, -1).forEach((before, parent) => {
      parents[parent] ??= [];
      parents[parent].push({ path: words[at + 1] ?? "", before, after });
    });
  }
  return parents;
}
