/** What a branch or a week changed, for people: in the terminal, and as the summary of a pull request. */

import type { IsoDate } from "../core/calendar.ts";
import { withWeekday } from "../core/calendar-names.ts";
import { countOf } from "../core/count-of.ts";
import { type CommentDiff, isFresh, movedWords } from "../core/diff.ts";
import type { FilesDiff } from "../core/diff-files.ts";
import type { SettingDiff } from "../core/diff-tracker.ts";
import { printable } from "../core/printable.ts";
import type { WordRename } from "../core/rename-query.ts";
import type { Tracker } from "../core/tracker.ts";
import { describeChange, editedWords, nothingChanged } from "./changes-words.ts";
import { groupDiffs } from "./diff-groups.ts";
import { escapeMarkdown, lineMarkdown } from "./markdown-cell.ts";
import { renameWords, settingWords, withoutRenamed } from "./setting-words.ts";
import { type Look, painter } from "./style.ts";
import { groupUnread, unreadFile } from "./unread-words.ts";
import { wrapText } from "./wrap-text.ts";

/** What a report is about. */
export interface DiffReport extends FilesDiff {
  readonly settings: readonly SettingDiff[];
  readonly renames: readonly WordRename[];
  readonly tracker: Tracker;
  /** The day that was asked for. */
  readonly since: IsoDate | null;
}

/** What stands under no group of items. */
const rulesHeading = "Rules";
const trackerHeading = "Tracker";
const commentedHeading = "Comments only";

/** What decides what a review refuses: a change of it comes before what it lets pass. */
function isRule({ setting }: SettingDiff): boolean {
  return setting === "rules" || setting === "status-moves";
}

/** `1 file can no longer be read; 3 items: 1 due later, 2 new (1 of them blocked); 2 settings of the tracker`. */
function figures({ items, settings, renames, unread, tracker }: DiffReport): string {
  const told = withoutRenamed(settings, renames).length + renames.length;
  const { counts, commented } = groupDiffs(items, tracker);
  const isNewTracker = settings.some(({ setting, key, from }) => setting === "title" && key === null && from === null);
  const parts = counts.map(({ heading, count, elsewhere }) => {
    const also = elsewhere.map(([where, some]) => (some === count ? where : `${some} of them ${where}`).toLowerCase());
    return `${count} ${heading.toLowerCase()}${also.length > 0 ? ` (${also.join(", ")})` : ""}`;
  });
  if (commented.length > 0) parts.push(`${commented.length} with comments only`);
  return [
    ...groupUnread(unread).map(({ words, files }) => `${countOf(files.length, "files")} ${words}`),
    items.length > 0 ? `${countOf(items.length, "items")}: ${parts.join(", ")}` : "",
    isNewTracker ? "new tracker" : told > 0 ? `${countOf(told, "settings")} of the tracker` : "",
  ]
    .filter(Boolean)
    .join("; ");
}

/** The first line: how much changed, and since which day. */
function summary(report: DiffReport): string {
  const day = report.since === null ? null : withWeekday(report.since);
  const found = figures(report);
  if (found === "") return day === null ? nothingChanged : `Nothing has changed since ${day}.`;
  return day === null ? found : `Since ${day}: ${found}`;
}

/** For a terminal; in a pipe the same without colours, a line for each item and comment. */
export function diffText(report: DiffReport, look: Look): string {
  const { items, renames, unread, tracker } = report;
  const settings = withoutRenamed(report.settings, renames);
  const paint = painter(look);
  const { groups, commented } = groupDiffs(items, tracker);
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[paint.bold(heading), ...lines]];
  const itemLines = (words: string, comments: readonly CommentDiff[]) => [
    wrapText(`  ${words}`, look.width),
    ...comments.map((comment) => paint.dim(wrapText(`    ${commentLine(comment)}`, look.width))),
  ];
  const plainLines = (words: readonly string[]) => words.map((line) => wrapText(`  ${line}`, look.width));
  const sections = [
    ...groupUnread(unread).flatMap(({ words, files }) =>
      section(
        capital(words),
        files.map((file) => wrapText(`  ${unreadFile(file)}`, look.width)),
      ),
    ),
    ...section(rulesHeading, plainLines(settings.filter(isRule).map(settingWords))),
    ...groups.flatMap((group) =>
      section(
        group.heading,
        group.items.flatMap((diff) => itemLines(describeChange(diff, tracker), diff.comments)),
      ),
    ),
    ...section(
      commentedHeading,
      commented.flatMap((diff) => itemLines(describeChange(diff, tracker), diff.comments)),
    ),
    ...section(
      trackerHeading,
      plainLines([...renames.map(renameWords), ...settings.filter((setting) => !isRule(setting)).map(settingWords)]),
    ),
  ];
  return [`${summary(report)}\n`, ...sections.map((lines) => `${lines.join("\n")}\n`)].join("\n");
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** `2026-11-19 @mreyes: Gaskets are here.`, on one line; an edited one with what it was. */
export function commentLine(comment: CommentDiff): string {
  const { kind, date, author, text, was } = comment;
  const head = [date ?? "(no date)", author && `@${author}`].filter(Boolean).join(" ");
  const words = printable(text).replace(/\s+/g, " ").trim();
  const moved = movedWords(comment);
  if (moved !== "") return `${head}: changed its ${moved}: "${words}"`;
  if (kind === "edited") return `${head}: ${editedWords(was ?? "", text)}`;
  return kind === "removed" ? `${head}: removed: "${words}"` : `${head}: ${words}`;
}

/** For the summary of a pull request. Strangers' words are escaped; comments are read as the Markdown that they are. */
export function diffMarkdown(report: DiffReport): string {
  const { items, renames, unread, tracker } = report;
  const settings = withoutRenamed(report.settings, renames);
  const { groups, commented } = groupDiffs(items, tracker);
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[`### ${heading}`, "", ...lines].join("\n")];
  const plainLines = (words: readonly string[]) => words.map((line) => `- ${escapeMarkdown(line)}`);
  const sections = [
    ...groupUnread(unread).flatMap(({ words, files }) =>
      section(
        capital(words),
        files.map((file) => `- ${escapeMarkdown(unreadFile(file))}`),
      ),
    ),
    ...section(rulesHeading, plainLines(settings.filter(isRule).map(settingWords))),
    ...[...groups, { heading: commentedHeading, items: commented }].flatMap((group) =>
      section(
        group.heading,
        group.items.flatMap((diff) => [
          `- ${escapeMarkdown(describeChange(diff, tracker))}`,
          ...diff.comments.map((comment) => `  - ${commentMarkdown(comment, tracker)}`),
        ]),
      ),
    ),
    ...section(
      trackerHeading,
      plainLines([...renames.map(renameWords), ...settings.filter((setting) => !isRule(setting)).map(settingWords)]),
    ),
  ];
  return `${["## What changes", `${summary(report).replace(/\.$/, "")}.`, ...sections].join("\n\n")}\n`;
}

function commentMarkdown(comment: CommentDiff, tracker: Tracker): string {
  if (!isFresh(comment) || comment.kind === "edited") return escapeMarkdown(commentLine(comment));
  const head = [comment.date ?? "(no date)", comment.author && `@${comment.author}`].filter(Boolean).join(" ");
  return `**${escapeMarkdown(head)}** ${lineMarkdown(comment.text, tracker)}`.trimEnd();
}
