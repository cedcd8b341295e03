/** What an import did and guessed: for a terminal, for a pull request, for scripts. What needs a look comes last, where it is seen. */

import { columnHeading, valueText } from "../core/columns.ts";
import { countOf } from "../core/count-of.ts";
import { groupBy } from "../core/group-by.ts";
import type { Comment, Item } from "../core/item.ts";
import { ownKeys } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import { type ItemRepair, trustedConfidence } from "../core/repair.ts";
import { shellWord } from "../core/shell-word.ts";
import type { Tracker } from "../core/tracker.ts";
import { terminalItemTable } from "./item-table.ts";
import { escapeMarkdown } from "./markdown-cell.ts";
import { type Look, painter } from "./style.ts";
import { truncate } from "./text-width.ts";
import { wrapLine } from "./wrap-text.ts";

/** A value may be a whole cell of the page: so much of it shows which one. */
const valueWidth = 60;
/** Of the table in a pipe: a title may be as long as its writer pleased. */
const widestTable = 160;

/** A field in which the page and the item differ. */
interface Change {
  readonly item: number;
  readonly key: string;
  readonly heading?: string | undefined;
  readonly page: string | readonly string[] | null;
  readonly git: string | readonly string[] | null;
  readonly by: "page" | "git" | "both";
  readonly applied: boolean;
  /** Why the item keeps what it has. */
  readonly kept: "unasked" | "both" | "unknown" | "cell" | "row" | "match" | "prose" | null;
}

interface LeftOut {
  readonly line: number;
  readonly kind: "table" | "list";
  readonly rows: number;
  readonly heading: string;
}

export interface ImportOutcome {
  readonly file: string;
  /** The kind of source that was recognised. */
  readonly source: string;
  readonly year: number;
  readonly plan: {
    readonly created: readonly { readonly id: number; readonly name: string }[];
    readonly updated: readonly { readonly item: { readonly id: number }; readonly comments: readonly Comment[] }[];
    readonly unchanged: readonly number[];
    readonly changes: readonly Change[];
    readonly repairs: readonly ItemRepair[];
    /** Items that a row is only likely to be. */
    readonly likely: readonly number[];
    readonly gone: readonly Item[];
    /** The item of each row, in the page's order. */
    readonly order: readonly number[];
    readonly renumbered: readonly { readonly item: number; readonly onPage: number }[];
  };
  /** What looks like rows of items, and was not taken. */
  readonly left: readonly LeftOut[];
  /** Paragraphs of the page that tracker.md did not have. */
  readonly prose: readonly string[];
  /** The tracker's items and words, as the import leaves them. */
  readonly items: readonly Item[];
  readonly tracker: Tracker;
  readonly today: string;
  readonly commit: string | null;
  readonly dryRun: boolean;
  /** True where a file gets, or got, another text. */
  readonly isNews: boolean;
}

/** The data that scripts build on (docs/json.md). */
export function importData({ source, year, plan, left }: ImportOutcome): object {
  return {
    source,
    year,
    created: plan.created.map(({ id }) => id),
    updated: plan.updated.map(({ item }) => item.id),
    unchanged: plan.unchanged,
    changes: plan.changes.map(({ key, item, page, git, by, applied, kept }) => ({
      item,
      field: key,
      page,
      git,
      by,
      applied,
      kept,
    })),
    repairs: plan.repairs.map(({ heading: _, ...repair }) => repair),
    gone: plan.gone.map(({ id }) => id),
    left,
  };
}

/** The figures, of a dry run the table, what is different or left aside, then the doubtful rows and the next step. */
export function importText(outcome: ImportOutcome, look: Look): string {
  const { file, commit, dryRun } = outcome;
  const paint = painter(look);
  const wrapped = (lines: readonly string[]) => lines.map((line) => wrapLine(line, look.width)).join("\n");
  const names = namesOf(outcome);
  const summary = `${printableLine(file)}: ${figures(outcome).join(", ")}${commit ? ` [${commit}]` : ""}`;
  const parts = [
    wrapped([summary]),
    dryRun ? itemTable(outcome, look).trimEnd() : "",
    wrapped([...newLines(outcome, names), ...changeLines(outcome, names)]),
    wrapped(goneLines(outcome, names)),
    wrapped(outcome.left.map(leftLine)),
    paint.yellow(wrapped(doubtLines(outcome, names))),
    wrapped(nextStep(outcome, names)),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same as Markdown, to paste into a pull request. */
export function importReport(outcome: ImportOutcome): string {
  const { plan, file } = outcome;
  const names = namesOf(outcome);
  const vouched = plan.repairs.filter(({ confidence }) => confidence >= trustedConfidence);
  const created = plan.created.map(({ id, name }) => `${names.called(id)} ${name}`);
  const parts = [
    `# Import of ${escapeMarkdown(file)}`,
    list(figures(outcome)),
    section("New items", created),
    section("Changes", changeLines(outcome, names)),
    section("Not on the page any more", goneLines(outcome, names)),
    section("Not taken", outcome.left.map(leftLine)),
    vouched.length > 0
      ? `<details><summary>${vouchedFigure(vouched.length)}</summary>\n\n${repairRows(vouched, names)}\n\n</details>`
      : "",
    section("To look at", doubtLines(outcome, names)),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `## ${heading}\n\n${list(lines)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
}

function repairRows(repairs: readonly ItemRepair[], { called }: Names): string {
  const head =
    "| sure | item | row | line | column | read as | or | why |\n| --- | --- | --- | --- | --- | --- | --- | --- |";
  const rows = repairs.map(({ confidence, item, row, line, column, value, alternative, reason }) =>
    [confidence.toFixed(2), called(item), String(row), String(line), column, value, alternative, reason].map(
      escapeMarkdown,
    ),
  );
  return [head, ...rows.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

function figures({ plan, year, dryRun, commit, isNews }: ImportOutcome): string[] {
  const { created, updated, unchanged, changes, repairs, gone } = plan;
  const doubts = repairs.filter(isDoubt);
  const vouched = repairs.length - doubts.length;
  const waiting = changes.filter(({ kept }) => kept !== null);
  const nothing = !isNews && commit === null;
  const would = dryRun ? "would be " : "";
  return [
    nothing ? "nothing new" : "",
    created.length > 0 ? `${countOf(created.length, "items")} ${would}created` : "",
    updated.length > 0 ? `${countOf(updated.length, "items")} ${would}updated` : "",
    unchanged.length > 0 ? `${countOf(unchanged.length, "items")} unchanged` : "",
    waiting.length > 0 ? `${countOf(waiting.length, "changes")} on the page not taken${waysToTake(waiting)}` : "",
    gone.length > 0 ? `${countOf(gone.length, "items")} not on the page any more` : "",
    vouched > 0 ? vouchedFigure(vouched) : "",
    doubts.length > 0 ? `${countOf(new Set(doubts.map(({ item }) => item)).size, "items")} to look at` : "",
    `short dates read as ${year}`,
  ].filter(Boolean);
}

function vouchedFigure(repairs: number): string {
  return `${countOf(repairs, "repairs")} that need${repairs === 1 ? "s" : ""} no look`;
}

function isDoubt({ confidence }: ItemRepair): boolean {
  return confidence < trustedConfidence;
}

/** The options that take over some of the changes, if any does. */
function waysToTake(waiting: readonly Change[]): string {
  const open = new Set(waiting.map(({ kept }) => kept));
  if (open.has("both") || open.has("unknown")) return " (--update --prefer page)";
  return open.has("unasked") ? " (--update)" : "";
}

interface Names {
  /** `R-001`, or `#12`. */
  readonly called: (item: number) => string;
  /** With its title. */
  readonly titled: (item: number) => string;
  /** As it is typed behind a command. */
  readonly typed: (item: number) => string;
}

function namesOf({ items }: ImportOutcome): Names {
  const keys = ownKeys(items);
  const titles = new Map(items.map(({ id, title }) => [id, title]));
  const called = (item: number) => keys.get(item) ?? `#${item}`;
  return {
    called,
    titled: (item) => `${called(item)} ${quoted(titles.get(item) ?? "")}`,
    typed: (item) => shellWord(keys.get(item) ?? String(item)),
  };
}

/** What would come out, row by row; a question mark behind what needs a look. */
function itemTable({ plan, items, tracker, today }: ImportOutcome, look: Look): string {
  const byNumber = new Map(items.map((item) => [item.id, item]));
  const keys = ownKeys(items);
  const doubtful = new Set(plan.repairs.filter(isDoubt).map(({ item }) => item));
  const hasKeys = plan.order.filter((id) => keys.has(id)).length * 2 > plan.order.length;
  const called = (id: number) => (hasKeys ? keys.get(id) : undefined) ?? `#${id}`;
  const label = (id: number) => `${called(id)}${doubtful.has(id) ? " ?" : ""}`;
  const heading = hasKeys ? (tracker.columns.refs ?? "Key") : columnHeading("number", tracker);
  return terminalItemTable(
    plan.order.flatMap((id) => byNumber.get(id) ?? []),
    ["number", "title", "owners", "status", "due"],
    { tracker, today },
    { ...look, width: Math.min(look.width, widestTable) },
    { heading, keys: new Map(plan.order.map((id) => [id, label(id)])) },
  );
}

function changeLines({ plan, prose, tracker }: ImportOutcome, names: Names): string[] {
  return [
    ...plan.changes.map((change) => changeLine(change, tracker, names)),
    ...plan.updated.flatMap(({ item, comments }) =>
      comments.map(({ date, text }) => `${names.titled(item.id)}: new comment of ${date}: ${shown(text)}`),
    ),
    ...plan.renumbered.map(
      ({ item, onPage }) => `${names.titled(item)} is ${onPage} on the page; here another item has that number`,
    ),
    ...prose.map((paragraph) => `added at the end of tracker.md: ${quoted(paragraph)}`),
  ];
}

/** Of a first import, all items are new. */
function newLines({ plan: { created, order } }: ImportOutcome, { titled }: Names): string[] {
  return created.length < order.length ? created.map(({ id }) => `${titled(id)} is new`) : [];
}

/** Both values, and where the item keeps its own, why. */
function changeLine({ item, key, heading, page, git, by, kept }: Change, tracker: Tracker, { titled }: Names): string {
  const held = (value: Change["page"]) => heldText(value, key, tracker);
  const [theirs, ours] = [held(page), held(git)];
  const what = `${titled(item)}: ${key === "closed" ? "State" : headingOf(key, heading, tracker)}`;
  if (by === "git") return `${what} was changed here and stays: ${ours} (the page still has ${theirs})`;
  if (kept === null) return `${what} taken from the page: ${theirs} (was ${ours})`;
  const why = {
    unasked: "--update takes it",
    both: "not taken, because it was changed here too; --update --prefer page takes it",
    unknown: "not taken, because history does not tell who changed it; --update --prefer page takes it",
    cell: "not taken, because the page's cell is doubtful, see below",
    row: "not taken, because the page's row is doubtful, see below",
    match: "not taken, because the row may be another item, see below",
    prose: "not taken, because gtm changes no description: edit the item's file",
  }[kept];
  return `${what} is ${theirs} on the page, ${ours} here: ${why}`;
}

function goneLines({ plan: { gone } }: ImportOutcome, { titled, typed }: Names): string[] {
  if (gone.length === 0) return [];
  const them = gone.length === 1 ? "it" : "them";
  return [
    ...gone.map(({ id }) => `${titled(id)} is not on the page any more`),
    `close ${them} with: gtm close ${gone.map(({ id }) => typed(id)).join(" ")} (if the page is only a part, leave ${them})`,
  ];
}

function leftLine({ line, kind, rows, heading }: LeftOut): string {
  const where = heading === "" ? "" : ` under "${printableLine(heading)}"`;
  const size = countOf(rows, kind === "table" ? "rows" : rows === 1 ? "entry" : "entries");
  return `line ${line}: the ${kind} of ${size}${where} was not read as items (--take ${line} takes it)`;
}

/** A sentence for each row that needs a look, in the page's order. */
function doubtLines({ plan, tracker, items }: ImportOutcome, names: Names): string[] {
  const titles = new Map(items.map(({ id, title }) => [id, title]));
  const rows = [...groupBy(plan.repairs.filter(isDoubt), ({ item, line }) => `${item} ${line}`).values()];
  return rows
    .sort(([a], [b]) => (a?.line ?? 0) - (b?.line ?? 0))
    .map((doubts) => {
      const { item, row, line, value, reason, alternative } = first(doubts);
      const look = `Look at line ${line} of the page.`;
      if (plan.likely.includes(item))
        return `Row ${row}, ${quoted(value)}, was taken for ${names.titled(item)}, but might be ${alternative} (${printableLine(reason)}). ${look}`;
      const said = [...groupBy(doubts, (doubt) => doubt.reason)].map(
        ([why, group]) =>
          `${group.map((doubt, index) => reading(doubt, tracker, index === 0)).join("; ")} (${printableLine(why)})`,
      );
      return `Row ${row}, ${quoted(titles.get(item) ?? "")} (${names.called(item)}): ${said.join("; ")}. ${look}`;
    });
}

/** The heading in the row's own table; where that has none, the tracker's, which of titles would be another table's. */
function headingOf(column: string, heading: string | undefined, tracker: Tracker): string {
  return printableLine(heading || (column === "title" ? "the title" : columnHeading(column, tracker)));
}

/** @param isFirst false where the verb has been said */
function reading(repair: ItemRepair, tracker: Tracker, isFirst: boolean): string {
  const { column, value, alternative } = repair;
  const isAside = column === "description";
  const heading = isAside ? "the description" : headingOf(column, repair.heading, tracker);
  const verb = isAside ? "was kept in" : isFirst ? "was read as" : "as";
  const what = value === "" ? `${heading} was left empty` : `${quoted(value)} ${verb} ${heading}`;
  return alternative === "" ? what : `${what}, but might be ${truncate(printableLine(alternative), valueWidth)}`;
}

function first<Value>([value]: readonly Value[]): Value {
  if (value === undefined) throw new RangeError("a group holds one value at least");
  return value;
}

function nextStep({ plan, file, dryRun, isNews }: ImportOutcome, { typed }: Names): string[] {
  const [doubt] = plan.repairs.filter(isDoubt).sort((a, b) => a.line - b.line);
  if (dryRun && isNews)
    return [
      `next: the same without --dry-run to write this${doubt ? ", or with --review to be asked about each doubtful row first" : ""}`,
    ];
  if (doubt) {
    const [item, title] = [typed(doubt.item), shellWord(printableLine(doubt.value))];
    if (plan.likely.includes(doubt.item))
      return [
        `next: gtm set ${item} title=${title} if row ${doubt.row} is that item, gtm add ${title} if it is a new one`,
      ];
    return [`next: gtm show ${item} to see what the row has become, gtm set ${item} FIELD=VALUE to put it right`];
  }
  const isWaiting = plan.changes.some(({ kept }) => kept === "unasked");
  return isWaiting
    ? [`next: gtm import ${shellWord(printableLine(file))} --update to take what changed on the page`]
    : [];
}

function quoted(text: string): string {
  return `"${truncate(printableLine(text), valueWidth)}"`;
}

function heldText(value: Change["page"], key: string, tracker: Tracker): string {
  if (key === "closed") return value === null ? "open" : "closed";
  const text = shown(valueText(value, key, tracker));
  if (text === "") return "nothing";
  return /\s/.test(text) && key !== "owners" && key !== "status" ? `"${text}"` : text;
}

function shown(text: string): string {
  return truncate(printableLine(text), 2 * valueWidth);
}
