/** What the whole page tells before its rows are read one by one: parts, tables, people, dates, legend. */
import { groupBy } from "../core/group-by.ts";
import { isClosedStatus } from "../core/status.ts";
import words from "../words/annotations.json" with { type: "json" };
import { type Annotation, certain, nameChance, nobody, readPart } from "./annotations.ts";
import type { HeadingMap } from "./columns.ts";
import { readWholeDate } from "./date-forms.ts";
import { type DateEvidence, dateEvidence, settleDates } from "./dates.ts";
import { handsOver } from "./entry-text.ts";
import type { Facts, Known } from "./facts.ts";
import { plainText, readLinks } from "./inline.ts";
import { labelKey, labelledValue, labelsOf, readEntry } from "./list-entries.ts";
import { milestoneDates } from "./milestones.ts";
import { blockOnLine, findParts } from "./outline.ts";
import { isName, isOrganisation, splitPeople, withoutListSigns } from "./owners.ts";
import { isItemBlock, type PageBlock } from "./page-block.ts";
import { cellsByColumn, prioritiesOf, readLegendLine } from "./page-vocabulary.ts";
import { collectPeople, handleInUrl, isAddress, mailedName, nameIn } from "./people.ts";
import type { ReadOptions } from "./reading.ts";
import { refPrefixes, refTemplates } from "./refs.ts";
import { sectionsOf, withSectionOwners } from "./sections.ts";
import { isStatus } from "./shapes.ts";
import type { Block, Entry, List } from "./sources/blocks.ts";
import { readTables, type Tables } from "./table-columns.ts";
import { anyIn } from "./word-lists.ts";

const presentLine = new RegExp(`^(?:${anyIn(words.present)})\\s*:\\s*(.+)$`, "iu");

/** `Dana Fox (DF)`: the whole name, the first one and the letters. */
function callingsOf(person: string): readonly string[] {
  const [, name = "", inside = ""] = /^(.*?)\s*(?:\((.*?)\).*)?[.\s]*$/.exec(person.trim()) ?? [];
  const letters = /^\p{Lu}{2,3}$/u.test(inside) ? [inside] : [];
  return isName(name) ? [name, ...(isOrganisation(name) ? [] : [name.split(" ")[0] ?? ""]), ...letters] : [];
}

/** The names in a text's lines such as `Attendees: Dana Fox (DF), Lee Park` and `From: Dana Fox <dana@example.com>`. */
function presentIn(text: string): readonly string[] {
  const lines = text.slice(0, 2000).split(/(?<=[.;])\s+|\s[·|]\s|\n/);
  const present = lines.flatMap((line) => splitPeople(presentLine.exec(plainText(line))?.[1] ?? ""));
  const mailed = lines.flatMap((line) => [...line.matchAll(mailedName)].flatMap(([, name]) => name ?? []));
  return [...present, ...mailed.filter((name) => !isOrganisation(name))].flatMap(callingsOf);
}

/** Their names in lower case, all of them certain. */
export function namesPresent(blocks: readonly Block[]): Known["names"] {
  const texts = blocks.flatMap((block) =>
    block.kind === "list" ? block.entries.map(({ text }) => text) : block.kind === "paragraph" ? [block.text] : [],
  );
  return new Map(texts.flatMap(presentIn).map((name) => [name.toLowerCase(), certain]));
}

const lead = /^(?:~~)?([^:[\]]{2,60}?)\s*:\s+\S/u;
/** So many that open alike have a habit. */
const habit = 3;

/**
 * Where every entry of a list opens with names before a colon or a verb (`Dana to book …`), and somebody is among them whom the
 * page or the world knows: all of them. Verbs tell by themselves where entry after entry has one.
 */
function leadsOf({ entries }: List, names: ReadonlyMap<string, number>): readonly string[] {
  const handed = entries.map(({ text }) => handsOver.exec(plainText(text))?.[1]);
  const leads = entries.map(({ text }, at) => splitPeople(plainText(handed[at] ?? lead.exec(text)?.[1] ?? "")));
  const known = { ...nobody, names };
  const all = leads.flat();
  const isAll = leads.length > 1 && leads.every((each) => each.length > 0 && each.every(isName));
  const isHabit = handed.length >= habit && !handed.includes(undefined);
  const isSure = isAll && (isHabit || all.some((name) => nameChance(name, known) >= 0.85));
  return isSure ? all.filter((name) => !isOrganisation(name)) : [];
}

export const between = /\s+(?:[-–—|·]{1,2}|[-=]>|[→⇒])\s+/g;

/** What stands between an entry's signs, without its days, and whether it has any. */
function partsBetween(text: string): { readonly places: readonly string[]; readonly isDated: boolean } {
  const cells = plainText(text.slice(0, 1000))
    .replace(
      /\s[([]([^()[\]]+)[)\]](?:\s([^()[\]]{1,25}))?$/,
      (_, inside, day) => ` - ${inside}${day ? `, ${day}` : ""}`,
    )
    .split(between);
  const bare = cells.map((cell, at) => {
    const [, words = cell, day = ""] = (at > 0 && /^(.*?)(?:[,;]\s+|\s[([])([^,;]*\d[^,;]*?)[)\]]?$/.exec(cell)) || [];
    return readWholeDate(cell) ? "" : readWholeDate(day) ? words : cell;
  });
  const places = bare.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return { places, isDated: bare.some((cell, at) => cell !== cells[at]) };
}

/** A name, of whatever it is: few words, the first of them with a capital. */
const isShort = (words: string) => /^\p{Lu}\S*(?:\s\S+){0,3}$/u.test(words);

/**
 * Those in a place that most of the entries fill with short names, where most of these are known or come again, and some are
 * known: whoever has a day beside.
 */
function placedNames(entries: readonly Entry[], names: Known["names"]): readonly string[] {
  const read = entries.map(({ text }) => partsBetween(text)).filter(({ places }) => places.length > 1);
  const isName = (name: string) =>
    isShort(name) && (readPart(name, { ...nobody, namesPeople: true })?.column ?? "owners") === "owners";
  const isKnown = (name: string) => nameChance(name, { ...nobody, names }) >= 0.85;
  return [0, -1].flatMap((place) => {
    const told = read
      .map(({ places, isDated }) => ({ people: splitPeople(places.at(place) ?? ""), isDated }))
      .filter(({ people }) => people.length > 0 && people.every(isName));
    const all = told.flatMap(({ people }) => people);
    const [known, times] = [all.filter(isKnown), groupBy(all, (name) => name)];
    const again = all.filter((name) => isKnown(name) || (times.get(name)?.length ?? 0) > 1);
    const isPlace = told.length > 2 && told.length >= 0.8 * entries.length;
    const areNames = known.length >= all.length / 5 && again.length >= (all.length * 2) / 3;
    return isPlace && areNames ? told.flatMap(({ people, isDated }) => (isDated ? people : [])) : [];
  });
}

/** Where an entry may tell its status: in brackets at its beginning, before a colon, behind its last sign, in its last brackets. */
const places = [
  /^\\?[[(]([^()[\]]{2,30}?)\\?[\])]\s/u,
  /^(\p{L}[\p{L} ]{1,29})(?::|\s[-–—])\s/u,
  /(?:\s[-–—|·]|;)\s([^-–—|·;()[\]]{2,30})$/u,
  /[([,;]\s?([^,;()[\]]{2,30})[)\]]$/u,
];

/**
 * The words of a place in which two entries of a list have a word for a status, and half of those that have words there; what
 * other words stand there in small letters, behind a sign, are statuses, too. Words for what is over alone say that it is over.
 */
function statesIn({ entries }: List): readonly string[] {
  return places.flatMap((place, at) => {
    const found = entries.flatMap(({ text }) => place.exec(plainText(text.slice(-400)))?.[1]?.trim() ?? []);
    const said = found.filter((words) => /\p{L}/u.test(words) && isStatus(words));
    const isSaid = said.length > 1 && said.length >= found.length / 2 && !said.every(isClosedStatus);
    const isOther = (words: string) => at === 2 && /^\p{Ll}[\p{L} '’-]*$/u.test(words);
    return isSaid ? found.filter((words) => said.includes(words) || isOther(words)) : [];
  });
}

/** Who is known, with the `people` that the page tells, the texts that name owners, and the days of entries with what stands below. */
function listFacts(parts: readonly PageBlock[], people: Iterable<string>, prefixes: ReadonlySet<string>) {
  const names = new Map([...people].map((name) => [name.toLowerCase(), certain]));
  const lists = parts.flatMap((part) => (part.kind === "list" ? [part.block] : []));
  for (const list of lists) for (const name of leadsOf(list, names)) names.set(name.toLowerCase(), certain);
  const entries = lists.flatMap((list) => list.entries);
  for (const name of placedNames(entries, names)) names.set(name.toLowerCase(), certain);
  // Whatever may be a name is looked at.
  const fields = labelsOf(lists);
  const labels = new Map([...fields].map(([key, label]) => [label.toLowerCase(), key] as const));
  const states = new Set(lists.flatMap(statesIn).map((words) => words.toLowerCase()));
  const known = { prefixes, names, namesPeople: false, states, labels };
  const read = entries.map((entry) => readEntry(entry, { ...known, namesPeople: true }).parts);
  const named = read.filter((parts) => parts.some(({ column }) => column === "owners"));
  const owners = named.map((parts) => textsOf(parts, ["owners"]));
  const isKnown = (text: string) => text.split("; ").every((name) => nameChance(name, known) >= 0.85);
  // One with a sign is a name, and so is that of somebody known.
  const tells = ({ column, text, signed }: Annotation) =>
    column === "owners" ? signed || isKnown(text) : signed && column !== null && column !== "status";
  const told = named.filter((parts) => parts.some(tells));
  // Beside another owner, a word may be what the work is about: `[Backend] Clear the cache - Dana`.
  const alone = owners.filter((texts) => texts.length === 1).flat();
  for (const text of alone.flatMap((texts) => texts.split("; "))) {
    const name = text.replace(/^@/, "");
    const seen = names.get(name.toLowerCase()) ?? 0;
    if (seen < certain && isName(name)) names.set(name.toLowerCase(), seen + 1);
  }
  const all = read.flat();
  const days = [...textsOf(all, ["due", "start", "closed"]), ...entries.map(({ body }) => body)];
  const namesPeople = told.length > 1 && told.length >= named.length / 3;
  const ofLabel = (key: string) => all.flatMap((part) => (labelKey(part, known) === key ? [labelledValue(part)] : []));
  const own = [...fields.keys()].map((key) => [key, ofLabel(key)] as const);
  const cells = new Map([["status", textsOf(all, ["status"])], ...own]);
  return { known: { ...known, namesPeople }, owners: owners.flat(), days, cells, fields };
}

function textsOf(parts: readonly Annotation[], columns: readonly Annotation["column"][]): readonly string[] {
  return parts.flatMap(({ column, text }) => (columns.includes(column) ? [text] : []));
}

export type PageFacts = ReturnType<typeof pageFacts>;

/** `7/10`, `2/3 passed`. */
const partOfWhole = /^\d+\s?\/\s?\d+(?![\d/])/;

function evidenceOf(parts: readonly PageBlock[], tables: Tables, days: readonly string[]): DateEvidence {
  const cells = [...tables.values()].flatMap(({ columns, byColumn }) => {
    // `7/10` in a column of the page's own may be no date.
    const own = new Set(columns.flatMap(({ key, kind }) => (kind === "field" ? [key] : [])));
    const filled = byColumn.flatMap((row) => [...row]);
    return filled.flatMap(([key, cell]) => (own.has(key) && partOfWhole.test(cell) ? [] : [cell]));
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
      const written = cell !== undefined && isAddress(address) ? `${cell} <${address}>` : cell;
      return written === undefined || written.length >= 1500 ? [] : [withoutListSigns(written)];
    });
  });
}

/** Reads what the page's blocks share; `text` is all of the page as Markdown. */
export function pageFacts(text: string, blocks: readonly Block[], options: ReadOptions, map: HeadingMap) {
  const taken = (options.take ?? []).flatMap((line) => blockOnLine(blocks, line) ?? []);
  const present = namesPresent(blocks);
  const parts = withSectionOwners(findParts(blocks, map, new Set(taken)), present);
  const linked = readLinks(text);
  const persons = linked.links.filter(({ url }) => handleInUrl(url) !== null);
  const names = new Set(persons.map(({ text }) => nameIn(text).toLowerCase()));
  const sheets = parts.flatMap((part) => (part.kind === "table" ? [part.block] : []));
  const tables = readTables(sheets, names, map);
  const refs = refTemplates(linked);
  const templates = new Map([...refs, ...Object.entries(options.refs ?? {})]);
  const sources = blocks.filter((block) => block.kind !== "heading").map((block) => block.source);
  const prefixes = new Set([...refPrefixes(sources), ...templates.keys()]);
  const owners = ownerCells(tables);
  const lists = listFacts(parts, [...present.keys(), ...names, ...owners.map(plainText)], prefixes);
  const cells = cellsByColumn(tables, lists.cells);
  const dates = settleDates(evidenceOf(parts, tables, lists.days), text, options);
  const above = parts.flatMap((part) => (isItemBlock(part) && part.owner ? [part.owner.owners] : []));
  const people = collectPeople(linked, [...owners, ...lists.owners, ...above], options.people);
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
  return { parts, tables, cells, labels: lists.fields, facts, refs, sections, priorities };
}
