/** What the whole page tells before its rows are read one by one: parts, tables, people, dates, legend. */

import { isRatio } from "./date-forms.ts";
import { type DateEvidence, dateEvidence, settleDates } from "./dates.ts";
import type { Facts } from "./facts.ts";
import type { HeadingMap } from "./heading-map.ts";
import { type Link, plainText, readLinks } from "./inline.ts";
import { type ListFacts, listFacts } from "./list-facts.ts";
import { milestoneDates } from "./milestones.ts";
import { blockOnLine, findParts } from "./outline.ts";
import { withoutListSigns } from "./owners.ts";
import type { PageBlock } from "./page-block.ts";
import { cellsByColumn, prioritiesOf } from "./page-vocabulary.ts";
import { collectPeople, handleInUrl, isAddress, nameIn, type People } from "./people.ts";
import { readLegendLine } from "./priorities.ts";
import type { ReadOptions } from "./reading.ts";
import { refPrefixes, refTemplates } from "./refs.ts";
import { sectionsOf } from "./sections.ts";
import type { Block } from "./sources/blocks.ts";
import { readTables, type Tables } from "./table-columns.ts";

export type PageFacts = ReturnType<typeof pageFacts>;

/** Names of linked people, for telling owners from other words. */
function linkedNames(links: readonly Link[]): ReadonlySet<string> {
  return new Set(links.flatMap((link) => (handleInUrl(link.url) === null ? [] : [nameIn(link.text).toLowerCase()])));
}

function evidenceOf(parts: readonly PageBlock[], tables: Tables, { days }: ListFacts): DateEvidence {
  const cells = [...tables.values()].flatMap(({ columns, byColumn }) => {
    // `7/10` in a column of the page's own may be no date.
    const own = new Set(columns.flatMap(({ key, kind }) => (kind === "field" ? [key] : [])));
    return byColumn.flatMap((row) =>
      [...row].flatMap(([key, cell]) => (own.has(key) && isRatio(plainText(cell)) ? [] : [cell])),
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

/**
 * Reads what the page's blocks share: `refs` is prefix to address of the tickets that the page itself links; priorities stand
 * by key, the legend's first. `text` is all of the page as Markdown.
 */
export function pageFacts(text: string, blocks: readonly Block[], options: ReadOptions, map: HeadingMap) {
  const taken = (options.take ?? []).flatMap((line) => blockOnLine(blocks, line) ?? []);
  const parts = findParts(blocks, map, new Set(taken));
  const linked = readLinks(text);
  const names = linkedNames(linked.links);
  const tables: Tables = readTables(
    parts.flatMap((part) => (part.kind === "table" ? [part.block] : [])),
    names,
    map,
  );
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
  const people: People = collectPeople(linked, [...owners, ...lists.owners], options.people);
  const legend = new Map(
    parts
      .flatMap((part) => (part.kind === "legend" ? part.lines.flatMap((line) => readLegendLine(line) ?? []) : []))
      .map(({ key, priority }) => [key, priority] as const),
  );
  const priorities = prioritiesOf(legend, (cells.get("priority") ?? []).map(plainText));
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
