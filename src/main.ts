/** The only place where an error becomes an exit code and a message. */
import { reportError } from "./commands/report-error.ts";
import { printable } from "./core/printable.ts";
import { exitCode, UserError } from "./errors.ts";
import type { Context } from "./ports.ts";
import { runProgram } from "./program.ts";

/** Runs a command line; gives the exit code. Never throws. */
export async function main(argv: readonly string[], context: Context): Promise<number> {
  try {
    return await runProgram(argv, context);
  } catch (error) {
    if (error instanceof UserError) {
      await reportError(context, error);
      return error.code;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.stderr.write(`gtm: this is a bug in gtm, please report it with the lines below\n${printable(stack)}\n`);
    return exitCode.bug;
  }
}
