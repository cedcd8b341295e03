/** The history of items, for people: a commit with what it changed, newest first, and how often due dates moved. */
import { daysBetween, type IsoDate } from "../core/calendar.ts";
import { withWeekday } from "../core/calendar-names.ts";
import { countOf } from "../core/count-of.ts";
import type { ItemDiff } from "../core/diff.ts";
import type { TrackerChanges } from "../core/diff-tracker.ts";
import { printableLine } from "../core/printable.ts";
import type { Tracker } from "../core/tracker.ts";
import { describeChange } from "./changes-words.ts";
import { commentLine } from "./diff-report.ts";
import { manySettings, settingWords } from "./setting-words.ts";
import { type Look, painter } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

/** A commit with what it changed. */
export interface LogEntry extends TrackerChanges {
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

/** @param due the days on which those that were asked for are due now: what became of them follows at the end */
export function logText(
  entries: readonly LogEntry[],
  due: ReadonlyMap<number, IsoDate | null> | null,
  tracker: Tracker,
  look: Look,
): string {
  const paint = painter(look);
  if (entries.length === 0) return "no commit changed anything there\n";
  const commits = entries.map(({ id, date, author, items, settings }) => {
    const head = `${paint.bold(withWeekday(date))}  ${printableLine(author)}  ${paint.yellow(id.slice(0, 7))}`;
    const brought = items.filter(({ kind }) => kind === "new");
    const isMany = due === null && brought.length > most;
    const isLong = settings.length > most;
    const told = {
      items: items.filter(({ kind }) => !(isMany && kind === "new")),
      settings: isLong ? [] : settings,
    };
    const lines = [
      ...(isMany ? [wrapText(`  ${newItems(brought)}`, look.width)] : []),
      ...changeLines(told, tracker, look),
      ...(isLong ? [wrapText(`  ${manySettings(settings)}`, look.width)] : []),
    ];
    return `${head}\n${lines.join("\n")}\n`;
  });
  const ends = due === null ? [] : slipsOf(entries, due).map((line) => `${wrapText(line, look.width)}\n`);
  return [...commits, ...(ends.length > 0 ? [ends.join("")] : [])].join("\n");
}

/** What changed, below a line that says where: a line for each item, comment and setting. */
export function changeLines({ items, settings }: TrackerChanges, tracker: Tracker, look: Look): readonly string[] {
  const paint = painter(look);
  return [
    ...items.flatMap((diff) => [
      wrapText(`  ${describeChange(diff, tracker)}`, look.width),
      ...diff.comments.map((comment) => paint.dim(wrapText(`    ${commentLine(comment)}`, look.width))),
    ]),
    ...settings.map((setting) => wrapText(`  ${settingWords(setting)}`, look.width)),
  ];
}

/** `#17: due moved 3 times, 17 days later in all (2026-10-01 → 2026-10-18)`, for each item whose due day was ever moved. */
function slipsOf(entries: readonly LogEntry[], now: ReadonlyMap<number, IsoDate | null>): readonly string[] {
  const moves = new Map<number, { from: string; to: string }[]>();
  for (const { items } of entries.toReversed()) {
    for (const { item, fields } of items) {
      const renumbered = fields.find(({ column }) => column === "number")?.from;
      const earlier = typeof renumbered === "number" ? (moves.get(renumbered) ?? []) : [];
      const due = fields.find(({ column }) => column === "due");
      const isMove = typeof due?.from === "string" && typeof due.to === "string";
      const known = [...earlier, ...(moves.get(item.id) ?? [])];
      if (earlier.length > 0) moves.delete(Number(renumbered));
      if (isMove || earlier.length > 0)
        moves.set(item.id, [...known, ...(isMove ? [{ from: String(due.from), to: String(due.to) }] : [])]);
    }
  }
  return [...moves].map(([id, moved]) => {
    // Two branches may both have moved it, and their merge chose.
    const [first, last] = [moved[0]?.from ?? "", now.get(id) ?? moved.at(-1)?.to ?? ""];
    const days = daysBetween(first, last);
    const sum =
      days === 0
        ? "back on the same day"
        : `${countOf(Math.abs(days), "days")} ${days < 0 ? "earlier" : "later"} in all`;
    return `#${id}: due moved ${moved.length === 1 ? "once" : countOf(moved.length, "times")}, ${sum} (${first} → ${last})`;
  });
}
