/** The tracker: settings in the front matter of `tracker.md`, the page's template in its body. */
import * as z from "zod";
import { isIsoDate } from "./calendar.ts";

const text = z.string().trim();
const day = text.refine(isIsoDate, { error: (issue) => `"${issue.input}" is not a date: write it as YYYY-MM-DD` });
const count = text.regex(/^\d{1,4}$/, { error: (issue) => `"${issue.input}" is not a whole number` }).transform(Number);

/** Web addresses only: a `javascript:` template in a pull request must never become a link. */
export const webAddress = text.regex(/^(?:https?:\/\/|mailto:)\S+$/i, {
  error: (issue) => `"${issue.input}" is not a web address (https://…)`,
});

const person = z.object({
  name: text.nullish().transform((value) => value || null),
  url: webAddress.nullish().transform((value) => value ?? null),
  email: text.nullish().transform((value) => value ?? null),
  /** How Confluence knows the person: Cloud's account id, or Data Center's user key or name. */
  "account-id": text.nullish().transform((value) => value ?? null),
  userkey: text.nullish().transform((value) => value ?? null),
  username: text.nullish().transform((value) => value ?? null),
});

const priority = z.union([
  text.transform((label) => ({ label, weeks: null as number | null })),
  z.object({ label: text.nullish().transform((value) => value ?? ""), weeks: count.nullish().transform((value) => value ?? null) }),
]);

const field = z.object({
  label: text.nullish().transform((value) => value ?? null),
  type: z.enum(["boolean", "date", "number", "choice", "text"], { error: "type must be boolean, date, number, choice or text" }),
  /** The values of a choice. */
  values: z.array(text).nullish().transform((value) => value ?? []),
});

const milestone = z.object({
  date: day,
  end: day.nullish().transform((value) => value ?? null),
  title: text,
  url: webAddress.nullish().transform((value) => value ?? null),
});

const map = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value).nullish().transform((entries) => entries ?? {});
const list = <Value extends z.ZodType>(value: Value) => z.array(value).nullish().transform((entries) => entries ?? []);

/** The keys of `tracker.md`, from scalars as they are written. */
export const trackerKeys = z.object({
  title: text.nullish().transform((value) => value || "Open items"),
  people: map(person),
  areas: list(text),
  /** Key to label; a list is read too. */
  statuses: z
    .union([z.record(z.string(), text), z.array(text).transform((keys) => Object.fromEntries(keys.map((key) => [key, key])))])
    .nullish()
    .transform((entries) => entries ?? {}),
  priorities: map(priority),
  fields: map(field),
  /** Prefix to address, with `{n}` for the number. */
  refs: map(webAddress),
  /** Column to its heading in the page's words. */
  columns: map(text),
  "as-of": day.nullish().transform((value) => value ?? null),
  /** Days without a comment after which an open item is stale. */
  "stale-after": count.nullish().transform((value) => value ?? 14),
  milestones: list(milestone),
});

export type TrackerKeys = Readonly<z.infer<typeof trackerKeys>>;
export type Person = Readonly<z.infer<typeof person>>;
export type Field = Readonly<z.infer<typeof field>>;
export type Milestone = Readonly<z.infer<typeof milestone>>;

export interface Tracker extends TrackerKeys {
  /** The body of `tracker.md`: the page, with markers. */
  readonly template: string;
  /** 1-based line of `tracker.md` on which the template begins. */
  readonly templateLine: number;
}

/** Words for a closed state, in any tracker's vocabulary. */
const closedWords = /^(?:done|complete[d]?|closed|resolved|cancell?ed|finished|delivered|dropped|abandoned|won'?t[ -](?:do|fix)|wontfix|shipped)$/i;

/** True when a status (its key or label) says that the work is over. */
export function isClosedStatus(status: string): boolean {
  return closedWords.test(status.trim());
}

/** The form in which a status is stored: `In Progress` is `in-progress`. */
export function statusKey(wording: string): string {
  return wording.trim().toLowerCase().replace(/[\s_/]+/g, "-").replace(/-{2,}/g, "-");
}

/** What a person is called: the name, or the handle where none is known. */
export function personName(tracker: Tracker, handle: string): string {
  return personOf(tracker, handle)?.name ?? handle;
}

/** A declared person; handles are strangers' words, so `constructor` must not find one. */
export function personOf(tracker: Tracker, handle: string): Person | null {
  return Object.hasOwn(tracker.people, handle) ? (tracker.people[handle] ?? null) : null;
}
