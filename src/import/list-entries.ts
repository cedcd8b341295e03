/** Lists as people write their tasks: boxes and ticks of any kind, tasks below tasks, values named line by line. */
import { type Annotation, type Known, nameChance, namedColumn, readBox } from "./annotations.ts";
import { type EntryText, readEntryText } from "./entry-text.ts";
import { plainText } from "./inline.ts";
import type { Block, Entry, List } from "./sources/blocks.ts";
import { readList, startsList } from "./sources/markdown-list.ts";

const nobody: Known = { prefixes: new Set(), names: new Map(), namesPeople: false };
const lead = /^(?:\*\*|__)([^*_\n]{1,60}?)(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s+(?=\S)/;

/** Words in bold before the titles of all entries, shared by several, name their areas; before one, they are its own. */
function withAreas(entries: readonly Entry[]): readonly Entry[] {
  const areas = entries.map(({ text }) => lead.exec(text)?.[1] ?? "");
  const shared = entries.length >= 2 && new Set(areas).size <= entries.length / 2 + 0.5;
  const fits = shared && areas.every((area) => area !== "" && nameChance(area, nobody) < 0.85);
  return fits ? entries.map((entry, index) => ({ ...entry, area: areas[index] ?? "" })) : entries;
}

/** An entry's text without the area that stands before it. */
export function withoutArea(text: string): string {
  return text.replace(lead, "");
}

/** An entry with a box, and below it those of its list that have one too; the rest of what is nested stays its body. */
function flatten(entry: Entry): readonly Entry[] {
  const lines = entry.body.split("\n");
  const at = lines.findIndex((line) => /^\s{0,3}(?:[-*+]|\d+[.)])\s+\S/.test(line) && startsList(line));
  if (at < 0) return [entry];
  const { block: list, next } = readList(lines, at);
  const below = list.entries.map((each) => withBox({ ...each, line: entry.line + each.line }));
  if (!below.every(({ done }) => done !== null)) return [entry];
  const body = [...lines.slice(0, at), ...lines.slice(next)].join("\n").trim();
  const name = plainText(entry.text);
  const parent = entry.done === null ? { area: name } : { parent: name };
  const tasks = below.flatMap((each) => flatten({ ...each, ...parent }));
  return entry.done === null && body === "" ? tasks : [{ ...entry, body }, ...tasks];
}

function withBox(entry: Entry): Entry {
  const { text, done } = readBox(entry.text);
  return { ...entry, text, done: done === true ? true : (entry.done ?? done) };
}

/** Lines that begin with boxes are a list in all but form. */
function asList(block: Block): Block {
  if (block.kind !== "paragraph") return block;
  const entries = block.text
    .split("\n")
    .map((text, index): Entry => ({ line: block.line + index, source: text, text: text.trim(), body: "", done: null }));
  const boxed = entries.every(({ text }) => /^[^[\s]\S?\s/.test(text) && readBox(text).done !== null);
  return boxed ? { kind: "list", entries, line: block.line, source: block.source } : block;
}

/** Such lists one below the other are one. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const [list, last] = [asList(block), result.at(-1)];
    if (list === block || list.kind !== "list" || last?.kind !== "list") result.push(list);
    else {
      const entries = [...last.entries, ...list.entries];
      result.splice(-1, 1, { ...last, entries, source: `${last.source}\n${list.source}` });
    }
  }
  return result;
}

/** The page's blocks, with every list's boxes read, and its tasks on one level. */
export function withTasks(blocks: readonly Block[]): readonly Block[] {
  return joined(blocks).map((block): Block => {
    if (block.kind !== "list") return block;
    return { ...block, entries: withAreas(block.entries.map(withBox)).flatMap(flatten) } satisfies List;
  });
}

const labelLine = /^(?:[-*+•]\s+)?(?:(\*\*|__)([^*_\n]{1,40}?)(:?)\1(\s*:)?|([^*_\n:[\]]{1,40}):)\s*(\S.{0,2000})$/;

/** `**Owner**: Mira` and `Owner: Mira` name something; dates and links before a colon do not. */
function cutLabel(line: string): { readonly label: string; readonly text: string } | null {
  const match = labelLine.exec(line.trim().slice(0, 2500));
  if (match === null || (match[2] !== undefined && match[3] === "" && match[4] === undefined)) return null;
  return { label: plainText(match[2] ?? match[5] ?? ""), text: match[6] ?? "" };
}

/** The value of a column that a line names; null for other words. */
function readLabel(line: string): Annotation | null {
  const cut = cutLabel(line);
  const column = cut === null ? undefined : namedColumn(cut.label);
  return cut === null || column === undefined ? null : { column, text: cut.text, confidence: 1, signed: true };
}

/** Lines that say something of one item: each has its label, most name a column, and none does twice. */
export function areLabels(lines: readonly string[]): boolean {
  const columns = lines.flatMap((line) => readLabel(line)?.column ?? []);
  const told = columns.some((column) => ["owners", "due", "status"].includes(column));
  return (
    told &&
    columns.length >= 2 &&
    columns.length >= lines.length / 2 &&
    new Set(columns).size === columns.length &&
    lines.every((line) => cutLabel(line) !== null)
  );
}

export interface ReadEntry extends EntryText {
  /** What is nested below it and names no value. */
  readonly body: string;
}

/** The title of an entry and its annotations: in its text, and in the lines below that name a value. */
export function readEntry(entry: Entry, known: Known): ReadEntry {
  const [first = "", ...more] = entry.text.split("\n");
  const words = more.filter((line) => readLabel(line) === null);
  // Each line that stands at the body's own level, with those indented below it.
  const below = entry.body.split(/\n(?! {2,})/);
  const values = [...more, ...below].flatMap((line) => readLabel(line) ?? []);
  const seen = new Set(values.map(({ column }) => column));
  const read = readEntryText([first, ...words].join(" ").replace(/\s+/g, " ").trim(), known);
  return {
    ...read,
    parts: [...values, ...read.parts.filter(({ column }) => column === "refs" || !seen.has(column))],
    body:
      values.length === 0
        ? entry.body
        : below
            .filter((line) => readLabel(line) === null)
            .join("\n")
            .trim(),
  };
}

/** Most entries say who has them, or when they are due. */
export function isAnnotated({ entries }: List): boolean {
  const told = entries.filter((entry) =>
    readEntry(entry, nobody).parts.some(({ column, signed }) => signed && (column === "owners" || column === "due")),
  );
  return told.length > 0 && told.length >= entries.length / 2;
}

/** No entry has a box, an annotation or a ticket: words, where the page's tasks have boxes. */
export function tellsNothing({ entries }: List): boolean {
  return entries.every(
    (entry) =>
      entry.done === null && !/[A-Z]{2,}\s?-?\s?\d{2,}/.test(entry.text) && readEntry(entry, nobody).parts.length === 0,
  );
}
