/** `gtm list [QUERY]`: a table in the terminal, tab-separated lines in a pipe, or JSON. */
import { withWeekday } from "../core/calendar-names.ts";
import { columnText } from "../core/columns.ts";
import { type Item, isOpen } from "../core/item.ts";
import { ownKeys } from "../core/item-key.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import type { Bound, Query } from "../core/query.ts";
import { type Group, groupItems } from "../core/rank.ts";
import { namesState, type SelectContext, selectItems } from "../core/select.ts";
import { usualColumns } from "../core/standard-columns.ts";
import type { Context } from "../ports.ts";
import type { ItemNames } from "../render/item-table.ts";
import { type CalledWith, jsonFlag, noPager } from "./flags.ts";
import { inGit } from "./item-age.ts";
import { printPaged } from "./print-paged.ts";
import { readQuery, selectContext } from "./read-query.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { loadWorkspace, type Workspace } from "./workspace.ts";

export const listFlags = [
  ["-a, --all", "include closed items"],
  ["--columns <names>", "the columns to show, e.g. number,title,due,updated"],
  ["--sort <columns>", "the columns to sort by, e.g. due or -updated,priority"],
  noPager,
  jsonFlag,
] as const;

type ListOptions = CalledWith<typeof listFlags>;

/** Of every tracker, whatever its items hold: scripts count on their places. */
export const listedColumns = usualColumns.listed;

export async function list(context: Context, words: readonly string[], options: ListOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const query = await readQuery(context, words, options, workspace);
  const wanted = options.all || namesState(query) ? workspace.items : workspace.items.filter(isOpen);
  const select = await selectContext(context, inGit(context, workspace), query, workspace);
  const groups = groupItems(selectItems(wanted, query, select), query.group, workspace.tracker);
  const items = groups.flatMap((group) => group.items);
  if (context.stdout.isTerminal) sayDates(context, query, words.join(" "));
  if (options.json) context.stdout.write(`${printableJson(items)}\n`);
  else if (context.stdout.isTerminal) {
    await printTable(context, groups, query.columns, select, options, usualNames(workspace));
    if (items.length === 0) context.stderr.write(`${noneFound(words, wanted === workspace.items)}\n`);
  } else await printFields(context, items, query.columns ?? listedColumns, select);
  return reportUnreadable(context, workspace.problems);
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

/** Of the usual columns, those that say something. */
async function printTable(
  context: Context,
  groups: readonly Group[],
  asked: Query["columns"],
  select: SelectContext,
  options: ListOptions,
  names: ItemNames | null,
): Promise<void> {
  const { terminalItemTable } = await import("../render/item-table.ts");
  const items = groups.flatMap((group) => group.items);
  const isFilled = (column: string) => items.some((item) => columnText(item, column, select.tracker) !== "");
  const columns = asked ?? listedColumns.filter(isFilled);
  const tables = groups.map(({ title, items: members }) => {
    const heading = title === null ? "" : `${printableLine(title)} (${members.length})\n`;
    return heading + terminalItemTable(members, columns, select, context.stdout, asked === null ? names : null);
  });
  await printPaged(context, tables.join("\n"), options);
}

async function printFields(
  context: Context,
  items: readonly Item[],
  columns: readonly string[],
  select: SelectContext,
): Promise<void> {
  const { tabSeparated } = await import("../render/tab-separated.ts");
  const { stdout } = context;
  const { cellPaint } = stdout.colour === 0 ? {} : await import("../render/item-paint.ts");
  const paint = cellPaint && ((item: Item, column: string) => cellPaint(item, column, select, stdout));
  stdout.write(tabSeparated(items, columns, select.tracker, paint));
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
