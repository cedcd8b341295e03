/** The comments of exports, one a column: Jira's `10/Oct/17 3:14 PM;dhersey;Text`, Pivotal's `Text (Dana Hersey - Oct 10, 2017)`. */
import { fromDayNumber } from "../../core/calendar.ts";
import { isHandle } from "../../core/handle.ts";
import exports from "../../words/exports.json" with { type: "json" };
import { readDateAt } from "../date-forms.ts";

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

/** The day of a number of seconds or milliseconds since 1970, or of a text as it is. */
function dayOf(when: string): string {
  const seconds = /^(\d{10})(?:\d{3})?$/.exec(when)?.[1];
  return seconds === undefined ? when : fromDayNumber(Math.floor(Number(seconds) / 86_400));
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
    return text === "" ? null : writeEntry(dayOf(when), who, text);
  });
  return written.every((one) => one !== null) ? written.join("\n") : null;
}

/**
 * A comment as the dated entry that comment cells are read by, or null for any other text. Its words stand deeper than
 * its date, so that a date at the beginning of one of its lines begins no other entry.
 */
export function writeComment(cell: string): string | null {
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
