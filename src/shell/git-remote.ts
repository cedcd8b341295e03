/** Fetching and publishing. What git and the remote say is read in English, and told apart by what the user can do about it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RemoteAnswer, RemoteCall, RemoteRefusal, Repository, Upstream } from "../ports.ts";
import { type Environment, GitFailure, type RunGit } from "./git-process.ts";

/** After this many milliseconds the user is told what is waited for. */
const patience = 1_000;
/** Where nobody is there to stop it, a call ends after this many milliseconds. */
const limit = 300_000;

/** Tidying has its time behind a commit: here it would be time in which others push. */
export const untidied = ["-c", "maintenance.auto=false"] as const;

/** See `Git.fetch` in ports.ts. */
export async function fetchRemote(
  git: RunGit,
  environment: Environment,
  { top }: Repository,
  call: RemoteCall,
): Promise<RemoteAnswer> {
  const { remote, branch } = call.upstream;
  // What the user has it fetch, and the branch itself, whose absence only git's refusal tells.
  const usual = await git(top, ["config", "-z", "--get-all", `remote.${remote}.fetch`]);
  const args = [
    ...untidied,
    "fetch",
    "--quiet",
    "--no-write-fetch-head",
    remote,
    ...usual.split("\0").filter(Boolean),
    branch,
  ];
  let answer = await talk(git, environment, top, call, args);
  // Another git writes the same refs: a fetch of the user's editor, say.
  for (let tries = 0; !answer.ok && answer.reason === "behind" && tries < 20; tries++) {
    await sleep(250);
    answer = await talk(git, environment, top, call, args);
  }
  if (!answer.ok && answer.reason === "behind") return { ...answer, reason: "other" };
  if (answer.ok || answer.reason !== "branch gone") return answer;
  const heads = await git(top, ["ls-remote", "--heads", remote], { env: { LC_ALL: "C" } });
  return heads.trim() === "" ? { ...answer, reason: "nothing there" } : answer;
}

/** See `Git.push` in ports.ts. */
export async function pushCommit(
  git: RunGit,
  environment: Environment,
  { top }: Repository,
  commit: string,
  call: RemoteCall,
): Promise<RemoteAnswer> {
  const { target } = call.upstream;
  if (target === null) throw new Error("there is nowhere to push to");
  const args = ["push", "--porcelain", "--quiet", target.remote, `${commit}:${target.branch}`];
  return await talk(git, environment, top, call, args);
}

async function talk(
  git: RunGit,
  environment: Environment,
  top: string,
  { upstream, mayAsk, slow }: RemoteCall,
  args: readonly string[],
): Promise<RemoteAnswer> {
  const abort = new AbortController();
  const timers = [setTimeout(slow, patience), ...(mayAsk ? [] : [setTimeout(() => abort.abort(), limit)])];
  try {
    const env = { LC_ALL: "C", ...(mayAsk ? {} : unasked(environment, upstream)) };
    await git(top, args, { env, signal: abort.signal });
    return { ok: true };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (abort.signal.aborted) return { ok: false, reason: "offline", words: `no answer for ${limit / 60_000} minutes` };
    // What the remote says of its own disk begins with "remote:".
    if (error.isDiskFull && !/^remote:/m.test(error.stderr)) throw error;
    return refusalIn(error);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

/** Where nobody could answer a question, none is asked; a command of the user's own for ssh is left alone. */
function unasked({ GIT_SSH, GIT_SSH_COMMAND, GIT_TERMINAL_PROMPT }: Environment, { hasOwnSsh }: Upstream): Environment {
  const isOwn = hasOwnSsh || Boolean(GIT_SSH) || Boolean(GIT_SSH_COMMAND);
  return {
    GIT_TERMINAL_PROMPT: GIT_TERMINAL_PROMPT ?? "0",
    ...(isOwn ? {} : { GIT_SSH_COMMAND: "ssh -oBatchMode=yes" }),
  };
}

/** By the first of these that git's words hold, in English. */
const reasons: readonly (readonly [RegExp, RemoteRefusal["reason"]])[] = [
  [/couldn't find remote ref/, "branch gone"],
  [/\((?:fetch first|non-fast-forward|stale info|needs force)\)/, "behind"],
  // Two pushes at once: the server's lock, or what it compared, was another's.
  [
    /\[remote rejected\].*\((?:cannot lock ref|failed to update ref|incorrect old value|reference already exists)/,
    "behind",
  ],
  [/cannot lock ref|unable to update local ref/, "behind"],
  [
    /protected branch|GH006|GH013|TF402455|not allowed to (?:push|force)|push to (?:this|a) protected|pull request/i,
    "protected",
  ],
  [/\[remote rejected\]/, "refused there"],
  [
    /Permission denied|Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Host key verification failed|error: 40[137]\b|Repository not found|access denied|not authorized|invalid (?:username|credentials)/i,
    "no access",
  ],
  [
    /Could not resolve|unable to (?:access|connect|look up)|Connection (?:refused|timed out|reset|closed)|timed out|unreachable|No route to host|does not appear to be a git repository|Could not read from remote|early EOF|hung up|repository '.*' not found/i,
    "offline",
  ],
];

function refusalIn({ stdout, stderr }: GitFailure): RemoteRefusal {
  const all = `${stdout}\n${stderr}`;
  const found = reasons.find(([pattern]) => pattern.test(all))?.[1];
  // A hook of this clone ends a push before the remote has said a word.
  const isHook = found === undefined && /^error: failed to push some refs/m.test(stderr) && !/^!/m.test(stdout);
  return { ok: false, reason: isHook ? "refused here" : (found ?? "other"), words: wordsOf(stderr, stdout) };
}

/** What the remote says of its own accord; where it says nothing, what git does. */
function wordsOf(stderr: string, stdout: string): string {
  const lines = stderr.split(/[\r\n]+/).map((line) => line.trim());
  const theirs = lines.flatMap((line) => /^remote: *(.*\S)/.exec(line)?.[1] ?? []);
  const gits = lines.filter(
    (line) => line !== "" && !/^(?:hint:|To |remote:|error: failed to push some refs)/.test(line),
  );
  const rejected = stdout.split("\n").flatMap((line) => /^!\t[^\t]*\t(.*)$/.exec(line)?.[1] ?? []);
  const [words] = [theirs, gits.map((line) => line.replace(/^(?:fatal|error): /, "")), rejected].filter(
    ({ length }) => length > 0,
  );
  return [...new Set(words)]
    .slice(0, 12)
    .map((line) => line.slice(0, 300))
    .join("\n");
}
