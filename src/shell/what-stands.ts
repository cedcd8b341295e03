/** What HEAD has of a change. */
import { type Journal, newText } from "./change-journal.ts";
import { hashText, noBlob, readSteps } from "./change-steps.ts";
import { parseTree } from "./earlier-name.ts";
import type { Blob } from "./git-index.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

export interface Stands {
  /** HEAD now, where it is another than it was. */
  readonly head: string | null;
  /** Whether HEAD has all of the change. */
  readonly isWhole: boolean;
  /** The files whose change HEAD has. */
  readonly files: ReadonlySet<string>;
}

/** By gtm's own commit, or by another git's that took the files as they lay there; `folder` is the journal's. */
export async function findStanding(git: RunGit, top: string, folder: string, { intent }: Journal): Promise<Stands> {
  const nothing: Stands = { head: null, isWhole: false, files: new Set() };
  if (!intent.commit) return nothing;
  const head = await readHead(git, top);
  if (head === null || head === intent.head) return nothing;
  const names = intent.files.map(({ name }) => name);
  if (head === intent.target) return { head, isWhole: true, files: new Set(names) };
  if (await hasCommit(git, top, intent, head)) return { head, isWhole: true, files: new Set(names) };
  const steps = await readSteps(git, top, folder);
  const paths = [...names, ...steps.map(({ path }) => path)];
  const blobs = parseTree(await git(top, ["ls-tree", "-r", "-z", "--full-tree", head, "--", ...paths.map(literal)]));
  const files = new Set<string>();
  // What git never had can be gone from no commit: it goes with the rest.
  const taken = await blobsTaken(git, top, intent);
  const unseen = intent.files.flatMap(({ name, isGone }) => (isGone && !taken.has(name) ? [name] : []));
  for (const [index, name] of names.entries()) {
    const whole = await hashText(git, top, name, newText(folder, index));
    const own = steps.filter(({ file, path, committed, staged }) => {
      return file === name && [committed?.id, staged?.id].includes(blobs.get(path)?.id ?? noBlob);
    });
    if (!unseen.includes(name) && (own.length > 0 || (blobs.get(name)?.id ?? noBlob) === whole)) files.add(name);
  }
  if (files.size > 0 && files.size === names.length - unseen.length) for (const name of unseen) files.add(name);
  return { head, isWhole: files.size === names.length, files };
}

/** What the commit that a change was made on has in place of the files that the change takes away. */
export async function blobsTaken(
  git: RunGit,
  top: string,
  { files, head }: Journal["intent"],
): Promise<ReadonlyMap<string, Blob>> {
  const gone = files.flatMap(({ name, isGone }) => (isGone ? literal(name) : []));
  if (gone.length === 0 || head === null) return new Map();
  return parseTree(await git(top, ["ls-tree", "-r", "-z", "--full-tree", head, "--", ...gone]));
}

/** Whether a commit with this message has come since; hooks may have put something around it. */
async function hasCommit(git: RunGit, top: string, intent: Journal["intent"], head: string): Promise<boolean> {
  const range = intent.head === null ? head : `${intent.head}..${head}`;
  const search = ["log", "-1", "--format=%H", "--fixed-strings", `--grep=${intent.subject}`, range, "--"];
  return (await git(top, search)).trim() !== "";
}

/** The commit that is checked out, or null where there is none yet. */
async function readHead(git: RunGit, top: string): Promise<string | null> {
  try {
    return (await git(top, ["rev-parse", "--verify", "--quiet", "HEAD"])).trim();
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return null;
    throw error;
  }
}
