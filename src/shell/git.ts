/** The Git port, on the user's own git. */
import { relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { FolderPlace, Git } from "../ports.ts";
import { syncLock } from "./cut-off.ts";
import { files } from "./files.ts";
import { countDistance, readBranch, readParting } from "./git-branch.ts";
import { endCutOff, makeChange } from "./git-change.ts";
import {
  compareFolder,
  diffCommits,
  findOutside,
  inIds,
  readAdditions,
  readHistory,
  type Standpoint,
} from "./git-differences.ts";
import {
  findAddedLast,
  findAuthors,
  findCommits,
  findMeetings,
  findNewest,
  findRefs,
  findRevision,
  findWhereabouts,
  readFolderAt,
  readReflog,
  readRefNames,
} from "./git-history.ts";
import { listTracked } from "./git-index.ts";
import { commitStopped, joinUpstream, takeBackMerge } from "./git-join.ts";
import { readFiltered, readObjects } from "./git-objects.ts";
import { type Environment, GitFailure, gitWith, makeRoom } from "./git-process.ts";
import { questionsTo } from "./git-questions.ts";
import { fetchRemote, pushCommit } from "./git-remote.ts";
import { findIdentity, findRepository } from "./git-repository.ts";
import { mergeAsText, readSetting, writeSetting } from "./git-settings.ts";
import { settleFiles } from "./git-settle.ts";
import { mergePlainly, readStopped } from "./git-stopped.ts";
import { withLock } from "./lock.ts";
import { holdMeeting } from "./meeting-files.ts";

/** Variables that hold one path, which git would take from the folder it runs in: gtm runs it elsewhere. */
const pathVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"];

/** Git as a user in the folder `cwd` with this environment has it; `say` tells the user something beside the answer. */
export function createGit(cwd: string, env: Environment, say: (words: string) => void = () => {}): Git {
  const environment = { ...env };
  for (const name of pathVariables) {
    const path = environment[name];
    if (path !== undefined && path !== "") environment[name] = resolve(cwd, path);
  }
  const git = gitWith(environment);
  const asked = questionsTo(environment);
  // With GIT_DIR alone, as in a hook, git takes the folder it runs in for the top of the work tree.
  const fixed = environment.GIT_DIR !== undefined && environment.GIT_WORK_TREE === undefined;
  const tools = { git, environment, say };
  const find = (folder: string) => findRepository(git, fixed ? cwd : resolve(cwd, folder));
  const standAt = async ({ folder, base }: FolderPlace): Promise<Standpoint> => {
    const repository = () => find(base);
    if (!fixed && files.isFolder(folder)) return { at: folder, prefix: "", repository };
    const { top } = await repository();
    const way = relative(top, files.realPath(folder)).split(sep).join("/");
    return { at: top, prefix: way && `${way}/`, repository };
  };
  return {
    recover: explained(async (folder) => endCutOff(tools, await find(folder))),
    repository: explained(find),
    identity: explained((folder) => findIdentity(git, resolve(cwd, folder))),
    change: explained((repository, plan, options) => makeChange(tools, repository, plan, options)),
    branch: explained((repository) => readBranch(git, repository)),
    meeting: (repository, work) => holdMeeting(repository, work),
    syncing: (repository, work) => withLock(syncLock(repository.gitFolder), work),
    fetch: explained((repository, call) => fetchRemote(git, environment, repository, call)),
    distance: explained((repository, other) => countDistance(git, repository, other)),
    parting: explained((repository, other) => readParting(git, repository, other)),
    join: explained((repository, upstream, how) => joinUpstream(tools, repository, upstream, how)),
    unjoin: explained((repository, merge) => takeBackMerge(tools, repository, merge)),
    commitMerge: explained((repository) => commitStopped(tools, repository)),
    changesBetween: explained((repository, from, to) => diffCommits(git, repository, from, to)),
    filteredTexts: explained(({ top }, files) => readFiltered(git, top, files)),
    reflog: explained((repository) => readReflog(git, repository)),
    whereabouts: explained((repository, commit) => findWhereabouts(git, repository, commit)),
    stopped: explained((repository) => readStopped(git, repository)),
    plainMerges: explained((repository, texts, size) => mergePlainly(git, repository.top, texts, size)),
    settle: explained((repository, settlements) => settleFiles(tools, repository, settlements)),
    push: explained((repository, commit, call) => pushCommit(git, environment, repository, commit, call)),
    authors: explained((repository, path, since) => findAuthors(git, repository, path, since)),
    addedLast: explained((repository, paths) => findAddedLast(git, repository, paths)),
    additions: explained((repository, folder, span) => readAdditions(git, repository, folder, span)),
    tracked: explained((repository, folder) => listTracked(git, repository.top, folder)),
    commits: explained((repository, search) => findCommits(git, repository, search)),
    meetings: explained((repository, folder) => findMeetings(git, repository, folder)),
    texts: explained(({ top }, names) => readObjects(git, top, names)),
    revision: explained((repository, word) => findRevision(git, repository, word)),
    newestOf: explained((repository, day) => findNewest(asked, repository, day)),
    refsNamed: explained((repository, name) => findRefs(asked, repository, name)),
    refNames: explained((repository) => readRefNames(git, repository)),
    compare: explained(async (place, span) => compareFolder(git, await standAt(place), place.folder, span)),
    changedOutside: explained(async (place, span) => findOutside(git, await standAt(place), span)),
    commitsOf: explained(async (place, span) => inIds(git, await standAt(place), span)),
    history: explained((repository, folder, since) => readHistory(git, repository, folder, since)),
    setting: explained((folder, key) => readSetting(git, resolve(cwd, folder), key)),
    hasSetting: explained(async (folder, key) => (await readSetting(git, resolve(cwd, folder), key)) !== null),
    set: explained((repository, key, value) => writeSetting(git, repository.top, key, value)),
    mergeAsText: explained((folder, files) => mergeAsText(git, resolve(cwd, folder), files)),
    folderAt: explained((repository, revision, folder) => readFolderAt(git, repository, revision, folder)),
  };
}

/** A git that fails where nothing was foreseen has found a repository that somebody must mend: that is no bug of gtm's. */
function explained<Args extends readonly unknown[], Result>(
  call: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      throw new UserError(`git failed:\n${error.message}`, {
        hint: error.isDiskFull ? makeRoom : "git status and git fsck show what is wrong with the repository",
        cause: error,
      });
    }
  };
}
