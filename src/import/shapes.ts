/** What a cell looks like, whatever column it stands in: exactly one shape for each text. */
import { readTick } from "../core/yes-no.ts";
import { isTimeline, readDateAt, readWholeDate } from "./date-forms.ts";
import { plainText, replaceLinks } from "./inline.ts";
import { isNobody } from "./no-value.ts";

export const shapes = [
  "flag",
  "digit",
  "integer",
  "number",
  "level",
  "date",
  "timeline",
  "status",
  "person",
  "name",
  "nobody",
  "refs",
  "link",
  "dated",
  "repeatedName",
  "repeated",
  "short",
  "phrase",
  "prose",
] as const;
export type Shape = (typeof shapes)[number];

export interface Cell {
  /** Markdown. */
  readonly text: string;
  /** What a reader sees, in lower case: equal keys are equal values. */
  readonly key: string;
  /** Null for an empty cell. */
  readonly shape: Shape | null;
}

/** What the page itself tells about its values. */
export interface Hints {
  /** Keys of short values that fill several cells. */
  readonly repeated: ReadonlySet<string>;
  /** Names of people in lower case. */
  readonly names: ReadonlySet<string>;
  /** Keys that a heading lists: `Status (Pending, Blocked)`. */
  readonly statuses: ReadonlySet<string>;
}

/** Cells beyond this many characters are prose; nothing longer need be looked at. */
const shortLimit = 200;

const level =
  /^(?:p(?:rio(?:rity)?)?[ -]?[0-5]|sev(?:erity)?[ -]?[0-5]|[0-5]\s*[-–:]\s*(?:critical|highest|high|medium|med|normal|low|lowest|urgent|major|minor|blocker)|critical|highest|high|medium|med|normal|low|lowest|urgent|major|minor|trivial|must(?:[ -]have)?|should(?:[ -]have)?|could(?:[ -]have)?|nice[ -]to[ -]have)$/i;
const status =
  /^(?:pending|in[ -]?progress|blocked|done|complete[d]?|closed|resolved|open|new|not[ -]started|started|to[ -]?do|on[ -]hold|hold|on[ -]track|off[ -]track|at[ -]risk|delayed|late|waiting|cancell?ed|deferred|active|in[ -]review|review|wip|ready|planned|red|amber|green|yellow|finished|delivered|dropped|shipped|under way|underway|ongoing work|awaiting .{1,25}|todo|in flight|stalled|paused|parked|won'?t do|duplicate)$/i;
const refs =
  /^(?:[A-Z][A-Z0-9]{1,9}\s*-?\s*\d{2,7}|#\d{1,7})(?:(?:\s*[,;&/]\s*|\s+(?:and\s+)?)(?:[A-Z][A-Z0-9]{1,9}\s*-\s*)?#?\d{2,7})*$/;
const capitalised = /^(?:\p{Lu}[\p{L}'’.-]*)(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|von|van|der|la|al)){0,3}$/u;
const mail = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;

/** The separators of a list of people. */
const betweenNames = /\s*(?:\/|&|,|;|\+|\band\b)\s*/;

const personAddress = /\]\((?:[^()\s]*\/~|mailto:|user:|[^()\s]*\/(?:users?|people|profiles?)\/)/;

/** The number of words outside of links: a mention in a sentence is no list of people. */
function besideLinks(text: string): number {
  return replaceLinks(text, () => " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function isPeople(text: string, plain: string, hints: Hints): boolean {
  if (personAddress.test(text) && besideLinks(text) <= 6) return true;
  const parts = plain.split(betweenNames).filter((part) => part !== "");
  return (
    parts.length > 0 &&
    parts.every((part) => mail.test(part) || /^@[\p{L}\p{N}._-]+$/u.test(part) || hints.names.has(part.toLowerCase()))
  );
}

function isDated(text: string): boolean {
  const head = text.slice(0, 400).replace(/^(?:<(?:ul|ol|li|p|br)[^>]{0,50}>|[\s*\-•[(_]|\*\*)+/i, "");
  const date = readDateAt(head);
  return date !== null && head.length > date.length + 1;
}

function shapeOfWords(plain: string, key: string, hints: Hints): Shape {
  const parts = plain.split(betweenNames).filter((part) => part !== "");
  const names =
    parts.length > 0 && parts.length <= 4 && parts.every((part) => part.length <= 30 && capitalised.test(part));
  if (hints.repeated.has(key)) return names ? "repeatedName" : "repeated";
  if (names && plain.length <= 60) return "name";
  const count = plain.split(" ").length;
  if (count <= 3 && plain.length <= 30) return "short";
  return count <= 14 && plain.length <= 110 ? "phrase" : "prose";
}

function shapeOfShort(text: string, plain: string, key: string, hints: Hints): Shape {
  if (readTick(plain) !== null) return "flag";
  if (/^[0-9]$/.test(plain)) return "digit";
  if (/^\d{2,7}\.?$/.test(plain)) return "integer";
  if (/^[-+~]?[$€£]?\s?\d[\d,.]*\s?(?:%|[kmb]|days?|d|h|hrs?|hours?|pts?|usd|eur)?$/i.test(plain))
    return readWholeDate(plain) ? "date" : "number";
  if (level.test(plain)) return "level";
  if (readWholeDate(plain)) return "date";
  if (hints.statuses.has(key)) return "status";
  if (isTimeline(plain)) return "timeline";
  if (refs.test(plain) || /\/browse\/[A-Z][A-Z0-9]+-\d+/.test(text)) return "refs";
  if (status.test(plain)) return "status";
  if (isPeople(text, plain, hints)) return "person";
  if (isNobody(plain)) return "nobody";
  if (isDated(text)) return "dated";
  if (/^https?:\/\/\S+$/.test(plain)) return "link";
  return shapeOfWords(plain, key, hints);
}

/** The key under which equal values are counted. */
export function keyOf(text: string): string {
  return text.length > shortLimit * 3 ? "" : plainText(text).toLowerCase();
}

/** The cell of a text. */
export function toCell(text: string, hints: Hints): Cell {
  const key = keyOf(text);
  const plain = text.length > shortLimit * 3 ? "" : plainText(text);
  if (text.trim() === "" || /^(?:&nbsp;|<br\s*\/?>|\s)+$/i.test(text.slice(0, 100)))
    return { text: "", key: "", shape: null };
  if (/<li\b/i.test(text.slice(0, 300)) || isDated(text)) {
    if (readWholeDate(plain) === null && !(plain !== "" && isTimeline(plain))) return { text, key, shape: "dated" };
  }
  if (plain === "" || plain.length > shortLimit) {
    const people = plain !== "" && plain.length < shortLimit * 2 && isPeople(text, plain, hints) && text.length < 600;
    return { text, key, shape: people ? "person" : "prose" };
  }
  return { text, key, shape: shapeOfShort(text, plain, key, hints) };
}
