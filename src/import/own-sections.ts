/**
 * gtm's own pages in Markdown show of an item what fits in a row, and all of it in a section. Both are one table again, with
 * the columns that a note behind the table names.
 */
import { readColumnsNote, readSectionHeading } from "../core/page-marks.ts";
import type { Block, Row, Table } from "./sources/blocks.ts";

interface Section {
  readonly title: string;
  /** Heading of a column to the item's value there. */
  readonly facts: ReadonlyMap<string, string>;
  /** Description and comments, as `readOwnComments` reads them. */
  readonly said: string;
  readonly source: string;
}

const titleLine = /^\*\*(.*?)\*\*(?: \*\*\((?:new|changed)\)\*\*)?$/;
const factLine = /^\*\*((?:\\.|[^\\*])+)\*\* (.*?)(?: ·)?$/;
/** A title that leads to a section. */
const linkToSection = /^\[.*\]\(#item-(\d+)\)/;

function readSection(blocks: readonly Block[]): Section | null {
  const [title, ...others] = blocks;
  const words = title?.kind === "paragraph" ? titleLine.exec(title.text)?.[1] : undefined;
  if (words === undefined) return null;
  const facts = new Map<string, string>();
  const said: string[] = [];
  for (const block of others) {
    if (block.kind === "list") said.push(block.source);
    else if (block.kind === "paragraph" && block.text.startsWith("**Description** ")) said.push(`- ${block.text}`);
    else if (block.kind === "paragraph")
      for (const line of block.text.split("\n")) {
        const [, label, value] = factLine.exec(line) ?? [];
        if (label !== undefined && value !== undefined) facts.set(label, value.replaceAll("\\|", "|"));
      }
  }
  return { title: words, facts, said: said.join("\n"), source: blocks.map(({ source }) => source).join("\n\n") };
}

/** The sections of a page by number, and the blocks around them. */
function takeSections(blocks: readonly Block[]): {
  readonly sections: ReadonlyMap<number, Section>;
  readonly others: readonly Block[];
} {
  const sections = new Map<number, Section>();
  const others: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index];
    const id = block?.kind === "heading" ? readSectionHeading(block.text) : null;
    let next = index + 1;
    while (next < blocks.length && blocks[next]?.kind !== "heading" && blocks[next]?.kind !== "verbatim") next += 1;
    const section = id === null ? null : readSection(blocks.slice(index + 1, next));
    if (id === null || section === null) {
      if (block !== undefined) others.push(block);
      index += 1;
    } else {
      // Above the first stands the heading of them all.
      if (sections.size === 0 && others.at(-1)?.kind === "heading") others.pop();
      sections.set(id, section);
      index = next;
    }
  }
  return { sections, others };
}

/** A table with the columns of its note; the last of them, that of comments, has what each section says. */
function joined(table: Table, labels: readonly string[], sections: ReadonlyMap<number, Section>): Table {
  const header = table.header ?? [];
  const titleAt = header.findIndex((_, column) =>
    table.rows.every(({ cells }) => linkToSection.test(cells[column] ?? "")),
  );
  const sectionOf = ({ cells }: Row) => sections.get(Number(linkToSection.exec(cells[titleAt] ?? "")?.[1]));
  const own = table.rows.flatMap((row) => sectionOf(row) ?? []);
  const [said = "", ...others] = labels.toReversed();
  if (own.length < table.rows.length || own.length === 0) return table;
  const rows = table.rows.map((row, index): Row => {
    const section = own[index];
    const cells = others.toReversed().map((label) => {
      const place = header.indexOf(label);
      return place === titleAt ? (section?.title ?? "") : (section?.facts.get(label) ?? row.cells[place] ?? "");
    });
    return { ...row, cells: [...cells, section?.said ?? ""], source: `${row.source}\n\n${section?.source}` };
  });
  const source = [table.source, ...own.map((section) => section.source)].join("\n\n");
  return { ...table, source, header: [...others.toReversed(), said], rows, grid: "exact", own: true };
}

/** The blocks with each section's values and words in the rows that lead to it. */
export function joinSections(blocks: readonly Block[]): readonly Block[] {
  const { sections, others } = takeSections(blocks);
  return others.flatMap((block, index): readonly Block[] => {
    if (readColumnsNote(block.source) !== null) return [];
    const labels = readColumnsNote(others[index + 1]?.source ?? "");
    return [block.kind === "table" && labels !== null ? joined(block, labels, sections) : block];
  });
}
