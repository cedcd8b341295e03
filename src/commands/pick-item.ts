/** The item of a command whose number was left out: on a terminal it is picked. */
import { type Item, isOpen } from "../core/item.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { Workspace } from "./workspace.ts";

/** Its number, as it would have been typed. Throws a UserError without a terminal, and where there is nothing to pick from. */
export async function pickItem(
  context: Context,
  workspace: Workspace,
  /** What the command is like with a number: `gtm note 17 TEXT`. */
  example: string,
  isOffered: (item: Item) => boolean = () => true,
): Promise<string> {
  const [, verb = ""] = example.split(" ");
  if (!context.stdin.isTerminal || !context.stdout.isTerminal)
    throw new UserError(`${verb} needs an item's number`, {
      hint: `for example: ${example} (17, not #17: the shell drops a word that begins with #)`,
    });
  const items = workspace.items.filter(isOffered);
  if (items.length === 0)
    throw new UserError(`there is no item to ${verb}`, { hint: "gtm list --all shows all items" });
  // What is open is meant more often.
  const sorted = items.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.id - b.id);
  const { searchItem } = await import("./search-item.ts");
  const message = `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)} which item?`;
  return String((await searchItem(context, message, sorted, workspace)).id);
}
