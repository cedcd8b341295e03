/** A value asked for on the terminal, in the words of `gtm set`. */
import type { Item } from "../core/item.ts";
import { printableLine } from "../core/printable.ts";
import type { VocabularyColumn } from "../core/standard-columns.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { type ResolvedAssignment, readAssignment, resolveAssignment } from "./field-values.ts";
import { myHandle } from "./identity.ts";
import { offeredWords, wordLabel } from "./offered-words.ts";
import type { Workspace } from "./workspace.ts";

/** `FIELD=VALUE`, understood. Throws a UserError where it is not. */
export async function understand(context: Context, words: string, workspace: Workspace): Promise<ResolvedAssignment> {
  const { tracker, today } = workspace;
  const me = () => myHandle(context, workspace);
  return await resolveAssignment(readAssignment(words, tracker), { tracker, today, me });
}

/** The field first, then its value; null where nothing is to change. */
export async function askForAssignment(context: Context, item: Item, workspace: Workspace): Promise<string | null> {
  const field = await context.ask.choose("Field", [
    { name: "Status", value: "status" },
    { name: "Due", value: "due" },
    { name: "Owner", value: "owners" },
    { name: "Priority", value: "priority" },
    { name: "Area", value: "area" },
    { name: "another", value: "" },
  ]);
  switch (field) {
    case "status":
    case "priority":
    case "area":
      return askForWord(context, field, item, workspace);
    case "due":
      return askForDue(context, workspace);
    case "owners":
      return askForOwner(context, workspace);
    default:
      return askForField(context, workspace);
  }
}

/** One of the tracker's words, from the item's own on; where the tracker has none, whatever is typed. */
export async function askForWord(
  context: Context,
  column: Exclude<VocabularyColumn, "owners">,
  item: Item,
  workspace: Workspace,
): Promise<string | null> {
  const own = item[column] ?? "";
  const offered = offeredWords(column, workspace);
  if (offered.length === 0) return askForValue(context, column, `${wordLabel(column)} (- for none)`, workspace);
  const isKnown = own === "" || offered.some(({ value }) => value === own);
  const choices = [
    ...offered,
    ...(isKnown ? [] : [{ name: printableLine(own), value: own }]),
    { name: "(none)", value: "" },
  ];
  const chosen = await context.ask.choose(wordLabel(column), choices, own);
  return chosen === own ? null : `${column}=${chosen}`;
}

export function askForDue(context: Context, workspace: Workspace): Promise<string | null> {
  return askForValue(context, "due", "Due (10/25, +2w, next fri; - for none)", workspace);
}

export function askForOwner(context: Context, workspace: Workspace): Promise<string | null> {
  const message = "Owner (name or handle; +name adds, -name takes away, - for none)";
  return askForValue(context, "owners", message, workspace);
}

export async function askForField(context: Context, workspace: Workspace): Promise<string | null> {
  const typed = await context.ask.text("FIELD=VALUE", {
    validate: (words) => problemOf(context, words.trim() || null, workspace),
  });
  return typed.trim() || null;
}

/** Enter alone leaves what is there, `-` takes it away. */
async function askForValue(
  context: Context,
  column: string,
  message: string,
  workspace: Workspace,
): Promise<string | null> {
  const typed = await context.ask.text(message, {
    validate: (value) => problemOf(context, assignmentOf(column, value), workspace),
  });
  return assignmentOf(column, typed);
}

/** `due=+2w`; of a list, `+dan` and `-dan` add to it and take from it. Null for nothing typed. */
function assignmentOf(column: string, typed: string): string | null {
  const value = typed.trim();
  if (value === "") return null;
  if (value === "-") return `${column}=`;
  const [, sign, rest] = column === "owners" ? (/^([+-])\s*(.+)$/s.exec(value) ?? []) : [];
  return sign === undefined ? `${column}=${value}` : `${column}${sign}=${rest}`;
}

/** True, or what is wrong: to be typed again, before it is lost. */
async function problemOf(context: Context, words: string | null, workspace: Workspace): Promise<true | string> {
  try {
    if (words !== null) await understand(context, words, workspace);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return wordsBelow(context, error);
  }
}

/** What is wrong, as it stands below a question behind a sign of its own: broken between words. */
export async function wordsBelow(
  { stdout, stderr }: Context,
  { message, hint }: Pick<UserError, "message" | "hint">,
): Promise<string> {
  const { wrapLine } = await import("../render/wrap-text.ts");
  const { width } = stderr.isTerminal ? stderr : stdout;
  return wrapLine(printableLine(hint === undefined ? message : `${message}; ${hint}`), width - 2);
}
