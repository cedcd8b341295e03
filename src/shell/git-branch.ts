/** The checked-out branch, its upstream, and how the user's configuration joins the two. */
import type { Branch, Parting, Repository, Upstream } from "../ports.ts";
import { diffCommits, findMergeBase } from "./git-differences.ts";
import { GitFailure, type RunGit } from "./git-process.ts";

/** See `Git.branch` in ports.ts. */
export async function readBranch(git: RunGit, { top }: Repository): Promise<Branch> {
  const [status, config, remotes] = await Promise.all([
    git(top, ["--no-optional-locks", "status", "--porcelain=v2", "-z", "--branch", "--untracked-files=no"]),
    readConfig(git, top),
    git(top, ["remote"]),
  ]);
  const records = status.split("\0");
  const head = (key: string): string | null =>
    records.find((record) => record.startsWith(`# branch.${key} `))?.slice(`# branch.${key} `.length) ?? null;
  const [name, oid] = [head("head"), head("oid")];
  const branch = name === "(detached)" ? null : name;
  return {
    name: branch,
    head: oid === "(initial)" ? null : oid,
    upstream: branch === null ? null : await readUpstream(git, top, branch, config),
    remotes: remotes.split("\n").filter((each) => each !== ""),
    joins: readJoins(branch ?? "", config),
    changed: records.flatMap(readChanged),
  };
}

/** `1 XY …` and `u XY …` end with the path; `2 XY …` is followed by the earlier path, as a record of its own. */
function readChanged(record: string): Branch["changed"] {
  const [, kind = "", index = ""] = /^([12u]) (.)./.exec(record) ?? [];
  if (kind === "") return [];
  const fields = kind === "1" ? 8 : kind === "2" ? 9 : 10;
  return [{ path: record.split(" ").slice(fields).join(" "), isStaged: index !== "." }];
}

/** The last value of each key; keys in lower case but for what is between the first dot and the last. */
type Config = ReadonlyMap<string, string>;

const wanted = "^((pull|push|rebase|merge|branch|remote)\\.|core\\.sshcommand$)";

async function readConfig(git: RunGit, top: string): Promise<Config> {
  const output = await git(top, ["config", "-z", "--get-regexp", wanted]).catch((error: unknown) => {
    // There is none of them.
    if (error instanceof GitFailure && error.exitCode === 1) return "";
    throw error;
  });
  return new Map(
    output.split("\0").map((record) => {
      const [key = "", value = "true"] = record.split(/\n(.*)/s);
      return [key, value] as const;
    }),
  );
}

function readJoins(branch: string, config: Config): Branch["joins"] {
  const rebase = config.get(`branch.${branch}.rebase`) ?? config.get("pull.rebase") ?? "false";
  const by = isNo(rebase) ? "merge" : /^m(?:erges)?$/.test(rebase) ? "rebase-merges" : "rebase";
  const ff = config.get("pull.ff") ?? (by === "merge" ? config.get("merge.ff") : undefined) ?? "true";
  const stash = config.get(by === "merge" ? "merge.autostash" : "rebase.autostash") ?? "false";
  return { by, forward: ff === "only" ? "only" : isNo(ff) ? "never" : "can", stashes: !isNo(stash) };
}

function isNo(value: string): boolean {
  return /^(?:false|no|off|0|)$/i.test(value);
}

async function readUpstream(git: RunGit, top: string, branch: string, config: Config): Promise<Upstream | null> {
  // Before its first commit a branch has no ref that git could be asked about.
  const remote = config.get(`branch.${branch}.remote`);
  if (remote === undefined) return null;
  const names = ["upstream", "upstream:short", "upstream:remoteref", "push", "push:remotename"];
  const format = names.map((each) => `%(${each})`).join("%00");
  const output = await git(top, ["for-each-ref", `--format=${format}`, `refs/heads/${branch}`]);
  const [tracking = "", shown = "", remoteRef = "", pushTo = "", pushRemote = ""] = output.trimEnd().split("\0");
  if (tracking === "" || remote === ".") return null;
  // To a fork it goes under its own name; of that git's %(push) knows nothing.
  const toFork = pushRemote !== remote && !/^(?:nothing|upstream|tracking)$/.test(config.get("push.default") ?? "");
  const isSame = pushTo === tracking;
  const target = { remote: pushRemote, branch: isSame ? remoteRef : `refs/heads/${branch}` };
  return {
    remote,
    url: config.get(`remote.${remote}.url`) ?? remote,
    branch: remoteRef,
    tracking,
    shown,
    hasOwnSsh: config.has("core.sshcommand"),
    target: pushTo !== "" || toFork ? target : null,
  };
}

/** See `Git.distance` in ports.ts. */
export async function countDistance(
  git: RunGit,
  { top }: Repository,
  other: string | null,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  const range = other === null ? ["HEAD"] : ["--left-right", `HEAD...${other}`];
  const output = await git(top, ["rev-list", "--count", ...range, "--"]);
  const [ahead = 0, behind = 0] = output.trim().split("\t").map(Number);
  return { ahead, behind };
}

/** See `Git.parting` in ports.ts. */
export async function readParting(git: RunGit, repository: Repository, other: string): Promise<Parting> {
  const [distance, base] = await Promise.all([
    countDistance(git, repository, other),
    findMergeBase(git, repository, "HEAD", other),
  ]);
  const since = (count: number, tip: string) => (count === 0 ? [] : diffCommits(git, repository, base, tip));
  const [ours, theirs] = await Promise.all([since(distance.ahead, "HEAD"), since(distance.behind, other)]);
  return { ...distance, base, ours, theirs };
}
