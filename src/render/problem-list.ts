/** Problems for people: a line each, in the form that editors and terminals make clickable. */
import { printableLine } from "../core/printable.ts";
import type { Problem } from "../core/problem.ts";
import { type Look, painter } from "./style.ts";
import { wrapLine } from "./wrap-text.ts";

export function problemList(problems: readonly Problem[], look: Look): string {
  const paint = painter(look);
  return problems
    .map(({ file, line, column, severity, message, code }) => {
      const word = severity === "error" ? paint.red("error") : paint.yellow("warning");
      const place = `${printableLine(file)}:${line}:${column}`;
      return `${wrapLine(`${place}: ${word}: ${printableLine(message)} ${paint.dim(`(${code})`)}`, look.width)}\n`;
    })
    .join("");
}
