/** What an invented team has words for. */

/** Columns that other teams have too. */
export type SharedKey =
  | "number"
  | "title"
  | "status"
  | "priority"
  | "area"
  | "owners"
  | "start"
  | "due"
  | "timeline"
  | "refs"
  | "comments"
  | "description"
  | "flag"
  | "count"
  | "choice";

/** Columns that a team has of its own beside them (`team-tables.ts`). */
export type OwnKey =
  | "impact"
  | "likelihood"
  | "mitigation"
  | "vendor"
  | "environment"
  | "trade"
  | "version"
  | "cost"
  | "score"
  | "approved"
  | "reviewer"
  | "raised"
  | "evidence";

export type Key = SharedKey | OwnKey;

export type Words = readonly [string, ...string[]];

export interface Vocabulary {
  readonly name: string;
  readonly headings: Readonly<Record<SharedKey, Words>>;
  /** Column orders that such a team uses; the generator leaves some of them out. */
  readonly orders: readonly [readonly SharedKey[], ...(readonly SharedKey[])[]];
  readonly statuses: Words;
  readonly priorities: Words;
  readonly areas: Words;
  readonly choices: Words;
  readonly verbs: Words;
  readonly things: Words;
  readonly places: Words;
  readonly people: Words;
  readonly owner: "link" | "name" | "mail";
  readonly date: "slash" | "dmy" | "dots" | "iso" | "month" | "day-month" | "full";
  /** `{2}` stands for the month after next, `NY` and `NYNY` for next year. */
  readonly timelines: Words;
  readonly prefix: string;
}

/** `a,b` as words. */
export const w = (text: string): Words => {
  const [first = "", ...rest] = text.split(",").map((word) => word.trim());
  return [first, ...rest];
};
/** `a b` as keys. */
export const keys = (text: string) => text.split(" ") as readonly SharedKey[];
