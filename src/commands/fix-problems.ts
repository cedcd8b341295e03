/** `gtm check --fix`: what has one right answer is put right, in one commit that says what it did. */
import { join } from "node:path";
import { countOf } from "../core/count-of.ts";
import { fixText, renumber } from "../core/fixes.ts";
import { groupBy } from "../core/group-by.ts";
import type { ItemFile } from "../core/item-file.ts";
import { printableLine } from "../core/printable.ts";
import { shorten } from "../core/shorten.ts";
import { UserError } from "../errors.ts";
import type { ChangePlan, Context, FileEdit, Repository } from "../ports.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import type { ChangeOptions, GlobalOptions } from "./flags.ts";
import { nextNumber, numbersInGit } from "./numbers-in-git.ts";
import { folderInGit, loadWorkspace, type Workspace } from "./workspace.ts";

/** Gives a line for each mend, with the commit behind the last that is in it; a line that says so where there is none. */
export async function fixProblems(
  context: Context,
  options: ChangeOptions & GlobalOptions,
): Promise<readonly string[]> {
  const workspace = loadWorkspace(context, options);
  const repository = await openRepository(context, workspace.folder, options);
  const [isNew, inGit, committed] = await Promise.all([
    newcomers(context, repository, workspace),
    numbersInGit(context, repository, workspace),
    options.commit === false ? new Map<string, string>() : committedTexts(context, repository, workspace),
  ]);
  let mends: readonly MendedFile[] = [];
  const plan = (): ChangePlan => {
    const now = loadWorkspace(context, options);
    const moves = renumbered(now, isNew, inGit);
    mends = now.files.map((file) => mendFile(file, now, moves.get(file.name) ?? null, committed.get(file.name)));
    return { message: messageOf(mends.flatMap(({ said }) => said)), edits: mends.flatMap(({ edits }) => edits) };
  };
  const { commit } = await changeFiles(context, repository, plan, { ...options, json: false });
  const [said, left] = [mends.flatMap((mend) => mend.said), mends.flatMap((mend) => mend.left)];
  if (said.length + left.length === 0) return ["nothing to mend"];
  const last = commit === null ? "" : ` [${commit}]`;
  return [...said.map((line, index) => `${line}${index === said.length - 1 ? last : ""}`), ...left];
}

/** What HEAD holds of the files in which there is something to mend, by their names; without those that it has not. */
async function committedTexts(
  context: Context,
  repository: Repository,
  workspace: Workspace,
): Promise<ReadonlyMap<string, string>> {
  const folder = folderInGit(context, repository, workspace);
  const names = workspace.files
    .filter((file) => !file.name.includes("\n") && mendFile(file, workspace, null).edits.length > 0)
    .map(({ name }) => name);
  const paths = names.map((name) => `HEAD:${folder === "" ? "" : `${folder}/`}${name}`);
  const readings = await context.git.texts(repository, paths);
  return new Map(
    readings.flatMap((reading, index) => ("text" in reading ? [[names[index] ?? "", reading.text] as const] : [])),
  );
}

function messageOf(said: readonly string[]): string {
  const [only = ""] = said;
  if (said.length < 2) return shorten(`gtm check --fix: ${only}`, 72);
  return [`gtm check --fix: ${countOf(said.length, "mends")}`, "", ...said].join("\n");
}

interface MendedFile {
  /** What is committed. */
  readonly said: readonly string[];
  /** What is mended in the work tree alone, in the user's own changes. */
  readonly left: readonly string[];
  readonly edits: readonly FileEdit[];
}

/** @param committed the text that HEAD has of it, where that is known */
function mendFile(
  file: ItemFile,
  { folder, tracker, files }: Workspace,
  number: number | null,
  committed = file.text,
): MendedFile {
  const { name, path, text, item } = file;
  const moved = number === null || item === null ? null : renumber(text, item.id, number);
  const fixed = fixText(moved ?? text, tracker);
  const newName = moved === null ? paddedName(file, files) : numberedName(name, number ?? 0);
  const inCommit = committed === text ? fixed.said : fixText(committed, tracker).said;
  const line = (words: string) => printableLine(`${path}: ${words}`);
  const said = fixed.said.filter((words) => inCommit.includes(words)).map(line);
  const left = fixed.said
    .filter((words) => !inCommit.includes(words))
    .map((words) => line(`${words}, in the work tree alone: it is among your uncommitted changes`));
  if (newName !== null) {
    const why = moved === null ? "" : `, as ${item?.id} is taken`;
    const edits = [
      { path: join(folder, name), edit: () => null, madeFrom: text },
      { path: join(folder, newName), edit: () => fixed.text, madeFrom: null },
    ];
    return { said: [...said, line(`renamed to ${newName}${why}`)], left, edits };
  }
  // Of git's texts, too: what the user has not committed of the file is mended in the work tree alone.
  const edit = (now: string | null) => (now === null ? null : fixText(now, tracker).text);
  return { said, left, edits: fixed.text === text ? [] : [{ path: join(folder, name), edit, madeFrom: text }] };
}

/** The name of an item's file whose number has too few digits; null where there is nothing to mend, or the name is taken. */
function paddedName({ name, item }: ItemFile, files: readonly ItemFile[]): string | null {
  const [, digits] = /^(\d{1,2})-.*\.md$/.exec(name) ?? [];
  if (digits === undefined || item?.id !== Number(digits)) return null;
  const padded = numberedName(name, item.id);
  return files.some((each) => each.name.toLowerCase() === padded.toLowerCase()) ? null : padded;
}

function numberedName(name: string, number: number): string {
  return name.replace(/^(?:\d+-)?/, `${String(number).padStart(3, "0")}-`);
}

/** New numbers for the items whose number was taken already when they came, by file names. */
function renumbered(
  workspace: Workspace,
  isNew: (pair: readonly string[]) => readonly string[],
  inGit: readonly number[],
): ReadonlyMap<string, number> {
  const moves = new Map<string, number>();
  for (const name of twins(workspace).flatMap((pair) => isNew(pair)))
    moves.set(name, nextNumber(workspace, [...inGit, ...moves.values()]));
  return moves;
}

/** The file names of two items that have one number. */
function twins({ files }: Pick<Workspace, "files">): readonly (readonly string[])[] {
  const items = files.filter(({ item, name }) => item !== null && !name.includes("/"));
  const groups = [...groupBy(items, ({ item }) => item?.id ?? 0).values()];
  return groups.filter(({ length }) => length === 2).map((pair) => pair.map(({ name }) => name));
}

/** Tells the one of two files that is not committed yet, or, where both are, not on the upstream branch; else none. */
async function newcomers(
  context: Context,
  repository: Repository,
  workspace: Workspace,
): Promise<(pair: readonly string[]) => readonly string[]> {
  if (twins(workspace).length === 0) return () => [];
  const folder = folderInGit(context, repository, workspace);
  const namesAt = async (revision: string): Promise<ReadonlySet<string>> =>
    new Set((await context.git.folderAt(repository, revision, folder)).map(({ name }) => name));
  const upstream = await context.git.revision(repository, "@{upstream}").catch((error: unknown) => {
    // There is none.
    if (error instanceof UserError) return null;
    throw error;
  });
  const [here, there] = [await namesAt("HEAD"), upstream === null ? null : await namesAt(upstream.id)];
  return (pair) => {
    const known = pair.every((name) => here.has(name)) ? there : here;
    const fresh = known === null ? [] : pair.filter((name) => !known.has(name));
    return fresh.length === 1 ? fresh : [];
  };
}
