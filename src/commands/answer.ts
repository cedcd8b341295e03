/** What a changing command says when it is done. */
import type { Item } from "../core/item.ts";
import { itemIn } from "../core/item-file.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import { shorten } from "../core/shorten.ts";
import type { Context } from "../ports.ts";
import type { MadeChange } from "./change-items.ts";
import { type FoundItem, parse } from "./find-item.ts";
import type { ChangeOptions } from "./flags.ts";
import { shownPath, type Workspace } from "./workspace.ts";

/** The items as their files have them behind the change. */
export function readAgain(
  { read }: Pick<MadeChange, "read">,
  found: readonly Pick<FoundItem, "file" | "parsed">[],
  workspace: Workspace,
): readonly Item[] {
  const { tracker } = workspace;
  return found.flatMap(
    ({ file, parsed }) => itemIn(parse(read(file), parsed), shownPath(workspace, file), tracker).item ?? [],
  );
}

/**
 * One line for each thing done, with the commit behind the last; or the items as JSON, which for `--dry-run` are those
 * that would be, each marked so.
 */
export async function answer(
  context: Context,
  lines: readonly string[],
  commit: string | null,
  items: () => readonly Item[],
  options: ChangeOptions,
): Promise<void> {
  if (options.json) {
    const data = options.dryRun ? items().map((item) => ({ ...item, dryRun: true })) : items();
    context.stdout.write(`${printableJson(data)}\n`);
    return;
  }
  if (options.dryRun) return;
  const last = commit ? ` [${commit}]` : "";
  await sayDone(
    context,
    lines.map((line, index) => `${line}${index === lines.length - 1 ? last : ""}`),
  );
}

/** What was done, a line each; on a terminal, broken at words where it is too long. */
export async function sayDone({ stdout }: Context, lines: readonly string[]): Promise<void> {
  const shown = lines.map(printableLine);
  if (!stdout.isTerminal) {
    stdout.write(shown.map((line) => `${line}\n`).join(""));
    return;
  }
  const { wrapLine } = await import("../render/wrap-text.ts");
  stdout.write(shown.map((line) => `${wrapLine(line, stdout.width)}\n`).join(""));
}

/** `gtm note 17: TAC model agreed`: what was done, to what, in at most a subject's length. */
export function commitSubject(verb: string, ids: readonly number[], words: string): string {
  const items = ids.length > 8 ? `${ids.length} items` : ids.join(" ");
  return shorten(`gtm ${verb} ${items}: ${printableLine(words)}`, 72);
}
