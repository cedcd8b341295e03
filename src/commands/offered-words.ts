/** The words that a question offers for a column. */
import { statusLabel } from "../core/columns.ts";
import { printableLine } from "../core/printable.ts";
import type { VocabularyColumn } from "../core/standard-columns.ts";
import { personName } from "../core/tracker.ts";
import { vocabularyKeys } from "../core/vocabulary.ts";
import type { Choice } from "../ports.ts";
import type { Workspace } from "./workspace.ts";

/** The tracker's vocabulary; while that is empty, what the items have used so far. */
export function offeredWords(
  column: VocabularyColumn,
  { tracker, items }: Pick<Workspace, "tracker" | "items">,
): readonly Choice<string>[] {
  const used = () => [...new Set(items.flatMap((item) => item[column] ?? []))].sort();
  const known = vocabularyKeys(column, tracker);
  const names = {
    status: (value: string) => statusLabel(value, tracker),
    area: (value: string) => value,
    owners: (value: string) => personName(tracker, value),
    priority: (value: string) => priorityName(value, tracker),
  }[column];
  return (known.length > 0 ? known : used()).map((value) => ({ name: printableLine(names(value)), value }));
}

function priorityName(key: string, tracker: Workspace["tracker"]): string {
  const priority = tracker.priorities[key];
  return priority?.label ? `${key}: ${priority.label}` : key;
}

/** What a question calls a column. */
export function wordLabel(column: string): string {
  return column === "owners" ? "Owner" : column.slice(0, 1).toUpperCase() + column.slice(1);
}
