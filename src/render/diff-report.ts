/** What a branch or a week changed, for people: in the terminal, and as the summary of a pull request. */

import { countOf } from "../core/count-of.ts";
import { type CommentDiff, type ItemDiff, isFresh } from "../core/diff.ts";
import type { TrackerChanges } from "../core/diff-tracker.ts";
import { printable, printableLine } from "../core/printable.ts";
import type { Tracker } from "../core/tracker.ts";
import { commentWords, describeChange, nothingChanged } from "./changes-words.ts";
import { type DiffGroup, groupDiffs } from "./diff-groups.ts";
import { escapeMarkdown, lineMarkdown } from "./markdown-cell.ts";
import { settingWords } from "./setting-words.ts";
import { type Look, painter } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

/** What stands under no group of items. */
const trackerHeading = "Tracker";
const commentedHeading = "Comments only";

/** `3 items: 1 later, 1 closed, 1 with comments only; 2 settings`. */
function figures(
  { items, settings }: TrackerChanges,
  groups: readonly DiffGroup[],
  commented: readonly ItemDiff[],
): string {
  const parts = groups.map(({ heading, items: members }) => `${members.length} ${heading.toLowerCase()}`);
  if (commented.length > 0) parts.push(`${commented.length} with comments only`);
  const found = items.length > 0 ? `${countOf(items.length, "items")}: ${parts.join(", ")}` : "";
  return [found, settings.length > 0 ? `${countOf(settings.length, "settings")} of the tracker` : ""]
    .filter(Boolean)
    .join("; ");
}

/** For a terminal; in a pipe the same without colours, a line for each item and comment. */
export function diffText(changes: TrackerChanges, tracker: Tracker, look: Look): string {
  const paint = painter(look);
  const { groups, commented } = groupDiffs(changes.items, tracker);
  const sections = groups.map(({ heading, items }) => [
    paint.bold(heading),
    ...items.flatMap((diff) => [
      wrapText(`  ${describeChange(diff, tracker)}`, look.width),
      ...diff.comments.map((comment) => paint.dim(wrapText(`    ${commentLine(comment)}`, look.width))),
    ]),
  ]);
  if (commented.length > 0) {
    sections.push([
      paint.bold(commentedHeading),
      ...commented.flatMap(({ item, comments }) => [
        wrapText(`  #${item.id} ${printableLine(item.title)}: ${commentWords(comments)}`, look.width),
        ...comments.map((comment) => paint.dim(wrapText(`    ${commentLine(comment)}`, look.width))),
      ]),
    ]);
  }
  if (changes.settings.length > 0) {
    const lines = changes.settings.map((setting) => wrapText(`  ${settingWords(setting)}`, look.width));
    sections.push([paint.bold(trackerHeading), ...lines]);
  }
  if (sections.length === 0) return `${nothingChanged}\n`;
  return `${figures(changes, groups, commented)}\n\n${sections.map((lines) => `${lines.join("\n")}\n`).join("\n")}`;
}

/** `2026-11-19 @mreyes: Gaskets are here.`, on one line; an edited one with what it was. */
export function commentLine({ kind, date, author, text, was }: CommentDiff): string {
  const head = [date ?? "(no date)", author && `@${author}`].filter(Boolean).join(" ");
  const words = printable(text).replace(/\s+/g, " ").trim();
  if (kind === "edited") return `${head}: edited from "${printableLine(was ?? "")}" to "${words}"`;
  return kind === "removed" ? `${head}: removed: "${words}"` : `${head}: ${words}`;
}

/** For the summary of a pull request. Strangers' words are escaped; comments are read as the Markdown that they are. */
export function diffMarkdown(changes: TrackerChanges, tracker: Tracker): string {
  const { groups, commented } = groupDiffs(changes.items, tracker);
  const sections = groups.map(({ heading, items }) =>
    [
      `### ${heading}`,
      "",
      ...items.flatMap((diff) => [
        `- ${escapeMarkdown(describeChange(diff, tracker))}`,
        ...diff.comments.map((comment) => `  - ${commentMarkdown(comment, tracker)}`),
      ]),
    ].join("\n"),
  );
  if (commented.length > 0) {
    const names = commented.map(
      ({ item, comments }) => `#${item.id} ${escapeMarkdown(printableLine(item.title))} (${commentWords(comments)})`,
    );
    sections.push(`**${commentedHeading}:** ${names.join("; ")}`);
  }
  if (changes.settings.length > 0) {
    const lines = changes.settings.map((setting) => `- ${escapeMarkdown(settingWords(setting))}`);
    sections.push([`### ${trackerHeading}`, "", ...lines].join("\n"));
  }
  const summary = sections.length === 0 ? nothingChanged : `${figures(changes, groups, commented)}.`;
  return `${["## What changes", summary, ...sections].join("\n\n")}\n`;
}

function commentMarkdown(comment: CommentDiff, tracker: Tracker): string {
  if (!isFresh(comment) || comment.kind === "edited") return escapeMarkdown(commentLine(comment));
  const head = [comment.date ?? "(no date)", comment.author && `@${comment.author}`].filter(Boolean).join(" ");
  return `**${escapeMarkdown(head)}** ${lineMarkdown(comment.text, tracker)}`.trimEnd();
}
