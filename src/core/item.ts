/** An item as it is read from its file: the schema below is its only declaration, types are inferred from it. */
import * as z from "zod";
import { isIsoDate } from "./calendar.ts";

/** Absent (no key, or a key without a value) reads as null. */
const word = z.string().trim().min(1).nullish().transform((value) => value ?? null);

const day = z
  .string()
  .trim()
  .refine(isIsoDate, { error: (issue) => `"${issue.input}" is not a date: write it as YYYY-MM-DD, a day that exists` })
  .nullish()
  .transform((value) => value ?? null);

/** A YAML list, or a single value for a list of one. */
const words = z
  .union([z.array(z.string().trim()), z.string().trim()], { error: "must be a list such as [a, b]" })
  .nullish()
  .transform((value) => (value === null || value === undefined ? [] : [value].flat().filter((entry) => entry !== "")));

/** The keys of an item's front matter that every tracker has, from scalars as they are written. */
export const itemKeys = z.object({
  id: z
    .string({ error: "an item needs its number: add a line id: N" })
    .trim()
    .regex(/^\d{1,9}$/, { error: (issue) => `"${issue.input}" is not an item number` })
    .transform(Number)
    .refine((id) => id > 0, { error: "item numbers begin with 1" }),
  title: z.string({ error: "an item needs a title: add a line title: …" }).trim().min(1, { error: "the title is empty" }),
  status: word,
  priority: word,
  area: word,
  owners: words,
  start: day,
  due: day,
  timeline: word,
  refs: words,
  closed: day,
});

export const comment = z.object({
  /** ISO date; null only where a hand-written entry has none. */
  date: z.string().nullable(),
  /** The handle in `@handle`, without the sign. */
  author: z.string().nullable(),
  /** Markdown. */
  text: z.string(),
});

const item = itemKeys.extend({
  /** Values of the tracker's declared fields, by key. */
  fields: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])),
  /** Markdown between the front matter and the comments. */
  description: z.string(),
  /** Oldest first. */
  comments: z.array(comment),
  /** As seen from the repository's top, with forward slashes. */
  path: z.string(),
});

export type Comment = Readonly<z.infer<typeof comment>>;
export type Item = Readonly<z.infer<typeof item>>;
export type FieldValue = Item["fields"][string];
export type ItemKey = keyof z.infer<typeof itemKeys>;

/** The order in which keys are written; declared fields follow in the tracker's order. */
export const keyOrder: readonly ItemKey[] = [
  "id", "title", "status", "priority", "area", "owners", "start", "due", "timeline", "refs", "closed",
];

export function isOpen(item: Item): boolean {
  return item.closed === null;
}

/** The date of the newest comment, or null. */
export function lastCommentDate(item: Item): string | null {
  return item.comments.findLast((entry) => entry.date !== null)?.date ?? null;
}
