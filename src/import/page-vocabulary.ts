/** The tracker's own words as the page has them: title, areas, fields, statuses, priorities, headings. */
import { groupBy } from "../core/group-by.ts";
import { isClosedStatus } from "../core/status.ts";
import type { Tracker } from "../core/tracker.ts";
import words from "../words/statuses.json" with { type: "json" };
import { listedValues } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";
import { mostCommon } from "./people.ts";
import type { Block } from "./sources/blocks.ts";
import type { Tables } from "./table-columns.ts";
import { inferField, toStatusKey } from "./values.ts";
import { wordsIn, wordsOf } from "./word-lists.ts";

/** The filled cells of all tables, and the values of lists, by the key of their column. */
export type PageCells = ReadonlyMap<string, readonly string[]>;

export function cellsByColumn(tables: Tables, lists: PageCells): PageCells {
  const inTables = [...tables.values()].flatMap(({ byColumn }) => byColumn.flatMap((row) => [...row]));
  const inLists = [...lists].flatMap(([key, values]) => values.map((value) => [key, value] as const));
  const byKey = groupBy([...inTables, ...inLists], ([key]) => key);
  return new Map([...byKey].map(([key, group]) => [key, group.map(([, cell]) => cell)] as const));
}

/** Columns and labels of the page's own, with the types that all tables and lists that have them show. */
export function fieldsOf(tables: Tables, labels: ReadonlyMap<string, string>, page: PageCells) {
  const fields = new Map(
    [...labels].map(([key, label]) => [key, inferField(label, page.get(key) ?? [], label.endsWith("?"))] as const),
  );
  for (const { columns, aligned } of tables.values()) {
    for (const { key, kind, label } of columns) {
      const cells = page.get(key) ?? [];
      const isOwn = kind === "field" || kind === "unnamed" || kind === "boolean";
      if (!isOwn || fields.has(key) || (label === "" && cells.length === 0)) continue;
      // Strays among damaged rows do not make a column of numbers text: they are what is doubted.
      const least = aligned.damage > 0 ? 0.7 : 0.9;
      fields.set(key, inferField(label || key, cells, label.endsWith("?") || kind === "boolean", least));
    }
  }
  return fields;
}

/** By key, the wording that most of some texts use, in the order of the first. */
function commonWordings(texts: readonly string[], keyOf: (text: string) => string): ReadonlyMap<string, string> {
  return new Map([...groupBy(texts, keyOf)].map(([key, wordings]) => [key, mostCommon(wordings) ?? key] as const));
}

const begin: ReadonlySet<string> = new Set(wordsOf(words.begin).map(toStatusKey));

/** Statuses by key, in the page's wording and order; but those not begun come first, since a new item gets the first. */
export function statusesOf(tables: Tables, cells: PageCells): ReadonlyMap<string, string> {
  const labels = [...tables.values()].map(({ columns }) => columns.find(({ kind }) => kind === "status")?.label ?? "");
  const listed = labels.flatMap(listedValues).map((value) => [toStatusKey(value), value] as const);
  const texts = (cells.get("status") ?? []).map(plainText);
  const worded = texts.filter((text) => text.length <= 30 && /\p{L}/u.test(text) && !isNoValue(text));
  const found = [...commonWordings(worded, toStatusKey)].toSorted(
    ([a], [b]) => Number(begin.has(b)) - Number(begin.has(a)),
  );
  return new Map([...listed, ...found]);
}

/** Keys of the statuses that are a letter, a colour or a sign which the page itself explains as closed: `**C** complete`, `C = done`, `Blue = done`, `🔵 done`. */
export function closedByLegend(text: string): ReadonlySet<string> {
  const meant =
    /(?<![\p{L}\p{N}])(?:\*\*(\S{1,3})\*\*:?|(\S{1,3}|\p{L}{4,12}(?= ?[=–])) ?[=:–]|(\p{Extended_Pictographic}\ufe0f?))\s{0,3}(\p{L}[\p{L} ]{2,30})/gu;
  const said = [...text.matchAll(meant)].filter(([, , , , words = ""]) => isClosedStatus(words.trim()));
  const signs = said.map(([, bold, plain, sign = ""]) => bold ?? plain ?? sign);
  // Of a colour the letter, too.
  return new Set(signs.flatMap((sign) => (sign.length > 3 ? [sign, sign.slice(0, 1)] : [sign])).map(toStatusKey));
}

type Priority = Tracker["priorities"][string];

/** The digit of `1`, `P1`, `Prio 1`, `1 - High` and `(1) High`; null without. */
function digitOf(text: string): string | null {
  return /^(?:p(?:rio(?:rity)?)?)?[\s#(-]*([0-9])(?:\s*[-–:()].*)?$/i.exec(text)?.[1] ?? null;
}

/** What spellings of one level have in common. */
function levelKey(text: string): string {
  return digitOf(text) ?? text.toLowerCase();
}

/** A cell's priority: the known one of its level, else its own words; null where it has none. */
export function readPriority(text: string, known: readonly string[]): string | null {
  const plain = text.trim();
  if (plain === "" || plain.length > 30 || isNoValue(plain)) return null;
  return known.find((key) => levelKey(key) === levelKey(plain)) ?? plain;
}

const legendLine =
  /^(?:\*\*|__)?(p[0-9]|prio(?:rity)? ?[0-9]|critical|highest|high|medium|normal|low|lowest|urgent|must|should|could)(?:\*\*|__)?\s*([:=–—-]+|\s)(?:\*\*|__)?\s*(\S.{0,300})$/i;

/** The entry of a legend: `P1: Due within the next 2 weeks`, its colon optional after a code, never after a word. */
export function readLegendLine(line: string): { readonly key: string; readonly priority: Priority } | null {
  const [, name = "", sign = "", label = ""] = legendLine.exec(line.trim().slice(0, 400)) ?? [];
  const [code] = /\d/.exec(name) ?? [];
  if (name === "" || (code === undefined && sign.trim() === "")) return null;
  const key = code === undefined ? name[0]?.toUpperCase() + name.slice(1).toLowerCase() : `P${code}`;
  return { key, priority: { label: plainText(label), weeks: weeksIn(label) } };
}

function weeksIn(label: string): number | null {
  const [, least, most = least, unit = ""] =
    /(\d{1,3})\s*(?:(?:-|–|to|or)\s*(\d{1,3})\s*)?\+?\s*(weeks?|wks?|days?)\b/i.exec(label) ?? [];
  if (most === undefined) return null;
  return /^d/i.test(unit) ? Math.max(1, Math.ceil(Number(most) / 7)) : Number(most);
}

/** The level of each word: 0 is the most urgent. */
const levels: ReadonlyMap<string, number> = new Map(
  Object.values(words.levels).flatMap((byLevel) =>
    byLevel.flatMap((same, level) => same.map((word) => [word.toLowerCase(), level] as const)),
  ),
);

/** Where a priority stands among others: 0 is the most urgent; words of the page's own come last, in the page's order. */
function levelOf(key: string): number {
  const digit = digitOf(key);
  if (digit !== null) return Number(digit);
  return levels.get(wordsIn(key).join(" ")) ?? 99;
}

/** The legend's priorities and those that cells have besides, in their natural order, in the wording that most cells use. */
export function prioritiesOf(legend: ReadonlyMap<string, Priority>, cells: readonly string[]) {
  const texts = cells.flatMap((cell) => readPriority(cell, [...legend.keys()]) ?? []);
  const others = texts.filter((text) => !legend.has(text));
  const fresh = [...commonWordings(others, levelKey).values()].toSorted((a, b) => levelOf(a) - levelOf(b));
  return new Map<string, Priority>([...legend, ...fresh.map((key) => [key, { label: "", weeks: null }] as const)]);
}

/** The page's title: the first heading, without the space that Confluence puts before it. */
export function titleOf(blocks: readonly Block[]): string {
  const headings = blocks.filter((block) => block.kind === "heading");
  const text = plainText((headings.find(({ depth }) => depth === 1) ?? headings[0])?.text ?? "");
  return /^[^:]{1,60} : (\S.*)$/.exec(text)?.[1] ?? text;
}

/** Column to the page's heading, for columns that every tracker has. */
export function columnLabels(tables: Tables): Readonly<Record<string, string>> {
  const named = [...tables.values()]
    .flatMap(({ columns }) => columns)
    .filter(({ kind, label }) => label !== "" && kind !== "field" && kind !== "boolean");
  return Object.fromEntries([...groupBy(named, ({ key }) => key)].map(([key, [first]]) => [key, first?.label ?? ""]));
}
