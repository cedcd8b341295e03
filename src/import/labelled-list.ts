/** Lists whose entries name their values (`- **Owner**: Mira Holt`): tables in all but form, and read as such. */
import type { PageColumn } from "./column.ts";
import { readWholeDate } from "./date-forms.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { Block, Entry, List, Table } from "./sources/blocks.ts";

interface Labelled {
  readonly entry: Entry;
  readonly title: string;
  /** Label to value, in the entry's order. */
  readonly values: ReadonlyMap<string, string>;
  /** What is nested below it without a label. */
  readonly rest: string;
}

const labelLine = /^(?:[-*+•]\s+)?(?:(\*\*|__)([^*_\n]{1,40}?)(:?)\1(\s*:)?|([^*_\n:]{1,40}):)\s*(\S.{0,2000})$/;

/** `**Owner**: Mira` and `Owner: Mira` name a column; dates, links and other words before a colon do not. */
function readLabel(line: string): { readonly label: string; readonly value: string } | null {
  const match = labelLine.exec(line.trim().slice(0, 2500));
  if (match === null || (match[2] !== undefined && match[3] === "" && match[4] === undefined)) return null;
  const label = (match[2] ?? match[5] ?? "").trim();
  const known = readWholeDate(label) === null && columnsNamed(plainText(label)).length > 0;
  return known ? { label: plainText(label), value: match[6] ?? "" } : null;
}

/** Lines of a body that stand at its own level, each with those indented below it. */
function topLines(body: string): readonly string[] {
  const lines: string[] = [];
  for (const line of body.split("\n")) {
    if (line.trim() === "") continue;
    if (/^\s{2,}/.test(line) && lines.length > 0) lines[lines.length - 1] += `\n${line}`;
    else lines.push(line);
  }
  return lines;
}

function readEntry(entry: Entry): Labelled {
  const values = new Map<string, string>();
  const rest: string[] = [];
  const [first = "", ...more] = entry.text.split("\n");
  for (const line of [...more, ...topLines(entry.body)]) {
    const found = readLabel(line);
    if (found === null || values.has(found.label)) rest.push(line);
    else values.set(found.label, found.value);
  }
  return { entry, title: first, values, rest: rest.join("\n") };
}

const lead = /^(?:\*\*|__)([^*_\n]{1,60}?):?(?:\*\*|__)\s*:?\s+(?=\S)/;

/** Words in bold before the titles of several entries name their areas; before one, they are its own. */
function areasIn(entries: readonly Labelled[]): ReadonlyMap<Labelled, string> {
  const found = entries.flatMap((each) => {
    const match = lead.exec(each.title);
    return match === null || !/:/.test(match[0]) ? [] : [{ each, area: match[1] ?? "" }];
  });
  const names = new Set(found.map(({ area }) => area));
  const shared = found.length >= 2 && found.length === entries.length && names.size <= found.length / 2 + 0.5;
  return new Map(shared ? found.map(({ each, area }) => [each, area] as const) : []);
}

function headerOf(entries: readonly Labelled[], areas: boolean): readonly string[] {
  const labels = new Map<PageColumn, string>();
  for (const { values } of entries) {
    for (const label of values.keys()) {
      const column = columnsNamed(label)[0];
      if (column !== undefined && column !== "title" && !labels.has(column)) labels.set(column, label);
    }
  }
  const done = entries.some(({ entry }) => entry.done === true) && !labels.has("status");
  return [
    ...(areas && !labels.has("area") ? ["Area"] : []),
    "Title",
    ...labels.values(),
    ...(done ? ["Status"] : []),
    ...(labels.has("comments") || entries.every(({ rest }) => rest === "") ? [] : ["Comments"]),
  ];
}

function cellOf(heading: string, each: Labelled, area: string | undefined): string {
  const { title, values, rest, entry } = each;
  const column = columnsNamed(heading)[0];
  if (column === "title") return (area === undefined ? title : title.replace(lead, "")).trim();
  const own = [...values].find(([label]) => columnsNamed(label)[0] === column)?.[1];
  if (column === "area") return own ?? area ?? "";
  if (column === "status") return own ?? (entry.done === true ? "Done" : "");
  return column === "comments" ? [own ?? "", rest].filter((text) => text !== "").join("\n") : (own ?? "");
}

/** The list as a table, where most entries name at least one value or all begin with their area; null for any other list. */
function asTable(list: List): Table | null {
  const entries = list.entries.map(readEntry);
  const areas = areasIn(entries);
  const labelled = entries.filter(({ values }) => values.size > 0).length;
  if (entries.length === 0 || (labelled < 0.6 * entries.length && areas.size === 0)) return null;
  const header = headerOf(entries, areas.size > 0);
  const rows = entries.map((each) => ({
    line: each.entry.line,
    source: each.entry.source,
    cells: header.map((heading) => cellOf(heading, each, areas.get(each))),
  }));
  return { kind: "table", grid: "exact", header, rows, line: list.line, source: list.source };
}

/** The page's blocks, with labelled lists as tables. */
export function withLabelledLists(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => (block.kind === "list" ? (asTable(block) ?? block) : block));
}
