/** What gtm should read from a row of an invented tracker, and where a draft differs from it. */
import { isIsoDate } from "../../../src/core/calendar.ts";
import type { FieldValue } from "../../../src/core/item.ts";
import { isClosedStatus } from "../../../src/core/status.ts";
import { statusKey } from "../../../src/core/tracker.ts";
import { plainText } from "../../../src/import/inline.ts";
import type { Draft } from "../../../src/import/reading.ts";
import { isClosed, type MadeRow, type MadeTracker, type Remark, type Value } from "../generator.ts";
import { handleOf, mailOf, spellDate } from "./spell.ts";
import { ownKeys } from "./team-tables.ts";
import type { Key } from "./vocabulary.ts";

/** How a source writes people: with addresses, or by name alone. */
export type PeopleAs = "links" | "names";

const textOf = (value: Value | undefined) => (value?.kind === "words" ? value.text : null);
const dateOf = (value: Value | undefined) => (value?.kind === "date" ? value.date : null);

function ownerOf(name: string, { vocabulary }: MadeTracker, people: PeopleAs): string {
  if (vocabulary.owner === "mail") return mailOf(name).replace(/@.*/, "");
  return vocabulary.owner === "link" && people === "links" ? handleOf(name) : name;
}

function commentOf(remark: Remark, tracker: MadeTracker, people: PeopleAs): string {
  const linked = tracker.vocabulary.owner === "link";
  const to = remark.to === null || !linked ? "" : people === "links" ? `@${handleOf(remark.to)} ` : `${remark.to} `;
  const nested = remark.nested.map((line) => `- ${line}`).join(" ");
  return [`${to}${remark.text}`, ...(nested === "" ? [] : [nested])].join(" ");
}

/** The columns of the page's own, in the order in which they are compared. */
const fieldKeys: readonly Key[] = ["flag", "count", "choice", ...ownKeys];

function fieldOf(key: Key, value: Value | undefined, { vocabulary }: MadeTracker): string | null {
  if (value?.kind === "date") return spellDate(value.date, vocabulary.date);
  if (value?.kind === "people")
    return value.names.map((name) => (vocabulary.owner === "mail" ? mailOf(name) : name)).join(", ");
  const text = textOf(value);
  return key === "flag" && text !== null ? (text === "Y" ? "Yes" : "No") : text;
}

/** A field's value as the page may have spelt it. */
function spelt(value: FieldValue | undefined, { vocabulary }: MadeTracker): string | null {
  if (value === undefined) return null;
  if (typeof value === "string" && isIsoDate(value)) return spellDate(value, vocabulary.date);
  return typeof value === "boolean" ? (value ? "Yes" : "No") : plainText(String(value));
}

/** What an empty status means under a heading that lists them: `Status (Pending, Done)`. */
function firstListed({ columns }: MadeTracker): string | null {
  const heading = columns.find(({ key }) => key === "status")?.heading ?? "";
  const listed = /\((.+)\)/.exec(heading)?.[1]?.split(/[,;/|]/) ?? [];
  return listed.length < 2 ? null : (listed.map((each) => each.trim()).find((each) => !isClosedStatus(each)) ?? null);
}

function expectedOf(row: MadeRow, tracker: MadeTracker, people: PeopleAs) {
  const value = (key: Key) => row.values.get(key);
  const remarks = value("comments");
  const owners = value("owners");
  const comments = (remarks?.kind === "remarks" ? remarks.remarks : []).toReversed();
  const status = textOf(value("status")) ?? firstListed(tracker);
  return {
    number: row.number,
    title: textOf(value("title")),
    status: status === null ? null : statusKey(status),
    priority: textOf(value("priority")),
    area: textOf(value("area")),
    owners: owners?.kind === "people" ? owners.names.map((name) => ownerOf(name, tracker, people)) : [],
    start: dateOf(value("start")),
    due: dateOf(value("due")),
    timeline: textOf(value("timeline")),
    refs: [textOf(value("refs")) ?? []].flat(),
    closed: isClosed(row),
    closedDate: isClosed(row) ? (comments.at(-1)?.date ?? null) : null,
    description: textOf(value("description")) ?? "",
    comments: comments.map((remark) => `${remark.date} ${commentOf(remark, tracker, people)}`),
    fields: fieldKeys.flatMap((key) => {
      const text = fieldOf(key, value(key), tracker);
      return text === null ? [] : [`${key}=${text}`];
    }),
  };
}

/** The key of a column of the page's own; one that lost its heading has a key made up for it. */
function fieldKey(heading: string, draft: Draft): string {
  if (heading === "") return Object.keys(draft.fields).find((key) => /^column-\d+$/.test(key)) ?? "";
  return heading
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/-+$/, "");
}

/** Columns of the page's own that may as well be a standard one where the page has no such: they come back under their heading. */
const eitherWay: readonly (readonly [Key, "description" | "area"])[] = [
  ["mitigation", "description"],
  ["evidence", "area"],
  ["trade", "area"],
  ["choice", "area"],
];

function asOwn(draft: Draft, row: MadeRow, tracker: MadeTracker): Draft {
  let all = draft;
  for (const [key, column] of eitherWay) {
    const heading = tracker.columns.find((each) => each.key === key)?.heading ?? "";
    const name = fieldKey(heading, draft);
    const isFree = heading !== "" && tracker.columns.every((each) => each.key !== column);
    const value = all[column] ?? "";
    if (isFree && value !== "" && value === textOf(row.values.get(key)) && all.fields[name] === undefined)
      all = { ...all, [column]: column === "area" ? null : "", fields: { ...all.fields, [name]: value } };
  }
  return all;
}

function readOf(read: Draft, row: MadeRow, tracker: MadeTracker): ReturnType<typeof expectedOf> {
  const draft = asOwn(read, row, tracker);
  const keys = new Map(
    fieldKeys.flatMap((key) => {
      const heading = tracker.columns.find((column) => column.key === key)?.heading;
      return heading === undefined ? [] : [[key, fieldKey(heading, draft)] as const];
    }),
  );
  const known = [...keys].flatMap(([key, name]) => {
    const text = spelt(draft.fields[name], tracker);
    return text === null ? [] : [`${key}=${text}`];
  });
  const names = new Set(keys.values());
  const others = Object.entries(draft.fields).filter(([key]) => !names.has(key));
  return {
    number: draft.number,
    title: draft.title,
    status: draft.status,
    priority: draft.priority,
    area: draft.area,
    owners: [...draft.owners],
    start: draft.start,
    due: draft.due,
    timeline: draft.timeline,
    refs: [...draft.refs],
    closed: draft.closed,
    closedDate: draft.closedDate,
    description: draft.description,
    comments: draft.comments.map(({ date, text }) => `${date} ${text.replace(/\s+/g, " ")}`),
    fields: [...known, ...others.map(([key, value]) => `${key}=${value}`)],
  };
}

/** `column: expected -> read` for each difference. */
export function differences(
  draft: Draft | undefined,
  row: MadeRow,
  tracker: MadeTracker,
  people: PeopleAs = "links",
): readonly string[] {
  if (draft === undefined) return ["no draft"];
  const [expected, read] = [expectedOf(row, tracker, people), readOf(draft, row, tracker)];
  return Object.entries(expected).flatMap(([key, value]) => {
    const [want, got] = [JSON.stringify(value), JSON.stringify(read[key as keyof typeof read])];
    return want === got ? [] : [`${key}: ${want} -> ${got}`];
  });
}
