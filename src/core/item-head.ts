/**
 * The head of an item: its front matter, and the day of its newest comment. Most lists need no more; description and comments,
 * most of a file, are read when somebody asks for them. What gtm writes is read without schemas and a parser of YAML, its head
 * without its comments, in a fifth of the time: test/core/item-head.test.ts holds the two readings against each other.
 */
import { type FieldValue, type Item, type ItemHead, type ItemKeys, lastCommentDate } from "./item.ts";
import { readFieldValue, wholeItem } from "./item-file.ts";
import { readPlainKeys } from "./plain-keys.ts";
import type { Tracker } from "./tracker.ts";
import { scanBody, type UsualBody, usualComments, usualDescription } from "./usual-body.ts";
import { readUsualKeys } from "./usual-keys.ts";

/** What is larger may hold what only the long way refuses. */
const [longestText, longestFrontMatter] = [20_000, 1000];

/** The head of a text without any problem; null where the whole must be read to know. */
export function readHead(text: string, tracker: Pick<Tracker, "fields">): ItemHead | null {
  const usual = readUsual(text, tracker);
  return usual && { keys: usual.keys, fields: usual.fields, newest: usual.body.newest };
}

/** All of the item in such a text. */
export function readUsualItem(text: string, path: string, tracker: Pick<Tracker, "fields">): Item | null {
  const usual = readUsual(text, tracker);
  if (usual === null) return null;
  const { body, bodyStart } = usual;
  const description = usualDescription(text, bodyStart, body);
  return wholeItem(usual, { description, comments: usualComments(text, body) }, path);
}

interface UsualText {
  readonly keys: ItemKeys;
  readonly fields: ItemHead["fields"];
  readonly body: UsualBody;
  readonly bodyStart: number;
}

function readUsual(text: string, { fields: declared }: Pick<Tracker, "fields">): UsualText | null {
  if (text.length > longestText || !text.startsWith("---\n")) return null;
  const close = text.indexOf("\n---", 3);
  const bodyStart = close + "\n---\n".length;
  if (close === -1 || close > longestFrontMatter || (bodyStart <= text.length && text[bodyStart - 1] !== "\n"))
    return null;
  const written = readPlainKeys(copyOf(text.slice(4, close)));
  const keys = written && readUsualKeys(written);
  if (!written || !keys) return null;
  for (const key of written.keys()) if (!Object.hasOwn(keys, key) && !Object.hasOwn(declared, key)) return null;
  const fields: Record<string, FieldValue> = {};
  for (const [key, field] of Object.entries(declared)) {
    const value = written.get(key);
    if (value === undefined || value === null || value === "") continue;
    const read = readFieldValue(value, field);
    if (read === null) return null;
    fields[key] = read;
  }
  const body = scanBody(text, Math.min(bodyStart, text.length));
  return body && { keys, fields, body, bodyStart };
}

/** V8 makes a part of a text by pointing into it: a title would keep the whole file in memory. What is joined is new. */
function copyOf(text: string): string {
  return [text.slice(0, 1), text.slice(1)].join("");
}

type Keys = ItemKeys;

/** A head as values of JSON, each by its place. */
export type HeadRow = readonly [
  ...[Keys["id"], Keys["title"], Keys["status"], Keys["priority"], Keys["area"], Keys["owners"]],
  ...[Keys["start"], Keys["due"], Keys["timeline"], Keys["refs"], Keys["closed"]],
  fields: ItemHead["fields"],
  newest: ItemHead["newest"],
];

/** Of an item that was read without a problem; null where JSON has no such value. */
export function headRow(item: Item): HeadRow | null {
  const { id, title, status, priority, area, owners, start, due, timeline, refs, closed, fields } = item;
  // A number of a thousand digits is Infinity.
  if (Object.values(fields).some((value) => typeof value === "number" && !Number.isFinite(value))) return null;
  const newest = lastCommentDate(item);
  return [id, title, status, priority, area, owners, start, due, timeline, refs, closed, fields, newest];
}

export function headOfRow(row: HeadRow): ItemHead {
  // By places: to take a list apart calls a function for each of its values.
  const keys = {
    id: row[0],
    title: row[1],
    status: row[2],
    priority: row[3],
    area: row[4],
    owners: row[5],
    start: row[6],
    due: row[7],
    timeline: row[8],
    refs: row[9],
    closed: row[10],
  };
  return { keys, fields: row[11], newest: row[12] };
}
