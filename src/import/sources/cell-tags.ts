/** Cells of one line that write their blocks as tags, `words<ul><li>one</li></ul>`, as Markdown of several. Linear in the cell's length. */
import { codeSpans } from "../inline.ts";
import { type Flow, flowsToCell, type ItemFlow } from "./flow-markdown.ts";
import { breakRun, isBlank, noMarks, type Run } from "./runs.ts";

interface Token {
  /** `ul`, `/li`, `br`, or words where it is empty. */
  readonly tag: string;
  readonly words: string;
}

const anyTag = /<(\/?(?:ul|ol|li|p|div|blockquote)|br)\b[^<>]{0,300}>/iy;

/** True of a cell with a tag of blocks; within code it may be none. */
export function hasTags(cell: string): boolean {
  return /<(?:ul|ol|li|p|br|div)\b/i.test(cell);
}

/** Words between tags; no sign in a code span, or behind a backslash, is a tag. */
function tokensOf(cell: string): readonly Token[] {
  const spans = codeSpans(cell);
  const tokens: Token[] = [];
  let [start, at] = [0, 0];
  const take = (end: number) => {
    if (end > start) tokens.push({ tag: "", words: cell.slice(start, end) });
  };
  while (at < cell.length) {
    anyTag.lastIndex = at;
    const span = spans.get(at);
    const found = cell[at] === "<" ? anyTag.exec(cell) : null;
    if (found !== null) {
      take(at);
      tokens.push({ tag: found[1]?.toLowerCase() ?? "", words: "" });
      at += found[0].length;
      start = at;
    } else if (span !== undefined) at = span;
    else if (cell[at] === "`") at += /^`+/.exec(cell.slice(at, at + 1000))?.[0].length ?? 1;
    else at += cell[at] === "\\" ? 2 : 1;
  }
  take(cell.length);
  return tokens;
}

/** The cell's Markdown; in damaged cells a tag may have lost the one that closes it, or that it closes. */
export function readTags(cell: string): string {
  const flows: Flow[] = [];
  const lists: string[] = [];
  let [runs, item]: [Run[], Omit<ItemFlow, "runs"> | null] = [[], null];
  const endParagraph = () => {
    if (!isBlank(runs))
      flows.push(item === null ? { kind: "text", level: lists.length, runs, line: 0 } : { ...item, runs });
    if (!isBlank(runs)) item = null;
    runs = [];
  };
  for (const { tag, words } of tokensOf(cell)) {
    if (tag === "") runs.push({ ...noMarks, raw: true, text: words.replaceAll("\n", " ") });
    // A second break in a row ends the paragraph.
    else if (tag === "br" && runs.at(-1) !== breakRun) runs.push(breakRun);
    else {
      endParagraph();
      if (tag === "ul" || tag === "ol") lists.push(tag);
      else if (tag === "/ul" || tag === "/ol") lists.pop();
      const level = Math.max(0, lists.length - 1);
      if (tag === "li")
        item = { kind: "item", level, ordered: lists.at(-1) === "ol", done: null, line: 0, start: 0, end: 0 };
    }
  }
  endParagraph();
  return flowsToCell(flows, true);
}
