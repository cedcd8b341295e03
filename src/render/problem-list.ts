/** Problems for people: a line each, in the form that editors and terminals make clickable, and the line they are about. */
import { printable, printableLine } from "../core/printable.ts";
import { type Problem, sourceLineOf } from "../core/problem.ts";
import { type Look, painter } from "./style.ts";
import { textWidth, truncate } from "./text-width.ts";
import { wrapLine } from "./wrap-text.ts";

/** @param textOf a file's text by its path as shown; undefined where it could not be read */
export function problemList(
  problems: readonly Problem[],
  textOf: (file: string) => string | undefined,
  look: Look,
): string {
  const paint = painter(look);
  const lineOf = sourceLineOf(textOf);
  // What has to be mended is not looked for among what may be.
  return [...problems]
    .sort((a, b) => Number(a.severity !== "error") - Number(b.severity !== "error"))
    .map((problem) => {
      const { file, line, column, severity, message, code } = problem;
      const word = severity === "error" ? paint.red("error") : paint.yellow("warning");
      const place = `${printableLine(file)}:${line}:${column}`;
      const said = wrapLine(`${place}: ${word}: ${printableLine(message)} ${paint.dim(`(${code})`)}`, look.width);
      return `${said}\n${excerpt(lineOf(problem), problem, look)}`;
    })
    .join("");
}

const longest = 100;
const most = 20;

/** `   4 | status: wip`, and a caret below the column; "" of an empty line, which shows nothing. */
function excerpt(text: string, { line, column }: Problem, look: Look): string {
  if (text.trim() === "") return "";
  const paint = painter(look);
  const gutter = `${line}`.padStart(4);
  // The column is seen wherever in a long line it is.
  const from = column > longest - most ? column - most : 0;
  const before = `${from > 0 ? "…" : ""}${visible(text.slice(from, column - 1))}`;
  const shown = truncate(
    `${before}${visible(text.slice(column - 1, column + 400))}`,
    Math.max(most, Math.min(longest, look.width - 7)),
  );
  return `${paint.dim(`${gutter} |`)} ${shown}\n${paint.dim("     |")} ${" ".repeat(textWidth(before))}${paint.red("^")}\n`;
}

/** As wide as it is written: blanks are kept, a tab is one. */
function visible(text: string): string {
  return printable(text.replaceAll("\t", " "));
}
