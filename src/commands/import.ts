/** `gtm import FILE`: a page brought in, what its export broke repaired, every guess reported; nothing lost. */
import { basename, join, resolve } from "node:path";
import { addComment } from "../core/add-comment.ts";
import { numberInName } from "../core/file-name.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import { declareOwners } from "../import/merge-tracker.ts";
import { type ImportPlan, planImport } from "../import/plan.ts";
import { readPage } from "../import/read-page.ts";
import { isRefusal, type PageReading } from "../import/reading.ts";
import { importedTracker } from "../import/tracker-text.ts";
import type { Context, FileEdit } from "../ports.ts";
import { repairTable } from "../render/repair-table.ts";
import { type ChangeOptions, makeChange, openRepository } from "./change-items.ts";
import { findItems } from "./find-item.ts";
import { type GlobalOptions, loadWorkspace, type Workspace } from "./workspace.ts";

export interface ImportOptions extends GlobalOptions, ChangeOptions {
  readonly year?: string;
}

export async function importPage(context: Context, words: readonly string[], options: ImportOptions): Promise<number> {
  const file = words[0] ?? "-";
  const workspace = loadWorkspace(context, options);
  const page = await read(context, file, options, workspace);
  const repository = await openRepository(context, workspace.folder, options);
  let done: ImportPlan = { created: [], updated: [], unchanged: [], repairs: [] };
  const plan = () => {
    // Under the lock: numbers and files as they are now.
    const current = loadWorkspace(context, options);
    const declared = declareOwners(page, current.tracker);
    const { plan: items, edits } = planEdits(current, declared);
    done = items;
    return {
      message: `gtm import ${printableLine(basename(file))}: ${countWords(items.created.length, "item")}`,
      edits,
    };
  };
  if (options.dryRun) plan();
  const commit = options.dryRun ? null : await makeChange(context, repository, plan, options);
  report(context, { file, page, done, commit }, options);
  return 0;
}

async function read(
  context: Context,
  file: string,
  { year }: ImportOptions,
  { today }: Workspace,
): Promise<PageReading> {
  const given = year === undefined ? undefined : Number(year);
  if (given !== undefined && !(Number.isInteger(given) && given >= 1900 && given <= 2200))
    throw new UserError(`--year ${year} is not a year`);
  const text = file === "-" ? await context.stdin.read() : context.files.read(resolve(context.cwd, file));
  const page = readPage(text, { today, ...(given === undefined ? {} : { year: given }) });
  if (isRefusal(page)) throw new UserError(`${file}: ${page.message}`, { hint: page.hint });
  return page;
}

function planEdits(workspace: Workspace, page: PageReading): { plan: ImportPlan; edits: readonly FileEdit[] } {
  const trackerEdit = importedTracker(workspace.trackerText, workspace.tracker, page);
  if (!trackerEdit.ok)
    throw new UserError(`tracker.md: ${trackerEdit.message}`, { hint: "mend tracker.md, then import again" });
  const tracker = readTracker(trackerEdit.text).tracker ?? workspace.tracker;
  const taken = new Set(workspace.files.flatMap((file) => [file.item?.id ?? 0, numberInName(file.name) ?? 0]));
  const plan = planImport(page, workspace.items, taken, tracker, workspace.today);
  const edits = [
    { path: join(workspace.folder, "tracker.md"), edit: () => trackerEdit.text },
    ...plan.created.map(({ name, text }) => ({ path: join(workspace.folder, name), edit: () => text })),
    ...plan.updated.map(({ item, comments }) => ({
      path: findItems([String(item.id)], workspace)[0]?.file ?? "",
      edit: (text: string | null) =>
        comments.reduce((current, comment) => {
          const result = addComment(current, comment);
          if (!result.ok) throw new UserError(`${item.path}:${result.line}: ${result.message}`);
          return result.text;
        }, text ?? ""),
    })),
  ];
  return { plan, edits };
}

interface Done {
  readonly file: string;
  readonly page: PageReading;
  readonly done: ImportPlan;
  readonly commit: string | null;
}

function report(context: Context, { file, page, done, commit }: Done, options: ImportOptions): void {
  const { created, updated, unchanged, repairs } = done;
  if (options.json) {
    const ids = { created: created.map(({ id }) => id), updated: updated.map(({ item }) => item.id), unchanged };
    context.stdout.write(`${printableJson({ source: page.source, year: page.year, ...ids, repairs })}\n`);
    return;
  }
  context.stdout.write(repairTable(repairs, context.stdout));
  const doubtful = new Set(repairs.filter(({ confidence }) => confidence < 0.9).map(({ item }) => item)).size;
  const parts = [
    created.length > 0
      ? `${countWords(created.length, "item")} ${options.dryRun ? "would be created" : "created"}`
      : "",
    updated.length > 0 ? `${countWords(updated.length, "item")} with new comments` : "",
    unchanged.length > 0 ? `${countWords(unchanged.length, "item")} unchanged` : "",
    doubtful > 0 ? `${doubtful} to look at (a guess under 0.9)` : "",
    `short dates read as ${page.year}`,
  ];
  const nothing = created.length === 0 && updated.length === 0 && commit === null ? "nothing new: " : "";
  context.stdout.write(
    `${printableLine(file)}: ${nothing}${parts.filter(Boolean).join(", ")}${commit ? ` [${commit}]` : ""}\n`,
  );
}

function countWords(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
