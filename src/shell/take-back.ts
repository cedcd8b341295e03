/**
 * The way out of a change that was not finished, for the process that made it and for a later one. HEAD decides: what it
 * has stands, and everything else goes back to what was, except for what somebody has saved since.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { intendedAt, type Journal, newTextFile, oldFile, readJournal } from "./change-journal.ts";
import { noBlob, readSteps } from "./change-steps.ts";
import { endCommitter } from "./end-committer.ts";
import { decodeText } from "./file-text.ts";
import { explainFailure } from "./files.ts";
import { followHooks, readCommit } from "./git-commit.ts";
import { whenUnlocked } from "./git-contention.ts";
import { type Blob, dropHold, type HeldIndex, holdIndex, type IndexEntry, readEntries } from "./git-index.ts";
import type { Step } from "./git-pieces.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";
import { dropRefLocks } from "./ref-locks.ts";
import { replaceSame, restoreFile } from "./restore-file.ts";
import { blobsTaken, findStanding } from "./what-stands.ts";

export interface Outcome {
  /** The short id of the commit that has the whole change; null where none has. */
  readonly commit: string | null;
  /** Git's ids of the texts that were taken back, as far as they were to be kept. */
  readonly kept: readonly string[];
  /** Files that went back to what they were. */
  readonly restored: readonly string[];
  /** Files that somebody has saved since: they stay as they are. */
  readonly saved: readonly string[];
  /** Files that somebody has staged since, from which the change cannot be told apart: they stay staged as they are. */
  readonly staged: readonly string[];
}

export interface Cut {
  readonly git: RunGit;
  readonly top: string;
  /** The user's index. */
  readonly index: string;
  /** The journal's folder. */
  readonly folder: string;
  /** Whether the texts that are taken back go into git's object database, where they can be looked at. */
  readonly keepTexts: boolean;
}

/** Ends a change that stopped anywhere. Throws where it cannot: then the journal must stay, for another try. */
export async function takeBack(given: Cut): Promise<Outcome> {
  const cut: Cut = { ...given, git: (folder, args, options) => given.git(folder, args, { ...options, apart: true }) };
  dropHold(cut.index);
  const journal = readJournal(cut.folder);
  if (journal === null) return { commit: null, kept: [], restored: [], saved: [], staged: [] };
  let stands = await findStanding(cut.git, cut.top, cut.folder, journal);
  if (!stands.isWhole && journal.committer !== null) {
    await endCommitter(cut.folder, journal.committer);
    stands = await findStanding(cut.git, cut.top, cut.folder, journal);
  }
  await dropRefLocks(cut.git, cut.top, cut.folder, journal);
  if (!stands.isWhole) {
    // Until the last file is back: up to then a commit -a would take the change along. --no-commit leaves the index alone.
    const isApart = !journal.intent.commit && isUntouched(cut, journal);
    const hold = isApart ? null : await whenUnlocked(() => holdIndex(cut.index, cut.folder));
    try {
      // One that had the index until now may have done it.
      stands = await findStanding(cut.git, cut.top, cut.folder, journal);
      if (!stands.isWhole) return await goBack(cut, journal, stands.files, hold);
    } finally {
      hold?.release();
    }
  }
  return await standBy(cut, journal, stands.head ?? "HEAD");
}

/** What HEAD does not have goes back: the index, then the files. */
async function goBack(
  cut: Cut,
  journal: Journal,
  standing: ReadonlySet<string>,
  hold: HeldIndex | null,
): Promise<Outcome> {
  const staged = hold === null ? [] : await restoreIndex(cut, journal, standing, hold);
  const undone = journal.intent.files.flatMap((file, index) => (standing.has(file.name) ? [] : [{ file, index }]));
  const texts = undone.flatMap(({ file, index }) => (file.isGone ? [] : [index]));
  const kept = cut.keepTexts ? await keepTexts(cut, texts) : [];
  const results: { name: string; result: string }[] = [];
  for (const { file, index } of undone) {
    const result = restoreFile(cut.folder, cut.top, file, index);
    results.push({ name: file.name, result: result === "saved" ? await mergeBack(cut, file.name, index) : result });
  }
  const names = (wanted: string) => results.flatMap(({ name, result }) => (result === wanted ? [name] : []));
  return { commit: null, kept, restored: names("restored"), saved: names("saved"), staged };
}

/** The change stands; what a hook has added to it goes into the user's index too. */
async function standBy({ git, top, folder }: Cut, { intent, steps }: Journal, head: string): Promise<Outcome> {
  const nothing = { kept: [], restored: [], saved: [], staged: [] };
  // The branch went to another commit: no hook has run.
  if (intent.target !== undefined)
    return { commit: (await git(top, ["rev-parse", "--short", head])).trim(), ...nothing };
  const paths = [...intent.files.map(({ name }) => name), ...(steps ?? []).map(({ path }) => path)];
  const id = (await git(top, ["log", "-1", "--format=%H", head, "--", ...paths.map(literal)])).trim();
  const commit = (await git(top, ["rev-parse", "--short", id])).trim();
  try {
    await followHooks(git, top, folder, await readCommit(git, top, id));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`committed as ${commit}, but the index still lacks what a hook has changed: ${reason}`, {
      hint: "the next gtm command tries again",
      cause: error,
    });
  }
  return { commit, ...nothing };
}

/**
 * Entries that are what the change has made of them become again what they were; out of others, staged by somebody since,
 * the change is taken where the two do not touch each other. Gives the names of those where they do.
 */
async function restoreIndex(
  cut: Cut,
  journal: Journal,
  standing: ReadonlySet<string>,
  hold: HeldIndex,
): Promise<readonly string[]> {
  const { git, top, folder } = cut;
  const { intent, steps: ownSteps } = journal;
  if (standing.size === 0 && hold.putBack()) return [];
  if (isUntouched(cut, journal)) return [];
  const steps = ownSteps === null ? await stepsOfOthers(git, top, folder, intent) : await readSteps(git, top, folder);
  const undone = steps.filter(({ file, staged }) => staged !== null && !standing.has(file));
  const now = await readEntries(
    git,
    top,
    undone.map(({ path }) => path),
  );
  const puts: { path: string; entry: IndexEntry | null }[] = [];
  const left: string[] = [];
  for (const { path, staged, entry } of undone) {
    const current = now.get(path);
    if (staged?.id === noBlob && current === undefined && entry !== null) puts.push({ path, entry });
    if (staged === null || staged.id === noBlob || current === undefined || current.id === entry?.id) continue;
    if (current.id === staged.id) puts.push({ path, entry: entry && { ...entry, mode: current.mode } });
    else {
      const id = entry && (await mergeBlob(git, top, folder, { now: current, staged, before: entry }));
      if (id === null) left.push(path);
      else puts.push({ path, entry: { ...current, id } });
    }
  }
  await hold.put(git, top, puts);
  return left;
}

/** Whether nobody has written the index since the change began. */
function isUntouched({ index, folder }: Cut, { steps }: Journal): boolean {
  const changedAt = statSync(index, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return steps === null && changedAt <= intendedAt(folder);
}

/** What the index holds where somebody has staged the files as they lay, before gtm had come to the index itself. */
async function stepsOfOthers(
  git: RunGit,
  top: string,
  folder: string,
  intent: Journal["intent"],
): Promise<readonly Step[]> {
  const store = async (path: string, file: string): Promise<IndexEntry | null> => {
    const input = existsSync(file) ? decodeText(readFileSync(file)) : null;
    if (input === null) return null;
    const id = await git(top, ["hash-object", "-w", `--path=${path}`, "--stdin"], { input });
    return { mode: "", id: id.trim(), mark: null };
  };
  const taken = await blobsTaken(git, top, intent);
  return await Promise.all(
    intent.files.map(async ({ name, isNew, isGone }, index): Promise<Step> => {
      if (isGone) {
        const [was, none] = [taken.get(name), { mode: "", id: noBlob }];
        return { file: name, path: name, entry: was ? { ...was, mark: null } : null, committed: null, staged: none };
      }
      const entry = isNew ? null : await store(name, oldFile(folder, index));
      // Without the old file it is not known what to go back to: an earlier try has put it in its place.
      const staged = isNew || entry !== null ? await store(name, newTextFile(folder, index)) : null;
      return { file: name, path: name, entry, committed: null, staged };
    }),
  );
}

/** The id of a staged text without the change that was made from `before` to `staged`; null where that cannot be told. */
async function mergeBlob(
  git: RunGit,
  top: string,
  folder: string,
  blobs: Readonly<Record<"now" | "staged" | "before", Blob>>,
): Promise<string | null> {
  const file = async (blob: Blob): Promise<string | null> => {
    const text = await git(top, ["cat-file", "blob", blob.id]);
    if (text.includes("\uFFFD")) return null;
    const written = join(folder, `blob-${blob.id}`);
    explainFailure(written, "write", () => writeFileSync(written, text));
    return written;
  };
  const [now, staged, before] = [await file(blobs.now), await file(blobs.staged), await file(blobs.before)];
  if (now === null || staged === null || before === null) return null;
  const merged = await takeOut(git, top, { now, after: staged, before });
  if (merged === null) return null;
  return (await git(top, ["hash-object", "-w", "--no-filters", "--stdin"], { input: merged })).trim();
}

/** The text of the file `now` without the change that leads from `before` to `after`; null where they touch each other. */
async function takeOut(
  git: RunGit,
  top: string,
  { now, after, before }: Readonly<Record<"now" | "after" | "before", string>>,
): Promise<string | null> {
  return await git(top, ["merge-file", "--stdout", "--quiet", now, after, before]).catch((error: unknown) => {
    if (error instanceof GitFailure) return null;
    throw error;
  });
}

/** Takes the change out of a file that somebody has saved since, where the two do not touch each other. */
async function mergeBack({ git, top, folder }: Cut, name: string, index: number): Promise<"restored" | "saved"> {
  const [path, old] = [join(top, name), oldFile(folder, index)];
  if (![path, old, newTextFile(folder, index)].every((each) => existsSync(each))) return "saved";
  const now = readFileSync(path);
  if (decodeText(now) === null) return "saved";
  const merged = await takeOut(git, top, { now: path, after: newTextFile(folder, index), before: old });
  if (merged === null) return "saved";
  return replaceSame(folder, top, path, { before: now, after: merged }) ? "restored" : "saved";
}

async function keepTexts({ git, top, folder }: Cut, indexes: readonly number[]): Promise<readonly string[]> {
  if (indexes.length === 0) return [];
  const input = indexes.map((index) => `${newTextFile(folder, index)}\n`).join("");
  const ids = await git(top, ["hash-object", "-w", "--no-filters", "--stdin-paths"], { input });
  return ids.split("\n").filter((id) => id !== "");
}
