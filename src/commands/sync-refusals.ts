/** What keeps a branch from being synced, in words, each with what to do next. Nothing that is committed here is ever lost by it. */
import { shellWord } from "../core/shell-word.ts";
import { exitCode, UserError } from "../errors.ts";
import type { Branch, Joining, RemoteRefusal, Repository, Upstream } from "../ports.ts";

/** A branch that can be synced. */
export interface Ready extends Branch {
  readonly name: string;
  readonly head: string;
  readonly upstream: Upstream;
}

/** Throws a UserError where the branch cannot be synced, whatever the remote has. */
export function readyToSync({ obstacle }: Repository, branch: Branch): Ready {
  const { name, head, upstream, remotes } = branch;
  if (obstacle !== null)
    throw new UserError(`${obstacle.message}, so nothing was synced`, {
      hint: obstacle.hint.replace(/ \(or .*\)$/, ""),
    });
  if (name === null)
    throw new UserError("HEAD is detached: there is no branch to sync", {
      hint: "git switch BRANCH goes to one; git switch -c NAME makes one of what is committed here",
    });
  if (head === null) throw new UserError(`nothing is committed on ${name} yet`, { hint: "gtm init, or git commit" });
  if (upstream === null) throw noUpstream(name, remotes);
  if (upstream.target === null)
    throw new UserError(`${name} follows ${upstream.shown}, where git push would not publish it`, {
      hint: `git push -u ${upstream.remote} ${shellWord(name)} gives it a branch of its own name there; then gtm sync`,
    });
  return { ...branch, name, head, upstream };
}

/** The tracker's files (from the top) with changes that are not committed. */
export function unsaved({ changed }: Ready, folder: string): readonly string[] {
  return changed.map(({ path }) => path).filter((path) => folder === "" || path.startsWith(`${folder}/`));
}

/** Throws a UserError where new numbers might have to go into files that the user is at work on. */
export function refuseUnsaved(branch: Ready, folder: string): void {
  const own = unsaved(branch, folder);
  if (own.length === 0) return;
  const files = own.length === 1 ? shellWord(own[0] ?? "") : shellWord(folder || ".");
  throw new UserError(
    `${saidToBeUnsaved(own)}, and ${branch.upstream.shown} has taken a number that an item here has`,
    { hint: `commit them (git commit -m WORDS -- ${files}) or put them aside (git stash), then gtm sync` },
  );
}

/** `items/001-lid.md has changes that are not committed`. */
export function saidToBeUnsaved(files: readonly string[]): string {
  return `${listed(files)} ${files.length === 1 ? "has" : "have"} changes that are not committed`;
}

function noUpstream(name: string, remotes: readonly string[]): UserError {
  const [remote] = remotes.includes("origin") ? ["origin"] : remotes;
  return new UserError(`${name} has no upstream branch to sync with`, {
    hint:
      remote === undefined
        ? `git remote add origin ADDRESS, then git push -u origin ${shellWord(name)}`
        : `git push -u ${remote} ${shellWord(name)} publishes it, and makes that its upstream`,
  });
}

const stays = "your commits stay here";

/** Why the remote refused. */
export function remoteError({ reason, words }: RemoteRefusal, { name, upstream }: Ready): UserError {
  const { remote, url, shown, target } = upstream;
  const said = words === "" ? "" : `\n${words.replace(/^/gm, "  ")}`;
  const there = `${remote} (${withoutPassword(url)})`;
  const branch = shellWord(name);
  const published = `git push ${target?.remote ?? remote} ${branch}:NEW-BRANCH`;
  const errors: Readonly<Record<RemoteRefusal["reason"], readonly [message: string, hint: string]>> = {
    offline: [
      `cannot reach ${there}`,
      `${stays}: gtm sync again when it can be reached; git remote -v shows the addresses`,
    ],
    "no access": [
      `${there} does not let you in`,
      `${stays}: sign in, or ask for access; git fetch ${remote} in a terminal asks for a password where one is wanted`,
    ],
    "branch gone": [
      `${shown} is gone: ${remote} has no such branch`,
      `git push -u ${remote} ${branch} publishes ${name} anew; git branch -u ${remote}/OTHER follows another`,
    ],
    "nothing there": [`${there} has no branches`, `git push -u ${remote} ${branch}`],
    behind: [
      `somebody else was faster each time, so nothing was pushed to ${shown}`,
      `${stays}: gtm sync again in a minute`,
    ],
    protected: [
      `${shown} is protected: it takes no pushes of yours`,
      `${stays}: ${published} publishes them for a pull request`,
    ],
    "refused there": [
      `a hook of ${remote} refused the push to ${shown}`,
      `${stays}: mend what it asks for, then gtm sync`,
    ],
    "refused here": ["this clone's pre-push hook refused the push", `${stays}: mend what it asks for, then gtm sync`],
    other: [`git could not sync with ${there}`, `${stays}: git fetch ${remote} and git push show more`],
  };
  const [message, hint] = errors[reason];
  return new UserError(`${message}${said}`, { hint });
}

/** Files of the user's that a merge or a rebase would have to write over. */
export function inTheWay(files: readonly string[], { upstream }: Ready): UserError {
  return new UserError(
    `${listed(files)} ${files.length === 1 ? "has" : "have"} work that is not committed, and ${upstream.shown} changes ${files.length === 1 ? "it" : "them"} too`,
    { hint: "commit it, or put it aside (git stash --include-untracked), then gtm sync" },
  );
}

/** Work anywhere that this way of joining does not go around. */
export function uncommitted(files: readonly string[], { joins, upstream }: Ready): UserError {
  const what = joins.by === "merge" ? "merging" : "rebasing onto";
  return new UserError(`${saidToBeUnsaved(files)}, which ${what} ${upstream.shown} needs`, {
    hint: `commit them, or put them aside (git stash), then gtm sync; git config ${joins.by === "merge" ? "merge" : "rebase"}.autoStash true does so each time`,
  });
}

export function diverged({ name, upstream }: Ready): UserError {
  return new UserError(`${name} and ${upstream.shown} have both moved, and git is set to go forward only`, {
    hint: "git config pull.ff true lets gtm sync merge them; git config pull.rebase true has it rebase",
  });
}

export function unrelated({ name, upstream }: Ready, { message }: UserError): UserError {
  return new UserError(`${name} and ${upstream.shown} cannot be joined: ${message}`, {
    hint: `git merge --allow-unrelated-histories ${upstream.shown} joins two that began apart; git fetch --unshallow gets the rest of a shallow clone`,
  });
}

/** Git has begun to join the two, and waits for the user. */
export function stopped(joining: Joining & { kind: "stopped" }, lines: readonly string[], branch: Ready): UserError {
  const { by, words } = joining;
  const what = `the ${by} with ${branch.upstream.shown} has stopped`;
  if (lines.length === 0)
    return new UserError(`${what}:\n${words.replace(/^/gm, "  ")}`, {
      hint: `git ${by} --continue once that is mended, or git ${by} --abort to go back; then gtm sync`,
    });
  const count = lines.length === 1 ? "at a conflict" : `at ${lines.length} conflicts`;
  return new UserError(`${what} ${count}\n${lines.map((line) => `  ${line}`).join("\n")}`, {
    hint: `gtm resolve puts together what it can and says what is left; git ${by} --abort goes back to before. Then gtm sync`,
    code: exitCode.no,
  });
}

/** Git would not begin. */
export function notJoined(words: string, { upstream }: Ready): UserError {
  return new UserError(`git could not join ${upstream.shown}:\n${words.replace(/^/gm, "  ")}`, {
    hint: "nothing was changed here; mend what it names, then gtm sync",
  });
}

export function keepsItsNumber(name: string, { upstream }: Ready): UserError {
  return new UserError(`${name} has a number that ${upstream.shown} has given another item, and gtm cannot change it`, {
    hint: "gtm check says what is wrong with the file; or give it another id and file name by hand, commit, and gtm sync",
  });
}

function listed(files: readonly string[]): string {
  const [first = "", second] = files;
  if (files.length > 2) return `${first} and ${files.length - 1} more files`;
  return second === undefined ? first : `${first} and ${second}`;
}

/** An address may hold one. */
function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}
