/** `gtm list [QUERY]`: a table in the terminal, tab-separated lines in a pipe, or JSON. */
import { withWeekday } from "../core/calendar-names.ts";
import { columnHeading, columnText } from "../core/columns.ts";
import { type Item, isOpen } from "../core/item.ts";
import { ownKeys } from "../core/item-key.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import type { Bound, Query } from "../core/query.ts";
import { type Group, groupItems } from "../core/rank.ts";
import { namesState, type SelectContext, selectItems } from "../core/select.ts";
import { usualColumns } from "../core/standard-columns.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { ItemNames } from "../render/item-table.ts";
import { type CalledWith, jsonFlag, noPager } from "./flags.ts";
import { inGit } from "./item-age.ts";
import { lookOf } from "./look.ts";
import { printPaged } from "./print-paged.ts";
import { readQuery, selectContext } from "./read-query.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { loadWorkspace, onFiles, type Workspace } from "./workspace.ts";

export const listFlags = [
  ["-a, --all", "include closed items"],
  ["--columns <names>", "the columns to show, e.g. number,title,due,updated"],
  ["--sort <columns>", "the columns to sort by, e.g. due or -updated,priority"],
  ["--group <column>", "one table for each owner, area, status, …"],
  ["-f, --format <format>", "table, md, tsv, csv or json (default: table on a terminal, else tsv)"],
  noPager,
  jsonFlag,
] as const;

const formats = ["table", "md", "tsv", "csv", "json"] as const;
type Format = (typeof formats)[number];

type ListOptions = CalledWith<typeof listFlags>;

/** Of every tracker, whatever its items hold: scripts count on their places. */
export const listedColumns = usualColumns.listed;

export async function list(context: Context, words: readonly string[], options: ListOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const format = formatOf(context, options);
  await onFiles(context, workspace.unread, () => workspace.items);
  const query = await readQuery(context, words, options, workspace);
  const wanted = options.all || namesState(query) ? workspace.items : workspace.items.filter(isOpen);
  const select = await selectContext(context, inGit(context, workspace), query, workspace);
  const groups = groupItems(selectItems(wanted, query, select), query.group, workspace.tracker);
  const items = groups.flatMap((group) => group.items);
  if (context.stdout.isTerminal) sayDates(context, query, words.join(" "));
  await print[format]({ context, groups, items, query, select, options, workspace });
  if (items.length === 0 && context.stdout.isTerminal && format !== "json")
    context.stderr.write(`${noneFound(words, wanted.length === workspace.items.length)}\n`);
  return reportUnreadable(context, workspace.problems);
}

/** What there is to print, and for whom. */
interface Listed {
  readonly context: Context;
  readonly groups: readonly Group[];
  /** Those of all groups. */
  readonly items: readonly Item[];
  readonly query: Query;
  readonly select: SelectContext;
  readonly options: ListOptions;
  readonly workspace: Workspace;
}

const print: Readonly<Record<Format, (listed: Listed) => void | Promise<void>>> = {
  table: printTable,
  md: printMarkdown,
  tsv: printFields,
  csv: printCsv,
  json: ({ context, items }) => context.stdout.write(`${printableJson(items)}\n`),
};

function formatOf({ stdout }: Context, { format, json }: ListOptions): Format {
  if (format === undefined) return json ? "json" : stdout.isTerminal ? "table" : "tsv";
  const known = formats.find((each) => each === format.toLowerCase());
  if (known === undefined)
    throw new UserError(`unknown format "${printableLine(format)}"`, { hint: "use table, md, tsv, csv or json" });
  if (json && known !== "json") throw new UserError(`--json and --format ${known} exclude each other`);
  return known;
}

function noneFound(words: readonly string[], isOfAll: boolean): string {
  if (isOfAll) return words.length > 0 ? "no items match" : 'no items yet; gtm add "Title" makes one';
  if (words.length === 0) return "no open items; gtm list --all shows the closed ones";
  return "no open items match; gtm list --all includes closed ones";
}

/** Keys in the place of the numbers, where most open items have one; both stand for an item in every command. */
function usualNames({ items, tracker }: Workspace): ItemNames | null {
  const keys = ownKeys(items);
  const open = items.filter(isOpen);
  if (open.filter(({ id }) => keys.has(id)).length * 2 <= open.length) return null;
  return { heading: tracker.columns.refs ?? "Key", keys };
}

/** The columns that were asked for; of the usual ones those that say something. */
function shownColumns({ query, items, select }: Listed): readonly string[] {
  const isFilled = (column: string) => items.some((item) => columnText(item, column, select.tracker) !== "");
  return query.columns ?? listedColumns.filter(isFilled);
}

async function printTable(listed: Listed): Promise<void> {
  const { terminalItemTable } = await import("../render/item-table.ts");
  const { context, groups, query, select, options, workspace } = listed;
  const columns = shownColumns(listed);
  const names = query.columns === null ? usualNames(workspace) : null;
  const tables = groups.map(({ title, items: members }) => {
    const heading = title === null ? "" : `${printableLine(title)} (${members.length})\n`;
    return heading + terminalItemTable(members, columns, select, lookOf(context.stdout), names);
  });
  await printPaged(context, tables.join("\n"), options);
}

async function printMarkdown(listed: Listed): Promise<void> {
  const [{ markdownTables }, { makePage }] = await Promise.all([
    import("../render/markdown-tables.ts"),
    import("../core/page.ts"),
  ]);
  const { context, groups, query, select, options } = listed;
  const columns = shownColumns(listed);
  const { tracker, today, unheard } = select;
  const { page } = makePage({ ...tracker, template: "" }, listed.items, today, { changes: null, counts: [], unheard });
  await printPaged(context, markdownTables(groups, withHeadings(columns, query, select), page), options);
}

async function printCsv({ context, items, query, select }: Listed): Promise<void> {
  const { itemRows } = await import("../render/csv.ts");
  const columns = query.columns ?? listedColumns;
  context.stdout.write(itemRows(items, withHeadings(columns, query, select), select.tracker));
}

function withHeadings(columns: readonly string[], { headings }: Query, { tracker }: SelectContext) {
  return { columns, headings: columns.map((column) => headings.get(column) ?? columnHeading(column, tracker)) };
}

async function printFields({ context, items, query, select }: Listed): Promise<void> {
  const { tabSeparated } = await import("../render/tab-separated.ts");
  const { stdout } = context;
  const { cellPaint } = stdout.colour === 0 ? {} : await import("../render/item-paint.ts");
  const paint = cellPaint && ((item: Item, column: string) => cellPaint(item, column, select, stdout));
  stdout.write(tabSeparated(items, query.columns ?? listedColumns, select.tracker, paint));
}

/** How dates in words were understood: `due < 2026-11-30 (Mon)`. */
function sayDates(context: Context, { terms }: Query, typed: string): void {
  for (const term of terms) {
    const said = ({ value }: Bound) => typeof value === "number" || typed.includes(value);
    if (term.kind !== "range" || term.bounds.every(said)) continue;
    const bounds = term.bounds.map(({ operator, value }) => `${operator} ${withWeekday(String(value))}`);
    context.stderr.write(`${term.column} ${bounds.join(" and ")}\n`);
  }
}
