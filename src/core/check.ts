/** `check`: the rules, asked of a tracker's whole folder. What a rule finds is in `rules/`. */
import { checkItem } from "./check-item.ts";
import { locateKey } from "./front-matter.ts";
import type { ItemFile } from "./item-file.ts";
import { nearest } from "./nearest.ts";
import { inFile, type Problem, type TextProblem } from "./problem.ts";
import {
  type CheckedFiles,
  type CheckedFolder,
  findStrangers,
  folderRules,
  itemFilesIn,
  type Strangers,
} from "./rules/folder-rules.ts";
import { type ItemContext, itemRules } from "./rules/item-rules.ts";
import { found, readingRules } from "./rules/reading-rules.ts";
import { type ReviewedChange, reviewRules } from "./rules/review-rules.ts";
import { isOff, problemOf, type RuleFacts, weighProblems } from "./rules/rule.ts";
import type { Tracker } from "./tracker.ts";

/** Every rule there is, in the order of docs/rules.md. */
export const rules: readonly RuleFacts[] = [...readingRules, ...itemRules, ...folderRules, ...reviewRules];

/**
 * Every problem of the files, those of reading them and of `tracker.md` (`own`) included, as grave as the tracker says, by
 * file and line.
 * @param unheard numbers of items that are stale by their age
 */
export function checkFolder(
  folder: CheckedFolder,
  own: readonly Problem[] = [],
  unheard?: ReadonlySet<number>,
  findIn: FindInFile = findInFile,
): readonly Problem[] {
  const { tracker, today, files } = folder;
  const context = { tracker, today, unheard, usesOwners: folder.usesOwners ?? usesOwners(folder) };
  // By its parts: a copy of all that there is takes longer than to find it.
  const found = files.map((file) => {
    const { problems, strangers } = findIn(file, context);
    return { file, problems, strangers };
  });
  const single = found.flatMap(({ file, problems }) =>
    // Of thousands of files, most.
    problems.length + file.problems.length === 0 ? [] : inFile(file.path, [...file.problems, ...problems]),
  );
  const read: CheckedFiles = { ...folder, itemFiles: itemFilesIn(files), strangers: found };
  const together = folderRules
    .filter((rule) => !isOff(rule, tracker))
    .flatMap((rule) => rule.find(read).map(({ file, at, message }) => ({ file, ...problemOf(rule, at, message) })));
  const settings = inFile(folder.trackerPath, unknownRules(folder));
  return [...weighProblems([...own, ...settings, ...single, ...together], rules, tracker)].sort(byPlace);
}

/** What is found in one file, whatever the others say. */
export interface FileFindings extends Pick<Strangers, "strangers"> {
  readonly problems: readonly TextProblem[];
}

type FindInFile = (file: ItemFile, context: ItemContext) => FileFindings;

export function findInFile(file: ItemFile, context: ItemContext): FileFindings {
  // The text first: an item that was read before may be an older one's.
  const { reading } = file;
  const { item } = file;
  return item === null || !reading.ok
    ? { problems: [], strangers: [] }
    : { problems: checkItem(item, reading, context), strangers: findStrangers(reading, context.tracker) };
}

/** Whether any item has an owner; of the files that were not read nobody knows, and then the tracker's people tell. */
function usesOwners({ files, others, tracker }: CheckedFolder): boolean {
  return others === undefined
    ? files.some(({ item }) => item !== null && item.owners.length > 0)
    : Object.keys(tracker.people).length > 0;
}

/** What the rules of review say of a change, as grave as the tracker says. */
export function reviewChange(change: ReviewedChange): readonly Problem[] {
  const { tracker } = change;
  const problems = reviewRules
    .filter((rule) => !isOff(rule, tracker))
    .flatMap((rule) => rule.find(change).map(({ file, at, message }) => ({ file, ...problemOf(rule, at, message) })));
  return weighProblems(problems, rules, tracker);
}

/** Whether a tracker's rules of review look at what changed outside of its folder: mostly nobody has to ask for that. */
export function asksWhatElseChanged(tracker: Tracker): boolean {
  return reviewRules.some((rule) => rule.looksOutside && !isOff(rule, tracker));
}

/** Settings of rules that there are not, or that cannot be set. */
function unknownRules({ tracker, trackerText }: CheckedFolder): readonly TextProblem[] {
  return Object.keys(tracker.rules).flatMap((code) => {
    const rule = rules.find((each) => each.code === code);
    const near = rule
      ? null
      : nearest(
          code,
          rules.map((each) => each.code),
        );
    const said = rule
      ? rule.isFixed && `the severity of ${code} cannot be changed: remove it`
      : `unknown rule "${code}"${near ? `: did you mean ${near}?` : "; gtm check --rules lists them"}`;
    return said ? found("rule-setting", locateKey(trackerText, "rules", code), said) : [];
  });
}

export function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
