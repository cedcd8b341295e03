/** What a cell looks like, exactly one shape for each text, and what a kind of column is expected to hold before the page has shown anything. */
import { readTick } from "../core/yes-no.ts";
import closed from "../words/closed.json" with { type: "json" };
import measured from "../words/shapes.json" with { type: "json" };
import words from "../words/statuses.json" with { type: "json" };
import type { ForeignKind } from "./column.ts";
import { isTimeline, minutesOf, readDateAt, readWholeDate } from "./date-forms.ts";
import { plainText, replaceLinks } from "./inline.ts";
import { isNobody } from "./no-value.ts";
import { isName, splitPeople } from "./owners.ts";
import { anyOf, wordsOf } from "./word-lists.ts";

/** About how many different texts a shape has: what a text costs where its column does not repeat it. */
export const variety = measured.texts;
export type Shape = keyof typeof variety;

export interface Cell {
  /** Markdown. */
  readonly text: string;
  /** What a reader sees, in lower case: equal keys are equal values. */
  readonly key: string;
  /** Null for an empty cell. */
  readonly shape: Shape | null;
  /** Of a number among rows that are counted: true where it is its row's. */
  readonly counts?: boolean;
}

export type CellRows = readonly (readonly Cell[])[];

/** What the page itself tells about its values. */
export interface Hints {
  /** Keys of short values that fill several cells. */
  readonly repeated: ReadonlySet<string>;
  /** Names of people in lower case. */
  readonly names: ReadonlySet<string>;
  /** Keys that a heading lists: `Status (Pending, Blocked)`. */
  readonly statuses: ReadonlySet<string>;
  /** A heading is one of levels: `S1` is none elsewhere. */
  readonly hasLevels: boolean;
}

/** Cells beyond this many characters are prose; nothing longer need be looked at. */
const shortLimit = 200;

const level = new RegExp(
  `^(?:p(?:rio(?:rity)?)?[ -]?[0-5]|sev(?:erity)?[ -]?[0-5]|[a-d]|(?:p?[0-5]\\s*[-–:]\\s*|\\([0-5]\\)\\s*)?(?:${anyOf(Object.values(words.levels).flat(2))}))$`,
  "iu",
);
const status = new RegExp(
  `^(?:${anyOf([...wordsOf(words.open), ...wordsOf(closed)])}|awaiting .{1,25}|wartet auf .{1,25}|waiting for .{1,25})$`,
  "iu",
);
const open = new RegExp(`^(?:${anyOf(wordsOf(words.open))})$`, "iu");
/** Coloured dots, flags, ticks: what stands before a status, or for it. */
const signs =
  /^(?:[\p{Extended_Pictographic}✓✗✘☐□\s]|\ufe0f|\u200d)+|(?:[\p{Extended_Pictographic}✓✗✘☐□\s]|\ufe0f|\u200d)+$/gu;
const refs =
  /^(?:[A-Z][A-Z0-9]{1,9}\s*-?\s*\d{2,7}|#\d{1,7})(?:(?:\s*[,;&/]\s*|\s+(?:and\s+)?)(?:[A-Z][A-Z0-9]{1,9}\s*-\s*)?#?\d{2,7})*$/;
/** What people call an item by: `R-001`, `AI-S3-01`, `MA1-13`, `KR1.2`, `2.1`. */
const key =
  /^(?=.*\d)(?:\p{L}{1,6}\d{0,5}(?:[-._/]?\p{L}{0,3}\d{1,6}){0,3}|\d{1,4}(?:[.-]\d{1,4}){1,4}\.?|\d{1,4}\p{L})$/u;
/** `2/3`, `7/10`, `45 %`: parts of a whole, unless their heading says that they are days. */
const fraction = /^\d{1,4}\s?\/\s?\d{1,4}$/;
/** How long something takes. */
const length = /^\d{1,2}(?::\d{2}(?::\d{2})?(?:\s?h)?|\s?h(?:\s?\d{2})?(?:\s?min)?)$/i;
/** What a program calls an item by, which nobody says aloud. */
const opaque = /^(?=.*\d)(?:[A-Za-z0-9_-]{18,}|\d{10,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0\|[a-z0-9]+:)$/;
const capitalised =
  /^(?:(?:\p{Lu}[\p{L}'’.-]*)(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|von|van|der|la|al)){0,3}|\p{sc=Han}{2,4}|\p{sc=Hangul}{2,4})$/u;
const isMention = (part: string) => /^@[\p{L}\p{N}._-]+$/u.test(part) || (part[0] === "@" && isName(part.slice(1)));
const mail = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;

const personAddress = /\]\((?:[^()\s]*\/~|mailto:|user:|[^()\s]*\/(?:users?|people|profiles?)\/)/;

/** True of links to people with few words beside them: a mention in a sentence is no list of people. */
function isLinkedPeople(text: string): boolean {
  if (!personAddress.test(text)) return false;
  const words = replaceLinks(text, () => " ").split(/\s+/);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length <= 6;
}

/** True of a text that begins with a date, a list's marks before it left out, and goes on; a link alone is the name of a page. */
function isDated(text: string): boolean {
  if (/^\s*\[[^\]]*\]\([^)]*\)\s*$/.test(text)) return false;
  const head = text
    .slice(0, 400)
    .replace(/\\/g, "")
    .replace(/^(?:\d{1,3}[.)]\s+(?!\d{1,2}\.))?[\s*\-•[(_]*/, "");
  const date = readDateAt(head);
  return date !== null && head.length > date.length + 1;
}

function shapeOfWords(plain: string, key: string, hints: Hints): Shape {
  // `Dana Fox (QA)`.
  const parts = splitPeople(plain.replace(/(?<=^\p{Lu}\S* \p{L}.*) \(\p{L}[^()]{0,29}\)$/u, ""));
  const names =
    parts.length > 0 && parts.length <= 4 && parts.every((part) => part.length <= 30 && capitalised.test(part));
  if (hints.repeated.has(key)) return names ? "repeatedName" : "repeated";
  if (names && plain.length <= 60) return "name";
  const count = plain.split(" ").length;
  if (count <= 3 && plain.length <= 30) return "short";
  return count <= 14 && plain.length <= 110 ? "phrase" : "prose";
}

export const isFraction = (plain: string) => fraction.test(plain);

/** True of a text that names one thing and is short enough to be said. */
export const isKey = (plain: string) => key.test(plain);

/** True of a word for work that goes on or is over, and of a sign alone. */
export function isStatus(plain: string): boolean {
  const bare = plain.replace(signs, "");
  return status.test(bare) || (bare === "" && plain !== "");
}

/** True of a box without a tick, and of a word for work that goes on. */
export function saysOpen(plain: string): boolean {
  return readTick(plain) === false || open.test(plain.replace(signs, ""));
}

function shapeOfShort(text: string, plain: string, id: string, hints: Hints): Shape {
  if (isLinkedPeople(text)) return "person";
  if (hints.statuses.has(id)) return "status";
  if (readTick(plain) !== null) return "flag";
  if (/^#?[0-9]$/.test(plain)) return "digit";
  if (/^#?\d{2,9}\.?$/.test(plain)) return "integer";
  if (opaque.test(plain)) return "opaque";
  // `27.03.26` is a day; `2.10.1` a place in an outline.
  if (/^\d{1,3}(?:\.\d{1,3})+$/.test(plain)) return /^\d\d\.(?:0\d|1[0-2])\.\d\d$/.test(plain) ? "date" : "key";
  if (/^[-+~]?[$€£]?\s?\d[\d,.]*\s?(?:%|[kmb]|days?|d|h|hrs?|hours?|min|pts?|usd|eur)?$/i.test(plain))
    return readWholeDate(plain) ? "date" : "number";
  if (length.test(plain) || minutesOf(plain) !== null) return "number";
  if (level.test(plain.replace(signs, "")) || (hints.hasLevels && /^s[0-5]$/.test(id))) return "level";
  if (isFraction(plain)) return "fraction";
  if (readWholeDate(plain.replace(signs, ""))) return "date";
  if (isTimeline(plain)) return "timeline";
  if (refs.test(plain) || /\/browse\/[A-Z][A-Z0-9]+-\d+/.test(text)) return "refs";
  if (isStatus(plain)) return "status";
  if (key.test(plain)) return "key";
  const isPerson = (part: string) => mail.test(part) || isMention(part) || hints.names.has(part.toLowerCase());
  const people = splitPeople(plain);
  if (people.length > 0 && people.every(isPerson)) return "person";
  if (isNobody(plain)) return "nobody";
  if (/^https?:\/\/\S+$/.test(plain)) return "link";
  return shapeOfWords(plain.replace(signs, ""), id, hints);
}

/** The key under which equal values are counted. */
export function keyOf(text: string): string {
  return text.length > shortLimit * 3 ? "" : plainText(text).toLowerCase();
}

export function toCell(text: string, hints: Hints): Cell {
  const key = keyOf(text);
  const plain = text.length > shortLimit * 3 ? "" : plainText(text);
  if (text.trim() === "" || /^(?:&nbsp;|\s)+$/i.test(text.slice(0, 100))) return { text: "", key: "", shape: null };
  // From one day to another: `5 Oct 2026 → 9 Oct 2026`.
  const days = plain.split(/\s+(?:→|[-–—]|to|bis)\s+/);
  if (days.length === 2 && days.every((day) => readWholeDate(day) !== null)) return { text, key, shape: "date" };
  if (isDated(text) && readWholeDate(plain) === null && !(plain !== "" && isTimeline(plain)))
    return { text, key, shape: "dated" };
  if (plain === "" || plain.length > shortLimit) return { text, key, shape: "prose" };
  return { text, key, shape: shapeOfShort(text, plain, key, hints) };
}

export interface Prior {
  readonly fill: number;
  /** How often its values repeat one another. */
  readonly repeats: number;
  readonly shares: Partial<Readonly<Record<Shape, number>>>;
}

const priors: Readonly<Partial<Record<ForeignKind, Prior>> & Record<"field", Prior>> = measured.columns;

/** Of a column that none was measured for: a field's. */
export function priorOf(kind: ForeignKind): Prior {
  return priors[kind] ?? priors.field;
}

export const smoothing = 0.0015;

/** How often a kind of column has a shape, before its page has shown anything. */
export function shareOf(prior: Prior, shape: Shape): number {
  return (prior.shares[shape] ?? 0) * (1 - smoothing * Object.keys(variety).length) + smoothing;
}

export const priorWeight = 4;

/** True for a kind of column that has shapes of its own, whatever the page seems to show. */
export function isKnown(kind: ForeignKind): boolean {
  return kind !== "field" && kind !== "unnamed";
}
