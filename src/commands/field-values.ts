/** `FIELD=VALUE` as people type it, resolved against the tracker's vocabulary into what the file will hold. */
import { tidyComment } from "../core/add-comment.ts";
import type { IsoDate } from "../core/calendar.ts";
import { findColumn, suggestColumn } from "../core/columns.ts";
import { addCommand } from "../core/entries.ts";
import type { Item } from "../core/item.ts";
import { fieldRule, readFieldValue } from "../core/item-file.ts";
import { isItemKey } from "../core/item-key.ts";
import { shellWord } from "../core/shell-word.ts";
import {
  factsOf,
  isColumnName,
  isOfKind,
  isVocabularyColumn,
  type ListColumn,
  type VocabularyColumn,
  valueColumns,
} from "../core/standard-columns.ts";
import { isClosedStatus } from "../core/status.ts";
import type { Field, Tracker } from "../core/tracker.ts";
import { findWord, nounOf, vocabularyKeys } from "../core/vocabulary.ts";
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
  /** The items that get the value, where they are there already, as they were typed. */
  readonly names?: readonly string[];
}

/** Reads `status=blocked`, `owners+=x`, `due=`. Throws a UserError for a field that the tracker does not have. */
export function readAssignment(word: string, tracker: Tracker): Assignment {
  const match = /^([^=+\s]+?)([+-]?=)(.*)$/s.exec(word);
  if (!match)
    throw new UserError(`"${word}" is not FIELD=VALUE`, {
      hint: asAssignment(word, tracker) ?? 'quote a value of more than one word: due="next fri", status="In progress"',
    });
  const key = fieldKey(match[1] ?? "", tracker);
  const operator = match[2] as Assignment["operator"];
  if (operator !== "=" && !isOfKind(key, "words"))
    throw new UserError(`${operator} works only on owners and refs; use = for ${key}`);
  return { key, operator, value: (match[3] ?? "").trim() };
}

/** What a field's name, or one of the tracker's words, may be meant to say. */
function asAssignment(word: string, tracker: Tracker): string | null {
  if (findColumn(word, tracker) !== null) return `write ${word}=VALUE`;
  const column = (["status", "priority", "area", "owners"] as const).find(
    (each) => vocabularyKeys(each, tracker).length > 0 && findWord(each, word, tracker).ok,
  );
  return column === undefined ? null : `write ${nounOf(column)}=${shellWord(word)}`;
}

function fieldKey(word: string, tracker: Tracker): string {
  const key = findColumn(word, tracker);
  if (key === "number") throw new UserError("an item's number never changes");
  if (key === "comments") throw new UserError("comments are added, not set", { hint: "gtm note ID TEXT" });
  if (key !== null && key !== "updated") return key;
  const { names, near } = suggestColumn(word, tracker);
  const settable = names.filter((name) => !isColumnName(name) || valueColumns.some((column) => column === name));
  throw new UserError(`unknown field "${word}"${near ? `, did you mean ${near}?` : ""}`, {
    hint: `fields are ${settable.join(", ")}; ${near ? "or add one: gtm field add NAME" : `or add it: ${addCommand("field", word)}`}`,
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
  if (key === "description") return { key, valueFor: () => tidyComment(value) };
  if (!isOfKind(key, "words")) {
    const resolved = value === "" ? null : await resolveValue(key, value, context);
    return { key, valueFor: () => resolved };
  }
  const words = value
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter(Boolean);
  if (operator === "-=") {
    const gone = await Promise.all(words.map(async (word) => (isMe(word) ? ((await context.me()) ?? word) : word)));
    return { key, valueFor: (item) => without(item, key, gone, context.tracker) };
  }
  const resolved = await Promise.all(words.map((word) => resolveValue(key, word, context)));
  return {
    key,
    valueFor: (item) => {
      const list = [...new Set([...(operator === "=" ? [] : item[key]), ...resolved])];
      return list.length === 0 ? null : list;
    },
  };
}

/** What is taken away need not be known any more: it is enough that it stands there. */
function without(item: Item, key: ListColumn, words: readonly string[], tracker: Tracker): readonly string[] | null {
  const gone = words.flatMap((typed) => {
    const word = typed.replace(/^@/, "");
    const found = key === "owners" ? findWord(key, word, tracker, { items: [item] }) : null;
    return found?.ok ? [word, found.key] : [word];
  });
  const list = item[key].filter((entry) => !gone.includes(entry));
  return list.length === 0 ? null : list;
}

async function resolveValue(key: string, value: string, context: ValueContext): Promise<string> {
  const { tracker, today } = context;
  if (key === "owners") return resolvePerson(value, context);
  if (key === "refs") return resolveRef(value, tracker);
  if (isVocabularyColumn(key)) return knownWord(key, value, context);
  const facts = factsOf(key);
  if (facts === null) return resolveField(key, value, tracker.fields[key], today);
  return facts.dateUse === undefined ? value.replace(/[\s\p{Cc}]+/gu, " ") : requireDate(value, today, facts.dateUse);
}

function isMe(word: string): boolean {
  return /^@?me$/i.test(word);
}

/** The handle of a person as people name them: `me`, a handle, a name. Throws a UserError for nobody, and for several. */
export async function resolvePerson(
  value: string,
  { tracker, me }: Pick<ValueContext, "tracker" | "me">,
  kind?: string,
): Promise<string> {
  const word = value.replace(/^@/, "");
  if (!isMe(word)) return knownWord("owners", word, { tracker }, kind);
  const handle = await me();
  if (handle !== null) return handle;
  throw new UserError("nobody in tracker.md has your git e-mail or name", {
    hint: "add yourself (gtm person add HANDLE --email ADDRESS), or name the owner",
  });
}

function knownWord(
  column: VocabularyColumn,
  value: string,
  { tracker, names }: Pick<ValueContext, "tracker" | "names">,
  kind?: string,
): string {
  const found = findWord(column, value, tracker, kind === undefined ? {} : { kind });
  if (found.ok) return found.key;
  if (column === "status" && isClosedStatus(value)) throw closesItems(value, found.known, names);
  throw new UserError(found.message, { hint: [found.known, found.home].filter(Boolean).join("; ") });
}

/** Not put right in silence: `close` writes the date too, which is what makes an item closed. */
function closesItems(value: string, known: string, names: readonly string[] = []): UserError {
  return new UserError(`"${value}" is not one of the statuses`, {
    hint: `gtm close ${names.join(",") || "NUMBER"} closes items, with the date; ${known}`,
  });
}

/** `cf 11401` is the ticket CF-11401; a key of any other form is taken as it was typed. */
function resolveRef(value: string, { refs }: Tracker): string {
  const [, letters = "", sign = "", digits = ""] = /^([A-Za-z][A-Za-z0-9]*?)(\s*-?\s*)(\d+)$/.exec(value) ?? [];
  const prefix = letters.toUpperCase();
  if (prefix !== "" && (sign !== "" || Object.hasOwn(refs, prefix))) return `${prefix}-${digits}`;
  if (isItemKey(value)) return value;
  throw new UserError(`"${value}" is no ticket and no key`, {
    hint: "write it as PREFIX-123, or as a key like R-001 or 2.1",
  });
}

function resolveField(key: string, value: string, field: Field | undefined, today: IsoDate): string {
  if (!field) return value;
  if (field.type === "date") return requireDate(value, today, "due");
  const choice = field.values.find((known) => known.toLowerCase() === value.toLowerCase());
  const read = readFieldValue(choice ?? value, field);
  if (read === null) throw new UserError(`${key} ${fieldRule(value, field)}`);
  return typeof read === "boolean" ? (read ? "yes" : "no") : String(read);
}
