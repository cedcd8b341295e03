/** The tracker: settings in the front matter of `tracker.md`, the page's template in its body. */
import * as z from "zod/mini";
import { isIsoDate } from "./calendar.ts";
import { once } from "./once.ts";

export const countForm = /^\d{1,4}$/;

/** Web addresses only: a `javascript:` template in a pull request must never become a link. */
export const webAddressForm = /^(?:https?:\/\/|mailto:)\S+$/i;

export const fieldTypes = ["boolean", "date", "number", "choice", "text"] as const;

export const severities = ["error", "warning", "off"] as const;

/** Where the tracker says nothing. */
export const usualTitle = "Open items";
export const usualStaleAfter = 14;

const text = once(() => z.string({ error: "must be text" }).check(z.trim()));
const day = once(() =>
  z
    .string({ error: "must be a date" })
    .check(z.trim(), z.refine(isIsoDate, { error: ({ input }) => `"${input}" is not a date: write it as YYYY-MM-DD` })),
);
const count = once(() =>
  z.pipe(
    z
      .string({ error: "must be a number" })
      .check(z.trim(), z.regex(countForm, { error: ({ input }) => `"${input}" is not a whole number` })),
    z.transform(Number),
  ),
);

const webAddress = once(() =>
  z
    .string({ error: "must be an address" })
    .check(z.trim(), z.regex(webAddressForm, { error: ({ input }) => `"${input}" is not a web address (https://…)` })),
);

/** Absent reads as the value given. */
const optional = <Value extends z.ZodMiniType, Absent>(value: Value, absent: Absent) =>
  z.pipe(
    z.nullish(value),
    z.transform((found): z.output<Value> | Absent => found ?? absent),
  );
const map = <Value extends z.ZodMiniType>(value: Value) =>
  optional(
    z.record(z.string(), value, { error: "must be a map of key: value" }),
    {} as Record<string, z.output<Value>>,
  );
const list = <Value extends z.ZodMiniType>(value: Value) =>
  optional(z.array(value, { error: "must be a list" }), [] as z.output<Value>[]);

const person = once(() =>
  z.object(
    {
      name: optional(text(), null),
      url: optional(webAddress(), null),
      email: optional(text(), null),
      /** How Confluence knows the person: Cloud's account id, or Data Center's user key or name. */
      "account-id": optional(text(), null),
      userkey: optional(text(), null),
      username: optional(text(), null),
    },
    { error: "must be { name: …, url: …, email: … }" },
  ),
);

const priority = once(() =>
  z.union(
    [
      z.pipe(
        text(),
        z.transform((label) => ({ label, weeks: null as number | null })),
      ),
      z.object({ label: optional(text(), ""), weeks: optional(count(), null) }),
    ],
    { error: "must be { label: …, weeks: N }" },
  ),
);

const field = once(() =>
  z.object(
    {
      label: optional(text(), null),
      type: z.enum(fieldTypes, {
        error: "must be boolean, date, number, choice or text",
      }),
      /** The values of a choice. */
      values: list(text()),
    },
    { error: "must be { label: …, type: … }" },
  ),
);

const milestone = once(() =>
  z.object(
    { date: day(), end: optional(day(), null), title: text(), url: optional(webAddress(), null) },
    { error: "must be { date: …, title: … }" },
  ),
);

/** Key to label; a list is read too. */
const statuses = once(() =>
  z.union(
    [
      z.record(z.string(), text()),
      z.pipe(
        z.array(text()),
        z.transform((keys) => Object.fromEntries(keys.map((key) => [key, key]))),
      ),
    ],
    {
      error: "must be a map of key: Label",
    },
  ),
);

const severity = once(() => z.enum(severities, { error: "must be error, warning or off" }));

/** How grave a rule of `check` is here, and the number that it goes by. */
const ruleSetting = once(() =>
  z.union(
    [
      z.pipe(
        severity(),
        z.transform((word) => ({ severity: word as typeof word | null, limit: null as number | null })),
      ),
      z.object({ severity: optional(severity(), null), limit: optional(count(), null) }),
    ],
    { error: "must be error, warning or off, or { severity: …, limit: N }" },
  ),
);

/** The keys of `tracker.md`, from scalars as they are written. What has the usual form is read without: usual-tracker.ts. */
export const trackerKeys = once(() =>
  z.object({
    title: z.pipe(
      optional(text(), ""),
      z.transform((title) => title || usualTitle),
    ),
    people: map(person()),
    areas: list(text()),
    statuses: optional(statuses(), {} as Record<string, string>),
    priorities: map(priority()),
    fields: map(field()),
    /** Prefix to address, with `{n}` for the number. */
    refs: map(webAddress()),
    /** Column to its heading in the page's words. */
    columns: map(text()),
    "as-of": optional(day(), null),
    /** Days without a comment after which an open item is stale. */
    "stale-after": optional(count(), usualStaleAfter),
    milestones: list(milestone()),
    /** A rule's code to what `check` makes of it. */
    rules: map(ruleSetting()),
    /** A status to those that may follow it; one that is not named may become any. */
    "status-moves": map(list(text())),
  }),
);

export type TrackerKeys = Readonly<z.infer<ReturnType<typeof trackerKeys>>>;
export type Person = Readonly<z.infer<ReturnType<typeof person>>>;
export type Field = Readonly<z.infer<ReturnType<typeof field>>>;
export type Milestone = Readonly<z.infer<ReturnType<typeof milestone>>>;

export interface Tracker extends TrackerKeys {
  /** The body of `tracker.md`: the page, with markers. */
  readonly template: string;
  /** 1-based line of `tracker.md` on which the template begins. */
  readonly templateLine: number;
}

/** The form in which a status is stored: `In Progress` is `in-progress`. */
export function statusKey(wording: string): string {
  return wording
    .trim()
    .toLowerCase()
    .replace(/[\s_/]+/g, "-")
    .replace(/-{2,}/g, "-");
}

/** Where a person's name leads: the page about them, else their mail; null where neither is known. */
export function personAddress(person: Pick<Person, "url" | "email"> | null | undefined): string | null {
  return person?.url ?? (person?.email ? `mailto:${person.email}` : null);
}

/** What a person is called: the name, or the handle where none is known. */
export function personName(tracker: Tracker, handle: string): string {
  return personOf(tracker, handle)?.name ?? handle;
}

/** A declared person; handles are strangers' words, so `constructor` must not find one. */
export function personOf(tracker: Tracker, handle: string): Person | null {
  return Object.hasOwn(tracker.people, handle) ? (tracker.people[handle] ?? null) : null;
}
