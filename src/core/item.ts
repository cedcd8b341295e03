/** An item as it is read from its file: its keys are those of the table of columns, types are inferred from the schemas. */
import * as z from "zod/mini";
import { once } from "./once.ts";
import { fileKeys, makeReaders } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";

/** The keys of an item's front matter that every tracker has, from scalars as they are written. */
export const itemKeys = once(() => z.object(makeReaders()));

const comment = () =>
  z.object({
    /** ISO date; null only where a hand-written entry has none. */
    date: z.nullable(z.string()),
    /** The handle in `@handle`, without the sign. */
    author: z.nullable(z.string()),
    /** Markdown. */
    text: z.string(),
  });

const item = () =>
  z.extend(itemKeys(), {
    /** Values of the tracker's declared fields, by key. */
    fields: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])),
    /** Markdown between the front matter and the comments. */
    description: z.string(),
    /** Oldest first. */
    comments: z.array(comment()),
    /** As seen from the repository's top, with forward slashes. */
    path: z.string(),
  });

export type Comment = Readonly<z.infer<ReturnType<typeof comment>>>;
export type Item = Readonly<z.infer<ReturnType<typeof item>>>;
export type FieldValue = Item["fields"][string];
export type ItemKeys = Readonly<z.infer<ReturnType<typeof itemKeys>>>;

/** What lists need of an item: its front matter, and of its comments, most of a file, one day. */
export interface ItemHead {
  readonly keys: ItemKeys;
  readonly fields: Item["fields"];
  /** The day of the newest comment. */
  readonly newest: string | null;
}

/** The order in which keys are written; declared fields follow in the tracker's order. */
export const keyOrder = fileKeys;

/** The order in which a tracker's items have their keys: those of every item, then the tracker's own fields. */
export function writtenOrder({ fields }: Pick<Tracker, "fields">): readonly string[] {
  return [...keyOrder, ...Object.keys(fields)];
}

export function isOpen(item: Item): boolean {
  return item.closed === null;
}

/** Reads all of an item; throws where that cannot be read any more. */
export interface WholeReader {
  readWhole(): Item;
}

/** An item whose description and comments, with all of it once more, are read when somebody asks for one of them. */
export function itemOfHead(head: ItemHead, path: string, reader: WholeReader): Item {
  return new ItemOfHead(head, path, reader);
}

/** A class, for there are thousands of them: an object with getters takes five times as long to make. */
class ItemOfHead implements Item {
  // Declared alone, each takes its place when it is set.
  declare readonly id: Item["id"];
  declare readonly title: Item["title"];
  declare readonly status: Item["status"];
  declare readonly priority: Item["priority"];
  declare readonly area: Item["area"];
  declare readonly owners: Item["owners"];
  declare readonly start: Item["start"];
  declare readonly due: Item["due"];
  declare readonly timeline: Item["timeline"];
  declare readonly refs: Item["refs"];
  declare readonly closed: Item["closed"];
  declare readonly fields: Item["fields"];
  declare readonly description: Item["description"];
  declare readonly comments: Item["comments"];
  declare readonly path: Item["path"];
  #newest: ItemHead["newest"];
  #prose: Prose | null = null;
  readonly #reader: WholeReader;

  constructor({ keys, fields, newest }: ItemHead, path: string, reader: WholeReader) {
    this.id = keys.id;
    this.title = keys.title;
    this.status = keys.status;
    this.priority = keys.priority;
    this.area = keys.area;
    this.owners = keys.owners;
    this.start = keys.start;
    this.due = keys.due;
    this.timeline = keys.timeline;
    this.refs = keys.refs;
    this.closed = keys.closed;
    this.fields = fields;
    // Properties of its own, so that JSON and a copy have them, in the order of every item.
    Object.defineProperty(this, "description", descriptionLater);
    Object.defineProperty(this, "comments", commentsLater);
    this.path = path;
    this.#newest = newest;
    this.#reader = reader;
  }

  get newest(): ItemHead["newest"] {
    return this.#newest;
  }

  /** What it says from now on is from one reading of its file. */
  get prose(): Prose {
    if (this.#prose === null) {
      const whole = this.#reader.readWhole();
      const { description, comments, ...head } = whole;
      this.#prose = { description, comments };
      Object.assign(this, head);
      this.#newest = lastCommentDate(whole);
    }
    return this.#prose;
  }
}

type Prose = Pick<Item, "description" | "comments">;

/** They stay as they are once it is read: to make values of them would take three times as long as to read the text. */
const descriptionLater = later("description");
const commentsLater = later("comments");

function later(part: keyof Prose): PropertyDescriptor {
  function get(this: ItemOfHead) {
    return this.prose[part];
  }
  return { enumerable: true, configurable: true, get };
}

/** The date of the newest comment, or null. */
export function lastCommentDate(item: Item): string | null {
  if (item instanceof ItemOfHead) return item.newest;
  return item.comments.findLast((entry) => entry.date !== null)?.date ?? null;
}

/** Puts comments oldest first; an entry without a date stays before the dated ones. Equal days are 0: a stable sort keeps their order. */
export function byDate(a: { readonly date: string | null }, b: { readonly date: string | null }): number {
  const [x, y] = [a.date ?? "", b.date ?? ""];
  return x < y ? -1 : x > y ? 1 : 0;
}
