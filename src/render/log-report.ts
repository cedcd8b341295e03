/** The history of items, for people: a commit with what it changed, newest first, and how often due dates moved. */
import type { IsoDate } from "../core/calendar.ts";
import { withWeekday } from "../core/calendar-names.ts";
import { countOf } from "../core/count-of.ts";
import type { ItemDiff } from "../core/diff.ts";
import type { UnreadDiff } from "../core/diff-files.ts";
import type { TrackerChanges } from "../core/diff-tracker.ts";
import { type DueSlip, dueSlips, timesInWords } from "../core/due-slips.ts";
import { printableLine } from "../core/printable.ts";
import type { Tracker } from "../core/tracker.ts";
import { changeWords, describeChange } from "./changes-words.ts";
import { commentLine } from "./diff-report.ts";
import { manySettings, settingWords } from "./setting-words.ts";
import { type Look, painter } from "./style.ts";
import { unreadState, unreadWords } from "./unread-words.ts";
import { wrapText } from "./wrap-text.ts";

/** A commit with what it changed. */
export interface LogEntry extends TrackerChanges {
  /** Files of items that could not be read before it, or after. */
  readonly unread: readonly UnreadDiff[];
  readonly id: string;
  /** ISO date. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** New items of one commit, or settings, beyond which they are one line: an import brings dozens. */
const most = 6;

/** `33 new items with 46 comments: #1 to #32, #40`. */
function newItems(brought: readonly ItemDiff[]): string {
  const comments = brought.reduce((sum, diff) => sum + diff.comments.length, 0);
  const said = comments === 0 ? "" : ` with ${countOf(comments, "comments")}`;
  const runs: { first: number; last: number }[] = [];
  for (const { item } of brought) {
    const run = runs.at(-1);
    if (run && item.id === run.last + 1) run.last = item.id;
    else runs.push({ first: item.id, last: item.id });
  }
  const numbers = runs.map(({ first, last }) =>
    first === last ? `#${first}` : `#${first}${last === first + 1 ? ", " : " to "}#${last}`,
  );
  return `${countOf(brought.length, "new items")}${said}: ${numbers.join(", ")}`;
}

/** What a log is about. */
export interface LogReport {
  readonly entries: readonly LogEntry[];
  /** The items that were asked for, with their titles, and the days on which they are due now; null for all. */
  readonly asked: ReadonlyMap<number, { readonly title: string | null; readonly due: IsoDate | null }> | null;
  /** Until when a number that was asked for was another item's, and the number which that one has got. */
  readonly earlier: readonly { readonly id: number; readonly until: IsoDate; readonly now: number }[];
  /** What it begins after, in words: a day with its weekday, or a revision. */
  readonly since: string | null;
  readonly tracker: Tracker;
}

export function logText({ entries, asked, earlier, since, tracker }: LogReport, look: Look): string {
  const paint = painter(look);
  const began = since === null ? "" : ` since ${since}`;
  // Of one item its name is said once.
  const only = asked?.size === 1;
  const others = earlier.map(
    ({ id, until, now }) => `until ${withWeekday(until)} number ${id} was another item's, which is now #${now}`,
  );
  const heads = [...headsOf(entries, asked), ...others, ...(since === null ? [] : [`since ${since}`])];
  if (entries.length === 0) return `no changes${began || " yet"}\n`;
  const commits = entries.map(({ id, date, author, subject, items, settings, unread }) => {
    const head = `${paint.bold(withWeekday(date))}  ${printableLine(author)}  ${paint.yellow(id.slice(0, 7))}`;
    const brought = items.filter(({ kind }) => kind === "new");
    const isMany = asked === null && brought.length > most;
    const isLong = settings.length > most;
    const told = {
      items: items.filter(({ kind }) => !(isMany && kind === "new")),
      settings: isLong ? [] : settings,
    };
    const lines = [
      // What gtm wrote there stands below; a person's words may hold the reason.
      ...(subject.startsWith("gtm ") || subject === "" ? [] : [wrapText(`  "${printableLine(subject)}"`, look.width)]),
      ...unread.map((file) => wrapText(`  ${(only ? unreadState : unreadWords)(file)}`, look.width)),
      ...(isMany ? [wrapText(`  ${newItems(brought)}`, look.width)] : []),
      ...changeLines(told, tracker, look, only ? changeWords : describeChange),
      ...(isLong ? [wrapText(`  ${manySettings(settings)}`, look.width)] : []),
    ];
    return `${head}\n${lines.join("\n")}\n`;
  });
  const top = heads.map((line) => `${wrapText(line, look.width)}\n`).join("");
  return [...(top === "" ? [] : [top]), ...commits].join("\n");
}

/** What became of the due days, and the name of the one item that was asked for. */
function headsOf(entries: readonly LogEntry[], asked: LogReport["asked"]): readonly string[] {
  if (asked === null) return [];
  const changes = entries.toReversed().map(({ items }) => items);
  const slips = new Map(
    [...dueSlips(changes, (id) => asked.get(id)?.due)].map(([id, slip]) => [id, slipWords(slip)] as const),
  );
  const [[id, known] = [0, null], ...others] = asked;
  if (others.length > 0) return [...slips].map(([number, words]) => `#${number}: ${words}`);
  const [now] = entries.flatMap(({ items }) => items);
  const title = known?.title ?? now?.item.title ?? "";
  const name = `#${now?.item.id ?? id} ${printableLine(title)}`.trim();
  const [words] = slips.values();
  return [words === undefined ? name : `${name}: ${words}`];
}

/** What changed, below a line that says where: a line for each item, comment and setting. */
export function changeLines(
  { items, settings }: TrackerChanges,
  tracker: Tracker,
  look: Look,
  wordsOf: typeof describeChange = describeChange,
): readonly string[] {
  const paint = painter(look);
  return [
    ...items.flatMap((diff) => [
      wrapText(`  ${wordsOf(diff, tracker)}`, look.width),
      ...diff.comments.map((comment) => paint.dim(wrapText(`    ${commentLine(comment)}`, look.width))),
    ]),
    ...settings.map((setting) => wrapText(`  ${settingWords(setting)}`, look.width)),
  ];
}

/** `due moved 3 times, 17 days later in all (2026-10-01 → 2026-10-18)` */
function slipWords({ times, first, last, days }: DueSlip): string {
  const sum =
    days === 0 ? "back on the same day" : `${countOf(Math.abs(days), "days")} ${days < 0 ? "earlier" : "later"} in all`;
  return `due moved ${timesInWords(times)}, ${sum} (${first} → ${last})`;
}
