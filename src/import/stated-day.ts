/** Plans whose rows have a time of day and no date: `06:30` below `Launch day: 25 November 2026` is on that day. */
import { addDays } from "../core/calendar.ts";
import words from "../words/dates.json" with { type: "json" };
import { datesIn, minutesOf } from "./date-forms.ts";
import { type DateSetting, toDate } from "./dates.ts";
import type { StatedDay } from "./facts.ts";
import { namingOf } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { ItemBlock, PageBlock } from "./page-block.ts";
import type { ReadTable } from "./table-columns.ts";
import { anyIn } from "./word-lists.ts";

/** `00:15` below `22:30`. */
const isNight = (time: number, before = 0) => time < before - 12 * 60;

/** By row the time in its plan (null without, undefined for other words): in a column of times, one after another, where no other has a day. */
function timesIn({ columns, byColumn, cells }: ReadTable): readonly (number | null | undefined)[] {
  if (cells.some((row) => row.some(({ shape }, at) => shape === "date" && columns[at]?.kind !== "field"))) return [];
  const textsAt = (key: string, rows: typeof byColumn) => rows.map((row) => plainText(row.get(key) ?? ""));
  const found = columns.map(({ key, label }) => {
    if (!textsAt(key, byColumn.slice(0, 20)).some((text) => minutesOf(text) !== null)) return [];
    const texts = textsAt(key, byColumn);
    const times = texts.map((text) => (text === "" ? null : (minutesOf(text) ?? undefined)));
    const filled = times.flatMap((time) => time ?? []);
    const back = filled.filter((time, at) => at > 0 && time < (filled[at - 1] ?? 0) && !isNight(time, filled[at - 1]));
    const areTimes = filled.length >= 2 && filled.length >= 0.6 * texts.filter(Boolean).length;
    return areTimes && back.length <= 0.2 * filled.length && namingOf(label, "field") === 0 ? times : [];
  });
  return found.find((times) => times.length > 0) ?? [];
}

const saysDay = new RegExp(`(?<!\\p{L})(?:${anyIn(words["words for the day"])})(?!\\p{L})`, "iu");
const saysOther = new RegExp(`(?<!\\p{L})(?:${anyIn(words["words for other days"])})(?!\\p{L})`, "iu");

/** The days that lines name, with their year or in a form that tells the month. */
function daysIn(lines: readonly string[], dates: DateSetting): readonly StatedDay[] {
  const written = lines.filter((line) => !saysOther.test(line)).flatMap((line) => datesIn(line.slice(0, 500)));
  const clear = written.filter(({ year, order }) => year !== null || order !== "slash");
  return clear.flatMap((date) => toDate(date, dates, false) ?? []);
}

const only = (days: readonly StatedDay[]) => (new Set(days.map(({ date }) => date)).size === 1 ? days[0] : undefined);

/** The day in the nearest heading above a table, else the one that the words above it name. */
function dayAbove(part: ItemBlock, parts: readonly PageBlock[], dates: DateSetting): StatedDay | null {
  const before = parts.slice(0, parts.indexOf(part)).map(({ block }) => block);
  const titles = before.flatMap((block) => (block.kind === "heading" && block.depth === 1 ? [block.text] : []));
  const above = [part.caption ?? "", ...part.stack.map(({ text }) => text).toReversed(), ...titles];
  const [named] = above.flatMap((text) => only(daysIn([plainText(text)], dates)) ?? []);
  // The beginning of a page, and what stands just above: no more of a long one is looked at.
  const lines = [...before.slice(0, 40), ...before.slice(-40)]
    .flatMap((block) => (block.kind === "paragraph" || block.kind === "list" ? block.source.slice(0, 5000) : []))
    .flatMap((text) => text.split(/\n|(?<=\p{L}{3}[.!?])\s/u).map(plainText));
  const telling = lines.filter((line) => saysDay.test(line));
  const [days, told] = [daysIn(lines, dates), only(daysIn(telling, dates))];
  const day = named ?? told ?? days[0];
  const isSure = named !== undefined || (told !== undefined && only(days) !== undefined);
  return day === undefined ? null : { date: day.date, doubt: isSure ? day.doubt : "a day that the page names" };
}

/** By row the day that it is on; a time that is far before the one above is on the next. */
export function statedDays(part: ItemBlock, table: ReadTable, parts: readonly PageBlock[], dates: DateSetting) {
  const times = timesIn(table);
  const day = times.length === 0 ? null : dayAbove(part, parts, dates);
  if (day === null) return [];
  let [before, nights] = [0, 0];
  return times.map((time) => {
    if (time === undefined) return null;
    if (time !== null && isNight(time, before)) nights += 1;
    before = time ?? before;
    return { ...day, date: addDays(day.date, nights) };
  });
}
