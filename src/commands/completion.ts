/** `gtm completion SHELL`: the script that has a shell ask `gtm complete` for what can stand at the cursor. */
import { dirname, join } from "node:path";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";

/** Each lies beside the program, as that shell's own kind of file. */
const scripts: Readonly<Record<string, string>> = { bash: "gtm.bash", zsh: "_gtm", fish: "gtm.fish" };

export async function completion(context: Context, [shell = ""]: readonly string[]): Promise<number> {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) {
    throw new UserError(`there is no completion for "${shell}"`, {
      hint: `use one of ${Object.keys(scripts).join(", ")}`,
    });
  }
  const [, program = ""] = context.program;
  context.stdout.write(context.files.read(join(dirname(program), "../completions", script)));
  return 0;
}
