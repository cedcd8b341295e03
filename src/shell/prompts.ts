/** Questions on the terminal; loaded when the first one is asked. */
import { createPrompt, type KeypressEvent, useKeypress } from "@inquirer/core";
import { confirm, input, search, select } from "@inquirer/prompts";
import { LeftQuestion } from "../errors.ts";
import type { Prompts } from "../ports.ts";
import { terminalAt } from "./standard-streams.ts";

/** Standard output carries the answer of a command, so the questions go to standard error where that is seen. */
const context = { output: terminalAt(2) ?? terminalAt(1) ?? process.stdout };

export const prompts: Prompts = {
  text: (message, { draft, ...options } = {}) => {
    let typed = draft ?? "";
    // Asked with every key: the library itself forgets what was typed where the question is left.
    const transformer = (value: string) => {
      typed = value;
      return value;
    };
    const drafted = draft === undefined ? {} : ({ default: draft, prefill: "editable" } as const);
    return answered(input({ message, transformer, ...options, ...drafted }, context), () => typed);
  },
  choose: (message, choices, byDefault) =>
    answered(
      select({ message, choices: [...choices], ...(byDefault === undefined ? {} : { default: byDefault }) }, context),
    ),
  search: (message, find) => answered(search({ message, source: (typed = "") => find(typed) }, context)),
  key: (message, keys) => answered(pressed({ message, keys }, { ...context, clearPromptOnDone: true })),
  confirm: (message, byDefault) => answered(confirm({ message, default: byDefault }, context)),
};

/** What readline tells of a key: its name, and what it sent. */
type Keypress = KeypressEvent & { readonly sequence?: string };

/** One key, without Enter. The library sets the terminal to that, and back. */
const pressed = createPrompt<string, { message: string; keys: readonly string[] }>(({ message, keys }, done) => {
  useKeypress(({ name, sequence }: Keypress) => {
    // A letter as it was typed; a key without one by its name.
    const key = [sequence, name].find((word) => word !== undefined && (keys.length === 0 || keys.includes(word)));
    if (key !== undefined) done(key);
  });
  return message;
});

/** Ctrl-C, or the end of the input, is an answer too. */
export async function answered<Value>(question: Promise<Value>, typed = () => ""): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ExitPromptError") throw error;
    throw new LeftQuestion({ cause: error, typed: typed() });
  }
}
