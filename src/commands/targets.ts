/**
 * Which of a command's words name items, and which are text. Never a guess: a text may begin with a number or a key, so where
 * text can follow, only the first word names items (`17`, or `17,R-001`), unless a `--`, -m or -F says where the text is.
 */
import { resolve } from "node:path";
import { findColumn } from "../core/columns.ts";
import { numberInName } from "../core/file-name.ts";
import { isItemKey } from "../core/item-key.ts";
import { shellWord } from "../core/shell-word.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { type FoundItem, isKnownKey, noSuchKey } from "./find-item.ts";
import type { ChangeOptions, ManyOptions, TextOptions } from "./flags.ts";
import type { Workspace } from "./workspace.ts";

export interface Targets {
  /** Numbers and keys, as `findItems` takes them. */
  readonly names: readonly string[];
  /** The words of the text; none where it comes from elsewhere. */
  readonly text: readonly string[];
  /** Whether a query names the items: then the user has still to see which. */
  readonly isChosen: boolean;
}

const number = /^#?\d{1,9}$/;
/** `10..14` */
const range = /^#?(\d{1,9})\.\.#?(\d{1,9})$/;

/** The parts of `17`, `#17`, `R-001`, `17,R-001` or `10..14`, numbers without what need not be typed. */
function partsOf(word: string): readonly string[] {
  return word.split(",").map((part) => (number.test(part) ? String(Number(part.replace("#", ""))) : part.trim()));
}

function isNumber(part: string): boolean {
  return number.test(part) || range.test(part);
}

/** The numbers of a range that items have. Throws a UserError where none has one; of anything else the part itself. */
function numbersIn(part: string, workspace: Workspace): readonly string[] {
  const [, first, last] = range.exec(part) ?? [];
  if (first === undefined || last === undefined) return [part];
  const numbers = workspace.files
    .flatMap(({ name }) => numberInName(name) ?? [])
    .filter((each) => each >= Number(first) && each <= Number(last));
  if (numbers.length === 0)
    throw new UserError(`no item has a number from ${Number(first)} to ${Number(last)}`, {
      hint: "gtm list shows the numbers",
    });
  return [...new Set(numbers)].sort((a, b) => a - b).map(String);
}

/** True of words that hold a term of a query: then they name items by that. */
export function isQuery(words: string, { tracker }: Workspace): boolean {
  return [...words.matchAll(/(?:^|\s)-?([\p{L}#][\p{L}\p{N}_-]*):(?=\S)/gu)].some(
    ([, key = ""]) => ["is", "has", "no", "since"].includes(key.toLowerCase()) || findColumn(key, tracker) !== null,
  );
}

/** The names in a word that can be nothing else: of numbers, and of keys that items have; null for anything else. */
export function targetsIn(word: string, workspace: Workspace): readonly string[] | null {
  const parts = partsOf(word);
  return parts.every((part) => isNumber(part) || (isItemKey(part.replace(/^#/, "")) && isKnownKey(part, workspace)))
    ? parts
    : null;
}

/** The names that every one of some words gives. Throws a UserError for a word that names no item. */
export function readNames(words: readonly string[], workspace: Workspace): readonly string[] {
  return words.flatMap((word) => {
    const unknown = unknownIn(word, workspace);
    if (unknown !== undefined) throw noSuchKey(unknown || word, workspace.items);
    return partsOf(word).flatMap((part) => numbersIn(part, workspace));
  });
}

/** The first part that is no number, and the key of no item; undefined where there is none. */
function unknownIn(word: string, workspace: Workspace): string | undefined {
  return partsOf(word).find((part) => !isNumber(part) && !isKnownKey(part, workspace));
}

/** The names at the front of some words, for a command whose other words can name no items. */
export function leadingNames(
  words: readonly string[],
  workspace: Workspace,
): { names: readonly string[]; rest: readonly string[] } {
  const count = words.findIndex((word) => targetsIn(word, workspace) === null);
  const at = count === -1 ? words.length : count;
  return { names: readNames(words.slice(0, at), workspace), rest: words.slice(at) };
}

/** The items and the text that the words of `note`, `close` or `reopen` give. Throws a UserError where that is unclear. */
export async function readTargets(
  context: Context,
  verb: string,
  words: readonly string[],
  options: TextOptions & ManyOptions,
  workspace: Workspace,
): Promise<Targets> {
  const { wordsBeforeDashes = 1 } = options;
  const query = words.slice(0, wordsBeforeDashes);
  if (!query.some((word) => isQuery(word, workspace)))
    return { ...namedTargets(verb, words, options, workspace), isChosen: false };
  const { namesByQuery } = await import("./query-targets.ts");
  const names = await namesByQuery(context, query, workspace, options);
  return { names, text: words.slice(query.length), isChosen: true };
}

function namedTargets(
  verb: string,
  words: readonly string[],
  options: TextOptions,
  workspace: Workspace,
): Omit<Targets, "isChosen"> {
  const { message, file, wordsBeforeDashes = 0 } = options;
  if (wordsBeforeDashes > 0)
    return { names: readNames(words.slice(0, wordsBeforeDashes), workspace), text: words.slice(wordsBeforeDashes) };
  const [first = "", ...text] = words;
  if (message !== undefined || file !== undefined) {
    const { names, rest } = leadingNames(text, workspace);
    return { names: [...readNames([first], workspace), ...names], text: rest };
  }
  const isName = (word: string) => targetsIn(word, workspace) !== null;
  if (unknownIn(first, workspace) !== undefined && isName(text.at(-1) ?? ""))
    throw new UserError(noSuchKey(first, workspace.items).message, {
      hint: `put the number first: gtm ${verb} ${text.at(-1)} ${shellWord([first, ...text.slice(0, -1)].join(" "))}`,
    });
  if (text.length > 0 && text.every((word) => word === "-" || isName(word)) && text.join("") !== "-")
    throw unclear(verb, first, text);
  return { names: readNames([first], workspace), text };
}

function unclear(verb: string, first: string, text: readonly string[]): UserError {
  const others = text.filter((word) => word !== "-");
  const input = text.includes("-") ? " -" : "";
  const many = others.length > 1 ? "are" : "is";
  return new UserError(
    `${many} ${others.join(" ")} the text, or ${others.length > 1 ? "more items" : "another item"}?`,
    {
      hint: `for the items: gtm ${verb} ${[first, ...others].join(",")}${input}; for the text: gtm ${verb} ${first} -m ${shellWord(others.join(" "))}`,
    },
  );
}

/** Shows the items that a query has named, and asks; see `confirmMany`. */
export async function confirmChosen(
  context: Context,
  what: string,
  found: readonly FoundItem[],
  workspace: Workspace,
  options: ManyOptions & ChangeOptions,
): Promise<void> {
  const { confirmMany } = await import("./query-targets.ts");
  const items = found.map(({ item }) => item);
  await confirmMany(context, what, items, workspace, options);
}

/** The text from the words, -m, -F, or `-` (standard input); null where none is given. */
export async function readCommentText(
  context: Context,
  words: readonly string[],
  { message, file }: TextOptions,
): Promise<string | null> {
  const given = [
    words.length > 0 && "as an argument",
    message !== undefined && "with -m",
    file !== undefined && "with -F",
  ];
  const ways = given.filter(Boolean);
  if (ways.length > 1) throw new UserError(`the text is given twice: ${ways.join(" and ")}`);
  if (file === "-" || (words.length === 1 && words[0] === "-")) return context.stdin.read();
  if (file !== undefined) return context.files.read(resolve(context.cwd, file));
  return message ?? (words.length > 0 ? words.join(" ") : null);
}

/** Tells whoever begins a text with an item's number or key how several items are written. */
export async function mentionSeveral(context: Context, { names, text }: Targets, workspace: Workspace): Promise<void> {
  const also = (text.length > 1 ? targetsIn(text[0] ?? "", workspace) : null) ?? [];
  const isThere = (name: string) => workspace.files.some((file) => numberInName(file.name) === Number(name));
  if (!also.some((name) => isThere(name) || !number.test(name))) return;
  const several = [...names, ...also].join(",");
  await writeMessage(
    context.stderr,
    `"${text[0]}" was read as the start of the text; for more than one item, write ${several}\n`,
  );
}
