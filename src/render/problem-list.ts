/** Problems for people: a line each, in the form that editors and terminals make clickable. */
import { printableLine } from "../core/printable.ts";
import type { Problem } from "../core/problem.ts";
import { type Look, painter } from "./style.ts";

export function problemList(problems: readonly Problem[], look: Look): string {
  const paint = painter(look);
  return problems
    .map(({ file, line, column, severity, message, code }) => {
      const word = severity === "error" ? paint.red("error") : paint.yellow("warning");
      return `${printableLine(file)}:${line}:${column}: ${word}: ${printableLine(message)} ${paint.dim(`(${code})`)}\n`;
    })
    .join("");
}
