/** What commander refuses, said in gtm's words and with the next thing to type. */
import type { CommanderError } from "commander";
import { nearest } from "./core/nearest.ts";
import { shellWord } from "./core/shell-word.ts";
import { UserError } from "./errors.ts";

/** What a message needs to know of the command that was called. */
export interface CalledVerb {
  readonly name: string;
  readonly options: readonly (readonly [string, string])[];
  readonly examples: readonly (readonly [string, string])[];
  /** True where words can be anything, and so may begin with a dash. */
  readonly text?: boolean;
}

/**
 * @param verb the command that was called; null where none was, or none that there is
 * @param argv as it was typed
 */
export function usageError(error: CommanderError, verb: CalledVerb | null, argv: readonly string[]): UserError {
  const given = /'(.*)'/s.exec(error.message.split("\n(Did you mean")[0] ?? "")?.[1] ?? "";
  const name = verb?.name ?? "gtm";
  const help =
    verb === null ? "gtm help lists commands and options" : `gtm help ${verb.name} shows its options, with examples`;
  const example = verb?.examples[0]?.[0] ?? help;
  switch (error.code) {
    case "commander.unknownOption":
      return unknownOption(given, name, verb, argv, help);
    case "commander.optionMissingArgument":
      return new UserError(`${given.replace(/ <.*/, "")} needs a value`, { hint: help });
    case "commander.missingArgument":
      return new UserError(`${name} needs a ${given}`, { hint: `for example: ${example}` });
    case "commander.excessArguments":
      return new UserError(`too many arguments for gtm ${name}`, { hint: help });
    default:
      return new UserError(error.message.replace(/^error: /, ""), { hint: help });
  }
}

/** What other programs call what gtm does. */
const otherNames: Readonly<Record<string, string>> = {
  assign: "set",
  change: "set",
  comment: "note",
  create: "add",
  done: "close",
  export: "render",
  find: "list",
  finish: "close",
  history: "log",
  html: "render",
  lint: "check",
  move: "set",
  new: "add",
  page: "render",
  pull: "sync",
  push: "sync",
  remove: "delete",
  resume: "meet",
  rm: "delete",
  search: "list",
  start: "init",
  update: "set",
  validate: "check",
};

/** The answer to a command that there is not. */
export function noSuchCommand(word: string, names: readonly string[]): UserError {
  const near = Object.hasOwn(otherNames, word) ? otherNames[word] : nearest(word, names);
  return new UserError(`unknown command "${word}"${near ? `, did you mean ${near}?` : ""}`, {
    hint: `commands are ${names.join(", ")}`,
  });
}

function unknownOption(
  given: string,
  name: string,
  verb: CalledVerb | null,
  argv: readonly string[],
  help: string,
): UserError {
  const flags = [...(verb?.options ?? []).flatMap(([flag]) => flag.match(/--[\w-]+/g) ?? []), "--help"];
  const near = /^--[\w-]+$/.test(given) ? nearest(given, flags) : null;
  const message = `${name} has no option ${shellWord(given)}${near ? `, did you mean ${near}?` : ""}`;
  if (near !== null || !verb?.text) return new UserError(message, { hint: help });
  if (name === "list") return new UserError(message, { hint: `a query has no dashes: ${asQuery(given, argv)}` });
  const at = argv.indexOf(given);
  const [before, after] = [argv.slice(0, at), argv.slice(at + 1)].map((words) => words.map(shellWord).join(" "));
  const rest = argv.slice(at + 1).some((word) => word.startsWith("-")) ? "" : ` ${after}`.trimEnd();
  return new UserError(message, {
    hint: `put -- before text that starts with a dash: gtm ${before} -- ${shellWord(given)}${rest}`,
  });
}

/** `--owner bo` as a query has it. */
function asQuery(given: string, argv: readonly string[]): string {
  const [flag = "", value = argv[argv.indexOf(given) + 1]] = given.replace(/^-+/, "").split("=");
  return value === undefined || value.startsWith("-")
    ? `gtm list is:${flag}, or gtm help list`
    : `gtm list ${flag}:${shellWord(value)}`;
}
