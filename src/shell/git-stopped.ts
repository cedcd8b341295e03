/** What a merge, rebase, cherry-pick, revert or stash pop has stopped at: who is who, and the files that git could not merge. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Repository, Stopped, UnmergedFile } from "../ports.ts";
import { readFiltered } from "./git-objects.ts";
import { GitFailure, type RunGit } from "./git-process.ts";
import { operationIn } from "./git-repository.ts";
import { see } from "./lock.ts";

/** See `Git.stopped` in ports.ts. */
export async function readStopped(git: RunGit, { top, gitFolder }: Repository): Promise<Stopped> {
  const files = await readUnmerged(git, top);
  const read = (name: string): string => see(join(gitFolder, name))?.text.trim() ?? "";
  const branch = await nameOf(git, top, "HEAD");
  switch (operationIn(gitFolder)) {
    case "a merge": {
      const [, merged] = /^Merge (?:remote-tracking )?(?:branch|commit|tag) '([^']+)'/.exec(read("MERGE_MSG")) ?? [];
      const theirs = merged?.replace(/^refs\/(?:heads|remotes|tags)\//, "") ?? (await nameOf(git, top, "MERGE_HEAD"));
      return { kind: "merge", ours: branch, theirs, revision: "MERGE_HEAD", next: "git commit", files };
    }
    case "a rebase": {
      // Git calls the branch that is built anew "ours", and the user's commit that is put on it "theirs".
      const folder = read("rebase-merge/head-name") === "" ? "rebase-apply" : "rebase-merge";
      const [own, onto] = [read(`${folder}/head-name`).replace(/^refs\/heads\//, ""), read(`${folder}/onto`)];
      const ours = onto === "" ? "the branch below" : await nameOf(git, top, onto);
      return {
        kind: "rebase",
        ours,
        theirs: own || "your commit",
        revision: "REBASE_HEAD",
        next: "git rebase --continue",
        files,
      };
    }
    case "applying patches (git am)":
      return { kind: "am", ours: branch, theirs: "the patch", revision: null, next: "git am --continue", files };
    case "a cherry-pick": {
      const theirs = await nameOf(git, top, "CHERRY_PICK_HEAD");
      return {
        kind: "cherry-pick",
        ours: branch,
        theirs,
        revision: "CHERRY_PICK_HEAD",
        next: "git cherry-pick --continue",
        files,
      };
    }
    case "a revert": {
      const commit = await nameOf(git, top, "REVERT_HEAD");
      return {
        kind: "revert",
        ours: branch,
        theirs: `before ${commit}`,
        revision: null,
        next: "git revert --continue",
        files,
      };
    }
    default:
      return { kind: "stash", ours: branch, theirs: "your stash", revision: null, next: "git stash drop", files };
  }
}

/** A branch where one is checked out or ends there, else the commit. */
async function nameOf(git: RunGit, top: string, revision: string): Promise<string> {
  const full = (await git(top, ["rev-parse", "--symbolic-full-name", revision])).trim();
  if (full.startsWith("refs/heads/")) return full.slice("refs/heads/".length);
  const places = ["refs/heads", "refs/remotes"];
  const args = ["for-each-ref", `--points-at=${revision}`, "--format=%(refname)", ...places];
  const [ref] = (await git(top, args)).split("\n").filter((each) => each !== "" && !each.endsWith("/HEAD"));
  if (ref !== undefined) return ref.replace(/^refs\/(?:heads|remotes)\//, "");
  return (await git(top, ["rev-parse", "--short", revision])).trim();
}

const sides = ["base", "ours", "theirs"] as const;

async function readUnmerged(git: RunGit, top: string): Promise<readonly UnmergedFile[]> {
  const output = await git(top, ["ls-files", "--unmerged", "-z", "--full-name", "--", ":/"]);
  const entries = output.split("\0").flatMap((record) => {
    const [, mode = "", id = "", stage = "", path = ""] = /^(\d+) ([0-9a-f]+) ([123])\t(.*)$/s.exec(record) ?? [];
    return path === "" ? [] : [{ mode, id, side: sides[Number(stage) - 1] ?? "base", path }];
  });
  // What is no file of its own (a link, a submodule) has no text.
  const plain = entries.filter(({ mode }) => mode.startsWith("100"));
  const texts = await readFiltered(git, top, plain);
  const textOf = new Map(plain.map((entry, index) => [entry, texts[index] ?? null]));
  return [...new Set(entries.map(({ path }) => path))].map((path): UnmergedFile => {
    const own = entries.filter((entry) => entry.path === path);
    const read = (side: (typeof sides)[number]): UnmergedFile["base"] => {
      const entry = own.find((each) => each.side === side);
      return entry === undefined ? null : { mode: entry.mode, text: textOf.get(entry) ?? null };
    };
    return { path, base: read("base"), ours: read("ours"), theirs: read("theirs") };
  });
}

/** See `Git.plainMerges` in ports.ts. */
export async function mergePlainly(
  git: RunGit,
  top: string,
  { base, ours, theirs }: Readonly<Record<(typeof sides)[number], string>>,
  markerSize: number,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "gtm-merge-"));
  try {
    const names = Object.entries({ ours, base, theirs }).map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const merge = async (style: string): Promise<readonly string[]> => {
      try {
        const args = ["merge-file", "--stdout", "--quiet", `--marker-size=${markerSize}`, ...names];
        return [await git(top, ["-c", `merge.conflictStyle=${style}`, ...args])];
      } catch (error) {
        if (!(error instanceof GitFailure) || error.exitCode === null) throw error;
        // The number of conflicts; a git that does not know the style says so with another code, and without a text.
        return error.exitCode < 128 ? [error.stdout] : [];
      }
    };
    return (await Promise.all(["merge", "diff3", "zdiff3"].map(merge))).flat();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
