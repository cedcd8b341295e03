/** Where the repository is, whether a commit can be made in it, and who would make it. */
import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Identity, Repository } from "../ports.ts";
import { files } from "./files.ts";
import { GitFailure, type RunGit } from "./git-process.ts";

/** The repository around a folder. Throws a UserError outside of one, in a bare one, or where git is missing. */
export async function findRepository(git: RunGit, folder: string): Promise<Repository> {
  if (!files.isFolder(folder)) throw new UserError(`no such folder: ${folder}`);
  // In this order: in a bare repository --show-toplevel fails after the others have answered. English, as it is read.
  const places = ["--absolute-git-dir", "--show-toplevel", "--git-path", "hooks", "--git-path", "shallow"];
  const args = ["rev-parse", "--is-bare-repository", ...places];
  try {
    const lines = (await git(folder, args, { env: { LC_ALL: "C" } })).split("\n");
    const [, gitFolder = "", top = "", hooks = "", shallow = ""] = lines;
    return {
      top: realpathSync(top),
      gitFolder,
      hooks: resolve(folder, hooks),
      shallowMark: resolve(folder, shallow),
      obstacle: findObstacle(gitFolder),
    };
  } catch (error) {
    throw error instanceof GitFailure ? noRepository(folder, error) : error;
  }
}

function noRepository(folder: string, failure: GitFailure): UserError {
  const [bare] = failure.stdout.split("\n");
  if (bare === "true") {
    return new UserError(`${folder} is a bare repository: it has no work tree for items`, {
      hint: "work in a clone of it: git clone",
      cause: failure,
    });
  }
  if (bare === "false") {
    return new UserError(`${folder} is inside the git folder, not in the work tree`, {
      hint: "go to a folder of the work tree",
      cause: failure,
    });
  }
  if (!failure.stderr.includes("not a git repository")) {
    return new UserError(`git cannot use the repository at ${folder}: ${failure.message}`, { cause: failure });
  }
  return new UserError(`${folder} is not in a git repository`, {
    hint: "gtm keeps its items in git: run git init, or go to a repository",
    cause: failure,
  });
}

/** Why no commit can be made now. During a stopped rebase git would even make one, in the middle of the branch. */
export function findObstacle(gitFolder: string): Repository["obstacle"] {
  const found = findOperation(gitFolder);
  if (found === undefined) return null;
  const { name, command } = found;
  return {
    message: `${name} is in progress in this repository`,
    hint: `finish it first with ${command} --continue, or drop it with ${command} --abort (or use --no-commit)`,
  };
}

/** What git has stopped in the middle of, as in `findObstacle`'s message; null where that is nothing. */
export function operationIn(gitFolder: string): Operation | null {
  return findOperation(gitFolder)?.name ?? null;
}

function findOperation(gitFolder: string) {
  return operations.find(({ marks }) => marks.some((mark) => existsSync(join(gitFolder, mark))));
}

type Operation = (typeof operations)[number]["name"];

/** Most telling first: a rebase that stops at a conflict leaves CHERRY_PICK_HEAD as well. A bisect is no obstacle. */
const operations = [
  { name: "applying patches (git am)", command: "git am", marks: ["rebase-apply/applying"] },
  { name: "a rebase", command: "git rebase", marks: ["rebase-merge", "rebase-apply"] },
  { name: "a merge", command: "git merge", marks: ["MERGE_HEAD"] },
  { name: "a cherry-pick", command: "git cherry-pick", marks: ["CHERRY_PICK_HEAD"] },
  { name: "a revert", command: "git revert", marks: ["REVERT_HEAD"] },
] as const satisfies readonly { name: string; command: string; marks: readonly string[] }[];

/** The author that git would write here. Throws a UserError that says how to set one. */
export async function findIdentity(git: RunGit, folder: string, role = "GIT_AUTHOR_IDENT"): Promise<Identity> {
  const text = await git(folder, ["var", role]).catch((error: unknown) => {
    throw error instanceof GitFailure ? noIdentity(error) : error;
  });
  const [, name, email] = /^(.*) <(.*)> \d+ [+-]\d+$/m.exec(text) ?? [];
  if (name === undefined || email === undefined) throw new Error(`git var ${role} gave ${JSON.stringify(text)}`);
  return { name, email };
}

function noIdentity(failure: GitFailure): UserError {
  return new UserError("git does not know who you are", {
    hint: 'git config --global user.name "Your Name" && git config --global user.email you@example.com',
    cause: failure,
  });
}
