/** A merge that somebody has still to finish, said in words. */
import { lineAt } from "./lines.ts";
import { conflictWords, readConflicts } from "./merge/conflicts.ts";
import type { TextProblem } from "./problem.ts";
import { found } from "./rules/reading-rules.ts";

/** Markers of other than git's usual length only as they begin a conflict: people quote mails behind `>>>>>>>>`. */
const marker = /^(?:<{7,} |\|{7} |>{7} )/m;

/** The problem of a text with conflict markers, in any of git's styles; null of one without. */
export function findConflict(text: string): TextProblem | null {
  const first = marker.exec(text);
  if (!first) return null;
  const conflicts = readConflicts(text);
  const line = Math.min(conflicts[0]?.line ?? Number.POSITIVE_INFINITY, lineAt(text, first.index));
  const message =
    conflicts.length === 0
      ? "the file has conflict markers: keep what is right between <<<<<<< and >>>>>>>, then git add it"
      : `merge conflict in ${conflictWords(conflicts)}: run gtm resolve`;
  return found("conflict-markers", { line, column: 1 }, message);
}
