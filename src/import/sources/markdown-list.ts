/** Lists of Markdown and of plain text, one level of entries: what is nested stays Markdown below its entry, so that no depth can hurt. */
import { isBoxed } from "../boxes.ts";
import type { Entry, List } from "./blocks.ts";

const marker = /^( {0,3})([-*+]|\d{1,9}[.)])(?:([ \t]+)|$)/;

/** A rule such as `* * *` is no list. */
export function isRule(line: string): boolean {
  return /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(line.slice(0, 400)) && line.length < 400;
}

/** A box needs no bullet before it. */
export function startsList(line: string): boolean {
  return (marker.test(line) && !isRule(line)) || isBoxed(line);
}

/** Bullets of one kind make one list, and so do boxes without any, ""; numbers end a list of bullets. */
function kindOf(line: string): string {
  const sign = marker.exec(line)?.[2] ?? "";
  return /\d/.test(sign) ? sign.slice(-1) : sign;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function toEntry(lines: readonly string[], line: number): Entry {
  const [first = "", ...more] = lines;
  const width = marker.exec(first)?.[0].length ?? 0;
  // Below a box without a bullet everything stands as deep as the first line there, and is a note where it begins anew.
  const inner = width || indentOf(more.find((text) => indentOf(text) >= 2) ?? "");
  const rest = more.map((text) => text.slice(Math.min(indentOf(text), inner)));
  const isNote = (text: string) => width === 0 && /^\s{2,}[^\p{Ll}\s]/u.test(text);
  const cut = more.findIndex((text, at) => text.trim() === "" || startsList(rest[at] ?? "") || isNote(text));
  const head = cut < 0 ? rest : rest.slice(0, cut);
  const words = [first.slice(width), ...head].map((text) => text.trim());
  const [text, body] = [words.join("\n").trim(), rest.slice(head.length).join("\n").trim()];
  return { line, source: lines.join("\n").trimEnd(), text, body, done: null };
}

function skipBlank(lines: readonly string[], at: number): number {
  let index = at;
  while (lines[index]?.trim() === "") index += 1;
  return index;
}

/** True of a line that goes on from the paragraph of the entry above: it begins nothing, and names nothing below. */
function goesOn(line: string, kind: string, below = ""): boolean {
  const isName = kind === "" && isBoxed(below) && /^(?!\p{Ll})[^:]{2,60}:?$/u.test(line);
  return !isName && !startsList(line) && !/^(?:#{1,6}\s|```|~~~|<!--|\|)/.test(line);
}

/** Reads the list that begins at `at` (0-based); `next` is the first line behind it. */
export function readList(lines: readonly string[], at: number) {
  const kind = kindOf(lines[at] ?? "");
  // A list may be indented as a whole, as in mails.
  const inner = indentOf(lines[at] ?? "") + 2;
  const entries: Entry[] = [];
  let end = at;
  for (let start = at; start < lines.length; start = skipBlank(lines, end)) {
    const line = lines[start] ?? "";
    if (!startsList(line) || kindOf(line) !== kind || (entries.length > 0 && indentOf(line) >= 4)) break;
    end = start + 1;
    while (end < lines.length) {
      const next = skipBlank(lines, end);
      const text = lines[next] ?? "";
      const below = lines.slice(next + 1, next + 3).find((each) => !/^\(?\d+\s?\/\s?\d/.test(each));
      if (indentOf(text) < inner && (next > end || !goesOn(text, kind, below))) break;
      end = next + 1;
    }
    entries.push(toEntry(lines.slice(start, end), start + 1));
  }
  const block: List = { kind: "list", entries, line: at + 1, source: lines.slice(at, end).join("\n") };
  return { block, next: end };
}

/** A bullet as OneNote, Word and mail programs paste it, which stands for nothing else, or one that only does where another line has one too. */
const bulletAhead =
  /^([ \t\u00a0]*)(?:([•●○◦▪▫■‣⁃∙➢➤❖►\uf0a7\uf0b7\uf0d8])[ \t\u00a0]+|([·–—])[ \t\u00a0]+|([o§])(?:\t| {2,}|\u00a0)[ \t\u00a0]*)(?=\S)/;

function readBullet(line = "") {
  const [lead, ahead = "", sure, ...weak] = bulletAhead.exec(line.slice(0, 200)) ?? [];
  if (lead === undefined) return null;
  const [indent, sign] = [ahead.replaceAll("\t", "    ").length, sure ?? weak.find(Boolean) ?? ""];
  return { lead, indent, sign, isSure: sure !== undefined };
}

const isBlank = (line: string | undefined) => line?.trim() === "";

export function startsPastedList(lines: readonly string[], at: number): boolean {
  const bullet = readBullet(lines[at]);
  return bullet !== null && (bullet.isSure || readBullet(lines[isBlank(lines[at + 1]) ? at + 2 : at + 1]) !== null);
}

/** The lines of a pasted list as Markdown: bullets of another kind, or further right, stand below those above. */
function asMarkdown(lines: readonly string[], at: number): readonly string[] {
  const run: string[] = [];
  const open: { readonly indent: number; readonly sign: string }[] = [];
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const bullet = readBullet(line);
    if (bullet === null) {
      if (/^\S/.test(line) && (isBlank(lines[index - 1]) || /^(?:#{1,6}\s|[-*+|<]|\d+[.)]\s)/.test(line))) break;
      run.push(line);
      continue;
    }
    const { indent, sign, lead } = bullet;
    const isOther =
      indent <= (open[0]?.indent ?? -1) && !/^[o§○◦▪▫]$/.test(sign) && open.every((each) => each.sign !== sign);
    if (isOther && isBlank(lines[index - 1])) break;
    const same = open.findIndex((each) => each.indent > indent || (each.indent === indent && each.sign === sign));
    if (same >= 0) open.length = same;
    open.push({ indent, sign });
    run.push(`${"  ".repeat(open.length - 1)}- ${line.slice(lead.length)}`);
  }
  return run;
}

export function readPastedList(lines: readonly string[], at: number): { readonly block: List; readonly next: number } {
  const { block, next } = readList(asMarkdown(lines, at), 0);
  const entries = block.entries.map((entry) => ({ ...entry, line: entry.line + at }));
  return { block: { ...block, entries, line: at + 1 }, next: at + next };
}
