/**
 * Which of a command's words name items, and which are text. Never a guess: a text may begin with a number, so where text
 * can follow, only the first word names items (`17`, or `17,18`), unless a `--`, -m or -F says where the text is.
 */
import { resolve } from "node:path";
import { numberInName } from "../core/file-name.ts";
import { shellWord } from "../core/shell-word.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import type { TextOptions } from "./flags.ts";
import type { Workspace } from "./workspace.ts";

export interface Targets {
  readonly numbers: readonly number[];
  /** The words of the text; none where it comes from elsewhere. */
  readonly text: readonly string[];
}

/** The numbers in `17`, `#17`, `017` or `17,18`; null for anything else. */
function numbersIn(word: string): readonly number[] | null {
  const one = "#?\\d{1,9}";
  return new RegExp(`^${one}(?:,${one})*$`).test(word)
    ? word.split(",").map((part) => Number(part.replace("#", "")))
    : null;
}

/** The numbers that every one of some words gives. Throws a UserError for a word that gives none. */
export function readNumbers(words: readonly string[]): readonly number[] {
  return words.flatMap((word) => {
    const numbers = numbersIn(word);
    if (numbers === null)
      throw new UserError(`"${word}" is not an item number`, {
        hint: "write 17, or 17,18 for more than one; gtm list shows the numbers",
      });
    return numbers;
  });
}

/** The numbers at the front of some words, for a command whose other words can be no numbers. */
export function leadingNumbers(words: readonly string[]): { numbers: readonly number[]; rest: readonly string[] } {
  const count = words.findIndex((word) => numbersIn(word) === null);
  const at = count === -1 ? words.length : count;
  return { numbers: readNumbers(words.slice(0, at)), rest: words.slice(at) };
}

/** The items and the text that the words of `note`, `close` or `reopen` give. Throws a UserError where that is unclear. */
export function readTargets(verb: string, words: readonly string[], options: TextOptions): Targets {
  const { message, file, wordsBeforeDashes = 0 } = options;
  if (wordsBeforeDashes > 0)
    return { numbers: readNumbers(words.slice(0, wordsBeforeDashes)), text: words.slice(wordsBeforeDashes) };
  if (message !== undefined || file !== undefined) {
    const { numbers, rest } = leadingNumbers(words);
    return { numbers: numbers.length > 0 ? numbers : readNumbers(words), text: rest };
  }
  const [first = "", ...text] = words;
  if (numbersIn(first) === null && numbersIn(text.at(-1) ?? "") !== null)
    throw new UserError(`"${first}" is not an item number`, {
      hint: `put the number first: gtm ${verb} ${text.at(-1)} ${shellWord([first, ...text.slice(0, -1)].join(" "))}`,
    });
  if (text.length > 0 && text.every((word) => word === "-" || numbersIn(word) !== null) && text.join("") !== "-")
    throw unclear(verb, first, text);
  return { numbers: readNumbers([first]), text };
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

/** Tells whoever begins a text with an item's number how several items are written. */
export async function mentionSeveral(
  context: Context,
  { numbers, text }: Targets,
  { files }: Workspace,
): Promise<void> {
  const also = (text.length > 1 ? numbersIn(text[0] ?? "") : null) ?? [];
  if (!files.some(({ name }) => also.includes(numberInName(name) ?? 0))) return;
  const several = [...numbers, ...also].join(",");
  await writeMessage(
    context.stderr,
    `"${text[0]}" was read as the start of the text; for more than one item, write ${several}\n`,
  );
}
