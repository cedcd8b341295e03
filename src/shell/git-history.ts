/** What git's history holds: commits, and files as they were. Objects are read; neither work tree nor index is touched. */
import { existsSync } from "node:fs";
import { isIsoDate } from "../core/calendar.ts";
import { isRead } from "../core/file-name.ts";
import { fileLimit, tooLarge } from "../core/file-size.ts";
import { meetingTrailer } from "../core/meeting.ts";
import { UnknownRevision, UserError } from "../errors.ts";
import type { FileReading, HistoryCommit, MeetingCommit, Repository, Whereabouts } from "../ports.ts";
import { missing, readObjects } from "./git-objects.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

const mark = "\u0001";

/** What is read of a commit: see `readCommit`. */
const facts = "%H%x00%cs%x00%an%x00%ae%x00%P%x00%s";

/** The commits that touch some paths (from the top), newest first, with the files they touch there. */
export async function findCommits(
  git: RunGit,
  { top }: Repository,
  {
    paths,
    subject,
    revision,
  }: { readonly paths: readonly string[]; readonly subject?: string; readonly revision?: string },
): Promise<readonly HistoryCommit[]> {
  const search = subject === undefined ? [] : ["--fixed-strings", `--grep=${subject}`];
  const args = [
    "log",
    `--format=${mark}${facts}`,
    "--name-only",
    "-z",
    "--no-renames",
    ...search,
    revision ?? "HEAD",
    "--",
  ];
  try {
    const output = await git(top, [...args, ...paths.map(literal)]);
    return output.split(mark).slice(1).map(readCommit);
  } catch (error) {
    if (error instanceof GitFailure && noSuchRevision.test(error.stderr)) return [];
    throw error;
  }
}

/** See `Git.meetings` in ports.ts. */
export async function findMeetings(
  git: RunGit,
  { top }: Repository,
  folder: string,
): Promise<readonly MeetingCommit[]> {
  const search = ["log", `--format=${mark}%H%n%B`, `--grep=^${meetingTrailer}: `, "HEAD", "--"];
  const start = `${meetingTrailer}: `;
  try {
    const output = await git(top, [...search, literal(folder)]);
    return output.split(mark).flatMap((record) => {
      const [id = "", ...lines] = record.split("\n");
      // Anywhere in the message: a forge that squashes a branch puts words behind it.
      const dates = lines.flatMap((line) => (line.startsWith(start) ? line.slice(start.length).trim() : []));
      const date = dates.filter(isIsoDate).sort().at(-1);
      return date === undefined ? [] : [{ id, date }];
    });
  } catch (error) {
    if (error instanceof GitFailure && noSuchRevision.test(error.stderr)) return [];
    throw error;
  }
}

/** See `Git.authors` in ports.ts. */
export async function findAuthors(
  git: RunGit,
  { top }: Repository,
  path: string,
  since: string,
): Promise<ReadonlyMap<number, string> | null> {
  // Without the revisions to ignore that somebody may have set up for code: these lines are wanted as they came.
  const args = ["-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "--root", `^${since}`, "--", path];
  const output = await git(top, args, { env: { LC_ALL: "C" } }).catch((error: unknown) => {
    if (error instanceof GitFailure && /no such path/.test(error.stderr)) return null;
    throw error;
  });
  if (output === null) return null;
  // A commit's own lines of words come with the first of its lines of text alone.
  const known = new Map<string, { author: string; isOld: boolean }>();
  const found = new Map<number, string>();
  for (const record of output.matchAll(/^([0-9a-f]{40,}) \d+ (\d+)[^\n]*\n((?:[a-z][^\n]*\n)*)\t/gm)) {
    const [, id = "", line = "", words = ""] = record;
    if (words.includes("author-mail "))
      known.set(id, { author: /^author-mail <(.*)>$/m.exec(words)?.[1] ?? "", isOld: /^boundary$/m.test(words) });
    const { author, isOld } = known.get(id) ?? { author: "", isOld: true };
    if (!isOld) found.set(Number(line), /^0+$/.test(id) ? "" : author);
  }
  return found;
}

/** See `Git.addedLast` in ports.ts. */
export async function findAddedLast(
  git: RunGit,
  { top }: Repository,
  paths: readonly string[],
): Promise<string | null> {
  const format = [
    "--first-parent",
    "--diff-merges=first-parent",
    "--no-renames",
    "--diff-filter=A",
    `--format=${mark}%H`,
  ];
  const output = await git(top, ["log", ...format, "--name-only", "-z", "HEAD", "--", ...paths.map(literal)]);
  const [last = []] = output
    .split(mark)
    .map((record) => paths.filter((path) => record.split("\0").some((name) => name.trim() === path)))
    .filter(({ length }) => length > 0);
  return last.length === 1 ? (last[0] ?? null) : null;
}

/** Also of HEAD, where nothing has been committed yet. */
const noSuchRevision = /does not have any commits|unknown revision|bad revision/;

function readCommit(record: string): HistoryCommit {
  const [id = "", date = "", name = "", email = "", parents = "", subject = "", ...files] = record.split("\0");
  return {
    id,
    date,
    author: { name, email },
    parents: parents.split(" ").filter((parent) => parent !== ""),
    subject: subject.trim(),
    files: files.map((file) => file.trim()).filter((file) => file !== ""),
  };
}

/** The commit that a revision names. Throws a UserError where it names none. */
export async function findRevision(git: RunGit, repository: Repository, word: string): Promise<HistoryCommit> {
  // git takes the newest commit of a range; only a message to search for may have dots of its own.
  const [, start] = /^([^:{]*?)\.{2,3}[^:{]*$/.exec(word) ?? [];
  if (start !== undefined)
    throw new UserError(`"${word}" is a range, and one revision is asked for`, {
      hint: start === "" ? "give the revision that it begins with" : `give the revision that it begins with: ${start}`,
    });
  try {
    const commit = await findCommit(git, repository, ["--end-of-options", word]);
    if (commit) return commit;
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
  if (isShallow(repository)) throw tooShallow(`this clone is shallow, and "${word}" is not in it`, word);
  if (word === "HEAD" && (await isUnborn(git, repository))) throw nothingCommitted();
  throw new UnknownRevision(word);
}

/** The newest commit at the end of an ISO date, or null. Throws a UserError where a shallow clone cannot tell. */
export async function findNewest(git: RunGit, repository: Repository, day: string): Promise<HistoryCommit | null> {
  try {
    const commit = await findCommit(git, repository, [`--until=${day}T23:59:59`, "HEAD"]);
    if (commit) return commit;
  } catch (error) {
    if (error instanceof GitFailure && noSuchRevision.test(error.stderr)) return null;
    throw error;
  }
  if (!isShallow(repository)) return null;
  throw tooShallow(`this clone is shallow: its history does not go back to ${day}`);
}

/** Before the first commit there is neither history nor anything to compare with. */
export function nothingCommitted(): UserError {
  return new UserError("nothing is committed yet", {
    hint: 'commit the tracker first: git add . && git commit -m "the tracker"',
  });
}

/** Throws a UserError where HEAD's commits, but those that `since` (an id) has too, are not all in this clone. */
export async function requireWholeHistory(git: RunGit, repository: Repository, since: string | null): Promise<void> {
  if (!isShallow(repository)) return;
  const range = since === null ? ["HEAD"] : ["HEAD", `^${since}`];
  const first = await git(repository.top, ["rev-list", "--max-parents=0", "--max-count=1", ...range, "--"]);
  if (first.trim() !== "") throw tooShallow("this clone is shallow: its history does not go back to the beginning");
}

/** True of a clone without the older part of its history. */
export function isShallow({ shallowMark }: Repository): boolean {
  return existsSync(shallowMark);
}

/** See `Git.reflog` in ports.ts. */
export async function readReflog(
  git: RunGit,
  { top }: Repository,
): Promise<readonly { readonly id: string; readonly message: string }[]> {
  const output = await git(top, ["log", "--walk-reflogs", "--max-count=300", "--format=%H%x00%gs", "HEAD", "--"]);
  return output.split("\n").flatMap((line) => {
    const [id = "", message = ""] = line.split("\0");
    return id === "" ? [] : [{ id, message }];
  });
}

/** See `Git.whereabouts` in ports.ts. */
export async function findWhereabouts(git: RunGit, repository: Repository, commit: string): Promise<Whereabouts> {
  const { top } = repository;
  const places = ["refs/heads", "refs/remotes", "refs/tags"];
  const [head, branch, refs] = await Promise.all([
    git(top, ["rev-parse", "HEAD"]),
    // "HEAD" where it is detached.
    git(top, ["rev-parse", "--symbolic-full-name", "HEAD"]),
    git(top, ["for-each-ref", `--contains=${commit}`, "--format=%(refname)", ...places]),
  ]);
  const own = branch.trim();
  const others = refs.split("\n").filter((ref) => ref !== "" && ref !== own && !/^refs\/remotes\/.*\/HEAD$/.test(ref));
  const short = (ref: string): string => ref.replace(/^refs\/(?:heads|remotes|tags)\//, "");
  return {
    branch: own === "HEAD" ? null : short(own),
    isHead: head.trim() === commit,
    holders: others.map(short),
    isShallow: isShallow(repository),
  };
}

/** What gets the rest: also the branch of a remote that a clone of one branch does not have. */
export function tooShallow(message: string, word = ""): UserError {
  const [, remote, branch] = /^([\w-]+)\/([\w./-]+)$/.exec(word) ?? [];
  const missing = remote === undefined ? "" : ` ${remote} ${branch}:refs/remotes/${remote}/${branch}`;
  return new UserError(message, { hint: `git fetch --unshallow${missing} gets the rest` });
}

async function findCommit(
  git: RunGit,
  { top }: Repository,
  which: readonly string[],
): Promise<HistoryCommit | undefined> {
  const output = await git(top, ["log", "-1", `--format=${mark}${facts}`, ...which, "--"]);
  const [record] = output.split(mark).slice(1);
  return record === undefined ? undefined : { ...readCommit(record), files: [] };
}

/** The branch and the tag of a name (without characters that git's patterns know), in full. */
export async function findRefs(git: RunGit, { top }: Repository, name: string): Promise<readonly string[]> {
  const refs = [`refs/tags/${name}`, `refs/heads/${name}`];
  const found = (await git(top, ["for-each-ref", "--format=%(refname)", ...refs])).split("\n");
  // What is below a name, such as refs/heads/Q1/plan, matches too.
  return refs.filter((ref) => found.includes(ref));
}

/** See `Git.refNames` in ports.ts. */
export async function readRefNames(git: RunGit, { top }: Repository): Promise<readonly string[]> {
  const kinds = ["refs/heads/", "refs/remotes/", "refs/tags/"];
  const format = "--format=%(symref) %(refname)";
  const listed = await git(top, ["for-each-ref", "--sort=-creatordate", "--count=300", format, ...kinds]);
  // `origin/HEAD` is another's name.
  const names = listed.split("\n").flatMap((line) => (line.startsWith(" ") ? line.slice(1) : []));
  return names.map((name) => name.slice(kinds.find((kind) => name.startsWith(kind))?.length ?? 0));
}

/** The `.md` files directly in a folder (from the top) as a revision has them; what cannot be read is reported. */
export async function readFolderAt(
  git: RunGit,
  repository: Repository,
  revision: string,
  folder: string,
): Promise<readonly FileReading[]> {
  const path = folder === "" ? [] : [`${folder}/`];
  const output = await git(repository.top, ["ls-tree", "-l", "-z", "--full-tree", revision, "--", ...path]).catch(
    async (error: unknown) => {
      if (error instanceof GitFailure && revision === "HEAD" && (await isUnborn(git, repository))) return "";
      throw error;
    },
  );
  const entries = output.split("\0").flatMap((record) => readEntry(record, folder) ?? []);
  const wanted = entries.flatMap(({ id, problem }) => (problem === null ? id : []));
  const readings = [...(await readObjects(git, repository.top, wanted))];
  return entries.map(({ name, problem }) =>
    problem === null ? { ...(readings.shift() ?? { problem: missing }), name } : { name, problem },
  );
}

/** True before the first commit. */
export async function isUnborn(git: RunGit, { top }: Repository): Promise<boolean> {
  try {
    await git(top, ["rev-parse", "--quiet", "--verify", "HEAD"]);
    return false;
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return error.exitCode === 1;
  }
}

interface TreeEntry {
  readonly name: string;
  readonly id: string;
  readonly problem: string | null;
}

/** A record of `ls-tree -l`: mode, type, id, size, tab, path; null for what is no concern of a tracker's. */
function readEntry(record: string, folder: string): TreeEntry | null {
  const [, mode = "", type = "", id = "", size = "", path = ""] =
    /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(record) ?? [];
  const name = folder === "" ? path : path.slice(folder.length + 1);
  const wanted = isRead(name);
  if (wanted === false) return null;
  const problem =
    type !== "blob"
      ? "is a folder, not a file"
      : mode === "120000"
        ? "is a link: links are not followed in a revision"
        : Number(size) > fileLimit
          ? tooLarge
          : null;
  return { name, id, problem: wanted === true ? problem : wanted };
}
