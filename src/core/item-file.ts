/** An item's file: its text read into an Item, or into the problems that keep it from being one. */
import { type Body, readBody } from "./body.ts";
import { isIsoDate } from "./calendar.ts";
import { findConflict } from "./conflict-problem.ts";
import { addCommand } from "./entries.ts";
import { type FrontMatter, locateKey, readFrontMatter } from "./front-matter.ts";
import {
  byDate,
  type Comment,
  type FieldValue,
  type Item,
  type ItemHead,
  type ItemKeys,
  itemKeys,
  keyOrder,
  writtenOrder,
} from "./item.ts";
import { lineAt } from "./lines.ts";
import { nearest } from "./nearest.ts";
import type { TextProblem } from "./problem.ts";
import { found } from "./rules/reading-rules.ts";
import type { Field, Tracker } from "./tracker.ts";
import { readUsualKeys } from "./usual-keys.ts";
import type { YamlValue } from "./yaml-value.ts";
import { readBoolean } from "./yes-no.ts";

export interface ItemReading {
  /** Null where not even its number and title can be read. */
  readonly item: Item | null;
  readonly problems: readonly TextProblem[];
}

/** An item's text with its front matter and body. */
export interface ItemText {
  readonly ok: true;
  readonly text: string;
  readonly frontMatter: FrontMatter;
  readonly body: Body;
}

/** A text that is read, or the one problem that keeps it from being so. */
export type TextReading = ItemText | { readonly ok: false; readonly problem: TextProblem };

/** A file of a tracker's folder, with what was read in it. */
export interface ItemFile extends ItemReading {
  readonly name: string;
  /** As shown: from the repository's top. */
  readonly path: string;
  readonly text: string;
  readonly reading: TextReading;
}

export function readItemText(text: string): TextReading {
  const conflict = findConflict(text);
  if (conflict) return { ok: false, problem: conflict };
  const reading = readFrontMatter(text);
  if (!reading.ok) return reading;
  const { bodyStart } = reading.value;
  if (hasTooManyMarks(text.slice(bodyStart))) return { ok: false, problem: tooIntricate(lineAt(text, bodyStart)) };
  return { ok: true, text, frontMatter: reading.value, body: readBody(text, bodyStart) };
}

/** A parser of Markdown takes a tenth of a millisecond for each of them: beyond this a page would be seconds late for one item. */
const markLimit = 20_000;

function hasTooManyMarks(text: string): boolean {
  if (text.length <= markLimit) return false;
  let count = 0;
  for (const _ of text.matchAll(/[\n*_~`[\]<>&\\|@]|:\/\/|www/g)) if (++count > markLimit) return true;
  return false;
}

function tooIntricate(line: number): TextProblem {
  const message = `the item has more than ${markLimit} lines and Markdown marks: move part of it to another file, and link to that`;
  return found("text-too-long", { line, column: 1 }, message);
}

/** Reads an item; a value that is wrong is reported and reads as absent, so that the rest can still be worked on. */
export function readItem(text: string, path: string, tracker: Tracker): ItemReading {
  return itemIn(readItemText(text), path, tracker);
}

/** The same of a text that is parsed already. */
export function itemIn(reading: TextReading, path: string, tracker: Pick<Tracker, "fields">): ItemReading {
  if (!reading.ok) return { item: null, problems: [reading.problem] };
  const { text, frontMatter, body } = reading;
  const known = readKnownKeys(text, frontMatter);
  const fields = readFields(text, frontMatter, tracker);
  const problems = [
    ...known.problems,
    ...fields.problems,
    ...unknownKeys(text, frontMatter, tracker),
    ...body.problems,
  ];
  if (!known.keys) return { item: null, problems };
  const comments = body.comments.map(({ date, author, text }) => ({ date, author, text }));
  const head = { keys: known.keys, fields: fields.values };
  return { item: wholeItem(head, { description: body.description, comments }, path), problems };
}

/** The item of a head that was read, and of its body, whose comments are put in order. */
export function wholeItem(
  { keys, fields }: Pick<ItemHead, "keys" | "fields">,
  { description, comments }: { readonly description: string; readonly comments: Comment[] },
  path: string,
): Item {
  // Nearly always they are in order: to look is a tenth of sorting them.
  const isInOrder = comments.every(
    (comment, index) => index === 0 || byDate(comments[index - 1] ?? comment, comment) <= 0,
  );
  return { ...keys, fields, description, comments: isInOrder ? comments : comments.sort(byDate), path };
}

function readKnownKeys(text: string, { keys }: FrontMatter): { keys: ItemKeys | null; problems: TextProblem[] } {
  const usual = readUsualKeys(keys);
  if (usual !== null) return { keys: usual, problems: [] };
  const values = Object.fromEntries([...keys].filter(([key]) => keyOrder.includes(key)));
  const first = itemKeys().safeParse(values);
  if (first.success) return { keys: first.data, problems: [] };
  const problems = first.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    return found("key-value", locateKey(text, key), `${key}: ${issue.message}`);
  });
  for (const issue of first.error.issues) delete values[String(issue.path[0])];
  const second = itemKeys().safeParse(values);
  return { keys: second.success ? second.data : null, problems };
}

function readFields(
  text: string,
  { keys }: FrontMatter,
  tracker: Pick<Tracker, "fields">,
): { values: Record<string, FieldValue>; problems: TextProblem[] } {
  const values: Record<string, FieldValue> = {};
  const problems: TextProblem[] = [];
  for (const [key, field] of Object.entries(tracker.fields)) {
    const written = keys.get(key);
    if (written === undefined || written === null || written === "") continue;
    const value = readFieldValue(written, field);
    if (value === null)
      problems.push(found("field-value", locateKey(text, key), `${key}: ${fieldRule(written, field)}`));
    else values[key] = value;
  }
  return { values, problems };
}

/** The value of a declared field from what is written; null where it does not fit the field's type. */
export function readFieldValue(written: YamlValue, field: Field): FieldValue | null {
  if (typeof written !== "string") return null;
  const text = written.trim();
  switch (field.type) {
    case "boolean":
      return readBoolean(text);
    case "number":
      return /^[-+]?\d[\d_]*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll("_", "")) : null;
    case "date":
      return isIsoDate(text) ? text : null;
    case "choice":
      return field.values.length === 0 || field.values.includes(text) ? text : null;
    case "text":
      return text;
  }
}

/** What a field's value must be, in words. */
export function fieldRule(written: YamlValue, field: Field): string {
  const rules = {
    boolean: "yes or no",
    number: "a number",
    date: "a date, YYYY-MM-DD",
    choice: `one of ${field.values.join(", ")}`,
    text: "text",
  };
  return `must be ${rules[field.type]}, not ${JSON.stringify(written)}`;
}

function unknownKeys(text: string, { keys }: FrontMatter, tracker: Pick<Tracker, "fields">): TextProblem[] {
  const unknown = [...keys.keys()].filter((key) => !keyOrder.includes(key) && !Object.hasOwn(tracker.fields, key));
  return unknown.map((key) => {
    const near = nearest(key, writtenOrder(tracker));
    const mend = near ? `did you mean ${near}?` : `add it as a column (${addCommand("field", key)}), or ignore this`;
    return found("key-unknown", locateKey(text, key), `unknown key "${key}": ${mend}`);
  });
}
