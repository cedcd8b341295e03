/** What a file has as a whole: the byte order mark, the line ends and the last one. Each merges by itself. */
import { type Merged, settle, type Versions } from "./chunks.ts";
import { type MarkerOptions, writeMarkers } from "./markers.ts";

/** The texts with line feeds alone, each line ended, and the way back. */
export interface PlainTexts extends Versions<string> {
  readonly restore: (merged: Merged, options: MarkerOptions) => string;
}

const mark = "\uFEFF";

export function plainTexts(versions: Versions<string>): PlainTexts {
  const each = <Value>(read: (text: string) => Value): Versions<Value> => {
    const { base, ours, theirs } = versions;
    return { base: read(base), ours: read(ours), theirs: read(theirs) };
  };
  const choose = (read: (text: string) => string): string => {
    const { base, ours, theirs } = each(read);
    return settle(versions.base === "" ? undefined : base, ours, theirs);
  };
  // Where a version mixes both, its line ends are a part of its lines.
  const isPure = Object.values(each(lineEnds)).every((ends) => ends !== "mixed");
  const plain = each((text) => {
    const bare = text.startsWith(mark) ? text.slice(1) : text;
    const lines = isPure ? bare.replaceAll("\r\n", "\n") : bare;
    return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
  });
  const ends = choose(lineEnds);
  const begin = choose((text) => (text.startsWith(mark) ? mark : ""));
  const isOpen = choose((text) => (text.endsWith("\n") ? "closed" : "open")) === "open";
  const restore = (merged: Merged, options: MarkerOptions): string => {
    const lines = writeMarkers(merged, options);
    const isMarkerLast = typeof merged.at(-1) !== "string";
    const text = isOpen && !isMarkerLast ? lines.replace(/\n$/, "") : lines;
    return begin + (isPure && ends === "crlf" ? text.replaceAll("\n", "\r\n") : text);
  };
  return { ...plain, restore };
}

function lineEnds(text: string): "lf" | "crlf" | "mixed" {
  const [all, pairs] = [text.split("\n").length - 1, text.split("\r\n").length - 1];
  return pairs === 0 ? "lf" : pairs === all ? "crlf" : "mixed";
}
