/** CSV, TSV and their kin to blocks: what stands above the table, and the table; comments as exports have them, one a column. */
import { fromDayNumber } from "../../core/calendar.ts";
import { groupBy } from "../../core/group-by.ts";
import { isHandle } from "../../core/handle.ts";
import { fileColumns } from "../../core/standard-columns.ts";
import exports from "../../words/exports.json" with { type: "json" };
import { areSteps } from "../bands.ts";
import { readDateAt } from "../date-forms.ts";
import { columnsNamed } from "../heading-words.ts";
import { findLinks } from "../inline.ts";
import { type PageRefusal, refuse } from "../reading.ts";
import { type Block, filledIn, filledWidth, heading, paragraph, type Table } from "./blocks.ts";
import { type CsvRecord, findLayout, isBlankRecord, isSameRow, joinWords, readRecords, unify } from "./csv-layout.ts";
import { escapeWords } from "./flow-markdown.ts";
import { hasTags, readTags } from "./html.ts";

const parts = exports.comments;
const entry = /^([^;\n]{6,40});([^;\n]{0,100});([\s\S]*)$/;
const signed = /^([\s\S]*)\s\(([^()\n]{1,60}) - ([^()\n]{6,40})\)$/;
/** What may stand behind the date: a time, seconds, a zone. */
const time = /^[\sT,]*[\d:.]*\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[A-Z]{3,4})?(?:[+-]\d\d?(?::?\d\d)?)?$/;
/** Readers look no further than this for an author beside a date. */
const besideLimit = 40;

/** The author as a link, for that alone makes a handle certain of a name that the page links nowhere else. */
function writeAuthor(author: string): string {
  const name = author.replace(/[*_[\]()<>\s]+/g, " ").trim();
  const id = name.replace(/:/g, "-");
  const links = isHandle(id) ? [`[${name}](/~${id})`, `[](/~${id})`, `@${id}`] : [];
  return links.find((link) => link.length <= besideLimit) ?? (links.at(-1) ?? name).slice(0, besideLimit);
}

/** Jira's mentions and lists as Markdown; everything else in its markup stays as it is. */
function writeLine(line: string): string {
  const text = line.replace(
    /\[~(?:accountid:)?([\p{L}\p{N}._:-]{1,128})\]/gu,
    (_, id: string) => `@${id.replaceAll(":", "-")}`,
  );
  const bullet = /^([*#]{1,6}|-)\s+(?=\S)/.exec(text);
  if (bullet === null) return `  ${text.trim()}`;
  const [ahead, marks = ""] = bullet;
  return `${"  ".repeat(marks.length)}${marks.endsWith("#") ? "1." : "-"} ${text.slice(ahead.length)}`;
}

/** `[{"text": "Done", "by": "dana@example.org", "date": "1793624400000"}]`: comments as programs keep them; null for any other text. */
function writeRecords(cell: string): string | null {
  let read: unknown;
  try {
    read = JSON.parse(cell);
  } catch {
    return null;
  }
  const written = (Array.isArray(read) ? read : []).map((each: unknown) => {
    const pairs = Object.entries(each ?? {}).flatMap(([name, value]: [string, unknown]): [string, unknown][] =>
      typeof value === "object" ? Object.entries(value ?? {}) : [[name, value]],
    );
    const found = new Map(pairs.filter(([, value]) => typeof value !== "object"));
    const [when = "", who = "", text = ""] = [parts.when, parts.who, parts.text].map((names) =>
      String(names.map((name) => found.get(name)).find((value) => value !== undefined) ?? ""),
    );
    // Seconds or milliseconds since 1970, or a text as it is.
    const seconds = /^(\d{10})(?:\d{3})?$/.exec(when)?.[1];
    const day = seconds === undefined ? when : fromDayNumber(Math.floor(Number(seconds) / 86_400));
    return text === "" ? null : writeEntry(day, who, text);
  });
  return written.every((one) => one !== null) ? written.join("\n") : null;
}

/**
 * A comment as the dated entry that comment cells are read by, or null for any other text. Its words stand deeper than
 * its date, so that a date at the beginning of one of its lines begins no other entry.
 */
function writeComment(cell: string): string | null {
  if (cell.trimStart().startsWith("[{")) return writeRecords(cell);
  const [, when = "", author = "", text = ""] = entry.exec(cell.trim()) ?? [];
  const [, words = "", writer = "", day = ""] = signed.exec(cell.trim()) ?? [];
  return writeEntry(when, author, text) ?? writeEntry(day, writer, words);
}

function writeEntry(when: string, author: string, text: string): string | null {
  const date = readDateAt(when.trim());
  if (date === null || date.year === null || !time.test(when.trim().slice(date.length))) return null;
  const head = `${when.trim().slice(0, date.length)} ${writeAuthor(author)}`.trim();
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return [`- **${head}**`, ...lines.map(writeLine)].join("\n");
}

type Cells = readonly string[];

interface Grid {
  readonly header: Cells | null;
  readonly rows: readonly Cells[];
}

/** The table with a column `Parent` at its end where titles are indented step by step; else as it is. */
function addParents(header: Cells, rows: readonly Cells[]): Grid {
  const place = header.findIndex((label) => columnsNamed(label)[0] === "title");
  const titles = rows.map((cells) => cells[place] ?? "");
  const indents = titles.map((title) => title.length - title.trimStart().length);
  const [unit = 0, ...others] = indents.filter((indent) => indent > 0);
  const depths = indents.map((indent) => indent / unit);
  const isNamed = header.some((label) => /^parent\b/i.test(label.trim()));
  if (isNamed || unit < 2 || others.length === 0 || !areSteps(depths)) return { header, rows };
  const above: string[] = [];
  const withParent = (cells: Cells, row: number) => {
    const depth = depths[row] ?? 0;
    above.splice(depth, above.length, titles[row]?.trim() ?? "");
    return [...cells, above[depth - 1] ?? ""];
  };
  return { header: [...header, "Parent"], rows: rows.map(withParent) };
}

const marked: ReadonlySet<string | undefined> = new Set(["comments", "description", "owners", "refs"]);
const isProse = (cell = "") => cell.includes("\n") || cell.startsWith("• [");

/** The rows with what Markdown would act on escaped, in the columns of plain words. */
function escapePlain(header: Cells | null, rows: readonly Cells[]): readonly Cells[] {
  const isPlain = (header ?? []).map(
    (label, column) =>
      !marked.has(columnsNamed(label.slice(0, 100))[0]) && !rows.some((cells) => isProse(cells[column])),
  );
  return rows.map((cells) =>
    cells.map((cell, column) => (isPlain[column] === true && findLinks(cell).length === 0 ? escapeWords(cell) : cell)),
  );
}

/** What `gtm render` puts before a text that a spreadsheet would take for a formula, once whatever stands there already. */
const guard = /^'(?='*(?:[\s\p{Cf}]*[-=+@＝＋－＠]|[\t\r\n]))/u;

/** A cell as text: `="0042"` is how spreadsheets keep a text from becoming a number. */
function toText(cell: string): string {
  const text = cell.replace(guard, "").trim();
  return /^="[^"]*"$/.test(text) ? text.slice(2, -1).trim() : text;
}

const textsOf = ({ cells }: CsvRecord) => filledIn(cells.map(toText));

/** A first line of one short cell is the page's title; the others are its words. */
function readPreamble(records: readonly CsvRecord[]): readonly Block[] {
  const cells = records.map(textsOf);
  const title = (cells[0]?.[0] ?? "").replace(/^#{1,6}\s+/, "");
  const at = cells[0]?.length === 1 && /^[^\n:]{0,120}$/.test(title) ? 1 : 0;
  const text = cells.slice(at).map(joinWords).join("\n");
  const titles = records.slice(0, at).map(({ line }) => heading(title, 1, line));
  return text === "" ? titles : [...titles, paragraph(text, records[at]?.line ?? 1)];
}

/** How many records at the end, behind a blank one, are notes: a text under numbers and keys, or counts such as `Open: 5`. */
function countNotes(records: readonly CsvRecord[], head: CsvRecord | undefined): number {
  const blank = records.findLastIndex(isBlankRecord);
  const above = records.slice(head === undefined ? 0 : records.indexOf(head) + 1, blank);
  const last = records.slice(blank + 1);
  const isCounted = above.every(({ cells: [first = ""] }) => /^\S{0,8}$/.test(first.trim()));
  if (!isCounted && (head?.cells ?? []).findIndex((cell) => columnsNamed(cell)[0] === "title") < 1) return 0;
  const areNotes = last.every((record) => {
    const [text = "", ...others] = textsOf(record);
    const isText = others.length === 0 && text === toText(record.cells[0] ?? "") && /\p{L}{2}/u.test(text);
    // `Buyer: | NB = Nora Bell`.
    const isLegend = text.endsWith(":") && others.length === 1;
    return isText || isLegend || [text, ...others].every((cell) => /^\p{L}[\p{L} -]{0,40}[:=]\s*\d+$/u.test(cell));
  });
  return areNotes && last.length < records.length ? last.length : 0;
}

function joinCells(cells: Cells, areComments = false): string {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const written = areComments ? filled.map(writeComment) : [];
  const comments = written.filter((comment) => comment !== null);
  // Words without a date come first: behind an entry they would belong to it.
  if (comments.length > 0) return [...filled.filter((_, at) => written[at] === null), ...comments].join("\n");
  const distinct = [...new Set(filled.map((cell) => cell.trim()))];
  return cells.length < 2 ? (cells[0] ?? "") : distinct.join(distinct.some((cell) => /[\n;]/.test(cell)) ? "\n" : ", ");
}

/** Headings that come several times, as in Jira's export (`Comment`, `Labels`, `Sprint`), made one, parents named: where each cell is known to stand under its own heading. */
function arrange({ header: given, rows }: Grid): Grid {
  if (given === null) return { header: given, rows };
  // `Title 1`, `Title 2` of Azure DevOps, one filled in each row: what stands deeper has its title further right.
  const isStep = given.map((label) => /^title \d$/i.test(label));
  const isTree = rows.every((cells) => filledIn(cells.filter((_, at) => isStep[at])).length === 1);
  const header = given.map((label, at) => (isTree && isStep[at] ? "Title" : label));
  const fits = (cells: Cells) => cells.length === header.length || cells.length === 1;
  // Only programs write a heading twice: their short rows lack nothing but empty cells at the end.
  const groups = [...groupBy([...header.keys()], (at) => header[at]?.trim().toLowerCase() || at).values()];
  const isRepeated = groups.length < header.length;
  if (!rows.every(fits) && !(isRepeated && rows.every((cells) => cells.length <= header.length)))
    return { header, rows };
  const labels = groups.map(([at = 0]) => header[at] ?? "");
  const areComments = labels.map((label) => columnsNamed(label).includes("comments"));
  const join = (cells: Cells) => {
    const joined = groups.map((group) => group.map((at) => cells[at] ?? ""));
    return joined.map((same, index) => joinCells(same, areComments[index]));
  };
  return addParents(labels, rows.map(join));
}

function toTable(text: string, head: CsvRecord | null, body: readonly CsvRecord[]): Table {
  // Without the empty columns at the end that spreadsheets write.
  const filled = body.reduce((most, { cells }) => Math.max(most, filledWidth(cells)), filledWidth(head?.cells ?? []));
  const rows = body.map(({ cells }) => cells.slice(0, filled));
  const grid = arrange({ header: head?.cells.slice(0, filled) ?? null, rows });
  const width = grid.header?.length ?? grid.rows[0]?.length ?? 0;
  const names = (grid.header ?? []).map((label) => columnsNamed(label.slice(0, 100)));
  // The columns of `gtm render --format csv`, which always has them all and in this order.
  const own = fileColumns.every((column, at) => names[at]?.some((name) => name === column));
  const read = (cell: string) => (!own && hasTags(cell) ? readTags(toText(cell)) : toText(cell));
  const texts = grid.rows.map((cells) => cells.map(read));
  const written = escapePlain(grid.header, texts);
  return {
    kind: "table",
    // A row of one cell names those below it.
    grid: grid.rows.every((cells) => cells.length === width || cells.length === 1) ? "exact" : "ragged",
    header: grid.header?.map(toText) ?? null,
    rows: body.map(({ line, source }, index) => ({ cells: written[index] ?? [], line, source })),
    ...(own ? { own } : {}),
    line: (head ?? body[0])?.line ?? 1,
    source: text.slice((head ?? body[0])?.start ?? 0, (body.at(-1) ?? head)?.end ?? 0),
  };
}

/** The blocks of delimited text: what stands above its table, and the table, `exact` where all rows have its width. */
export function readCsv(text: string): readonly Block[] | PageRefusal {
  const clean = unify(text);
  const { separator, start, line, header, first } = findLayout(clean);
  const { records: all, unclosed } = readRecords(clean, separator, { start, line });
  const hint = 'close it, or write a quote inside a cell as ""; if the file was cut off, export it again';
  if (unclosed !== null) return refuse(`the quote opened on line ${unclosed} is never closed`, hint);
  const records = all.filter((record) => !isBlankRecord(record));
  if (records.length === 0) return [];
  const above = records.slice(0, first);
  const head = header === null ? undefined : records[header];
  const notes = countNotes(all, head);
  const body = records.slice(head === undefined ? first : first + 1, records.length - notes);
  // The name of the first of several groups, each of which has the headings once more.
  const isGrouped = head !== undefined && body.some(({ cells }) => isSameRow(cells, head.cells));
  const name = isGrouped && textsOf(above.at(-1) ?? head).length === 1 ? above.splice(-1) : [];
  const names = name.map((record) => paragraph(`**${textsOf(record)[0]}**`, record.line));
  const below = records.slice(records.length - notes);
  const foot = below.map((record) => paragraph(textsOf(record).join("; ").replaceAll(":; ", ": "), record.line));
  return [...readPreamble(above), ...names, toTable(clean, head ?? null, body), ...foot];
}
