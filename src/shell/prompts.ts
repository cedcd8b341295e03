/** Questions on the terminal; loaded when the first one is asked. */
import { confirm, input, select } from "@inquirer/prompts";
import { UserError } from "../errors.ts";
import type { Prompts } from "../ports.ts";

/** Standard output carries the answer of a command, so the questions go to standard error where that is seen. */
const context = { output: process.stderr.isTTY ? process.stderr : process.stdout };

export const prompts: Prompts = {
  text: (message, options = {}) => answered(input({ message, ...options }, context)),
  choose: (message, choices) => answered(select({ message, choices: [...choices] }, context)),
  confirm: (message, byDefault) => answered(confirm({ message, default: byDefault }, context)),
};

/** Ctrl-C, or the end of the input, is an answer too. */
export async function answered<Value>(question: Promise<Value>): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ExitPromptError") throw error;
    throw new UserError("stopped; nothing was changed", { cause: error });
  }
}
