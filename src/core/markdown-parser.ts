/**
 * The parser of Markdown, loaded when a text first needs one: it takes 35 ms, and most pages need none. Renderers are pure
 * and do not wait; whoever calls them with texts of strangers awaits `loadMarkdownParser` first.
 */
import type { Root } from "mdast";

let parse: ((markdown: string) => Root) | null = null;

export async function loadMarkdownParser(): Promise<void> {
  parse ??= (await import("./remark-parser.ts")).parseWithRemark;
}

/** The tree of a text, with its places. Throws where the parser was not loaded before: a bug. */
export function parseMarkdown(markdown: string): Root {
  if (parse === null) throw new Error("loadMarkdownParser is to be awaited before Markdown is parsed");
  return parse(markdown);
}
