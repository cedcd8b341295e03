/** Lists of plain text, as OneNote, Word and mail programs paste them: bullets that Markdown does not know, levels told by tabs or by the bullets. */
import type { List } from "./blocks.ts";
import { readList } from "./markdown-list.ts";

/** A bullet that stands for nothing else, or one that only does where another line has one too. */
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

/** The lines of such a list as Markdown: bullets of another kind, or further right, stand below those above. */
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

/** Reads the list that begins at `at` (0-based); `next` is the first line behind it. */
export function readPastedList(lines: readonly string[], at: number): { readonly block: List; readonly next: number } {
  const { block, next } = readList(asMarkdown(lines, at), 0);
  const entries = block.entries.map((entry) => ({ ...entry, line: entry.line + at }));
  return { block: { ...block, entries, line: at + 1 }, next: at + next };
}
