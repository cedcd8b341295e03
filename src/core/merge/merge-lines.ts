/** Merging text by lines: what has no finer meaning, such as a description. */
import { diffArrays } from "diff";
import { type Merged, settle, type Versions } from "./chunks.ts";
import { linesOf } from "./markers.ts";

/** Lines of the ancestor that one side has replaced; `start` equals `end` where it inserted some. */
interface Hunk {
  readonly side: "ours" | "theirs";
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Hunks that are of the same lines. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly hunks: readonly Hunk[];
}

/** Edits beyond which lines are not compared one by one: the time grows with their square. */
const editLimit = 2000;

/**
 * Merges by lines: a clash is where both sides changed the same lines, or where lines that one side added or took away touch
 * what the other side changed. Neighbouring lines that were only replaced, each by one, do not clash as they do in git. More
 * would be too much: of three sides, it would be chance which two clash.
 */
export function mergeLines({ base, ours, theirs }: Versions<string>): Merged {
  if (ours === theirs || base === ours || base === theirs)
    return [settle(base, ours, theirs)].filter((text) => text !== "");
  const lines = linesOf(base);
  const hunks = [...hunksOf(lines, linesOf(ours), "ours"), ...hunksOf(lines, linesOf(theirs), "theirs")];
  const merged: Merged[number][] = [];
  let at = 0;
  for (const place of placesIn(hunks)) {
    merged.push(lines.slice(at, place.start).join(""), mergePlace(lines, place));
    at = place.end;
  }
  merged.push(lines.slice(at).join(""));
  return merged.filter((chunk) => chunk !== "");
}

function mergePlace(lines: readonly string[], { start, end, hunks }: Place): Merged[number] {
  const read = (side: Hunk["side"]) =>
    applied(
      lines,
      hunks.filter((hunk) => hunk.side === side),
      start,
      end,
    );
  const versions = { base: lines.slice(start, end).join(""), ours: read("ours"), theirs: read("theirs") };
  const { base, ours, theirs } = versions;
  return ours === theirs || base === ours || base === theirs
    ? settle(base, ours, theirs)
    : { ...versions, isText: true };
}

function hunksOf(base: readonly string[], changed: readonly string[], side: Hunk["side"]): readonly Hunk[] {
  const changes = diffArrays([...base], [...changed], { maxEditLength: editLimit });
  if (!changes) return [{ side, start: 0, end: base.length, lines: changed }];
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | null = null;
  for (const { added, removed, value } of changes) {
    const end = added ? at : at + value.length;
    if (added || removed) {
      const before: Hunk = open ?? { side, start: at, end, lines: [] };
      open = { ...before, end, lines: added ? [...before.lines, ...value] : before.lines };
    } else {
      if (open) hunks.push(open);
      open = null;
    }
    at = end;
  }
  return (open ? [...hunks, open] : hunks).flatMap(lineByLine);
}

/** As many lines as before: each line was replaced by one. */
function lineByLine(hunk: Hunk): readonly Hunk[] {
  if (hunk.lines.length !== hunk.end - hunk.start) return [hunk];
  return hunk.lines.map((line, index) => ({
    ...hunk,
    start: hunk.start + index,
    end: hunk.start + index + 1,
    lines: [line],
  }));
}

function isReplacement({ start, end, hunks }: Place): boolean {
  return hunks.every(({ lines }) => lines.length === end - start);
}

/** Hunks of the same lines together, in order. */
function placesIn(hunks: readonly Hunk[]): readonly Place[] {
  const places: Place[] = [];
  for (const hunk of hunks.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const { start, end } = hunk;
    const last = places.at(-1);
    const place = { start, end, hunks: [hunk] };
    const doesTouch = last && start === last.end && !(isReplacement(last) && isReplacement(place));
    const isTogether = last && (start < last.end || doesTouch);
    if (isTogether) {
      places.pop();
      places.push({ start: last.start, end: Math.max(last.end, end), hunks: [...last.hunks, hunk] });
    } else places.push(place);
  }
  return places;
}

/** The lines from `start` to `end` of the ancestor as a side has them. */
function applied(base: readonly string[], hunks: readonly Hunk[], start: number, end: number): string {
  let text = "";
  let at = start;
  for (const hunk of hunks) {
    text += base.slice(at, hunk.start).join("") + hunk.lines.join("");
    at = hunk.end;
  }
  return text + base.slice(at, end).join("");
}
