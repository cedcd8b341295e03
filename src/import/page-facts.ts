/** What the whole page tells before its rows are read one by one: parts, tables, people, dates, legend. */
import { type DateEvidence, dateEvidence, settleDates } from "./dates.ts";
import type { Facts } from "./facts.ts";
import type { HeadingMap } from "./heading-map.ts";
import { type Link, plainText, readLinks } from "./inline.ts";
import { type ListFacts, listFacts } from "./list-facts.ts";
import { milestoneDates } from "./milestones.ts";
import { findParts, type Part } from "./outline.ts";
import { areasOfTables, cellsOf } from "./page-vocabulary.ts";
import { collectPeople, handleInUrl, nameIn, type People } from "./people.ts";
import { type Priority, priorityWords, readLegendLine } from "./priorities.ts";
import type { ReadOptions } from "./reading.ts";
import { refPrefixes, refTemplates } from "./refs.ts";
import type { Block } from "./sources/blocks.ts";
import { type ReadTable, readColumns } from "./table-columns.ts";

export interface PageFacts {
  readonly parts: readonly Part[];
  readonly tables: ReadonlyMap<Block, ReadTable>;
  readonly facts: Facts;
  /** Prefix to address of the tickets that the page itself links. */
  readonly refs: ReadonlyMap<string, string>;
  readonly tableAreas: ReadonlyMap<Block, string>;
  /** The page's priorities by key, the legend's first. */
  readonly priorities: ReadonlyMap<string, Priority>;
}

/** Names of linked people, for telling owners from other words. */
function linkedNames(links: readonly Link[]): ReadonlySet<string> {
  return new Set(links.flatMap((link) => (handleInUrl(link.url) === null ? [] : [nameIn(link.text).toLowerCase()])));
}

function evidenceOf(parts: readonly Part[], tables: ReadonlyMap<Block, ReadTable>, { days }: ListFacts): DateEvidence {
  const groups = parts.flatMap((part): readonly (readonly string[])[] => {
    if (part.kind === "table") return (tables.get(part.block)?.rows ?? []).map((row) => row.cells);
    return days.get(part.block) ?? [];
  });
  const found = dateEvidence(groups);
  const marks = parts.flatMap((part) => (part.kind === "milestones" ? part.entries.flatMap(milestoneDates) : []));
  return { ...found, dates: [...found.dates, ...marks] };
}

/** Reads what the page's blocks share; `text` is all of the page as Markdown. */
export function pageFacts(text: string, blocks: readonly Block[], options: ReadOptions, map: HeadingMap): PageFacts {
  const parts = findParts(blocks, map);
  const linked = readLinks(text);
  const names = linkedNames(linked.links);
  const tables = new Map<Block, ReadTable>(
    parts.flatMap((part) =>
      part.kind === "table" ? [[part.block, readColumns(part.block, names, map)] as const] : [],
    ),
  );
  const refs = refTemplates(linked);
  const templates = new Map([...refs, ...Object.entries(options.refs ?? {})]);
  const sources = blocks.filter((block) => block.kind !== "heading").map((block) => block.source);
  const prefixes = new Set([...refPrefixes(sources), ...templates.keys()]);
  const owners = cellsOf(tables, "owners").filter((cell) => cell.length < 1500);
  const lists = listFacts(parts, [...names, ...owners.map(plainText)], prefixes);
  const dates = settleDates(evidenceOf(parts, tables, lists), text, options.today, options.year);
  const people: People = collectPeople(linked, [...owners, ...lists.owners], options.people);
  const legend = new Map(
    parts
      .flatMap((part) => (part.kind === "legend" ? part.lines.flatMap((line) => readLegendLine(line) ?? []) : []))
      .map(({ key, priority }) => [key, priority] as const),
  );
  const priorities = priorityWords(legend, cellsOf(tables, "priority").map(plainText));
  const facts: Facts = {
    source: options.from ?? null,
    people,
    dates,
    prefixes,
    names: lists.names,
    templates,
    priorities: [...priorities.keys()],
  };
  return { parts, tables, facts, refs, tableAreas: areasOfTables(parts, tables), priorities };
}
