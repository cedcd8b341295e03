import type { ChangePlan } from "../../src/ports.ts";

/** Appends a line to each file; makes it where it is missing. */
export function appendPlan(paths: readonly string[], line: string): ChangePlan {
  return {
    message: `append: ${line}`,
    edits: paths.map((path) => ({ path, edit: (text) => `${text ?? ""}${line}\n` })),
  };
}
