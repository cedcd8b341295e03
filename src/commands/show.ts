/** `gtm show ID…`: items, readable, with their comments newest first. */
import { printableJson } from "../core/printable.ts";
import type { Context } from "../ports.ts";
import { findItems } from "./find-item.ts";
import { type CalledWith, jsonFlag, noPager } from "./flags.ts";
import { findUnheard, inGit } from "./item-age.ts";
import { pickItem } from "./pick-item.ts";
import { printPaged } from "./print-paged.ts";
import { readNames } from "./targets.ts";
import { loadWorkspace } from "./workspace.ts";

export const showFlags = [noPager, jsonFlag] as const;

type ShowOptions = CalledWith<typeof showFlags>;

export async function show(context: Context, given: readonly string[], options: ShowOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const words = given.length > 0 ? given : [await pickItem(context, workspace, "gtm show 17")];
  const items = findItems(readNames(words, workspace), workspace).map(({ item }) => item);
  if (options.json) context.stdout.write(`${printableJson(items.length === 1 ? items[0] : items)}\n`);
  else {
    const { itemView } = await import("../render/item-view.ts");
    const { tracker, today } = workspace;
    const select = { tracker, today, unheard: await findUnheard(context, inGit(context, workspace), items, workspace) };
    const views = items.map((item) => itemView(item, select, context.stdout));
    await printPaged(context, views.join("\n"), options);
  }
  return 0;
}
