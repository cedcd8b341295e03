/** The Git port, on the user's own git. */
import { resolve } from "node:path";
import type { Git } from "../ports.ts";
import { makeChange } from "./git-change.ts";
import { findCommits, findNewest, findRefs, findRevision, readBlobs, readFolderAt } from "./git-history.ts";
import { type Environment, gitWith } from "./git-process.ts";
import { findIdentity, findRepository } from "./git-repository.ts";

/** Variables that hold one path, which git would take from the folder it runs in: gtm runs it elsewhere. */
const pathVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"];

/** Git as a user in the folder `cwd` with this environment has it. */
export function createGit(cwd: string, env: Environment): Git {
  const environment = { ...env };
  for (const name of pathVariables) {
    const path = environment[name];
    if (path !== undefined && path !== "") environment[name] = resolve(cwd, path);
  }
  const git = gitWith(environment);
  // With GIT_DIR alone, as in a hook, git takes the folder it runs in for the top of the work tree.
  const fixed = environment.GIT_DIR !== undefined && environment.GIT_WORK_TREE === undefined;
  return {
    repository: (folder) => findRepository(git, fixed ? cwd : resolve(cwd, folder)),
    identity: (folder) => findIdentity(git, resolve(cwd, folder)),
    change: (repository, plan, options) => makeChange(git, environment, repository, plan, options),
    commits: (repository, search) => findCommits(git, repository, search),
    blobs: (repository, names) => readBlobs(git, repository, names),
    revision: (repository, word) => findRevision(git, repository, word),
    newestOf: (repository, day) => findNewest(git, repository, day),
    refsNamed: (repository, name) => findRefs(git, repository, name),
    folderAt: (repository, revision, folder) => readFolderAt(git, repository, revision, folder),
  };
}
