/** `gtm person`, `area`, `status`, `priority`, `field`, `milestone`: what `tracker.md` holds, listed and changed. */
import { join } from "node:path";
import type { ChangeResult } from "../core/change.ts";
import { errorsIn } from "../core/check-item.ts";
import { statusLabel as labelOfStatus } from "../core/columns.ts";
import { countOf } from "../core/count-of.ts";
import { type EntryKind, entriesOf, entryKinds, type TrackerEntry, typedCommand } from "../core/entries.ts";
import { readItemText } from "../core/item-file.ts";
import { nearest } from "../core/nearest.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import type { TextProblem } from "../core/problem.ts";
import { renameInItem } from "../core/rename-item.ts";
import type { WordRename } from "../core/rename-query.ts";
import { shorten } from "../core/shorten.ts";
import { saysClosed } from "../core/status.ts";
import { readTemplate } from "../core/template.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { ChangePlan, Context, FileEdit } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { sayDone } from "./answer.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import { type EntryPlan, entryActs } from "./entry-acts.ts";
import type { EntryOptions } from "./entry-flags.ts";
import { usesOf } from "./entry-uses.ts";
import type { GlobalOptions } from "./flags.ts";
import { lookOf } from "./look.ts";
import { printPaged } from "./print-paged.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { loadWorkspace, shownPath, type Workspace } from "./workspace.ts";

type Options = EntryOptions & GlobalOptions;

export async function entries(
  context: Context,
  kind: EntryKind,
  [action = "list", ...words]: readonly string[],
  options: Options,
): Promise<number> {
  if (action === "list") return listEntries(context, kind, words, options);
  const act = Object.hasOwn(entryActs, action) ? entryActs[action] : undefined;
  if (!act) throw unknownAction(kind, action);
  const repository = await openRepository(context, loadWorkspace(context, options).folder, options);
  let made: { plan: EntryPlan; touched: readonly number[]; workspace: Workspace } | null = null;
  const plan = (): ChangePlan => {
    const workspace = loadWorkspace(context, options);
    const planned = act(kind, words, workspace, options);
    const edits = editsOf(planned, workspace);
    made = { plan: planned, touched: edits.items.map(({ id }) => id), workspace };
    const title = [kind, action, ...(planned.was === null ? [] : [planned.was]), ...planned.keys]
      .map(printableLine)
      .join(" ");
    const count = edits.items.length > 0 ? countOf(edits.items.length, "items") : "tracker.md";
    return { message: `gtm ${shorten(title, 50)}: ${count}`, edits: edits.all };
  };
  const { commit, read } = await changeFiles(context, repository, plan, options);
  if (made === null) return 0;
  const {
    plan: done,
    touched,
    workspace,
  } = made as { plan: EntryPlan; touched: readonly number[]; workspace: Workspace };
  if (options.json) {
    const { tracker } = readTracker(read(join(workspace.folder, "tracker.md")));
    const now = tracker === null ? [] : entriesOf(kind, tracker).filter(({ key }) => done.keys.includes(key));
    const data = {
      kind,
      action,
      key: done.keys[0] ?? null,
      was: done.was,
      entries: now.map(entryData),
      items: touched,
      commit,
    };
    context.stdout.write(`${printableJson(options.dryRun ? { ...data, dryRun: true } : data)}\n`);
  } else if (!options.dryRun) {
    const items = touched.length > 0 ? `, ${countOf(touched.length, "items")} changed` : "";
    await sayDone(context, [`${done.done}${items}${commit ? ` [${commit}]` : ""}`]);
  }
  if (done.isFirst) await tellUnlisted(context, kind, done, workspace);
  return 0;
}

/** What items have that the tracker, now that it has a word of that kind, calls unknown. */
async function tellUnlisted(
  context: Context,
  kind: EntryKind,
  { keys }: EntryPlan,
  { items }: Workspace,
): Promise<void> {
  const { column } = entryKinds[kind];
  const used = column === null ? [] : items.flatMap((item) => item[column] ?? []);
  const unlisted = [...new Set(used)].filter((word) => !keys.includes(word)).map(printableLine);
  if (unlisted.length === 0) return;
  const next = kind === "area" ? typedCommand(kind, "add", ...unlisted) : typedCommand(kind, "add", unlisted[0] ?? "");
  await writeMessage(
    context.stderr,
    `items have more that tracker.md does not list: ${unlisted.join(", ")}; ${next}\n`,
  );
}

function unknownAction(kind: EntryKind, action: string): UserError {
  const known = ["list", ...Object.keys(entryActs)];
  const near = /^(?:remove|delete|rm|drop)$/.test(action) ? "retire" : nearest(action, known);
  return new UserError(`gtm ${kind} has no "${printableLine(action)}"${near ? `, did you mean ${near}?` : ""}`, {
    hint: `it has ${known.join(", ")}; gtm help ${kind} shows examples`,
  });
}

async function listEntries(
  context: Context,
  kind: EntryKind,
  words: readonly string[],
  options: Options,
): Promise<number> {
  if (words.length > 0)
    throw new UserError(`gtm ${kind} list takes no words`, {
      hint: `gtm list ${kind === "person" ? "owner" : kind}:${words[0]} lists items`,
    });
  const workspace = loadWorkspace(context, options);
  const all = inOrder(kind, entriesOf(kind, workspace.tracker));
  const counted = all.map((entry) => {
    const { open, closed } = usesOf(kind, entry.key, workspace);
    return { ...entry, open: open.length, closed: closed.length };
  });
  if (options.json) {
    const data = counted.map(({ open, closed, ...entry }) =>
      kind === "milestone" ? entryData(entry) : { ...entryData(entry), open, closed },
    );
    context.stdout.write(`${printableJson(data)}\n`);
  } else {
    const { entryTable } = await import("../render/entry-table.ts");
    await printPaged(
      context,
      entryTable(kind, counted, context.stdout.isTerminal ? lookOf(context.stdout) : null),
      options,
    );
    if (all.length === 0 && context.stdout.isTerminal)
      context.stderr.write(`tracker.md has none yet; gtm ${kind} add makes one, gtm help ${kind} shows how\n`);
  }
  return reportUnreadable(context, workspace.problems);
}

/** Milestones by their days, as on the page; all else as the tracker has it. */
function inOrder(kind: EntryKind, all: readonly TrackerEntry[]): readonly TrackerEntry[] {
  const day = ({ values }: TrackerEntry) => String(values.date);
  return kind === "milestone" ? all.toSorted((a, b) => (day(a) < day(b) ? -1 : 1)) : all;
}

function entryData({ key, values }: TrackerEntry): object {
  return { key, ...values };
}

/** The edits of `tracker.md` and of each item that the plan changes. Throws a UserError where one brings an error into a file. */
function editsOf(
  plan: EntryPlan,
  workspace: Workspace,
): { all: readonly FileEdit[]; items: readonly { id: number; edit: FileEdit }[] } {
  const { folder, tracker, files } = workspace;
  const { rename } = plan;
  const own: FileEdit = {
    path: join(folder, "tracker.md"),
    edit: (text) => changed(text, shownPath(workspace, join(folder, "tracker.md")), plan.tracker),
  };
  const after = readTracker(own.edit(workspace.trackerText) ?? "");
  refuseNewErrors(workspace, after.tracker, after.problems);
  if (after.tracker && rename?.column === "status") refuseOtherMeaning(rename, tracker, after.tracker);
  const isRenamed = rename !== undefined && rename.from !== rename.to;
  const items = files.flatMap((file) => {
    if (file.item === null) return [];
    const renamed = (text: string | null) =>
      isRenamed ? changed(text, file.path, (before) => renameInItem(before, rename, tracker)) : (text ?? "");
    const text = renamed(file.text);
    // Mostly the text that was read: it is not worked out again.
    const edit: FileEdit = {
      path: join(folder, file.name),
      edit: (now) => (now === file.text ? text : renamed(now)),
    };
    if (after.tracker && !plan.isFirst) refuseErrorsOf(file, text, after.tracker, workspace);
    return text === file.text ? [] : [{ id: file.item.id, edit }];
  });
  return { all: [own, ...items.map(({ edit }) => edit)], items };
}

function changed(text: string | null, path: string, change: (text: string) => ChangeResult): string {
  if (text === null) throw new UserError(`${path} is gone`, { hint: "git status shows what happened to it" });
  const result = change(text);
  if (result.ok) return result.text;
  throw new UserError(`${path}:${result.line}:${result.column}: ${result.message}`);
}

function refuseNewErrors(workspace: Workspace, after: Tracker | null, problems: readonly TextProblem[]): void {
  const path = shownPath(workspace, join(workspace.folder, "tracker.md"));
  const pageProblems = (tracker: Tracker) =>
    readTemplate(tracker.template, tracker.templateLine, {
      tracker,
      today: workspace.today,
      me: null,
    }).problems;
  const before = [...readTracker(workspace.trackerText).problems, ...pageProblems(workspace.tracker)];
  const known = new Set(before.map(({ code, message }) => `${code} ${message}`));
  const now = [...problems, ...(after ? pageProblems(after) : [])];
  const added = now.find(({ code, message, severity }) => severity === "error" && !known.has(`${code} ${message}`));
  if (added)
    throw new UserError(`${path}:${added.line}:${added.column}: ${added.message}`, { hint: "nothing was changed" });
}

/** By its words a status closes items, or does not: in other words it must too. */
function refuseOtherMeaning({ from, to }: WordRename, before: Tracker, after: Tracker): void {
  const [was, is] = [saysClosed(from, before), saysClosed(to, after)];
  if (was === is) return;
  const label = printableLine(labelOfStatus(to, after));
  throw new UserError(
    was
      ? `status ${printableLine(from)} says that the work is over, and "${label}" does not`
      : `"${label}" says that the work is over, and status ${printableLine(from)} does not`,
    { hint: was ? "choose a word such as Done, Closed or Finished, at least as its --label" : "choose another word" },
  );
}

function refuseErrorsOf(file: Workspace["files"][number], text: string, tracker: Tracker, workspace: Workspace): void {
  const place = ({ code, line }: TextProblem) => `${code} ${line}`;
  const known = new Set(errorsIn(file.reading, file.path, workspace).map(place));
  const added = errorsIn(readItemText(text), file.path, { tracker, today: workspace.today }).find(
    (each) => !known.has(place(each)),
  );
  if (added)
    throw new UserError(`${file.path}:${added.line}:${added.column}: ${added.message}`, {
      hint: "nothing was changed",
    });
}
