/** `gtm diff [RANGE]`: what changed between two states of the tracker, item by item, in words. */

import type { IsoDate } from "../core/calendar.ts";
import { withMarkdownParser } from "../core/markdown-parser.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import { inFile, type Problem } from "../core/problem.ts";
import { shellWord } from "../core/shell-word.ts";
import { readTypedDate } from "../core/typed-date.ts";
import { exitCode, UnknownRevision, UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { DiffOptions } from "./diff-flags.ts";
import { lookOf } from "./look.ts";
import { nextTurn } from "./next-turn.ts";
import { printPaged } from "./print-paged.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import {
  type Comparison,
  changesIn,
  compareRange,
  type Range,
  type RangeChanges,
  rangeSince,
  readRange,
  type Side,
} from "./revisions.ts";
import { findTracker, type TrackerPlace, todayIn } from "./workspace.ts";

/** The range that is named, or that begins on a day; in a tracker's first days all of it. */
async function askedRange(
  context: Context,
  place: TrackerPlace,
  words: readonly string[],
  { since }: DiffOptions,
): Promise<Range> {
  if (words.length > 1) throw new UserError("one range at a time", { hint: "gtm diff main...feature" });
  if (words[0]?.trim() === "") throw new UserError("the range is empty", { hint: "gtm diff main...feature" });
  if (since === undefined) return readRange(words[0] ?? "");
  if (words.length > 0) throw new UserError("give a range or --since, not both");
  return rangeSince(context, await context.git.repository(place.base), since, {
    place,
    today: todayIn(context, place),
  });
}

const formats = ["text", "markdown", "json"];

export async function diff(context: Context, words: readonly string[], options: DiffOptions): Promise<number> {
  const format = options.json ? "json" : (options.format ?? "text");
  if (!formats.includes(format))
    throw new UserError(`unknown format "${format}"`, { hint: "formats are text, markdown and json" });
  const place = findTracker(context, options);
  const range = await askedRange(context, place, words, options);
  const [comparison, write] = await Promise.all([
    compareRange(context, place, range).catch((error: unknown) => {
      throw error instanceof UnknownRevision ? meantOtherwise(error, context.today()) : error;
    }),
    writerOf(context, format, options),
  ]);
  const changes = await changesIn(comparison);
  await write(changes, comparison.range, place);
  // They are part of the answer, which the exit code tells of only where that is asked for.
  await reportUnreadable(context, problemsIn(comparison));
  const { items, unread, settings } = changes;
  return options.exitCode && items.length + unread.length + settings.length > 0 ? exitCode.no : exitCode.done;
}

/** A day is typed behind `--since`, and an item is asked for by `gtm log`. */
function meantOtherwise(error: UnknownRevision, today: IsoDate): UserError {
  const word = printableLine(error.word);
  if (readTypedDate(error.word, today, "since").ok)
    return new UserError(`"${word}" is a date, and no revision`, { hint: `gtm diff --since ${shellWord(word)}` });
  if (/^#?\d{1,9}$/.test(word))
    return new UserError(`"${word}" is no revision`, {
      hint: `gtm log ${word.replace("#", "")} tells what changed in an item`,
    });
  return error;
}

type Writer = (changes: RangeChanges, range: Range, place: TrackerPlace) => Promise<void>;

/** Loaded while git is at work. */
async function writerOf(context: Context, format: string, options: DiffOptions): Promise<Writer> {
  await nextTurn();
  const { stdout } = context;
  if (format === "json") {
    const { itemChangeData, unreadData } = await import("../render/json.ts");
    return async ({ items, settings, unread }, range, place) => {
      const { from, to } = await context.git.commitsOf(place, range);
      const since = range.since ?? (await dayOf(context, place, from));
      const data = {
        since,
        items: items.map(itemChangeData),
        tracker: settings,
        unread: unread.map(unreadData),
        from,
        to,
      };
      stdout.write(`${printableJson(data)}\n`);
    };
  }
  const { diffMarkdown, diffText } = await import("../render/diff-report.ts");
  return format === "markdown"
    ? async (changes, { since }) => stdout.write(await withMarkdownParser(() => diffMarkdown({ ...changes, since })))
    : (changes, { since }) => printPaged(context, diffText({ ...changes, since }, lookOf(stdout)), options);
}

/** The day of a commit. */
async function dayOf(context: Context, { base }: TrackerPlace, commit: string | null): Promise<IsoDate | null> {
  return commit === null ? null : (await context.git.revision(await context.git.repository(base), commit)).date;
}

/** What cannot be read on either side is in no list above. */
function problemsIn({ before, after, range }: Comparison): readonly Problem[] {
  const then = sideProblems(before).map((each) => ({ ...each, message: `${each.message} (at ${range.words})` }));
  return [...sideProblems(after), ...then];
}

function sideProblems({ problems, files }: Side): readonly Problem[] {
  return [...problems, ...files.flatMap((file) => inFile(file.path, file.problems))];
}
