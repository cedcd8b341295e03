/** `gtm log [ID…]`: what each commit changed, item by item, newest first. */

import { withWeekday } from "../core/calendar-names.ts";
import { numberBefore } from "../core/diff.ts";
import { numberInName } from "../core/file-name.ts";
import { readItem } from "../core/item-file.ts";
import { printableJson } from "../core/printable.ts";
import { UserError } from "../errors.ts";
import type { ChangedFile, Context, FolderCommit, Repository } from "../ports.ts";
import type { LogReport } from "../render/log-report.ts";
import { findItems } from "./find-item.ts";
import { fileNameOf, isItem, PastVersions, readLogEntries } from "./history-entries.ts";
import { inGit } from "./item-age.ts";
import type { LogOptions } from "./log-flags.ts";
import { lookOf } from "./look.ts";
import { printPaged } from "./print-paged.ts";
import { rangeSince } from "./revisions.ts";
import { folderInGit, loadWorkspace, type Workspace } from "./workspace.ts";

export async function showLog(context: Context, words: readonly string[], options: LogOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const { tracker, today } = workspace;
  const repository = await inGit(context, workspace).repository();
  const around = { place: workspace, today };
  const since = options.since === undefined ? null : await rangeSince(context, repository, options.since, around);
  const commits = await context.git.history(
    repository,
    folderInGit(context, repository, workspace),
    since?.from ?? null,
  );
  const wanted = numbersOf(words, workspace);
  if (wanted !== null) await refuseUnknown(context, repository, workspace, { wanted, commits, isAll: since === null });
  const versions = new PastVersions(context, repository, tracker);
  const { chosen, earlier } =
    wanted === null
      ? { chosen: commits, earlier: [] }
      : await follow(versions, commits, wanted, fileNames(wanted, workspace));
  const entries = await readLogEntries(versions, chosen, { withSettings: wanted === null });
  if (options.json) {
    const { itemChangeData, unreadData } = await import("../render/json.ts");
    const data = entries.map(({ items, settings, unread, ...commit }) => ({
      ...commit,
      items: items.map(itemChangeData),
      tracker: settings,
      unread: unread.map(unreadData),
    }));
    context.stdout.write(`${printableJson(data)}\n`);
  } else {
    const { logText } = await import("../render/log-report.ts");
    const asked = wanted === null ? null : await itemsInHead(context, repository, workspace, wanted);
    const began = since === null ? null : since.since === null ? since.words : withWeekday(since.since);
    await printPaged(
      context,
      logText({ entries, asked, earlier, since: began, tracker }, lookOf(context.stdout)),
      options,
    );
  }
  return 0;
}

/** A number that no item has or ever had has no history, whatever it begins after. */
async function refuseUnknown(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  {
    wanted,
    commits,
    isAll,
  }: { readonly wanted: ReadonlySet<number>; readonly commits: readonly FolderCommit[]; readonly isAll: boolean },
): Promise<void> {
  const numbersIn = (some: readonly FolderCommit[]) =>
    some.flatMap(({ changes }) => changes.flat().flatMap(({ path }) => numberInName(fileNameOf(path)) ?? []));
  const named = workspace.files.flatMap(({ name }) => numberInName(name) ?? []);
  const unknownTo = (known: readonly number[]) => [...wanted].filter((id) => !known.includes(id));
  if (unknownTo(named).length === 0) return;
  const known = [...named, ...workspace.items.map(({ id }) => id), ...numbersIn(commits)];
  if (unknownTo(known).length === 0) return;
  const folder = folderInGit(context, repository, workspace);
  const all = isAll ? [] : await context.git.history(repository, folder, null);
  const [id] = unknownTo([...known, ...numbersIn(all)]);
  if (id === undefined) return;
  throw new UserError(`no item ${id}, now or in the history of this branch`, {
    hint: "gtm list --all shows the items that there are; gtm log tells of all",
  });
}

/** The numbers that words name, also of items that are gone; null for all. A key must be an item's. */
function numbersOf(words: readonly string[], workspace: Workspace): ReadonlySet<number> | null {
  const names = words.flatMap((word) => word.split(",")).map((word) => word.trim().replace(/^#(?=\d+$)/, ""));
  if (names.length === 0) return null;
  const keys = names.filter((name) => !/^\d{1,9}$/.test(name));
  const found = findItems(keys, workspace).map(({ item }) => item.id);
  return new Set([...names.flatMap((name) => (keys.includes(name) ? [] : Number(name))), ...found]);
}

/** Some items' titles, and the days on which they are due in HEAD, by number; null for what there is none of. */
async function itemsInHead(
  context: Context,
  repository: Repository,
  workspace: Workspace,
  wanted: ReadonlySet<number>,
): Promise<NonNullable<LogReport["asked"]>> {
  const folder = folderInGit(context, repository, workspace);
  const paths = fileNames(wanted, workspace)
    // git takes a name a line.
    .filter((name) => !name.includes("\n"))
    .map((name) => `${folder === "" ? "" : `${folder}/`}${name}`);
  const texts = await context.git.texts(
    repository,
    paths.map((path) => `HEAD:${path}`),
  );
  const items = texts.flatMap((reading, index) =>
    "text" in reading ? (readItem(reading.text, paths[index] ?? "", workspace.tracker).item ?? []) : [],
  );
  const none = { title: null, due: null };
  return new Map([...wanted].map((id) => [id, items.find((item) => item.id === id) ?? none] as const));
}

/** The names of items' files now; the number is what the name says, or else the file. */
function fileNames(wanted: ReadonlySet<number>, { files }: Workspace): readonly string[] {
  return files
    .filter(({ name, item }) => wanted.has(numberInName(name) ?? item?.id ?? Number.NaN))
    .map(({ name }) => name);
}

/**
 * The commits that touch some items, with those files alone. Where an item's file goes while another comes, they may be one
 * item under another name or number: from there on, back in time, that one is followed too. A number that an item has had
 * since another gave it up is followed no further than its file.
 * @param fileNames of their files now
 */
async function follow(
  versions: PastVersions,
  commits: readonly FolderCommit[],
  wanted: ReadonlySet<number>,
  fileNames: readonly string[],
): Promise<{ readonly chosen: readonly FolderCommit[]; readonly earlier: LogReport["earlier"] }> {
  const [numbers, names] = [new Set(wanted), new Set(fileNames)];
  const numberOf = ({ path }: ChangedFile) => numberInName(fileNameOf(path));
  const isOf = (file: ChangedFile) => numbers.has(numberOf(file) ?? Number.NaN) || names.has(fileNameOf(file.path));
  const chosen: FolderCommit[] = [];
  const earlier: LogReport["earlier"][number][] = [];
  for (const commit of commits) {
    const moved = movedWith(isOf, commit);
    await versions.fetch(moved);
    const [files = []] = commit.changes;
    for (const diff of versions.diff(moved).items) {
      const { item } = diff;
      const from = numberBefore(diff);
      if (from === null) continue;
      const old = files.find((file) => file.after === null && numberOf(file) === from);
      if (numbers.has(item.id)) numbers.add(from);
      else if (numbers.has(from) && old && isOthers(old, files, names)) {
        numbers.delete(from);
        earlier.push({ id: from, until: commit.date, now: item.id });
      } else if (numbers.has(from)) names.add(fileNameOf(item.path));
    }
    for (const { path, before, after } of moved) {
      const item = versions.item(before ?? after, path);
      if (item && numbers.has(item.id)) names.add(fileNameOf(path));
    }
    const changes = commit.changes.map((side) => side.filter(isOf));
    for (const { path } of changes.flat()) names.add(fileNameOf(path));
    if (changes.some((side) => side.length > 0)) chosen.push({ ...commit, changes });
  }
  return { chosen, earlier };
}

/** True of a file that goes, while one of its number that came later, or stays beside it, is known. */
function isOthers(old: ChangedFile, files: readonly ChangedFile[], names: ReadonlySet<string>): boolean {
  const [name, number] = [fileNameOf(old.path), numberInName(fileNameOf(old.path))];
  const comes = files.map(({ path }) => fileNameOf(path));
  return !names.has(name) && [...names].some((each) => numberInName(each) === number && !comes.includes(each));
}

/** The files that go where one of some items comes, or come where one goes, with those; none of most commits. */
function movedWith(
  isOf: (file: ChangedFile) => boolean,
  { changes: [files = []] }: FolderCommit,
): readonly ChangedFile[] {
  const [come, gone] = [files.filter(({ before }) => before === null), files.filter(({ after }) => after === null)];
  const isMove = come.length > 0 && gone.length > 0 && [...come, ...gone].some(isOf);
  return isMove ? [...come, ...gone].filter(isItem) : [];
}
