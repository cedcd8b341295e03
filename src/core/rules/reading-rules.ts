/** What can be wrong with a text before it is an item or a tracker: the readers find it, in every command. */
import type { TextProblem } from "../problem.ts";
import { problemOf, type RuleFacts, type SourcePlace } from "./rule.ts";

const unreadable = "gtm shows nothing of a file that it cannot read, so its item is missing from every list and page.";

const facts = {
  "file-unreadable": {
    severity: "error",
    summary: "A file in the tracker's folder is not read.",
    why: unreadable,
    mend: "Do what the message says: rename or move the file, save it as UTF-8, or make it smaller than 2 MB.",
    isFixed: true,
  },
  "front-matter-missing": {
    severity: "error",
    summary: "A file does not begin with front matter.",
    why: unreadable,
    mend: 'Begin the file with a line "---", the keys, and another line "---"; or move it out of the folder.',
    isFixed: true,
  },
  "front-matter-open": {
    severity: "error",
    summary: "Front matter has no end, or is larger than 64 KB.",
    why: unreadable,
    mend: 'Add a line "---" after the last key.',
    isFixed: true,
  },
  "front-matter-yaml": {
    severity: "error",
    summary: "Front matter is not valid YAML.",
    why: unreadable,
    mend: "Change the line that the message names; most often a value wants quotes.",
    isFixed: true,
  },
  "front-matter-refused": {
    severity: "error",
    summary: "Front matter uses something that gtm refuses to read: another language, anchors, deep nesting.",
    why: "Files come from anyone who can open a pull request; nothing in them may run, or grow without bound.",
    mend: 'Write plain "key: value" lines.',
    isFixed: true,
  },
  "conflict-markers": {
    severity: "error",
    summary: "A file still has the markers of a merge conflict.",
    why: "Two versions of one value stand in the file, and gtm must not choose.",
    mend: "Run gtm resolve; or keep what is right between <<<<<<< and >>>>>>>, remove the markers, and git add the file.",
    isFixed: true,
  },
  "text-too-long": {
    severity: "error",
    summary: "An item has more than 20,000 lines and Markdown marks.",
    why: "One such item would make every page seconds late.",
    mend: "Move part of the text to another file, and link to it.",
    isFixed: true,
  },
  "key-value": {
    severity: "error",
    summary: "A key's value cannot be what the key stands for, such as a due date that is no date.",
    why: "The value reads as absent: a due date that is not understood is never overdue.",
    mend: "Write the value in the form that the message gives.",
    isFixed: true,
  },
  "field-value": {
    severity: "error",
    summary: "The value of one of the tracker's own fields does not fit its type.",
    why: "The value reads as absent, in lists, on the page and in JSON.",
    mend: "Change the value, or the field's type or values in tracker.md.",
    isFixed: true,
  },
  "key-unknown": {
    severity: "warning",
    summary: "Front matter has a key that gtm does not know.",
    why: "Nothing reads it; often it is a misspelt key, whose value is then missing.",
    mend: "Correct the key, or add it as a column of your own (gtm field add).",
  },
  "comment-stray": {
    severity: "warning",
    summary: "Text under Comments belongs to no comment.",
    why: "It is on no page and in no list.",
    mend: "Begin it with - **YYYY-MM-DD**, or indent it under the comment that it belongs to.",
  },
  "comment-undated": {
    severity: "warning",
    summary: "A comment does not begin with its date.",
    why: "Without a date nobody sees whether it is news, and the item may count as stale.",
    mend: "Begin the comment with **YYYY-MM-DD**.",
  },
  "comment-date": {
    severity: "error",
    summary: "A comment's date does not exist.",
    why: "The comment reads as undated, and stands before all others.",
    mend: "Correct the date.",
  },
  "comment-date-form": {
    severity: "warning",
    summary: "A comment's date is not written as YYYY-MM-DD.",
    why: "10/11 is a day in October here and in November there.",
    mend: "Write it as the message says; gtm check --fix does it where only one day can be meant.",
  },
  "tracker-value": {
    severity: "error",
    summary: "A setting in tracker.md cannot be what it stands for.",
    why: "The setting reads as absent, for every item.",
    mend: "Write the value in the form that the message gives.",
    isFixed: true,
  },
  "field-shadowed": {
    severity: "error",
    summary: "A field in tracker.md has the name of one of gtm's own columns.",
    why: "The column is always meant, so the field's values are on no page.",
    mend: "Give the field another name, in tracker.md and in the items.",
    isFixed: true,
  },
  "rule-setting": {
    severity: "warning",
    summary: "tracker.md sets a rule that there is not, or one that cannot be changed.",
    why: "Whoever set it thinks that check does something else than it does.",
    mend: "Correct the rule's code under rules: in tracker.md, or remove it.",
  },
  "marker-unknown": {
    severity: "error",
    summary: "The page's template has a marker that gtm does not know.",
    why: "The page shows nothing in its place.",
    mend: "Correct the marker's name.",
  },
  "marker-query": {
    severity: "error",
    summary: "The query of a marker in the page's template cannot be read.",
    why: "The page lacks that table or list.",
    mend: "Correct the query; gtm help list shows the language.",
  },
  "marker-limit": {
    severity: "error",
    summary: "The page's template has more than 50 markers.",
    why: "Each may show every item: the page would be many times as long as its tracker.",
    mend: "Remove markers, or make another tracker for a second page.",
    isFixed: true,
  },
} as const satisfies Record<string, Omit<RuleFacts, "code">>;

export type ReadingCode = keyof typeof facts;

export const readingRules: readonly RuleFacts[] = Object.entries(facts).map(([code, rest]) => ({ code, ...rest }));

/** What a reader has found: lower case, one line, what is wrong and what to do. */
export function found(code: ReadingCode, place: SourcePlace, message: string): TextProblem {
  return problemOf({ code, severity: facts[code].severity }, place, message);
}
