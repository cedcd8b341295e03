/** What the commits of a tracker changed, read from git's objects: items, settings, files that could not be read. */
import type { ItemDiff } from "../core/diff.ts";
import { diffFiles, type FilesDiff, type UnreadDiff } from "../core/diff-files.ts";
import { diffTrackers, type SettingDiff } from "../core/diff-tracker.ts";
import { isRead } from "../core/file-name.ts";
import { meantItem } from "../core/fixes.ts";
import type { Item } from "../core/item.ts";
import type { ItemFile } from "../core/item-file.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import type { ChangedFile, Context, FileReading, FolderCommit, Repository } from "../ports.ts";
import type { LogEntry } from "../render/log-report.ts";
import { isNoteForPeople, readItemFile } from "./read-item-file.ts";
import { isTrackerKnown, readTrackerText, type Side, unreadTracker } from "./revisions.ts";

/** What objects of history hold, each read once. Their items are read as the tracker of now understands them. */
export class PastVersions {
  readonly #context: Context;
  readonly #repository: Repository;
  readonly #tracker: Tracker;
  readonly #readings = new Map<string, FileReading>();

  constructor(context: Context, repository: Repository, tracker: Tracker) {
    this.#context = context;
    this.#repository = repository;
    this.#tracker = tracker;
  }

  async fetch(files: readonly ChangedFile[]): Promise<void> {
    const ids = files.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
    const missing = [...new Set(ids)].filter((id) => !this.#readings.has(id));
    for (const reading of await this.#context.git.texts(this.#repository, missing))
      this.#readings.set(reading.name, reading);
  }

  file(id: string | null, path: string): ItemFile | null {
    const reading = id === null ? undefined : this.#readings.get(id);
    return reading === undefined ? null : readItemFile({ ...reading, name: path }, path, this.#tracker);
  }

  item(id: string | null, path: string): Item | null {
    const file = this.file(id, path);
    return file && meantItem(file, this.#tracker);
  }

  diff(files: readonly ChangedFile[]): FilesDiff {
    return diffFiles(
      files.flatMap(({ path, before }) => this.file(before, path) ?? []),
      files.flatMap(({ path, after }) => this.file(after, path) ?? []),
      this.#tracker,
    );
  }

  tracker(id: string | null, path: string): Omit<Side, "files"> {
    return readTrackerText(id === null ? null : this.#readings.get(id), path, readTracker);
  }
}

export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const isTracker = ({ path }: ChangedFile): boolean => fileNameOf(path) === "tracker.md";
export const isItem = ({ path }: ChangedFile): boolean =>
  isRead(fileNameOf(path)) === true && !isNoteForPeople(fileNameOf(path));

/** The commits as what they changed, without those that changed nothing that gtm knows of. */
export async function readLogEntries(
  versions: PastVersions,
  commits: readonly FolderCommit[],
  { withSettings }: { readonly withSettings: boolean },
): Promise<readonly LogEntry[]> {
  await versions.fetch(commits.flatMap(({ changes }) => changes.flat()));
  return commits.flatMap(({ id, date, author, subject, changes }, index): LogEntry[] => {
    const sides = changes.map((files) => {
      const { items, unread } = versions.diff(files.filter(isItem));
      return { items, unread: [...(withSettings ? unreadTrackerIn(versions, files) : []), ...unread] };
    });
    const since = commits.slice(index + 1);
    const unread = unreadInEach(sides).map((file) => withTitle(file, versions, since));
    const [first] = changes;
    // What changed while a file could not be read is told where it can be read again.
    const mended = unread.filter(({ kind }) => kind === "mended").map(({ path }) => path);
    const late = (first ?? [])
      .filter((file) => isItem(file) && mended.includes(file.path))
      .flatMap((file) => {
        const before = lastRead(versions, since, file.path);
        return before === null ? [] : versions.diff([{ ...file, before }]).items;
      });
    const items = [...inEach(sides.map((side) => side.items)), ...late];
    const settings = withSettings ? settingsIn(versions, first ?? [], since) : [];
    const isEmpty = items.length + settings.length + unread.length === 0;
    return isEmpty ? [] : [{ id, date, author, subject, items, settings, unread }];
  });
}

/** The title of a file that cannot be read on either side is the last that could be. */
function withTitle(file: UnreadDiff, versions: PastVersions, older: readonly FolderCommit[]): UnreadDiff {
  if (file.title !== null || file.id === null) return file;
  return { ...file, title: versions.item(lastRead(versions, older, file.path), file.path)?.title ?? null };
}

/** The last version of a file that could be read, in commits that are older; null for none. */
function lastRead(versions: PastVersions, older: readonly FolderCommit[], path: string): string | null {
  for (const { changes } of older) {
    const file = changes[0]?.find((each) => each.path === path);
    if (file?.before && versions.item(file.before, path)) return file.before;
  }
  return null;
}

/** Those that a merge itself made, or made readable. */
function unreadInEach([first, ...others]: readonly FilesDiff[]): readonly UnreadDiff[] {
  return (first?.unread ?? []).filter((file) =>
    others.every(({ unread }) => unread.some(({ path, kind }) => path === file.path && kind === file.kind)),
  );
}

/** What a merge itself changed: what differs from every one of its parents. */
function inEach(sides: readonly (readonly ItemDiff[])[]): readonly ItemDiff[] {
  const [first = [], ...others] = sides;
  if (others.length === 0) return first;
  return first.flatMap((diff) => {
    const rest = others.map((side) => side.find(({ item }) => item.id === diff.item.id));
    const fields = diff.fields.filter(({ column }) =>
      rest.every((other) => other?.fields.some((each) => each.column === column)),
    );
    const comments = diff.comments.filter(({ text, kind }) =>
      rest.every((other) => other?.comments.some((each) => each.text === text && each.kind === kind)),
    );
    return fields.length + comments.length === 0 ? [] : [{ ...diff, fields, comments }];
  });
}

function unreadTrackerIn(versions: PastVersions, files: readonly ChangedFile[]): readonly UnreadDiff[] {
  return files
    .filter(isTracker)
    .flatMap(({ path, before, after }) => unreadTracker(versions.tracker(before, path), versions.tracker(after, path)));
}

/** As with items, what changed while it could not be read is told where it can be read again. */
function settingsIn(
  versions: PastVersions,
  files: readonly ChangedFile[],
  older: readonly FolderCommit[],
): readonly SettingDiff[] {
  const file = files.find(isTracker);
  if (file === undefined) return [];
  const { path } = file;
  const after = versions.tracker(file.after, path);
  const earlier = [file, ...older.flatMap(({ changes: [each = []] }) => each.filter((other) => other.path === path))];
  const before = earlier.map((each) => versions.tracker(each.before, path)).find(isTrackerKnown);
  return before === undefined || !isTrackerKnown(after) ? [] : diffTrackers(before.tracker, after.tracker);
}
