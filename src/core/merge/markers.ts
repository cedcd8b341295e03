/** Conflict markers, as git writes them. */
import type { Clash, Merged } from "./chunks.ts";

/** How a clash is shown: git's `merge.conflictStyle`. */
export type ConflictStyle = "merge" | "diff3" | "zdiff3";

export interface MarkerOptions {
  readonly style?: ConflictStyle;
  /** Characters of a marker; git's usual 7 where it is not given. */
  readonly markerSize?: number;
  /** What stands behind the markers: `ours`, `base`, `theirs` where it is not given. */
  readonly labels?: { readonly ours?: string; readonly base?: string; readonly theirs?: string };
}

/** The text of a merge, each clash between markers on lines of their own. Lines end with a line feed. */
export function writeMarkers(merged: Merged, options: MarkerOptions): string {
  return merged.map((chunk) => (typeof chunk === "string" ? chunk : marked(chunk, options))).join("");
}

function marked(clash: Clash, { style = "merge", markerSize = 7, labels = {} }: MarkerOptions): string {
  const marker = (sign: string, label: string) => `${`${sign.repeat(markerSize)} ${label}`.trimEnd()}\n`;
  const [before, { base, ours, theirs }, after] =
    clash.isText && style !== "diff3" ? withoutShared(clash) : ["", clash, ""];
  const lines = [
    marker("<", labels.ours ?? "ours"),
    wholeLines(ours),
    ...(style === "merge" ? [] : [marker("|", labels.base ?? "base"), wholeLines(base)]),
    marker("=", ""),
    wholeLines(theirs),
    marker(">", labels.theirs ?? "theirs"),
  ];
  return before + lines.join("") + after;
}

/** A clash without the lines that both sides begin or end with: they are settled. */
function withoutShared(clash: Clash): readonly [string, Clash, string] {
  const [ours, theirs] = [linesOf(clash.ours), linesOf(clash.theirs)];
  const shorter = Math.min(ours.length, theirs.length);
  let head = 0;
  while (head < shorter && ours[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < shorter - head && ours.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  const within = (lines: readonly string[]) => lines.slice(head, lines.length - tail).join("");
  return [
    ours.slice(0, head).join(""),
    { base: clash.base, ours: within(ours), theirs: within(theirs) },
    ours.slice(ours.length - tail).join(""),
  ];
}

/** Lines with their ends. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function wholeLines(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
