/** Runs as Markdown that reads back as the very same runs: for pages of gtm's own, where no sign is there by accident. */
import { isBlank, type Run } from "./runs.ts";

type Mark = "strike" | "bold" | "italic" | "link";

const signs: Readonly<Record<Exclude<Mark, "link">, string>> = { strike: "~~", bold: "**", italic: "*" };
/** Where two marks are equally long, the first one is outside. */
const order: readonly Mark[] = ["strike", "bold", "italic", "link"];

/** By run: the nearest one at or before it that is more than a blank. */
function wordsBefore(runs: readonly Run[]): readonly (Run | undefined)[] {
  let last: Run | undefined;
  return runs.map((run) => {
    if (run.code || !isBlank([run])) last = run;
    return last;
  });
}

/** Blanks and breaks bear the emphasis of both of their neighbours. */
function bridge(runs: readonly Run[]): readonly Run[] {
  const before = wordsBefore(runs);
  const after = wordsBefore(runs.toReversed()).toReversed();
  return runs.map((run, index) => {
    if (run.code || !isBlank([run])) return run;
    const both = (mark: "strike" | "bold" | "italic") =>
      before[index]?.[mark] === true && after[index]?.[mark] === true;
    return { ...run, strike: both("strike"), bold: both("bold"), italic: both("italic") };
  });
}

/** What Markdown would take for a mark, an entity or a tag. */
export function escapeWords(text: string, inLink = false): string {
  return text.replace(/\\(?=[!-/:-@[-`{-~]|$)|[`*_~[\]]|<(?=[a-z/!?])|&(?=#?\w{1,31};)/gi, (sign, at: number) => {
    const [left, right] = [text[at - 1] ?? " ", text[at + 1] ?? " "];
    if (sign === "<") return "&lt;";
    if (sign === "&") return "&amp;";
    if (sign === "[") return inLink ? "\\[" : sign;
    if (sign === "]") return inLink || right === "(" || right === "[" ? "\\]" : sign;
    if (sign === "*" && left === " " && right === " ") return sign;
    if (sign === "_" && /[\p{L}\p{N}]/u.test(left) && /[\p{L}\p{N}]/u.test(right)) return sign;
    return `\\${sign}`;
  });
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).slice(0, 1000).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return /^`|`$/.test(text) ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** How many runs from `from` on bear the mark as the first of them does. */
function extent(runs: readonly Run[], from: number, mark: Mark): number {
  const value = runs[from]?.[mark];
  let end = from;
  while (end < runs.length && runs[end]?.[mark] === value) end += 1;
  return end - from;
}

function longestMark(runs: readonly Run[], from: number, inside: ReadonlySet<Mark>) {
  const open = order.filter((mark) => !inside.has(mark) && runs[from]?.[mark]);
  const lengths = open.map((mark) => ({ mark, length: extent(runs, from, mark) }));
  return lengths.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Marks hug their words. */
function wrap(inner: string, mark: Mark, url: string | null): string {
  const core = inner.trim();
  if (core === "") return inner;
  const at = inner.indexOf(core);
  const marked = mark === "link" ? `[${core}](${url ?? ""})` : `${signs[mark]}${core}${signs[mark]}`;
  return `${inner.slice(0, at)}${marked}${inner.slice(at + core.length)}`;
}

function write(runs: readonly Run[], inside: ReadonlySet<Mark>): string {
  let text = "";
  for (let at = 0; at < runs.length; ) {
    const run = runs[at];
    if (run === undefined) break;
    const found = longestMark(runs, at, inside);
    if (found !== null) {
      const inner = write(runs.slice(at, at + found.length), new Set([...inside, found.mark]));
      const marked = wrap(inner, found.mark, run.link);
      // "!" before a link would make it a picture.
      text = marked.startsWith("[") && text.endsWith("!") ? `${text.slice(0, -1)}\\!${marked}` : text + marked;
      at += found.length;
    } else {
      let end = at + 1;
      while (runs[end]?.code === run.code && longestMark(runs, end, inside) === null) end += 1;
      const words = runs
        .slice(at, end)
        .map((each) => each.text)
        .join("");
      text += run.code ? codeSpan(words.trim()) : escapeWords(words, inside.has("link"));
      at = end;
    }
  }
  return text;
}

/** The lines of a paragraph, between which stand hard breaks. */
export function exactLines(runs: readonly Run[]): readonly string[] {
  const text = write(bridge(runs), new Set()).replace(/[ \t]{2,}/g, " ");
  return text.trim().split(/ *\n */);
}
