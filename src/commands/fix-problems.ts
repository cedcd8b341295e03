/** `gtm check --fix`: what has one right answer is put right, in one commit that says what it did. */
import { join } from "node:path";
import { countOf } from "../core/count-of.ts";
import { renumberedName } from "../core/file-name.ts";
import { fixText } from "../core/fix-text.ts";
import type { ItemFile } from "../core/item-file.ts";
import { printableLine } from "../core/printable.ts";
import type { Move, Renumbered } from "../core/renumber.ts";
import { shorten } from "../core/shorten.ts";
import type { ChangePlan, Context, FileEdit, Repository } from "../ports.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import { findNewcomers, planRenumbering, toldWords } from "./doubled-numbers.ts";
import type { ChangeOptions, GlobalOptions } from "./flags.ts";
import { folderInGit, loadWorkspace, type Workspace } from "./workspace.ts";

/** Gives a line for each mend, with the commit behind the last that is in it; a line that says so where there is none. */
export async function fixProblems(
  context: Context,
  options: ChangeOptions & GlobalOptions,
): Promise<readonly string[]> {
  const workspace = loadWorkspace(context, options);
  const repository = await openRepository(context, workspace.folder, options);
  const [newcomers, committed] = await Promise.all([
    findNewcomers(context, repository, workspace),
    options.commit === false ? new Map<string, string>() : committedTexts(context, repository, workspace),
  ]);
  const renumbered = await planRenumbering(context, repository, workspace, newcomers);
  let mends: readonly MendedFile[] = [];
  const plan = (): ChangePlan => {
    const now = loadWorkspace(context, options);
    const { moves, files } = renumbered(now);
    mends = now.files.map((file) => {
      const other = files.find(({ name }) => name === file.name) ?? null;
      const move = moves.find(({ name }) => name === file.name) ?? null;
      return mendFile(file, now, { other, move }, committed.get(file.name));
    });
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
    .filter((file) => !file.name.includes("\n") && mendFile(file, workspace).edits.length > 0)
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

interface NewNumber {
  /** The file with the new number, in its own words or as others mention it. */
  readonly other: Renumbered | null;
  /** Where it is the item's own. */
  readonly move: Move | null;
}

/** @param committed the text that HEAD has of it, where that is known */
function mendFile(
  file: ItemFile,
  { folder, tracker, files }: Workspace,
  { other, move }: NewNumber = { other: null, move: null },
  committed = file.text,
): MendedFile {
  const { name, path, text } = file;
  const fixed = fixText(other?.text ?? text, tracker);
  const newName = move === null ? paddedName(file, files) : (other?.newName ?? name);
  const isSame = committed === text || move !== null;
  const inCommit = isSame ? [...toldWords(other), ...fixed.said] : fixText(committed, tracker).said;
  const line = (words: string) => printableLine(`${path}: ${words}`);
  const done = [...toldWords(other), ...fixed.said];
  const said = done.filter((words) => inCommit.includes(words)).map(line);
  const left = done
    .filter((words) => !inCommit.includes(words))
    .map((words) => line(`${words}, in the work tree alone: it is among your uncommitted changes`));
  if (newName !== null) {
    const why = move === null ? "" : `, as ${move.from} is taken`;
    const edits = [
      { path: join(folder, name), edit: () => null, madeFrom: text },
      { path: join(folder, newName), edit: () => fixed.text, madeFrom: null },
    ];
    return { said: [...said, line(`renamed to ${newName}${why}`)], left, edits };
  }
  // Of git's texts, too: what the user has not committed of the file is mended in the work tree alone.
  const edit = (now: string | null) => (now === null ? null : now === text ? fixed.text : fixText(now, tracker).text);
  return { said, left, edits: fixed.text === text ? [] : [{ path: join(folder, name), edit, madeFrom: text }] };
}

/** The name of an item's file whose number has too few digits; null where there is nothing to mend, or the name is taken. */
function paddedName({ name, item }: ItemFile, files: readonly ItemFile[]): string | null {
  const [, digits] = /^(\d{1,2})-.*\.md$/.exec(name) ?? [];
  if (digits === undefined || item?.id !== Number(digits)) return null;
  const padded = renumberedName(name, item.id);
  return files.some((each) => each.name.toLowerCase() === padded.toLowerCase()) ? null : padded;
}
