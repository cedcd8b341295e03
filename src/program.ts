/**
 * The command line: names, options, help, examples. The commands of every day are small and come with it in one
 * file (one file each, with their shared parts, cost a start 20 ms more); what is large or rare is imported when it is called.
 */
import { Command, CommanderError, Option } from "commander";
import { add } from "./commands/add.ts";
import { check } from "./commands/check.ts";
import { close, reopen } from "./commands/close.ts";
import { list, usualColumns } from "./commands/list.ts";
import { note } from "./commands/note.ts";
import { set } from "./commands/set.ts";
import { show } from "./commands/show.ts";
import { UserError } from "./errors.ts";
import type { Context, Output } from "./ports.ts";
import { type CalledVerb, noSuchCommand, usageError } from "./usage-error.ts";
import { writeHelp } from "./write-message.ts";

type Options = Record<string, never>;
type Run = (context: Context, words: readonly string[], options: Options) => Promise<number>;

interface Verb extends CalledVerb {
  /** As commander parses them. */
  readonly args: string;
  /** As people read them. */
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  /** True for a command that changes items, and so commits. */
  readonly changes?: boolean;
  readonly json?: boolean;
  readonly run: Run;
}

const withoutWords =
  (run: (context: Context, options: Options) => Promise<number>): Run =>
  (context, _, options) =>
    run(context, options);

const changeOptions = [
  ["--no-commit", "leave the change in the work tree, uncommitted"],
  ["-n, --dry-run", "show the change instead of making it"],
] as const;

const noPager = ["--no-pager", "print at once what is taller than the screen"] as const;

const textOptions = [
  ["-m, --message <text>", "the text"],
  ["-F, --file <file>", "read the text from a file; - is standard input"],
] as const;

/** Said alike of every command that takes items and a text. */
const targetsHelp = `The first word names the item, or several: 17,18. All that follows is the text, even a number. With -m or -F, or with -- before the text, items may be separated by spaces: gtm VERB 17 18 -- TEXT.`;

const queryHelp = `A query is words to search for and qualifiers, as on code forges; all must hold:
  status:blocked,pending   either; likewise area, priority, timeline, title, your own fields
  owner:me  owner:dan      by handle or name; me is your git identity
  status:block  priority:1   the first letters are enough where only one starts with them
  is:open  is:closed  is:overdue,stale   either; open, closed, overdue or stale
  due:<2017-12-01  due:today..+2w  updated:>=10/01  id:10..20
  due:<eom  due:"next week"  closed:Q1   a period counts whole; gtm help set has more dates
  has:due  no:owner  ref:CF-11401
  -area:"Product Marketing"   not
  sort:due  sort:-updated,priority   columns:number,title,due   group:owner`;

const verbs: readonly Verb[] = [
  {
    name: "init",
    args: "",
    usage: "",
    summary: "make a tracker here",
    details: "You are the first of its people, by your git name and e-mail.",
    examples: [
      ["gtm init", "items/tracker.md where you stand, committed"],
      ["gtm -t backlog init", "in another folder"],
    ],
    options: [],
    changes: true,
    run: async (context, _, options) => (await import("./commands/init.ts")).init(context, options),
  },
  {
    name: "import",
    args: "<file>",
    usage: "FILE",
    summary: "bring in a page, repair what the export broke, report every guess",
    details:
      "Reads Markdown, HTML (Confluence, Word, Google Docs), Confluence storage format, CSV and TSV, told by their content; - reads standard input. One commit. A row with a guess under 0.9 keeps its source as an HTML comment in the item's file. Import the page again while it lives on: new comments come, edits in git stay.",
    examples: [
      ["gtm import page.md", "items and tracker.md from the page"],
      ["gtm import page.html --dry-run", "only the report"],
      ["gtm import jira.csv --map Team=area", "a column by another name"],
      ["gtm import page.md --review", "each doubtful row, before anything is written"],
      ["gtm import page.md --update", "take over what changed on the page"],
    ],
    options: [
      ["--from <source>", "markdown, html, storage or csv (default: by its content)"],
      ["--map <heading=column...>", 'the column of a heading, such as "Who=owners"'],
      ["--year <yyyy>", "the year of dates without one (default: as the page shows it)"],
      ["-u, --update", "take over what changed on the page since it was last imported"],
      ["--prefer <side>", "page or git: who wins where both changed (default: git's stays, and is listed)"],
      ["--review", "ask about each doubtful row before anything is written"],
      ["--report <file>", "write the report as Markdown, for the pull request; with --dry-run too"],
    ],
    changes: true,
    json: true,
    run: async (context, words, options) => (await import("./commands/import.ts")).importPage(context, words, options),
  },
  {
    name: "add",
    args: "[words...]",
    usage: "[TITLE] [FIELD=VALUE...]",
    text: true,
    summary: "a new item",
    details: "Asks for the title and more on a terminal when none is given.",
    examples: [
      ['gtm add "Support model" -o dahersey -p 2 --due +2w', "prints its number"],
      ['gtm add "Price list" area="Product Marketing" hx-input=yes', "fields as in gtm set"],
    ],
    options: [
      ["-s, --status <status>", "default: the tracker's first"],
      ["-p, --priority <priority>", "P1, or 1"],
      ["-a, --area <area>", "one of the tracker's areas"],
      ["-o, --owner <handle...>", "handle, name or me; several are allowed"],
      ["--start <date>", "10/25, +2w, next fri, 2017-10-25 (gtm help set has more)"],
      ["--due <date>", "likewise"],
      ["--timeline <words>", "free text, such as Nov'17"],
      ["--ref <ticket...>", "such as CF-11401"],
      ["-d, --description <markdown>", "what stands above the comments"],
      ["-m, --note <text>", "a first comment"],
    ],
    changes: true,
    json: true,
    run: add as Run,
  },
  {
    name: "note",
    args: "<id...>",
    usage: "ID[,ID...] [TEXT]",
    text: true,
    summary: "append a dated comment",
    details: `The text comes from the words, -m TEXT, -F FILE, standard input (-), or your editor.\n${targetsHelp.replace("VERB", "note")}`,
    examples: [
      ['gtm note 17 "TAC model agreed"', "one line"],
      ["gtm note 17 3 suppliers agreed", "on item 17 alone"],
      ["gtm note 17,18 -F minutes.md", "the same comment on two items"],
      ['gtm note 17 -- "-5% on the list price"', "text that starts with a dash"],
      ["git log -1 --format=%b | gtm note 17 -", "from a pipe"],
    ],
    options: [
      ...textOptions,
      ["--date <date>", "the comment's date, such as last thu (default: today)"],
      ["--author <person>", "handle or name (default: you, by your git e-mail or name)"],
    ],
    changes: true,
    json: true,
    run: note as Run,
  },
  {
    name: "set",
    args: "<id...>",
    usage: "ID... FIELD=VALUE...",
    summary: "change fields",
    details:
      "The items come first: 17, or several, as 17,18 or 17 18. FIELD= takes the value away; owners and refs also know += and -=. People go by handle or name; the first letters of a word are enough where no other starts with them (owner=dan, status=block). Every other byte of the file stays as it is.\n\nDates, here and everywhere: 2017-10-25, 10/25, +2w, +3bd, thu, last thu, next thu, 15th, eow, eom, next week (its Monday), mid nov (the 15th), 1 week ago, a week from thu. Of a period (this month, nov'26, 2026-11, Q1, week 48) due takes the end, of a week its Friday, and start the first day. The answer shows the day that was understood.",
    examples: [
      ["gtm set 17 status=blocked due=+2w", "two fields, one commit"],
      ["gtm set 17,18 owners+=dahersey", "one more owner on two items"],
      ['gtm set 17 due="end of Q1"', "dates as you say them"],
      ["gtm set 17 due=", "no due date any more"],
    ],
    options: [],
    changes: true,
    json: true,
    run: set as Run,
  },
  {
    name: "close",
    args: "<id...>",
    usage: "ID[,ID...] [TEXT]",
    text: true,
    summary: "close items, with the date",
    details: targetsHelp.replace("VERB", "close"),
    examples: [
      ['gtm close 17 "Signed by all"', "with a closing comment"],
      ["gtm close 17,18", "two items"],
      ["gtm close 17 --date 10/25", "closed on another day"],
    ],
    options: [...textOptions, ["--date <date>", "the day it was closed, such as last thu (default: today)"]],
    changes: true,
    json: true,
    run: close as Run,
  },
  {
    name: "reopen",
    args: "<id...>",
    usage: "ID[,ID...] [TEXT]",
    text: true,
    summary: "open closed items again, with the status they had",
    details: targetsHelp.replace("VERB", "reopen"),
    examples: [['gtm reopen 17 "The partner has questions"', "with a comment"]],
    options: [...textOptions],
    changes: true,
    json: true,
    run: reopen as Run,
  },
  {
    name: "list",
    args: "[query...]",
    usage: "[QUERY]",
    text: true,
    summary: "the open items, or those that a query names",
    details: `${queryHelp}\n\nOn a terminal a table. In a pipe a line an item, without a heading, its values separated by tabs: ${usualColumns.join(", ")}, whatever the items hold (an empty value is an empty field); or the --columns you name.`,
    examples: [
      ["gtm list", "what is open"],
      ["gtm list owner:me is:overdue", "what I am late with"],
      ['gtm list -area:"Product Marketing" due:"<+2w"', "quote < and > for the shell"],
      ["gtm list is:overdue,stale group:owner", "late or silent, a table for each owner"],
      ["gtm list --all --json", "everything, for a script"],
    ],
    options: [
      ["-a, --all", "closed items too"],
      ["--columns <names>", "such as number,title,due,updated"],
      ["--sort <columns>", "such as due or -updated,priority"],
      noPager,
    ],
    json: true,
    run: list as Run,
  },
  {
    name: "show",
    args: "<id...>",
    usage: "ID...",
    summary: "items in full, comments newest first",
    details: "What is taller than the screen opens in your pager: GIT_PAGER, PAGER, git's core.pager, else less.",
    examples: [
      ["gtm show 17", "one item"],
      ["gtm show 17 18", "two; 17,18 is the same"],
      ["gtm show 17 --json", "its data"],
    ],
    options: [noPager],
    json: true,
    run: show as Run,
  },
  {
    name: "check",
    args: "",
    usage: "",
    summary: "every problem of every file, with file, line and column",
    details: "Exits 1 where there are errors.",
    examples: [
      ["gtm check", "before a commit, or in CI"],
      ["gtm check --strict --format json", "warnings count too"],
    ],
    options: [
      ["--format <format>", "text or json (default: text)"],
      ["--strict", "exit 1 on warnings too"],
    ],
    json: true,
    run: withoutWords(check),
  },
  {
    name: "render",
    args: "",
    usage: "[options]",
    summary: "the meeting page",
    details:
      "From the template in tracker.md. --at and --since take a date (2017-10-25, -1w, last thu) or a revision; the work tree is not touched. Of a period such as nov or Q1, --since takes the first day, --at the last that has come. --since a day before the tracker's first, every item is new.",
    examples: [
      ["gtm render -o page.md", "Markdown, for the forge"],
      ["gtm render --open", "one HTML file, in the browser"],
      ["gtm render -o page.html --since -1w", "with what changed since last week marked"],
      ["gtm render --format confluence --at HEAD~5", "storage format, of the page as it was"],
      ["gtm render -f csv --bom -o page.csv", "for Excel"],
    ],
    options: [
      [
        "-f, --format <format>",
        "md, html, confluence, csv or json (default: by FILE's ending, .xml for confluence; else md)",
      ],
      ["-o, --output <file>", "write it there instead of standard output"],
      ["--at <when>", "the page as it was"],
      ["--since <when>", "mark what is new or changed since, and say it in words"],
      ["--bom", "begin CSV with a byte order mark, for Excel"],
      ["--open", "open the HTML page in the browser"],
      ["--watch", "render again whenever a file of the tracker changes"],
    ],
    run: async (context, _, options) => (await import("./commands/render.ts")).render(context, options),
  },
];

const verbNames = verbs.map(({ name }) => name);

type Start = (run: (context: Context) => Promise<number>) => Promise<number>;

/** What commander has to say, kept until it can be broken to fit; commander itself breaks what is broken already. */
interface Saying {
  readonly output: Output;
  readonly text: string;
}

/** Reads the arguments and runs the command they name; gives its exit code. */
export async function runProgram(argv: readonly string[], context: Context, version: string): Promise<number> {
  let code = 0;
  const sayings: Saying[] = [];
  const program = new Command("gtm");
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => sayings.push({ output: context.stdout, text }),
      writeErr: (text) => sayings.push({ output: context.stderr, text }),
      // Said by usageError.
      outputError: () => undefined,
      getOutHelpWidth: () => Number.POSITIVE_INFINITY,
      getErrHelpWidth: () => Number.POSITIVE_INFINITY,
    })
    .description("Keep the open items of a launch as Markdown files in git, and render the meeting page from them.")
    .version(version, "-V, --version", "print the version")
    .option("-C, --directory <dir>", "work as if started there")
    .option("-t, --tracker <dir>", "the tracker's folder (default: items, or GTM_TRACKER)")
    .option(...noPager)
    .addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]))
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}`.trimEnd() })
    .helpCommand(false)
    .addHelpText(
      "after",
      '\nBegin with: gtm init, then gtm import PAGE.md or gtm add "Title".\ngtm help COMMAND shows examples. Exit codes: 0 done, 1 the answer is no, 2 usage or bad input, 70 a bug.',
    );
  const start: Start = async (run) => (code = await run(context));
  const behindDashes = argv.includes("--") ? argv.length - argv.indexOf("--") - 1 : null;
  for (const verb of verbs) addVerb(program, verb, behindDashes, start);
  addHelp(program);
  try {
    if (argv.length === 0) {
      sayings.push({ output: context.stderr, text: program.helpInformation() });
      return 2;
    }
    await program.parseAsync(negationsLast(argv), { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const [word = ""] = program.args;
    if (error.code === "commander.unknownCommand") throw noSuchCommand(word, verbNames);
    throw usageError(error, verbs.find(({ name }) => name === word) ?? null, argv);
  } finally {
    for (const { output, text } of sayings) await writeHelp(output, text);
  }
}

/** `-area:x` is a term of a query and no option: behind `--`, commander takes it as a word. */
function negationsLast(argv: readonly string[]): string[] {
  const isNegation = (word: string) => /^-(?:[\p{L}#][\p{L}\p{N}_-]*:|")/u.test(word);
  if (!argv.includes("list") || argv.includes("--") || !argv.some(isNegation)) return [...argv];
  return [...argv.filter((word) => !isNegation(word)), "--", ...argv.filter(isNegation)];
}

function addHelp(program: Command): void {
  program
    .command("help [command]")
    .usage("[command]")
    .summary("help for a command, with examples")
    .action((word: string | undefined) => {
      const command = word === undefined ? program : program.commands.find((each) => each.name() === word);
      if (!command) throw noSuchCommand(word ?? "", verbNames);
      command.help();
    });
}

function addVerb(program: Command, verb: Verb, behindDashes: number | null, start: Start): void {
  const command = program
    .command(`${verb.name} ${verb.args}`.trim())
    .usage(verb.usage)
    .summary(verb.summary)
    .description([verb.summary, verb.details].filter(Boolean).join("\n\n"));
  for (const [flags, text] of verb.options) command.option(flags, text);
  if (verb.json) command.option("--json", "print data instead of text");
  if (verb.changes) for (const [flags, text] of changeOptions) command.addOption(new Option(flags, text));
  command.addHelpText("after", `\nExamples:\n${exampleLines(verb.examples)}`);
  command.action(async (...received: unknown[]) => {
    const words = received.slice(0, -2).flatMap((word) => (word === undefined ? [] : word)) as string[];
    const wordsBeforeDashes = behindDashes === null ? {} : { wordsBeforeDashes: words.length - behindDashes };
    const options = { ...command.optsWithGlobals(), ...wordsBeforeDashes } as Options;
    await start(async (context) => {
      const there = inDirectory(inColour(context, program), program);
      await there.git.recover(there.cwd);
      return verb.run(there, words, options);
    });
  });
}

/** `--color` has the last word, over NO_COLOR and FORCE_COLOR. */
function inColour(context: Context, program: Command): Context {
  const { color } = program.opts<{ color?: "auto" | "always" | "never" }>();
  if (color === undefined || color === "auto") return context;
  const painted = (output: Output): Output => ({ ...output, colour: color === "never" ? 0 : output.colour || 1 });
  return { ...context, stdout: painted(context.stdout), stderr: painted(context.stderr) };
}

function inDirectory(context: Context, program: Command): Context {
  const directory = program.opts<{ directory?: string }>().directory;
  if (directory === undefined) return context;
  const cwd = context.files.realPath(directory.startsWith("/") ? directory : `${context.cwd}/${directory}`);
  if (!context.files.isFolder(cwd)) throw new UserError(`-C ${directory}: no such folder`);
  return { ...context, cwd };
}

function exampleLines(examples: readonly (readonly [string, string])[]): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return examples.map(([line, text]) => `  ${line.padEnd(width)}  # ${text}`).join("\n");
}
