/** `gtm diff [RANGE]`: what changed between two states of the tracker, item by item, in words. */

import type { IsoDate } from "../core/calendar.ts";
import { withMarkdownParser } from "../core/markdown-parser.ts";
import { printableJson } from "../core/printable.ts";
import { inFile, type Problem } from "../core/problem.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { DiffOptions } from "./diff-flags.ts";
import { inGit, type TrackerInGit } from "./item-age.ts";
import { lookOf } from "./look.ts";
import { printPaged } from "./print-paged.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { type Comparison, changesIn, compareRange, type Range, rangeSince, readRange, type Side } from "./revisions.ts";
import { findTracker, todayIn } from "./workspace.ts";

/** The range that is named, or that begins on a day; in a tracker's first days all of it. */
async function askedRange(
  context: Context,
  place: TrackerInGit,
  words: readonly string[],
  { since }: DiffOptions,
): Promise<Range> {
  const repository = await place.repository();
  if (words.length > 1) throw new UserError("one range at a time", { hint: "gtm diff main...feature" });
  if (words[0]?.trim() === "") throw new UserError("the range is empty", { hint: "gtm diff main...feature" });
  if (since === undefined) return readRange(context, repository, words[0] ?? "");
  if (words.length > 0) throw new UserError("give a range or --since, not both");
  return rangeSince(context, repository, since, todayIn(context, place));
}

const formats = ["text", "markdown", "json"];

export async function diff(context: Context, words: readonly string[], options: DiffOptions): Promise<number> {
  const format = options.json ? "json" : (options.format ?? "text");
  if (!formats.includes(format))
    throw new UserError(`unknown format "${format}"`, { hint: "formats are text, markdown and json" });
  const place = inGit(context, findTracker(context, options));
  const comparison = await compareRange(context, place, await askedRange(context, place, words, options));
  const { tracker, items, settings } = changesIn(comparison);
  if (format === "json") {
    const { itemChangeData } = await import("../render/json.ts");
    const { from, to } = comparison.range;
    const since = comparison.range.since ?? (await dayOf(context, place, from));
    const data = { since, items: items.map(itemChangeData), tracker: settings, from, to };
    context.stdout.write(`${printableJson(data)}\n`);
  } else {
    const { diffMarkdown, diffText } = await import("../render/diff-report.ts");
    if (format === "markdown")
      context.stdout.write(await withMarkdownParser(() => diffMarkdown({ items, settings }, tracker)));
    else await printPaged(context, diffText({ items, settings }, tracker, lookOf(context.stdout)), options);
  }
  const unread = await reportUnreadable(context, problemsIn(comparison));
  return options.exitCode && items.length + settings.length > 0 ? 1 : unread;
}

/** The day of a commit. */
async function dayOf(context: Context, place: TrackerInGit, commit: string | null): Promise<IsoDate | null> {
  return commit === null ? null : (await context.git.revision(await place.repository(), commit)).date;
}

/** What cannot be read on either side is in no list above. */
function problemsIn({ before, after, range }: Comparison): readonly Problem[] {
  const then = sideProblems(before).map((each) => ({ ...each, message: `${each.message} (at ${range.words})` }));
  return [...sideProblems(after), ...then];
}

function sideProblems({ problems, files }: Side): readonly Problem[] {
  return [...problems, ...files.flatMap((file) => inFile(file.path, file.problems))];
}
