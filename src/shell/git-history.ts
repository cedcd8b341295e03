/** What git's history holds: commits, and files as they were. Objects are read; neither work tree nor index is touched. */
import { Buffer } from "node:buffer";
import { UserError } from "../errors.ts";
import type { HistoryCommit, Repository } from "../ports.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

const mark = "\u0001";

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
    `--format=${mark}%H%x00%cs%x00%s`,
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
    if (error instanceof GitFailure && /does not have any commits|unknown revision|bad revision/.test(error.stderr))
      return [];
    throw error;
  }
}

function readCommit(record: string): HistoryCommit {
  const [id = "", date = "", subject = "", ...files] = record.split("\0");
  return { id, date, subject, files: files.map((name) => name.trim()).filter((name) => name !== "") };
}

/** The texts of `REV:path` names, in their order; null where there is no such file. One git for all of them. */
export async function readBlobs(
  git: RunGit,
  { top }: Repository,
  names: readonly string[],
): Promise<readonly (string | null)[]> {
  if (names.length === 0) return [];
  if (names.some((name) => name.includes("\n")))
    throw new UserError("git cannot be asked for a file whose name has a line end");
  const output = Buffer.from(await git(top, ["cat-file", "--batch"], { input: `${names.join("\n")}\n` }), "utf8");
  const texts: (string | null)[] = [];
  let at = 0;
  while (texts.length < names.length) {
    const end = output.indexOf(0x0a, at);
    if (end === -1) throw new Error(`git cat-file ended after ${texts.length} of ${names.length} objects`);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString("utf8", at, end))?.[1];
    const next = size === undefined ? end + 1 : end + 2 + Number(size);
    texts.push(size === undefined ? null : output.toString("utf8", end + 1, next - 1));
    at = next;
  }
  return texts;
}

/** The commit that a revision names, or that was the newest at the end of an ISO date. Throws a UserError for neither. */
export async function findRevision(git: RunGit, { top }: Repository, word: string): Promise<HistoryCommit> {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(word);
  const which = isDay ? [`--until=${word}T23:59:59`, "HEAD"] : ["--end-of-options", word];
  try {
    const output = await git(top, ["log", "-1", `--format=${mark}%H%x00%cs%x00%s`, ...which, "--"]);
    const [record] = output.split(mark).slice(1);
    if (record !== undefined) return { ...readCommit(record), files: [] };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
  throw new UserError(isDay ? `no commit is as old as ${word}` : `"${word}" is no revision`, {
    hint: "a date (2017-10-25), a branch, a tag, or a commit; git log shows them",
  });
}

/** The names of the files directly in a folder (from the top), at a revision. */
export async function listFolder(
  git: RunGit,
  { top }: Repository,
  revision: string,
  folder: string,
): Promise<readonly string[]> {
  const output = await git(top, ["ls-tree", "--name-only", "-z", "--full-tree", revision, "--", `${folder}/`]);
  return output
    .split("\0")
    .filter((path) => path !== "")
    .map((path) => path.slice(folder.length + 1));
}
