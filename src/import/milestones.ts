/** Milestones: `10/30 Partner summit`, `12/6-12-8 KubeCon (Austin)`, `Launch - Nov 3`. */
import { isIsoDate } from "../core/calendar.ts";
import type { Milestone } from "../core/tracker.ts";
import { readDateAt, type WrittenDate } from "./date-forms.ts";
import { type DateSetting, toDate } from "./dates.ts";
import { findLinks, plainText } from "./inline.ts";

interface Span {
  readonly from: WrittenDate;
  readonly to: WrittenDate | null;
  readonly length: number;
}

/** The second date of a span; its month may be left out, or joined by a dash. */
function readEnd(text: string, from: WrittenDate): { readonly to: WrittenDate; readonly length: number } | null {
  const sign = /^\s*(?:-|–|—|to\b|until\b)\s*/.exec(text)?.[0];
  if (sign === undefined) return null;
  const rest = text.slice(sign.length);
  const whole = readDateAt(rest);
  if (whole !== null) return { to: whole, length: sign.length + whole.length };
  const dashed = /^(\d{1,2})-(\d{1,2})(?![\d/-])/.exec(rest);
  if (dashed !== null)
    return {
      to: { ...from, first: Number(dashed[1]), second: Number(dashed[2]) },
      length: sign.length + dashed[0].length,
    };
  const day = /^(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(20\d\d))?(?![\d/]|:\d)/.exec(rest);
  if (day === null || from.order === "dmy") return null;
  return {
    to: { ...from, second: Number(day[1]), year: day[2] === undefined ? from.year : Number(day[2]) },
    length: sign.length + day[0].length,
  };
}

function readSpan(text: string): Span | null {
  const from = readDateAt(text);
  if (from === null) return null;
  const end = readEnd(text.slice(from.length), from);
  return { from, to: end?.to ?? null, length: from.length + (end?.length ?? 0) };
}

/** The span of an entry that begins or ends with its date, and the words left. */
function splitEntry(text: string): { readonly span: Span; readonly title: string } | null {
  const opening = /^(?:\*\*|__|[[(\s])*/.exec(text)?.[0].length ?? 0;
  const first = readSpan(text.slice(opening));
  if (first !== null) {
    const title = text.slice(opening + first.length).replace(/^(?:\*\*|__|[\])\s:,–—-])+/, "");
    return { span: first, title };
  }
  for (const match of text.slice(0, 500).matchAll(/(?:\s[-–—]\s|[:(,]\s*|\s)(?=[\p{L}\d])/gu)) {
    const at = match.index + match[0].length;
    const span = readSpan(text.slice(at));
    if (span !== null && /^[\s).*_]*$/.test(text.slice(at + span.length)))
      return { span, title: text.slice(0, match.index) };
  }
  return null;
}

/** The dates that open or close an entry: evidence for the page's order and year. */
export function milestoneDates(text: string): readonly WrittenDate[] {
  const entry = splitEntry(text);
  return entry === null ? [] : [entry.span.from, ...(entry.span.to === null ? [] : [entry.span.to])];
}

/** True for a span that is spelt so oddly (`12/6-12-8`) that its own words are worth keeping beside its dates. */
export function isOddSpan(text: string): boolean {
  return /^\W*\d{1,2}\/\d{1,2}\s*[-–—]\s*\d{1,2}-\d/.test(text);
}

/** `**2026-11-10 – 2026-11-12** Fair`, as gtm writes it: whatever stands behind the days is the title. */
const own = /^\*\*(\d{4}-\d\d-\d\d)(?: – (\d{4}-\d\d-\d\d))?\*\* (?=\S)/;

function readOwn(text: string): Milestone | null {
  const match = own.exec(text);
  if (match === null || ![match[1], match[2] ?? match[1]].every((day) => isIsoDate(day ?? ""))) return null;
  const words = text.slice(match[0].length);
  const [link] = findLinks(words);
  if (link !== undefined && !(link.start === 0 && link.end === words.length)) return null;
  return { date: match[1] ?? "", end: match[2] ?? null, title: plainText(words), url: link?.url ?? null };
}

/** Reads an entry; null where it has no date or says nothing. */
export function readMilestone(text: string, setting: DateSetting): Milestone | null {
  const whole = readOwn(text.trim());
  if (whole !== null) return whole;
  const entry = splitEntry(text.trim());
  if (entry === null) return null;
  const date = toDate(entry.span.from, setting, false);
  const written = entry.span.to;
  const end =
    written === null
      ? null
      : toDate(
          written.year === null && entry.span.from.year !== null ? { ...written, year: entry.span.from.year } : written,
          setting,
          false,
        );
  const links = findLinks(entry.title);
  const url = links.length === 1 && /^https?:\/\//i.test(links[0]?.url ?? "") ? (links[0]?.url ?? null) : null;
  const title = (links.length > 0 && url === null ? entry.title : plainText(entry.title)).trim();
  if (date === null || title === "") return null;
  const [from, to] = [date.date, end?.date ?? null];
  return { date: from, end: to !== null && to > from ? to : null, title, url };
}
