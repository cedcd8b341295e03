/** A page as a person reads it, and how far an import of it agrees: what it has wrong without saying so, what it loses. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Item } from "../../src/core/item.ts";
import type { Problem } from "../../src/core/problem.ts";
import { type ItemRepair, trustedConfidence } from "../../src/core/repair.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { gtm } from "./gtm.ts";

/** What a row says. `a|b`: either is right; no key: the page says nothing, and so must the item. */
interface TrueItem {
  readonly title: string;
  readonly number?: number;
  readonly refs?: readonly string[];
  /** Those of the references that must be the item's; the others may stay in its text. */
  readonly refsNeed?: readonly string[];
  readonly owners?: readonly string[];
  /** Another right reading of the owners. */
  readonly ownersOr?: readonly string[];
  readonly status?: string;
  readonly priority?: string;
  readonly area?: string;
  readonly start?: string;
  readonly due?: string;
  /** True where the page says that it is closed, but not when. */
  readonly closed?: string | true;
  readonly comments?: readonly { readonly date: string; readonly text: string; readonly author?: string }[];
  /** Column or field (`a|b`: one of them) to its value. */
  readonly either?: Readonly<Record<string, string>>;
  /** Words that stand somewhere in the item. */
  readonly anywhere?: readonly string[];
  readonly skip?: readonly string[];
}

interface TruePage {
  readonly items: readonly TrueItem[];
  /** Headings that the rendered page has. */
  readonly headings: readonly string[];
  /** The page's own words, priorities most urgent first; null where more than one choice is right. */
  readonly statuses: readonly string[] | null;
  readonly priorities: readonly string[] | null;
  /** Words of the page that stand in no row of `items`, and must not be lost either. */
  readonly kept?: readonly string[];
  /** Columns that are not judged: more than one reading is right. */
  readonly skip?: readonly string[];
  /** There may be more items than `items`. */
  readonly partial?: true;
  /** Rows that are read right today: may only be raised. */
  readonly exact: number;
}

export interface Agreement {
  readonly exact: number;
  readonly expected: number;
  readonly rows: number;
  /** Rows that are wrong with nothing said: a line each. */
  readonly silentlyWrong: readonly string[];
  /** Rows that are right, and yet ask for a look: titles. */
  readonly doubtedInVain: readonly string[];
  /** What the rendered page and its vocabulary no longer have, or have beside the page's own: a line each. */
  readonly unlikeThePage: readonly string[];
}

const folder = join(import.meta.dirname, "../import/pages");
const ending = ".truth.json";
const files = readdirSync(folder);

export const pageNames: readonly string[] = files.flatMap((file) =>
  file.endsWith(ending) ? file.slice(0, -ending.length) : [],
);

const compared = new Map<string, Promise<Agreement>>();

/** Imports a page into a fresh tracker, once, and compares. */
export function compareWithTruth(name: string): Promise<Agreement> {
  const known = compared.get(name) ?? compare(name);
  compared.set(name, known);
  return known;
}

async function compare(name: string): Promise<Agreement> {
  const truth: TruePage = JSON.parse(readFileSync(join(folder, name + ending), "utf8"));
  const imported = await importPage(name);
  const pairs = pairRows(truth.items, imported.items);
  const rows = truth.items.map((row) => {
    const item = pairs.get(row);
    return { row, item, differences: item ? differences(row, item, truth, imported.tracker) : ["is no item"] };
  });
  const paired = new Set(pairs.values());
  const extra = truth.partial ? [] : imported.items.filter((item) => !paired.has(item));
  const silent = (item: Item | undefined) => item === undefined || !imported.doubted.has(item.id);
  return {
    exact: rows.filter((each) => each.differences.length === 0).length,
    expected: truth.exact,
    rows: rows.length,
    silentlyWrong: [
      ...rows
        .filter((each) => each.differences.length > 0 && silent(each.item))
        .map((each) => `${one(each.row.title)}: ${each.differences.join("; ")}`),
      ...extra.filter(silent).map((item) => `${item.title}: is no row of the page`),
    ],
    doubtedInVain: rows
      .filter(({ differences: wrong, item }) => wrong.length === 0 && !silent(item))
      .map(({ row }) => one(row.title)),
    unlikeThePage: [...losses(truth, imported), ...disorder(truth, imported), ...strangeWords(truth, imported)],
  };
}

interface Imported {
  readonly items: readonly Item[];
  readonly tracker: Tracker;
  /** Items with a guess that asks for a look. */
  readonly doubted: ReadonlySet<number>;
  /** The page as gtm renders it. */
  readonly page: string;
  /** What `gtm check` says of the new tracker, but for what the page says itself: that nobody owns an item, say. */
  readonly problems: readonly string[];
}

/** Rules about the team's work: what they find stands on the page. */
const ofTheWork = new Set([
  "blocked-unexplained",
  "comment-future",
  "comment-order",
  "milestone-past",
  "owner-missing",
  "priority-due",
  "stale",
  "timeline-due",
  "title-alike",
]);

function problemsIn(json: string): readonly string[] {
  const { problems } = JSON.parse(json) as { problems: readonly Problem[] };
  return problems.flatMap(({ code, file, message }) => (ofTheWork.has(code) ? [] : `${file}: ${message} (${code})`));
}

async function importPage(name: string): Promise<Imported> {
  const file = files.find((each) => each !== name + ending && each.replace(/\.\w+$/, "") === name) ?? name;
  const world = { today: "2026-11-09" };
  const fresh = await gtm(["init"], { [file]: readFileSync(join(folder, file), "utf8") }, world);
  const run = await gtm(["import", file, "--json"], fresh.files, world);
  if (run.code !== 0) throw new Error(`${file}: ${run.stderr}`);
  const ask = async (...argv: string[]) => (await gtm(argv, run.files, world)).stdout;
  const repairs: readonly ItemRepair[] = JSON.parse(run.stdout).repairs;
  const { tracker } = readTracker(run.files["items/tracker.md"] ?? "");
  if (tracker === null) throw new Error(`${file}: the tracker cannot be read`);
  return {
    items: JSON.parse(await ask("list", "--all", "--json")),
    tracker,
    doubted: new Set(repairs.filter((each) => each.confidence < trustedConfidence).map((each) => each.item)),
    page: await ask("render", "--wide"),
    problems: problemsIn(await ask("check", "--json")),
  };
}

/** Each row's item: of the same title, else with the same key or the title's words somewhere. */
function pairRows(rows: readonly TrueItem[], items: readonly Item[]): Map<TrueItem, Item> {
  const pairs = new Map<TrueItem, Item>();
  const free = new Set(items);
  const likenesses: readonly ((row: TrueItem, item: Item) => boolean)[] = [
    (row, item) => isOneOf(row.title, item.title) && (row.refs?.[0] ?? "") === (item.refs[0] ?? ""),
    (row, item) => isOneOf(row.title, item.title),
    (row, item) => row.refs?.[0] !== undefined && item.refs.includes(row.refs[0]),
    (row, item) => contains(JSON.stringify(item), row.title),
  ];
  for (const isLike of likenesses) {
    for (const row of rows.filter((each) => !pairs.has(each))) {
      const item = [...free].find((each) => isLike(row, each));
      if (item === undefined) continue;
      pairs.set(row, item);
      free.delete(item);
    }
  }
  return pairs;
}

function differences(row: TrueItem, item: Item, page: TruePage, tracker: Tracker): string[] {
  const skipped = new Set([...(page.skip ?? []), ...(row.skip ?? [])]);
  const judged = (column: string, isRight: boolean, got: unknown, want: unknown) =>
    skipped.has(column) || isRight ? [] : [`${column} ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`];
  const refs = row.refsNeed ?? row.refs ?? [];
  const texts = { status: row.status, priority: row.priority, area: row.area } as const;
  return [
    ...judged("title", isOneOf(row.title, item.title), item.title, one(row.title)),
    ...judged("owners", ownersAgree(row, item, tracker), item.owners, row.owners ?? row.ownersOr ?? []),
    ...Object.entries(texts).flatMap(([column, want]) => {
      const got = wordings(column, item, tracker);
      return judged(
        column,
        want === undefined ? got.length === 0 : got.some((each) => isOneOf(want, each)),
        got[0],
        want,
      );
    }),
    ...(["start", "due"] as const).flatMap((column) =>
      judged(column, item[column] === (row[column] ?? null), item[column], row[column]),
    ),
    ...judged("closed", closedAgrees(row.closed, item.closed), item.closed, row.closed),
    ...judged(
      "refs",
      refs.every((ref) => item.refs.includes(ref)),
      item.refs,
      refs,
    ),
    ...(row.number === undefined ? [] : judged("number", item.id === row.number, item.id, row.number)),
    ...judged("comments", commentsAgree(row, item, tracker), item.comments, row.comments ?? []),
    ...Object.entries(row.either ?? {}).flatMap(([columns, want]) => {
      const got = columns.split("|").flatMap((column) => wordings(column, item, tracker));
      return judged(
        columns,
        got.some((each) => isOneOf(want, each)),
        got,
        want,
      );
    }),
    ...(row.anywhere ?? [])
      .filter((want) => !contains(textOf(item, tracker), want))
      .map((want) => `${JSON.stringify(one(want))} is lost`),
  ];
}

/** What an item has in a column or field: as stored, and as shown. */
function wordings(column: string, item: Item, tracker: Tracker): string[] {
  const labels: Readonly<Record<string, string | undefined>> = {
    status: item.status ? tracker.statuses[item.status] : undefined,
    priority: item.priority ? tracker.priorities[item.priority]?.label : undefined,
  };
  const fields = Object.entries(item.fields).filter(([key]) => key === column || key.startsWith(`${column}-`));
  const stored = new Map<string, unknown>(Object.entries(item)).get(column);
  return [stored, labels[column], ...fields.map(([, value]) => value)]
    .filter((value) => value !== null && value !== undefined && value !== "")
    .map(String);
}

function ownersAgree(row: TrueItem, item: Item, tracker: Tracker): boolean {
  const fits = (wanted: readonly string[]) => {
    const left = item.owners.map((handle) => [handle, tracker.people[handle]?.name, tracker.people[handle]?.email]);
    return (
      left.length === wanted.length &&
      wanted.every((want) => {
        const at = left.findIndex((names) => names.some((name) => typeof name === "string" && isNamed(want, name)));
        return at >= 0 && left.splice(at, 1).length === 1;
      })
    );
  };
  return [row.owners ?? [], ...(row.ownersOr ? [row.ownersOr] : [])].some(fits);
}

function closedAgrees(want: string | true | undefined, got: string | null): boolean {
  return want === true ? got !== null : got === (want ?? null);
}

function commentsAgree(row: TrueItem, item: Item, tracker: Tracker): boolean {
  const wanted = row.comments ?? [];
  return (
    wanted.length === item.comments.length &&
    wanted.every(({ date, text, author }, index) => {
      const got = item.comments[index];
      if (got?.date !== date || !contains(got.text, text)) return false;
      return author === undefined || isOneOf(author, got.author ?? "") || isOneOf(author, nameOf(got.author, tracker));
    })
  );
}

function nameOf(handle: string | null, tracker: Tracker): string {
  return tracker.people[handle ?? ""]?.name ?? "";
}

function textOf(item: Item, tracker: Tracker): string {
  return [item.title, item.description, ...item.refs, ...item.owners.map((handle) => nameOf(handle, tracker))]
    .concat(item.comments.flatMap(({ date, author, text }) => [date ?? "", author ?? "", text]))
    .concat([item.timeline ?? "", item.start ?? "", item.due ?? "", item.closed ?? "", item.area ?? ""])
    .concat(["status", "priority"].flatMap((column) => wordings(column, item, tracker)))
    .concat(Object.values(item.fields).map(String))
    .join("\n");
}

function losses(truth: TruePage, { items, tracker, page }: Imported): string[] {
  const lines = page.split("\n");
  const headings = lines
    .filter((_, index) => /^\|[ :|-]+\|$/.test(lines[index + 1] ?? ""))
    .flatMap((line) => line.split("|").map(plain));
  const keys = truth.items.flatMap((row) => (truth.skip?.includes("refs") ? [] : (row.refsNeed ?? row.refs ?? [])));
  const anywhere = [page, ...items.map((item) => textOf(item, tracker))].join("\n");
  return [
    ...truth.headings.filter((heading) => !headings.includes(plain(heading))).map((each) => `no heading ${each}`),
    ...keys.filter((key) => !page.includes(key)).map((each) => `no ${each} on the page`),
    ...truth.items.filter(({ title }) => !contains(page, title)).map(({ title }) => `no ${one(title)} on the page`),
    ...(truth.kept ?? []).filter((words) => !contains(anywhere, words)).map((each) => `no ${each} on the page`),
  ];
}

/** Rows stand on the rendered page as they stood on the page. */
function disorder({ items }: TruePage, { page }: Imported): string[] {
  const lines = page.split("\n");
  const places = items
    .map(({ title }) => ({ title: one(title), at: lines.findIndex((line) => contains(line, title)) }))
    .filter(({ at }) => at >= 0);
  return places
    .filter(({ at }, index) => at < (places[index - 1]?.at ?? 0))
    .map(({ title }) => `${title} stands before what it stood after`);
}

/** The tracker's vocabulary is the page's, with nothing beside it; and there is nothing to mend. */
function strangeWords(truth: TruePage, { tracker, problems }: Imported): string[] {
  const priorities = Object.entries(tracker.priorities).map(([key, { label }]) =>
    truth.priorities?.some((each) => isOneOf(each, key)) ? key : label,
  );
  const statuses = Object.values(tracker.statuses);
  const differ = (column: string, want: readonly string[] | null, got: readonly string[]) =>
    truth.skip?.includes(column) || want === null || want.map(plain).join("|") === got.map(plain).join("|")
      ? []
      : [`${column} ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`];
  return [
    ...differ("status", truth.statuses?.toSorted() ?? null, statuses.toSorted()),
    ...differ("priority", truth.priorities, priorities),
    ...problems,
  ];
}

function one(alternatives: string): string {
  return alternatives.split("|")[0] ?? "";
}

function isOneOf(alternatives: string, text: string): boolean {
  return alternatives.split("|").some((each) => plain(each) === plain(text));
}

/** To the letter, since a bracket or a comma that is left of a list is no part of a name. */
function isNamed(alternatives: string, name: string): boolean {
  return alternatives
    .split("|")
    .some((each) => each.normalize("NFC").toLowerCase() === name.normalize("NFC").toLowerCase());
}

function contains(text: string, alternatives: string): boolean {
  return alternatives.split("|").some((each) => ` ${plain(text)} `.includes(` ${plain(each)} `));
}

/** The words alone: what marks and signs there are between them is the renderer's affair. */
function plain(text: string): string {
  const words = text
    .normalize("NFC")
    .replace(/<br *\/?>|\]\([^)]*\)/g, " ")
    .toLowerCase();
  return [...words.matchAll(/[\p{L}\p{N}]+|[%°#]|\p{Extended_Pictographic}/gu)].join(" ");
}
