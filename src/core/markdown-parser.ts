/**
 * The parser of Markdown, loaded when a text first needs one: it takes 35 ms, and most pages need none. Renderers are pure
 * and do not wait: whoever calls one does it `withMarkdownParser`.
 */
import type { Root } from "mdast";

let parse: ((markdown: string) => Root) | null = null;

export async function loadMarkdownParser(): Promise<void> {
  parse ??= (await import("./remark-parser.ts")).parseWithRemark;
}

/**
 * What a pure function gives that may come upon a text to parse; it is called again, once the parser is there, where it
 * did. To ask beforehand which texts it will parse would be a second list of them, and one day a wrong one.
 */
export async function withMarkdownParser<Result>(draw: () => Result): Promise<Result> {
  try {
    return draw();
  } catch (error) {
    if (!(error instanceof ParserMissing)) throw error;
  }
  await loadMarkdownParser();
  return draw();
}

/** The tree of a text, with its places. Throws outside of `withMarkdownParser` where the parser was not loaded before. */
export function parseMarkdown(markdown: string): Root {
  if (parse === null) throw new ParserMissing("Markdown is parsed only withMarkdownParser");
  return parse(markdown);
}

class ParserMissing extends Error {}
