/** `gtm agenda [QUERY]`: what needs talking about, each item once, under its gravest reason. */
import { agendaOf } from "../core/agenda.ts";
import { findColumn } from "../core/columns.ts";
import { isOpen } from "../core/item.ts";
import { printableJson } from "../core/printable.ts";
import { selectItems } from "../core/select.ts";
import { isVocabularyColumn, type VocabularyColumn } from "../core/standard-columns.ts";
import type { Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import type { AgendaOptions } from "./agenda-flags.ts";
import { inGit } from "./item-age.ts";
import { lookOf } from "./look.ts";
import { printPaged } from "./print-paged.ts";
import { readAgendaContext } from "./read-agenda.ts";
import { readQuery, selectContext } from "./read-query.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { loadWorkspace } from "./workspace.ts";

export async function agenda(context: Context, words: readonly string[], options: AgendaOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const { tracker } = workspace;
  const by = options.by === undefined ? null : readHeading(options.by, tracker);
  if (by !== null && options.json) throw new UserError("give --by or --json, not both");
  const query = await readQuery(context, words, {}, workspace);
  const place = inGit(context, workspace);
  const select = await selectContext(context, place, query, workspace);
  const items = selectItems(workspace.items.filter(isOpen), query, select);
  const entries = agendaOf(items, await readAgendaContext(context, place, items, workspace));
  if (options.json) {
    const data = entries.map(({ item, reasons }) => ({ ...item, reasons }));
    context.stdout.write(`${printableJson(data)}\n`);
  } else {
    const { agendaMarkdown, agendaText } = await import("../render/agenda.ts");
    const text =
      by === null ? agendaText(entries, tracker, lookOf(context.stdout)) : agendaMarkdown(entries, by, tracker);
    await printPaged(context, text, options);
    if (entries.length === 0) context.stderr.write("nothing needs talking about\n");
  }
  return reportUnreadable(context, workspace.problems);
}

function readHeading(word: string, tracker: Tracker): VocabularyColumn {
  const column = findColumn(word, tracker);
  if (column !== null && isVocabularyColumn(column)) return column;
  throw new UserError(`there is no agenda by ${word}`, { hint: "use --by owner, area, priority or status" });
}
