/** What the entries of a page's lists tell before they are read one by one: who is a person here, and how it writes its days. */
import { type Part as Annotation, certain, nameChance, peopleIn } from "./annotations.ts";
import { readEntry } from "./list-entries.ts";
import type { PageBlock } from "./outline.ts";
import type { Block } from "./sources/blocks.ts";

export interface ListFacts {
  /** As `Known` has them. */
  readonly names: ReadonlyMap<string, number>;
  /** The texts that name owners. */
  readonly owners: readonly string[];
  /** By entry: its days, and what stands below it. */
  readonly days: ReadonlyMap<Block, readonly (readonly string[])[]>;
}

/** `people`: names that the page says are people's, in any case. */
export function listFacts(
  parts: readonly PageBlock[],
  people: Iterable<string>,
  prefixes: ReadonlySet<string>,
): ListFacts {
  const names = new Map<string, number>([...people].map((name) => [name.toLowerCase(), certain]));
  for (const { block } of parts) {
    const present =
      block.kind === "paragraph" ? [block.text] : block.kind === "list" ? block.entries.map(({ text }) => text) : [];
    for (const name of present.flatMap(peopleIn)) names.set(name.toLowerCase(), certain);
  }
  const lists = parts.flatMap(({ kind, block }) => (kind === "list" && block.kind === "list" ? [block] : []));
  const read = lists.map((block) => ({
    block,
    entries: block.entries.map((entry) => ({ entry, parts: readEntry(entry, { prefixes, names }).parts })),
  }));
  const owners = read.flatMap(({ entries }) => entries.flatMap((each) => textsOf(each.parts, ["owners"])));
  for (const name of owners.flatMap((text) => text.split("; "))) {
    const seen = names.get(name.toLowerCase()) ?? 0;
    if (seen < certain && nameChance(name, { prefixes, names }) > 0) names.set(name.toLowerCase(), seen + 1);
  }
  const days = read.map(({ block, entries }) => {
    const cells = entries.map((each) => [...textsOf(each.parts, ["due", "start", "closed"]), each.entry.body]);
    return [block, cells] as const;
  });
  return { names, owners, days: new Map(days) };
}

function textsOf(parts: readonly Annotation[], columns: readonly Annotation["column"][]): readonly string[] {
  return parts.flatMap(({ column, text }) => (columns.includes(column) ? [text] : []));
}
