/** The man page: what help says, as roff (man(7)). */
import type { helpTexts } from "../../src/program.ts";

type Help = ReturnType<typeof helpTexts>;
type Pairs = readonly (readonly [term: string, text: string])[];

const environment: Pairs = [
  ["GTM_TRACKER", "The tracker's folder, where -t is not given."],
  ["GTM_TODAY", "The day that counts as today (2017-10-25), for tests and for looking back."],
  ["GIT_EDITOR, VISUAL, EDITOR", "The editor for comments and items; git's core.editor counts too, in git's order."],
  ["GIT_PAGER, PAGER", "The pager for long output; else git's core.pager, or less(1)."],
  ["NO_COLOR, FORCE_COLOR", "Never colours, or colours in a pipe too. --color goes before both."],
  ["COLUMNS, LINES", "The size of the screen, where the terminal's own is not to count."],
];

const files: Pairs = [
  ["items/tracker.md", "The tracker: its settings, and the template of its page."],
  ["items/017-support.md", "An item, called by its number and the title it began with."],
  [".gitattributes", "Has git merge items by meaning, once gtm setup has been run in the clone."],
  [".git/gtm-meet/", "A meeting that is not finished: gtm meet goes on with it."],
];

/** @param date ISO, of the page */
export function manPage({ description, flags, verbs, exits }: Help, date: string): string {
  return [
    '.\\" Made from the help of gtm by test/e2e/command-reference.test.ts: change src/program.ts, and make it anew.',
    `.TH GTM 1 ${date} gtm "User Commands"`,
    // Commands are neither pulled apart nor hyphenated.
    ".ad l",
    ".nh",
    ".SH NAME",
    `gtm \\- ${prose("keep the open items of a launch in git, and render its meeting page")}`,
    ".SH SYNOPSIS",
    `${bold("gtm")} [${italic("option")}...] ${italic("command")} [${italic("argument")}...]`,
    ".SH DESCRIPTION",
    ...paragraphs(description),
    ".PP",
    ...lines(
      "To start, run gtm init, then gtm import PAGE.md or gtm add TITLE. gtm help COMMAND says what stands here.",
    ),
    ".SH OPTIONS",
    ...tagged(flags, flag),
    ".SH COMMANDS",
    ...verbs.flatMap(command),
    ".SH EXIT STATUS",
    ...tagged(exits.map(([code, meaning]) => [String(code), `${capital(meaning)}.`])),
    ".SH ENVIRONMENT",
    ...tagged(environment),
    ".SH FILES",
    ...tagged(files),
    ".SH SEE ALSO",
    `${bold("git")}(1)`,
    "",
  ].join("\n");
}

function command({ name, alias, usage: words, summary, details, options, examples }: Help["verbs"][number]): string[] {
  return [
    `.SS ${quoted(`gtm ${name} ${words || "[options]"}`)}`,
    ...lines(`${capital(summary)}.${alias === undefined ? "" : ` gtm ${alias} is the same.`}`),
    ...(details === undefined ? [] : [".PP", ...paragraphs(details)]),
    ...(options.length === 0 ? [] : [".PP", "Options:", ...tagged(options, flag)]),
    ".PP",
    "Examples:",
    ...tagged(examples),
  ];
}

/** Lines of prose are paragraphs; lines set in are terms, each with what it means behind three blanks. */
function paragraphs(text: string): string[] {
  return text
    .split("\n")
    .filter(Boolean)
    .flatMap((line, index) => {
      const [term = "", meaning = ""] = line.trim().split(/ {3,}(.*)/s);
      if (line.startsWith("  ")) return tagged([[term, meaning]]);
      return [...(index > 0 ? [".PP"] : []), ...lines(line)];
    });
}

function tagged(pairs: Pairs, head: (term: string) => string = bold): string[] {
  return pairs.flatMap(([term, text]) => [".TP", head(term), ...lines(text)]);
}

/** `-F, --file <file>`: what is typed in bold, what it stands for in italics. */
function flag(term: string): string {
  return term
    .split(/(<.*>)/)
    .filter(Boolean)
    .map((part) => (part.startsWith("<") ? italic(part.slice(1, -1)) : bold(part)))
    .join("");
}

function bold(text: string): string {
  return `\\fB${prose(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${prose(text)}\\fR`;
}

/** An argument of a macro. */
function quoted(text: string): string {
  return `"${prose(text).replaceAll('"', "\\(dq")}"`;
}

/** Prose in lines that are short enough for every roff, none of which begins like a macro. */
function lines(text: string): string[] {
  const broken: string[] = [];
  for (const word of prose(text).split(" ").filter(Boolean)) {
    const last = broken.at(-1);
    if (last !== undefined && last.length + word.length < 79) broken[broken.length - 1] = `${last} ${word}`;
    else broken.push(word.startsWith(".") ? `\\&${word}` : word);
  }
  return broken;
}

const signs: Readonly<Record<string, string>> = {
  "\\": "\\e",
  "-": "\\-",
  "'": "\\(aq",
  "`": "\\(ga",
  "^": "\\(ha",
  "~": "\\(ti",
};

/** Every sign as it is typed, for commands are copied from here; none that roff would take for its own. */
function prose(text: string): string {
  return text
    .replaceAll(/[\\\-'`^~]/g, (sign) => signs[sign] ?? sign)
    .replaceAll(/[^\n -~]/gu, (sign) => `\\[u${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`);
}

function capital(words: string): string {
  return words.replace(/^./, (letter) => letter.toUpperCase());
}
