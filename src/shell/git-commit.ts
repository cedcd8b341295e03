/** A commit of whole files: the usual case, where the user has nothing of his own in them. */
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors.ts";
import { codeOf } from "./files.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";
import { findIdentity } from "./git-repository.ts";
import { refuseIgnored } from "./git-status.ts";

/** How long another git may hold its lock, in milliseconds: a commit takes some tens, a hook of it seconds. */
const patience = 5_000;

/** Runs an action again while another git holds the index or the branch. */
export async function whenUnlocked<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!isForeignLock(error)) throw error;
      if (Date.now() >= deadline) throw stillLocked(error);
      await sleep(20 + Math.random() * 40);
    }
  }
}

/** Adds new files to the index. */
export async function addFiles(git: RunGit, top: string, names: readonly string[]): Promise<void> {
  const paths = ["--", ...names.map(literal)];
  const add = (...options: string[]): Promise<string> => whenUnlocked(() => git(top, ["add", ...options, ...paths]));
  try {
    await add();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    for (const name of names) {
      const refusal = await refuseIgnored(git, top, name);
      if (refusal !== null) throw refusal;
    }
    if (!error.stderr.includes("sparse")) throw error;
    await refuseHidden(git, top, names, error);
    await add("--sparse");
  }
}

/** What a sparse checkout leaves out looks like a free name, and is not: adding would overwrite it. */
async function refuseHidden(git: RunGit, top: string, names: readonly string[], cause: GitFailure): Promise<void> {
  const [hidden] = (await git(top, ["ls-files", "-z", "--", ...names.map(literal)])).split("\0");
  if (hidden === undefined || hidden === "") return;
  throw new UserError(`${hidden} is in git already, but outside of this sparse checkout`, {
    hint: "widen it first: git sparse-checkout add FOLDER",
    cause,
  });
}

/** Takes new files out of the index again, where they got into it. */
export async function unstageFiles(git: RunGit, top: string, names: readonly string[]): Promise<void> {
  // Asked first, for the answer needs no lock: where another git holds the index, `add` did nothing and nothing is to undo.
  const entries = (await git(top, ["ls-files", "-t", "-z", "--", ...names.map(literal)])).split("\0");
  // H: in the index and in the work tree. S is what a sparse checkout hides: that was there before, and stays.
  const input = entries.flatMap((entry) => (entry.startsWith("H ") ? [`${entry.slice(2)}\0`] : [])).join("");
  if (input !== "") await whenUnlocked(() => git(top, ["update-index", "--force-remove", "-z", "--stdin"], { input }));
}

/** Commits what the index holds or, with names, exactly these files of the work tree. Gives the short id. */
export async function makeCommit(
  git: RunGit,
  top: string,
  message: string,
  { names = [], signal }: { readonly names?: readonly string[]; readonly signal: AbortSignal },
): Promise<string> {
  // --cleanup: with commit.cleanup=strip a subject that begins with an item's "#17" would be gone as a comment.
  const args = ["commit", "--cleanup=whitespace", "--file=-"];
  const only = names.length === 0 ? [] : ["--only", "--", ...names.map(literal)];
  const output = await whenUnlocked(() => git(top, [...args, ...only], { input: message, signal }));
  // "[main 1a2b3c4] subject"; "(root-commit)" and "detached HEAD" in between, in the user's language.
  const id = /^\[.*? ([0-9a-f]{4,64})\] /m.exec(output)?.[1];
  return id ?? (await git(top, ["rev-parse", "--short", "HEAD"])).trim();
}

/** What the user is told of a commit that git did not make. */
export async function explainRefusal(git: RunGit, top: string, error: unknown, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return new UserError("stopped; nothing was changed", { cause: error });
  if (!(error instanceof GitFailure)) return error;
  if (error.exitCode === 128) {
    // git's words on a missing identity are in the user's language; whether it has one is not.
    const missing = await missingIdentity(git, top);
    if (missing !== null) return missing;
  }
  return new UserError(`git refused the commit, so nothing was changed:\n${error.message}`, {
    hint: "mend what it complains of and try again, or use --no-commit",
    cause: error,
  });
}

async function missingIdentity(git: RunGit, top: string): Promise<UserError | null> {
  for (const role of ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"]) {
    try {
      await findIdentity(git, top, role);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }
  return null;
}

function isForeignLock(error: unknown): error is Error {
  if (codeOf(error) === "EEXIST") return true;
  return (
    error instanceof GitFailure &&
    error.exitCode === 128 &&
    /(?:index|HEAD|refs\/[^\n]*|packed-refs)\.lock'|cannot lock ref/.test(error.stderr)
  );
}

function stillLocked(failure: Error): UserError {
  const [, file] = /'([^'\n]*\.lock)'/.exec(failure.message) ?? [];
  return new UserError(`another git process is at work in this repository; waited ${patience / 1000} s`, {
    hint: `try again when it has ended${file === undefined ? "" : `; if none runs, remove ${file}`}`,
    cause: failure,
  });
}
