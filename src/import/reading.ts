/** What reading a foreign page gives: drafts of items and of the tracker, with every guess on record. */
import type { IsoDate } from "../core/calendar.ts";
import type { Comment, Item } from "../core/item.ts";
import type { Repair } from "../core/repair.ts";
import type { Person, Tracker } from "../core/tracker.ts";
import type { DraftColumn } from "./column.ts";
import type { SourceName } from "./sources/blocks.ts";

export interface ReadOptions {
  readonly today: IsoDate;
  /** The year of short dates, where the reader knows better than the page. */
  readonly year?: number;
  /** Whether the day or the month comes first in dates such as 6/11, where the reader knows better than the page. */
  readonly dateOrder?: "dmy" | "mdy";
  /** The kind of source, where the user knows better than its content tells. */
  readonly from?: SourceName;
  /** Headings to columns, as the user gives them. */
  readonly map?: ReadonlyMap<string, string>;
  /** The people of the tracker that is imported into: their names, addresses and accounts stand for their handles. */
  readonly people?: Readonly<Record<string, Partial<Person>>>;
  /** Its templates for tickets: prefix to address with `{n}`. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Its headings: column and the tracker's own word, of which a column may have several. */
  readonly headings?: readonly (readonly [column: string, heading: string])[];
  /** False where the tracker's own tables are no sections: what it rendered has then none either. */
  readonly sections?: boolean;
  /** Lines of the page on which tables or lists stand that are ones of items, whatever they look like. */
  readonly take?: readonly number[];
  /** Called now and then with the rows read so far and their number: a page of many rows takes its time. */
  readonly progress?: (done: number, total: number) => void;
}

/** Its owners are handles of `people`, or a name as the page has it where nobody is known by it. */
export interface Draft extends Pick<Item, DraftColumn | "fields"> {
  /** What its table calls its columns; none of a list. */
  readonly headings?: Readonly<Record<string, string>>;
  /** The number that the page gives the item, or null. */
  readonly number: number | null;
  /** True for a row of a closed section, or with a closed status. */
  readonly closed: boolean;
  /** When it was closed, where the page says it (else the newest comment's date); null where nothing tells. */
  readonly closedDate: IsoDate | null;
  /** Markdown; what fits no column ends here, never nowhere. */
  readonly description: string;
  /** Oldest first. Mentions of known people are written `@handle`. */
  readonly comments: readonly Comment[];
  readonly repairs: readonly Repair[];
  /** The lowest confidence of its repairs; 1 without any. */
  readonly confidence: number;
  /** The row or list entry as the page has it, and its 1-based line. */
  readonly source: { readonly line: number; readonly text: string };
}

/** What looks like rows of items, and was not taken. */
export interface LeftOut {
  readonly line: number;
  readonly kind: "table" | "list";
  readonly rows: number;
  /** "" without. */
  readonly heading: string;
}

type Said = Omit<Tracker, "people" | "as-of" | "stale-after" | "rules" | "status-moves" | "templateLine">;

/**
 * What a page says, in the keys of a tracker. Its template is the page around its items: every word outside the tables and
 * lists that became items, milestones or priorities, with gtm's markers in their places.
 */
export interface PageReading extends Said {
  /** The kind of source that was recognised, or given. */
  readonly source: SourceName;
  /** The year given to short dates. */
  readonly year: number;
  readonly people: Readonly<Record<string, Partial<Person>>>;
  readonly drafts: readonly Draft[];
  /** What looks like rows of items, and is part of the template all the same. */
  readonly left: readonly LeftOut[];
}

/** A page that is not read, and why. */
export type PageRefusal = ReturnType<typeof refuse>;

/** @param hint what the user can do */
export function refuse(message: string, hint: string) {
  return { ok: false, message, hint } as const;
}

export function isRefusal<Reading extends object>(read: Reading | PageRefusal): read is PageRefusal {
  return "ok" in read;
}
