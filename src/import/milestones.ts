/** Milestones: `10/30 Partner summit`, `12/6-12-8 KubeCon (Austin)`, `Launch - Nov 3`. */
import { isIsoDate } from "../core/calendar.ts";
import type { Milestone } from "../core/tracker.ts";
import { readDateAt, type WrittenDate } from "./date-forms.ts";
import { type DateSetting, toDate } from "./dates.ts";
import { findLinks, plainText } from "./inline.ts";

/** A date, or two with a dash between; the second may be a day alone, or have its own month joined by a dash. */
function readSpan(text: string) {
  const from = readDateAt(text);
  const sign = from && /^\s*(?:-|–|—|to\b|until\b)\s*/.exec(text.slice(from.length))?.[0];
  if (!from || !sign) return from && { from, to: null, length: from.length };
  const start = from.length + sign.length;
  const rest = text.slice(start);
  const whole = readDateAt(rest);
  if (whole !== null) return { from, to: { ...whole, year: whole.year ?? from.year }, length: start + whole.length };
  const [found, month, day, year = from.year] =
    /^(?:(\d{1,2})-)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(20\d\d))?(?![\d/]|[:-]\d)/.exec(rest) ?? [];
  if (found === undefined || (month === undefined && from.order === "dmy"))
    return { from, to: null, length: from.length };
  const numbers = { first: Number(month ?? from.first), second: Number(day), year: Number(year) || null };
  return { from, to: { ...from, ...numbers }, length: start + found.length };
}

/** The span of an entry that begins or ends with its date, and the words left. */
function splitEntry(text: string) {
  const opening = /^(?:\*\*|__|[[(\s])*/.exec(text)?.[0].length ?? 0;
  const first = readSpan(text.slice(opening));
  if (first !== null)
    return { span: first, title: text.slice(opening + first.length).replace(/^(?:\*\*|__|[\])\s:,–—-])+/, "") };
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
  const span = splitEntry(text)?.span;
  return [span?.from, span?.to].flatMap((date) => date ?? []);
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
  const { from, to } = entry.span;
  const date = toDate(from, setting, false)?.date;
  const end = to && toDate(to, setting, false)?.date;
  const [link, ...more] = findLinks(entry.title);
  const url = more.length === 0 && /^https?:\/\//i.test(link?.url ?? "") ? (link?.url ?? null) : null;
  const title = (link && url === null ? entry.title : plainText(entry.title)).trim();
  return date === undefined || title === "" ? null : { date, end: end && end > date ? end : null, title, url };
}
