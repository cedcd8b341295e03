/**
 * Which of a command's words name items, and which are text. Never a guess: a text may begin with a number or a key, so where
 * text can follow, only the first word names items (`17`, or `17,R-001`), unless a `--`, -m or -F says where the text is.
 */
import { resolve } from "node:path";
import { numberInName } from "../core/file-name.ts";
import { isKey } from "../core/item-key.ts";
import { shellWord } from "../core/shell-word.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { isKnownKey, noSuchKey } from "./find-item.ts";
import type { TextOptions } from "./flags.ts";
import type { Workspace } from "./workspace.ts";

export interface Targets {
  /** Numbers and keys, as `findItems` takes them. */
  readonly names: readonly string[];
  /** The words of the text; none where it comes from elsewhere. */
  readonly text: readonly string[];
}

const number = /^#?\d{1,9}$/;

/** The parts of `17`, `#17`, `R-001` or `17,R-001`, numbers without what need not be typed. */
function partsOf(word: string): readonly string[] {
  return word.split(",").map((part) => (number.test(part) ? String(Number(part.replace("#", ""))) : part.trim()));
}

/** The names in a word that can be nothing else: of numbers, and of keys that items have; null for anything else. */
export function namesIn(word: string, workspace: Workspace): readonly string[] | null {
  const parts = partsOf(word);
  return parts.every((part) => number.test(part) || (isKey(part.replace(/^#/, "")) && isKnownKey(part, workspace)))
    ? parts
    : null;
}

/** The names that every one of some words gives. Throws a UserError for a word that names no item. */
export function readNames(words: readonly string[], workspace: Workspace): readonly string[] {
  return words.flatMap((word) => {
    const parts = partsOf(word);
    const unknown = parts.find((part) => !number.test(part) && !isKnownKey(part, workspace));
    if (unknown !== undefined) throw noSuchKey(unknown || word, workspace.items);
    return parts;
  });
}

/** The names at the front of some words, for a command whose other words can name no items. */
export function leadingNames(
  words: readonly string[],
  workspace: Workspace,
): { names: readonly string[]; rest: readonly string[] } {
  const count = words.findIndex((word) => namesIn(word, workspace) === null);
  const at = count === -1 ? words.length : count;
  return { names: readNames(words.slice(0, at), workspace), rest: words.slice(at) };
}

/** The items and the text that the words of `note`, `close` or `reopen` give. Throws a UserError where that is unclear. */
export function readTargets(
  verb: string,
  words: readonly string[],
  options: TextOptions,
  workspace: Workspace,
): Targets {
  const { message, file, wordsBeforeDashes = 0 } = options;
  if (wordsBeforeDashes > 0)
    return { names: readNames(words.slice(0, wordsBeforeDashes), workspace), text: words.slice(wordsBeforeDashes) };
  const [first = "", ...text] = words;
  if (message !== undefined || file !== undefined) {
    const { names, rest } = leadingNames(text, workspace);
    return { names: [...readNames([first], workspace), ...names], text: rest };
  }
  const isName = (word: string) => namesIn(word, workspace) !== null;
  if (!isName(first) && isName(text.at(-1) ?? ""))
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
  const also = (text.length > 1 ? namesIn(text[0] ?? "", workspace) : null) ?? [];
  const isThere = (name: string) => workspace.files.some((file) => numberInName(file.name) === Number(name));
  if (!also.some((name) => isThere(name) || !number.test(name))) return;
  const several = [...names, ...also].join(",");
  await writeMessage(
    context.stderr,
    `"${text[0]}" was read as the start of the text; for more than one item, write ${several}\n`,
  );
}
