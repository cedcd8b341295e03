/** gtm's own pages in Markdown show of an item what fits in a row, and all of it in a section: both are one table again. */
import { readColumnsNote, readSectionHeading } from "../core/page-marks.ts";
import { plainText } from "./inline.ts";
import type { Block, Row, Table } from "./sources/blocks.ts";
import { readTags } from "./sources/html.ts";

type Section = NonNullable<ReturnType<typeof readSection>>;

const titleLine = /^\*\*(.*?)\*\*(?: \*\*\((?:new|changed)\)\*\*)?(?:<br>)?$/;
const valueLine = /^\*\*((?:\\.|[^\\*])+)\*\* (.*)$/;
const linkToSection = /^\[.*\]\(#item-(\d+)\)/;

/** A paragraph with the title and a line for each value under its column's heading, one with the description, and the list of comments. */
function readSection([head, ...others]: readonly Block[]) {
  if (head?.kind !== "paragraph") return null;
  const [first = "", ...lines] = head.text.split("\n");
  const title = titleLine.exec(first)?.[1];
  if (title === undefined) return null;
  // As in the cell of a table, a bar has a backslash before it; behind each value but the last stands a dot.
  const facts = lines.map((line, index) =>
    line.slice(0, index < lines.length - 1 ? -2 : undefined).replaceAll("\\|", "|"),
  );
  const words = others.flatMap(({ kind, source }) => (kind === "list" ? [] : source));
  const values = [...facts, ...words].flatMap((line) => {
    const [, label, value = ""] = valueLine.exec(line) ?? [];
    return label === undefined ? [] : [[label, value] as const];
  });
  const lists = others.flatMap(({ kind, source }) => (kind === "list" ? source : []));
  const source = [head, ...others].map((block) => block.source).join("\n\n");
  return { title, values: new Map(values), comments: lists.join("\n"), source };
}

/** The sections of a page by number, and the blocks around them. */
function takeSections(blocks: readonly Block[]) {
  const sections = new Map<number, Section>();
  const others: Block[] = [];
  // All of them stand below the last table.
  const lastNote = blocks.findLastIndex(({ source }) => readColumnsNote(source) !== null);
  let next = 0;
  for (const [index, block] of blocks.entries()) {
    if (index < next) continue;
    const id = block.kind === "heading" && index > lastNote ? readSectionHeading(block.text) : null;
    next = index + 1;
    while (id !== null && next < blocks.length && !["heading", "verbatim"].includes(blocks[next]?.kind ?? ""))
      next += 1;
    const section = id === null ? null : readSection(blocks.slice(index + 1, next));
    if (id === null || section === null) {
      others.push(block);
      next = index + 1;
      continue;
    }
    // Above the first stands the heading of them all.
    if (sections.size === 0 && others.at(-1)?.kind === "heading") others.pop();
    sections.set(id, section);
  }
  return { sections, others };
}

/** A table with the columns of its note; the last of them, that of comments, has what no other names. */
function joined(table: Table, labels: readonly string[], sections: ReadonlyMap<number, Section>): Table {
  const header = (table.header ?? []).map(plainText);
  const titleAt = header.findIndex((_, column) =>
    table.rows.every(({ cells }) => linkToSection.test(cells[column] ?? "")),
  );
  const own = table.rows.flatMap((row) => {
    const section = sections.get(Number(linkToSection.exec(row.cells[titleAt] ?? "")?.[1]));
    return section === undefined ? [] : [{ row, ...section }];
  });
  if (own.length < table.rows.length || own.length === 0) return table;
  const named = labels.slice(0, -1);
  const rows = own.map(({ row, title, values, comments, source }): Row => {
    const cells = named.map((label) => {
      const place = header.indexOf(label);
      const value = values.get(label);
      return place === titleAt ? title : value === undefined ? (row.cells[place] ?? "") : readTags(value);
    });
    const description = named.includes("Description") ? undefined : values.get("Description");
    const said = [...(description === undefined ? [] : [`- **Description** ${description}`]), comments];
    return { ...row, cells: [...cells, said.filter(Boolean).join("\n")], source: `${row.source}\n\n${source}` };
  });
  const source = [table.source, ...own.map((section) => section.source)].join("\n\n");
  return { ...table, source, header: labels, rows, grid: "exact", own: true };
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
