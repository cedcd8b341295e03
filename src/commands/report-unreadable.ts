/** A file that cannot be read is always reported and sets the exit code; it never just vanishes from a list. */
import { printableLine } from "../core/printable.ts";
import type { Problem } from "../core/problem.ts";
import type { Context } from "../ports.ts";
import { problemLine } from "./workspace.ts";

/** Names every error of reading on stderr; the exit code is 1 where there is one, else 0. */
export function reportUnreadable(context: Context, problems: readonly Problem[]): number {
  const errors = problems.filter((problem) => problem.severity === "error");
  for (const problem of errors) context.stderr.write(`${printableLine(problemLine(problem))}\n`);
  if (errors.length > 0) context.stderr.write("gtm check shows every problem\n");
  return errors.length > 0 ? 1 : 0;
}
