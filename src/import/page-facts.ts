/** What the whole page tells before its rows are read one by one: parts, tables, people, dates, legend. */
import words from "../words/annotations.json" with { type: "json" };
import { type Annotation, certain, nameChance } from "./annotations.ts";
import { type DateEvidence, dateEvidence, settleDates } from "./dates.ts";
import type { Facts } from "./facts.ts";
import type { HeadingMap } from "./heading-map.ts";
import { plainText, readLinks } from "./inline.ts";
import { readEntry } from "./list-entries.ts";
import { milestoneDates } from "./milestones.ts";
import { blockOnLine, findParts } from "./outline.ts";
import { isName, isOrganisation, splitPeople, withoutListSigns } from "./owners.ts";
import type { PageBlock } from "./page-block.ts";
import { cellsByColumn, prioritiesOf } from "./page-vocabulary.ts";
import { collectPeople, handleInUrl, isAddress, nameIn } from "./people.ts";
import { readLegendLine } from "./priorities.ts";
import type { ReadOptions } from "./reading.ts";
import { refPrefixes, refTemplates } from "./refs.ts";
import { sectionsOf } from "./sections.ts";
import type { Block, List } from "./sources/blocks.ts";
import { readTables, type Tables } from "./table-columns.ts";
import { anyOf, wordsOf } from "./word-lists.ts";

export type ListFacts = ReturnType<typeof listFacts>;

const presentLine = new RegExp(`^(?:${anyOf(wordsOf(words.present))})\\s*:\\s*(.+)$`, "iu");

/** The names in a line such as `Attendees: Dana Fox, Lee Park`. */
function presentIn(paragraph: string): readonly string[] {
  return plainText(paragraph.slice(0, 2000))
    .split(/(?<=[.;])\s+|\n/)
    .flatMap((line) => splitPeople(presentLine.exec(line)?.[1] ?? ""))
    .map((name) => name.replace(/\s*\(.*$|[.\s]+$/g, "").trim())
    .filter(isName);
}

const lead = /^(?:~~)?([^:[\]]{2,60}?)\s*:\s+\S/u;

/** Where every entry of a list opens with names before a colon, and somebody is among them whom the page or the world knows: all of them. */
function leadsOf({ entries }: List, names: ReadonlyMap<string, number>): readonly string[] {
  const leads = entries.map(({ text }) => splitPeople(plainText(lead.exec(text)?.[1] ?? "")));
  const known = { prefixes: new Set<string>(), names, namesPeople: false };
  const all = leads.flat();
  const isAll = leads.length > 1 && leads.every((each) => each.length > 0 && each.every(isName));
  const isSure = isAll && all.some((name) => nameChance(name, known) >= 0.85);
  return isSure ? all.filter((name) => !isOrganisation(name)) : [];
}

/**
 * Who is known, the texts that name owners, and the days of entries with what stands below each.
 * @param people names that the page says are people's, in any case
 */
export function listFacts(parts: readonly PageBlock[], people: Iterable<string>, prefixes: ReadonlySet<string>) {
  const names = new Map<string, number>([...people].map((name) => [name.toLowerCase(), certain]));
  const lists = parts.flatMap(({ kind, block }) => (kind === "list" && block.kind === "list" ? [block] : []));
  const textsIn = (block: Block) =>
    block.kind === "list" ? block.entries.map(({ text }) => text) : block.kind === "paragraph" ? [block.text] : [];
  for (const name of parts.flatMap(({ block }) => textsIn(block)).flatMap(presentIn))
    names.set(name.toLowerCase(), certain);
  for (const list of lists) for (const name of leadsOf(list, names)) names.set(name.toLowerCase(), certain);
  const entries = lists.flatMap((list) => list.entries);
  // Whatever may be a name is looked at.
  const read = entries.map((entry) => readEntry(entry, { prefixes, names, namesPeople: true }).parts);
  const named = read.filter((parts) => textsOf(parts, ["owners"]).length > 0);
  const owners = named.flatMap((parts) => textsOf(parts, ["owners"]));
  const known = { prefixes, names, namesPeople: false };
  // A name beside a day is one, and so is one with a sign or of somebody known.
  const sure = named.filter((parts) =>
    parts.some(
      ({ column, text, signed }) =>
        (signed && column !== null) ||
        (column === "owners" && text.split("; ").every((name) => nameChance(name, known) >= 0.85)),
    ),
  );
  for (const name of owners.flatMap((text) => text.split("; ")).map((name) => name.replace(/^@/, ""))) {
    const seen = names.get(name.toLowerCase()) ?? 0;
    if (seen < certain && isName(name)) names.set(name.toLowerCase(), seen + 1);
  }
  const days = [
    ...read.flatMap((parts) => textsOf(parts, ["due", "start", "closed"])),
    ...entries.map(({ body }) => body),
  ];
  const namesPeople = sure.length > 1 && sure.length >= named.length / 2;
  return { known: { prefixes, names, namesPeople }, owners, days };
}

function textsOf(parts: readonly Annotation[], columns: readonly Annotation["column"][]): readonly string[] {
  return parts.flatMap(({ column, text }) => (columns.includes(column) ? [text] : []));
}

export type PageFacts = ReturnType<typeof pageFacts>;

/** `7/10`, `2/3 passed`. */
const partOfWhole = /^\d+\s?\/\s?\d+(?![\d/])/;

function evidenceOf(parts: readonly PageBlock[], tables: Tables, { days }: ListFacts): DateEvidence {
  const cells = [...tables.values()].flatMap(({ columns, byColumn }) => {
    // `7/10` in a column of the page's own may be no date.
    const own = new Set(columns.flatMap(({ key, kind }) => (kind === "field" ? [key] : [])));
    return byColumn.flatMap((row) =>
      [...row].flatMap(([key, cell]) => (own.has(key) && partOfWhole.test(cell) ? [] : [cell])),
    );
  });
  const found = dateEvidence([...cells, ...days]);
  const marks = parts.flatMap((part) => (part.kind === "milestones" ? part.entries.flatMap(milestoneDates) : []));
  return { ...found, dates: [...found.dates, ...marks] };
}

/** The cells of owners, with their addresses where a column beside has them: `Assignee` and `Assignee Email`. */
function ownerCells(tables: Tables): readonly string[] {
  return [...tables.values()].flatMap(({ columns, byColumn }) => {
    const label = columns.find(({ key }) => key === "owners")?.label ?? "";
    const beside = columns.find((column) => label !== "" && column.label.startsWith(`${label} `))?.key ?? "";
    return byColumn.flatMap((row) => {
      const [cell, address = ""] = [row.get("owners"), row.get(beside)];
      return cell === undefined ? [] : [isAddress(address) ? `${cell} <${address}>` : cell];
    });
  });
}

/** Reads what the page's blocks share; `text` is all of the page as Markdown. */
export function pageFacts(text: string, blocks: readonly Block[], options: ReadOptions, map: HeadingMap) {
  const taken = (options.take ?? []).flatMap((line) => blockOnLine(blocks, line) ?? []);
  const parts = findParts(blocks, map, new Set(taken));
  const linked = readLinks(text);
  const persons = linked.links.filter(({ url }) => handleInUrl(url) !== null);
  const names = new Set(persons.map(({ text }) => nameIn(text).toLowerCase()));
  const sheets = parts.flatMap((part) => (part.kind === "table" ? [part.block] : []));
  const tables = readTables(sheets, names, map);
  const refs = refTemplates(linked);
  const templates = new Map([...refs, ...Object.entries(options.refs ?? {})]);
  const sources = blocks.filter((block) => block.kind !== "heading").map((block) => block.source);
  const prefixes = new Set([...refPrefixes(sources), ...templates.keys()]);
  const cells = cellsByColumn(tables);
  const owners = ownerCells(tables)
    .filter((cell) => cell.length < 1500)
    .map(withoutListSigns);
  const lists = listFacts(parts, [...names, ...owners.map(plainText)], prefixes);
  const dates = settleDates(evidenceOf(parts, tables, lists), text, options);
  const people = collectPeople(linked, [...owners, ...lists.owners], options.people);
  const legend = parts.flatMap((part) => (part.kind === "legend" ? part.lines : []));
  const told = legend.flatMap((line) => readLegendLine(line) ?? []);
  const levels = new Map(told.map(({ key, priority }) => [key, priority] as const));
  const priorities = prioritiesOf(levels, (cells.get("priority") ?? []).map(plainText));
  const facts: Facts = {
    ...lists.known,
    source: options.from ?? null,
    people,
    dates,
    templates,
    priorities: [...priorities.keys()],
  };
  const sections = sectionsOf(parts, tables, options.sections !== false);
  return { parts, tables, cells, facts, refs, sections, priorities };
}
