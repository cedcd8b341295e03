/** What each item's fields were when an import last wrote them, from git's history. */
import { basename } from "node:path";
import { groupBy } from "../core/group-by.ts";
import { readItem } from "../core/item-file.ts";
import { printableLine } from "../core/printable.ts";
import type { Tracker } from "../core/tracker.ts";
import { type KnownItem, type StoredValue, storedByItem } from "../import/compare.ts";
import type { Context, Repository } from "../ports.ts";
import { folderInGit, shownPath, type Workspace } from "./workspace.ts";

/** The subject of an import's commit begins so; history is searched for it. */
const importSubject = "gtm import ";

/** What imports call a page: the name of its file. */
export function pageName(file: string): string {
  return printableLine(basename(file));
}

export function importMessage(file: string, done: string): string {
  return `${importSubject}${pageName(file)}: ${done}`;
}

/** The tracker's items, each with the values that imports gave it, and the page that brought it. */
export async function readKnownItems(
  context: Context,
  repository: Repository,
  workspace: Workspace,
): Promise<readonly KnownItem[]> {
  if (workspace.items.length === 0) return [];
  const folder = folderInGit(context, repository, workspace);
  const commits = await context.git.commits(repository, { paths: [folder], subject: importSubject });
  const writes = commits.flatMap(({ id, subject, files }) => files.map((file) => ({ id, subject, file })));
  const names = writes.flatMap(({ id, file }) => [`${id}:${file}`, `${id}^:${file}`]);
  const texts = (await context.git.texts(repository, names)).map((each) => ("text" in each ? each.text : null));
  const versions = writes.map(({ file, subject }, index) => ({
    file,
    source: subject.slice(importSubject.length, subject.lastIndexOf(": ")),
    after: texts[2 * index] ?? null,
    before: texts[2 * index + 1] ?? null,
  }));
  const byFile = groupBy(versions, ({ file }) => file);
  const shown = shownPath(workspace, workspace.folder);
  return workspace.items.map((item) => {
    const written = byFile.get(`${folder}${item.path.slice(shown.length)}`) ?? [];
    const source = written.find(({ before }) => before === null)?.source ?? "";
    return { item, source, imported: written.length > 0 ? lastWritten(written, workspace.tracker) : null };
  });
}

/** Field by field, the value of the newest import that changed it; newest first in, oldest laid down first. */
function lastWritten(
  versions: readonly { before: string | null; after: string | null }[],
  tracker: Tracker,
): Readonly<Record<string, StoredValue>> {
  const fields: Record<string, StoredValue> = {};
  for (const { before, after } of versions.toReversed()) {
    const [old, now] = [held(before, tracker), held(after, tracker)];
    for (const [key, value] of Object.entries(now)) {
      if (before === null || JSON.stringify(old[key]) !== JSON.stringify(value)) fields[key] = value;
    }
  }
  return fields;
}

function held(text: string | null, tracker: Tracker): Readonly<Record<string, StoredValue>> {
  const item = text === null ? null : readItem(text, "", tracker).item;
  return item === null ? {} : storedByItem(item, tracker);
}
