/**
 * The command line: names, options, help, examples. What shows items comes with it, for most commands share its parts;
 * a command that changes them, and what is large or rare, is imported when it is called (test/e2e/loaded-modules.jsonl).
 */
import { Command, CommanderError, Option } from "commander";
import { addFlags } from "./commands/add-flags.ts";
import { agendaFlags } from "./commands/agenda-flags.ts";
import { checkFlags } from "./commands/check-flags.ts";
import { closeFlags, reopenFlags } from "./commands/close-flags.ts";
import { deleteFlags } from "./commands/delete-flags.ts";
import { diffFlags } from "./commands/diff-flags.ts";
import { editFlags } from "./commands/edit-flags.ts";
import { entryFlags } from "./commands/entry-flags.ts";
import {
  type CalledWith,
  type ChangeOptions,
  type Flag,
  type GlobalOptions,
  globalFlags,
  type OptionsOf,
  type PushOptions,
  type WordsBeforeDashes,
} from "./commands/flags.ts";
import { importFlags } from "./commands/import-flags.ts";
import { initFlags } from "./commands/init-flags.ts";
import { list, listedColumns, listFlags } from "./commands/list.ts";
import { logFlags } from "./commands/log-flags.ts";
import { meetFlags } from "./commands/meet-flags.ts";
import { noteFlags } from "./commands/note-flags.ts";
import { renderFlags } from "./commands/render-flags.ts";
import { resolveFlags } from "./commands/resolve-flags.ts";
import { setFlags } from "./commands/set-flags.ts";
import { setupFlags } from "./commands/setup-flags.ts";
import { show, showFlags } from "./commands/show.ts";
import { syncFlags } from "./commands/sync-flags.ts";
import { undoFlags } from "./commands/undo-flags.ts";
import { exitCode, UserError } from "./errors.ts";
import type { Context, Output } from "./ports.ts";
import { type CalledVerb, noSuchCommand, usageError } from "./usage-error.ts";
import { writeHelp } from "./write-message.ts";

type Run<Options> = (context: Context, words: readonly string[], options: Options) => Promise<number>;

interface VerbHelp extends CalledVerb {
  /** Another name, for hands that know it from elsewhere. */
  readonly alias?: string;
  /** As commander parses them. */
  readonly args: string;
  /** As people read them. */
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  /** True of what git calls, and people do not: it is not among the commands of help, and waits for no other gtm. */
  readonly isPlumbing?: boolean;
}

interface Verb extends VerbHelp {
  readonly call: (
    context: Context,
    words: readonly string[],
    command: Command,
    dashes: WordsBeforeDashes,
  ) => Promise<number>;
}

/** A command whose options are of the types that its own flags give. */
function verb<const Flags extends readonly Flag[]>({
  run,
  ...help
}: VerbHelp & { readonly options: Flags; readonly run: Run<CalledWith<Flags>> }): Verb {
  return {
    ...help,
    call: (context, words, command, dashes) =>
      run(context, words, { ...command.optsWithGlobals<OptionsOf<Flags> & GlobalOptions>(), ...dashes }),
  };
}

/** Said alike of every command that takes items and a text. */
const targetsHelp = `The first word is the item number or key, or several: 17,18 or R-001,R-002. Without one, you pick the item (on a terminal). Everything after it is the text, even a number. 10..14 is a range. With -m or -F, or with -- before the text, numbers may be separated by spaces: gtm VERB 17 18 -- TEXT. A query in quotes (gtm help list) names all open items that match: gtm shows them and asks; where there is no terminal, it needs --yes.`;

const queryHelp = `A query is made of words to search for and qualifiers, as on GitHub. An item must match all of them:
  status:blocked,pending   either one; also area, priority, timeline, title and your own fields
  owner:me  owner:dan      by handle or name; me is you, from your git identity
  status:block  priority:1   the first letters, if only one value starts with them
  is:open  is:closed  is:overdue,stale   open, closed, overdue or stale
  due:<2017-12-01  due:today..+2w  updated:>=10/01   before, between, on or after
  since:last-meeting  since:-1w  since:main   new or changed since; -since: what nobody touched
  due:<eom  due:"next week"  closed:Q1   the whole period; gtm help set shows more dates
  has:due  no:owner   with a value, without one
  id:10..20  id:R-001  ref:CF-11401   by number, key or ticket
  -area:"Product Marketing"   not
  sort:due  sort:-updated,priority  group:owner   the order, and a table for each owner
  columns:number,title,due   the columns to show`;

/** What `tracker.md` holds, by one recipe for all kinds of it. */
function entryVerb<const Flags extends readonly Flag[]>(
  kind: keyof typeof entryFlags,
  several: string,
  options: Flags & (typeof entryFlags)[keyof typeof entryFlags],
  help: Pick<VerbHelp, "details" | "examples">,
): Verb {
  const more = help.details === undefined ? "" : ` ${help.details}`;
  return verb({
    name: kind,
    alias: several,
    args: "[action] [names...]",
    usage: "[ACTION] [NAME...]",
    summary: `list, add, rename and retire ${several}`,
    details: `Actions are list (without any), add NAME, set NAME, rename OLD NEW and retire NAME. tracker.md is changed in place: every other byte of it stays.${more} One that items still use cannot be retired, and two cannot become one: gtm says what is in the way.`,
    examples: help.examples,
    options,
    run: async (context, words, given) => (await import("./commands/entries.ts")).entries(context, kind, words, given),
  });
}

const verbs: readonly Verb[] = [
  verb({
    name: "init",
    args: "",
    usage: "",
    summary: "make a tracker here",
    details:
      "Adds you to its people, with the name and e-mail that git has for you. With --ci, pull requests that change the tracker are reviewed: gtm diff says what changes, gtm check --base whether it may. That workflow needs no token, and is safe for forks. Another one merges a branch that the forge calls conflicting, when a maintainer starts it. Both install gtm-tracker of this version from npm: until that is published, set GTM in them to a package that npm pack made.",
    examples: [
      ["gtm init", "make items/tracker.md in the current folder, and commit it"],
      ['gtm init --title "Kettle launch"', "with a title for the page"],
      ["gtm -t backlog init", "use another folder"],
      ["gtm init --ci github", "add gtm-review.yml and gtm-resolve.yml; also to a tracker that is there"],
    ],
    options: initFlags,
    run: async (context, _, options) => (await import("./commands/init.ts")).init(context, options),
  }),
  verb({
    name: "import",
    args: "<file>",
    usage: "FILE",
    summary: "import a page, repair what the export broke, report every guess",
    details:
      "Reads Markdown, HTML (Confluence, Word, Google Docs), Confluence storage format, CSV and TSV, and detects which from the content. Use - for standard input. Makes one commit. A row with a guess under 0.9 keeps its source as an HTML comment in the item's file. While people still edit the page, import it again: new comments are added, and edits made in git stay.",
    examples: [
      ["gtm import page.md", "create the items and tracker.md"],
      ["gtm import page.html --dry-run", "only print the report"],
      ["gtm import jira.csv --map Team=area", "read the Team column as area"],
      ["gtm import page.md --review", "confirm each doubtful row before anything is written"],
      ["gtm import page.md --update", "apply what changed on the page"],
    ],
    options: importFlags,
    run: async (context, words, options) => (await import("./commands/import.ts")).importPage(context, words, options),
  }),
  verb({
    name: "add",
    args: "[words...]",
    usage: "[TITLE] [FIELD=VALUE...]",
    text: true,
    summary: "add an item",
    details: "Without a title, asks for it and the main fields (on a terminal).",
    examples: [
      ['gtm add "Support model" -o dahersey -p 2 --due +2w', "print the new item's number"],
      ['gtm add "Price list" area="Product Marketing" hx-input=yes', "set fields as in gtm set"],
    ],
    options: addFlags,
    run: async (context, words, options) => (await import("./commands/add.ts")).add(context, words, options),
  }),
  verb({
    name: "note",
    args: "[id...]",
    usage: "[ID[,ID...]] [TEXT]",
    text: true,
    summary: "add a dated comment",
    details: `The text comes from the arguments, -m TEXT, -F FILE, standard input (-) or your editor.\n${targetsHelp.replace("VERB", "note")}`,
    examples: [
      ['gtm note 17 "TAC model agreed"', "one line"],
      ["gtm note R-001 3 suppliers agreed", "on item R-001 alone"],
      ["gtm note 17,18 -F minutes.md", "the same comment on two items"],
      ['gtm note "area:Legal no:due" "Please give a date"', "on all that match, once you say yes"],
      ['gtm note 17 -- "-5% on the list price"', "text that starts with a dash"],
      ["git log -1 --format=%b | gtm note 17 -", "from a pipe"],
    ],
    options: noteFlags,
    run: async (context, words, options) => (await import("./commands/note.ts")).note(context, words, options),
  }),
  verb({
    name: "set",
    args: "[id...]",
    usage: "[ID...|QUERY] [FIELD=VALUE...]",
    summary: "change fields",
    details:
      "The item numbers or keys come first: 17, or several as 17,18 or 17 18, or a range, 10..14. A query (gtm help list) names all open items that match, with --all closed ones too: gtm shows them and asks; where there is no terminal, it needs --yes. Whatever is left out is asked for (on a terminal). FIELD= removes the value; owners and refs also take += and -=. Name people by handle or name. The first letters of a value are enough if no other value starts with them (owner=dan, status=block). The rest of the file stays exactly as it is.\n\nDates, here and everywhere: 2017-10-25, 10/25, +2w, +3bd, thu, last thu, next thu, 15th, eow, eom, next week (its Monday), mid nov (the 15th), 1 week ago, a week from thu. For a period (this month, nov'26, 2026-11, Q1, week 48), due takes the last day (the Friday of a week) and start the first. The answer shows the date that was understood.",
    examples: [
      ["gtm set 17 status=blocked due=+2w", "two fields, one commit"],
      ["gtm set R-001,R-002 owners+=dahersey", "add an owner to two items, by their keys"],
      ['gtm set 17 due="end of Q1"', "dates as you say them"],
      ["gtm set 17 due=", "remove the due date"],
      ["gtm set 'status:blocked owner:me' due=+1w", "all that match, once you say yes; +1w counts from today"],
      ["gtm set 10..14 area=Legal", "a range"],
      ["gtm set 17 -F description.md", "the text above the comments; or description=TEXT"],
    ],
    options: setFlags,
    run: async (context, words, options) => (await import("./commands/set.ts")).set(context, words, options),
  }),
  verb({
    name: "close",
    args: "[id...]",
    usage: "[ID[,ID...]] [TEXT]",
    text: true,
    summary: "close items and record the date",
    details: targetsHelp.replace("VERB", "close"),
    examples: [
      ['gtm close 17 "Signed by all"', "with a closing comment"],
      ["gtm close 17,18", "two items"],
      ["gtm close 'status:done'", "all that match, once you say yes"],
      ["gtm close 17 --date 10/25", "closed on another day"],
    ],
    options: closeFlags,
    run: async (context, words, options) => (await import("./commands/close.ts")).close(context, words, options),
  }),
  verb({
    name: "reopen",
    args: "[id...]",
    usage: "[ID[,ID...]] [TEXT]",
    text: true,
    summary: "reopen closed items with the status they had",
    details: targetsHelp.replace("VERB", "reopen"),
    examples: [['gtm reopen 17 "The partner has questions"', "with a comment"]],
    options: reopenFlags,
    run: async (context, words, options) => (await import("./commands/close.ts")).reopen(context, words, options),
  }),
  verb({
    name: "edit",
    args: "[id]",
    usage: "[ID]",
    summary: "open an item's file in your editor, check it and commit it",
    details:
      "Without an ID, you pick the item. Commits the change if the file has no errors. If it has, gtm names them with line and column, and you edit again, keep the text in the file uncommitted, or drop it. What you typed is never lost: where a commit fails, gtm says where it is kept. A file that can no longer be read can be opened too, by its number.",
    examples: [
      ["gtm edit 17", "the editor that git would open"],
      ["EDITOR='code --wait' gtm edit 17", "another one"],
    ],
    options: editFlags,
    run: async (context, words, options) => (await import("./commands/edit.ts")).edit(context, words, options),
  }),
  verb({
    name: "delete",
    args: "[id...]",
    usage: "[ID[,ID...]] [REASON]",
    text: true,
    summary: "delete items' files, with the reason in the commit",
    details:
      "For what should never have been there, such as an item that was added twice; gtm close is the usual way, as closed items stay on the page and in lists. The file must be in git, without uncommitted changes, so that gtm undo can bring it back. On a terminal, gtm asks for what is left out, and once more before it deletes; elsewhere it needs --yes.",
    examples: [
      ['gtm delete 17 "the same as #12"', "the reason is the commit's subject"],
      ["gtm delete 17,18 -F reasons.md --yes", "two items, without asking"],
      ["gtm undo", "bring it back"],
    ],
    options: deleteFlags,
    run: async (context, words, options) => (await import("./commands/delete.ts")).deleteItems(context, words, options),
  }),
  verb({
    name: "list",
    alias: "ls",
    args: "[query...]",
    usage: "[QUERY]",
    text: true,
    summary: "list open items, or those that match a query",
    details: `${queryHelp}\n\nPrints a table on a terminal, with keys in place of the numbers if most open items have one. In a pipe, prints one line per item without a heading, separated by tabs: ${listedColumns.join(", ")}, or the columns named with --columns. An empty value is an empty field. --format prints a Markdown table (md) or a spreadsheet's rows (csv), both with headings, or those lines on a terminal too (tsv).`,
    examples: [
      ["gtm list", "all open items"],
      ["gtm list owner:me is:overdue", "my overdue items"],
      ['gtm list -area:"Product Marketing" due:"<+2w"', "quote < and > for the shell"],
      ["gtm list is:overdue,stale --group owner", "overdue or stale items, one table per owner"],
      ["gtm list area:Legal --format md", "a Markdown table to paste"],
      ["gtm list --all --json", "everything, for a script"],
    ],
    options: listFlags,
    run: list,
  }),
  verb({
    name: "show",
    alias: "view",
    args: "[id...]",
    usage: "[ID...]",
    summary: "show items in full, newest comments first",
    details:
      "Without a number, you pick the item (on a terminal). Output taller than the screen opens in your pager: GIT_PAGER, PAGER, git's core.pager or less.",
    examples: [
      ["gtm show 17", "one item"],
      ["gtm show R-001", "by its key: the first of its refs"],
      ["gtm show 17 18", "two items; 17,18 works too"],
      ["gtm show 17 --json", "one item as JSON"],
    ],
    options: showFlags,
    run: show,
  }),
  verb({
    name: "agenda",
    args: "[query...]",
    usage: "[QUERY]",
    text: true,
    summary: "list what needs talking about, each item under its gravest reason",
    details:
      "Blocked, overdue, due within a week, stale (no comment for stale-after days), new since the last meeting (gtm meet; else in a week), without an owner. The other reasons stand behind the first. QUERY narrows it down, as in gtm help list.",
    examples: [
      ["gtm agenda", "before the meeting"],
      ["gtm agenda --by owner > agenda.md", "to paste into an invitation"],
      ["gtm agenda area:Sales --json", "for a script"],
    ],
    options: agendaFlags,
    run: async (context, words, options) => (await import("./commands/agenda.ts")).agenda(context, words, options),
  }),
  verb({
    name: "meet",
    args: "[query...]",
    usage: "[QUERY]",
    text: true,
    summary: "hold the meeting: walk the items, take notes and changes, one commit at the end",
    details:
      "Walks the open items in the order of the page, or what QUERY finds in its order (gtm help list), or the agenda. One key each for note, status, due, owner, priority, close, next, back, jump, search and finish; ? lists them all. Each change is in its file at once. The commit at the end has the meeting's date (Meeting: 2026-11-22), by which since:last-meeting and --since last-meeting find it; what you had staged, or changed in an item before the meeting did, stays out of it. However a meeting is interrupted (q, Ctrl-C, a closed terminal, a crash), gtm meet goes on where it stopped. Exits with 1 where the meeting is not finished.",
    examples: [
      ["gtm meet", "all open items, as the page has them"],
      ["gtm meet --agenda", "only what needs talking about, the gravest first"],
      ["gtm meet status:blocked,pending sort:due", "some items, in an order"],
      ["gtm render --open --watch", "in another terminal: the page follows the meeting"],
      ["gtm meet && gtm render --open --since last-meeting", "then the page"],
    ],
    options: meetFlags,
    run: async (context, words, options) => (await import("./commands/meet.ts")).meet(context, words, options),
  }),
  verb({
    name: "check",
    args: "",
    usage: "",
    summary: "report every problem, with file, line and column",
    details:
      "Exits with 1 if there are errors. A tracker sets how grave a rule is under rules: in tracker.md; gtm check --rules shows them all. --fix puts right what has one right answer: padded numbers, the form of dates, the order of comments, blanks at line ends, names with too few digits, and a number taken twice, of which the newer item gets the next. What is left is reported.",
    examples: [
      ["gtm check", "before a commit, or in CI"],
      ["gtm check --base main", "only what a branch changes, and whether it may"],
      ["gtm check --fix --dry-run", "what it would put right"],
      ["gtm check --strict --format json", "warnings count too"],
      ["gtm check --format sarif > gtm.sarif", "for code scanning; github and gitlab for their reviews"],
    ],
    options: checkFlags,
    run: async (context, _, options) => (await import("./commands/check.ts")).check(context, options),
  }),
  verb({
    name: "diff",
    args: "[range...]",
    usage: "[RANGE]",
    summary: "show what changed, item by item, in words",
    details:
      "RANGE is as in git: REV compares it with the work tree, A..B two revisions, A...B what B changed since it left A. Without one, HEAD with the work tree.",
    examples: [
      ["gtm diff", "what is not committed yet"],
      ["gtm diff main...feature", "what a branch changes"],
      ['gtm diff --since "last thu"', "since the last meeting"],
      ["gtm diff main...HEAD --format markdown", "for a pull request"],
    ],
    options: diffFlags,
    run: async (context, words, options) => (await import("./commands/diff.ts")).diff(context, words, options),
  }),
  verb({
    name: "log",
    args: "[ids...]",
    usage: "[ID...]",
    summary: "show the history of items: who changed what, and when",
    details: "Newest first. Items are followed through new names and new numbers.",
    examples: [
      ["gtm log 17", "one item's life, and how often its due date moved"],
      ["gtm log --since -2w", "all items in the last two weeks"],
    ],
    options: logFlags,
    run: async (context, words, options) => (await import("./commands/log.ts")).showLog(context, words, options),
  }),
  verb({
    name: "sync",
    args: "",
    usage: "",
    summary: "bring this branch and its upstream together",
    details:
      "Fetches, joins the two by git merge or git rebase as git's configuration says (pull.rebase, pull.ff), and pushes; where somebody was faster, again. Never by force. An item whose number somebody else has published gets the next one, and its author's unpublished mentions of it follow. At a conflict git's own merge or rebase stays open, and sync exits with 1.",
    examples: [
      ["gtm sync", "fetch, join, push"],
      ["gtm sync --dry-run", "fetch, and say what would be done"],
      ['gtm note 17 "Signed" --push', "a change and a sync in one"],
    ],
    options: syncFlags,
    run: async (context, _, options) => (await import("./commands/sync.ts")).sync(context, options),
  }),
  verb({
    name: "resolve",
    args: "",
    usage: "",
    summary: "solve what git has stopped at: a merge, rebase, cherry-pick or stash pop",
    details:
      "Merges the items and tracker.md that are in conflict by meaning: fields one by one, comments united. Writes and stages what is solved, and lists what only you can decide: item, field, both values, file and line; then exits with 1. Two items that two branches have added under one number and name are taken apart. Files that are not the tracker's, and those that you have edited since, stay as they are. With --onto, the branch is merged first, and the merge committed if nothing is left: for a branch that the forge calls conflicting.",
    examples: [
      ["gtm resolve", "after git merge, rebase, cherry-pick or stash pop has stopped"],
      ["gtm resolve --dry-run", "what it would solve, and what would be left"],
      ["gtm resolve --onto origin/main", "merge origin/main into this branch by meaning"],
    ],
    options: resolveFlags,
    run: async (context, _, options) => (await import("./commands/resolve.ts")).resolve(context, options),
  }),
  verb({
    name: "undo",
    args: "[id...]",
    usage: "[ID]",
    summary: "take back the last commit that gtm made, or the last change of an item",
    details:
      "Without an ID, the last commit that gtm made for you in this tracker (its subject begins with gtm and the command). If it is the newest on your branch and no other branch, remote or tag has it, the commit goes, and --redo brings it back as long as nothing else has happened; else a new commit takes it back, which gtm undo takes back in turn. With an ID, the last change of that item, whoever made it; of a commit that changed other items too, only that item's part. What you have staged or edited stays. If later commits or edits of yours changed the same lines, nothing is done, and gtm says which.",
    examples: [
      ["gtm undo", "your last note, set, close, import…"],
      ["gtm undo 17", "the last change of item 17"],
      ["gtm undo --redo", "bring back what gtm undo took away"],
      ["gtm undo --dry-run", "what would be taken back"],
    ],
    options: undoFlags,
    run: async (context, words, options) => (await import("./commands/undo.ts")).undo(context, words, options),
  }),
  verb({
    name: "render",
    args: "",
    usage: "[options]",
    summary: "render the meeting page",
    details:
      'Renders the template in tracker.md; its markers are queries (gtm help list), in which a column may have a heading of its own: columns:refs="Risk ID",title=Risk. --at and --since take a date (2017-10-25, -1w, last thu) or a revision, and leave the work tree alone. For a period, e.g. nov or Q1, --since takes its first day, and --at its last day or today, whichever is earlier. If --since is before the tracker\'s first day, every item is new. Markdown has tables of what fits beside each other, and below them a section for each item with its description and comments; --wide puts all in the rows.',
    examples: [
      ["gtm render -o page.md", "Markdown, for GitHub or GitLab"],
      ["gtm render --open", "one HTML file, in the browser"],
      ["gtm render -o page.html --since last-meeting", "mark what changed since the meeting before today's"],
      ["gtm render --format confluence --at HEAD~5", "storage format, as the page was five commits ago"],
      ["gtm render -o page.csv", "for Excel"],
    ],
    options: renderFlags,
    run: async (context, _, options) => (await import("./commands/render.ts")).render(context, options),
  }),
  verb({
    name: "setup",
    args: "",
    usage: "[options]",
    summary: "set up this clone: what git does not clone",
    details:
      "Has git merge two versions of an item by meaning in this clone: fields one by one, comments united, the description by lines (docs/merging.md). git clones .gitattributes, which says so, and not its configuration, which says how: so run this once in each clone. gtm init has done it in its own. To a tracker without the line in .gitattributes it adds that, in a commit.",
    examples: [["gtm setup", "once, after git clone"]],
    options: setupFlags,
    run: async (context, _, options) => (await import("./commands/setup.ts")).setup(context, options),
  }),
  entryVerb("person", "people", entryFlags.person, {
    details:
      "Renaming a handle renames it everywhere: as owner, as author of comments, as @handle in texts, and in the page's queries. gtm person set changes a name or an address.",
    examples: [
      ["gtm person", "handles, names, and how many items they own"],
      ['gtm person add dan --name "Dan Hersey" --email dan@example.com', "a new one"],
      ["gtm person rename dan dhersey", "in every item too, in one commit"],
      ["gtm person set dan --email dan@example.org", "what else is known of them"],
    ],
  }),
  entryVerb("area", "areas", entryFlags.area, {
    examples: [
      ["gtm area", "all of them, with how many items each has"],
      ['gtm area add Legal "Product Marketing"', "one or more"],
      ['gtm area rename Sales "Sales / Partners"', "in every item and query too"],
      ["gtm area retire Legal", "refused while items have it"],
    ],
  }),
  entryVerb("status", "statuses", entryFlags.status, {
    details:
      "A status has a key, which items hold, and a label, which the page shows. gtm status rename changes both: on-hold is shown as On hold, unless the old label was of your own wording. gtm status set --label changes the label alone.",
    examples: [
      ['gtm status add "In review" --before done', "key in-review"],
      ['gtm status rename blocked "On hold"', "in every item and query too"],
      ['gtm status set blocked --label "Stuck"', "on the page alone"],
    ],
  }),
  entryVerb("priority", "priorities", entryFlags.priority, {
    examples: [
      ['gtm priority add P5 --label "Some day"', "the last one"],
      ["gtm priority set P1 --weeks 1", "for items due within a week"],
      ["gtm priority rename P1 P0", "in every item and query too"],
    ],
  }),
  entryVerb("field", "fields", entryFlags.field, {
    details:
      "Fields are columns of your own. gtm field rename changes the key in every item; gtm field set --label the heading.",
    examples: [
      ['gtm field add hx-input --type boolean --label "HX input?"', "yes or no"],
      ["gtm field add region --values north,south", "a choice"],
      ["gtm field rename hx-input ux-input", "in every item and query too"],
    ],
  }),
  entryVerb("milestone", "milestones", entryFlags.milestone, {
    examples: [
      ['gtm milestone add "General availability" 12/6', "dates as in gtm set"],
      ["gtm milestone set General --date +2w", "moved"],
      ['gtm milestone rename General "Launch day"', "another title"],
      ['gtm milestone retire "Launch day"', "taken off the page"],
    ],
  }),
  verb({
    name: "completion",
    args: "<shell>",
    usage: "bash|zsh|fish",
    summary: "print the completion of commands, flags, item numbers and values for a shell",
    details:
      "Completes commands, flags, item numbers and keys (with their titles), the qualifiers of a query, the tracker's statuses, priorities, areas and people, and branches and tags.",
    examples: [
      ['eval "$(gtm completion bash)"', "in ~/.bashrc"],
      ['eval "$(gtm completion zsh)"', "in ~/.zshrc, behind compinit"],
      ["gtm completion fish | source", "in ~/.config/fish/config.fish"],
    ],
    options: [],
    run: async (context, words) => (await import("./commands/completion.ts")).completion(context, words),
  }),
  verb({
    name: "complete",
    args: "[words...]",
    usage: "-- WORD...",
    summary: "say what can stand at the end of a line, for a shell",
    details:
      "The scripts of gtm completion call it with the words behind gtm; the last one is being typed. A line for each word that fits, with its meaning behind a tab, or :file where a file is wanted.",
    isPlumbing: true,
    examples: [["gtm complete -- list status:", "the tracker's statuses"]],
    options: [],
    run: async (context, words) =>
      (await import("./commands/complete.ts")).complete(
        context,
        words,
        verbs.filter(({ isPlumbing }) => !isPlumbing),
      ),
  }),
  verb({
    name: "merge-driver",
    args: "<base> <ours> <theirs> <size> <path> [labels...]",
    usage: "%O %A %B %L %P [%S %X %Y]",
    summary: "merge two versions of a file by meaning, for git",
    details:
      "Git runs it (merge.gtm.driver, which gtm setup sets) for the files that .gitattributes marks with merge=gtm. Writes the merged text to the second file, and exits with 0, or with 1 where both sides changed one thing differently: then conflict markers stand around that alone, in the style that merge.conflictStyle asks for. What gtm cannot merge, git merges by lines.",
    isPlumbing: true,
    examples: [["gtm merge-driver base.md ours.md theirs.md 7 items/017-support.md", "by hand"]],
    options: [],
    run: async (context, words) => (await import("./commands/merge-driver.ts")).mergeDriver(context, words),
  }),
];

/** The command that a word calls. */
function verbCalled(word: string | undefined): Verb | null {
  return verbs.find(({ name, alias }) => word !== undefined && (name === word || alias === word)) ?? null;
}

const description = "Keep the open items of a launch as Markdown files in git, and render the meeting page from them.";
const versionFlag = ["-V, --version", "print the version"] as const;
const helpFlag = ["-h, --help", "display help for command"] as const;
const exits = [
  [exitCode.done, "done"],
  [exitCode.no, "the answer is no"],
  [exitCode.usage, "usage or bad input"],
  [exitCode.bug, "a bug"],
] as const;

/** What help says, for the man page. */
export function helpTexts() {
  return {
    description,
    flags: [versionFlag, ...globalFlags, helpFlag] as readonly Flag[],
    verbs: verbs.filter(({ isPlumbing }) => !isPlumbing) as readonly VerbHelp[],
    exits: exits as readonly (readonly [code: number, meaning: string])[],
  };
}

const verbNames = verbs.flatMap(({ name, isPlumbing }) => (isPlumbing ? [] : name));

type Start = (run: (context: Context) => Promise<number>) => Promise<number>;

/** What commander has to say, kept until it can be broken to fit; commander itself breaks what is broken already. */
interface Saying {
  readonly output: Output;
  readonly text: string;
}

/** Reads the arguments and runs the command they name; gives its exit code. */
export async function runProgram(argv: readonly string[], context: Context): Promise<number> {
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
    .description(description)
    .version(context.version, ...versionFlag)
    .helpOption(...helpFlag)
    .configureHelp({
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.trimEnd(),
      // The texts name their choices.
      optionDescription: (option) => option.description,
    })
    .helpCommand(false)
    .addHelpText(
      "after",
      `\nTo start, run gtm init, then gtm import PAGE.md or gtm add "Title".\ngtm help COMMAND shows examples. Exit codes: ${exits.map((each) => each.join(" ")).join(", ")}.`,
    );
  for (const [flags, text] of globalFlags) {
    const option = new Option(flags, text);
    program.addOption(flags.startsWith("--color") ? option.choices(["auto", "always", "never"]) : option);
  }
  const start: Start = async (run) => (code = await run(context));
  const behindDashes = argv.includes("--") ? argv.length - argv.indexOf("--") - 1 : null;
  // Where the first word is a command, nobody is told of the others: to make them all takes as long as to run most.
  const called = verbCalled(argv[0]);
  for (const verb of called ? [called] : verbs) addVerb(program, verb, behindDashes, start);
  addHelp(program);
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return 2;
    }
    await program.parseAsync(negationsLast(argv), { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const [word = ""] = program.args;
    if (error.code === "commander.unknownCommand") throw noSuchCommand(word, verbNames);
    throw usageError(error, verbCalled(word), argv);
  } finally {
    for (const { output, text } of sayings) await writeHelp(output, text);
  }
}

/** `-area:x` is a term of a query and no option: behind `--`, commander takes it as a word. */
function negationsLast(argv: readonly string[]): string[] {
  // Few words begin so, and the pattern takes half a millisecond to compile.
  const isNegation = (word: string) => word.startsWith("-") && /^-(?:[\p{L}#][\p{L}\p{N}_-]*:|")/u.test(word);
  const takesQuery = ["list", "ls", "agenda", "meet"].some((name) => argv.includes(name));
  if (!takesQuery || argv.includes("--") || !argv.some(isNegation)) return [...argv];
  return [...argv.filter((word) => !isNegation(word)), "--", ...argv.filter(isNegation)];
}

function addHelp(program: Command): void {
  program
    .command("help [command]")
    .usage("[command]")
    .summary("show help for a command, with examples")
    .action((word: string | undefined) => {
      const command =
        word === undefined
          ? program
          : program.commands.find((each) => each.name() === (verbCalled(word)?.name ?? word));
      if (!command) throw noSuchCommand(word ?? "", verbNames);
      command.help();
    });
}

function addVerb(program: Command, verb: Verb, behindDashes: number | null, start: Start): void {
  const command = program
    .command(`${verb.name} ${verb.args}`.trim(), { hidden: verb.isPlumbing ?? false })
    .usage(verb.usage)
    .summary(verb.summary)
    .description([verb.summary, verb.details].filter(Boolean).join("\n\n"));
  if (verb.alias !== undefined) command.alias(verb.alias);
  for (const [flags, text] of verb.options) command.option(flags, text);
  command.addHelpText("after", `\nExamples:\n${exampleLines(verb.examples)}`);
  command.action(async (...received: unknown[]) => {
    const words = received.slice(0, -2).flatMap((word) => (word === undefined ? [] : word)) as string[];
    const wordsBeforeDashes = behindDashes === null ? {} : { wordsBeforeDashes: words.length - behindDashes };
    await start(async (context) => {
      const there = inDirectory(inColour(context, program), program);
      // Git calls it in the middle of a merge that another gtm may have begun, and has still to end.
      if (!verb.isPlumbing) await there.git.recover(there.cwd);
      return runVerb(there, verb, () => verb.call(there, words, command, wordsBeforeDashes), command);
    });
  });
}

/** Runs a command, and for `--push` a sync behind it. */
async function runVerb(
  context: Context,
  { name }: Verb,
  run: () => Promise<number>,
  command: Command,
): Promise<number> {
  const options = command.optsWithGlobals<PushOptions & ChangeOptions & GlobalOptions>();
  if (options.push && options.commit === false)
    throw new UserError("--push and --no-commit exclude each other", { hint: `gtm help ${name} says what each does` });
  const code = await run();
  if (!options.push || options.dryRun || code !== 0) return code;
  return (await import("./commands/sync.ts")).syncAfterChange(context, options);
}

/** `--color` has the last word, over NO_COLOR and FORCE_COLOR. */
function inColour(context: Context, program: Command): Context {
  const { color } = program.opts<GlobalOptions>();
  if (color === undefined || color === "auto") return context;
  const painted = (output: Output): Output => ({ ...output, colour: color === "never" ? 0 : output.colour || 1 });
  return { ...context, stdout: painted(context.stdout), stderr: painted(context.stderr) };
}

function inDirectory(context: Context, program: Command): Context {
  const directory = program.opts<GlobalOptions>().directory;
  if (directory === undefined) return context;
  const cwd = context.files.realPath(directory.startsWith("/") ? directory : `${context.cwd}/${directory}`);
  if (!context.files.isFolder(cwd)) throw new UserError(`-C ${directory}: no such folder`);
  return { ...context, cwd };
}

function exampleLines(examples: readonly (readonly [string, string])[]): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return examples.map(([line, text]) => `  ${line.padEnd(width)}  # ${text}`).join("\n");
}
