/** A query as the words of a command give it, with the flags that add to it. */
import { findColumn, suggestColumn } from "../core/columns.ts";
import { asksForMe, parseQuery, type Query } from "../core/query.ts";
import { asksForPast, asksForStale, type SelectContext } from "../core/select.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { myHandle } from "./identity.ts";
import { findUnheard, type TrackerInGit } from "./item-age.ts";
import type { Workspace } from "./workspace.ts";

/** Throws a UserError that says at which character it cannot be read. */
export async function readQuery(
  context: Context,
  words: readonly string[],
  options: { readonly sort?: string; readonly group?: string; readonly columns?: string },
  workspace: Workspace,
): Promise<Query> {
  const { sort, group } = options;
  const added = [...(sort ? [`sort:${sort}`] : []), ...(group ? [`group:${group}`] : [])];
  const text = [...words.map(requote), ...added].join(" ");
  const me = asksForMe(text) ? await myHandle(context, workspace) : null;
  const { tracker, today, items } = workspace;
  const reading = parseQuery(text, { tracker, today, me, items, hasPast: true });
  if (!reading.ok)
    throw new UserError(reading.problem.message, {
      hint: `in the query at character ${reading.problem.column}; gtm help list shows the language`,
    });
  return options.columns === undefined
    ? reading.query
    : { ...reading.query, columns: readColumns(options.columns, workspace) };
}

/** What a query is held against; history is asked only where the query speaks of it. */
export async function selectContext(
  context: Context,
  place: TrackerInGit,
  query: Query,
  workspace: Workspace,
): Promise<SelectContext> {
  const { tracker, today, items } = workspace;
  return {
    tracker,
    today,
    unheard: asksForStale(query) ? await findUnheard(context, place, items, workspace) : undefined,
    ...(asksForPast(query) && {
      changed: await (await import("./changed-since.ts")).findChanged(context, place, query, workspace),
    }),
  };
}

/** The shell took the quotes of `area:"Product Marketing"`; an argument with a blank in it gets them back. */
function requote(word: string): string {
  const match = /^(-?[\p{L}#][\p{L}\p{N}_-]*:)([^"]*\s[^"]*)$/u.exec(word);
  return match && !/\s\S+:/.test(word) ? `${match[1]}"${match[2]}"` : word;
}

function readColumns(words: string, { tracker }: Workspace): string[] {
  return words.split(",").map((word) => {
    const column = findColumn(word.trim(), tracker);
    if (column) return column;
    const { names, near } = suggestColumn(word.trim(), tracker);
    throw new UserError(`"${word}" is not a column${near ? `, did you mean ${near}?` : ""}`, {
      hint: `columns are ${names.join(", ")}`,
    });
  });
}
