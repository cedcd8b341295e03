/** `FIELD=VALUE` as people type it, resolved against the tracker's vocabulary into what the file will hold. */
import type { IsoDate } from "../core/calendar.ts";
import { unknownWord } from "../core/check.ts";
import { findColumn, suggestColumn } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { fieldRule, readFieldValue } from "../core/item-file.ts";
import { nearest } from "../core/nearest.ts";
import { type Field, personName, statusKey, type Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import { requireDate } from "./typed-date.ts";

export interface Assignment {
  /** The key in the file: status, owners, a declared field. */
  readonly key: string;
  readonly operator: "=" | "+=" | "-=";
  /** "" takes the key away. */
  readonly value: string;
}

export interface ValueContext {
  readonly tracker: Tracker;
  readonly today: IsoDate;
  /** Asked only where a value is `me`. */
  readonly me: () => Promise<string | null>;
}

/** Reads `status=blocked`, `owners+=x`, `due=`. Throws a UserError for a field that the tracker does not have. */
export function readAssignment(word: string, tracker: Tracker): Assignment {
  const match = /^([^=+\s]+?)([+-]?=)(.*)$/s.exec(word);
  if (!match)
    throw new UserError(`"${word}" is not FIELD=VALUE`, {
      hint: "for example status=blocked, due=+2w, owners+=dahersey",
    });
  const key = fieldKey(match[1] ?? "", tracker);
  const operator = match[2] as Assignment["operator"];
  if (operator !== "=" && !isListKey(key)) throw new UserError(`${operator} is for owners and refs; ${key} takes =`);
  return { key, operator, value: (match[3] ?? "").trim() };
}

function fieldKey(word: string, tracker: Tracker): string {
  const key = findColumn(word, tracker);
  if (key === "number") throw new UserError("an item's number never changes");
  if (key === "comments") throw new UserError("comments are added, not set", { hint: "gtm note ID TEXT" });
  if (key === "description") throw new UserError("the description is edited in the item's file");
  if (key !== null && key !== "updated") return key;
  const { names, near } = suggestColumn(word, tracker);
  const settable = names.filter((name) => !["number", "comments", "description", "updated"].includes(name));
  throw new UserError(`unknown field "${word}"${near ? `, did you mean ${near}?` : ""}`, {
    hint: `fields are ${settable.join(", ")}; a new one is declared under fields: in tracker.md`,
  });
}

/** An assignment whose words are understood: what the key will hold, from what the item holds when it is written. */
export interface ResolvedAssignment {
  readonly key: string;
  /** A string, a list, or null for no key. */
  readonly valueFor: (item: Item) => string | readonly string[] | null;
}

/** Understands an assignment's words. Throws a UserError for a value that the tracker does not know. */
export async function resolveAssignment(assignment: Assignment, context: ValueContext): Promise<ResolvedAssignment> {
  const { key, operator, value } = assignment;
  if (!isListKey(key)) {
    const resolved = value === "" ? null : await resolveValue(key, value, context);
    return { key, valueFor: () => resolved };
  }
  const words = value
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter(Boolean);
  // What is taken away need not be known any more: it is enough that it stands there.
  const resolved =
    operator === "-="
      ? words.map((word) => word.replace(/^@/, ""))
      : await Promise.all(words.map((word) => resolveValue(key, word, context)));
  return {
    key,
    valueFor: (item) => {
      const current = item[key];
      const kept = operator === "=" ? [] : current;
      const list =
        operator === "-=" ? current.filter((entry) => !resolved.includes(entry)) : [...new Set([...kept, ...resolved])];
      return list.length === 0 ? null : list;
    },
  };
}

function isListKey(key: string): key is "owners" | "refs" {
  return key === "owners" || key === "refs";
}

async function resolveValue(key: string, value: string, context: ValueContext): Promise<string> {
  const { tracker, today } = context;
  switch (key) {
    case "status":
      return ofVocabulary("status", value, Object.entries(tracker.statuses), "statuses", statusKey(value));
    case "priority":
      return ofVocabulary(
        "priority",
        value,
        Object.entries(tracker.priorities).map(([name, { label }]) => [name, label]),
        "priorities",
        value.replace(/^(?=\d)/, "P").toUpperCase(),
      );
    case "area":
      return ofVocabulary(
        "area",
        value,
        tracker.areas.map((area) => [area, area]),
        "areas",
        value,
      );
    case "owners":
      return resolveOwner(value, context);
    case "refs":
      return resolveRef(value);
    case "start":
    case "due":
      return requireDate(value, today, key);
    case "closed":
      return requireDate(value, today, "then");
    case "title":
    case "timeline":
      return value.replace(/[\s\p{Cc}]+/gu, " ");
    default:
      return resolveField(key, value, tracker.fields[key], today);
  }
}

/** By key or label, whatever the case; as it stands where the tracker has no such vocabulary yet. */
function ofVocabulary(
  kind: string,
  value: string,
  known: readonly (readonly [string, string])[],
  home: string,
  asKey: string,
): string {
  if (known.length === 0) return asKey;
  const lower = [value.toLowerCase(), asKey.toLowerCase()];
  const found =
    known.find(([key]) => lower.includes(key.toLowerCase())) ??
    known.find(([, label]) => lower.includes(label.toLowerCase()));
  if (found) return found[0];
  throw new UserError(
    unknownWord(
      kind,
      value,
      known.map(([key]) => key),
      home,
    ),
  );
}

async function resolveOwner(value: string, { tracker, me }: ValueContext): Promise<string> {
  const word = value.replace(/^@/, "");
  if (word.toLowerCase() === "me") {
    const handle = await me();
    if (handle === null)
      throw new UserError("nobody in tracker.md has your git e-mail or name", {
        hint: "add yourself under people: in tracker.md, or name the owner",
      });
    return handle;
  }
  const people = Object.entries(tracker.people);
  if (people.length === 0) return word;
  const lower = word.toLowerCase();
  const found = people.filter(([handle, { name, email }]) =>
    [handle, name, email].some((known) => known?.toLowerCase() === lower),
  );
  if (found.length === 1 && found[0]) return found[0][0];
  if (found.length > 1)
    throw new UserError(`"${value}" is more than one person: ${found.map(([handle]) => handle).join(", ")}`);
  const byName = nearest(
    word,
    people.map(([handle]) => personName(tracker, handle)),
  );
  const near =
    nearest(
      word,
      people.map(([handle]) => handle),
    ) ?? people.find(([handle]) => personName(tracker, handle) === byName)?.[0];
  throw new UserError(`unknown owner "${value}"${near ? `, did you mean "${near}"?` : ""}`, {
    hint: `known are ${people
      .slice(0, 12)
      .map(([handle]) => handle)
      .join(", ")}${people.length > 12 ? ", …" : ""}; a new person is added under people: in tracker.md`,
  });
}

function resolveRef(value: string): string {
  const match = /^([A-Za-z][A-Za-z0-9]*?)\s*-?\s*(\d+)$/.exec(value);
  if (!match) throw new UserError(`"${value}" is not a ticket`, { hint: "write it as PREFIX-123" });
  return `${(match[1] ?? "").toUpperCase()}-${match[2]}`;
}

function resolveField(key: string, value: string, field: Field | undefined, today: IsoDate): string {
  if (!field) return value;
  if (field.type === "date") return requireDate(value, today, "due");
  const choice = field.values.find((known) => known.toLowerCase() === value.toLowerCase());
  const read = readFieldValue(choice ?? value, field);
  if (read === null) throw new UserError(`${key} ${fieldRule(value, field)}`);
  return typeof read === "boolean" ? (read ? "yes" : "no") : String(read);
}
