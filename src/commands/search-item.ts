/** An item picked on the terminal, by words that are typed. */
import { columnText } from "../core/columns.ts";
import { type Item, isOpen } from "../core/item.ts";
import { nameOf } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import type { Context } from "../ports.ts";
import type { Workspace } from "./workspace.ts";

/** Asks for one of some items; every word that is typed must stand in what is shown of it. */
export async function searchItem(
  context: Context,
  message: string,
  items: readonly Item[],
  { tracker }: Pick<Workspace, "tracker">,
): Promise<Item> {
  const { truncate } = await import("../render/text-width.ts");
  const width = context.stdout.width - 3;
  const choices = items.map((item) => {
    const owners = columnText(item, "owners", tracker);
    const closed = isOpen(item) ? "" : `, closed ${item.closed}`;
    const full = printableLine(`${nameOf(item, tracker)} ${item.title}${owners && ` (${owners})`}${closed}`);
    return {
      name: truncate(full, width),
      value: item,
      searched: `${full} ${columnText(item, "area", tracker)}`.toLowerCase(),
    };
  });
  return context.ask.search(message, (typed) => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const exact = (name: string) => words.some((word) => name.startsWith(`#${word.replace(/^#/, "")} `));
    const found = choices.filter(({ searched }) => words.every((word) => searched.includes(word)));
    // Whoever types a number wants that item, not the ones that have it in their titles.
    return [...found.filter(({ name }) => exact(name)), ...found.filter(({ name }) => !exact(name))];
  });
}
