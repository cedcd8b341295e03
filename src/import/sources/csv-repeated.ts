/** Columns that come several times under one heading, as in Jira's export (`Comment`, `Labels`, `Sprint`), made one; its comments are `10/Oct/17 3:14 PM;dhersey;Text`. */
import { groupBy } from "../../core/group-by.ts";
import { isHandle } from "../../core/handle.ts";
import { readDateAt } from "../date-forms.ts";
import { columnsNamed } from "../heading-words.ts";

const entry = /^([^;\n]{6,40});([^;\n]{0,100});([\s\S]*)$/;
/** What may stand behind the date: a time, seconds, a zone. */
const time = /^[\sT,]*[\d:.]*\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)?$/;
/** Readers look no further than this for an author beside a date. */
const besideLimit = 40;

/** The author as a link, for that alone makes a handle certain of a name that the page links nowhere else. */
function writeAuthor(author: string): string {
  const name = author.replace(/[*_[\]()<>\s]+/g, " ").trim();
  const id = name.replace(/:/g, "-");
  const links = isHandle(id) ? [`[${name}](/~${id})`, `[](/~${id})`, `@${id}`] : [name];
  return links.find((link) => link.length <= besideLimit) ?? (links.at(-1) ?? "").slice(0, besideLimit);
}

/** Jira's mentions and lists as Markdown; everything else in its markup stays as it is. */
function writeLine(line: string): string {
  const text = line.replace(
    /\[~(?:accountid:)?([\p{L}\p{N}._:-]{1,128})\]/gu,
    (_, id: string) => `@${id.replaceAll(":", "-")}`,
  );
  const bullet = /^([*#]{1,6}|-)\s+(?=\S)/.exec(text);
  const marks = bullet?.[1];
  if (bullet === null || marks === undefined) return `  ${text.trim()}`;
  return `${"  ".repeat(marks.length)}${marks.endsWith("#") ? "1." : "-"} ${text.slice(bullet[0].length)}`;
}

/**
 * A comment as the dated entry that comment cells are read by, or null for any other text. Its words stand deeper than
 * its date, so that a date at the beginning of one of its lines begins no other entry.
 */
function writeComment(cell: string): string | null {
  const [, when = "", author = "", text = ""] = entry.exec(cell.trim()) ?? [];
  const date = readDateAt(when.trim());
  if (date === null || date.year === null || !time.test(when.trim().slice(date.length))) return null;
  const day = when.trim().slice(0, date.length);
  const beside = writeAuthor(author);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return [`- **${day}${beside === "" ? "" : ` ${beside}`}**`, ...lines.map(writeLine)].join("\n");
}

interface Group {
  readonly label: string;
  readonly places: readonly number[];
}

function groupsOf(header: readonly string[]): readonly Group[] {
  // Columns without a heading have nothing in common.
  const keyOf = (at: number) => header[at]?.trim().toLowerCase() || `\u0000${at}`;
  return [...groupBy([...header.keys()], keyOf).values()].map((places) => ({
    label: header[places[0] ?? 0] ?? "",
    places,
  }));
}

/** True where a heading comes twice. */
export function hasRepeated(header: readonly string[]): boolean {
  return groupsOf(header).length < header.length;
}

function joinComments(cells: readonly string[]): string | null {
  const written = cells.map((cell) => ({ cell, comment: writeComment(cell) }));
  const comments = written.flatMap(({ comment }) => comment ?? []);
  if (comments.length === 0) return null;
  // Words without a date come first: behind an entry they would belong to it.
  return [...written.flatMap(({ cell, comment }) => (comment === null ? [cell] : [])), ...comments].join("\n");
}

function joinCells(cells: readonly string[], isComments: boolean): string {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const comments = isComments ? joinComments(filled) : null;
  if (comments !== null) return comments;
  if (filled.length < 2) return filled[0] ?? "";
  const distinct = [...new Set(filled.map((cell) => cell.trim()))];
  return distinct.join(distinct.some((cell) => /[\n;]/.test(cell)) ? "\n" : ", ");
}

/** The table with each heading once; missing cells are empty. */
export function joinRepeated(header: readonly string[], rows: readonly (readonly string[])[]) {
  const groups = groupsOf(header);
  const areComments = groups.map(({ label }) => columnsNamed(label).includes("comments"));
  const join = (cells: readonly string[]) =>
    groups.map(({ places }, group) =>
      joinCells(
        places.map((at) => cells[at] ?? ""),
        areComments[group] === true,
      ),
    );
  return { header: groups.map(({ label }) => label), rows: rows.map(join) };
}
