/** Numbers that two items have, as two clones took the same one: which item is the newer, and what giving it the next number changes. */
import { posix } from "node:path";
import { groupBy } from "../core/group-by.ts";
import { type Move, mentions, type Renumbered, renumber } from "../core/renumber.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import { nextNumber, numbersInGit } from "./numbers-in-git.ts";
import { folderInGit, type Workspace } from "./workspace.ts";

/** The newer of two items with one number. */
export interface Newcomer {
  /** Of its file, in the tracker's folder. */
  readonly name: string;
  /** A revision that has the older item and not this one; null where both have been published. */
  readonly since: string | null;
}

/** What giving newcomers their numbers makes of the files, of which `now` is a reading. */
export type Renumbering = (now: Workspace) => {
  readonly moves: readonly Move[];
  readonly files: readonly Renumbered[];
};

/** The newcomers in a work tree: what is not committed, else what is not on the upstream branch, else what came last. */
export async function findNewcomers(
  context: Context,
  repository: Repository,
  workspace: Workspace,
): Promise<readonly Newcomer[]> {
  const items = workspace.files.filter(({ item, name }) => item !== null && !name.includes("/"));
  const doubled = [...groupBy(items, ({ item }) => item?.id).values()].filter(({ length }) => length > 1);
  if (doubled.length === 0) return [];
  const folder = folderInGit(context, repository, workspace);
  const namesAt = async (revision: string): Promise<ReadonlySet<string>> =>
    new Set((await context.git.folderAt(repository, revision, folder)).map(({ name }) => name));
  const upstream = await context.git.revision(repository, "@{upstream}").catch((error: unknown) => {
    // There is none.
    if (error instanceof UserError) return null;
    throw error;
  });
  const here = await namesAt("HEAD");
  const there = upstream === null ? null : await namesAt(upstream.id);
  const newcomers: Newcomer[] = [];
  for (const pair of doubled.map((files) => files.map(({ name }) => name))) {
    const known = pair.every((name) => here.has(name)) ? there : here;
    const fresh = pair.filter((name) => !known?.has(name));
    const since = known === here ? "HEAD" : (upstream?.id ?? null);
    if (known !== null && fresh.length > 0 && fresh.length < pair.length)
      newcomers.push(...fresh.map((name) => ({ name, since })));
    else if (pair.every((name) => here.has(name))) {
      const last = await context.git.addedLast(
        repository,
        pair.map((name) => posix.join(folder, name)),
      );
      if (last !== null) newcomers.push({ name: posix.basename(last), since: null });
    }
  }
  return newcomers;
}

/** Gives newcomers the next free numbers. Texts by the same author that are as new as they are follow. */
export async function planRenumbering(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  newcomers: readonly Newcomer[],
): Promise<Renumbering> {
  if (newcomers.length === 0) return () => ({ moves: [], files: [] });
  const [inGit, isMeant] = await Promise.all([
    numbersInGit(context, repository, workspace),
    mentionsMeant(context, repository, workspace, newcomers),
  ]);
  return (now) => {
    const moves: Move[] = [];
    for (const { name } of newcomers) {
      const from = now.files.find((file) => file.name === name)?.item?.id;
      if (from === undefined) continue;
      moves.push({ name, from, to: nextNumber(now, [...inGit, ...moves.map(({ to }) => to)]) });
    }
    const texts = new Map(now.files.map(({ name, text }) => [name, text]));
    const files = renumber(now.files, moves, (name, line, move) => isMeant(name, line, move.name, texts.get(name)));
    const moved = new Set(files.map(({ name }) => name));
    return { moves: moves.filter(({ name }) => moved.has(name)), files };
  };
}

type IsMeant = (name: string, line: number, newcomer: string, text: string | undefined) => boolean;

/** Whether a line of a text that mentions a newcomer's number means it: its author's own, and as new. */
async function mentionsMeant(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  newcomers: readonly Newcomer[],
): Promise<IsMeant> {
  const folder = folderInGit(context, repository, workspace);
  const authors = new Map<string, ReadonlyMap<number, string> | null>();
  const fileAt = (name: string) => workspace.files.find((file) => file.name === name);
  for (const since of new Set(newcomers.map((newcomer) => newcomer.since))) {
    if (since === null) continue;
    const own = newcomers.filter((newcomer) => newcomer.since === since).map(({ name }) => name);
    const numbers = own.flatMap((name) => fileAt(name)?.item?.id ?? []);
    const span = { from: since, to: null, isFromFork: false };
    for (const { name } of await context.git.compare(workspace, span)) {
      if (!own.includes(name) && !mentions(fileAt(name)?.text ?? "", numbers)) continue;
      authors.set(`${since} ${name}`, await context.git.authors(repository, posix.join(folder, name), since));
    }
  }
  return (name, line, newcomer, text) => {
    const since = newcomers.find((each) => each.name === newcomer)?.since;
    const lines = authors.get(`${since} ${name}`);
    if (lines === undefined || text !== fileAt(name)?.text) return false;
    const author = lines === null ? "" : lines.get(line);
    const own = [...(authors.get(`${since} ${newcomer}`)?.values() ?? [])][0] ?? "";
    // What is not committed is this clone's, as the newcomer is.
    return author === own || author === "";
  };
}

/** What is said of a file in which mentions of moved items follow them. */
export function toldWords(file: Renumbered | null): readonly string[] {
  return file?.told.map(({ from, to }) => `#${from} → #${to}`) ?? [];
}
