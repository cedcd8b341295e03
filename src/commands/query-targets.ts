/** Many items at once: those that a query names, once the user has seen them and said yes. */
import { countOf } from "../core/count-of.ts";
import { type Item, isOpen } from "../core/item.ts";
import { nameOf } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import { namesState, selectItems } from "../core/select.ts";
import { shorten } from "../core/shorten.ts";
import { exitCode, UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { ChangeOptions, ManyOptions } from "./flags.ts";
import { inGit } from "./item-age.ts";
import { readQuery, selectContext } from "./read-query.ts";
import type { Workspace } from "./workspace.ts";

/** How many are shown by name. */
const shownItems = 20;

/** The numbers of the items that a query names. Throws a UserError where it names none. */
export async function namesByQuery(
  context: Context,
  words: readonly string[],
  workspace: Workspace,
  { all }: ManyOptions,
): Promise<readonly string[]> {
  const query = await readQuery(context, words, {}, workspace);
  const isOfAll = all === true || namesState(query);
  const select = await selectContext(context, inGit(context, workspace), query, workspace);
  const items = selectItems(isOfAll ? workspace.items : workspace.items.filter(isOpen), query, select);
  if (items.length > 0) return items.map(({ id }) => String(id));
  throw new UserError(`no ${isOfAll ? "" : "open "}items match; nothing was changed`, {
    code: exitCode.no,
    ...(isOfAll ? {} : { hint: "closed ones are looked at with --all, or is:closed in the query" }),
  });
}

/**
 * Shows the items that a query has named, and asks. Throws a UserError where the user says no, and where there is no terminal
 * to ask on and no `--yes`.
 */
export async function confirmMany(
  context: Context,
  what: string,
  items: readonly Item[],
  { tracker }: Workspace,
  { yes, dryRun }: ManyOptions & ChangeOptions,
): Promise<void> {
  if (yes || dryRun) return;
  const count = countOf(items.length, "items");
  if (!context.stdin.isTerminal || !context.stdout.isTerminal)
    throw new UserError(
      `the query names ${count}: ${items
        .slice(0, 8)
        .map(({ id }) => `#${id}`)
        .join(", ")}${items.length > 8 ? ", …" : ""}`,
      {
        hint: "--yes changes them; --dry-run shows what would change",
      },
    );
  const lines = items
    .slice(0, shownItems)
    .map((item) => `  ${printableLine(`${nameOf(item, tracker)} ${item.title}`)}\n`);
  const more = items.length > shownItems ? `  and ${items.length - shownItems} more\n` : "";
  context.stderr.write(lines.join("") + more);
  if (
    await context.ask.confirm(
      `${shorten(printableLine(what), 60)}: change ${items.length === 1 ? "this item" : `these ${count}`}?`,
      false,
    )
  )
    return;
  throw new UserError("nothing was changed", { code: exitCode.no });
}
