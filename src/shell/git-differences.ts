/** What differs between two states of the repository, and in each commit of its history: by objects, so that only what changed is read. */
import { fileLimit, tooLarge } from "../core/file-size.ts";
import { UserError } from "../errors.ts";
import type { ChangedFile, FileReading, FolderCommit, Repository } from "../ports.ts";
import { batch, findRevision, isShallow, tooShallow } from "./git-history.ts";
import { GitFailure, literal, type RunGit } from "./git-process.ts";

const raw = ["--raw", "-z", "--no-renames", "--no-abbrev"];

/** The files that differ between two commits, or between a commit and the work tree with what is new there. */
export async function findChanged(
  git: RunGit,
  { top }: Repository,
  { from, to, folder }: { readonly from: string | null; readonly to: string | null; readonly folder: string | null },
): Promise<readonly ChangedFile[]> {
  const where = inside(folder);
  // The tree without files has another id in a repository of SHA-256.
  const start = from ?? (await git(top, ["hash-object", "-t", "tree", "--stdin"], { input: "" })).trim();
  const [output, added] = await Promise.all([
    git(top, ["diff", ...raw, start, ...(to === null ? [] : [to]), "--", ...where]),
    to === null ? git(top, ["ls-files", "--others", "--exclude-standard", "-z", "--", ...where]) : "",
  ]);
  const untracked = added.split("\0").filter((path) => path !== "");
  return [
    ...readRaw(output.split("\0"), to === null),
    ...untracked.map((path) => ({ path, before: null, after: "file" })),
  ];
}

/** Records `:100644 100644 ID ID M` and `PATH`, by turns; of a merge `::… ID ID ID MM`, its last id the result's. */
function readRaw(words: readonly string[], isWorkTree: boolean): readonly ChangedFile[] {
  const changes: ChangedFile[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const record = /^:\d+ (\d+) (\w+) (\w+) \w+$/.exec(words[at]?.trim() ?? "");
    if (!record) break;
    const [, mode = "", before = "", after = ""] = record;
    const isGone = mode === "000000";
    changes.push({
      path: words[at + 1] ?? "",
      before: objectId(before),
      after: isGone ? null : (objectId(after) ?? (isWorkTree ? "file" : null)),
    });
  }
  return changes;
}

function objectId(id: string): string | null {
  return /^0+$/.test(id) ? null : id;
}

/** The texts of objects, each under its id; what is too large or no text is said so. */
export async function readTexts(
  git: RunGit,
  { top }: Repository,
  ids: readonly string[],
): Promise<readonly FileReading[]> {
  const once = [...new Set(ids)];
  if (once.length === 0) return [];
  const facts = (await batch(git, top, "--batch-check=%(objecttype) %(objectsize)", once)).split("\n");
  const sizes = once.map((_, index) => Number(/^blob (\d+)$/.exec(facts[index] ?? "")?.[1] ?? Number.NaN));
  const wanted = once.filter((_, index) => (sizes[index] ?? Number.NaN) <= fileLimit);
  // Split at a word that no file can hold: what is not UTF-8 has another length once it is a string.
  const word = `gtm-${once[0]}-${Math.random().toString(36).slice(2)}`;
  const output = wanted.length > 0 ? await batch(git, top, `--batch=${word}`, wanted) : "";
  const texts = new Map(
    output
      .split(`${word}\n`)
      .slice(1)
      .map((text, index) => [wanted[index], text.slice(0, -1)] as const),
  );
  const readings = new Map(once.map((id, index) => [id, readingOf(id, texts.get(id), sizes[index] ?? Number.NaN)]));
  return ids.flatMap((id) => readings.get(id) ?? []);
}

function readingOf(name: string, text: string | undefined, size: number): FileReading {
  if (Number.isNaN(size)) return { name, problem: "is missing from git's objects" };
  if (text === undefined) return { name, problem: tooLarge };
  // git's output is decoded already: what was no UTF-8 has signs in its place, and another length.
  const isText = !text.includes("\0") && (!text.includes("\uFFFD") || Buffer.byteLength(text) === size);
  return isText ? { name, text } : { name, problem: "is not UTF-8 text" };
}

export async function findMergeBase(git: RunGit, repository: Repository, one: string, other: string): Promise<string> {
  try {
    return (await git(repository.top, ["merge-base", "--end-of-options", one, other])).trim();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // 128 where one of them is no commit: whoever looks for that says so.
    if (error.exitCode !== 1) for (const word of [one, other]) await findRevision(git, repository, word);
  }
  if (await isShallow(git, repository))
    throw tooShallow("this clone is shallow: it does not go back to the commit that both have in common");
  throw new UserError("the two have no commit in common", { hint: "compare A..B instead of A...B" });
}

const mark = "\u0001";

/** The commits of a folder, newest first. A merge counts where its result is neither side's. */
export async function readHistory(
  git: RunGit,
  { top }: Repository,
  folder: string,
  since: string | null,
  revision = "HEAD",
): Promise<readonly FolderCommit[]> {
  const range = since === null ? [revision] : [revision, `^${since}`];
  const format = `--format=${mark}%H%x00%cs%x00%an%x00%s%x00`;
  const output = await git(top, ["log", format, "--diff-merges=combined", ...raw, ...range, "--", ...inside(folder)]);
  return output.split(mark).slice(1).map(readCommit);
}

/** The pathspecs of a folder; none for the whole repository. */
function inside(folder: string | null): readonly string[] {
  return folder === null || folder === "" ? [] : [literal(folder)];
}

function readCommit(record: string): FolderCommit {
  const [id = "", date = "", author = "", subject = "", ...rest] = record.split("\0");
  const words = rest.slice(rest.findIndex((word) => word.trim().startsWith(":")));
  const combined = words[0]?.trim().startsWith("::") ?? false;
  return { id, date, author, subject, changes: combined ? readCombined(words) : [readRaw(words, false)] };
}

/** `::100644 100644 100644 ID ID RESULT MM` and `PATH`: a list for each parent. */
function readCombined(words: readonly string[]): readonly (readonly ChangedFile[])[] {
  const parents: ChangedFile[][] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [, colons = "", record = ""] = /^(:{2,})(.*)$/.exec(words[at]?.trim() ?? "") ?? [];
    if (colons === "") break;
    // A mode for each parent and one for the result, then the ids likewise.
    const ids = record
      .split(" ")
      .slice(colons.length + 1, 2 * colons.length + 2)
      .map(objectId);
    const after = ids.at(-1) ?? null;
    ids.slice(0, -1).forEach((before, parent) => {
      parents[parent] ??= [];
      parents[parent].push({ path: words[at + 1] ?? "", before, after });
    });
  }
  return parents;
}
