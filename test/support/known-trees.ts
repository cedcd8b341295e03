/**
 * Trees of Markdown that were parsed before. Tests of pages meet the same text many times: the law in every arrangement and
 * every format, the tests of strangers' texts in every place of an item. The parser, which is pure, took half of their time. The
 * trees are frozen: whoever would change one, and so what the others see, throws.
 */
import type { Root } from "mdast";
import { afterAll, beforeAll } from "vitest";
import { useMarkdownParser } from "../../src/core/markdown-parser.ts";
import { parseWithRemark } from "../../src/core/remark-parser.ts";

/** For one file of tests: the others have the parser that is shipped. */
export function parseEachTextOnce(): void {
  const known = new Map<string, Root>();
  beforeAll(() => {
    useMarkdownParser((markdown) => {
      const tree = known.get(markdown) ?? frozen(parseWithRemark(markdown));
      // A night of FC_RUNS has more texts than memory should hold.
      if (known.size >= 4000) known.clear();
      known.set(markdown, tree);
      return tree;
    });
  });
  afterAll(() => {
    known.clear();
    useMarkdownParser(parseWithRemark);
  });
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
