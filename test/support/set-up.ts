/** Renderers are called here without the command that loads the parser for them. */
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";

await loadMarkdownParser();
