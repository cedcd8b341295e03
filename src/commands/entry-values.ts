/** What people type of an entry of `tracker.md`, understood: its key, its values. */
import { isStandardColumn } from "../core/columns.ts";
import { addCommand, type EntryKind, entriesOf, entryKinds, type TrackerEntry } from "../core/entries.ts";
import { isHandle } from "../core/handle.ts";
import { keyOrder } from "../core/item.ts";
import { nearest } from "../core/nearest.ts";
import { printableLine } from "../core/printable.ts";
import { statusKey } from "../core/tracker.ts";
import { findWord } from "../core/vocabulary.ts";
import { UserError } from "../errors.ts";
import type { EntryOptions } from "./entry-flags.ts";
import { requireDate } from "./typed-date.ts";
import type { Workspace } from "./workspace.ts";

/** The entry that people mean, by its key, its name or the first letters. Throws a UserError for none, and for several. */
export function findEntry(kind: EntryKind, typed: string, { tracker, items }: Workspace): TrackerEntry {
  const entries = entriesOf(kind, tracker);
  const { column } = entryKinds[kind];
  if (column !== null) {
    const found = findWord(column, typed.replace(/^@/, ""), tracker, { items, kind });
    const used = items.some((item) => found.ok && [item[column] ?? []].flat().includes(found.key));
    if (!found.ok) throw new UserError(found.message, { hint: `${found.known}; gtm ${kind} lists them all` });
    const entry = entries.find(({ key }) => key === found.key) ?? (used ? { key: found.key, values: {} } : null);
    if (entry) return entry;
    throw new UserError(`tracker.md has no ${kind} "${printableLine(typed)}"`, { hint: `gtm ${kind} add makes one` });
  }
  const wanted = typed.trim().toLowerCase();
  const names = ({ key, values }: TrackerEntry) => [key, values.label ?? ""].map((name) => String(name).toLowerCase());
  const exact = entries.filter((entry) => names(entry).includes(wanted));
  const found =
    exact.length > 0
      ? exact
      : entries.filter((entry) => wanted.length > 1 && names(entry).some((name) => name.startsWith(wanted)));
  const [entry, other] = found;
  if (entry && !other) return entry;
  const keys = entries.map(({ key }) => key);
  if (other)
    throw new UserError(
      `"${printableLine(typed)}" matches more than one ${kind}: ${found.map(({ key }) => printableLine(key)).join(", ")}`,
      {
        hint: exact.length > 0 ? "they have one name: edit tracker.md" : "type more of it",
      },
    );
  const near = nearest(typed, keys);
  throw new UserError(
    `unknown ${kind} "${printableLine(typed)}"${near ? `, did you mean ${printableLine(near)}?` : ""}`,
    {
      hint: keys.length > 0 ? `gtm ${kind} lists them all` : `tracker.md has none yet; gtm ${kind} add makes one`,
    },
  );
}

/** The key that a new name gives. Throws a UserError where it can be none. */
export function entryKeyOf(kind: EntryKind, typed: string): string {
  const words = typed.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (words === "") throw new UserError(`the name is empty`, { hint: `gtm help ${kind} shows examples` });
  switch (kind) {
    case "person":
      return handleOf(words.replace(/^@/, ""));
    case "status":
      return statusKey(words);
    case "priority":
      return words.replace(/^(?=\d+$)/, "P");
    case "field":
      return fieldKeyOf(words);
    default:
      return words;
  }
}

function handleOf(word: string): string {
  if (isHandle(word) && !/^me$/i.test(word)) return word;
  throw new UserError(`"${printableLine(word)}" cannot be a handle`, {
    hint: /^me$/i.test(word)
      ? "me is whoever asks; take another handle"
      : `use letters, digits, dots and dashes: ${addCommand("person", word)}`,
  });
}

function fieldKeyOf(words: string): string {
  const key = words
    .toLowerCase()
    .replace(/[\s_/]+/g, "-")
    .replace(/[^\p{L}\p{N}-]+/gu, "")
    .replace(/^-+|-+$/g, "");
  if (!/^\p{L}/u.test(key))
    throw new UserError(`"${printableLine(words)}" cannot be a field`, {
      hint: "begin it with a letter, e.g. hx-input",
    });
  if (isStandardColumn(key) || keyOrder.includes(key) || ["is", "has", "no", "sort", "group", "columns"].includes(key))
    throw new UserError(`a field cannot be called ${key}: gtm already has a word like that`, {
      hint: "choose another name",
    });
  return key;
}

/** The label of a status that is given none: as it was typed, or its key in words. */
export function labelOf(typed: string, key: string): string {
  const words = typed.trim();
  if (words !== key) return words;
  const spaced = key.replaceAll("-", " ");
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}

/** What the flags say: a text, a list, or null for a value that is taken away. */
export function valuesFrom(
  kind: EntryKind,
  options: EntryOptions,
  today: string,
): Readonly<Record<string, string | readonly string[] | null>> {
  const { name, email, url, accountId, userkey, username, label, weeks, type, values, date, end } = options;
  if (weeks !== undefined && !/^\d{0,4}$/.test(weeks))
    throw new UserError(`--weeks takes a number, not "${printableLine(weeks)}"`);
  const types = ["boolean", "date", "number", "choice", "text"];
  if (type !== undefined && !types.includes(type))
    throw new UserError(`--type takes ${types.slice(0, -1).join(", ")} or text, not "${printableLine(type)}"`);
  if (values !== undefined && type !== undefined && type !== "choice")
    throw new UserError("--values are those of a choice", { hint: "add --type choice, or leave --values out" });
  for (const [flag, value] of Object.entries({ "--url": url }))
    if (value && !/^(?:https?:\/\/|mailto:)\S+$/i.test(value))
      throw new UserError(`${flag} takes a web address (https://…), not "${printableLine(value)}"`);
  const day = (typed: string | undefined) => (typed ? requireDate(typed, today, "due") : typed);
  const given = {
    date: day(date),
    end: day(end),
    name,
    email,
    url,
    "account-id": accountId,
    userkey,
    username,
    label,
    weeks,
    type: type ?? (values === undefined ? undefined : "choice"),
    values: values
      ?.split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  };
  if (kind === "milestone" && date === "")
    throw new UserError("a milestone needs a date", { hint: "gtm milestone retire takes it away" });
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]): [string, string | readonly string[] | null][] => {
      if (value === undefined) return [];
      if (Array.isArray(value)) return [[key, value.length > 0 ? value : null]];
      const words = String(value)
        .replace(/[\s\p{Cc}]+/gu, " ")
        .trim();
      return [[key, words === "" ? null : words]];
    }),
  );
}
