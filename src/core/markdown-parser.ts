/**
 * The parser of Markdown, loaded when a text first needs one: it takes 35 ms, and most pages need none. Renderers are pure
 * and do not wait; whoever calls them does so inside `withMarkdownParser`, which needs no guess at what they will meet.
 */
import type { Root } from "mdast";

let parse: ((markdown: string) => Root) | null = null;

class ParserNotLoaded extends Error {}

/** What `draw` gives. It must be pure: where a text of its needs the parser, that is loaded and `draw` runs once more. */
export async function withMarkdownParser<Drawn>(draw: () => Drawn | Promise<Drawn>): Promise<Drawn> {
  try {
    return await draw();
  } catch (error) {
    if (!(error instanceof ParserNotLoaded)) throw error;
  }
  await loadMarkdownParser();
  return draw();
}

/** For a test that calls a renderer by itself. */
export async function loadMarkdownParser(): Promise<void> {
  parse ??= (await import("./remark-parser.ts")).parseWithRemark;
}

/** For tests that draw the same texts many times: `own` gives what `parseWithRemark` would. */
export function useMarkdownParser(own: (markdown: string) => Root): void {
  parse = own;
}

/** The tree of a text, with its places. Throws outside of `withMarkdownParser`, where nobody loads the parser: a bug. */
export function parseMarkdown(markdown: string): Root {
  if (parse === null) throw new ParserNotLoaded("Markdown is parsed inside of withMarkdownParser");
  return parse(markdown);
}
