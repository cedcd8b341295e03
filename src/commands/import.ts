/** `gtm import FILE`: a page brought in, what its export broke repaired, every guess reported; nothing lost. */
import { join, resolve } from "node:path";
import { addComment } from "../core/add-comment.ts";
import type { ChangeResult } from "../core/change.ts";
import { numberInName } from "../core/file-name.ts";
import { type Item, writtenOrder } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import type { TextProblem } from "../core/problem.ts";
import { setKeys } from "../core/set-keys.ts";
import { templateQueries } from "../core/template.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { UserError } from "../errors.ts";
import type { KnownItem } from "../import/compare.ts";
import { decodePage } from "../import/decode.ts";
import {
  adoptWords,
  declareOwners,
  importedTracker,
  isFreshTracker,
  trackerWithPage,
} from "../import/merge-tracker.ts";
import { type ImportPlan, type ItemUpdate, type PlanOptions, planImport } from "../import/plan.ts";
import { readPage } from "../import/read-page.ts";
import { isRefusal, type PageReading, type ReadOptions } from "../import/reading.ts";
import { sourceNames } from "../import/sources/blocks.ts";
import { detectSource } from "../import/sources/detect.ts";
import type { Context, FileEdit } from "../ports.ts";
import { importData, importReport, importText } from "../render/import-report.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import type { ImportOptions } from "./import-flags.ts";
import { planWithoutLeftovers, readCommitted } from "./import-leftovers.ts";
import { importMessage, pageName, readKnownItems } from "./imported-fields.ts";
import { lookOf } from "./look.ts";
import { numbersInGit } from "./numbers-in-git.ts";
import { printPaged } from "./print-paged.ts";
import { reviewDrafts } from "./review-drafts.ts";
import { loadWorkspace, type Workspace } from "./workspace.ts";

type Choices = Pick<PlanOptions, "update" | "prefer">;

export async function importPage(context: Context, words: readonly string[], options: ImportOptions): Promise<number> {
  const file = words[0] ?? "-";
  const choices: Choices = { update: options.update === true, prefer: readPreference(options.prefer) };
  const workspace = loadWorkspace(context, options);
  const bytes = file === "-" ? await context.stdin.readBytes() : context.files.readBytes(resolve(context.cwd, file));
  const read = pageReader(context, file, bytes, options);
  const reading = read(workspace);
  let page = options.review ? await reviewDrafts(context, reading, workspace.items, workspace.tracker) : reading;
  const repository = await openRepository(context, workspace.folder, options);
  const [known, inGit, committed] = await Promise.all([
    readKnownItems(context, repository, workspace),
    numbersInGit(context, repository, workspace),
    readCommitted(context, repository, workspace),
  ]);
  let done: (Omit<PlannedImport, "edits"> & { readonly isNews: boolean }) | undefined;
  const plan = () => {
    // Under the lock: numbers and files as they are now.
    const current = loadWorkspace(context, options);
    const planned = planWithoutLeftovers(current, committed, (each) => {
      const tracker = trackerForPage(each);
      // A leftover tracker.md is no reason to read the page otherwise than before.
      if (each.trackerText !== workspace.trackerText && !options.review) page = read(each);
      const adopted = declareOwners(adoptWords(page, tracker, each.items), tracker);
      return planEdits(each, adopted, { known, inGit, source: pageName(file) }, choices);
    });
    done = { ...planned, isNews: planned.edits.some(({ edit, madeFrom }) => edit(madeFrom ?? null) !== madeFrom) };
    return { message: importMessage(file, countItems(planned.plan)), edits: planned.edits };
  };
  if (options.dryRun) plan();
  const commit = options.dryRun ? null : (await changeFiles(context, repository, plan, options)).commit;
  if (!done) throw new RangeError("a change is planned before it is made");
  const { source, year, left } = page;
  const outcome = {
    file,
    source,
    year,
    left,
    commit,
    ...done,
    today: workspace.today,
    dryRun: options.dryRun === true,
  };
  if (options.report !== undefined) {
    context.files.write(resolve(context.cwd, options.report), importReport(outcome), "/");
    context.stderr.write(
      `${printableLine(options.report)}: the report${options.dryRun ? "; nothing else was written" : ""}\n`,
    );
  }
  const data = () => ({ ...importData(outcome), ...(options.dryRun ? { dryRun: true } : {}) });
  if (options.json) context.stdout.write(`${printableJson(data())}\n`);
  else
    await printPaged(context, importText(outcome, lookOf(context.stdout)), options.dryRun ? options : { pager: false });
  return 0;
}

function readPreference(word: string | undefined): Choices["prefer"] {
  if (word === undefined || word === "page" || word === "git") return word ?? null;
  throw new UserError(`--prefer ${word}: no such side`, { hint: "use --prefer page or --prefer git" });
}

function countItems({ created, updated }: ImportPlan): string {
  const parts = [
    created.length > 0 || updated.length === 0 ? `${created.length} item${created.length === 1 ? "" : "s"}` : "",
    updated.length > 0 ? `${updated.length} updated` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** Reads the page against a tracker. Throws a UserError for what is no page. */
function pageReader(
  context: Context,
  file: string,
  bytes: Uint8Array,
  options: ImportOptions,
): (workspace: Workspace) => PageReading {
  const decoded = decodePage(bytes);
  const choices = { ...readChoices(options), progress: progressLine(context) };
  return (workspace) => {
    const { today } = workspace;
    const page =
      typeof decoded === "string"
        ? readPage(decoded, { today, ...knownFrom(workspace), ...fromName(file, decoded), ...choices })
        : decoded;
    if (isRefusal(page)) throw new UserError(`${file}: ${page.message}`, { hint: page.hint });
    return page;
  };
}

/** What the page is read against. Who has only made the tracker is no reason to read a page's people otherwise, nor are `init`'s words. */
function trackerForPage({ tracker, trackerText, items }: Workspace): Tracker {
  return items.length === 0 && isFreshTracker(trackerText, tracker)
    ? { ...tracker, people: {}, statuses: {}, priorities: {} }
    : tracker;
}

/** What a tracker knows of its pages. */
function knownFrom(workspace: Workspace): Pick<ReadOptions, "people" | "refs" | "headings" | "sections"> {
  const { people, refs, columns, fields } = trackerForPage(workspace);
  const queries = templateQueries(workspace.tracker, workspace.today);
  const own = Object.entries(fields).map(([key, { label }]) => ["field", label ?? key] as const);
  const headings = [...Object.entries(columns), ...queries.flatMap((query) => [...query.headings]), ...own];
  const isFresh = isFreshTracker(workspace.trackerText, workspace.tracker);
  const sections =
    isFresh || queries.some(({ terms }) => terms.some(({ kind, negated }) => kind === "value" && !negated));
  return { people, refs, headings, sections };
}

/** The content tells the kind; a name that says CSV is believed where the content looks like prose. */
function fromName(file: string, text: string): Pick<ReadOptions, "from"> {
  return /\.(?:csv|tsv)$/i.test(file) && detectSource(text) === "markdown" ? { from: "csv" } : {};
}

/** `--year`, `--date-order`, `--from`, `--map` and `--take`, understood. */
function readChoices({
  year,
  dateOrder,
  from,
  map,
  take,
}: ImportOptions): Pick<ReadOptions, "year" | "dateOrder" | "from" | "map" | "take"> {
  const given = year === undefined ? undefined : Number(year);
  if (given !== undefined && !(Number.isInteger(given) && given >= 1900 && given <= 2200)) {
    throw new UserError(`--year ${year} is not a year`);
  }
  if (dateOrder !== undefined && dateOrder !== "dmy" && dateOrder !== "mdy") {
    throw new UserError(`--date-order ${dateOrder}: no such order`, {
      hint: "use --date-order dmy or --date-order mdy",
    });
  }
  const source = sourceNames.find((name) => name === from);
  if (from !== undefined && !source) {
    throw new UserError(`--from ${from}: unknown format`, { hint: `formats are ${sourceNames.join(", ")}` });
  }
  return {
    ...(given === undefined ? {} : { year: given }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(source === undefined ? {} : { from: source }),
    ...(map === undefined ? {} : { map: new Map(map.map(readMapping)) }),
    ...(take === undefined ? {} : { take: readLines(take) }),
  };
}

function readLines(take: string): readonly number[] {
  return take.split(",").map((word) => {
    const line = Number(word.trim());
    if (Number.isInteger(line) && line > 0) return line;
    throw new UserError(`--take ${take}: "${word.trim()}" is not a line`, { hint: "for example --take 14,52" });
  });
}

function readMapping(word: string): [string, string] {
  const at = word.lastIndexOf("=");
  if (at < 1) throw new UserError(`--map ${word} is not "Heading=column"`, { hint: 'for example --map "Who=owners"' });
  return [word.slice(0, at).trim(), word.slice(at + 1).trim()];
}

/** On a terminal, a line that says how far the reading is, once that takes over a second; taken away at the end. */
function progressLine(context: Context): (done: number, total: number) => void {
  const begun = context.now();
  return (done, total) => {
    if (!context.stderr.isTerminal || context.now() - begun < 1000) return;
    context.stderr.write(done < total ? `\rreading row ${done} of ${total}` : "\r\u001b[K");
  };
}

interface PlannedImport {
  readonly plan: ImportPlan;
  readonly edits: readonly FileEdit[];
  /** As the import leaves them. */
  readonly items: readonly Item[];
  readonly tracker: Tracker;
  /** Paragraphs that tracker.md did not have. */
  readonly prose: readonly string[];
}

interface Known extends Pick<PlanOptions, "source"> {
  readonly known: readonly KnownItem[];
  readonly inGit: readonly number[];
}

function planEdits(
  workspace: Workspace,
  page: PageReading,
  { known, inGit, source }: Known,
  choices: Choices,
): PlannedImport {
  const trackerEdit = importedTracker(workspace.trackerText, workspace.tracker, page, workspace.items);
  if (!trackerEdit.ok) {
    throw new UserError(`tracker.md: ${trackerEdit.message}`, { hint: "fix tracker.md, then import again" });
  }
  const { tracker, problems } = readTracker(trackerEdit.text);
  if (!tracker) throw unreadable("tracker.md", problems);
  const taken = new Set([
    ...inGit,
    ...workspace.files.flatMap((file) => [file.item?.id ?? 0, numberInName(file.name) ?? 0]),
  ]);
  const imported = new Map(known.map((each) => [each.item.path, each]));
  const items = workspace.items.map((item) => ({ imported: null, source: "", ...imported.get(item.path), item }));
  const plan = planImport(page, items, { ...choices, tracker, taken, source, today: workspace.today });
  const after = new Map(workspace.items.map((item) => [item.id, item]));
  for (const { name, text } of plan.created) {
    const { item, problems: found } = readItem(text, name, tracker);
    if (!item) throw unreadable(name, found);
    after.set(item.id, item);
  }
  const path = (name: string) => join(workspace.folder, name);
  const files = new Map(workspace.files.map((file) => [file.path, file]));
  const updates = plan.updated.flatMap((update) => {
    const file = files.get(update.item.path);
    return file ? [{ file, edit: applyUpdate(update, tracker) }] : [];
  });
  for (const { file, edit } of updates) {
    const { item } = readItem(edit(file.text) ?? "", file.path, tracker);
    if (item) after.set(item.id, item);
  }
  const edits = [
    {
      path: path("tracker.md"),
      edit: editTracker(workspace.trackerText, trackerEdit.text, page),
      madeFrom: workspace.trackerText,
    },
    ...plan.created.map(({ name, text }) => ({ path: path(name), edit: () => text, madeFrom: null })),
    ...updates.map(({ file, edit }) => ({ path: path(file.name), edit, madeFrom: file.text })),
  ];
  const paragraphs = ({ template }: Tracker) => template.split(/\n{2,}/).map((each) => each.trim());
  const before = new Set(paragraphs(workspace.tracker));
  const isFresh = isFreshTracker(workspace.trackerText, workspace.tracker);
  const prose = isFresh ? [] : paragraphs(tracker).filter((paragraph) => !before.has(paragraph));
  return { plan, edits, items: [...after.values()], tracker, prose };
}

/** Git may hold other texts than the work tree, without edits that are the user's own: they get what the page adds. */
function editTracker(before: string, after: string, page: PageReading): FileEdit["edit"] {
  return (text) => {
    if (text === null || text === before || text === after) return after;
    const { tracker, problems } = readTracker(text);
    const result = tracker
      ? trackerWithPage(text, tracker, page)
      : { ok: false as const, message: problems[0]?.message };
    if (result.ok) return result.text;
    throw new UserError(`tracker.md: ${result.message}`);
  };
}

/** A page may hold a cell, or so much of everything, that no file of gtm's can. */
function unreadable(name: string, [problem]: readonly TextProblem[]): UserError {
  return new UserError(`the page would become a ${name} that gtm could not read: ${problem?.message}`, {
    hint: "shorten it on the page, then import again",
  });
}

function applyUpdate({ item, keys, comments }: ItemUpdate, tracker: Tracker): FileEdit["edit"] {
  return (text) => {
    let result: ChangeResult = setKeys(text ?? "", keys, writtenOrder(tracker));
    for (const comment of comments) {
      if (result.ok) result = addComment(result.text, comment);
    }
    if (result.ok) return result.text;
    throw new UserError(`${item.path}:${result.line}:${result.column}: ${result.message}`);
  };
}
