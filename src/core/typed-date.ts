/**
 * Dates as people type them, anywhere in gtm: `2017-10-25`, `10/25`, `+2w`, `last thu`, `eom`, `mid nov`, `Q1`, `week 48`.
 * A phrase is understood from its first to its last letter or not at all: a guess would put a wrong day into a file.
 * docs/dates.md is the list for people.
 */
import type { IsoDate } from "./calendar.ts";
import { type DateSpan, type DateUse, dayFor } from "./date-span.ts";
import { readNumericDate } from "./numeric-date.ts";
import { readDayName } from "./typed-day.ts";
import { readDistance } from "./typed-distance.ts";
import { readMonthDay } from "./typed-month-day.ts";
import { readEdge, readPeriod } from "./typed-period.ts";
import type { Asked, Phrase } from "./typed-phrase.ts";

export type TypedDate =
  | { readonly ok: true; readonly span: DateSpan; readonly day: IsoDate }
  | { readonly ok: false; readonly message: string; readonly isKnown: boolean };

/** For whoever typed something else. */
export const dateExamples = "2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48";

const longest = 60;

/** Reads a date typed for some use. Where it is none, `isKnown` tells a day that does not exist from other words. */
export function readTypedDate(text: string, today: IsoDate, use: DateUse): TypedDate {
  const read = (typed: string): Phrase => readPhrase(typed, { today, use, read });
  if (text.length > longest)
    return { ok: false, message: `"${text.slice(0, longest)}…" is not a date`, isKnown: false };
  const phrase = read(tidy(text));
  if (phrase === null) return { ok: false, message: `"${text}" is not a date`, isKnown: false };
  if ("refused" in phrase) return { ok: false, message: `"${text}" ${phrase.refused}`, isKnown: true };
  return { ok: true, span: phrase, day: dayFor(use, phrase, today) };
}

function tidy(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/[’‘]/g, "'")
    .replace(/^(?:on|by) /, "");
}

function readPhrase(text: string, asked: Asked): Phrase {
  return (
    readNumericDate(text, asked) ??
    readDayName(text, asked) ??
    readMonthDay(text, asked) ??
    readPeriod(text, asked) ??
    readEdge(text, asked) ??
    readDistance(text, asked)
  );
}
