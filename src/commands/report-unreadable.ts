/** A file that cannot be read is always reported and sets the exit code; it never just vanishes from a list. */
import { printableLine } from "../core/printable.ts";
import type { Problem } from "../core/problem.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { problemLine } from "./workspace.ts";

/** Names every error of reading on stderr; the exit code is 1 where there is one, else 0. */
export async function reportUnreadable(context: Context, problems: readonly Problem[]): Promise<number> {
  const errors = problems.filter((problem) => problem.severity === "error");
  const lines = errors.map((problem) => `${printableLine(problemLine(problem))}\n`);
  if (errors.length > 0) await writeMessage(context.stderr, `${lines.join("")}gtm check shows every problem\n`);
  return errors.length > 0 ? 1 : 0;
}
