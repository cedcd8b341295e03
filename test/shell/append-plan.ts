import { readFileSync } from "node:fs";
import type { ChangePlan } from "../../src/ports.ts";

/** Appends a line to each file; makes it where it is missing. */
export function appendPlan(paths: readonly string[], line: string): ChangePlan {
  return {
    message: `append: ${line}`,
    edits: paths.map((path) => ({ path, edit: (text) => `${text ?? ""}${line}\n` })),
  };
}

/** Takes a file away, and makes another of its text. */
export function renamePlan(from: string, to: string): ChangePlan {
  const text = readFileSync(from, "utf8");
  return {
    message: "rename",
    edits: [
      { path: from, edit: () => null, madeFrom: text },
      { path: to, edit: () => `${text}renamed\n`, madeFrom: null },
    ],
  };
}
