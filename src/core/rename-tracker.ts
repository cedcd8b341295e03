/** `tracker.md` in other words: an entry under another name, wherever the settings and the page say it. */
import type { ChangeResult } from "./change.ts";
import { placesIn } from "./lines.ts";
import type { NestedEdit } from "./nested-edit.ts";
import { renameMentions } from "./rename-item.ts";
import { renameInQuery, type WordRename } from "./rename-query.ts";
import { isVocabularyColumn, standardColumns } from "./standard-columns.ts";
import { markerQueries } from "./template.ts";
import type { Tracker } from "./tracker.ts";
import { editSettings } from "./tracker-edit.ts";
import { readTracker } from "./tracker-file.ts";

/**
 * The text of `tracker.md` with a word renamed in its settings, in the markers' queries, and (of people) in the page's words.
 * @param also edits of the renamed settings: another label, which a query may have found it by
 */
export function renameInTracker(
  text: string,
  rename: WordRename,
  tracker: Tracker,
  also: readonly NestedEdit[] = [],
): ChangeResult {
  const settings = editSettings(text, [...settingEdits(rename, tracker), ...also]);
  if (!settings.ok) return settings;
  const { tracker: after } = readTracker(settings.text);
  if (after === null)
    return { ok: false, line: 1, column: 1, message: "gtm could not read tracker.md after this change" };
  const bodyStart = settings.text.length - after.template.length;
  let template =
    rename.column === "owners" && rename.from !== rename.to
      ? renameMentions(settings.text, bodyStart, rename, tracker)
      : after.template;
  for (const { at, text: query } of markerQueries(template).toReversed()) {
    const renamed = renameInQuery(query, rename, tracker, after);
    if (renamed === null) {
      const place = placesIn(text)(text.length - tracker.template.length + markerAt(tracker.template, query));
      return { ok: false, ...place, message: "gtm cannot rename it in this marker: edit the file" };
    }
    template = template.slice(0, at) + renamed + template.slice(at + query.length);
  }
  return { ok: true, text: settings.text.slice(0, bodyStart) + template };
}

function markerAt(template: string, query: string): number {
  return markerQueries(template).find(({ text }) => text === query)?.at ?? 0;
}

function settingEdits({ column, from, to }: WordRename, tracker: Tracker): readonly NestedEdit[] {
  const rename = (...path: NestedEdit["path"]): NestedEdit => ({ kind: "rename", path, to });
  if (from === to) return [];
  if (column === null)
    return [rename("fields", from), ...(Object.hasOwn(tracker.columns, from) ? [rename("columns", from)] : [])];
  if (!isVocabularyColumn(column)) return [];
  const setting = standardColumns[column].vocabulary;
  const words = tracker[setting];
  const isDeclared = Array.isArray(words) ? words.includes(from) : Object.hasOwn(words, from);
  const moves = column === "status" ? Object.entries(tracker["status-moves"]) : [];
  return [
    ...(isDeclared ? [rename(setting, from)] : []),
    ...moves.flatMap(([status, next]) =>
      next.flatMap((each, index) => (each === from ? rename("status-moves", status, index) : [])),
    ),
    ...(moves.some(([status]) => status === from) ? [rename("status-moves", from)] : []),
  ];
}
